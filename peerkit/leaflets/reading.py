"""From a file's tables to a model, or to every reason why they are none."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from peerkit.errors import did_you_mean
from peerkit.planning.fields import Line
from peerkit.problems import Problem, wrong_value

Model = TypeVar("Model", bound=BaseModel)
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Lines = Annotated[tuple[Line, ...], Field(max_length=20, strict=False)]


def read(
    model: type[Model], data: dict[str, Any], tables: Mapping[str, type[BaseModel]]
) -> tuple[Model | None, list[Problem]]:
    """The model, or every problem; `tables` are the models inside, by the key that they stand under."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        return None, [_problem(each, {"": model, **tables}) for each in found]


def _problem(found: Any, tables: Mapping[str, type[BaseModel]]) -> Problem:
    keys = found["loc"]
    place = ".".join(f"item {key + 1}" if isinstance(key, int) else key for key in keys) or "file"
    if found["type"] == "extra_forbidden":
        inside = next((key for key in reversed(keys[:-1]) if isinstance(key, str)), "")
        known = tables[inside].model_fields
        return Problem(place, "unknown-key", f"{keys[-1]} is not a key here.", did_you_mean(keys[-1], known))
    if found["type"] == "missing":
        return Problem(place, "missing-key", "This key is missing.", f"Add {keys[-1]} = ...")
    return Problem(place, "wrong-value", wrong_value(found["type"], str(found["msg"])))
