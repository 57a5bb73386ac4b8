"""A schedule as plain data for JSON, and back."""

from dataclasses import asdict, dataclass
from typing import Any

from peerkit.messages import _, ngettext
from peerkit.problems import Problem
from peerkit.turns.audit import Report, Summary, Who, audit, by_seat
from peerkit.turns.bounds import certify
from peerkit.turns.equal import Times, of_turns, times
from peerkit.turns.given import FORMAT, Given, given
from peerkit.turns.schedule import Certificate, Schedule, burden, repeats

_COUNTED_ANEW = ("people", "repeats", "burden", "certificate", "seconds", "sitting_out")
"""Where a mistake in a file does no harm, because reading works it out again."""

_CERTIFICATE = ("claim", "value", "lower_bound", "reason", "of")
_LONGEST_REASON = 500


@dataclass(frozen=True)
class Stored:
    """What a file holds: times are None when it gives no seconds, and the changeover is then nothing."""

    schedule: Schedule
    times: Times | None
    changeover: int


def schedule_as_data(stored: Stored) -> dict[str, Any]:
    """What `turns plan --json` prints: seats in speaking order, seconds for seats 1 to the highest ever given.

    Nothing of it says who was kept apart or together. Without times there are no seconds.
    """
    schedule, times = stored.schedule, stored.times
    data: dict[str, Any] = {
        "format": FORMAT,
        "people": schedule.people,
        "size": schedule.size,
        "rounds": _lists(schedule.rounds),
        "repeats": repeats(schedule.rounds),
        "burden": burden(schedule.rounds),
        "certificate": {key: asdict(schedule.certificate)[key] for key in _CERTIFICATE},
    }
    if times is not None:
        data |= {
            "seconds": [times.totals.get(seat, 0) for seat in range(1, _highest(schedule) + 1)],
            "equal": times.kind,
            "each": times.each,
            "turn_seconds": _lists(times.turns),
        }
    data |= {"changeover": stored.changeover, "done": schedule.done, "seats": list(schedule.seats)}
    if schedule.out:
        data["sitting_out"] = list(map(list, schedule.out))
    return data if times is None else {**data, "totals_equal": times.equal}


def _highest(schedule: Schedule) -> int:
    """The highest seat that was ever given."""
    here = [schedule.seats, *schedule.out, *(group for groups in schedule.rounds for group in groups)]
    return max(seat for seats in here for seat in seats)


def read_schedule(data: Any, who: Who = by_seat) -> Stored | tuple[Problem, ...]:
    """The schedule in parsed JSON, whoever wrote it, or every reason why it is none.

    Only `rounds` is needed. What can be counted is counted anew, and a certificate is kept only when `audit`
    finds it right; otherwise it says what can be shown.
    """
    report, (found, _) = audit(data, who), given(data)
    errors = [each for each in report.problems if each.severity == "error" and each.place not in _COUNTED_ANEW]
    if found is None or report.summary is None or errors:
        return tuple(errors or report.problems)
    certificate = _certificate(found, report, report.summary)
    schedule = Schedule(found.meant, found.there, found.rounds, certificate, found.done, found.sitting_out)
    return Stored(schedule, _times(found), found.changeover or 0)


def _lists(rounds: tuple[tuple[tuple[int, ...], ...], ...]) -> list[list[list[int]]]:
    return [[list(group) for group in groups] for groups in rounds]


def _times(found: Given) -> Times | None:
    if found.each is not None and found.turn_seconds is None:
        return times(found.rounds, found.equal or "turns", found.each, found.meant, found.done)
    if found.turn_seconds is None or found.equal is None or found.each is None:
        return None
    return of_turns(found.rounds, found.equal, found.each, found.meant, found.turn_seconds, found.done)


def _certificate(found: Given, report: Report, counts: Summary) -> Certificate:
    claimed = found.certificate
    right = not any(each.place == "certificate" and each.severity == "error" for each in report.problems)
    if claimed and right and claimed.reason.isprintable() and 0 < len(claimed.reason) <= _LONGEST_REASON:
        ours = certify(found.rounds, found.there, found.done, claimed.of)
        return ours if ours == claimed else claimed  # what is the same can be said in other languages
    met, least = _("Counted anew: nobody meets twice."), counts.lower_bound
    if counts.repeats:
        anew = ngettext("Counted anew: {n} repeat.", "Counted anew: {n} repeats.", counts.repeats)
        most = ngettext("The most for any pair: {n} time.", "The most for any pair: {n} times.", counts.most_met)
        met = f"{anew} {most}"
    if counts.repeats == least:
        return Certificate("repeats", "optimal", least, least, f"{met} {_('Nobody could do better.')}")
    still_open = _("Fewer than {least} cannot be; whether there is a better one is open.", least=least)
    return Certificate("repeats", "best found", counts.repeats, least, f"{met} {still_open}")
