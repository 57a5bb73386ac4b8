"""Checking a template that can't be read whole: everything that can still be said about what could be read.

What is wrong is taken out, and what must be there is stood in for; checks that would judge a stand-in are left out.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from peerkit.border import models
from peerkit.border.validation import validate
from peerkit.planning import check
from peerkit.planning.fields import span
from peerkit.planning.template import MOST_BLOCKS, Block, GoRound, GroundRules, Segment, Template
from peerkit.problems import Problem
from peerkit.values import fields_of, load

_NEUTRAL: dict[str, Any] = {
    "title": "-",
    "summary": "-",
    "minutes": {"min": 1, "ideal": 60, "max": 60},
    "people": {"min": 2, "ideal": 2, "max": 2},
    "block": [{"kind": "segment", "name": "-", "length": "1m"}],
}


def check_data(data: dict[str, Any], agreements: Collection[str]) -> tuple[Template, list[Problem]]:
    """Every problem of a template from parsed TOML, and the template as far as it goes."""
    template, problems = validate(Template, data)
    if template is not None:
        return template, check.check(template, agreements)
    template, wrong = _top(data)
    found = data.get("block")
    if not (isinstance(found, list) and 0 < len(found) <= MOST_BLOCKS):
        return template, [*problems, *check.words(replace(template, block=()))]
    blocks = [_read(block) for block in found]
    template = replace(template, block=tuple(block for block, _ in blocks))
    left_out = wrong.union(*(keys for _, keys in blocks))
    return template, [*problems, *check.check(template, agreements, left_out)]


def _top(data: dict[str, Any]) -> tuple[Template, set[str]]:
    """What stands above the blocks, and the keys that are stood in for or left out."""
    given = {key: value for key, value in data.items() if key != "block"}
    found = models.findings(Template, {**given, "block": _NEUTRAL["block"]})
    wrong = {str(each["loc"][0]) for each in found if each["loc"]}
    template = load(Template, {**_NEUTRAL, **{key: value for key, value in given.items() if key not in wrong}})
    texts: dict[str, Any] = {key: given[key] for key in ("title", "summary") if isinstance(given.get(key), str)}
    return replace(template, **texts), wrong & {each.key for each in fields_of(Template)}


def _read(data: Any) -> tuple[Block, set[str]]:
    """One block as far as it goes, and the keys that are stood in for or left out (`kind` for a stand-in)."""
    if not isinstance(data, dict):
        return _stand_in({}), {"kind", "agreement"}
    found = _findings(data)
    wrong = {str(key) for loc in found for key in loc}
    right = {key: value for key, value in data.items() if key not in wrong}
    if found and _findings(right):
        unknown_kind = {"agreement"} if () in found else set()  # it may be the one for the agreement
        return _stand_in(data), (wrong & _KEYS) | {"kind"} | unknown_kind
    block: Block = load(Template, {**_NEUTRAL, "block": [right]}).block[0]
    if "script" in wrong and isinstance(data["script"], str):
        block = replace(block, script=data["script"])
    return block, wrong & _KEYS


def _findings(block: dict[str, Any]) -> list[tuple[str | int, ...]]:
    """For each thing that is wrong with a block the key that it is in, or none where it is the whole block."""
    return [each["loc"][3:4] for each in models.findings(Template, {**_NEUTRAL, "block": [block]})]


_KEYS = {"part", "shrinks", "moves_on", "warn", "length", "turn", "changeover", "led_by", "size", "rounds", "open"}
"""Keys of a block that checks look at."""


def _stand_in(data: dict[str, Any]) -> Block:
    """A minute with the name, the words and the place of a block that can't be read."""
    name, script, part, language = (data.get(key) for key in ("name", "script", "part", "language"))
    given: dict[str, Any] = {
        "name": name if isinstance(name, str) else "",
        "part": part if part in ("opening", "closing") else None,
        "script": script if isinstance(script, str) else None,
        "language": language if isinstance(language, str) else None,
    }
    if data.get("kind") == "agreement":
        return GroundRules(kind="agreement", length=span(60), **given)
    if data.get("kind") == "round":
        return GoRound(kind="round", turn=span(60), may_pass=data.get("pass") is not False, **given)
    return Segment(kind="segment", length=span(60), **given)
