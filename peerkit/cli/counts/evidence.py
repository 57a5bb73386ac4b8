"""`peerkit tally evidence`: a page for a funder, from figures that were shared and from nothing else."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from peerkit.cli.counts.options import Months
from peerkit.cli.sheets import delivery
from peerkit.cli.sheets.options import PrintRequest
from peerkit.cli.terminal import console
from peerkit.errors import PeerkitError
from peerkit.printing.document import visible
from peerkit.printing.sheets.evidence import sheet
from peerkit.tally import export, periods, releases
from peerkit.tally.disclosure import FEWEST_SESSIONS, Figure, Release
from peerkit.tally.evidence import Evidence, Statement, about_each_time, added_up, paragraphs
from peerkit.tally.periods import GRAINS, Grain, Period, joined, uncovered
from peerkit.tally.query import Query
from peerkit.tally.release_text import ReleaseText
from peerkit.wording import labels
from peerkit.workspace import config
from peerkit.workspace.config import Config
from peerkit.workspace.root import Root

_OWN_WORDS = """\
To say who you are, write it into {path} under [group], such as:
about = ["We have met in the library every Thursday since 2019.", "Anyone may come, and nobody has to speak."]
experience = "Losing somebody close to us"
run_by = "People who come to the group; we take turns"\
"""


def show(
    root: Root, today: dt.date, months: Months, by: Grain | None, request: PrintRequest, *, paste: bool, as_json: bool
) -> None:
    """Hand over what was shared of these months: as a sheet, as paragraphs to paste, or as data."""
    chosen = config.load(root, "It may say what belongs on the page, so nothing was made.")
    shared = _shared(root)
    known = Period(shared[0].period.first, shared[-1].period.last)
    wanted = months.span(chosen.year_starts, known)
    inside = [figure for figure in shared if figure.period.inside(wanted)]
    now = _now(root, chosen, today, wanted, inside, ended=bool(months.year or months.ends)) if inside else None
    made = _evidence(root, chosen, today, wanted, inside, by, _few(now, shared))
    if as_json:
        delivery.hand_over(console.json_text(_as_data(made)) + "\n", request)
    elif paste:
        text = "\n\n".join(map(visible, paragraphs(made))) + "\n"
        delivery.hand_over(text, request)
        console.note(f"{len(text.strip())} characters, {len(text.split())} words.")
    else:
        delivery.deliver(sheet(made), request, request.name_for("evidence"))
    _mention(root, made, wanted, [figure for figure in shared if figure.period.touches(wanted)], now)
    if now is not None:
        _mention_changes(root, now, [figure.period for figure in inside])


def _shared(root: Root) -> Sequence[Figure]:
    """Every figure of visits that was shared, in order. Raises PeerkitError where there is none."""
    if shared := releases.read(root).visits:
        return shared
    raise PeerkitError(
        "No figures have been shared yet, and evidence is made only from figures that were.",
        f"Share some first: {root.command('tally export')}",
    )


def _now(
    root: Root, chosen: Config, today: dt.date, wanted: Period, inside: Sequence[Figure], *, ended: bool
) -> Release | None:
    """What export would find today, by the shortest period that was shared; up to today where no end was said.

    None where there are no counts any more, or they can't be read: what was shared can be shown all the same.
    """
    if not root.ledger.exists():
        return None
    lengths = {len(list(figure.period.months)) for figure in inside}
    by = next(grain for grain in GRAINS if periods.MONTHS[grain] in lengths)
    year = periods.Year(chosen.year_starts)
    last = wanted.last if ended else max(wanted.last, year.containing(today, by).last)
    try:
        return export.preview(root, Query(by, today, year, first=wanted.first, last=last))
    except export.Nothing as nothing:
        return nothing.found
    except PeerkitError as error:
        console.note(f"These figures could not be compared with the counts as they are now: {error.message}")
        return None


def _few(now: Release | None, shared: Sequence[Figure]) -> tuple[Period, ...]:
    """Periods that are over, and that export says are not shown but keeps no record of."""
    known = {figure.period for figure in shared}
    few = [each for each in now.figures if each.visits is None and each.counted < FEWEST_SESSIONS] if now else []
    return joined(each.period for each in few if each.period not in known)


def _evidence(
    root: Root,
    chosen: Config,
    today: dt.date,
    wanted: Period,
    figures: Sequence[Figure],
    by: Grain | None,
    few: tuple[Period, ...],
) -> Evidence:
    if not figures:
        quarter = periods.Year(chosen.year_starts).containing(wanted.last, "quarter")
        yet = f" {periods.named(quarter)} is not over yet." if quarter.last >= today else ""
        raise PeerkitError(
            f"No figures of that time have been shared.{yet}",
            f"For all that were: {root.command('tally evidence')}\nTo share more: {root.command('tally export')}",
        )
    group = chosen.group
    rows = added_up(figures, by, periods.Year(chosen.year_starts)) if by else tuple(figures)
    return Evidence(rows, group.name, Statement(group.about, group.experience, group.run_by), chosen.words, few)


def _as_data(made: Evidence) -> dict[str, Any]:
    def days(period: Period) -> dict[str, str]:
        return {"from": period.first.isoformat(), "to": period.last.isoformat()}

    def figure(one: Figure) -> dict[str, Any]:
        counts = {"held": one.held, "cancelled": one.cancelled, "uncounted": one.uncounted,
                  "visits": one.visits, "visits_status": one.status}  # fmt: skip
        return {**days(one.period), **counts, "about_each_session": about_each_time([one])}

    return {
        "group": made.group,
        **days(made.period),
        "held": made.held,
        "cancelled": made.cancelled,
        "uncounted": made.uncounted,
        "visits": made.visits,
        "about_each_session": made.each_time,
        "periods": [figure(one) for one in made.figures],
        "missing": [days(period) for period in made.missing],
        "too_few_sessions": [days(period) for period in made.few],
        "about": list(made.statement.about),
        "experience": made.statement.experience,
        "run_by": made.statement.run_by,
        "note": export.NOTE,
    }


def _mention(root: Root, made: Evidence, wanted: Period, shared: Sequence[Figure], now: Release | None) -> None:
    """What whoever sends it should know, and could still do. `shared` is all that has a day in what is wanted."""
    if cut := [figure.period for figure in shared if not figure.period.inside(wanted)]:
        console.note(f"Left out, because only a part of it was asked for: {_named(cut)}.")
    never = [each for each in now.left_out if each.why != "shared" and each.part.inside(wanted)] if now else []
    if now is not None and never:
        for line in ReleaseText(replace(now, left_out=tuple(never)), "quarter").left_out():
            console.note(line)
    known = sorted((*made.few, *(figure.period for figure in shared), *(each.part for each in never)))
    if missing := uncovered(wanted, known):
        share = root.command("tally export")
        console.note(f"Not in it, because no figure of it was shared: {_named(missing)}. To share: {share}")
    if not made.statement.lines:
        console.note(_OWN_WORDS.format(path=root.config))
    for line in made.statement.lines:
        for found in labels.find(line):
            console.note(f'{root.config.name}: "{found.word}" puts a label on people. {found.suggestion}')


def _mention_changes(root: Root, now: Release, shown: Sequence[Period]) -> None:
    """Figures on the page that the counts no longer give, in the words of export."""
    changed = [before.period for before, _ in now.changed if before in now.figures and before.period in shown]
    for line in ReleaseText(now, "quarter").changed_visits():
        console.note(line)
    if changed:
        months = f"--from {changed[0].first:%Y-%m} --to {changed[-1].last:%Y-%m}"
        console.note(f"To put it right: {root.command(f'tally export --correct {months}')}\nThen make this page again.")


def _named(those: Iterable[Period]) -> str:
    return ", ".join(map(periods.named, those))
