"""The evening in view: what was, what is and what comes, with clock times as they now are, and what is booked."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from peerkit.messages import _
from peerkit.running import events as do
from peerkit.running import phrases
from peerkit.running.run import advance, apply, begin, put_right
from peerkit.running.state import SECOND, Header, State, over_the_end

When = Literal["was", "left out", "is", "comes"]


class Stretch(NamedTuple):
    """One block: its name, and from when to when, in milliseconds on the wall after the beginning.

    What is left out has no time, and stands where the block after it begins.
    """

    name: str
    begins: int
    ends: int
    when: When


def agenda(state: State, began: Mapping[int, int]) -> tuple[Stretch, ...]:
    """Every block of the evening as it stands in `state`; `began` says when each began that did."""
    blocks = state.plan.blocks
    parts: list[Stretch] = []
    later = began.get(len(blocks), state.end + over_the_end(state))
    for place in reversed(range(len(blocks))):
        begins, when = later, _when(place, state, began)
        if when == "comes":
            begins -= state.lengths[place] * SECOND
        elif when != "left out":
            begins = began[place]
        parts.append(Stretch(blocks[place].name, begins, later, when))
        later = begins
    return tuple(reversed(parts))


def agenda_lines(header: Header, state: State, events: Sequence[do.Event]) -> list[str]:
    """The agenda as lines to read or to hear, one a block; at the end, when it ends and what is booked."""
    lines = [_line(header, part) for part in agenda(state, began(header, state, events))]
    ends, booked = phrases.ends(header, state), phrases.clock_time(header, state.end)
    return [*lines, ends] if booked in ends else [*lines, ends, _("Booked until {time}.", time=booked)]


def _when(place: int, state: State, began: Mapping[int, int]) -> When:
    if place >= state.block:
        return "is" if place == state.block else "comes"
    return "was" if place in began else "left out"


def _line(header: Header, part: Stretch) -> str:
    begins, ends = (phrases.clock_time(header, when) for when in (part.begins, part.ends))
    match part.when:
        case "was":
            return _("{begins} to {ends}: {name}. It is over.", begins=begins, ends=ends, name=part.name)
        case "left out":
            return _("Left out: {name}.", name=part.name)
        case "is":
            return _("{begins} to {ends}: {name}. It is on now.", begins=begins, ends=ends, name=part.name)
        case "comes":
            return _("{begins} to {ends}: {name}.", begins=begins, ends=ends, name=part.name)


def began(header: Header, state: State, events: Sequence[do.Event]) -> dict[int, int]:
    """When each block began that has begun, in milliseconds on the wall after the beginning of the session.

    `events` are the effective ones, which led to `state`. There is none for a block that was left out.
    """
    then = begin(header)
    found = {0: 0}

    def reached(after: State, *, by_the_clock: bool = True) -> None:
        if by_the_clock:  # time away that counts can be longer than a block
            for place in range(max(found), after.block):
                found[place + 1] = found[place] + after.lengths[place] * SECOND
        found[after.block] = after.now - (after.spent - after.block_began)

    def until(at: int) -> None:
        nonlocal then
        while (boundary := phrases.next_boundary(then)) is not None and boundary <= at:
            before, then = then, advance(then, boundary)
            if then.block != before.block:
                reached(then)
        then = advance(then, at)

    for event in put_right(events):
        until(event.at)
        before, then = then, apply(then, event)
        if then.block != before.block or isinstance(event, do.Began):
            reached(then, by_the_clock=isinstance(event, do.Count))
    until(state.at)
    return found
