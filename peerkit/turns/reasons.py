"""How good a schedule is, in a sentence or two to be read out to a room."""

from collections.abc import Sequence
from math import comb
from typing import Literal, NamedTuple

from peerkit.messages import _, ngettext
from peerkit.turns.schedule import Round, meetings, odd_times

Argument = Literal["spread", "overlap", "two groups", "plane", "fewer", "solved"]


class Bound(NamedTuple):
    """The least that a count can be, and what shows it.

    `spread`: how many pairs there are; `overlap`: what any two rounds share; `two groups`: that of any three people two
    share one; `plane`: how often people are in small groups; `fewer` rounds have repeats; `solved` by an exact solver.
    """

    least: int
    by: Argument


def why_repeats(
    rounds: Sequence[Round], people: int, done: int, value: int, bound: Bound, *, full: bool, wished: bool
) -> str:
    """What `value` repeats mean, and why no schedule has fewer.

    `full` when one round more would have to repeat; `wished` as in `certify`.
    """
    if value == 0:
        best = _("Nobody meets twice, and nobody could do better.")
        most = ngettext("{n} round is the most for that.", "{n} rounds are the most for that.", len(rounds))
        return f"{best} {most}" if full else best
    if all(len(round_) == 1 for round_ in rounds):
        return _("There is one group, so all are together in every round.")
    what = _who_meets_again([times for times in meetings(rounds).values() if times > 1], value)
    if value > bound.least:
        return f"{what} {_gap(bound.least, wished)}"
    if done:
        return f"{what} {_('Nobody could do better after the rounds that have been.')}"
    return f"{what} {_because(rounds, people, bound.by)}"


def why_burden(rounds: Sequence[Round], seats: Sequence[int], value: int, least: int, *, wished: bool) -> str:
    """What `value` of burden means, and whether it could be shared out better; `wished` as in `certify`."""
    times = odd_times(rounds)
    if not times:
        return _("All groups of a round are of one size, so there is no odd one to share out.")
    most, fewest = max(times[seat] for seat in seats), min(times[seat] for seat in seats)
    if value == 0:
        return _("Nobody sits in an odd-sized group twice, and nobody could do better.")
    often = str(most) if most == fewest else _("{least} to {most}", least=fewest, most=most)
    each = _("Times that each person sits there: {times}.", times=often)
    if value == least and most - fewest <= 1:
        return f"{_('The odd-sized groups are shared out as evenly as can be.')} {each}"
    if value == least:
        return _("The odd-sized groups are shared out as evenly as they can be after the rounds that have been.")
    over = ngettext("{n} time too often in all.", "{n} times too often in all.", value)
    return f"{_('The odd-sized groups are not shared out evenly.')} {each} {over} {_gap(least, wished)}"


def _who_meets_again(again: Sequence[int], value: int) -> str:
    if max(again) == 2:
        return ngettext(
            "Some people meet twice: {n} pair in all.", "Some people meet twice: {n} pairs in all.", len(again)
        )
    pairs = ngettext(
        "Some people meet more than once: {n} pair in all.", "Some people meet more than once: {n} pairs in all.",
        len(again),
    )  # fmt: skip
    most = ngettext("The most for any pair: {n} time.", "The most for any pair: {n} times.", max(again))
    counted = _("Meeting twice counts as 1 repeat, and meeting 3 times as 3: {value} in all.", value=value)
    return f"{pairs} {most} {counted}"


def _because(rounds: Sequence[Round], people: int, by: Argument) -> str:
    match by:
        case "overlap":
            return _("Nobody could do better: any two rounds bring some of the same people together.")
        case "two groups":
            return _("Nobody could do better: in two groups, two of any three people are together in every round.")
        case "plane":
            return _("Nobody could do better: in so many rounds of these groups, somebody has to meet again.")
        case "fewer":
            return _("Nobody could do better: fewer of these rounds already bring some of the same people together.")
        case "solved":
            return _("Nobody could do better: an exact solver has found no better schedule.")
    pairs = comb(people, 2)
    held = sum(comb(len(group), 2) for round_ in rounds for group in round_)
    return " ".join((
        _("Nobody could do better."),
        ngettext("There is {n} pair of people.", "There are {n} pairs of people.", pairs),
        ngettext("These rounds hold {n} meeting of two.", "These rounds hold {n} meetings of two.", held),
    ))  # fmt: skip


def _gap(least: int, wished: bool) -> str:
    best = _("That is the best found.")
    known = _("The least that could be is {least}; whether it can be reached is not shown.", least=least)
    return best if wished else f"{best} {known}"
