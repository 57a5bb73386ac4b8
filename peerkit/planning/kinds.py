"""What each kind of block is to an evening: one entry a kind, which answers whatever planning asks of a block.

A new kind is a class in `template`, and an entry here, in `running.kinds` and in `printing.sheets.kinds`.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from peerkit.durations import said
from peerkit.messages import _, ngettext
from peerkit.planning.fit import Need, Turns, need_of_length, need_of_turns
from peerkit.planning.template import Block, GoRound, Groups, Shrinks
from peerkit.turns import share

B = TypeVar("B")


class Fits(NamedTuple, Generic[B]):
    """How one kind fits.

    `turns` says how turns go for so many people, at its level, and `told` the same as sentences, with the number of
    turns and the seconds of one; `about` says what else there is to know of a block in a template. `groups` are the
    small groups that people sit in, and `in_threes` is the block held in them. `shrinks` says who gives way, where
    the block does not. After a `rest` people can sit again; `rules` are the group's own, heard in it: it is never left
    out.
    """

    turns: Callable[[B, int, int], Turns] | None = None
    told: Callable[[B, int, int, int], str] | None = None
    about: Callable[[B], tuple[str, ...]] = lambda _block: ()
    groups: Callable[[B], Groups] | None = None
    in_threes: Callable[[B], Groups] | None = None
    shrinks: Shrinks = "middle"
    rest: bool = False
    rules: bool = False


def fits(block: Block) -> Fits[Any]:
    """The entry for the kind of `block`."""
    return FITS[block.kind]


def level_of(block: Block) -> int:
    """Who gives way: 0 never, 1 last, 2 middle, 3 first. Opening and closing default to never."""
    return ("never", "last", "middle", "first").index(block.shrinks or ("never" if block.part else fits(block).shrinks))


@lru_cache(maxsize=4096)
def turns_of(block: Block, people: int) -> Turns | None:
    """How turns go in `block` with so many people, or None where nobody takes turns."""
    turns = fits(block).turns
    return turns(block, people, level_of(block)) if turns else None


@lru_cache(maxsize=4096)
def need_of(block: Block, people: int) -> Need:
    """The ladder of `block` for this many people."""
    turns, length = turns_of(block, people), getattr(block, "length", None)
    if length is not None:
        once = turns.number * turns.each.ideal + turns.gaps if turns else 0
        return need_of_length(length, level_of(block), once)
    assert turns is not None
    return need_of_turns(turns)


def groups_in(block: Block | None) -> Groups | None:
    """The small groups that people sit in during `block`, or None."""
    groups = fits(block).groups if block else None
    return groups(block) if groups else None


def least_people(blocks: Sequence[Block]) -> int:
    """How many people it takes at least: nobody is in a small group alone."""
    return 2 if any(map(groups_in, blocks)) else 1


def sizes_in(block: Groups, people: int, rotation: int) -> tuple[int, ...]:
    """How large the groups of one rotation are: as its schedule says, where that is made for so many."""
    if rotation < len(block.schedule):
        sizes = tuple(sorted(map(len, block.schedule[rotation])))
        if sum(sizes) == people - block.sit_out:
            return sizes
    return share.sizes(taking_turns(block, people), block.size)


def taking_turns(block: Groups, people: int) -> int:
    """How many of them sit in the groups of one rotation: all but those who sit out, and two at least."""
    return max(people - block.sit_out, 2)


def turns_among(block: Groups, sizes: Sequence[int]) -> int:
    """How many turns of the room's clock one rotation of groups of these sizes takes.

    As many as the largest group has people; where every round is as long, as many as the usual group has; one
    where every group has its own moments.
    """
    if block.turn_seconds:
        return 1
    return max(sizes) if block.equal == "turns" else share.usual_size(sizes)


def has_two_sizes(block: Groups, people: int) -> bool:
    """Whether an odd number makes turns cost more than a round that is as long for all would."""
    uneven = len(set(share.sizes(taking_turns(block, people), block.size))) > 1
    return uneven and block.equal == "turns" and not block.turn_seconds


def _round_in_words(block: GoRound, _people: int, number: int, turn: int) -> str:
    whose = _("For whoever is there.") if block.open else ngettext("{n} turn.", "{n} turns.", number)
    return f"{whose} {_('Each turn: {length}.', length=said(turn))}"


def _in_threes(block: GoRound) -> Groups:
    return Groups(
        kind="groups", name=block.name, shrinks=block.shrinks, warn=block.warn, script=block.script,
        language=block.language, turn=block.turn, changeover=block.changeover, size=3,
    )  # fmt: skip


def _in_groups(block: Groups, people: int, level: int) -> Turns:
    laps = tuple(turns_among(block, sizes_in(block, people, rotation)) for rotation in range(block.rounds))
    return Turns(block.turn, block.changeover, laps, level, side_by_side=True)


def _groups_in_words(block: Groups, people: int, _number: int, turn: int) -> str:
    taking = taking_turns(block, people)
    told = [_("{groups}.", groups=share.in_words(taking, block.size))]
    if people > taking:
        told.append(ngettext("{n} person sits out.", "{n} people sit out.", people - taking))
    if block.rounds > 1:
        told.append(ngettext("{n} round.", "{n} rounds.", block.rounds))
    own = _("Each round: {length}.", length=said(turn)) if block.turn_seconds else ""
    return " ".join([*told, own or _("Each turn: {length}.", length=said(turn))])


FITS: dict[str, Fits[Any]] = {
    "segment": Fits(),
    "reading": Fits(),
    "agreement": Fits(shrinks="never", rules=True),
    "break": Fits(shrinks="last", rest=True),
    "buffer": Fits(shrinks="first"),
    "round": Fits[GoRound](
        turns=lambda block, people, level: Turns(block.turn, block.changeover, (people,), level, open=block.open),
        told=_round_in_words,
        about=lambda block: (_("anyone may pass") if block.may_pass else _("nobody may pass"),),
        in_threes=_in_threes,
    ),
    "groups": Fits[Groups](
        turns=_in_groups,
        told=_groups_in_words,
        about=lambda block: (
            _("in groups of {n}", n=block.size) if block.size > 2 else _("in pairs"),
            ngettext("{n} round", "{n} rounds", block.rounds),
        ),
        groups=lambda block: block,
    ),
}
