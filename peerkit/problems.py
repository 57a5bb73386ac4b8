"""A problem found in a template, a plan or an agreement: a value, never an exception."""

import re
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "advice"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to look at.

    `code` is a fixed word for programs; `place` is a dotted key such as `block 3 (Opening round).turn`;
    `reason` and `suggestion` are whole sentences. An error must be mended; advice may be declined.
    """

    place: str
    code: str
    reason: str
    suggestion: str = ""
    severity: Severity = "error"

    def line(self, file: str) -> str:
        """`weekly-circle.toml: block 3: Nobody may pass here. Leave out pass = false.`."""
        kind = "" if self.severity == "error" else "advice: "
        return f"{file}: {self.place}: {kind}{self.reason} {self.suggestion}".rstrip()

    def as_dict(self) -> dict[str, str]:
        """For `--json`."""
        return asdict(self)


_SHOULD_BE = {
    "string_type": "This is text in quotes.",
    "int_type": "This is a whole number, without quotes.",
    "bool_type": "This is true or false, without quotes.",
    "model_type": "This is a table of keys and values.",
    "model_attributes_type": "This is a table of keys and values.",
    "tuple_type": "This is a list, in [ ].",
    "string_pattern_mismatch": 'This is the code of a language, such as "en" or "pt-BR".',
}
_LIMITS = {
    "string_too_long": "This is text of at most {} characters.",
    "too_long": "This list holds at most {}.",
    "too_short": "This list holds at least {}.",
    "less_than_equal": "This is at most {}.",
    "greater_than_equal": "This is at least {}.",
}
_CONTINUES = ("is", "holds")


def wrong_value(code: str, message: str) -> str:
    """Why a value can't be, as a sentence, from pydantic's code and message (or that of a validator of ours).

    A validator says `is empty.`, which is about the value, or a sentence of its own.
    """
    if code in _LIMITS and (limit := re.search(r"\d+", message)):
        return _LIMITS[code].format(limit[0])
    if code != "value_error":
        return _SHOULD_BE.get(code) or f"{message}.".replace("Input should", "This should")
    said = message.removeprefix("Value error, ")
    first = said.split(" ", 1)[0]
    if first in _CONTINUES:
        return f"This value {said}"
    return said if "_" in first else said[:1].upper() + said[1:]
