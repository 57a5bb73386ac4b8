"""How a number of people splits into small groups, and how many equal turns that takes."""


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


def turns_in_a_rotation(people: int, size: int) -> int:
    """How many turns one rotation takes: as many as the largest group has people.

    A turn lasts as long in a three as in a pair, so everybody's total is equal; the pairs have quiet time.
    """
    return max(sizes(people, size))


def in_words(people: int, size: int) -> str:
    """`4 pairs`, `3 pairs and 1 three`, `2 threes and 1 pair`."""
    split = sizes(people, size)
    counts = [(split.count(each), NAMES[each]) for each in sorted(set(split), key=lambda each: (each != size, each))]
    return " and ".join(f"{count} {name}" if count == 1 else f"{count} {name}s" for count, name in counts)


NAMES = {2: "pair", 3: "three", 4: "four", 5: "five", 6: "six"}
