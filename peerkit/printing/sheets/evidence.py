"""One page for a funder: what took place, and how the group counts."""

from collections.abc import Iterator

from peerkit.messages import _, speaking
from peerkit.printing import document as doc
from peerkit.tally.answers import adopted_said, kinds_said, what_is_known
from peerkit.tally.disclosure import Figure
from peerkit.tally.evidence import NO_RECORD, TEN_TIMES, Evidence, covered_said, remarks
from peerkit.tally.export import HEADING, NOTE, OTHERWISE
from peerkit.tally.periods import named
from peerkit.wording.grammar import capital
from peerkit.words import Words

_NOT_SHOWN = "not shown"
COLUMNS = (
    doc.HeaderCell("Period"),
    doc.HeaderCell("Held", numbers=True),
    doc.HeaderCell("Cancelled", numbers=True),
    doc.HeaderCell("Visits", numbers=True),
)


def sheet(evidence: Evidence) -> doc.Document:
    """The page: the figures, what they are not, each period, the group in its own words, and how to read it all.

    It is in English whatever is spoken, for what stands in the files that are shared is.
    """
    with speaking(None):
        return _sheet(evidence)


def _sheet(evidence: Evidence) -> doc.Document:
    known = " ".join((NO_RECORD, *(list(what_is_known(evidence)) or [TEN_TIMES])))
    return doc.Document(
        title=_title(evidence),
        subtitle=covered_said(evidence),
        opening=(
            doc.Facts(tuple(_facts(evidence))),
            doc.Callout("Visits are not different people.", (known,)),
            chart(evidence) or _table(evidence),
            *map(doc.Paragraph, (*kinds_said(evidence.kinds, evidence.words), *remarks(evidence))),
        ),
        sections=(
            *_beside_last_year(evidence),
            *_own_words(evidence),
            doc.Section("How we count", tuple(map(doc.Paragraph, _how(evidence)))),
        ),
    )


def picture(evidence: Evidence) -> doc.Document | None:
    """The chart by itself, with what it is of, in English as the page; None where there is none."""
    with speaking(None):
        if (drawn := chart(evidence)) is None:
            return None
        return doc.Document(title=_title(evidence), subtitle=covered_said(evidence), opening=(drawn,))


def chart(evidence: Evidence) -> doc.Chart | None:
    """A bar for the visits of each period, where there are several, all of one length, and any are shown."""
    if len(evidence.figures) > 1 and evidence.visits and evidence.even:
        return doc.Chart(_table(evidence), tuple(figure.visits for figure in evidence.figures))
    return None


def _title(evidence: Evidence) -> str:
    return f"{evidence.group or 'Our group'} in numbers"


def _facts(evidence: Evidence) -> Iterator[doc.Fact]:
    words = evidence.words
    yield doc.Fact(f"{evidence.held:,}", f"{words.session if evidence.held == 1 else words.sessions} held")
    if evidence.newcomers is None:
        yield doc.Fact(f"{evidence.cancelled:,}", "cancelled")  # else the table says it: four stand in a row
    if evidence.visits is None:
        yield doc.Fact(_NOT_SHOWN, "visits")
    else:
        yield doc.Fact(f"{evidence.visits:,}", "visits, with others not shown" if evidence.not_shown else "visits")
    if evidence.each_time is not None:
        people = "person" if evidence.each_time == 1 else "people"
        yield doc.Fact(f"about {evidence.each_time}", f"{people} each time")
    if evidence.newcomers is not None:
        yield doc.Fact(f"about {evidence.newcomers:,}", _("people for the first time"))


def _table(evidence: Evidence) -> doc.Table:
    one_year = evidence.period.first.year == evidence.period.last.year
    rows = tuple(_row(figure, year=not one_year) for figure in evidence.figures)
    return doc.Table(capital(f"{evidence.words.sessions} held and cancelled, and visits"), COLUMNS, rows)


def _row(figure: Figure, *, year: bool) -> tuple[str, ...]:
    return named(figure.period, year=year), f"{figure.held:,}", f"{figure.cancelled:,}", _shown(figure.visits)


def _beside_last_year(evidence: Evidence) -> Iterator[doc.Section]:
    """The same months a year earlier, where all of them were shared: a row a year, the earlier first."""
    before = evidence.year_before
    if before is None:
        return
    both = (before, evidence)
    columns, rows = list(COLUMNS), [[covered_said(each), *_totals(each)] for each in both]
    if any(each.uncounted for each in both):
        columns.append(doc.HeaderCell(_("Nobody counted"), numbers=True))
        rows = [[*row, f"{each.uncounted:,}"] for row, each in zip(rows, both, strict=True)]
    if any(each.newcomers for each in both):
        columns.append(doc.HeaderCell(_("First-timers"), numbers=True))
        rows = [[*row, _shown(each.newcomers)] for row, each in zip(rows, both, strict=True)]
    table = doc.Table(_("The same months of both years"), tuple(columns), tuple(map(tuple, rows)))
    yield doc.Section(_("This year beside last"), (table,), whole=True)


def _totals(evidence: Evidence) -> tuple[str, str, str]:
    """Held, cancelled, and visits where those of every period are shown."""
    return f"{evidence.held:,}", f"{evidence.cancelled:,}", _shown(None if evidence.not_shown else evidence.visits)


def _shown(number: int | None) -> str:
    return _NOT_SHOWN if number is None else f"{number:,}"


def _own_words(evidence: Evidence) -> Iterator[doc.Section]:
    if evidence.statement.lines:
        whole = "This is about the group as a whole, and about nobody in it."
        yield doc.Section("Who we are", (doc.Listing(evidence.statement.lines), doc.Paragraph(whole)))
    if evidence.voice is not None:
        said = doc.Script(evidence.voice.lines), doc.Paragraph(adopted_said(evidence.voice))
        yield doc.Section(_("What came of it, in our own words"), said, whole=True)
    if typed := (*evidence.money, *evidence.hours):
        yield doc.Section(_("Money and hours, in our own words"), (doc.Listing(typed),), whole=True)


def _how(evidence: Evidence) -> Iterator[str]:
    """What the files say beside the figures, but for its heading and for a word that stands nowhere on this page."""
    if evidence.words.session != Words().session:
        yield f"Our own word for a session is {evidence.words.session}."
    note = NOTE.removeprefix(HEADING)
    yield note if evidence.not_shown else note.replace(OTHERWISE, "")
