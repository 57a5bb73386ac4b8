"""One page for a funder: what took place, and how the group counts."""

from collections.abc import Iterator

from peerkit.printing.document import (
    Bar,
    Block,
    Callout,
    Chart,
    Column,
    Document,
    Fact,
    Facts,
    Paragraph,
    Section,
    Table,
)
from peerkit.tally.disclosure import Figure
from peerkit.tally.evidence import TEN_TIMES, UNCOUNTED, Evidence, about_each_time, remarks
from peerkit.tally.export import NOTE
from peerkit.tally.periods import named

NOT_SHOWN = "not shown"


def sheet(evidence: Evidence) -> Document:
    """The page: figures that matter most, what they are not, the group in its own words, each period, how to read it."""
    return Document(
        title=f"{evidence.group or 'Our group'} in numbers",
        subtitle=named(evidence.period),
        opening=(Facts(tuple(_facts(evidence))), Callout("Visits are not different people.", (_not_people(),))),
        sections=tuple(_sections(evidence)),
    )


def _not_people() -> str:
    return f"{UNCOUNTED} {TEN_TIMES}"


def _facts(evidence: Evidence) -> Iterator[Fact]:
    words = evidence.words
    yield Fact(f"{evidence.held:,}", f"{words.session if evidence.held == 1 else words.sessions} held")
    yield Fact(f"{evidence.cancelled:,}", "cancelled")
    if evidence.visits is None:
        yield Fact(NOT_SHOWN, "visits")
    else:
        yield Fact(f"{evidence.visits:,}", "visits, with others not shown" if evidence.not_shown else "visits")
    if evidence.each_time is not None:
        people = "person" if evidence.each_time == 1 else "people"
        yield Fact(f"about {evidence.each_time}", f"{people} each {words.session}")


def _sections(evidence: Evidence) -> Iterator[Section]:
    if evidence.statement.lines:
        own = "We wrote this about the group as a whole. It says nothing about any one person."
        yield Section("Who we are", tuple(map(Paragraph, (*evidence.statement.lines, own))))
    periods = tuple(_periods(evidence))
    if periods:
        yield Section("What took place", periods)
    yield Section("How we count", (Paragraph(NOTE),))


def _periods(evidence: Evidence) -> Iterator[Block]:
    figures = evidence.figures
    if len(figures) > 1:
        one_year = evidence.period.first.year == evidence.period.last.year
        names = [named(figure.period, year=not one_year) for figure in figures]
        yield Chart("Visits", tuple(map(_bar, names, figures)))
        columns = (Column("Period"), Column("Held", True), Column("Cancelled", True), Column("People each time", True))
        rows = tuple((name, *_cells(figure)) for name, figure in zip(names, figures, strict=True))
        yield Table(evidence.words.sessions.capitalize(), columns, rows)
    yield from map(Paragraph, remarks(evidence))


def _bar(name: str, figure: Figure) -> Bar:
    return Bar(name, figure.visits, NOT_SHOWN if figure.visits is None else f"{figure.visits:,}")


def _cells(figure: Figure) -> tuple[str, str, str]:
    each = about_each_time([figure])
    people = f"about {each}" if each is not None else "none" if figure.visits == 0 else NOT_SHOWN
    return f"{figure.held:,}", f"{figure.cancelled:,}", people
