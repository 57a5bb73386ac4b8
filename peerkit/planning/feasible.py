"""Whether an evening can be planned, and in words what stands in its way and what would help."""

import re
from datetime import timedelta

from peerkit.durations import counted, said
from peerkit.errors import PeerkitError
from peerkit.planning.kinds import least_people
from peerkit.planning.phrases import people
from peerkit.planning.plan import DoesNotFit, Evening, Plan, build

_SHELL = re.compile(r"[$`\\!%]")


def planned(evening: Evening) -> Plan:
    """The plan. Raises PeerkitError that says by how much it does not fit, and what to type instead."""
    found = build(enough(evening))
    if isinstance(found, DoesNotFit):
        raise PeerkitError(why_not(found), "\n".join(["What would help:", *ways_out(found)]))
    return found


def enough(evening: Evening) -> Evening:
    """The evening, if nobody would sit alone in it. Raises PeerkitError."""
    if evening.people < least_people(evening.template.block):
        raise PeerkitError(
            f"{evening.template.title} has small groups, and those take two people.",
            "Say --people 2 or more, or choose another way of meeting: peerkit template list",
        )
    return evening


def ways_out(found: DoesNotFit) -> list[str]:
    """Each offer with what to type for it, unless a block's name would mean something to the shell it is pasted in."""
    lines = []
    for offer in found.offers:
        typed = f"Say --end {_later_end(found.evening, offer.more)} instead." if offer.more else f"Add {offer.option}"
        risky = _SHELL.search(offer.option) or offer.option.count('"') > 2
        lines.append(offer.words if risky else f"{offer.words} {typed}")
    return lines


def _later_end(evening: Evening, more: int) -> str:
    """What `--end` takes for an end so many seconds later: a time of day, or a length on a night the clocks change."""
    start = evening.start.astimezone(evening.zone)
    end = (evening.end + timedelta(seconds=more + 59)).astimezone(evening.zone)
    if start.utcoffset() == end.utcoffset() == end.replace(fold=1 - end.fold).utcoffset():
        return f"{end:%H:%M}"
    return f"{-(-(evening.seconds + more) // 60)}m"


def why_not(found: DoesNotFit) -> str:
    """By how much an evening does not fit."""
    minutes = -(-found.seconds // 60)
    return (
        f"{found.evening.template.title} with {people(found.evening)} needs {counted(minutes, 'minute')} more "
        f"than the {said(found.evening.seconds)} there are."
    )
