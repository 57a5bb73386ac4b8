"""A schedule in words that can be read out: how to count off, how long it takes, how good it is."""

from collections.abc import Sequence

from peerkit.durations import counted, said
from peerkit.turns.audit import Report
from peerkit.turns.reasons import groups
from peerkit.turns.schedule import Schedule, meetings
from peerkit.turns.share import split_in_words, together
from peerkit.turns.stored import Stored
from peerkit.wording.grammar import listed

IN_ORDER = "In each group, turns go in the order that is written."


def as_text(stored: Stored) -> str:
    """The schedule as lines that can be read out, beginning with how to count off."""
    schedule = stored.schedule
    after = [IN_ORDER, *how_long(stored), *how_good(schedule)]
    return "\n".join([*count_off(schedule), "", *who_sits(schedule), "", *after])


def who_sits(schedule: Schedule) -> list[str]:
    """`Round 1: 1 and 5; 2 and 6; 4, 8 and 9.`, a line a round."""
    return [
        f"Round {number}{' (done)' if number <= schedule.done else ''}: {together(groups)}."
        for number, groups in enumerate(schedule.rounds, 1)
    ]


def how_good(schedule: Schedule) -> list[str]:
    """How good it is and why; and what sharing the odd-sized group out costs, where that came first."""
    again = [times for times in meetings(schedule.rounds).values() if times > 1]
    if schedule.certificate.of == "repeats" or not again:
        return [schedule.certificate.reason]
    pairs = f"{counted(len(again), 'pair')} of people {'meets' if len(again) == 1 else 'meet'}"
    return [schedule.certificate.reason, f"For that, {pairs} more than once."]


def count_off(schedule: Schedule) -> list[str]:
    """How people come by their numbers, and into what groups they split."""
    rounds = counted(len(schedule.rounds), "round") + (f", {schedule.done} of them done" if schedule.done else "")
    if schedule.seats == tuple(range(1, schedule.people + 1)) and not schedule.done:
        count = f"Count off round the circle, from 1 to {schedule.people}, and keep your number."
    else:
        count = f"Keep the number that you have. These are here: {listed(schedule.seats)}."
    split = split_in_words([len(group) for group in schedule.rounds[-1]])
    return [count, f"{counted(schedule.people, 'person', 'people')}: {split}, {rounds}."]


def how_long(stored: Stored) -> list[str]:
    """How long turns and rounds are; of a schedule that is under way, those still to come."""
    if stored.times is None:
        return []
    done, rounds = stored.schedule.done, stored.schedule.rounds
    gaps = [max(map(len, round_)) * stored.changeover for round_ in rounds]
    lengths = [turns + gap for turns, gap in zip(stored.times.round_seconds, gaps, strict=True)][done:]
    over = f", changeovers of {said(stored.changeover)} included" if stored.changeover else ""
    if not lengths:
        return [stored.times.reason]
    if len(lengths) == 1:
        return [stored.times.reason, f"{'The round to come' if done else 'It'} takes {said(lengths[0])}{over}."]
    each = said(max(lengths)) if min(lengths) == max(lengths) else f"at most {said(max(lengths))}"
    which = "A round to come takes" if done else "A round takes"
    return [stored.times.reason, f"{which} {each}, all of them {said(sum(lengths))}{over}."]


def go_rounds(people: int, held: int, found: Sequence[tuple[int, ...]]) -> str:
    """Orders of go-rounds as lines that can be read out."""
    lines = [f"Count off round the circle, from 1 to {people}, and keep your number.", ""]
    lines += [f"Go-round {number}: {', '.join(map(str, one))}." for number, one in enumerate(found, held + 1)]
    fair = "After every even number of go-rounds everybody has had, on average, the same place."
    return "\n".join([*lines, "", fair, f"To go on from here another day: --held {held + len(found)}"])


def how_sound(report: Report) -> str:
    """What an audit counted, and whether all that a schedule says of itself is true, as lines."""
    lines = []
    if (found := report.summary) is not None:
        least = f"; no schedule has fewer than {found.lower_bound}" if found.lower_bound else ""
        lines = [
            f"{counted(found.people, 'person', 'people')} in {groups(found.size)}, {counted(found.rounds, 'round')}.",
            f"{counted(found.repeats, 'repeat')}{least}." if found.repeats else "Nobody meets twice.",
        ]
        if found.repeats:
            lines.append(f"Those who met most often met {counted(found.most_met, 'time')}.")
    return "\n".join(
        [*lines, "Everything that it says is true." if report.sound else "Something in it has to be mended."]
    )
