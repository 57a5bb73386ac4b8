"""Who speaks first: the order inside small groups, and the order of go-rounds of the whole circle.

Inside groups it is a flow: every group hands each of its places to one of its seats, and along chains of groups a
place moves from a seat that has had it too often to one that has had it too seldom. A place can always be shared so
that everybody has it as often as their fair share, rounded down or up (an equitable edge colouring of a bipartite
graph: D. de Werra, INFOR 9:230-237, 1971).
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import lcm

from peerkit.turns.schedule import Impossible, Round

MOST = 200
"""People in a circle, and go-rounds at a time."""
_Groups = list[list[int]]
"""The groups of all rounds in one row, each with its seats in speaking order."""

Chain = list[tuple[int, int]]
"""Steps from seat to seat: the group in which a place is handed on, and the seat that takes it."""

_MOST_LOOKED_AT = 80_000
"""How many seats are looked at to swap two who meet again: what a large and long schedule of threes may cost."""
_MOST_PLACES = 20_000_000
"""How many places in groups are looked at for that: what a few rounds of one large circle may cost."""


def inside(rounds: Sequence[Round], done: int = 0) -> tuple[Round, ...]:
    """The same rounds, with the seats of each group from round `done` on in a fair speaking order.

    The first `done` rounds stay as they are and count. Each seat opens its fair share of times, the sum of
    1/size over its groups, rounded down or up; where groups are of one size, the same holds for every place.
    (When the rounds that are done left somebody too far behind, it comes as near as it can.) In pairs, two who
    meet again always swap who starts; in larger groups, as far as the shares allow. The same rounds give the
    same order, however they were ordered inside.
    """
    before = [list(group) for groups in rounds[:done] for group in groups]
    groups = before + [sorted(group) for groups in rounds[done:] for group in groups]
    for place in range(max(map(len, groups), default=1) - 1):
        _share_out(groups, place, len(before))
    _swap_orders(groups, len(before))
    ordered = iter(groups)
    return tuple(tuple(tuple(next(ordered)) for _ in groups) for groups in rounds)


def go_rounds(people: int, rounds: int, held: int = 0) -> tuple[tuple[int, ...], ...]:
    """Orders for `rounds` go-rounds of the whole circle, when `held` of them were held before: the seats from 1.

    A Williams design in mirror pairs (E. J. Williams, Aust. J. Sci. Res. A 2:149-168, 1949). Counted from the
    first that was ever held, everybody's mean place is equal after every even number. For an even number of
    people everybody follows everybody else once in `people` go-rounds; for an odd number twice in twice as many.
    Then it begins again. Raises Impossible when there is no circle or nothing to hold.
    """
    if people < 2:
        raise Impossible("A go-round takes at least two people.")
    if people > MOST:
        raise Impossible(f"A go-round takes {MOST} people at the most.")
    if not 1 <= rounds <= MOST:
        raise Impossible(f"Say 1 to {MOST} go-rounds.")
    if held < 0:
        raise Impossible("The number of go-rounds held before cannot be less than none.")
    first = [(place + 1) // 2 if place % 2 else -(place // 2) for place in range(people)]
    return tuple(_go_round(first, people, number) for number in range(held, held + rounds))


def _go_round(first: list[int], people: int, number: int) -> tuple[int, ...]:
    pair, mirrored = divmod(number, 2)
    if people % 2:
        return tuple((seat + pair) % people + 1 for seat in (reversed(first) if mirrored else first))
    return tuple((seat + pair + mirrored * people // 2) % people + 1 for seat in first)


def _share_out(groups: _Groups, place: int, fixed: int) -> None:
    """Settle who sits at this place of every group from number `fixed` on; the places before it are settled."""
    numbers = [number for number, group in enumerate(groups) if len(group) > place]
    open_to = [groups[number][place:] for number in numbers]
    holders = [groups[number][place] if number < fixed else 0 for number in numbers]
    again = _pairs_that_meet_again(open_to) if place == 0 else []
    for meetings in again:
        _settle(meetings, open_to, holders, fixed)
    _balance(open_to, holders)
    for meetings in again:
        _alternate(meetings, open_to, holders, fixed)
    for number, holder in zip(numbers, holders, strict=True):
        groups[number].remove(holder)
        groups[number].insert(place, holder)


def _pairs_that_meet_again(groups: _Groups) -> list[list[int]]:
    """For each two who sit in more than one pair, the numbers of those pairs."""
    met: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if len(group) == 2:
            met[tuple(sorted(group))].append(number)
    return [numbers for numbers in met.values() if len(numbers) > 1]


def _settle(meetings: list[int], groups: _Groups, holders: list[int], fixed: int) -> None:
    """Take out of the balance what swapping makes even: of an odd number of meetings only the first stays in it."""
    if not holders[meetings[0]]:
        meetings = meetings[len(meetings) % 2 :]
        holders[meetings[0]] = groups[meetings[0]][0]
    _alternate(meetings, groups, holders, fixed)


def _alternate(meetings: list[int], groups: _Groups, holders: list[int], fixed: int) -> None:
    for earlier, later in pairwise(meetings):
        if later >= fixed:
            holders[later] = sum(groups[later]) - holders[earlier]


def _balance(open_to: _Groups, holders: list[int]) -> None:
    """Give each group that has no holder (0) one of the seats it is open to, each seat as near its share as can be.

    The sum of squared distances from the shares is least when no chain leads from a seat to another that is more
    than one place behind it; then every seat is within its share rounded down or up, if that can be at all.
    """
    unit = lcm(*map(len, open_to))
    ahead = {seat: 0 for seats in open_to for seat in seats}
    for seats, holder in zip(open_to, holders, strict=True):
        for seat in seats:
            ahead[seat] += unit * (seat == holder) - unit // len(seats)
    held: dict[int, list[int]] = {seat: [] for seat in ahead}
    for number, seats in enumerate(open_to):
        if not holders[number]:
            holders[number] = min(seats, key=lambda seat: (ahead[seat], seat))
            held[holders[number]].append(number)
            ahead[holders[number]] += unit
    while chain := _chain(ahead, held, open_to, unit):
        ahead[holders[chain[0][0]]] -= unit
        ahead[chain[-1][1]] += unit
        for number, taker in chain:
            held[holders[number]].remove(number)
            held[taker].append(number)
            holders[number] = taker


def _chain(ahead: dict[int, int], held: dict[int, list[int]], open_to: _Groups, unit: int) -> Chain:
    """The shortest chain from the seat furthest ahead to one more than a place behind it, or nothing."""
    least = min(ahead.values())
    for start in sorted(ahead, key=lambda seat: (-ahead[seat], seat)):
        if ahead[start] - least <= unit:
            break
        reached: dict[int, Chain] = {start: []}
        queue = [start]
        for seat in queue:
            for number in held[seat]:
                for taker in open_to[number]:
                    if taker not in reached:
                        reached[taker] = [*reached[seat], (number, taker)]
                        queue.append(taker)
                        if ahead[start] - ahead[taker] > unit:
                            return reached[taker]
    return []


class _Orders:
    """The order of two who meet again, in groups of any size, and what changing it does to the shares."""

    def __init__(self, groups: _Groups, fixed: int) -> None:
        self.groups = groups
        self.looked_at = self.places = 0
        self.unit = lcm(*map(len, groups))
        self.ahead: dict[tuple[int, int], int] = defaultdict(int)
        for group in groups:
            for seat in group:
                for place, holder in enumerate(group):
                    self.ahead[place, seat] += self.unit * (seat == holder) - self.unit // len(group)
        met: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.holds: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            if number >= fixed:
                for place, seat in enumerate(group):
                    self.holds[place, seat].append(number)
            for two in combinations(sorted(group), 2):
                met[two].append(number)
        self.again = [(*two, *both) for two, numbers in met.items() for both in pairwise(numbers)]
        self.within: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
        for meeting in self.again:
            self.within[meeting[2]].append(meeting)
            self.within[meeting[3]].append(meeting)

    def alike(self, meeting: tuple[int, int, int, int]) -> bool:
        """Whether the two speak in the same order as when they met before."""
        one, other, earlier, later = meeting
        before, now = self.groups[earlier], self.groups[later]
        return (before.index(one) < before.index(other)) == (now.index(one) < now.index(other))

    def swap(self, number: int, places: tuple[int, int]) -> bool:
        """Swap two places of this group, and of as many more as keep the shares, if fewer then keep their order."""
        first, second = places
        start, last = self.groups[number][first], self.groups[number][second]
        reached: dict[int, list[int]] = {last: [number]}
        queue = [last]
        for seat in queue:
            self.looked_at += 1
            if self._evens(start, seat, places) and self._helps(reached[seat], places):
                self._shift(start, seat, places)
                return True
            if seat != start:
                for through in self._held(seat, places):
                    taker = self.groups[through][second]
                    if taker not in reached:
                        reached[taker] = [*reached[seat], through]
                        queue.append(taker)
        return False

    def _held(self, seat: int, places: tuple[int, int]) -> list[int]:
        return [number for number in self.holds[places[0], seat] if len(self.groups[number]) > places[1]]

    def _evens(self, giver: int, taker: int, places: tuple[int, int]) -> bool:
        """Whether the first place may go from one seat to the other, and the second place back, at no cost."""
        first, second = places
        if giver == taker:
            return True
        return (
            self.ahead[first, giver] - self.ahead[first, taker] >= self.unit
            and self.ahead[second, taker] - self.ahead[second, giver] >= self.unit
        )

    def _helps(self, numbers: list[int], places: tuple[int, int]) -> bool:
        meetings = list({meeting: None for number in numbers for meeting in self.within[number]})
        self.places += len(meetings) * max(len(self.groups[number]) for number in numbers)
        before = sum(map(self.alike, meetings))
        self._exchange(numbers, places)
        if sum(map(self.alike, meetings)) < before:
            return True
        self._exchange(numbers, places)
        return False

    def _exchange(self, numbers: list[int], places: tuple[int, int]) -> None:
        first, second = places
        for number in numbers:
            group = self.groups[number]
            for place, other in (places, places[::-1]):
                self.holds[place, group[place]].remove(number)
                insort(self.holds[other, group[place]], number)
            group[first], group[second] = group[second], group[first]

    def _shift(self, giver: int, taker: int, places: tuple[int, int]) -> None:
        for seat, sign in ((giver, -self.unit), (taker, self.unit)):
            self.ahead[places[0], seat] += sign
            self.ahead[places[1], seat] -= sign


def _swap_orders(groups: _Groups, fixed: int) -> None:
    """Where two who meet again keep their order, swap them, as long as that helps and costs nobody a fair share."""
    orders = _Orders(groups, fixed)
    better = True
    while better:
        better = False
        for meeting in orders.again:
            for number in (meeting[3], meeting[2]):
                enough = orders.looked_at >= _MOST_LOOKED_AT or orders.places >= _MOST_PLACES
                if number >= fixed and not enough and orders.alike(meeting):
                    places = sorted(map(groups[number].index, meeting[:2]))
                    better |= orders.swap(number, (places[0], places[1]))
