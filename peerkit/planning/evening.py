"""From a request to an evening, and to its plan or what stands in the way of one; an error names the option."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from peerkit import durations
from peerkit.durations import said
from peerkit.errors import PeerkitError, did_you_mean, naming
from peerkit.messages import _, ngettext
from peerkit.planning import moments
from peerkit.planning.fields import LONGEST
from peerkit.planning.fit import STEP
from peerkit.planning.interpreted import WAYS, interpreted
from peerkit.planning.kinds import fits, groups_in, least_people
from peerkit.planning.offers import changed
from peerkit.planning.plan import DoesNotFit, Evening, Plan, build
from peerkit.planning.request import SessionRequest
from peerkit.planning.template import MOST_PEOPLE, Block, Template
from peerkit.wording.grammar import commas
from peerkit.wording.safe import echoed
from peerkit.wording.slugs import slug

_SHELL = r"[$`\\!%]"


class Source(NamedTuple):
    """What an evening is made from: a template, or a plan that was saved; `name` is the stem of its file.

    `start` is when the group usually begins, where it has said so; `worded` says that the words come with peerkit, so
    that each was looked over before.
    """

    name: str
    template: Template
    saved: Evening | None = None
    start: str = ""
    worded: bool = False

    @property
    def usual_start(self) -> str:
        """When it begins where nobody says otherwise: as the group usually does, unless that is too late for it."""
        template = self.template
        too_late = template.latest_start is not None and self.start > template.latest_start
        return (self.start if not too_late else "") or template.start or moments.USUAL_START


def requested(source: Source, request: SessionRequest, now: datetime) -> Evening:
    """The evening that is asked for at `now` (local, with its zone).

    What was not said is the plan's, or the template's ideal, at the usual start. Raises PeerkitError that names the
    option.
    """
    if source.saved is not None:
        return again(source.saved, request, now)
    minutes = source.template.minutes.ideal if not request.end and request.minutes is None else request.minutes
    request = request._replace(start=request.start or source.usual_start, minutes=minutes)
    usual = Evening(source.name, source.template, source.template.people.ideal, now, now, now.tzinfo or UTC)
    return again(usual, request, now)


def requested_now(source: Source, request: SessionRequest, now: datetime) -> Evening:
    """The same, beginning at `now`, and as long. A plan that is under way by the clock keeps its booked end."""
    evening = requested(source, request._replace(end=None), now)
    begun = replace(evening, start=now.astimezone(UTC))
    if request.end:
        return _with_end(begun, request.end, None)
    days = {each.start.astimezone(each.zone).date() for each in (evening, begun)}
    if source.saved is not None and len(days) == 1 and evening.end > begun.start:
        return begun
    return as_long_as(evening, begun)


def as_long_as(evening: Evening, begun: Evening) -> Evening:
    """The evening that has `begun`, as long as planned, and up to the next five minutes: no room is booked to 20:57."""
    end = begun.start + (evening.end - evening.start)
    return replace(begun, end=end + timedelta(seconds=-end.timestamp() % 300))


def again(evening: Evening, request: SessionRequest, now: datetime) -> Evening:
    """The evening with what is asked for, which wins. Raises PeerkitError that names the option."""
    if request.people is not None:
        evening = replace(evening, people=_people(request.people))
    if request.start:
        start = naming("--start", lambda: moments.starting(request.start or "", now))
        evening = replace(evening, start=start, end=start + (evening.end - evening.start))
    if request.end or request.minutes is not None:
        evening = _with_end(evening, request.end, request.minutes)
    ways = [way for way in WAYS if way == request.interpreted]
    return _changed(interpreted(evening, ways[0]) if ways else evening, request)


def _people(number: int) -> int:
    if 1 <= number <= MOST_PEOPLE:
        return number
    told = _("--people {number}: a group has from 1 to {most} people.", number=number, most=MOST_PEOPLE)
    raise PeerkitError(told, _("For example: {option}", option="--people 9"))


def _with_end(evening: Evening, end: str | None, minutes: int | None) -> Evening:
    """The evening with the booked end that `--end` or `--minutes` says; with one of them."""
    if end and minutes is not None:
        raise PeerkitError(_("--end and --minutes say the same thing twice."), _("Leave one of them out."))
    start = evening.start.astimezone(evening.zone)
    if end:
        return replace(evening, end=naming("--end", lambda: moments.ending(end, start)))
    return replace(evening, end=naming("--minutes", lambda: moments.lasting(minutes or 0, start)))


def _changed(evening: Evening, request: SessionRequest) -> Evening:
    """The evening with what the options say about its blocks; a block that is left out has no wishes."""
    whole = blocks = evening.template.block
    for name in request.without:
        place = _place(blocks, name, "--without", whole)
        if place is not None:
            blocks = changed(blocks, place, "without")
    for wish in request.turns:
        name, is_there, length = wish.rpartition("=")
        if not is_there:
            typed = f'--turns "{echoed(wish)}"'
            raise PeerkitError(
                _("{option} does not say how long.", option=typed), _("Type {option}.", option=f'{typed[:-1]}=2m"')
            )
        place = _place(blocks, name, "--turns", whole)
        if place is not None:
            blocks = changed(blocks, place, "turns", _turn(wish, length, blocks, place))
    for name in request.threes:
        place = _place(blocks, name, "--threes", whole)
        if place is None:
            continue
        if fits(blocks[place]).in_threes is None or blocks[place].part:
            typed = f'--threes "{echoed(name)}"'
            raise PeerkitError(
                _("{option}: that is no round, or the opening or closing.", option=typed), _("Name another round.")
            )
        blocks = changed(blocks, place, "threes")
    for name in request.equal_rounds:
        place = _place(blocks, name, "--equal-rounds", whole)
        if place is None:
            continue
        if groups_in(blocks[place]) is None:
            typed = f'--equal-rounds "{echoed(name)}"'
            raise PeerkitError(_("{option}: there are no small groups in that block.", option=typed), "")
        blocks = changed(blocks, place, "equal")
    if not blocks:
        raise PeerkitError(_("Nothing is left of the evening."), _("Leave out fewer blocks."))
    return replace(evening, template=replace(evening.template, block=blocks))


def _turn(wish: str, length: str, blocks: Sequence[Block], place: int) -> int:
    """The seconds that a wish for turns names, which are as long as turns can be. Raises PeerkitError."""
    seconds = naming("--turns", lambda: durations.parse(length))
    named = f'--turns "{echoed(wish)}"'
    if not fits(blocks[place]).turns:
        turning = [block.name for block in blocks if fits(block).turns]
        hint = _("Nobody takes turns in this evening.")
        if turning:
            hint = _("Turns are taken in: {names}.", names=commas(turning))
        raise PeerkitError(_("{option}: there are no turns in that block.", option=named), hint)
    if not STEP <= seconds <= LONGEST:
        raise PeerkitError(
            _(
                "{option}: a turn lasts at least {least}, and at most {most}.",
                option=named,
                least=said(STEP),
                most=said(LONGEST),
            ),
            _("For example: {option}", option=f'--turns "{blocks[place].name}=2m"'),
        )
    if seconds % STEP:
        nearest = durations.written(round(seconds / STEP) * STEP)
        raise PeerkitError(
            _("{option}: turns go in steps of {length}.", option=named, length=said(STEP)),
            _("For example: {option}", option=f'--turns "{blocks[place].name}={nearest}"'),
        )
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
    hint = did_you_mean(wanted[:80], names) or _("There are: {names}.", names=commas(block.name for block in blocks))
    raise PeerkitError(_('{option}: there is no block called "{name}".', option=option, name=echoed(name)), hint)


def planned(evening: Evening) -> Plan:
    """The plan. Raises PeerkitError that says by how much it does not fit, and what to type instead."""
    found = build(enough(evening))
    if isinstance(found, DoesNotFit):
        raise PeerkitError(why_not(found), "\n".join([_("What would help:"), *ways_out(found)]))
    if not any(groups.rotates for groups in map(groups_in, found.blocks) if groups):
        return found
    from peerkit.planning.seating import placed  # most evenings have no rotation

    return placed(found)


def enough(evening: Evening) -> Evening:
    """The evening, if nobody would sit alone in it. Raises PeerkitError."""
    if evening.people < least_people(evening.template.block):
        raise PeerkitError(
            _("{title} has small groups, and those take 2 people.", title=evening.template.title),
            _(
                "Say {option} or more, or choose another way of meeting: {command}",
                option="--people 2",
                command="peerkit template list",
            ),
        )
    return evening


def ways_out(found: DoesNotFit) -> list[str]:
    """Each offer with what to type for it, unless a block's name would mean something to the shell it is pasted in."""
    lines = []
    for offer in found.offers:
        option = f"--end {_later_end(found.evening, offer.more)}" if offer.more else offer.option
        typed = _("Say {option} instead.", option=option) if offer.more else _("Add {option}", option=option)
        risky = re.search(_SHELL, offer.option) or offer.option.count('"') > 2
        lines.append(offer.words if risky else f"{offer.words} {typed}")
    return lines


def _later_end(evening: Evening, more: int) -> str:
    """What `--end` takes for an end so many seconds later: a time of day, or a length on a night the clocks change."""
    start = evening.start.astimezone(evening.zone)
    end = (evening.end + timedelta(seconds=more + 59)).astimezone(evening.zone)
    if start.utcoffset() == end.utcoffset() == end.replace(fold=1 - end.fold).utcoffset():
        return f"{end:%H:%M}"
    return f"{-(-(evening.seconds + more) // 60)}m"


def why_not(found: DoesNotFit) -> str:
    """By how much an evening does not fit."""
    title, evening = found.evening.template.title, found.evening
    does_not = ngettext(
        "{title} does not fit with {n} person.", "{title} does not fit with {n} people.", evening.people, title=title
    )
    there, missing = said(evening.seconds), said(-(-found.seconds // 60) * 60)
    return f"{does_not} {_('Booked: {length}.', length=there)} {_('Missing: {length}.', length=missing)}"
