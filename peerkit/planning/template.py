"""How a group meets: a title, a span of people and minutes, and blocks in order. Every duration is whole seconds."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from peerkit.columns import Format
from peerkit.planning.fields import Length, PauseLength, Seconds, SpanOrOne, Upward
from peerkit.turns.share import SIZES, round_of, shape
from peerkit.values import CleanText, Language, Line, Mark, Stem, dump

Shrinks = Literal["never", "last", "middle", "first"]
LedBy = Literal["one", "everyone", "groups", "nobody"]
MOST_PEOPLE = 200
MOST_BLOCKS = 60
_MOST_ROUNDS = 60
MOST_SCRIPT = 8000


def _time(text: str) -> str:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise ValueError('is a time of day, such as "19:00".')
    return text


_Time = Annotated[str, Mark(check=_time)]
Headcount = Annotated[int, Mark(least=1, most=MOST_PEOPLE)]
_Minutes = Annotated[int, Mark(least=1, most=24 * 60)]
_Rounds = tuple[tuple[tuple[Annotated[int, Mark(least=1)], ...], ...], ...]
"""For each round its groups, and for each group a number for every seat in it."""


@dataclass(frozen=True, kw_only=True)
class People(Upward):
    """How many people the template is for, whoever facilitates included."""

    min: Headcount
    ideal: Headcount
    max: Headcount


@dataclass(frozen=True, kw_only=True)
class SpanOfMinutes(Upward):
    """How long the whole meeting may take, in minutes."""

    min: _Minutes
    ideal: _Minutes
    max: _Minutes


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class _Block:
    """What every block has. `language` is that of its name and its script, where it is another than the template's."""

    name: Line
    part: Literal["opening", "closing"] | None = None
    shrinks: Shrinks | None = None
    moves_on: Literal["by hand", "by itself"] = "by hand"
    warn: Annotated[tuple[Length, ...], Mark(most=10)] | None = None
    script: Annotated[CleanText, Mark(most=MOST_SCRIPT)] | None = None
    language: Language | None = None


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class _Stretch(_Block):
    """A block of one length, whoever speaks in it."""

    length: SpanOrOne


@dataclass(frozen=True, kw_only=True)
class Segment(_Stretch):
    """Something one person leads, or everyone does together."""

    kind: Literal["segment"]
    led_by: LedBy = "everyone"


@dataclass(frozen=True, kw_only=True)
class Reading(_Stretch):
    """Words that volunteers read out."""

    kind: Literal["reading"]
    led_by: LedBy = "one"


@dataclass(frozen=True, kw_only=True)
class GroundRules(_Stretch):
    """The group's ground rules, read or refreshed."""

    kind: Literal["agreement"]
    led_by: LedBy = "everyone"


@dataclass(frozen=True, kw_only=True)
class Break(_Stretch):
    """Tea, air, quiet. It belongs to nobody."""

    kind: Literal["break"]
    led_by: LedBy = "nobody"


@dataclass(frozen=True, kw_only=True)
class Buffer(_Stretch):
    """Time kept free, the first to give way."""

    kind: Literal["buffer"]
    led_by: LedBy = "nobody"


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class _Turns(_Block):
    """A block in which people take turns."""

    turn: SpanOrOne
    changeover: PauseLength = 0


@dataclass(frozen=True, kw_only=True)
class GoRound(_Turns):
    """One turn of equal length for everyone in the circle.

    With `open`, turns have their ideal length and rounds follow each other until `length` is used up:
    for a room where people come and go.
    """

    kind: Literal["round"]
    led_by: LedBy = "everyone"
    may_pass: Annotated[bool, Mark(key="pass")] = True
    open: bool = False
    length: SpanOrOne | None = None

    def check(self) -> None:
        """Raise ValueError where an open round has no length, or another one has a length."""
        if self.open and self.length is None:
            raise ValueError(
                'an open round needs a length, such as length = { min = "15m", ideal = "20m", max = "30m" }.'
            )
        if self.length is not None and not self.open:
            raise ValueError("a round's length comes from its turns. Leave out length, or say open = true.")


@dataclass(frozen=True, kw_only=True)
class Groups(_Turns):
    """Small groups of 2 to 8 who give each other turns of equal length, side by side.

    Where not all groups are of one size, `equal` says what is: every turn, so that the smaller groups have quiet
    time; or every round, so that all end together. `schedule` says who sits with whom in a rotation that was made
    before, and `places`, a line a round, what peerkit worked out; with `turn_seconds`, in the shape of `schedule`,
    every group changes over at moments of its own, and `turn` is the length of a whole round. In a rotation, `sit_out`
    people sit out in each round, in turn; a `schedule` then says in `seats` who is there.
    """

    kind: Literal["groups"]
    led_by: LedBy = "groups"
    moves_on: Literal["by hand", "by itself"] = "by itself"
    size: Annotated[int, Mark(least=2, most=MOST_PEOPLE)] = 2
    rounds: Annotated[int, Mark(least=1, most=_MOST_ROUNDS)] = 1
    partners: Literal["choose", "rotation"] = "choose"
    equal: Literal["turns", "rounds"] = "turns"
    sit_out: Annotated[int, Mark(least=0, most=MOST_PEOPLE)] = 0
    attention_switch: Seconds = 0
    schedule: _Rounds = ()
    places: Annotated[tuple[Annotated[CleanText, Mark(most=1000)], ...], Mark(most=_MOST_ROUNDS)] = ()
    turn_seconds: _Rounds = ()
    seats: tuple[Annotated[int, Mark(least=1)], ...] = ()

    @property
    def rotates(self) -> bool:
        """Whether it is said who sits with whom, round by round."""
        return self.partners == "rotation"

    def check(self) -> None:
        """Raise ValueError where there is too long a switch, too large a group, or a schedule that does not hold."""
        if self.attention_switch >= self.turn.min:
            raise ValueError("attention_switch lies inside a turn, so it is shorter than the least turn.")
        if self.size not in SIZES and not self.schedule:
            raise ValueError(
                f"has groups of {self.size}, and each would wait long for a turn. "
                f"Small groups are of {SIZES[0]} to {SIZES[-1]} people."
            )
        if self.sit_out and self.partners != "rotation":
            raise ValueError('has sit_out, so it needs partners = "rotation": people sit out in turn.')
        seats = [sorted(seat for group in groups for seat in group) for groups in self.schedule]
        there = set(self.seats or (seats[0] if seats else ()))
        if any(
            len(set(those)) < len(those) or not there.issuperset(those) or len(those) + self.sit_out != len(there)
            for those in seats
        ):
            raise ValueError("has a schedule in which a round does not hold every seat once.")
        if any(len(group) < 2 for groups in self.schedule for group in groups):
            raise ValueError("has a schedule in which somebody sits alone.")
        if self.schedule and (len(self.schedule) != self.rounds or self.partners != "rotation"):
            raise ValueError('has a schedule, so it needs partners = "rotation" and as many rounds as that.')
        for line in self.places:
            try:
                round_of(line)
            except ValueError:
                raise ValueError(f'has places that seat nobody: "{line}". Such a line is like "1 2, 3 4 5".') from None
        if self.turn_seconds and shape(self.turn_seconds) != shape(self.schedule):
            raise ValueError("has turn_seconds that are not one for each seat of the schedule.")


Block = Segment | Reading | GroundRules | GoRound | Groups | Break | Buffer


@dataclass(frozen=True, kw_only=True)
class Template:
    """One way of meeting, as a TOML file says it.

    `start` is when it usually begins, where neither anybody nor the group says otherwise; what the group says counts up
    to `latest_start`.
    """

    title: Line
    summary: Line
    source: Line | None = None
    language: Language = "en"
    minutes: SpanOfMinutes
    people: People
    agreement: Stem | None = None
    format: Format = "in person"
    start: _Time | None = None
    latest_start: _Time | None = None
    block: Annotated[tuple[Block, ...], Mark(least=1, most=MOST_BLOCKS, counted=True, named=True)]

    def language_of(self, block: Block) -> str:
        """In which language the name and the script of one of its blocks are."""
        return block.language or self.language


def as_toml(template: Template) -> dict[str, Any]:
    """What is read back the same: durations as people write them, nothing that is a default."""
    return dump(template, defaults=False)
