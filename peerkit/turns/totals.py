"""Everybody's total equal to the second, in rounds of a fixed length: a whole flow from seat to seat."""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from fractions import Fraction
from math import floor

from peerkit.turns.schedule import Round

RoundSeconds = tuple[tuple[int, ...], ...]
"""Whole seconds for every place of every group of one round."""

_MOST_SHIFT = 500
"""Thousandths of an even share by which a turn may become longer or shorter: nobody falls below half."""

SOURCE, SINK, NOBODY = 0, 1, 2


def shifted(
    rounds: Sequence[Round], turns: Sequence[RoundSeconds], lengths: Sequence[int], done: int
) -> list[RoundSeconds]:
    """The turns of the rounds from `done` on, shifted inside their groups until the totals are equal, or nearest.

    `turns` are the seconds that were had in the rounds that are done and even shares in the others, `lengths` how
    long each round lasts. The greatest shift, in parts of an even share, is the smallest that will do.
    """
    coming = (rounds[done:], turns[done:], lengths[done:], _wanted(rounds, turns, lengths, done))
    whole = _shift(*coming, _MOST_SHIFT, lose=True)[0] == 0
    nearest = _shift(*coming, _MOST_SHIFT, whole)[0]
    least = bisect_left(range(_MOST_SHIFT), -nearest, key=lambda most: -_shift(*coming, most, whole)[0])
    return _shift(*coming, least, whole)[1]


def seconds_of(groups: Round, seconds: RoundSeconds) -> dict[int, int]:
    """How long each seat's turn in this round is."""
    return {
        seat: turn for group, own in zip(groups, seconds, strict=True) for seat, turn in zip(group, own, strict=True)
    }


def seats_of(groups: Round) -> list[int]:
    """The seats that are there in this round."""
    return [seat for group in groups for seat in group]


def _wanted(
    rounds: Sequence[Round], turns: Sequence[RoundSeconds], lengths: Sequence[int], done: int
) -> dict[int, int]:
    """The seconds that each seat needs in the rounds to come.

    Everybody's due is an equal share of the speaking time of each round they are in. What those who left had
    too much or too little is shared out equally; parts of a second are nobody's.
    """
    due: dict[int, Fraction] = defaultdict(Fraction)
    had: Counter[int] = Counter()
    for number, (groups, seconds) in enumerate(zip(rounds, turns, strict=True)):
        speaking = sum(map(sum, seconds)) if number < done else lengths[number] * len(groups)
        for seat in seats_of(groups):
            due[seat] += Fraction(speaking, len(seats_of(groups)))
        if number < done:
            had.update(seconds_of(groups, seconds))
    there = sorted({seat for groups in rounds[done:] for seat in seats_of(groups)})
    if not there:
        return {}
    to_come = sum(lengths[number] * len(rounds[number]) for number in range(done, len(rounds)))
    shared_out = (to_come - sum(due[seat] - had[seat] for seat in there)) / len(there)
    return {seat: floor(due[seat] + shared_out) - had[seat] for seat in there}


def _shift(
    rounds: Sequence[Round],
    even: Sequence[RoundSeconds],
    lengths: Sequence[int],
    wanted: dict[int, int],
    most: int,
    lose: bool,
) -> tuple[int, list[RoundSeconds]]:
    """How many seconds don't find their way when no turn shifts by more than `most` thousandths, and the turns.

    Seats that an even split gives too much, and groups with a second over, supply; seats that it gives too
    little demand; a turn carries seconds from a seat to its group or back. With `lose`, what is left over
    goes to nobody: without it totals could not be equal, and where they can't be it would only take from somebody.
    """
    groups = [
        (group, own, length - sum(own))
        for of_round, seconds, length in zip(rounds, even, lengths, strict=True)
        for group, own in zip(of_round, seconds, strict=True)
    ]
    too_much = Counter({seat: -demand for seat, demand in wanted.items()})
    for group, own, _ in groups:
        too_much.update(dict(zip(group, own, strict=True)))
    supply = sum(seconds for seconds in too_much.values() if seconds > 0) + sum(rest for *_, rest in groups)
    node = {seat: number for number, seat in enumerate(wanted, 3)}
    flow = Flow(3 + len(node) + len(groups))
    flow.edge(NOBODY, SINK, lose * (sum(too_much.values()) + sum(rest for *_, rest in groups)))
    for seat, seconds in too_much.items():
        flow.edge(SOURCE, node[seat], max(0, seconds))
        flow.edge(node[seat], SINK, max(0, -seconds))
    turns = []
    for number, (group, own, rest) in enumerate(groups, 3 + len(node)):
        flow.edge(SOURCE, number, rest)
        flow.edge(number, NOBODY, supply)
        room = own[0] * most // 1000
        turns.append(
            [(turn + room, flow.edge(number, node[seat], room, room)) for seat, turn in zip(group, own, strict=True)]
        )
    missing = supply - flow.greatest()
    shifted = iter(tuple(greatest - flow.room(edge) for greatest, edge in group) for group in turns)
    return missing, [tuple(next(shifted) for _ in of_round) for of_round in rounds]


class Flow:
    """A small network that edges are added to, and the greatest flow from node 0 to node 1.

    E. A. Dinic, Soviet Math. Doklady 11:1277-1280, 1970: flows along shortest paths, layer by layer. Whole
    capacities give a whole flow.
    """

    def __init__(self, nodes: int) -> None:
        self._edges: list[list[int]] = [[] for _ in range(nodes)]
        self._ends: list[int] = []
        self._room: list[int] = []

    def edge(self, start: int, end: int, capacity: int, back: int = 0) -> int:
        """Add an edge, with room for `back` the other way; its number is for `room`."""
        for one, other, room in ((start, end, capacity), (end, start, back)):
            self._edges[one].append(len(self._ends))
            self._ends.append(other)
            self._room.append(room)
        return len(self._ends) - 2

    def room(self, edge: int) -> int:
        """What this edge could still carry: its capacity less its flow."""
        return self._room[edge]

    def greatest(self) -> int:
        """Fill the network as far as it goes, and say how much flows."""
        total = 0
        while len(layer := self._layers()) > 1:
            tried = [0] * len(self._edges)
            while pushed := self._push(layer, tried):
                total += pushed
        return total

    def _layers(self) -> dict[int, int]:
        """Each node's distance from the source, as far as there is room; empty when the sink is out of reach."""
        layer, queue = {0: 0}, deque([0])
        while queue:
            node = queue.popleft()
            for edge in self._edges[node]:
                if self._room[edge] and self._ends[edge] not in layer:
                    layer[self._ends[edge]] = layer[node] + 1
                    queue.append(self._ends[edge])
        return layer if 1 in layer else {}

    def _push(self, layer: dict[int, int], tried: list[int]) -> int:
        """Push what one path down the layers carries; an edge that leads nowhere is not tried again."""
        path: list[int] = []
        node = 0
        while node != 1:
            if tried[node] == len(self._edges[node]):
                if not path:
                    return 0
                node = self._ends[path.pop() ^ 1]
                tried[node] += 1
                continue
            edge = self._edges[node][tried[node]]
            if self._room[edge] and layer.get(self._ends[edge], -1) == layer[node] + 1:
                path.append(edge)
                node = self._ends[edge]
            else:
                tried[node] += 1
        pushed = min(self._room[edge] for edge in path)
        for edge in path:
            self._room[edge] -= pushed
            self._room[edge ^ 1] += pushed
        return pushed
