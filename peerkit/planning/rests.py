"""What an interpreter changes about the blocks of an evening: longer turns, or rests between them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any, Literal

from peerkit.messages import _
from peerkit.planning.fields import LONGEST, Span, span
from peerkit.planning.fit import MINUTE, Fit, fit
from peerkit.planning.kinds import fits, groups_in, need_of
from peerkit.planning.template import MOST_BLOCKS, MOST_SCRIPT, Block, Break, SpanOfMinutes, Template

Interpreted = Literal["spoken", "signed"]
"""Spoken after each other, or signed meanwhile."""
_STRETCH, REST = 20 * MINUTE, 5 * MINUTE
"""How long somebody interprets at a stretch, and how long a rest is, in seconds (domain H: about 20 minutes)."""


def prepared(blocks: Sequence[Block], way: Interpreted) -> tuple[Block, ...]:
    """The blocks for a group with an interpreter: with what is said at the beginning, and for `spoken` longer turns."""
    made = tuple(map(_twice_as_long, blocks)) if way == "spoken" else tuple(blocks)
    said = _("An interpreter is with us. If you want to speak, put a hand up; then one at a time.")
    script = f"{made[0].script or ''}\n\n{said}".strip()
    return (replace(made[0], script=script), *made[1:]) if len(script) <= MOST_SCRIPT else made


def _twice_as_long(block: Block) -> Block:
    if not fits(block).turns:
        return block
    turn: Span = block.turn  # type: ignore[union-attr]
    least, ideal, most = (min(2 * seconds, LONGEST) for seconds in (turn.min, turn.ideal, turn.max))
    changes: dict[str, Any] = {"turn": Span(min=least, ideal=ideal, max=most)}
    if (groups := groups_in(block)) and groups.turn_seconds:
        changes["turn_seconds"] = tuple(
            tuple(tuple(2 * seconds for seconds in group) for group in rotation) for rotation in groups.turn_seconds
        )
    return replace(block, **changes)


def _rest(name: str) -> Break:
    script = _("We rest for 5 minutes, and the interpreter does too.")
    return Break(kind="break", name=name, length=span(REST), shrinks="never", script=script)


def is_rest(block: Block) -> bool:
    """Whether the block is one that `with_rests` put there."""
    return block == _rest(block.name)


def without_rests(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as they were before `with_rests`."""
    return tuple(block for block in blocks if not is_rest(block))


def with_rests(blocks: Sequence[Block], people: int, available: int) -> tuple[Block, ...]:
    """The blocks with a rest between two where more than 20 minutes would pass without one.

    `available` is how long the room is booked, in seconds: a rest takes from the blocks beside it, so they are fitted
    anew after each. No rest is put into a block, however long.
    """
    made = without_rests(blocks)
    while len(made) < MOST_BLOCKS and (place := _place_for_a_rest(made, _lengths(made, people, available))) is not None:
        made = (*made[:place], _rest(""), *made[place:])
    for place in reversed(range(len(made))):  # one that was put in early may have become needless
        fewer = (*made[:place], *made[place + 1 :])
        if is_rest(made[place]) and _place_for_a_rest(fewer, _lengths(fewer, people, available)) is None:
            made = fewer
    taken = {block.name.casefold() for block in made}
    names = (name for n in count(1) if (name := _("Rest {n}", n=n)).casefold() not in taken)
    return tuple(replace(block, name=next(names)) if is_rest(block) else block for block in made)


def roomy(template: Template) -> Template:
    """The template with as many minutes as its people take at least: those that it promised were without all this."""
    people, minutes = template.people, template.minutes

    def at_least(promised: int, *numbers: int) -> int:
        least = (sum(need_of(block, number).rungs[0] for block in template.block) for number in numbers)
        return max(promised, *(-(-seconds // MINUTE) for seconds in least))

    low = at_least(minutes.min, people.min)
    ideal = max(low, at_least(minutes.ideal, people.ideal))
    most = max(ideal, at_least(minutes.max, people.max, max(people.min, people.max - 1)))
    return replace(template, minutes=SpanOfMinutes(min=low, ideal=ideal, max=most))


def _lengths(blocks: Sequence[Block], people: int, available: int) -> tuple[int, ...]:
    """How long each block is; where they do not fit, at least."""
    needs = [need_of(block, people) for block in blocks]
    found = fit(needs, available)
    return found.lengths if isinstance(found, Fit) else tuple(need.rungs[0] for need in needs)


def _place_for_a_rest(blocks: Sequence[Block], lengths: Sequence[int]) -> int | None:
    gone = 0
    for place, (block, length) in enumerate(zip(blocks, lengths, strict=True)):
        if fits(block).rest:
            gone = 0
        elif gone and gone + length > _STRETCH:
            return place
        else:
            gone += length
    return None


def at_a_stretch(blocks: Sequence[Block], lengths: Sequence[int]) -> list[Block]:
    """The blocks that are longer than anybody should interpret alone."""
    return [block for block, length in zip(blocks, lengths, strict=True) if length > _STRETCH and not fits(block).rest]
