"""What a value in a file may be: lengths of time, texts, names, and spans of them. Pydantic's types, and ours."""

import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from peerkit import durations
from peerkit.wording import safe

LONGEST = 6 * 3600
STEM = re.compile(r"[^\W_][\w-]{0,63}")


def _seconds(value: Any) -> int:
    if isinstance(value, str):
        return durations.parse(value)
    raise ValueError('is a length of time in quotes: "90s", "8m" or "1h 15m".')


def _stem(text: str) -> str:
    if not STEM.fullmatch(text) or safe.HIDDEN.search(text):
        raise ValueError("is a name of at most 64 letters, digits and hyphens, without a folder.")
    return text


def _no_longer(seconds: int) -> int:
    if seconds > LONGEST:
        raise ValueError(f"is at most {durations.said(LONGEST)}.")
    return seconds


def _possible(seconds: int) -> int:
    if not 0 < seconds <= LONGEST:
        raise ValueError(f"is longer than nothing, and at most {durations.said(LONGEST)}.")
    return seconds


Seconds = Annotated[int, BeforeValidator(_seconds), PlainSerializer(durations.written)]
Pause = Annotated[Seconds, AfterValidator(_no_longer)]
Length = Annotated[Seconds, AfterValidator(_possible)]
Text = Annotated[str, Field(max_length=8000), AfterValidator(safe.clean)]
Line = Annotated[str, Field(max_length=200), AfterValidator(safe.clean), AfterValidator(safe.one_line)]
Stem = Annotated[str, AfterValidator(_stem)]


def _rounds(value: Any) -> Any:
    """Lists of lists of lists as tuples, whatever the numbers in them are; anything else as it is."""
    return tuple(_rounds(item) for item in value) if isinstance(value, list) else value


Rounds = Annotated[
    tuple[tuple[tuple[Annotated[int, Field(ge=1)], ...], ...], ...],
    BeforeValidator(_rounds),
    PlainSerializer(lambda rounds: [[list(group) for group in groups] for groups in rounds]),
]


class Frozen(BaseModel):
    """A table of a file: every key is known, and nothing changes once it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Upward(Frozen):
    """Three numbers that do not go down."""

    min: int
    ideal: int
    max: int

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.min <= self.ideal <= self.max:
            raise ValueError("min, ideal and max go upward.")
        return self


class Span(Upward):
    """Least, ideal and greatest length, in seconds. One duration alone means all three."""

    min: Length
    ideal: Length
    max: Length


def _span(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError('is a length of time in quotes, such as "5m", or min, ideal and max of it.')
    if isinstance(value, str):
        _possible(_seconds(value))  # said once here, and not three times of min, ideal and max
        return {"min": value, "ideal": value, "max": value}
    return value


SpanOrOne = Annotated[Span, BeforeValidator(_span)]


def span(seconds: int) -> Span:
    """A length that is always `seconds`."""
    return Span.model_validate(_span(durations.written(seconds)))
