"""From what was typed to an evening: which template or plan, how many people, from when until when."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from peerkit import durations
from peerkit.cli.session.outline import why_not
from peerkit.cli.terminal.settings import settings
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.live import clock
from peerkit.planning import moments
from peerkit.planning.check import check
from peerkit.planning.fields import LONGEST
from peerkit.planning.fit import STEP
from peerkit.planning.offers import in_threes, with_equal_rounds, with_turns
from peerkit.planning.plan import DoesNotFit, Evening, Plan, build
from peerkit.planning.template import MOST_PEOPLE, Block, Groups, Round, Template
from peerkit.problems import Problem
from peerkit.wording.safe import echoed
from peerkit.wording.slugs import slug
from peerkit.workspace import catalogue, files, glance, plans
from peerkit.workspace.root import Root

T = TypeVar("T")
FALLBACK = "weekly-circle"
_SHELL = re.compile(r"[$`\\!%]")


@dataclass(frozen=True)
class Asked:
    """What was typed for an evening; None and empty where nothing was said."""

    people: int | None = None
    start: str | None = None
    end: str | None = None
    minutes: int | None = None
    without: Sequence[str] = ()
    turns: Sequence[str] = ()
    threes: Sequence[str] = ()
    equal_rounds: Sequence[str] = ()


def local_now() -> datetime:
    """Now, on the clock on the wall."""
    return clock.now().astimezone(clock.LOCAL)


def usual_template(root: Root) -> str:
    """The template that is meant when none is named: the group's choice, the last one used, or a weekly circle."""
    from peerkit.tally import ledger

    chosen = settings(root).template
    if chosen:
        return chosen
    try:
        last = ledger.last_session(ledger.read(root))
    except PeerkitError:  # a count that cannot be read keeps nobody from meeting; tally list names the line
        last = None
    return last if last and last in glance.names(root) else FALLBACK


def template_called(root: Root, name: str) -> tuple[str, Template]:
    """A template by stem or path, with the group's words, and the stem that it is counted under."""
    chosen = settings(root)
    try:
        path = catalogue.find_template(root, name)
        return catalogue.stem_of(path), catalogue.load_template(path, chosen.words)
    except catalogue.WrongFile:
        raise
    except PeerkitError as error:
        if name != chosen.template:
            raise
        named = f"It is named in {files.shown(root.config)}: put template = ... right there, or take that line out."
        raise PeerkitError(error.message, f"{named} {error.hint}".rstrip()) from error


def evening_of(name: str, template: Template, asked: Asked, now: datetime) -> Evening:
    """The evening that was asked for; what was not said is the template's ideal, at seven.

    Raises PeerkitError that names the option.
    """
    people = _people(asked.people) if asked.people is not None else template.people.ideal
    start = _said("--start", lambda: moments.starting(asked.start, now) if asked.start else moments.usual_start(now))
    evening = Evening(name, template, people, start, start, clock.LOCAL)
    return changed(with_end(evening, asked.end, asked.minutes), asked)


def _people(people: int) -> int:
    if not 1 <= people <= MOST_PEOPLE:
        raise PeerkitError(
            f"--people {people}: a circle has from 1 to {MOST_PEOPLE} people.", "For example: --people 9"
        )
    return people


def with_end(evening: Evening, end: str | None, minutes: int | None) -> Evening:
    """The evening with the booked end that `--end` or `--minutes` says, or the template's ideal length."""
    if end and minutes is not None:
        raise PeerkitError("--end and --minutes say the same thing twice.", "Leave one of them out.")
    start = evening.start.astimezone(evening.zone)
    if end:
        return replace(evening, end=_said("--end", lambda: moments.ending(end, start)))
    wanted = evening.template.minutes.ideal if minutes is None else minutes
    return replace(evening, end=_said("--minutes", lambda: moments.lasting(wanted, start)))


def changed(evening: Evening, asked: Asked) -> Evening:
    """The evening with what the options say about its blocks; a block that is left out has no wishes."""
    whole = blocks = evening.template.block
    for name in asked.without:
        place = _place(blocks, name, "--without", whole)
        blocks = tuple(block for at, block in enumerate(blocks) if at != place)
    for wish in asked.turns:
        name, is_there, length = wish.rpartition("=")
        if not is_there:
            raise PeerkitError(f'--turns "{echoed(wish)}" does not say how long.', f'Type --turns "{echoed(wish)}=2m".')
        place = _place(blocks, name, "--turns", whole)
        if place is not None:
            blocks = with_turns(blocks, place, _turn(wish, length, blocks, place))
    for name in asked.threes:
        place = _place(blocks, name, "--threes", whole)
        if place is None:
            continue
        if not isinstance(blocks[place], Round) or blocks[place].part:
            raise PeerkitError(
                f'--threes "{echoed(name)}": that is no round, or the opening or closing.', "Name another round."
            )
        blocks = in_threes(blocks, place)
    for name in asked.equal_rounds:
        place = _place(blocks, name, "--equal-rounds", whole)
        if place is not None and not isinstance(blocks[place], Groups):
            raise PeerkitError(f'--equal-rounds "{echoed(name)}": there are no small groups in that block.', "")
        blocks = blocks if place is None else with_equal_rounds(blocks, place)
    if not blocks:
        raise PeerkitError("Nothing is left of the evening.", "Leave out fewer blocks.")
    return replace(evening, template=replace(evening.template, block=blocks))


def _turn(wish: str, length: str, blocks: Sequence[Block], place: int) -> int:
    """The seconds that a wish for turns names, which are as long as turns can be. Raises PeerkitError."""
    seconds = _said("--turns", lambda: durations.parse(length))
    named = f'--turns "{echoed(wish)}"'
    if not isinstance(blocks[place], Round | Groups):
        turning = [block.name for block in blocks if isinstance(block, Round | Groups)]
        hint = f"Turns are taken in: {', '.join(turning)}." if turning else "Nobody takes turns in this evening."
        raise PeerkitError(f"{named}: there are no turns in that block.", hint)
    if not STEP <= seconds <= LONGEST:
        at_most = f"a turn lasts at least {durations.said(STEP)}, and at most {durations.said(LONGEST)}."
        raise PeerkitError(f"{named}: {at_most}", f'For example: --turns "{blocks[place].name}=2m"')
    if seconds % STEP:
        nearest = durations.written(round(seconds / STEP) * STEP)
        steps = f"turns go in steps of {durations.said(STEP)}."
        raise PeerkitError(f"{named}: {steps}", f'For example: --turns "{blocks[place].name}={nearest}"')
    return seconds


def _place(blocks: Sequence[Block], name: str, option: str, whole: Sequence[Block]) -> int | None:
    """The block that is called so, in any letters; hyphens will do for spaces, as Tab writes them.

    None where it is one of the `whole` evening and was left out. Raises PeerkitError where it is none at all.
    """
    wanted = name.lower()
    for called in (str.lower, slug):
        known = [called(block.name) for block in blocks]
        if wanted in known:
            return known.index(wanted)
        if wanted in [called(block.name) for block in whole]:
            return None
    names = [block.name.lower() for block in blocks]
    hint = did_you_mean(wanted[:80], names) or f"There are: {', '.join(block.name for block in blocks)}."
    raise PeerkitError(f'{option}: there is no block called "{echoed(name)}".', hint)


def planned(evening: Evening) -> Plan:
    """The plan. Raises PeerkitError that says by how much it does not fit, and what to type instead."""
    found = build(enough(evening))
    if isinstance(found, DoesNotFit):
        raise PeerkitError(why_not(found), "\n".join(["What would help:", *ways_out(found)]))
    return found


def enough(evening: Evening) -> Evening:
    """The evening, if nobody would sit alone in it. Raises PeerkitError."""
    if evening.people < 2 and any(isinstance(block, Groups) for block in evening.template.block):
        raise PeerkitError(
            f"{evening.template.title} has small groups, and those take two people.",
            "Say --people 2 or more, or choose another way of meeting: peerkit template list",
        )
    return evening


def ways_out(found: DoesNotFit) -> list[str]:
    """Each offer with what to type for it, unless a block's name would mean something to the shell it is pasted in."""
    lines = []
    for offer in found.offers:
        typed = f"Say --end {_later_end(found.evening, offer.more)} instead." if offer.more else f"Add {offer.option}"
        risky = _SHELL.search(offer.option) or offer.option.count('"') > 2
        lines.append(offer.words if risky else f"{offer.words} {typed}")
    return lines


def _later_end(evening: Evening, more: int) -> str:
    """What `--end` takes for an end so many seconds later: a time of day, or a length on a night the clocks change."""
    start = evening.start.astimezone(evening.zone)
    end = (evening.end + timedelta(seconds=more + 59)).astimezone(evening.zone)
    if start.utcoffset() == end.utcoffset() == end.replace(fold=1 - end.fold).utcoffset():
        return f"{end:%H:%M}"
    return f"{-(-(evening.seconds + more) // 60)}m"


def problems_of(root: Root, evening: Evening) -> list[Problem]:
    """What `check` finds, and whether the template is meant for so many people."""
    found = check(evening.template, set(glance.names(root, "agreements")))
    span = evening.template.people
    if not span.min <= evening.people <= span.max:
        reason = f"This way of meeting is for {span.min} to {span.max} people."
        more = evening.people > span.max
        hint = "Threes or pairs give more of it to each." if more else "See how it feels: it may be quieter than usual."
        found.append(Problem("people", "people-outside", reason, hint, "advice"))
    return found


def does_not_fit(evening: Evening) -> list[Problem]:
    """Why there can be no plan of this evening, as a problem with the ways out; empty when there can be one."""
    try:
        found = build(enough(evening))
    except PeerkitError as error:
        return [Problem("evening.people", "too-few-people", error.message, error.hint)]
    if isinstance(found, Plan):
        return []
    return [Problem("evening", "does-not-fit", why_not(found), " ".join(["What would help:", *ways_out(found)]))]


def evening_called(root: Root, name: str | None, asked: Asked) -> Evening:
    """A plan that was saved, or a template, by stem or path; what was typed wins over what the plan says."""
    now = local_now()
    if name and is_saved(root, name):
        return again(plans.load_plan(plans.plan_called(root, name), clock.LOCAL), asked, now)
    stem, template = template_called(root, name or usual_template(root))
    return evening_of(stem, template, asked, now)


def is_saved(root: Root, name: str | None) -> bool:
    """Whether this names a saved plan, and not a template."""
    path = plans.find_plan(root, name) if name else None
    return path is not None and "evening" in files.read_toml(path)


def again(evening: Evening, asked: Asked, now: datetime) -> Evening:
    """A saved evening with what was typed now."""
    if asked.people is not None:
        evening = replace(evening, people=_people(asked.people))
    if asked.start:
        start = _said("--start", lambda: moments.starting(asked.start or "", now))
        evening = replace(evening, start=start, end=start + (evening.end - evening.start))
    if asked.end or asked.minutes is not None:
        evening = with_end(evening, asked.end, asked.minutes)
    return changed(evening, asked)


def _said(option: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except ValueError as error:
        raise PeerkitError(f"{option}: {error}") from None
