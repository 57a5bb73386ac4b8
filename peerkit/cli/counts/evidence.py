"""`peerkit tally evidence`: a page for a funder, from figures that were shared and from nothing else."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import typer

from peerkit.agreements.voice import said as adopted_lines
from peerkit.cli.counts.asked import Wanted, shared_as_asked
from peerkit.cli.sheets import delivery
from peerkit.cli.sheets.options import STDOUT, PrintRequest
from peerkit.cli.terminal import console
from peerkit.errors import PeerkitError
from peerkit.messages import _, ngettext
from peerkit.printing.document import Document
from peerkit.printing.render.picture import PICTURES, picture
from peerkit.printing.sheets import evidence as page
from peerkit.printing.text import visible
from peerkit.tally import export, kinds, periods, releases
from peerkit.tally.answers import WORDS, answers
from peerkit.tally.counts import Tally
from peerkit.tally.data import as_data
from peerkit.tally.disclosure import FEWEST_SESSIONS, Figure, Release, Shared
from peerkit.tally.evidence import Evidence, GroupVoice, Statement, a_year_before, added_up
from peerkit.tally.periods import GRAINS, Grain, Period, joined, uncovered
from peerkit.tally.query import Query
from peerkit.tally.release_text import ReleaseText
from peerkit.wording import labels, story
from peerkit.workspace import config, sorts, voice
from peerkit.workspace.config import Config
from peerkit.workspace.root import Root

_OWN_WORDS = """\
To say who you are, write it into {path} under [group], such as:
about = ["We have met in the library every Thursday since 2019.", "Anyone may come, and nobody has to speak."]
experience = "Losing somebody close to us"
run_by = "People who come to the group; we take turns"
most_share = "Bereavement"
most_who_run_it = "Bereavement"\
"""


def show(root: Root, today: dt.date, wanted: Wanted, request: PrintRequest, form: str) -> None:
    """Hand over what was shared of these months: a sheet, a `chart`, answers to `paste`, or `json`."""
    _refuse_what_reaches_somebody(wanted)
    chosen = config.load(root, "It may say what belongs on the page, so nothing was made.")
    check = partial(_before_it_is_shared, request, form)
    wanted, more = shared_as_asked(root, chosen, today, wanted, check)
    shared = _shared(root, more)
    known = Period(shared.visits[0].period.first, shared.visits[-1].period.last)
    days = wanted.months.span(chosen.year_starts, known)
    inside = [figure for figure in shared.visits if figure.period.inside(days)]
    ended = wanted.months.days(chosen.year_starts)[1] is not None
    now = _now(root, chosen, today, days, inside, ended=ended) if inside else None
    made = _evidence(root, chosen, today, wanted, days, shared)
    _SHOWN[form](made, request)
    _mention(root, made, days, [figure for figure in shared.visits if figure.period.touches(days)], now, more)
    if now is not None:
        _mention_changes(root, now, [figure.period for figure in inside])


def _refuse_what_reaches_somebody(wanted: Wanted) -> None:
    """Raises BadParameter for an e-mail address or a telephone number in what was typed."""
    for name, lines in (("--money", wanted.money), ("--hours", wanted.hours)):
        for line in lines:
            try:
                sorts.about_line(line)
            except ValueError as error:
                raise typer.BadParameter(str(error), param_hint=name) from None


def _as_sheet(made: Evidence, request: PrintRequest) -> None:
    delivery.deliver(page.sheet(made), request, request.name_for("evidence"))


def _as_json(made: Evidence, request: PrintRequest) -> None:
    delivery.hand_over(console.json_text(as_data(made)) + "\n", request)


def _to_paste(made: Evidence, request: PrintRequest) -> None:
    found = answers(made)
    parts = ("\n".join(map(visible, (each.question, *each.paragraphs))) for each in found)
    delivery.hand_over("\n\n".join(parts) + "\n", request)
    for each in found:
        console.note(ngettext("{question} {n} word.", "{question} {n} words.", each.words, question=each.question))
    if any(each.words > WORDS for each in found):
        console.note(_("Some forms take {words} words and no more.", words=WORDS))


def _as_chart(made: Evidence, request: PrintRequest) -> None:
    """Both pictures under their usual names, or the one that was named."""
    drawn = _drawn(made)
    if request.output == STDOUT:
        delivery.hand_over(picture(drawn, PICTURES[0]), request)
        return
    named = {path: form for path in _pictures(request) for form in PICTURES if path.suffix.lower() == f".{form}"}
    delivery.write_all({path: picture(drawn, form) for path, form in named.items()}, force=request.force)
    if request.open:
        delivery.look_at(next(iter(named)))


def _drawn(made: Evidence) -> Document:
    """Raises PeerkitError where there is nothing to draw."""
    if drawn := page.picture(made):
        return drawn
    raise PeerkitError(
        _("A chart needs several periods that are all of one length, and visits that are shown."),
        _("Choose the months with --for, or add shorter periods up: --by quarter"),
    )


def _pictures(request: PrintRequest) -> list[Path]:
    return [request.output] if request.output else [Path(f"evidence-chart.{form}") for form in PICTURES]


def _before_it_is_shared(request: PrintRequest, form: str, found: Release) -> None:
    """Raises PeerkitError for a page that could not be written: then nothing is shared for it."""
    if form == "chart":
        _drawn(Evidence(found.figures))
        paths = _pictures(request)
    elif request.form == "terminal":
        paths = [request.output] if request.output else []
    else:
        paths = [request.output or request.name_for("evidence")]
    delivery.refuse_taken((path for path in paths if path != STDOUT), force=request.force)


_SHOWN: dict[str, Callable[[Evidence, PrintRequest], None]] = {
    "sheet": _as_sheet, "chart": _as_chart, "paste": _to_paste, "json": _as_json,
}  # fmt: skip


def _shared(root: Root, more: str) -> Shared:
    """What was shared. Raises PeerkitError where there is no figure of visits; `more` is what could be done."""
    if (shared := releases.read(root)).visits:
        return shared
    raise PeerkitError(
        "No figures have been shared yet, and evidence is made only from figures that were.",
        more or f"Share some first: {root.command('tally export')}",
    )


def _now(
    root: Root, chosen: Config, today: dt.date, wanted: Period, inside: Sequence[Figure], *, ended: bool
) -> Release | None:
    """What export would find today, by the shortest period that was shared; up to today where no end was said.

    None where there are no counts any more, or they can't be read: what was shared can be shown all the same.
    """
    if not root.ledger.exists():
        return None
    by = _shortest(inside)
    year = periods.Year(chosen.year_starts)
    last = wanted.last if ended else max(wanted.last, year.containing(today, by).last)
    try:
        finest: Grain | None = "month" if ended else None
        return export.preview(root, Query(by, today, year, first=wanted.first, last=last, finest=finest))
    except export.Nothing as nothing:
        return nothing.found
    except PeerkitError as error:
        console.note(f"These figures could not be compared with the counts as they are now: {error.message}")
        return None


def _evidence(root: Root, chosen: Config, today: dt.date, wanted: Wanted, days: Period, shared: Shared) -> Evidence:
    figures = [figure for figure in shared.visits if figure.period.inside(days)]
    if not figures:
        quarter = periods.Year(chosen.year_starts).containing(days.last, "quarter")
        yet = f" {periods.named(quarter)} is not over yet." if quarter.last >= today else ""
        raise PeerkitError(
            f"No figures of that time have been shared.{yet}",
            f"For all that were: {root.command('tally evidence')}\nTo share more: {root.command('tally export')}",
        )
    group = chosen.group
    own = Statement(group.about, group.experience, group.run_by, group.most_share, group.most_who_run_it, group.cost)
    before = a_year_before(figures, shared.visits)
    year_before = {(year - 1, month) for figure in figures for year, month in figure.period.months}
    new = [each for each in shared.first_timers if each.people is not None]
    tally = _counted(root)
    over = Period(days.first, min(days.last, today - dt.timedelta(days=1)) if wanted.months.said else today)
    return Evidence(
        added_up(figures, wanted.by, periods.Year(chosen.year_starts)) if wanted.by else tuple(figures),
        group.name,
        own,
        chosen.words,
        _few(tally, periods.Year(chosen.year_starts), over, shared.visits, figures) if tally else (),
        tuple(each for each in new if each.period.inside(days)),
        before,
        tuple(each for each in new if before and year_before.issuperset(each.period.months)),
        kinds.kinds(tally, figures) if tally else None,
        wanted.money,
        wanted.hours,
        _voice(root),
    )


def _voice(root: Root) -> GroupVoice | None:
    """The lines that the group has adopted. Raises PeerkitError for a file of them that can't be read."""
    if lines := adopted_lines(voice.read(root)):
        return GroupVoice(tuple(line.text for line in lines), max(line.adopted for line in lines if line.adopted))
    return None


def _counted(root: Root) -> Tally | None:
    """The counts; None where there are none any more, or they can't be read."""
    try:
        return export.counted(root)
    except PeerkitError:
        return None


def _few(
    tally: Tally, year: periods.Year, days: Period, shared: Sequence[Figure], shown: Sequence[Figure]
) -> tuple[Period, ...]:
    """Periods of which nothing was shared, because there were too few sessions: visits have no part in it."""
    by = _shortest(shown)
    free = [each for each in year.between(*days, by) if not any(each.touches(figure.period) for figure in shared)]
    counts = {each: tally.counts(each) for each in free if each.inside(days)}
    return joined(each for each, sums in counts.items() if sums and sums.held and sums.counted < FEWEST_SESSIONS)


def _shortest(figures: Sequence[Figure]) -> Grain:
    """How long the shortest period is."""
    lengths = {figure.period.length for figure in figures}
    return next(grain for grain in GRAINS if periods.MONTHS[grain] in lengths)


def _mention(
    root: Root, made: Evidence, wanted: Period, shared: Sequence[Figure], now: Release | None, more: str
) -> None:
    """What whoever sends it should know, and could still do: `more`, if anything.

    `shared` is all that has a day in what is wanted.
    """
    if cut := [figure.period for figure in shared if not figure.period.inside(wanted)]:
        console.note(f"Left out, because only a part of it was asked for: {_named(cut)}.")
    never = [each for each in now.left_out if each.why != "shared" and each.part.inside(wanted)] if now else []
    if now is not None and never:
        for line in ReleaseText(replace(now, left_out=tuple(never)), "quarter").left_out():
            console.note(line)
    known = sorted((*made.few, *(figure.period for figure in shared), *(each.part for each in never)))
    if missing := uncovered(wanted, known):
        share = more or f"To share: {root.command('tally export')}"
        console.note(f"Not in it, because no figure of it was shared: {_named(missing)}. {share}")
    elif more:
        console.note(more)
    if made.kinds is None and root.ledger.exists():
        console.note(_("How sessions were held is not in it: the counts no longer tell it of all that were shared."))
    if not made.statement.lines:
        console.note(_OWN_WORDS.format(path=root.config))
    ways = [way for way, __ in made.kinds.ways] if made.kinds else []
    said = {root.config.name: made.statement.lines, "--money": made.money, "--hours": made.hours, "--session": ways}
    for where, lines in said.items():
        for why in filter(None, map(story.refused, lines)):
            console.note(f"{where}: {why}")
        for found in (found for line in lines for found in labels.find(line)):
            console.note(f'{where}: "{found.word}" puts a label on people. {found.suggestion}')


def _mention_changes(root: Root, now: Release, shown: Sequence[Period]) -> None:
    """Figures on the page that the counts no longer give, in the words of export."""
    changed = [before.period for before, __ in now.changed if before in now.figures and before.period in shown]
    for line in ReleaseText(now, "quarter").changed_visits():
        console.note(line)
    if changed:
        months = f"--from {changed[0].first:%Y-%m} --to {changed[-1].last:%Y-%m}"
        console.note(f"To put it right: {root.command(f'tally export --correct {months}')}\nThen make this page again.")


def _named(those: Iterable[Period]) -> str:
    return ", ".join(map(periods.named, those))
