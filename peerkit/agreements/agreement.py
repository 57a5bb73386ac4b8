"""An agreement as a TOML file says it: a title, and rules that each name the value they serve."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from peerkit.errors import did_you_mean
from peerkit.problems import Problem, wrong_value
from peerkit.wording.safe import clean, one_line

MOST_RULES = 60

Line = Annotated[str, Field(max_length=200), AfterValidator(clean), AfterValidator(one_line)]
Text = Annotated[str, Field(max_length=1000), AfterValidator(clean)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Rule(_Frozen):
    """One thing the group agrees. `topic` is what the rule is about, for choosing among many."""

    text: Text
    value: Line
    topic: Line | None = None


class Agreement(_Frozen):
    """Rules in the order in which they are read out."""

    title: Line
    summary: Line
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    rule: tuple[Rule, ...] = Field(min_length=1, max_length=MOST_RULES, strict=False)


def read_agreement(data: dict[str, Any]) -> tuple[Agreement | None, list[Problem]]:
    """An agreement from parsed TOML, or every reason why it is none."""
    try:
        return Agreement.model_validate(data), []
    except ValidationError as error:
        findings = error.errors(include_url=False, include_input=False)
        # pydantic also calls a list too short when it holds only wrong items
        return None, [_problem(found) for found in findings if not (found["type"] == "too_short" and data.get("rule"))]


def _problem(found: Any) -> Problem:
    place, key, message = rule_place(found["loc"]), str(found["loc"][-1]), str(found["msg"])
    if found["type"] == "extra_forbidden":
        known = Rule.model_fields if len(found["loc"]) > 1 else Agreement.model_fields
        return Problem(place, "unknown-key", f"{key} is not a key here.", did_you_mean(key, known))
    if found["type"] == "missing":
        return Problem(place, "missing-key", "This key is missing.", f"Add {key} = ...")
    return Problem(place, "wrong-value", wrong_value(found["type"], message))


def rule_place(keys: tuple[str | int, ...]) -> str:
    """`rule 3.text`: rules are counted from 1, as people count them."""
    words = ".".join(str(key + 1 if isinstance(key, int) else key) for key in keys)
    return words.replace("rule.", "rule ", 1) or "file"
