"""Pydantic's models of our values, made from the same fields: strict, and every key known."""

from dataclasses import MISSING, is_dataclass
from functools import cache
from operator import getitem
from typing import Annotated, Any, Union, get_args, get_origin

import pydantic
from pydantic_core import ErrorDetails, PydanticUndefined

from peerkit.values import Mark, Names, fields_of, opened

_STRICT = pydantic.ConfigDict(extra="forbid", strict=True)


def findings(kind: type, data: Any, names: Names = ()) -> list[ErrorDetails]:
    """What pydantic has against a file's tables, in the order of the file; nothing where they are such a value."""
    try:
        _model(kind, names).model_validate(data)
    except pydantic.ValidationError as error:
        # pydantic also calls a list too short when it holds only wrong items
        found = error.errors(include_url=False)
        return [each for each in found if not (each["type"] == "too_short" and each["input"])]
    return []


@cache
def _model(kind: Any, names: Names) -> type[pydantic.BaseModel]:
    def checked(self: Any) -> Any:
        kind.check(self)
        return self

    together: dict[str, Any] = (
        {"checked": pydantic.model_validator(mode="after")(checked)} if hasattr(kind, "check") else {}
    )
    found: dict[str, Any] = {}
    for each in fields_of(kind, names):
        hint = _hint(each.types, each.marks, names)
        default = PydanticUndefined if each.default is MISSING else each.default
        found[each.name] = (hint if default is not None else hint | None, pydantic.Field(default, alias=each.key))
    return pydantic.create_model(kind.__name__, __config__=_STRICT, __validators__=together, **found)


def _hint(types: tuple[Any, ...], marks: tuple[Mark, ...], names: Names) -> Any:
    """What a field may be: its limits stand before our own checks, which are made only where those are kept."""
    limits: dict[str, Any] = {}
    if len(types) > 1:
        hint: Any = Union[tuple(_model(each, names) for each in types)]  # noqa: UP007 - as many as there are
        limits["discriminator"] = "kind"
    elif get_origin(types[0]) is tuple:
        hint = tuple.__class_getitem__((_hint(*opened(get_args(types[0])[0]), names), ...))
        limits["strict"] = False  # a file has lists
    else:
        table: Any = types[0]
        hint = _model(table, names) if is_dataclass(table) else table  # type: ignore[arg-type]
    least, most = ("ge", "le") if hint is int else ("min_length", "max_length")
    for mark in marks:
        given = {least: mark.least, most: mark.most, "pattern": mark.pattern}
        limits |= {key: value for key, value in given.items() if value is not None}
    checks = [pydantic.AfterValidator(mark.check) for mark in marks if mark.check]
    parses = [pydantic.BeforeValidator(mark.parse) for mark in marks if mark.parse]
    return getitem(Annotated, (hint, pydantic.Field(**limits), *checks, *parses))
