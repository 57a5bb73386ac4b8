"""How a group meets: a title, a span of people and minutes, and blocks in order.

The models are pydantic where a TOML file enters and frozen inside. Every duration is whole seconds.
"""

from dataclasses import replace
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, ValidationError, model_validator

from peerkit.errors import did_you_mean
from peerkit.planning.fields import (
    Frozen,
    Length,
    Line,
    Pause,
    Rounds,
    Seconds,
    Span,
    SpanOrOne,
    Stem,
    Text,
    Upward,
)
from peerkit.problems import Problem, wrong_value
from peerkit.wording import safe

Shrinks = Literal["never", "last", "middle", "first"]
LedBy = Literal["one", "everyone", "groups", "nobody"]
MOST_PEOPLE = 200
MOST_BLOCKS = 60
MOST_ROUNDS = 60
LARGEST_GROUP = 5


Whole = Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
Minutes = Annotated[int, Field(ge=1, le=24 * 60)]


class People(Upward):
    """How many people the template is for, whoever facilitates included."""

    min: Whole
    ideal: Whole
    max: Whole


class SpanOfMinutes(Upward):
    """How long the whole meeting may take, in minutes."""

    min: Minutes
    ideal: Minutes
    max: Minutes


class _Block(Frozen):
    """What every block has."""

    name: Line
    part: Literal["opening", "closing"] | None = None
    shrinks: Shrinks | None = None
    moves_on: Literal["by hand", "by itself"] = "by hand"
    warn: tuple[Length, ...] | None = Field(default=None, max_length=10, strict=False)
    script: Text | None = None


class _Stretch(_Block):
    length: SpanOrOne


class Segment(_Stretch):
    """Something one person leads, or everyone does together."""

    kind: Literal["segment"]
    led_by: LedBy = "everyone"


class Reading(_Stretch):
    """Words that volunteers read out."""

    kind: Literal["reading"]
    led_by: LedBy = "one"


class Agreement(_Stretch):
    """The group's ground rules, read or refreshed."""

    kind: Literal["agreement"]
    led_by: LedBy = "everyone"


class Break(_Stretch):
    """Tea, air, quiet. It belongs to nobody."""

    kind: Literal["break"]
    led_by: LedBy = "nobody"


class Buffer(_Stretch):
    """Time kept free, the first to give way."""

    kind: Literal["buffer"]
    led_by: LedBy = "nobody"


class _Turns(_Block):
    turn: SpanOrOne
    changeover: Pause = 0


class Round(_Turns):
    """One turn of equal length for everyone in the circle.

    With `open`, turns have their ideal length and rounds follow each other until `length` is used up:
    for a room where people come and go.
    """

    kind: Literal["round"]
    led_by: LedBy = "everyone"
    may_pass: bool = Field(default=True, alias="pass")
    open: bool = False
    length: SpanOrOne | None = None

    @model_validator(mode="after")
    def _open_has_length(self) -> Self:
        if self.open and self.length is None:
            raise ValueError(
                'an open round needs a length, such as length = { min = "15m", ideal = "20m", max = "30m" }.'
            )
        if self.length is not None and not self.open:
            raise ValueError("a round's length comes from its turns. Leave out length, or say open = true.")
        return self


class Groups(_Turns):
    """Pairs, threes, fours or fives who give each other turns of equal length, side by side.

    Where not all groups are of one size, `equal` says what is: every turn, so that the smaller groups have quiet
    time; or every round, so that all end together. `schedule` says who sits with whom in a rotation that was made
    before; with `turn_seconds`, in the same shape, every group changes over at moments of its own, and `turn` is
    the length of a whole round.
    """

    kind: Literal["groups"]
    led_by: LedBy = "groups"
    moves_on: Literal["by hand", "by itself"] = "by itself"
    size: Annotated[int, Field(ge=2, le=MOST_PEOPLE)] = 2
    rounds: Annotated[int, Field(ge=1, le=MOST_ROUNDS)] = 1
    partners: Literal["choose", "rotation"] = "choose"
    equal: Literal["turns", "rounds"] = "turns"
    attention_switch: Seconds = 0
    schedule: Rounds = ()
    turn_seconds: Rounds = ()

    @model_validator(mode="after")
    def _switch_inside_turn(self) -> Self:
        if self.attention_switch >= self.turn.min:
            raise ValueError("attention_switch lies inside a turn, so it is shorter than the least turn.")
        return self

    @model_validator(mode="after")
    def _size_of_small_groups(self) -> Self:
        if self.size > LARGEST_GROUP and not self.schedule:
            raise ValueError(f"has groups of {self.size}; small groups are of 2 to {LARGEST_GROUP} people.")
        return self

    @model_validator(mode="after")
    def _schedule_of_seats(self) -> Self:
        seats = [sorted(seat for group in groups for seat in group) for groups in self.schedule]
        if any(len(set(those)) < len(those) or those != seats[0] for those in seats):
            raise ValueError("has a schedule in which a round does not hold every seat once.")
        if any(len(group) < 2 for groups in self.schedule for group in groups):
            raise ValueError("has a schedule in which somebody sits alone.")
        if self.schedule and (len(self.schedule) != self.rounds or self.partners != "rotation"):
            raise ValueError('has a schedule, so it needs partners = "rotation" and as many rounds as that.')
        if self.turn_seconds and _shape(self.turn_seconds) != _shape(self.schedule):
            raise ValueError("has turn_seconds that are not one for each seat of the schedule.")
        return self


def _shape(rounds: Rounds) -> list[list[int]]:
    return [[len(group) for group in groups] for groups in rounds]


Block = Annotated[Segment | Reading | Agreement | Break | Buffer | Round | Groups, Field(discriminator="kind")]


class Template(Frozen):
    """One way of meeting, as a TOML file says it."""

    title: Line
    summary: Line
    source: Line | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    minutes: SpanOfMinutes
    people: People
    agreement: Stem | None = None
    format: Literal["in person", "online", "both"] = "in person"
    block: tuple[Block, ...] = Field(min_length=1, max_length=MOST_BLOCKS, strict=False)


def as_toml(template: Template) -> dict[str, Any]:
    """What `read_template` reads back: durations as people write them, nothing that is a default."""
    return template.model_dump(by_alias=True, exclude_defaults=True)


def read_template(data: dict[str, Any]) -> tuple[Template | None, list[Problem]]:
    """A template from parsed TOML, or every reason why it is none."""
    try:
        return Template.model_validate(data), []
    except ValidationError as error:
        return None, problems_of(error, data)


def problems_of(error: ValidationError, data: dict[str, Any], table: str = "") -> list[Problem]:
    """Pydantic's findings in a facilitator's words, in the order of the file; `table` is where `data` stands."""
    findings = error.errors(include_url=False, include_input=False)
    # pydantic also calls a list too short when it holds only wrong items
    found = [_problem(each, data) for each in findings if not (each["type"] == "too_short" and data.get("block"))]
    return [replace(problem, place=f"{table}.{problem.place}") for problem in found] if table else found


def _problem(found: Any, data: dict[str, Any]) -> Problem:
    loc = [key if isinstance(key, int) else safe.shown(key) for key in found["loc"]]
    keys = [key for before, key in pairwise(["", *loc]) if not (key in _KINDS and isinstance(before, int))]
    place = place_of(keys, data)
    code, message = found["type"], str(found["msg"])
    if code == "extra_forbidden":
        return Problem(
            place,
            "unknown-key",
            f"{keys[-1]} is not a key here.",
            did_you_mean(str(keys[-1]), _known_keys(found)),
        )
    if code == "missing":
        return Problem(place, "missing-key", "This key is missing.", f"Add {keys[-1]} = ...")
    if code in ("union_tag_invalid", "union_tag_not_found"):
        given = _kind_given(keys, data)
        reason = f'"{given}" is not a kind of block.' if given else "This block says no kind."
        hint = did_you_mean(given, _KINDS) or f"Kinds are {', '.join(_KINDS)}."
        return Problem(f"{place}.kind", "unknown-kind", reason, hint)
    return Problem(place, "wrong-value", wrong_value(code, message))


def place_of(keys: list[str | int], data: dict[str, Any]) -> str:
    """`block 3 (Opening round).turn.min`: blocks are counted from 1, as people count them."""
    words: list[str] = []
    for before, key in pairwise(["", *keys]):
        if isinstance(key, int) and before == "block":
            words[-1] = block_place(
                key, data["block"][key].get("name", "") if isinstance(data["block"][key], dict) else ""
            )
        else:
            words.append(f"item {key + 1}" if isinstance(key, int) else str(key))
    return ".".join(words) or "file"


def block_place(index: int, name: object) -> str:
    """`block 3 (Opening round)` for the block at `index`, counted from 0."""
    shown = safe.shown(name)
    return f"block {index + 1} ({shown})" if shown else f"block {index + 1}"


_MODELS: dict[str, type[_Block]] = {
    "segment": Segment, "reading": Reading, "agreement": Agreement, "round": Round,
    "groups": Groups, "break": Break, "buffer": Buffer,
}  # fmt: skip
_KINDS = tuple(_MODELS)


def _kind_given(keys: list[str | int], data: dict[str, Any]) -> str:
    block = data["block"][keys[-1]] if keys and isinstance(keys[-1], int) else {}
    return safe.shown(block.get("kind", "")) if isinstance(block, dict) else ""


def _known_keys(found: Any) -> list[str]:
    loc = found["loc"]
    kind = next((key for key in loc if key in _MODELS), None)
    model: type[BaseModel] = Template if kind is None else _MODELS[kind]
    if len(loc) > 1 and loc[-2] in ("turn", "length", "minutes", "people"):
        model = Span
    return [field.alias or name for name, field in model.model_fields.items()]
