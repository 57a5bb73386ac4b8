"""One page for a funder: what took place, and how the group counts."""

from collections.abc import Iterator

from peerkit.printing import document as doc
from peerkit.tally.disclosure import Figure
from peerkit.tally.evidence import TEN_TIMES, UNCOUNTED, Evidence, covered_said, remarks
from peerkit.tally.export import HEADING, NOTE
from peerkit.tally.export import NOT_SHOWN as OTHERWISE
from peerkit.tally.periods import named
from peerkit.wording.grammar import capital
from peerkit.words import Words

NOT_SHOWN = "not shown"
COLUMNS = (
    doc.HeaderCell("Period"),
    doc.HeaderCell("Held", numbers=True),
    doc.HeaderCell("Cancelled", numbers=True),
    doc.HeaderCell("Visits", numbers=True),
)


def sheet(evidence: Evidence) -> doc.Document:
    """The page: the figures, what they are not, each period, the group in its own words, and how to read it all."""
    return doc.Document(
        title=f"{evidence.group or 'Our group'} in numbers",
        subtitle=covered_said(evidence),
        opening=(
            doc.Facts(tuple(_facts(evidence))),
            doc.Callout("Visits are not different people.", (f"{UNCOUNTED} {TEN_TIMES}",)),
            *_periods(evidence),
        ),
        sections=(*_own_words(evidence), doc.Section("How we count", tuple(map(doc.Paragraph, _how(evidence))))),
    )


def _facts(evidence: Evidence) -> Iterator[doc.Fact]:
    words = evidence.words
    yield doc.Fact(f"{evidence.held:,}", f"{words.session if evidence.held == 1 else words.sessions} held")
    yield doc.Fact(f"{evidence.cancelled:,}", "cancelled")
    if evidence.visits is None:
        yield doc.Fact(NOT_SHOWN, "visits")
    else:
        yield doc.Fact(f"{evidence.visits:,}", "visits, with others not shown" if evidence.not_shown else "visits")
    if evidence.each_time is not None:
        people = "person" if evidence.each_time == 1 else "people"
        yield doc.Fact(f"about {evidence.each_time}", f"{people} each time")


def _periods(evidence: Evidence) -> Iterator[doc.Block]:
    figures = evidence.figures
    one_year = evidence.period.first.year == evidence.period.last.year
    rows = tuple(_row(figure, year=not one_year) for figure in figures)
    caption = f"{evidence.words.sessions} held and cancelled, and visits"
    table = doc.Table(capital(caption), COLUMNS, rows)
    drawn = len(figures) > 1 and evidence.visits
    yield doc.Chart(table, tuple(figure.visits for figure in figures)) if drawn else table
    yield from map(doc.Paragraph, remarks(evidence))


def _row(figure: Figure, *, year: bool) -> tuple[str, ...]:
    visits = NOT_SHOWN if figure.visits is None else f"{figure.visits:,}"
    return named(figure.period, year=year), f"{figure.held:,}", f"{figure.cancelled:,}", visits


def _own_words(evidence: Evidence) -> Iterator[doc.Section]:
    if evidence.statement.lines:
        whole = "This is about the group as a whole, and about nobody in it."
        yield doc.Section("Who we are", (doc.Listing(evidence.statement.lines), doc.Paragraph(whole)))


def _how(evidence: Evidence) -> Iterator[str]:
    """What the files say beside the figures, but for its heading and for a word that stands nowhere on this page."""
    if evidence.words.session != Words().session:
        yield f"Our own word for a session is {evidence.words.session}."
    note = NOTE.removeprefix(HEADING)
    yield note if evidence.not_shown else note.replace(OTHERWISE, "")
