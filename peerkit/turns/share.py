"""How a number of people splits into small groups, and how many equal turns that takes."""

from collections import Counter
from collections.abc import Iterable, Sequence

from peerkit.wording.grammar import listed


def sizes(people: int, size: int, *, larger: bool = False) -> tuple[int, ...]:
    """The groups for `people`, each of `size` or differing by one, the larger last; nobody is alone.

    An odd number in pairs makes one three. In threes and more, what is left over makes groups one smaller; with
    `larger`, one larger, where there are groups enough to take one each. Raises ValueError for fewer than two people.
    """
    if people < 2:
        raise ValueError("A small group takes two people.")
    whole, over = divmod(people, size)
    groups = max(1, whole) if size == 2 or (larger and over <= whole) else -(-people // size)
    small, with_one_more = divmod(people, groups)
    return (small,) * (groups - with_one_more) + (small + 1,) * with_one_more


def shape(rounds: Sequence[Sequence[Sequence[int]]]) -> list[list[int]]:
    """How many seats each group of each round has."""
    return [[len(group) for group in groups] for groups in rounds]


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
    """`four pairs`, `three pairs and one three`, `two threes and one pair`."""
    return split_in_words(sizes(people, size))


def split_in_words(split: Sequence[int]) -> str:
    """Groups of these sizes in words, the usual size first."""
    usual = usual_size(split)
    each_size = sorted(set(split), key=lambda each: (each != usual, each))
    return " and ".join(f"{number_word(split.count(each))} {named(split, each)}" for each in each_size)


def name(size: int) -> str:
    """`pair` for 2, up to `six`; a larger group is a `circle`."""
    return NAMES.get(size, "circle")


def named(split: Sequence[int], size: int) -> str:
    """`three` where one of the groups has that size, `threes` where several have."""
    return name(size) + ("s" if split.count(size) > 1 else "")


def together(groups: Iterable[Sequence[int]]) -> str:
    """Which seats sit together: `1 and 5; 2 and 6; 4, 8 and 9`."""
    return "; ".join(map(listed, groups))


def number_word(number: int) -> str:
    """`four` for 4, and figures above twelve, as people read them more easily."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NAMES = {2: "pair", 3: "three", 4: "four", 5: "five", 6: "six"}
