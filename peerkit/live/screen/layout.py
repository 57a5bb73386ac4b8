"""Where everything stands: a box for every place, by the size of the terminal and by nothing else.

So nothing jumps: a place is there whether or not something stands in it. In small space what matters least has no
place: first the edges and the bars go, then the block's name and the head.
"""

from functools import lru_cache
from typing import NamedTuple

from peerkit.live.screen import figures

_WIDE = 100
"""From so many columns on a question stands beside the words, not below them."""
_TALL = 30
_BESIDE = 30
"""What must be left beside the figures for the facts to stand there."""
_GAP = 2
_LOWEST = 12
"""With fewer rows the time is no larger than any other line."""
_LINE = 100
"""No line of words is longer."""


class Box(NamedTuple):
    """A place on the screen, in cells."""

    x: int
    y: int
    width: int
    height: int


class Arrangement(NamedTuple):
    """The boxes by place, the scale of the figures and of the turn and state, and the rows that the room looks at."""

    width: int
    height: int
    boxes: dict[str, Box]
    scale: int
    wall: range


@lru_cache(8)
def arrange(width: int, height: int) -> Arrangement:
    """The layout for a terminal of `width` columns and `height` rows."""
    margin = 0 if width < 64 else 1 if width < 120 else 2
    inner = max(1, width - 2 * margin)
    most = height * 2 // 5 if height >= _TALL else max(3, (height - 4) // 4)
    most = most if height >= _LOWEST else 0
    scale = next((scale for scale in range(inner // figures.RESERVED, 0, -1) if figures.rows(scale) <= most), 0)
    tall, wide = figures.rows(scale) or 1, figures.RESERVED * scale
    beside = inner - wide - _GAP >= _BESIDE and height < _TALL and scale > 0
    lines = _lines(width, height, tall, beside)
    boxes, y = {}, 0
    for place, rows in lines.items():
        boxes[place] = Box(margin, y, inner, rows)
        y += rows
    if beside:
        x, top = margin + wide + _GAP, boxes["time"].y
        boxes["time"] = Box(margin, top, wide, tall)
        for row, place in enumerate(("turn", "state", "next", "ends")[:tall]):
            boxes[place] = Box(x, top + row, margin + inner - x, 1 if place != "ends" else tall - 3)
    elif width >= _WIDE and height >= _TALL:
        boxes["time"] = boxes["time"]._replace(x=(width - wide) // 2, width=wide)
    boxes |= _lower(boxes, width)
    wall = [boxes[place] for place in ("edge", "turn", "state", "time", "bar", "base") if place in boxes]
    return Arrangement(
        width, height, boxes, scale, range(min(box.y for box in wall), max(box.y + box.height for box in wall))
    )


def _lines(width: int, height: int, tall: int, beside: bool) -> dict[str, int]:
    """How many rows each place has that is as wide as the screen, from top to bottom."""
    large = (1 + (height >= 36) + (height >= 50 and width >= 160)) if height >= _TALL and width >= _WIDE else 0
    turn, state = (figures.rows(scale) + 1 for scale in (large, max(0, large - 1) if height >= 44 else 0))
    rows = {
        "head": 0, "edge": 0, "name": 0, "turn": turn, "state": state, "time": tall, "bar": 0, "base": 0, "evening": 0,
        "next": 1, "ends": 0, "heading": 0, "words": 3, "desk": 2, "keys": 1,
    }  # fmt: skip
    if beside:
        rows |= dict.fromkeys(("turn", "state", "next"), 0)
    if width >= _WIDE:
        rows["desk"] = 0
    wanted = ["head", "ends", "keys", "bar", "name", *("desk", "words") * 2, "evening", "edge", "base", "words"]
    wanted += ["desk", "words", "words", "heading", "evening", *("words", "words", "desk") * height]
    spare = height - sum(rows.values())
    for place in wanted:
        full = place == "desk" and (width >= _WIDE or rows["desk"] >= 9)
        aside = beside and (place in ("edge", "base") or (place == "ends" and tall > 3))
        if spare > 0 and not full and not aside:
            rows[place] += 1
            spare -= 1
    for place in ("desk", "words", "words", "words", "desk", "keys", "next", *("state", "turn") * height):
        if spare < 0 and rows[place]:
            rows[place] -= 1
            spare += 1
    return {place: height_ for place, height_ in rows.items() if height_ > 0}


def _lower(boxes: dict[str, Box], width: int) -> dict[str, Box]:
    """The words and the desk: on a wide screen beside each other."""
    if "words" not in boxes:
        return {}
    words = boxes["words"]
    if width < _WIDE:
        return {"words": words._replace(width=min(words.width, _LINE))}
    half = min(_LINE, words.width * 11 // 20)
    top = boxes["heading"].y if "heading" in boxes else words.y
    x = words.x + half + 3
    desk = Box(x, top, min(_LINE, words.x + words.width - x), words.y + words.height - top)
    heading = {"heading": boxes["heading"]._replace(width=half)} if "heading" in boxes else {}
    return {"words": words._replace(width=half), "desk": desk, **heading}
