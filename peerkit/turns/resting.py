"""Who sits out in which round, so that everybody does so as often as the others."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from peerkit.turns.algebra import Rounds, circle
from peerkit.turns.schedule import Round, Seats


def shared_out(
    seats: Seats,
    each_round: int,
    past: Sequence[Round],
    had: Sequence[Seats],
    given: Mapping[int, Seats],
    coming: Iterable[int],
) -> dict[int, Seats]:
    """The seats that sit out in each `coming` round, `each_round` of them: who has done so least, the highest first.

    `had` are those who sat out in `past` rounds, `given` those of rounds that are given. Somebody who came after the
    past rounds begins as one who has sat out as often as anybody.
    """
    times = Counter(seat for those in (*had, *given.values()) for seat in those)
    seen = {seat for groups in past for group in groups for seat in group}.union(times)
    most = max(times.values(), default=0)
    times.update({seat: most for seat in seats if past and seat not in seen})
    found = {}
    for number in coming:
        those = sorted(seats, key=lambda seat: (times[seat], -seat))[:each_round]
        times.update(those)
        found[number] = tuple(sorted(those))
    return found


def out_of(groups: Round, seats: Seats) -> Seats:
    """Those of the seats that are in none of these groups."""
    here = {seat for group in groups for seat in group}
    return tuple(seat for seat in seats if seat not in here)


def byes(people: int) -> Rounds:
    """As many rounds of pairs as there are people, an odd number, in which each sits out once: the circle method.

    Whoever would sit with one who is not there sits out.
    """
    return [[group for group in groups if people not in group] for groups in circle(people + 1)]
