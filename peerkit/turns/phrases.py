"""A schedule in words that can be read out: how to count off, how long it takes, how good it is."""

from collections.abc import Sequence

from peerkit.durations import said
from peerkit.messages import _, anew, ngettext
from peerkit.turns.audit import Report, Who, by_seat
from peerkit.turns.pasted import EXAMPLE, Pasted
from peerkit.turns.schedule import Schedule, meetings
from peerkit.turns.share import numbers, sizes, split_in_words, together
from peerkit.turns.stored import Stored
from peerkit.wording.grammar import commas, listed


def as_text(stored: Stored) -> str:
    """The schedule as lines that can be read out, beginning with how to count off."""
    schedule = stored.schedule
    after = [in_order(), *how_long(stored), *how_good(schedule)]
    return "\n".join([*count_off(schedule), "", *who_sits(schedule), "", *after])


def in_order() -> str:
    """In what order people of a group speak."""
    return _("In each group, turns go in the order that is written.")


def who_sits(schedule: Schedule) -> list[str]:
    """`Round 1: 1 and 5; 2 and 6; 4, 8 and 9.`, a line a round."""
    lines = [
        _("Round {number} (done): {groups}.", number=number, groups=together(groups))
        if number <= schedule.done
        else _("Round {number}: {groups}.", number=number, groups=together(groups))
        for number, groups in enumerate(schedule.rounds, 1)
    ]
    return [f"{line} {sitting_out(schedule.sitting_out(number))}".rstrip() for number, line in enumerate(lines)]


def sitting_out(seats: Sequence[int]) -> str:
    """`Sitting out: 5.`, or nothing where nobody does."""
    return _("Sitting out: {seats}.", seats=listed(seats)) if seats else ""


def how_good(schedule: Schedule) -> list[str]:
    """How good it is and why; and what sharing the odd-sized group out costs, where that came first."""
    again = sum(1 for times in meetings(schedule.rounds).values() if times > 1)
    if schedule.certificate.of == "repeats" or not again:
        return [anew(schedule.certificate.reason)]
    cost = ngettext(
        "For that, {n} pair of people meets more than once.",
        "For that, {n} pairs of people meet more than once.",
        again,
    )
    return [anew(schedule.certificate.reason), cost]


def count_off(schedule: Schedule) -> list[str]:
    """How people come by their numbers, and into what groups they split."""
    split = split_in_words([len(group) for group in schedule.rounds[-1]])
    told = [ngettext("{n} person: {groups}.", "{n} people: {groups}.", schedule.people, groups=split)]
    told.append(ngettext("{n} round.", "{n} rounds.", len(schedule.rounds)))
    if schedule.sit_out:
        told.append(
            ngettext(
                "{n} person sits out in each round, in turn.",
                "{n} people sit out in each round, in turn.",
                schedule.sit_out,
            )
        )
    if schedule.done:
        told.append(_("Rounds done: {number}.", number=schedule.done))
    return [numbers(schedule.seats, keep=schedule.done > 0), " ".join(told)]


def uneven(schedule: Schedule) -> str:
    """Why groups are of another size than was asked for, and what the other way makes; empty where they are not."""
    size, people = schedule.size, schedule.people - schedule.sit_out
    if size < 3 or people < size or people % size == 0:
        return ""
    split = sorted(map(len, schedule.rounds[-1]))
    smaller, larger = list(sizes(people, size)), list(sizes(people, size, larger=True))
    parts = {"people": people, "size": size, "groups": split_in_words(split)}
    if split == larger != smaller:
        why = _("{people} do not split into groups of {size}, so they are made larger: {groups}.", **parts)
        return f"{why} {_('Without --larger: {groups}.', groups=split_in_words(smaller))}"
    if split != smaller:
        return ""
    why = _("{people} do not split into groups of {size}, so they are made smaller: {groups}.", **parts)
    other = _("With --larger: {groups}.", groups=split_in_words(larger)) if larger != smaller else ""
    return f"{why} {other}".rstrip()


def how_long(stored: Stored) -> list[str]:
    """How long turns and rounds are; of a schedule that is under way, those still to come."""
    if stored.times is None:
        return []
    done, rounds = stored.schedule.done, stored.schedule.rounds
    gaps = [max(map(len, round_)) * stored.changeover for round_ in rounds]
    lengths = [turns + gap for turns, gap in zip(stored.times.round_seconds, gaps, strict=True)][done:]
    if not lengths:
        return [anew(stored.times.reason)]
    each, total = said(max(lengths)), said(sum(lengths))
    if len(lengths) == 1:
        told = [_("The round to come: {length}.", length=each) if done else _("The round: {length}.", length=each)]
    else:
        alike = min(lengths) == max(lengths)
        told = [_("Each round: {length}.", length=each) if alike else _("Each round at most: {length}.", length=each)]
        told.append(
            _("All rounds to come: {length}.", length=total) if done else _("All rounds: {length}.", length=total)
        )
    if stored.changeover:
        told.append(_("That includes changeovers. Each of them: {length}.", length=said(stored.changeover)))
    less = _("Whoever sits out has no turn in that round.") if stored.schedule.sit_out else ""
    return list(filter(None, (anew(stored.times.reason), less, " ".join(told))))


def go_rounds(people: int, held: int, found: Sequence[tuple[int, ...]]) -> str:
    """Orders of go-rounds as lines that can be read out."""
    lines = [numbers(range(1, people + 1)), ""]
    lines += [
        _("Go-round {number}: {seats}.", number=number, seats=commas(one)) for number, one in enumerate(found, held + 1)
    ]
    return "\n".join([*lines, "", *after_go_rounds(held + len(found))])


def after_go_rounds(held: int) -> list[str]:
    """How fair so many go-rounds are, and how to go on from there."""
    fair = _("After every even number of go-rounds everybody has had, on average, the same place.")
    return [fair, _("To go on from here another day: {option}", option=f"--held {held}")]


def understood(pasted: Pasted) -> str:
    """How a table was read that could have been read in another way: its rounds, or of names only how many."""
    rounds = pasted.data["rounds"]
    people = len({seat for groups in rounds for group in groups for seat in group})
    in_rounds = ngettext("{n} round", "{n} rounds", len(rounds))
    lines = [ngettext("I read {n} person in {rounds}:", "I read {n} people in {rounds}:", people, rounds=in_rounds)]
    for number, groups in enumerate(rounds, 1):
        called = [[pasted.shown.get(seat, str(seat)) for seat in group] for group in groups]
        told = together(called)
        if pasted.named == "names":
            told = split_in_words([len(group) for group in groups])
        lines.append(_("Round {number}: {groups}.", number=number, groups=told))
    return "\n".join([*lines, _("If that is not what you meant, write a line a round, such as:"), EXAMPLE])


_MOST_TOLD = 10
"""How many pairs that meet again are told one by one."""


def how_sound(report: Report, who: Who = by_seat) -> str:
    """What an audit counted, who meets again, and whether all that a schedule says of itself is true, as lines."""
    lines = []
    if (found := report.summary) is not None:
        people = ngettext(
            "{n} person: {groups}.", "{n} people: {groups}.", found.people, groups=split_in_words(report.split)
        )
        lines.append(f"{people} {ngettext('{n} round.', '{n} rounds.', found.rounds)}")
        if found.sit_out:
            out = ngettext("{n} person sits out in a round.", "{n} people sit out in a round.", found.sit_out)
            lines[0] += f" {out}"
        lines.append(_("Nobody meets twice."))
        if found.repeats:
            lines[1] = ngettext("{n} repeat.", "{n} repeats.", found.repeats)
            if found.lower_bound:
                lines[1] += " " + _("No schedule has fewer than {least}.", least=found.lower_bound)
    lines += _again(report, who)
    if not report.sound:
        return "\n".join([*lines, _("Something in it has to be mended.")])
    return "\n".join(
        [*lines, _("Everything that it says is true.") if report.claims else _("Nothing has to be mended.")]
    )


def _again(report: Report, who: Who) -> list[str]:
    """A line for each two who meet more than once; of many, those who meet most often."""
    lines = [
        _(
            "They meet {times} times, in rounds {rounds}: {one} and {other}.",
            one=who(one),
            other=who(other),
            times=len(rounds),
            rounds=listed(rounds),
        )
        for (one, other), rounds in report.again[:_MOST_TOLD]
    ]
    if more := len(report.again) - len(lines):
        lines.append(ngettext("{n} more pair meets more than once.", "{n} more pairs meet more than once.", more))
    return lines
