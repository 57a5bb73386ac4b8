"""Who sits with whom, round by round, for the wall; then a card for each chair. Numbers of seats, and nobody's name."""

from collections.abc import Iterator, Sequence

from peerkit.messages import _, pgettext
from peerkit.messages import language as spoken
from peerkit.printing import document as doc
from peerkit.printing.text import own
from peerkit.turns.phrases import count_off, how_good, how_long, in_order, sitting_out
from peerkit.turns.schedule import Round, Schedule
from peerkit.turns.stored import Stored
from peerkit.wording.grammar import listed

_LARGEST_LISTED = 12
"""So many seats are named on a card; of a larger circle, its own place in it."""


def sheet(stored: Stored, group: str = "", title: str = "", language: str = "") -> doc.Document:
    """The sheet: how to count off, the rounds to come, how long they take and how good they are, and the cards.

    It is in the language that is spoken, unless it is to be another's.
    """
    schedule = stored.schedule
    cut = own(_("Cut these out, and lay one on each chair. Then nobody needs to count off."))
    last = doc.Section(own(_("How long, and how good")), _told(*how_long(stored), *how_good(schedule)), whole=True)
    return doc.Document(
        title=title or own(_("Who sits with whom")),
        subtitle=group,
        opening=_told(*count_off(schedule), in_order()),
        sections=(
            *_rounds(schedule),
            last,
            doc.Section(own(_("A card for each chair")), (doc.Paragraph(cut), doc.Cards(_cards(schedule)))),
        ),
        language=language or spoken(),
    )


def _told(*sentences: str) -> tuple[doc.Paragraph, ...]:
    return tuple(doc.Paragraph(own(each)) for each in sentences)


def to_come(schedule: Schedule) -> dict[int, Round]:
    """The rounds that have not been, each with its number."""
    return {number: groups for number, groups in enumerate(schedule.rounds, 1) if number > schedule.done}


def _rounds(schedule: Schedule) -> Iterator[doc.Section]:
    rounds = to_come(schedule)
    for number, groups in rounds.items():
        only = len(rounds) == 1 and number == 1
        heading = _("Sitting together") if only else _("Round {number}", number=number)
        blocks: list[doc.Element] = [doc.Listing(tuple(own(listed(group)) for group in groups), short=True)]
        if out := sitting_out(schedule.sitting_out(number - 1)):
            blocks.append(doc.Paragraph(own(out)))
        yield doc.Section(own(heading), tuple(blocks), whole=True)


def _cards(schedule: Schedule) -> tuple[doc.Card, ...]:
    return tuple(
        doc.Card(
            own(_("Seat {number}", number=seat)),
            tuple(map(own, (*_lines(seat, schedule), _("Turns go in this order.")))),
        )
        for seat in schedule.seats
    )


def _lines(seat: int, schedule: Schedule) -> Iterator[str]:
    for number, groups in to_come(schedule).items():
        if seat in schedule.sitting_out(number - 1):
            yield _("Round {number}: you sit out", number=number)
        for group in groups:
            if seat in group and len(group) > _LARGEST_LISTED:
                yield _in_a_circle(seat, group, number)
            elif seat in group:
                seats = listed([pgettext("on a card", "you") if each == seat else each for each in group])
                yield _("Round {number}: {seats}", number=number, seats=seats)


def _in_a_circle(seat: int, group: Sequence[int], number: int) -> str:
    place = group.index(seat)
    if place == 0:
        return _("Round {number}: you begin", number=number)
    return _(
        "Round {number}: turn {turn} of {turns}, after seat {seat}",
        number=number,
        turn=place + 1,
        turns=len(group),
        seat=group[place - 1],
    )
