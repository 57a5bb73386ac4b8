"""Schedules of turns as somebody sees them who looks at a terminal: who sits with whom, and what an audit found."""

from collections.abc import Sequence

from peerkit.messages import _
from peerkit.printing.document import Document, Element, Listing, Paragraph
from peerkit.printing.view import Cell, Grid, Heading, MarkedLine, Matrix, Pieces, Rows, lead
from peerkit.turns import phrases
from peerkit.turns.audit import Report, Who
from peerkit.turns.given import Given
from peerkit.turns.schedule import Round, Schedule, Seats, meetings
from peerkit.turns.share import numbers
from peerkit.turns.stored import Stored


def schedule(stored: Stored) -> Document:
    """How to count off, the rounds, how long they are and how good that is, and who meets whom."""
    found = stored.schedule
    before, *after = (
        Paragraph(" ".join(lines))
        for lines in (
            phrases.count_off(found),
            phrases.how_good(found),
            [phrases.in_order(), *phrases.how_long(stored)],
        )
    )
    blocks: list[Element] = [before, _rounds(found), *after]
    if len(found.rounds) > 1:
        blocks.append(_who_met(found.rounds))
    return Document("", opening=tuple(blocks))


def _rounds(schedule: Schedule) -> Grid:
    """A row for each round, with its groups side by side."""
    columns = [Heading(_("Round")), Heading(_("Groups"))]
    if schedule.out:
        columns.append(Heading(_("Sitting out")))
    rows: list[tuple[Cell, ...]] = []
    signs = max(len(_group(group)) for groups in schedule.rounds for group in groups)
    for number, groups in enumerate(schedule.rounds, 1):
        name = _("{number}, done", number=number) if number <= schedule.done else str(number)
        row: list[Cell] = [name, Pieces(tuple(map(_group, groups)), signs)]
        if schedule.out:
            row.append(_group(schedule.sitting_out(number - 1)))
        rows.append(tuple(row))
    return Grid(tuple(columns), (Rows(tuple(rows)),))


def _group(seats: Seats) -> str:
    return " ".join(map(str, seats))


def _who_met(rounds: tuple[Round, ...]) -> Matrix:
    seats = sorted({seat for groups in rounds for group in groups for seat in group})
    times = {(str(one), str(other)): number for (one, other), number in meetings(rounds).items()}
    return Matrix(_("How often two sit together"), tuple(map(str, seats)), times)


def go_rounds(people: int, held: int, found: Sequence[Seats]) -> Document:
    """In which order people speak, a row for each time round."""
    columns = (Heading(_("Go-round"), "number"), Heading(_("Order")))
    signs = len(str(people))
    rows = tuple((str(number), Pieces(tuple(map(str, one)), signs)) for number, one in enumerate(found, held + 1))
    after = Paragraph(" ".join(phrases.after_go_rounds(held + len(found))))
    return Document("", opening=(Paragraph(numbers(range(1, people + 1))), Grid(columns, (Rows(rows),)), after))


def audited(report: Report, found: Given | None, who: Who) -> Document:
    """What has to be mended, and beside each other what a schedule says of itself and what was counted."""
    blocks: list[Element] = []
    if report.problems:
        columns = (Heading(_("Where")), Heading(_("What is wrong"), "sentences"))
        rows = tuple((each.place, f"{each.reason} {each.suggestion}".strip()) for each in report.problems)
        blocks.append(Grid(columns, (Rows(rows),)))
    if found is not None and report.summary is not None:
        blocks.append(_claimed_and_so(report, found))
    *counted, verdict = phrases.how_sound(report, who).split("\n")
    head = 2 if report.summary else 0
    counted, again = counted[:head], counted[head:]
    blocks += [Paragraph(" ".join(counted))] if counted else []
    blocks += [Listing(tuple(again))] if again else []
    return Document("", opening=(*blocks, MarkedLine(lead(verdict))))


def _claimed_and_so(report: Report, found: Given) -> Grid:
    so, certificate = report.summary, found.certificate
    assert so is not None
    proved = certificate if certificate and certificate.of == "repeats" else None
    compared = (
        (_("People"), found.people, so.people),
        (_("People in a group"), found.size, so.size),
        (_("Rounds"), None, so.rounds),
        (_("Repeats"), proved.value if proved else found.repeats, so.repeats),
        (_("Repeats, at the least"), proved.lower_bound if proved else None, so.lower_bound),
        (_("Again in the group of another size"), found.burden, so.burden),
        (_("Sitting out in a round"), None, so.sit_out),
    )
    columns = (Heading(""), Heading(_("It says"), "number"), Heading(_("So it is"), "number"), Heading(""))
    rows = tuple(
        (what, "" if claimed is None else str(claimed), str(counted), _right(claimed, counted))
        for what, claimed, counted in compared
    )
    return Grid(columns, (Rows(rows),))


def _right(claimed: int | None, counted: int) -> Cell:
    if claimed is None:
        return ""
    return _("right") if claimed == counted else lead(_("wrong"))
