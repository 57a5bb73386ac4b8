"""Checking a template that can't be read whole: everything that can still be said about what could be read.

What is wrong is taken out, and what must be there is stood in for; checks that would judge a stand-in are left out.
"""

from collections.abc import Collection
from typing import Any

from pydantic import TypeAdapter, ValidationError

from peerkit.planning import check
from peerkit.planning.fields import span
from peerkit.planning.template import MOST_BLOCKS, Agreement, Block, Round, Segment, Template, read_template
from peerkit.problems import Problem

_BLOCK: TypeAdapter[Block] = TypeAdapter(Block)
_NEUTRAL: dict[str, Any] = {
    "title": "-",
    "summary": "-",
    "minutes": {"min": 1, "ideal": 60, "max": 60},
    "people": {"min": 2, "ideal": 2, "max": 2},
    "block": [{"kind": "segment", "name": "-", "length": "1m"}],
}


def check_data(data: dict[str, Any], agreements: Collection[str]) -> tuple[Template, list[Problem]]:
    """Every problem of a template from parsed TOML, and the template as far as it goes."""
    template, problems = read_template(data)
    if template is not None:
        return template, check.check(template, agreements)
    template, wrong = _top(data)
    found = data.get("block")
    if not (isinstance(found, list) and 0 < len(found) <= MOST_BLOCKS):
        return template, [*problems, *check.words(template.model_copy(update={"block": ()}))]
    read = [_read(block) for block in found]
    template = template.model_copy(update={"block": tuple(block for block, _ in read)})
    left_out = wrong.union(*(keys for _, keys in read))
    return template, [*problems, *check.check(template, agreements, left_out)]


def _top(data: dict[str, Any]) -> tuple[Template, set[str]]:
    """What stands above the blocks, and the keys that are stood in for or left out."""
    given = {key: value for key, value in data.items() if key != "block"}
    wrong = _wrong_keys(Template, {**given, "block": _NEUTRAL["block"]})
    right = {key: value for key, value in given.items() if key not in wrong}
    template = Template.model_validate({**_NEUTRAL, **right})
    texts: dict[str, Any] = {key: given[key] for key in ("title", "summary") if isinstance(given.get(key), str)}
    return template.model_copy(update=texts), wrong & set(Template.model_fields)


def _read(data: Any) -> tuple[Block, set[str]]:
    """One block as far as it goes, and the keys that are stood in for or left out (`kind` for a stand-in)."""
    if not isinstance(data, dict):
        return _stand_in({}), {"kind", "agreement"}
    try:
        return _BLOCK.validate_python(data), set()
    except ValidationError as error:
        found = [each["loc"][1:2] for each in error.errors(include_url=False, include_input=False)]
    wrong = {str(key) for loc in found for key in loc}
    try:
        block = _BLOCK.validate_python({key: value for key, value in data.items() if key not in wrong})
        script = data.get("script") if "script" in wrong else block.script
        return block.model_copy(update={"script": script if isinstance(script, str) else None}), wrong & _KEYS
    except ValidationError:
        unknown_kind = {"agreement"} if () in found else set()  # it may be the one for the agreement
        return _stand_in(data), (wrong & _KEYS) | {"kind"} | unknown_kind


_KEYS = {"part", "shrinks", "moves_on", "warn", "length", "turn", "changeover", "led_by", "size", "rounds", "open"}
"""Keys of a block that checks look at."""


def _stand_in(data: dict[str, Any]) -> Block:
    """A minute with the name, the words and the place of a block that can't be read."""
    name, script, part = data.get("name"), data.get("script"), data.get("part")
    given: dict[str, Any] = {
        "name": name if isinstance(name, str) else "",
        "part": part if part in ("opening", "closing") else None,
        "script": script if isinstance(script, str) else None,
    }
    if data.get("kind") == "agreement":
        return Agreement.model_construct(kind="agreement", length=span(60), **given)
    if data.get("kind") == "round":
        return Round.model_construct(kind="round", turn=span(60), may_pass=data.get("pass") is not False, **given)
    return Segment.model_construct(kind="segment", length=span(60), **given)


def _wrong_keys(model: type[Template], data: dict[str, Any]) -> set[str]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return {str(each["loc"][0]) for each in error.errors(include_url=False, include_input=False) if each["loc"]}
    return set()
