"""The least that repeats and burden can be, and the certificate that says so in words.

Every bound holds for any schedule of these sizes, so also for one that keeps seats apart or together: what was
wished for is not looked at, and no reason can give it away.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from math import comb

from peerkit.messages import kept
from peerkit.turns.reasons import Bound, why_burden, why_repeats
from peerkit.turns.schedule import Certificate, Objective, Round, burden, meetings, odd_times, repeats
from peerkit.turns.share import Sizes, odd_size

CITED: dict[tuple[Sizes, int], int] = {((3, 3, 3, 3), 5): 1, ((4, 4, 4, 4, 4), 6): 1, ((3, 3, 3, 4), 5): 1}
"""The least repeats of so many rounds of these sizes, where an exact solver shows more than any bound.

`tests/test_bounds.py` has it do so again; for twelve in threes and twenty in fours see also OEIS A107431.
"""


def least_repeats(seats: Sequence[int], past: Sequence[Round], coming: Sequence[Sizes]) -> Bound:
    """The most that any bound shows: `past` has happened, and rounds of `coming` sizes follow for `seats`.

    Whoever sits out is as good as a group of one.
    """
    coming = [(*(1,) * (len(seats) - sum(sizes)), *sizes) for sizes in coming]
    if not past and len(set(coming)) == 1:
        return _alike(tuple(sorted(coming[0])), len(coming))
    bounds = [Bound(_spread(seats, past, coming), "spread"), Bound(_overlap(seats, past, coming), "overlap")]
    return max(bounds, key=lambda bound: bound.least)


@cache
def _alike(sizes: Sizes, rounds: int) -> Bound:
    """The same for rounds that are all of the same sizes, with nothing before them.

    In R rounds each two are together in R - 2 of the choices of R - 1 of them: so there are at least R / (R - 2) times
    as many repeats as R - 1 rounds have.
    """
    seats, coming = range(sum(sizes)), [sizes] * rounds
    bounds = [
        Bound(_spread(seats, [], coming), "spread"),
        Bound(_overlap(seats, [], coming), "overlap"),
        Bound(CITED.get((sizes, rounds), 0), "solved"),
        Bound(_in_two_groups(sizes, rounds) if len(sizes) == 2 else 0, "two groups"),
        Bound(int(_nearly_a_plane(sizes, rounds)), "plane"),
    ]
    if rounds > 2:
        bounds.append(Bound(-(-rounds * _alike(sizes, rounds - 1).least // (rounds - 2)), "fewer"))
    return max(bounds, key=lambda bound: bound.least)


def _in_two_groups(sizes: Sizes, rounds: int) -> int:
    """The least repeats in two groups, where two meet an even or an odd number of times as others do.

    Two sit together where both or neither sit in the first group: as often as there are rounds, plus as often as
    either sits there, up to an even number. So where `some` sit there an odd number of times, those meet each other and
    the others each other with the parity of the rounds, and across with the other parity. The rest of the meetings is
    dealt out by twos.
    """
    people = sum(sizes)
    held = rounds * sum(comb(size, 2) for size in sizes)
    least = []
    for some in range(people // 2 + 1):
        across = some * (people - some)
        pairs = [across, comb(people, 2) - across]
        odd = pairs[rounds % 2]
        if held >= odd and (held - odd) % 2 == 0:
            twos, cost, level = (held - odd) // 2, 0, 0
            while twos:
                dealt = min(twos, pairs[(rounds + level + 1) % 2])
                cost, twos, level = cost + dealt * (2 * level + 1), twos - dealt, level + 1
            least.append(cost)
    return min(least)


def _nearly_a_plane(sizes: Sizes, rounds: int) -> bool:
    """Whether g groups of g and g - 1, m of them small, show that somebody meets again in g + 1 rounds.

    If nobody did, a small group would miss one group of any other round, a small one, and take a seat of each other.
    That counts the seats of all small groups, and with c the times that a seat is in one: the sum of c over a small
    group is gm - 1, and over everybody that of c - m is m(m - 1), and of (c - m)^2 it is m(m - 1)(g + 1 - m). Since
    g^2 - 1 - c others are at most all there are, m <= c <= g + 1: so c is m or g + 1, and in each small group
    (m - 1) / (g + 1 - m) seats have g + 1. That must be a whole number.
    """
    groups, small = len(sizes), sizes.count(min(sizes))
    if rounds != groups + 1 or (min(sizes), max(sizes)) != (groups - 1, groups):
        return False
    return (small - 1) % (groups + 1 - small) != 0


def _spread(seats: Sequence[int], past: Sequence[Round], coming: Sequence[Sizes]) -> int:
    """Meetings dealt out so that each goes to a pair that has met least; each pair meets once a round at most.

    A pair's n-th meeting adds n - 1 repeats. Without a past this is P C(q, 2) + r q, with P pairs and
    q, r = divmod(meetings, P); with one, no repeat at all needs as many unmet pairs as there are meetings to come.
    """
    here = set(seats)
    met = Counter(times for pair, times in meetings(past).items() if here.issuperset(pair))
    met[0] = comb(len(seats), 2) - sum(met.values())
    held = sum(comb(size, 2) for sizes in coming for size in sizes)
    return repeats(past) + dealt_out(met, held, len(coming))


def dealt_out(counts: Counter[int], units: int, rounds: int) -> int:
    """What `units` add when each goes where there are fewest, to one place at most once a round.

    `counts` says how many places already hold how many. The n-th unit of a place adds n - 1.
    """
    total = level = 0
    while units:
        places = sum(counts[before] for before in range(max(0, level - rounds + 1), level + 1))
        dealt = min(units, places)
        total, units, level = total + dealt * level, units - dealt, level + 1
    return total


def _overlap(seats: Sequence[int], past: Sequence[Round], coming: Sequence[Sizes]) -> int:
    """What each two rounds share at least, over all of them: repeats are the pairs shared by each two rounds."""
    here = set(seats)
    kinds = Counter(coming)
    total = repeats(past)
    for groups in past:
        stayed = [len(here.intersection(group)) for group in groups]
        parts = [1] * (len(seats) - sum(stayed)) + [size for size in stayed if size]
        total += sum(times * _shared(parts, sizes) for sizes, times in kinds.items())
    for (sizes, times), (others, more) in combinations(kinds.items(), 2):
        total += times * more * _shared(sizes, others)
    return total + sum(comb(times, 2) * _shared(sizes, sizes) for sizes, times in kinds.items())


def _shared(sizes: Sequence[int], others: Sequence[int]) -> int:
    """The pairs that two rounds share at least: a group spread over the groups of the other round, and the reverse."""
    return max(sum(_within(size, len(others)) for size in sizes), sum(_within(size, len(sizes)) for size in others))


def _within(size: int, groups: int) -> int:
    """The pairs that stay together when `size` seats spread over `groups` groups as evenly as can be."""
    each, over = divmod(size, groups)
    return (groups - over) * comb(each, 2) + over * comb(each + 1, 2)


def least_burden(seats: Sequence[int], past: Sequence[Round], coming: Sequence[Sizes], repeated: bool = True) -> int:
    """The least burden: places in odd-sized groups, each dealt to a seat that has been there least.

    With `repeated` False nobody is to meet twice: then, with as many groups as the largest has seats, each largest
    group takes one seat of every group of any other round, and so any two rounds share seats of odd-sized groups.
    """
    times = odd_times(past)
    counts = Counter(times[seat] for seat in seats)
    places = sum(odd_size(sizes) * sizes.count(odd_size(sizes)) for sizes in coming)
    total = burden(past) + dealt_out(counts, places, len(coming))
    if not repeated and not past and len(set(coming)) == 1 and len(coming[0]) == max(coming[0]):
        total = max(total, comb(len(coming), 2) * _odd_shared(coming[0]))
    return total


def _odd_shared(sizes: Sizes) -> int:
    """The seats in odd-sized groups of both of two rounds without a repeat: large groups share one seat each."""
    largest, large = max(sizes), sizes.count(max(sizes))
    if odd_size(sizes) == largest:
        return large**2
    return sum(sizes) - 2 * large * largest + large**2 if odd_size(sizes) else 0


def certify(
    rounds: Sequence[Round], seats: Sequence[int], done: int = 0, of: Objective = "repeats", *, wished: bool = False
) -> Certificate:
    """How good a whole schedule is for `seats`, the first `done` rounds taken as they were.

    It is optimal only when its count equals the largest of the bounds. Where something was `wished`, the reason does
    not say the least that could be: that knows nothing of wishes, and would give them away.
    """
    past, coming = rounds[:done], [tuple(sorted(map(len, groups))) for groups in rounds[done:]]
    if of == "burden":
        value, bound = burden(rounds), Bound(least_burden(seats, past, coming), "spread")
        reason = kept(lambda: why_burden(rounds, seats, value, bound.least, wished=wished))
    else:
        value, bound = repeats(rounds), least_repeats(seats, past, coming)
        full = value == 0 and not done and least_repeats(seats, past, [*coming, coming[-1]]).least > 0
        reason = kept(lambda: why_repeats(rounds, len(seats), done, value, bound, full=full, wished=wished))
    return Certificate(of, "optimal" if value == bound.least else "best found", value, bound.least, reason)
