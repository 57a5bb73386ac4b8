"""What would make an evening fit that does not: each offer was tried, and fits."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from peerkit import durations
from peerkit.messages import _
from peerkit.planning.fields import span
from peerkit.planning.fit import MINUTE, STEP
from peerkit.planning.kinds import fits, groups_in, has_two_sizes, need_of, turns_of
from peerkit.planning.template import Block
from peerkit.turns import share

SHORTEST_TURN = 30
"""What is offered for a turn at least, in seconds."""
LONGEST = 12 * 3600
"""The longest booking that peerkit plans, in seconds."""


Way = Literal["end", "without", "turns", "threes", "equal"]


class Offer(NamedTuple):
    """One way out: what it is in words, the blocks as they would be, and seconds added to the booking.

    `option` is what `peerkit session plan` takes for it. `way`, `place` and `value` are what `changed` takes for it;
    the end moves by `more`.
    """

    words: str
    option: str
    blocks: tuple[Block, ...]
    more: int = 0
    way: Way = "end"
    place: int = 0
    value: int = 0


def offers(blocks: Sequence[Block], people: int, available: int) -> tuple[Offer, ...]:
    """Only what fits `blocks` into `available` seconds; empty when they fit as they are.

    A block is named only where no other has its name, and no end is offered past the longest booking.
    """
    missing = _missing(blocks, people, available)
    if not missing:
        return ()
    candidates = [
        *_later_end(blocks, missing, available),
        *_shorter_turns(blocks, people, missing),
        *_threes(blocks, people),
        *_equal_rounds(blocks, people),
        *_left_out(blocks, people, missing),
    ]
    kept, seen = [], set()
    for offer in candidates:
        kind = offer.option.split()[0]
        if (
            kind not in seen
            and (offer.blocks or offer.more)
            and not _missing(offer.blocks, people, available + offer.more)
        ):
            seen.add(kind)
            kept.append(offer)
    return tuple(kept)


def _missing(blocks: Sequence[Block], people: int, available: int) -> int:
    return max(0, sum(need_of(block, people).rungs[0] for block in blocks) - available)


def changed(blocks: Sequence[Block], place: int, way: Way, value: int = 0) -> tuple[Block, ...]:
    """The blocks with the one at `place` changed.

    It is left out (`without`), has `turns` of `value` seconds, is held in `threes`, or its groups all end together
    (`equal`). One that can't be held in threes, or has no groups, stays as it is.
    """
    block = blocks[place]
    match way:
        case "without":
            return (*blocks[:place], *blocks[place + 1 :])
        case "turns":
            return _replaced(blocks, place, _with_turn(block, value))
        case "threes" if in_threes := fits(block).in_threes:
            return _replaced(blocks, place, in_threes(block))
        case "equal" if groups := groups_in(block):
            return _replaced(blocks, place, replace(groups, equal="rounds"))
    return tuple(blocks)


def _later_end(blocks: Sequence[Block], missing: int, available: int) -> Iterator[Offer]:
    more = -(-missing // (5 * MINUTE)) * 5 * MINUTE
    if -(-(available + more) // MINUTE) * MINUTE <= LONGEST:
        yield Offer(_("End later: {length}.", length=durations.said(more)), "--end", tuple(blocks), more)


def _named_alone(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """The blocks that their name calls and no other, each with its place: what an offer says can be typed."""
    names = [block.name.lower() for block in blocks]
    return ((place, block) for place, block in enumerate(blocks) if names.count(names[place]) == 1)


def _shorter_turns(blocks: Sequence[Block], people: int, missing: int) -> Iterator[Offer]:
    """The block with turns that gives the time with the smallest cut; never the opening or the closing."""
    found = []
    for place, block in _named_alone(blocks):
        turns = turns_of(block, people)
        if block.part or turns is None or turns.open:
            continue
        length = need_of(block, people).rungs[0] - missing
        turn = (length // MINUTE * MINUTE - turns.gaps) // turns.number // STEP * STEP
        if turn >= SHORTEST_TURN:
            found.append((turns.each.min - turn, place, turn))
    for _each, place, turn in sorted(found):
        block = blocks[place]
        words = _("{block}: shorter turns. Each turn: {length}.", block=block.name, length=durations.said(turn))
        option = f'--turns "{block.name}={durations.written(turn)}"'
        yield Offer(words, option, changed(blocks, place, "turns", turn), way="turns", place=place, value=turn)


def _with_turn(block: Block, turn: int) -> Block:
    """The block with turns of `turn` seconds."""
    changes: dict[str, Any] = {"turn": span(turn)}
    if (groups := groups_in(block)) and groups.attention_switch >= turn:
        changes["attention_switch"] = 0
    return replace(block, **changes)


def _replaced(blocks: Sequence[Block], place: int, block: Block) -> tuple[Block, ...]:
    """The blocks with another in one place."""
    return (*blocks[:place], block, *blocks[place + 1 :])


def _threes(blocks: Sequence[Block], people: int) -> Iterator[Offer]:
    for place, block in _named_alone(blocks):
        turns, in_threes = turns_of(block, people), fits(block).in_threes
        if in_threes and not block.part and turns and not turns.open and people >= 4:
            groups = share.in_words(people, 3)
            words = _("{block}: in small groups, all at once: {groups}.", block=block.name, groups=groups)
            option = f'--threes "{block.name}"'
            yield Offer(words, option, changed(blocks, place, "threes"), way="threes", place=place)


def _equal_rounds(blocks: Sequence[Block], people: int) -> Iterator[Offer]:
    for place, block in _named_alone(blocks):
        if (groups := groups_in(block)) and not block.part and has_two_sizes(groups, people):
            words = _("{block}: all groups end together, with shorter turns in the larger.", block=block.name)
            option = f'--equal-rounds "{block.name}"'
            yield Offer(words, option, changed(blocks, place, "equal"), way="equal", place=place)


def _left_out(blocks: Sequence[Block], people: int, missing: int) -> Iterator[Offer]:
    """The smallest block whose least covers what is missing; never opening, agreement or closing."""
    found = [
        (need_of(block, people).rungs[0], place)
        for place, block in _named_alone(blocks)
        if not block.part and not fits(block).rules
    ]
    for least, place in sorted(found):
        if least >= missing:
            name = blocks[place].name
            words, option = _("Leave out: {block}.", block=name), f'--without "{name}"'
            yield Offer(words, option, changed(blocks, place, "without"), way="without", place=place)
