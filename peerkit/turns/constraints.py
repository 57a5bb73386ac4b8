"""Seats that are kept apart or together: whether it can be done, and rounds that do it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations

from peerkit.messages import _, ngettext
from peerkit.turns.schedule import Impossible, Wishes
from peerkit.turns.share import Sizes
from peerkit.wording.grammar import commas

TRIES = 20_000
"""Seats placed in one attempt at a round before another is made, and attempts before it is called impossible."""
_ATTEMPTS = 5


class Constraints:
    """Who may not meet and who stays together, for seats counted by their place in `seats`, from 0.

    Raises Impossible when a seat is unknown, or when no round of these sizes can keep it all.
    """

    def __init__(self, seats: Sequence[int], sizes: Sizes, wishes: Wishes, random: Callable[[], float]) -> None:
        self.sizes = sizes
        self.random = random
        index = {seat: place for place, seat in enumerate(seats)}
        for named in (*wishes.apart, *wishes.together):
            _known(named, index)
        self.block = _blocks([[index[seat] for seat in group] for group in wishes.together], len(seats))
        self.apart: list[list[bool]] = [[False] * len(seats) for _ in seats]
        for group in wishes.apart:
            for one, other in combinations([index[seat] for seat in group], 2):
                self.apart[one][other] = self.apart[other][one] = True
        self.anything = any(map(any, self.apart)) or any(len(block) > 1 for block in self.block)
        if self.anything:
            self._check(seats, wishes)

    def _check(self, seats: Sequence[int], wishes: Wishes) -> None:
        if wishes.together and wishes.sit_out:
            raise Impossible(
                _("Nobody can be kept together where people sit out in turn: one would be without the other.")
            )
        for block in self.block:
            for one, other in combinations(block, 2):
                if self.apart[one][other]:
                    raise Impossible(f"Seats {seats[one]} and {seats[other]} cannot be kept together and apart.")
            if len(block) > max(self.sizes):
                raise Impossible(
                    ngettext(
                        "{n} seat kept together does not fit into one group.",
                        "{n} seats kept together do not fit into one group.",
                        len(block),
                    )
                )
        for group in wishes.apart:
            if len(group) > len(self.sizes):
                apart = _("No two of these may meet: {seats}.", seats=commas(sorted(group)))
                there = ngettext("There is only {n} group.", "There are only {n} groups.", len(self.sizes))
                raise Impossible(f"{apart} {there}")
        if not wishes.sit_out:
            self.round()

    def check_round(self, groups: Sequence[Sequence[int]], seats: Sequence[int], name: str) -> None:
        """Raise Impossible when a round that is given, called `name`, goes against what is kept."""
        for one, other, meet in self._broken(groups):
            how = "meet in it, who are to be kept apart" if meet else "are parted in it, who are to be kept together"
            raise Impossible(f"{name}, and seats {seats[one]} and {seats[other]} {how}.")

    def keeps(self, groups: Sequence[Sequence[int]]) -> bool:
        """Whether a round keeps apart and together all that it should."""
        return not any(True for _ in self._broken(groups))

    def _broken(self, groups: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, bool]]:
        """Each two who meet in a round or are parted in it though they should not, and whether they meet."""
        where = {seat: place for place, group in enumerate(groups) for seat in group}
        for one, other in combinations(sorted(where), 2):
            meet = where[one] == where[other]
            if self.apart[one][other] if meet else other in self.block[one]:
                yield one, other, meet

    def moved(self, rounds: list[list[list[int]]]) -> list[list[list[int]]] | None:
        """The same rounds with seats moved to others' places, so that those kept apart stand where nobody meets.

        None where no such places are found, or seats are to stay together.
        """
        if not self.anything:
            return rounds
        seats = range(len(self.block))
        if any(len(block) > 1 for block in self.block):
            return None
        met = [[False] * len(seats) for _ in seats]
        for one, other in (pair for groups in rounds for group in groups for pair in permutations(group, 2)):
            met[one][other] = True
        some = sorted((seat for seat in seats if any(self.apart[seat])), key=lambda seat: -sum(self.apart[seat]))
        place: dict[int, int] = {}
        self.left = TRIES

        def placed(at: int) -> bool:
            if at == len(some):
                return True
            seat = some[at]
            for there in sorted(seats, key=lambda _: self.random()):
                self.left -= 1
                if there in place.values() or any(
                    self.apart[seat][other] and met[there][where] for other, where in place.items()
                ):
                    continue
                place[seat] = there
                if self.left > 0 and placed(at + 1):
                    return True
                del place[seat]
            return False

        if not placed(0):
            return None
        others = iter([there for there in seats if there not in place.values()])
        seat_at = {place[seat] if seat in place else next(others): seat for seat in seats}
        return [[[seat_at[there] for there in group] for group in groups] for groups in rounds]

    def round(self, out: Sequence[int] = ()) -> list[list[int]]:
        """A round that keeps them apart and together, by chance, without those who sit out; or Impossible."""
        for _attempt in range(_ATTEMPTS):
            units = sorted(
                {block[0]: block for block in self.block if block[0] not in out}.values(),
                key=lambda block: (-len(block), -sum(sum(self.apart[seat]) for seat in block), self.random()),
            )
            groups: list[list[int]] = [[] for _ in self.sizes]
            self.left = TRIES
            if self._place(units, 0, groups):
                return groups
            if self.left > 0:
                break
        raise Impossible("No round of these sizes keeps apart and together all the seats that were named.")

    def _place(self, units: list[tuple[int, ...]], at: int, groups: list[list[int]]) -> bool:
        if at == len(units):
            return True
        unit, tried = units[at], []
        for place in sorted(range(len(groups)), key=lambda _: self.random()):
            group, room = groups[place], self.sizes[place] - len(groups[place])
            if len(unit) > room or (not group and room in tried):
                continue
            if any(self.apart[one][other] for one in unit for other in group):
                continue
            if not group:
                tried.append(room)
            self.left -= 1
            if self.left <= 0:
                return False
            group.extend(unit)
            if self._place(units, at + 1, groups):
                return True
            del group[-len(unit) :]
        return False


def _known(named: Sequence[int], index: dict[int, int]) -> None:
    for seat in named:
        if seat not in index:
            raise Impossible(f"There is no seat {seat}.")
        if named.count(seat) > 1:
            raise Impossible(f"Seat {seat} is named twice.")


def _blocks(together: list[list[int]], people: int) -> list[tuple[int, ...]]:
    """For each seat, all that it stays with; sets that share a seat are one."""
    of = list(range(people))
    for group in together:
        joined = {of[seat] for seat in group}
        of = [min(joined) if first in joined else first for first in of]
    return [tuple(seat for seat in range(people) if of[seat] == of[one]) for one in range(people)]
