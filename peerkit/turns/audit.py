"""Whether a schedule is what it says it is: any schedule, peerkit's own or not.

Written independently of what made it: it counts again, and takes its bounds from `proof`, never from the search.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from peerkit.durations import counted, said
from peerkit.problems import Problem
from peerkit.turns.given import Given, given
from peerkit.turns.proof import burden_in, least_burden, least_repeats, pairs_met, repeats_in
from peerkit.turns.schedule import Certificate, Round, Seats
from peerkit.wording.grammar import capital

Who = Callable[[int], str]
"""What somebody is called within a sentence, by the number of the seat."""


def by_seat(seat: int) -> str:
    """`seat 3`."""
    return f"seat {seat}"


@dataclass(frozen=True)
class Summary:
    """How good a schedule is, counted anew: for `peerkit turns audit` to say in words.

    `people` are those who are there from now on; `size` is the size that was asked for, or the commonest;
    `most_met` is how often the two met who met most often; `sit_out` how many sit out in a round.
    """

    people: int
    size: int
    rounds: int
    repeats: int
    burden: int
    lower_bound: int
    most_met: int
    sit_out: int = 0


@dataclass(frozen=True)
class Report:
    """What was found, in the order of the file; the summary is None when it is no schedule that could be counted.

    `split` is how large the groups of the last round are; `again` says of each two who meet more than once in which
    rounds, those who meet most often first; `claims` is whether the file says anything of itself.
    """

    problems: tuple[Problem, ...]
    summary: Summary | None
    split: tuple[int, ...] = ()
    again: tuple[tuple[tuple[int, int], tuple[int, ...]], ...] = ()
    claims: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing must be mended; advice may be left."""
        return all(problem.severity == "advice" for problem in self.problems)


def audit(data: Any, who: Who = by_seat) -> Report:
    """Check the parsed JSON of a schedule, whatever it is; it never raises. What is found calls people as `who` does.

    Only `rounds` is needed; everything else that is there has to be true.
    """
    found, problems = given(data)
    if found is None:
        return Report(tuple(problems), None)
    split, again = tuple(map(len, found.rounds[-1])), _again(found)
    seating = list(_seating(found, who))
    if seating:
        return Report((*problems, *seating), None, split, again, found.claims)
    summary = Summary(
        people=len(found.there),
        size=found.meant,
        rounds=len(found.rounds),
        repeats=repeats_in(found.rounds),
        burden=burden_in(found.rounds),
        lower_bound=least_repeats(found.held, found.done),
        most_met=max(pairs_met(found.rounds).values()),
        sit_out=max(map(len, found.sitting_out[found.done :]), default=0),
    )
    checks = (
        _numbers(found, who),
        _counts(found, summary),
        _certificate(found, summary),
        _times(found),
        _order(found, who),
    )
    all_found = (*problems, *(problem for check in checks for problem in check))
    return Report(all_found, summary, split, again, found.claims)


def _again(found: Given) -> tuple[tuple[tuple[int, int], tuple[int, ...]], ...]:
    """Each two who meet in more than one round, and in which."""
    met: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, groups in enumerate(found.rounds, 1):
        for pair in pairs_met([[sorted(set(group)) for group in groups]]):
            met[pair].append(number)
    often = [(pair, tuple(numbers)) for pair, numbers in met.items() if len(numbers) > 1]
    return tuple(sorted(often, key=lambda one: (-len(one[1]), one[0])))


def _seating(found: Given, who: Who) -> Iterator[Problem]:
    """Every seat once a round, nobody alone, groups as large as each other or differing by one."""
    for number, groups in enumerate(found.rounds, 1):
        place = f"round {number}"
        for of_round, group in enumerate(groups, 1):
            if len(group) < 2:
                reason = f"{capital(who(group[0]))} is alone."
                yield Problem(f"{place}, group {of_round}", "alone", reason, "Let them join another group.")
        held = found.held[number - 1]
        for seat, times in Counter(seat for group in held for seat in group).items():
            if times > 1:
                reason = f"{capital(who(seat))} sits in it {counted(times, 'time')}."
                yield Problem(place, "twice", reason, "Everybody sits in one place a round.")
        if max(map(len, groups)) - min(map(len, groups)) > 1:
            yield Problem(place, "sizes", "Its groups differ by more than one.", "Even them out.")
        if number > found.done:
            yield from _there(found, place, held, who)
    yield from _sitting_out(found)


def _sitting_out(found: Given) -> Iterator[Problem]:
    """Whoever is there in every round sits out as often as the others, or once more."""
    always = [seat for seat in found.there if all(any(seat in group for group in groups) for groups in found.held)]
    times = Counter({seat: sum(seat in those for those in found.sitting_out) for seat in always})
    if times and max(times.values()) - min(times.values()) > 1:
        most, least = max(times.values()), min(times.values())
        reason = f"Some sit out {counted(most, 'time')}, and others {counted(least, 'time')}."
        yield Problem("sitting_out", "unfair", reason, "Let those sit out who have done so least.")


def _there(found: Given, place: str, groups: Round, who: Who) -> Iterator[Problem]:
    """Who is there is in every round to come, and nobody else."""
    here = {seat for group in groups for seat in group}
    for seat in found.there:
        if seat not in here:
            hint = 'Add them to a group, or write that they are "sitting out".'
            if found.claims or found.done:
                hint = "If somebody came or left, say in done how many rounds were held by then."
            yield Problem(place, "missing", f"{capital(who(seat))} is missing.", hint)
    for seat in sorted(here.difference(found.there)):
        yield Problem(
            place, "stranger", f"{capital(who(seat))} is not one of the seats.", "Correct the seats or the round."
        )


def _numbers(found: Given, who: Who) -> Iterator[Problem]:
    """As many people, and groups of such a size, as it says."""
    people = len(found.there)
    if found.people not in (None, people):
        reason = f"It says {counted(found.people or 0, 'person', 'people')}, and {people} are there."
        yield Problem("people", "people", reason, "Correct the number.")
    if found.seats is None and not found.done and found.highest > people:
        gap = next(seat for seat in range(1, found.highest) if seat not in found.there)
        yield Problem("rounds", "gap", f"{capital(who(gap))} is in no round.", "Number the seats from 1.", "advice")
    if found.size is None:
        return
    for number, of_round in enumerate(found.rounds[found.done :], found.done + 1):
        there = people - len(found.out(number - 1))
        if len(of_round) not in (there // found.size, -(-there // found.size)):
            reason = f"{there} people in groups of {found.size} do not make {len(of_round)} groups."
            yield Problem(f"round {number}", "size", reason, "Correct the size.")


def _counts(found: Given, summary: Summary) -> Iterator[Problem]:
    for key, claimed, counted_anew in (
        ("repeats", found.repeats, summary.repeats),
        ("burden", found.burden, summary.burden),
    ):
        if claimed not in (None, counted_anew):
            reason = f"It says {claimed}, and counting gives {counted_anew}."
            yield Problem(key, key, reason, "Correct the number.")


def _certificate(found: Given, summary: Summary) -> Iterator[Problem]:
    """Both sides of what it claims: the count, and that nothing less could be."""
    claimed = found.certificate
    if claimed is None:
        return
    if claimed.of == "repeats":
        value, least = summary.repeats, summary.lower_bound
    else:
        value, least = summary.burden, least_burden(found.held, found.done)
    for code, reason in _disproved(claimed, value, least):
        yield Problem("certificate", code, reason, "Leave the certificate out, or make the schedule anew.")
    if claimed.claim == "best found" and claimed.lower_bound > least and claimed.lower_bound <= value:
        reason = f"It says that fewer than {claimed.lower_bound} cannot be; this can be shown only for {least}."
        yield Problem("certificate", "unproved-bound", reason, "It may be true all the same.", "advice")


def _disproved(claimed: Certificate, value: int, least: int) -> Iterator[tuple[str, str]]:
    if claimed.value != value:
        yield "value", f"It claims {claimed.value} of {claimed.of}, and counting gives {value}."
    if claimed.value < least:
        yield "too-good", f"It claims {claimed.value} of {claimed.of}, and nobody can have fewer than {least}."
    if claimed.lower_bound > claimed.value:
        yield "bound", f"It claims that fewer than {claimed.lower_bound} cannot be, and has {claimed.value} itself."
    if claimed.claim == "optimal" and claimed.lower_bound < claimed.value:
        yield "bound", f"It claims to be optimal, and its own bound leaves room down to {claimed.lower_bound}."
    elif claimed.claim == "optimal" and least < value:
        yield "not-proved", f"It claims to be optimal, and only {least} of {claimed.of} can be shown to be needed."


def _order(found: Given, who: Who) -> Iterator[Problem]:
    """Whether everybody opens their fair share of times, rounded down or up, as far as the rounds to come allow."""
    ahead: dict[int, Fraction] = defaultdict(Fraction)
    for groups in found.rounds:
        for group in groups:
            ahead[group[0]] += 1
            for seat in group:
                ahead[seat] -= Fraction(1, len(group))
    unfair = [
        group
        for groups in found.rounds[found.done :]
        for group in groups
        if ahead[group[0]] - min(ahead[seat] for seat in group) > 1
    ]
    for seat in found.there:
        could_be_mended = not found.done or any(seat in group for group in unfair)
        if abs(ahead[seat]) >= 1 and could_be_mended:
            times = sum(group[0] == seat for groups in found.rounds for group in groups)
            often = "more" if ahead[seat] > 0 else "less"
            begins = f"begins {counted(times, 'time')}" if times else "never begins"
            reason = f"{capital(who(seat))} {begins}, {often} often than is fair."
            yield Problem("rounds", "order", reason, "Change who begins.", "advice")


def _times(found: Given) -> Iterator[Problem]:
    if found.turn_seconds is not None:
        totals: Counter[int] = Counter(dict.fromkeys(range(1, found.highest + 1), 0))
        for groups, seconds in zip(found.rounds, found.turn_seconds, strict=True):
            for group, own in zip(groups, seconds, strict=True):
                totals.update(dict(zip(group, own, strict=True)))
        if found.seconds not in (None, tuple(totals[seat] for seat in range(1, found.highest + 1))):
            yield Problem("seconds", "seconds", "The totals are not the sums of the turns.", "Add them up again.")
        yield from _turns(found, found.turn_seconds)
        yield from _totals(found, totals)
    elif found.seconds is not None and len(found.seconds) != found.highest:
        reason = f"There are {len(found.seconds)} totals for the seats up to {found.highest}."
        yield Problem("seconds", "seconds", reason, "Give one for each seat.")
    elif found.seconds is not None:
        yield from _totals(found, dict(enumerate(found.seconds, 1)))


def _turns(found: Given, turn_seconds: tuple[Round, ...]) -> Iterator[Problem]:
    """Each turn to come is as its kind of equality says."""
    each = found.each
    for number in range(found.done, len(found.rounds)):
        length = (each or 0) * min(found.meant, max(map(len, found.rounds[number])))
        for of_round, own in enumerate(turn_seconds[number], 1):
            place = f"turn_seconds, round {number + 1}, group {of_round}"
            yield from _turns_of_a_group(found, place, own, length)


def _turns_of_a_group(found: Given, place: str, own: Seats, length: int) -> Iterator[Problem]:
    if found.equal == "turns" and set(own) != {found.each or own[0]}:
        yield Problem(place, "turns", "Its turns do not all last as long.", "Give every turn the same time.")
    elif found.equal == "rounds" and max(own) != min(own):
        yield Problem(place, "turns", "Its time is not split equally.", "Give every turn in it the same time.")
    elif found.equal in ("rounds", "totals") and length and sum(own) > length:
        yield Problem(place, "turns", f"Its turns take longer than {said(length)}.", "Shorten them.")
    elif found.equal == "rounds" and length and sum(own) + len(own) <= length:
        yield Problem(place, "turns", f"Its turns fill less than {said(length)}.", "Lengthen them.")


def _totals(found: Given, totals: dict[int, int]) -> Iterator[Problem]:
    """Those who are there for the same rounds have the same, when that is what it says."""
    if found.equal == "rounds" or (found.equal is None and not found.totals_equal):
        return
    same: dict[tuple[bool, ...], list[int]] = defaultdict(list)
    for seat in found.there:
        there = tuple(any(seat in group for group in groups) for groups in found.rounds)
        same[there].append(totals.get(seat, 0))
    widest = max(same.values(), key=lambda found: max(found) - min(found))
    if max(widest) == min(widest):
        return
    reason = f"Everybody's time in all is between {said(min(widest))} and {said(max(widest))}."
    if found.totals_equal is False or (found.equal == "turns" and found.totals_equal is None and found.done):
        yield Problem("seconds", "totals", reason, "That may be as near as it can be.", "advice")
    else:
        yield Problem("seconds", "totals", reason, "Make the totals equal, or say that they are not.")
