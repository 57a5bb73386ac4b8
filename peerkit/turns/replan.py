"""Somebody came, or somebody left: the rounds that are done stay, and the rest is planned anew."""

from collections.abc import Sequence
from dataclasses import replace

from peerkit.turns.rotation import MOST_PEOPLE, arrange, scheduled
from peerkit.turns.schedule import NO_WISHES, TOO_FEW, Impossible, Round, Schedule, Wishes
from peerkit.turns.share import SIZES, sizes


def replan(
    schedule: Schedule,
    done: int,
    leave: Sequence[int] = (),
    join: int = 0,
    wishes: Wishes = NO_WISHES,
    seed: int = 0,
    size: int | None = None,
) -> Schedule:
    """The same number of rounds, the first `done` of them as they were, and the others for who is there now.

    Seats in `leave` are in no later round. The `join` who come get the next numbers after the highest that was ever
    given, and are in every later round. Whoever has met meets again as rarely as can be. Groups are as large as `size`
    or as was asked for before. As many sit out as before where that can be, unless `wishes` say otherwise.
    Raises Impossible, in one sentence.
    """
    total = len(schedule.rounds)
    if not schedule.done <= done <= total:
        raise Impossible(f"Between {schedule.done} and {total} rounds can be done, and not {done}.")
    if done == total:
        raise Impossible("All rounds are done, and nothing is left to plan.")
    for seat in leave:
        if seat not in schedule.seats:
            raise Impossible(f"There is no seat {seat}.")
    if not 0 <= join <= MOST_PEOPLE:
        raise Impossible(f"Between none and {MOST_PEOPLE} can join.")
    stay = [seat for seat in schedule.seats if seat not in leave]
    highest = max(schedule.seats[-1], *(seat for groups in schedule.rounds for group in groups for seat in group))
    seats = (*stay, *range(highest + 1, highest + 1 + join))
    if not 2 <= len(seats) <= MOST_PEOPLE:
        there = "Nobody is left" if not seats else "One person is left" if len(seats) == 1 else "Too many are there"
        raise Impossible(f"{there}, and a rotation takes 2 to {MOST_PEOPLE} people.")
    if wishes.sit_out is None:
        wishes = replace(wishes, sit_out=min(schedule.sit_out, len(seats) - 2))
    seated = len(seats) - (wishes.sit_out or 0)
    if seated < 2:
        raise Impossible(TOO_FEW)
    size = min(size, seated) if size else _size(schedule, seated)
    split = sizes(seated, size, larger=wishes.larger)
    mends = done and not wishes.sit_out
    begin = [_mended(groups, seats, split) for groups in schedule.rounds[done:]] if mends else None
    out = [schedule.sitting_out(number) for number in range(done)]
    rounds = arrange(seats, split, schedule.rounds[:done], total, wishes, seed, begin, out)
    return scheduled(size, seats, rounds, done, wishes, out)


def _size(schedule: Schedule, people: int) -> int:
    """The size that was asked for; one circle of more than five stays one, and so do people too few for a group."""
    circle = schedule.size > 5 and all(len(groups) == 1 for groups in schedule.rounds)
    return schedule.size if schedule.size in SIZES and schedule.size <= people and not circle else people


def _mended(planned: Round, seats: tuple[int, ...], split: tuple[int, ...]) -> list[list[int]]:
    """A planned round without those who left, cut to the groups there are now, with everyone else in the free places.

    The seats are places in `seats`. A search that begins here keeps most of what was planned.
    """
    here = {seat: place for place, seat in enumerate(seats)}
    left = sorted(([here[seat] for seat in group if seat in here] for group in planned), key=len)
    groups = [group[:size] for group, size in zip(([[]] * len(split) + left)[-len(split) :], split, strict=True)]
    sitting = [seat for group in groups for seat in group]
    over = iter([place for place in range(len(seats)) if place not in sitting])
    return [group + [next(over) for _ in range(size - len(group))] for group, size in zip(groups, split, strict=True)]
