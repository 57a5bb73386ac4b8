"""Who sits with whom, round by round, for the wall; then a card for each chair. Numbers of seats, and nobody's name."""

from collections.abc import Iterator

from peerkit.printing import document as doc
from peerkit.turns.phrases import count_off, how_good, how_long, in_order
from peerkit.turns.schedule import Round, Schedule
from peerkit.turns.stored import Stored
from peerkit.wording.grammar import listed

_TITLE = "Who sits with whom"
_THIS_ORDER = "Turns go in this order."
_CARDS = "Cut these out, and lay one on each chair. Then nobody needs to count off."


def sheet(stored: Stored, group: str = "", title: str = _TITLE, language: str = "en") -> doc.Document:
    """The sheet: how to count off, the rounds to come, how long they take and how good they are, and the cards."""
    schedule = stored.schedule
    rounds = to_come(schedule)
    last = doc.Section(
        "How long, and how good", tuple(map(doc.Paragraph, (*how_long(stored), *how_good(schedule)))), whole=True
    )
    return doc.Document(
        title=title,
        subtitle=group,
        opening=tuple(map(doc.Paragraph, (*count_off(schedule), in_order()))),
        sections=(
            *_rounds(rounds),
            last,
            doc.Section("A card for each chair", (doc.Paragraph(_CARDS), doc.Cards(_cards(rounds)))),
        ),
        language=language,
    )


def to_come(schedule: Schedule) -> dict[int, Round]:
    """The rounds that have not been, each with its number."""
    return {number: groups for number, groups in enumerate(schedule.rounds, 1) if number > schedule.done}


def _rounds(rounds: dict[int, Round]) -> Iterator[doc.Section]:
    for number, groups in rounds.items():
        heading = f"Round {number}" if len(rounds) > 1 or number > 1 else "Sitting together"
        yield doc.Section(heading, (doc.Listing(tuple(map(listed, groups)), short=True),), whole=True)


def _cards(rounds: dict[int, Round]) -> tuple[doc.Card, ...]:
    seats = sorted({seat for groups in rounds.values() for group in groups for seat in group})
    return tuple(doc.Card(f"Seat {seat}", (*_lines(seat, rounds), _THIS_ORDER)) for seat in seats)


def _lines(seat: int, rounds: dict[int, Round]) -> Iterator[str]:
    for number, groups in rounds.items():
        for group in groups:
            if seat in group:
                yield f"Round {number}: {listed(['you' if each == seat else each for each in group])}"
