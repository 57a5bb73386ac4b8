"""`session print`: which sheets there are, and how several leave together, all of them or none."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import chain, count
from pathlib import Path

import typer

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.kinds import RULES
from peerkit.agreements.standing import Standing
from peerkit.cli.session.interpreting import settled
from peerkit.cli.session.loading import load, meant
from peerkit.cli.session.materials import numbers
from peerkit.cli.sheets import delivery, languages, options
from peerkit.cli.terminal import console
from peerkit.cli.terminal.overwrite import not_ours
from peerkit.cli.terminal.progress import Doing
from peerkit.cli.terminal.settings import settings
from peerkit.errors import PeerkitError
from peerkit.group import public
from peerkit.live.clock import Clock
from peerkit.messages import _
from peerkit.planning.evening import Source, planned, requested
from peerkit.planning.kinds import groups_in
from peerkit.planning.phrases import people, when
from peerkit.planning.plan import Evening, Plan, Timed
from peerkit.planning.request import SessionRequest
from peerkit.planning.seating import seating_of
from peerkit.printing.document import Document
from peerkit.printing.render import FORMATS, rendered
from peerkit.printing.sheets import agenda, agreement, run_sheet, seating
from peerkit.printing.sheets.draft import labelled
from peerkit.printing.text import own
from peerkit.turns.equal import times
from peerkit.turns.stored import Stored
from peerkit.wording.grammar import commas
from peerkit.wording.slugs import slug
from peerkit.workspace import agreements, files, plans
from peerkit.workspace.adopted import load_standing
from peerkit.workspace.builtin import ships
from peerkit.workspace.config import Config
from peerkit.workspace.other_language import plan_in
from peerkit.workspace.root import Root

_LONGEST = 40
"""How much of a part's name the name of a file takes."""
_Sheets = dict[str, Document]
"""Each sheet, by what its file is called after the plan: `run-sheet`, `agenda`."""
_Agreed = tuple[Agreement, Standing, bool]
"""The rules of an evening, where they stand, and whether they come with peerkit."""


def put(
    root: Root,
    name: str | None,
    request: SessionRequest,
    clock: Clock,
    sheet: str | None,
    printing: options.PrintRequest,
    *,
    everything: bool,
    folder: Path | None,
) -> None:
    """Print tonight's evening, or the one that is named: one sheet, both, or everything. Raises PeerkitError."""
    if folder == options.STDOUT and printing.form != "terminal":
        raise typer.BadParameter(
            _("Only one sheet at a time goes there. Say which: {option}", option="--sheet agenda"),
            param_hint="--output",
        )
    chosen = settings(root)
    source = load(root, meant(root, name, request, clock.today()), clock.zone)
    plan = planned(settled(requested(source, request, clock.local()), request))
    dated = bool(source.saved or request.start)
    stem = plans.stem_for(plan.evening) if dated and not source.saved else source.name
    say_what(plan.evening, source, request)
    agreed = _agreed(root, plan, chosen) if sheet != "agenda" else None
    near = numbers(root, chosen, clock.today()) if sheet != "agenda" else ()
    if len(printing.languages) > 1:

        def wall(tag: str) -> Document:
            told = plan_in(root, plan, tag, chosen.words)
            easy, then = printing.style.easy, _again(plan, chosen)
            return agenda.sheet(told, chosen.group.name, dated=dated, easy=easy, then=then)

        languages.deliver(languages.in_each(root, printing.languages, wall), root, printing, f"{stem}-agenda")
    elif sheet:
        made = _sheets(plan, chosen, [sheet], agreed, near, dated, easy=printing.style.easy)[sheet]
        delivery.deliver(delivery.with_pictures(made, root, printing), printing, printing.name_for(f"{stem}-{sheet}"))
    else:
        sheets = _sheets(plan, chosen, options.SHEETS, agreed, near, dated)
        if everything:
            _add_the_rest(sheets, plan, chosen, agreed)
        _deliver_all(sheets, stem, printing, None if folder == options.STDOUT else folder)
    delivery.mention_name(root, chosen)


def say_what(evening: Evening, source: Source, request: SessionRequest) -> None:
    """Which evening leaves on paper or as a page, and what of it was guessed."""
    parts = {"title": evening.template.title, "when": when(evening, dated=bool(source.saved or request.start))}
    console.note(_("{title}. {when}, {people}.", **parts, people=people(evening)))
    if not source.saved and (guesses := _guesses(evening, request, source)):
        console.note(guesses)


def _guesses(evening: Evening, request: SessionRequest, source: Source) -> str:
    """What was guessed because nobody said it, and what to type instead; empty where all of it was said."""
    start, end = (f"{moment.astimezone(evening.zone):%H:%M}" for moment in (evening.start, evening.end))
    every = (
        (request.people is None, people(evening), f"--people {evening.people}"),
        (not request.start, _("from {time}", time=start), f'--start "Thu {start}"'),
        (not request.end and request.minutes is None, _("until {time}", time=end), f"--end {end}"),
    )
    guessed = [(words, option) for is_guessed, words, option in every if is_guessed]
    if not guessed:
        return ""
    words, options = (commas(words for words, _ in guessed), " ".join(option for _, option in guessed))
    day = "" if request.start else _("No day is on the sheets, because nobody said one.")
    told = _("Guessed from the template: {guesses}.", guesses=words)
    if not request.start and source.usual_start == source.start:
        told = _("Guessed from the template, and from when your group meets: {guesses}.", guesses=words)
    otherwise = _("To say otherwise, add for example: {options}", options=options)
    return " ".join(filter(None, (told, day, otherwise)))


def _agreed(root: Root, plan: Plan, chosen: Config) -> _Agreed | None:
    """The rules that the evening names. Those that can't be read are said to be missing, and stop nobody."""
    if not (name := plan.evening.template.agreement):
        return None
    try:
        path = agreements.find_agreement(root, name)
        return *load_standing(root, RULES, path, chosen.words), ships(path)
    except PeerkitError as error:
        missing = _("The ground rules are not among the sheets: {reason}", reason=error.message)
        console.note(f"{missing}\n{error.hint}".rstrip())
        return None


def _again(plan: Plan, chosen: Config) -> list[str]:
    """The next two days on which the group meets after this evening."""
    day = plan.local(plan.evening.start).date()
    return public.next_days(public.told(chosen.group, "paper"), day + timedelta(days=1), 2)


def _sheets(
    plan: Plan,
    chosen: Config,
    names: Sequence[str],
    agreed: _Agreed | None,
    near: tuple[str, ...],
    dated: bool,
    *,
    easy: bool = False,
) -> _Sheets:
    """The sheets of these names, with the day on them if it is `dated`; `near` are numbers to ring near the group."""
    group, rules = chosen.group.name, agreed[0] if agreed else None
    made = {
        "run-sheet": lambda: run_sheet.sheet(
            plan, group, chosen.support, chosen.words, numbers=near, rules=rules, dated=dated
        ),
        "agenda": lambda: agenda.sheet(plan, group, dated=dated, easy=easy, then=_again(plan, chosen)),
    }
    return {name: labelled(made[name]()) for name in names}


def _add_the_rest(sheets: _Sheets, plan: Plan, chosen: Config, agreed: _Agreed | None) -> None:
    """All else that an evening has on paper."""
    if agreed and (name := plan.evening.template.agreement):
        rules, standing, ours = agreed
        made = agreement.sheet(rules, chosen.group.name, standing.said(RULES))
        sheets[_free(name, sheets)] = labelled(made) if ours else made
    for timed in plan.slots():
        if (stored := _rotation(timed)) is not None:
            title = own(_("{block}: who sits with whom", block=timed.block.name), timed.block.name)
            language = plan.evening.template.language
            called = f"seats-{slug(timed.block.name)[:_LONGEST]}".strip("-")
            sheets[_free(called, sheets)] = labelled(seating.sheet(stored, chosen.group.name, title, language))


def _free(name: str, taken: _Sheets) -> str:
    """The name, with a number where another sheet has it already."""
    return next(each for each in chain([name], (f"{name}-{number}" for number in count(2))) if each not in taken)


def _rotation(timed: Timed) -> Stored | None:
    """Who sits with whom, with its times; None where people choose, or nobody sits in small groups."""
    groups = groups_in(timed.block)
    schedule = seating_of(groups, timed.people)
    if schedule is None or groups is None:
        return None
    own_moments = bool(groups.turn_seconds)  # then no one length of a turn is true of all
    kept = None if own_moments else times(schedule.rounds, groups.equal, timed.turn_seconds or 1, schedule.size)
    return Stored(schedule, kept, groups.changeover)


def _deliver_all(sheets: _Sheets, stem: str, request: options.PrintRequest, folder: Path | None) -> None:
    """Show the sheets one after the other, or write them all into a folder, the one we are in unless it is named.

    Raises PeerkitError before anything is written where a file is in the way.
    """
    made: dict[str, str | bytes] = {}
    with Doing(_("Laying out sheets"), len(sheets)) as doing:
        for name, document in sheets.items():
            made[name] = rendered(document, request.form, request.style, request.paper)
            doing.done(len(made))
    into, to_terminal = folder or Path.cwd(), request.form == "terminal" and folder is None
    if folder and not folder.is_dir() and any(folder.suffix.lower() in endings for endings in FORMATS.values()):
        raise typer.BadParameter(
            _(
                "These are several sheets. Name a folder for them, or take one: {option}",
                option=f"--sheet agenda -o {files.shown(folder)}",
            ),
            param_hint="--output",
        )
    contents = {into / request.name_for(f"{stem}-{name}"): content for name, content in made.items()}
    if not to_terminal:
        for path in contents:
            not_ours(path)
        files.ready(into)
    delivery.hand_over_all(contents, request, to_terminal=to_terminal)
