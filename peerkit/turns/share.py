"""How a number of people splits into small groups, and how many equal turns that takes."""

from collections import Counter
from collections.abc import Iterable, Sequence

from peerkit.messages import _, ngettext, pgettext
from peerkit.wording.grammar import apart, listed

SIZES = range(2, 9)
"""How large small groups are."""
Sizes = tuple[int, ...]
"""How many people are in each group of a round, the smaller groups first."""


def sizes(people: int, size: int, *, larger: bool = False) -> Sizes:
    """The groups for `people`, each of `size` or differing by one, the larger last; nobody is alone.

    An odd number in pairs makes one three. In threes and more, what is left over makes groups one smaller; with
    `larger`, one larger, where there are groups enough to take one each. Raises ValueError for fewer than two people.
    """
    if people < 2:
        raise ValueError(_("A small group takes two people."))
    whole, over = divmod(people, size)
    groups = max(1, whole) if size == 2 or (larger and over <= whole) else -(-people // size)
    small, with_one_more = divmod(people, groups)
    return (small,) * (groups - with_one_more) + (small + 1,) * with_one_more


def shape(rounds: Sequence[Sequence[Sequence[int]]]) -> list[list[int]]:
    """How many seats each group of each round has."""
    return [[len(group) for group in groups] for groups in rounds]


def written(rounds: Iterable[Sequence[Sequence[int]]]) -> tuple[str, ...]:
    """A line a round: `1 2, 3 4 5`."""
    return tuple(", ".join(" ".join(map(str, group)) for group in groups) for groups in rounds)


def round_of(line: str) -> tuple[tuple[int, ...], ...]:
    """The round in a line as `written` makes it, a tuple of seats for each group.

    Raises ValueError for a line that is none, or seats somebody twice.
    """
    groups = tuple(tuple(map(int, group.split())) for group in line.split(","))
    seats = [seat for group in groups for seat in group]
    if not all(groups) or len(set(seats)) < len(seats) or min(seats) < 1:
        raise ValueError(line)
    return groups


def odd_size(sizes: Sequence[int]) -> int:
    """The rarer size of a round, the larger when both are as rare; 0 when there is only one."""
    counts = Counter(sizes)
    return min(counts, key=lambda size: (counts[size], -size)) if len(counts) > 1 else 0


def usual_size(split: Sequence[int]) -> int:
    """The size that most groups have; the smaller where there are as many of both. The other is the odd size."""
    return min(set(split), key=lambda size: (-split.count(size), size))


def usual_and_odd(split: Sequence[int]) -> tuple[int, int]:
    """The usual size, and the other one; only where there are two."""
    usual = usual_size(split)
    return usual, next(size for size in split if size != usual)


def in_words(people: int, size: int) -> str:
    """`4 pairs`, `3 pairs and 1 three`, `2 threes and 1 pair`."""
    return split_in_words(sizes(people, size))


def split_in_words(split: Sequence[int]) -> str:
    """Groups of these sizes in words, the usual size first; more than six who sit in one are a circle."""
    if len(split) == 1 and split[0] > 6:
        return ngettext("{n} circle", "{n} circles", 1)
    usual = usual_size(split)
    each_size = sorted(set(split), key=lambda each: (each != usual, each))
    return listed(groups_of(each, split.count(each)) for each in each_size)


def groups_of(size: int, number: int) -> str:
    """So many groups of one size: `3 pairs`, `1 three`; those of more than eight are circles."""
    match size:
        case 2:
            return ngettext("{n} pair", "{n} pairs", number)
        case 3:
            return ngettext("{n} three", "{n} threes", number)
        case 4:
            return ngettext("{n} four", "{n} fours", number)
        case 5:
            return ngettext("{n} five", "{n} fives", number)
        case 6:
            return ngettext("{n} six", "{n} sixes", number)
        case 7:
            return ngettext("{n} seven", "{n} sevens", number)
        case 8:
            return ngettext("{n} eight", "{n} eights", number)
    return ngettext("{n} circle", "{n} circles", number)


def kind(size: int) -> str:
    """What groups of one size are called, as a sentence begins: `Pairs`, `Threes`."""
    named = {
        2: _("Pairs"),
        3: pgettext("groups of 3", "Threes"),
        4: pgettext("groups of 4", "Fours"),
        5: pgettext("groups of 5", "Fives"),
        6: pgettext("groups of 6", "Sixes"),
        7: pgettext("groups of 7", "Sevens"),
        8: pgettext("groups of 8", "Eights"),
    }
    return named[size] if size in named else _("Groups of {n}", n=size)


def together(groups: Iterable[Sequence[object]]) -> str:
    """Which seats sit together: `1 and 5; 2 and 6; 4, 8 and 9`."""
    return apart(map(listed, groups))


def numbers(seats: Sequence[int], *, keep: bool = False) -> str:
    """How people come by their numbers; those who have theirs already `keep` them."""
    if keep or list(seats) != list(range(1, len(seats) + 1)):
        return _("Keep the number that you have. Here now: {seats}.", seats=listed(seats))
    return _("Count off from 1 to {last}, and keep your number.", last=len(seats))
