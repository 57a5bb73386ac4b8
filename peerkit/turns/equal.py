"""Equal time in its three kinds: how many seconds each turn lasts, and what everybody has in all.

A co-counsellor's rule is equal time as client. `turns` keeps it to the letter, `totals` keeps it at the end of the
rotation, and `rounds` only makes every round as long as the other.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from peerkit.durations import said
from peerkit.messages import _, kept
from peerkit.turns.schedule import Equality, Impossible, Round
from peerkit.turns.share import shape
from peerkit.turns.totals import RoundSeconds, seats_of, seconds_of, shifted


@dataclass(frozen=True)
class Times:
    """How long everybody's turns last, in whole seconds, without changeovers.

    `turns` has the shape of the rounds. `totals` is each seat's time as client, of all rounds, for every seat that
    ever appears. `equal` is a promise that was kept: everybody who is there in every round has the same total; the
    kind `rounds` promises nothing. `reason` is a sentence or two to be read out.
    """

    kind: Equality
    each: int
    turns: tuple[RoundSeconds, ...]
    totals: dict[int, int]
    round_seconds: tuple[int, ...]
    equal: bool
    reason: str = ""


def times(
    rounds: Sequence[Round], kind: Equality, each: int, size: int, done: int = 0, had: Sequence[RoundSeconds] = ()
) -> Times:
    """Seconds for every turn, when a turn in a full group of `size` lasts `each`.

    `turns`: every turn lasts `each`; smaller groups have quiet time. `rounds`: every round lasts `each` for each
    of `size` people, split equally inside each group, and a rest of seconds is nobody's. `totals`: rounds as long
    as that, and turns shifted inside the groups until everybody has the same in all.
    The first `done` rounds have happened: their seconds are `had`, or, when nobody noted them, even shares.
    Raises Impossible for no rounds, a turn of no time, or seconds that don't fit the rounds that are done.
    """
    if each < 1:
        raise Impossible(_("A turn takes at least a second."))
    if had and shape(had) != shape(rounds[:done]):
        raise Impossible(_("The seconds of the rounds that are done do not fit their groups."))
    if not rounds:
        raise Impossible(_("A rotation takes at least one round."))
    turns = [*had, *(_even_round(groups, kind, each, size) for groups in rounds[len(had) :])]
    if not all(turn for seconds in turns for group in seconds for turn in group):
        raise Impossible(_("That leaves somebody without a whole second."))
    if kind == "totals":
        turns[done:] = shifted(rounds, turns, [_length(groups, each, size) for groups in rounds], done)
    return of_turns(rounds, kind, each, size, turns, done)


def of_turns(
    rounds: Sequence[Round], kind: Equality, each: int, size: int, turns: Sequence[RoundSeconds], done: int
) -> Times:
    """The same for turns that are settled, such as those of a file; `turns` has the shape of the rounds."""
    totals: Counter[int] = Counter()
    lengths: list[int] = []
    for groups, seconds in zip(rounds, turns, strict=True):
        totals.update(seconds_of(groups, seconds))
        settled = kind == "turns" or len(lengths) < done
        lengths.append(max(map(sum, seconds)) if settled else _length(groups, each, size))
    equal = kind != "rounds" and _equal(rounds, totals, done)
    found = Times(kind, each, tuple(turns), dict(sorted(totals.items())), tuple(lengths), equal)
    return replace(found, reason=kept(lambda: _reason(rounds, found, done)))


def _length(groups: Round, each: int, size: int) -> int:
    """How long a round lasts when its length is fixed: `each` for everyone in a group of the size that is meant.

    The three among pairs has to make do with the time of a pair. When nobody sits in a group as large as was
    asked for, as six in fives, the largest there is sets the length.
    """
    return each * min(size, max(map(len, groups)))


def _even_round(groups: Round, kind: Equality, each: int, size: int) -> RoundSeconds:
    length = _length(groups, each, size)
    return tuple((each if kind == "turns" else length // len(group),) * len(group) for group in groups)


def _equal(rounds: Sequence[Round], totals: Mapping[int, int], done: int) -> bool:
    """Whether those who are there for the same rounds have the same, leaving out who left before."""
    there = {seat for groups in rounds[done:] or rounds[-1:] for seat in seats_of(groups)}
    same: dict[tuple[bool, ...], set[int]] = defaultdict(set)
    for seat in there:
        same[tuple(seat in seats_of(groups) for groups in rounds)].add(totals[seat])
    return all(len(found) == 1 for found in same.values())


def _reason(rounds: Sequence[Round], times: Times, done: int) -> str:
    always = [seat for seat in times.totals if all(seat in seats_of(groups) for groups in rounds)]
    coming = times.round_seconds[done:] or times.round_seconds
    length = _("Every round: {length}.", length=_from_to(min(coming), max(coming)))
    if times.kind == "rounds":
        told = [length, _("It is split equally inside each group."), _in_all(times, always, same=False)]
    elif times.kind == "turns":
        turn = _("Every turn: {length}.", length=said(times.each))
        if not times.equal:
            turn = _("Every turn from now on: {length}.", length=said(times.each))
        mixed = any(len({len(group) for group in groups}) > 1 for groups in rounds[done:])
        early = _("Smaller groups finish early, and may talk on.") if mixed else ""
        told = [turn, _in_all(times, always, same=times.equal), early]
    elif not times.equal:
        told = [length, _why_not(rounds[done:], done), _in_all(times, always, same=False)]
    else:
        told = [length, _in_all(times, always, same=True), _shift_in_words(times, done)]
    return " ".join(filter(None, told))


def _in_all(times: Times, always: Sequence[int], *, same: bool) -> str:
    """What everybody has in all, or else those who are `always` there.

    Where nobody is, it says whether those who are there for the same rounds have the `same`.
    """
    if len(set(times.totals.values())) == 1:
        always = tuple(times.totals)
    if not always:
        alike = _("Those who are there for the same rounds have the same.")
        return alike if same else _("Nobody is there in every round.")
    found = [times.totals[seat] for seat in always]
    length = _from_to(min(found), max(found))
    if len(always) == len(times.totals):
        return _("Everybody has in all: {length}.", length=length)
    return _("Everybody who is there in every round has in all: {length}.", length=length)


def _from_to(least: int, most: int) -> str:
    return said(least) if least == most else _("{least} to {most}", least=said(least), most=said(most))


def _why_not(coming: Sequence[Round], done: int) -> str:
    if len(coming) > 1:
        return _("Turns between half and one and a half times an even share cannot make the totals equal here.")
    if done:
        return _("With only one round to come, totals cannot be made equal.")
    return _("With a single round in groups of different sizes, totals cannot be equal.")


def _shift_in_words(times: Times, done: int) -> str:
    """How far turns are from an even share of the time that their group has."""
    even = [
        (abs(turn - length // len(group)), length // len(group))
        for seconds, length in zip(times.turns[done:], times.round_seconds[done:], strict=True)
        for group in seconds
        for turn in group
    ]
    if not any(shift for shift, _ in even):
        return ""
    seconds, percent = max(shift for shift, _ in even), max(-(-100 * shift // max(1, share)) for shift, share in even)
    return _(
        "For that, turns are longer or shorter than an even share. At most: {length} ({percent} percent).",
        length=said(seconds),
        percent=percent,
    )
