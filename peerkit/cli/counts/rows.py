"""`peerkit tally add`, `list` and `amend`: single counts, and how one is said."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import typer

from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.settings import settings
from peerkit.columns import FORMATS, PARTS, parts
from peerkit.durations import counted
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.tally import ledger
from peerkit.tally.periods import Year, named
from peerkit.tally.row import Row
from peerkit.workspace.builtin import USUAL_TEMPLATE
from peerkit.workspace.root import SHARED, Root

NOTHING = "Nothing is counted yet. Begin with: peerkit tally add 9"


class Met(NamedTuple):
    """Whether a session took place, as it was typed: how many came, that it was cancelled, or that nobody counted."""

    people: int | None
    cancelled: bool
    uncounted: bool


def _refuse_if_contrary(*, came: bool, cancelled: bool, uncounted: bool) -> None:
    """Raises BadParameter where more than one of the three is so."""
    if cancelled and uncounted:
        raise typer.BadParameter("It was cancelled, or you met: say only one of them.", param_hint="--uncounted")
    if came and uncounted:
        raise typer.BadParameter(
            "Nobody counted, or there is a number: say only one of them.", param_hint="--uncounted"
        )
    if came and cancelled:
        raise typer.BadParameter("It was cancelled, or people came: say only one of them.", param_hint="--cancelled")


def add(
    root: Root,
    day: dt.date,
    session: str | None,
    format: str | None,
    met: Met,
    counts: Mapping[str, int | None],
) -> None:
    """Write a new count, and say it. What was not typed is as last time."""
    people, cancelled, uncounted = met
    if people is not None and cancelled:
        raise typer.BadParameter(
            f"Did {counted(people, 'person', 'people')} come, or was it cancelled? "
            f"If they came: peerkit tally add {people}. If not: peerkit tally add --cancelled.",
            param_hint="--cancelled",
        )
    _refuse_if_contrary(came=people is not None or any(counts.values()), cancelled=cancelled, uncounted=uncounted)
    if people is None and not cancelled and not uncounted:
        raise typer.BadParameter(
            "How many came, you too? Say a number, or --cancelled. If you met and nobody counted: --uncounted.",
            param_hint="PEOPLE",
        )
    name, how = usual(root, session, format)
    if session is None:
        _refuse_where_another_is_counted(root, day, name, people)
    row = Row(day, name, how, people, parts(**counts), cancelled)
    ledger.add(root, row)
    console.out(f"Counted: {said(row)}\nIn {root.ledger}")
    mention_shared(root, {day})


def _refuse_where_another_is_counted(root: Root, day: dt.date, usual_name: str, people: int | None) -> None:
    """Raises PeerkitError where that day has a count of another session only, and nobody said which one is meant."""
    there = sorted(row for row in ledger.each(root) if row.date == day)
    if not there or any(row.session == usual_name for row in there):
        return
    met = "--cancelled or --uncounted" if people is None else f"--people {people}"
    right = [root.command(f"tally amend --on {day.isoformat()} --session {row.session} {met}") for row in there]
    new = root.command(f"tally add {'' if people is None else people} --on {day.isoformat()} --session {usual_name}")
    raise PeerkitError(
        "\n".join([f"{day.isoformat()} has a count already. Nothing was changed.", *map(said, there)]),
        "\n".join([*(f"To put that right: {each}" for each in right), f"If there was another session: {new}"]),
    )


def show(root: Root, year: int | None, today: dt.date, *, as_json: bool) -> None:
    """Print every count, the oldest first, or those of the group's year that begins in `year`."""
    rows = ledger.read(root)
    if year is not None:
        wanted = Year(settings(root, note=True).year_starts).beginning_in(year)
        rows = [row for row in rows if wanted.holds(row.date)]
    if as_json:
        names = ledger.columns(rows)
        console.as_json([{**{name: row.values[name] for name in names}, "date": row.date.isoformat()} for row in rows])
        return
    if rows and viewer.looks():
        from peerkit.cli.counts import views

        viewer.show(views.listed(rows))
    else:
        for row in rows:
            console.out(said(row))
    mention_days_to_come(root, today)
    if not rows:
        console.note("Nothing was counted then." if year else root.here(NOTHING))


def amend(root: Root, day: dt.date, session: str | None, right: dict[str, Any], *, uncounted: bool) -> None:
    """Put columns of a day's count right: `right` holds their values by name; `uncounted`, that nobody counted."""
    nobody = dict.fromkeys(("people", *(part.name for part in PARTS)))
    cancelled = bool(right.get("cancelled"))
    _refuse_if_contrary(came=any(map(right.get, nobody)), cancelled=cancelled, uncounted=uncounted)
    if not right and not uncounted:
        raise typer.BadParameter("Say what is right: --people 10, for example.", param_hint="--people")
    if cancelled or uncounted:
        right = {**nobody, **right, "cancelled": cancelled}
    if right.get("people"):
        right.setdefault("cancelled", False)
    old, new = ledger.amend(root, day, session or _on_that_day(root, day), **right)
    console.out(f"It was: {said(old)}\nIt is:  {said(new)}")
    console.out(
        "That is the same, so nothing was changed."
        if old == new
        else f"In {root.ledger}\nThe old count is kept in {root.replaced.name}, beside it."
    )
    if old != new:
        mention_shared(root, {old.date, new.date})


def mention_shared(root: Root, days: set[dt.date]) -> None:
    """Say which shared figures have these days in them, where anything was shared."""
    if not (root.sessions / SHARED).exists():
        return
    from peerkit.tally.release_text import told
    from peerkit.tally.touched import touched

    try:
        found = list(touched(root, days))
    except PeerkitError as error:
        console.note(_("Whether a shared figure is touched can't be told: {why}", why=error.message))
        return
    for each in found:
        shared = _("{period} was shared: {figure}.", period=named(each.shared.period), figure=told(each.shared))
        now = _("The counts now give: {figure}. It stays as it was shared.", figure=told(each.now))
        console.note(f"{shared} {now if each.differs else _('It would be the same now.')}")
    if differing := sorted(each.shared.period for each in found if each.differs):
        span = f"--from {differing[0].first:%Y-%m} --to {differing[-1].last:%Y-%m}"
        console.note(_("To put it right: {command}", command=root.command(f"tally export --correct {span}")))


def _on_that_day(root: Root, day: dt.date) -> str:
    """The only session of that day, or the usual one where there is none. Raises PeerkitError where it has several."""
    there = [row for row in ledger.each(root) if row.date == day]
    if len(there) > 1:
        which = [f"{said(row)} Add --session {row.session}" for row in sorted(there)]
        raise PeerkitError(
            f"There are {len(there)} counts on {day.isoformat()}. Nothing was changed.",
            "\n".join(["Say which one is meant:", *which]),
        )
    return there[0].session if there else usual(root, None, None)[0]


def usual(root: Root, session: str | None, format: str | None) -> tuple[str, str]:
    """Name and format of a session, as far as they were typed; else what the group has chosen, or as last time."""
    last = ledger.latest(root)
    newest = max(last.values(), key=lambda row: row.key).session if last else USUAL_TEMPLATE
    name = session or Path(settings(root, note=True).template).stem or newest
    return name, format or (last[name].format if name in last else FORMATS[0])


def mention_days_to_come(root: Root, today: dt.date) -> None:
    """Counts of days that are still to come, and what puts each right."""
    for line, row in ledger.to_come(root, today):
        right = f"tally amend --on {row.date.isoformat()} --session {row.session} --to DATE"
        console.note(
            f"{root.ledger.name}: line {line}: {row.date.isoformat()} is still to come.\n"
            f"To put it right: {root.command(right)}"
        )


def said(row: Row) -> str:
    """One row as a line that can be read aloud."""
    people = ["nobody counted"] if row.uncounted else []
    if row.people is not None:
        people = [counted(row.people, "person", "people")]
    day = f"{row.date:%A} {row.date.day} {row.date:%B %Y}"
    held = ["cancelled"] if row.cancelled else []
    return f"{', '.join([day, row.session, *held, row.format, *people, *row.parts_in_words()])}."
