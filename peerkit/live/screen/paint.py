"""From texts and boxes to rows of cells: every place is painted into its own box, and is as large as that."""

from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from peerkit.live.loop import Session
from peerkit.live.screen import bars, figures, panels
from peerkit.live.screen.asking import Asking
from peerkit.live.screen.bars import Face, ScreenRow, Signs
from peerkit.live.screen.layout import Arrangement, Box
from peerkit.live.screen.looks import LOOKS, name_of, word
from peerkit.live.screen.panels import Big, Choices, View
from peerkit.running import group_phrases, phrases
from peerkit.wording.safe import replaced

_STRIPED = "▐"
"""What figures are made of whose time is not running: as dark as any line, and no even grey that fades on white."""
_LOWER = ("next", "ends", "heading", "words", "desk")
"""The places below the time, from top to bottom, in small space."""


class Frame(NamedTuple):
    """All that stands on the screen: the rows of each place, and whether the wall stands in exchanged colours."""

    layout: Arrangement
    rows: dict[str, tuple[ScreenRow, ...]]
    inverse: bool


def frame(session: Session, view: View, choices: Choices, layout: Arrangement, face: Face) -> Frame:
    """The screen as it is now."""
    state = session.state
    layout = _with_room(layout, session, view)
    boxes = layout.boxes
    look_name = name_of(state, last_minute=choices.last_minute)
    look = LOOKS[look_name]
    sign, edge = (look.plain_sign, look.plain_edge) if face.ascii_only else (look.sign, look.edge)
    place, note = phrases.place_in_parts(state), panels.note(state, look_name, asked=view.asking is not None)
    big = panels.big(state, look_name, choices)
    to_read = panels.words(session, view)
    colour = look.colour if face.colour else ""
    inner = max(box.width for box in boxes.values())
    edges = ((edge * inner)[:inner], colour if edge.strip() else "")
    told = sign if place == (word(look_name),) else f"{sign} {word(look_name)}"
    rows: dict[str, tuple[ScreenRow, ...]] = {
        "head": (_apart(panels.title(session, choices), panels.room(session), inner, face),),
        "edge": (edges,),
        "base": (edges,),
        "name": _text(panels.name(state) if "name" in boxes and place != (phrases.name_of(state),) else "", "bold"),
        "turn": _large(_whole(place, boxes["turn"].width), boxes["turn"], face),
        "state": _state(told, note, word(look_name) if big.text != word(look_name) else "", boxes["state"], face),
        "time": _time(big, boxes["time"], layout.scale, face),
        "bar": bars.turn(session, boxes["bar"].width, face.signs, colour) if "bar" in boxes else (),
        "next": _shortest((phrases.next_up(state), *phrases.coming(state)[:1]), boxes.get("next")),
        "ends": _shortest(panels.ends(session), boxes.get("ends")),
        "heading": _text(panels.heading(view, to_read), "bold"),
    }
    if "evening" in boxes:
        rows["evening"] = bars.evening(session, view, boxes["evening"], face.signs)
    if "words" in boxes:
        rows["words"] = _to_read(session, view, to_read, boxes["words"], face.signs, headed="heading" in boxes)
    if "desk" in boxes:
        rows["desk"] = scrolled("desk", _desk(session, view, boxes["desk"]), view, boxes["desk"], face.signs)
    if "keys" in boxes:
        width, height = boxes["keys"].width, boxes["keys"].height
        rows["keys"] = tuple((line, "") for line in panels.keys(session, view, width, height))
    fitted = {place: _fit(rows[place], box, face) for place, box in boxes.items()}
    return Frame(layout, fitted, look.inverse)


def _with_room(layout: Arrangement, session: Session, view: View) -> Arrangement:
    """The layout with room for all of a question or of what was said, where it stands below the words; or of a panel.

    So a question can be answered without scrolling. What was said has room of the words alone. The words keep a line
    as long as it needs no more than that and when it ends, and whose turn is next gives way last; the time, the turn
    and the state never do. While somebody looks at a panel, what was said last takes no more than its lines.
    """
    boxes = layout.boxes
    if not {"desk", "words"} <= set(boxes) or boxes["desk"].x > boxes["words"].x:
        return layout
    more = boxes["words"].height - 1 if view.asking else 0
    lacks = len(_desk(session, view, boxes["desk"], more)) - boxes["desk"].height
    tells = view.asking is None and view.panel is None
    if tells and lacks <= 0:
        return layout
    if view.asking is None and not tells:
        lacks = min(0, max(lacks, 1 - boxes["desk"].height))
    lower = {place: boxes[place] for place in _LOWER if place in boxes and boxes[place].x == boxes["desk"].x}
    y = min(box.y for box in lower.values())
    heights = {place: box.height for place, box in lower.items()}
    give_way = (("words", 1), ("heading", 0), ("ends", 0), ("words", 0), ("next", 0))
    for place, least in give_way[:1] if tells else give_way:
        gives = min(lacks, heights.get(place, least) - least)
        if gives > 0 or (lacks < 0 and view.asking is None):
            heights |= {place: heights[place] - gives, "desk": heights["desk"] + gives}
            lacks -= gives
    for place, height in heights.items():
        lower[place] = lower[place]._replace(y=y, height=height)
        y += height
    boxes = {place: lower.get(place, box) for place, box in boxes.items()}
    return layout._replace(boxes={place: box for place, box in boxes.items() if box.height})


def ticked(before: Frame, session: Session, choices: Choices, face: Face) -> Frame:
    """The screen when nothing is other than before but the time and its bar."""
    layout, state = before.layout, session.state
    name = name_of(state, last_minute=choices.last_minute)
    big = panels.big(state, name, choices)
    rows = {"time": _time(big, layout.boxes["time"], layout.scale, face)}
    if "bar" in layout.boxes:
        colour = LOOKS[name].colour if face.colour else ""
        rows["bar"] = bars.turn(session, layout.boxes["bar"].width, face.signs, colour)
    fitted = {place: _fit(found, layout.boxes[place], face) for place, found in rows.items()}
    return before._replace(rows=before.rows | fitted)


def _fit(rows: tuple[ScreenRow, ...], box: Box, face: Face) -> tuple[ScreenRow, ...]:
    """The rows as large as their box; a line that is too long shows that it goes on."""
    found = [(_cut(replaced(text, ""), box.width, face.signs.cut), style) for text, style in rows[: box.height]]
    return tuple(found + [(" " * box.width, "")] * (box.height - len(found)))


def _cut(text: str, width: int, mark: str) -> str:
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + mark


def _text(text: str, style: str = "") -> tuple[ScreenRow, ...]:
    return ((text, style),) if text else ()


def _apart(left: str, right: str, width: int, face: Face) -> ScreenRow:
    """Two texts at both ends of a line; the right one is whole."""
    room = width - cell_len(right) - 2
    return (f"{_cut(left, room, face.signs.cut)}  {right}" if room > 4 else right), "bold"


@lru_cache(64)
def _wrapped(text: str, width: int, style: str = "") -> tuple[ScreenRow, ...]:
    """The lines of a text at most `width` columns wide, broken between words where there are any."""
    lines: list[str] = []
    for line in replaced(text, "").split("\n"):
        held = ""
        for each in line.replace("\t", " ").split(" "):
            longer = f"{held} {each}" if held else each
            if cell_len(longer) <= width:
                held = longer
                continue
            lines += [held] if held else []
            *whole, held = chop_cells(each, width) or [""]
            lines += whole
        lines.append(held)
    return tuple((line, style) for line in lines) if text else ()


def _to_read(session: Session, view: View, text: str, box: Box, signs: Signs, *, headed: bool) -> tuple[ScreenRow, ...]:
    """The words, below the name of a panel that has no line of its own; the evening begins with what is now."""
    width = box.width - 2
    if len(_wrapped(text, width)) > box.height - 1:
        text = _beside(panels.words(session, view, closely=True), width)
    above = _wrapped(panels.heading(view, text), width, "bold") if view.panel and not headed and box.height > 2 else ()
    if view.panel and view.panel.word == "agenda":
        before = text.split("\n")[: session.state.block]
        view.scrolled.setdefault("words", sum(len(_wrapped(line, width)) for line in before))
    return *above, *scrolled("words", _wrapped(text, width), view, box._replace(height=box.height - len(above)), signs)


def _beside(text: str, width: int) -> str:
    """The text with as many parts of a line, which tabs divide, beside each other as there is room for."""
    lines: list[str] = []
    for line in text.split("\n"):
        first, *parts = line.split("\t")
        lines.append(first)
        for part in parts:
            if cell_len(longer := f"{lines[-1]}  {part}") <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    return "\n".join(lines)


def scrolled(place: str, rows: tuple[ScreenRow, ...], view: View, box: Box, signs: Signs) -> tuple[ScreenRow, ...]:
    """As many rows as there is room for from where somebody scrolled to, with a mark where there are more."""
    first = min(view.scrolled.get(place, 0), max(0, len(rows) - box.height))
    view.scrolled[place] = max(0, first)
    shown = list(rows[first : first + box.height])
    if first > 0:
        shown[0] = (f"{set_cell_size(shown[0][0], box.width - 1)}{signs.above}", shown[0][1])
    if first + box.height < len(rows):
        shown[-1] = (f"{set_cell_size(shown[-1][0], box.width - 1)}{signs.below}", shown[-1][1])
    return tuple(shown)


def _shortest(texts: tuple[str, ...], box: Box | None) -> tuple[ScreenRow, ...]:
    """The first of these texts that has room; else the last, cut off."""
    if box is None or not texts:
        return ()
    found = [_wrapped(text, box.width) for text in texts]
    return next((rows for rows in found if len(rows) <= box.height), ((" ".join(row for row, _ in found[-1]), ""),))


def _desk(session: Session, view: View, box: Box, more: int = 0) -> tuple[ScreenRow, ...]:
    """What is asked; else what was said last, and what would help: in full where the box and `more` rows hold that."""
    width = box.width - 2
    if view.asking is not None:
        ways = [_asked(view.asking, width, short=short) for short in (False, True)]
        return next((rows for rows in ways if len(rows) <= box.height + more), ways[-1])
    told = *_wrapped(view.message, width, "bold"), *_wrapped(group_phrases.due_next(session.state), width)
    found = [(*told, *_wrapped(offer, width)) for offer in panels.offer(session)] or [told]
    return next((rows for rows in found if len(rows) <= box.height), found[-1])


def _asked(asking: Asking, width: int, *, short: bool) -> tuple[ScreenRow, ...]:
    told, text, lines = asking.lines(short=short)
    rows = *_wrapped(told, width), *_wrapped(text, width, "bold")
    return (*rows, *(row for line in lines for row in _wrapped(line, width)))


def _large(text: str, box: Box, face: Face) -> tuple[ScreenRow, ...]:
    """A line of letters as large as its box has room for; in bold where that is one row, or a letter has no figure."""
    scale = _scale(text, box, box.height * 2 // 5, face)
    if not scale:
        return (*[("", "")] * ((box.height - 1) // 2), (text, "bold"))
    return tuple((line, "bold") for line in figures.drawn(text, scale, ascii_only=face.ascii_only))


def _whole(parts: tuple[str, ...], width: int) -> str:
    """As many parts of where the session stands as there is room for: what was said of a turn is said at the desk."""
    fewer = (". ".join(parts[:number]) for number in range(len(parts), 1, -1))
    return next((text for text in fewer if cell_len(text) <= width), parts[0])


def _scale(text: str, box: Box, most: int, face: Face) -> int:
    """The largest scale, `most` at most, at which a text fits into its box; 0 where none does."""
    width = figures.width(text)
    if width is None:
        return 0
    scale = next((scale for scale in range(most, 0, -1) if width * scale <= box.width), 0)
    return scale if scale > face.ascii_only else 0


def _state(told: str, note: str, drawn: str, box: Box, face: Face) -> tuple[ScreenRow, ...]:
    """The state's sign and word, drawn large where the figures don't show it anyway, and what stands small beside."""
    scale = _scale(drawn, box, box.height * 2 // 5, face) if drawn else 0
    line = f"{told}. {note}" if note else told
    line = line if cell_len(line) <= box.width else told
    if not scale:
        return (*[("", "")] * ((box.height - 1) // 2), (line, "bold"))
    *above, last = figures.drawn(drawn, scale, ascii_only=face.ascii_only)
    return (*((row, "bold") for row in above), (f"{last}   {note}", "bold"))


def _time(big: Big, box: Box, scale: int, face: Face) -> tuple[ScreenRow, ...]:
    """Letters in the middle; figures so that the last of them stands where it stood when there were more."""
    if not big.unit and not big.text[0].isdigit():
        if letters := _scale(big.text, box, scale, face):
            left = " " * ((box.width - (figures.width(big.text) or 0) * letters) // 2)
            lines = figures.drawn(big.text, letters, ascii_only=face.ascii_only)
            above = (box.height - len(lines)) // 2
            return (*[("", "")] * above, *((f"{left}{line}", "bold") for line in lines))
        return (*[("", "")] * (box.height // 2), (f" {big.text} ", "reverse"))
    scale = min(scale, box.width // (figures.width(big.text) or 1))
    if scale <= face.ascii_only:
        return (*[("", "")] * (box.height // 2), (f" {big.text} {big.unit} ".replace("  ", " "), "reverse"))
    ink = _STRIPED if big.faint and scale > 1 and not face.ascii_only else "█"
    lines = figures.drawn(big.text, scale, ascii_only=face.ascii_only, ink=ink)
    widest = "88:88" if ":" in big.text else "88"
    reserved = max((figures.width(widest) or 0) * scale, len(lines[0]))
    left = " " * (reserved - len(lines[0]))
    if not big.unit:
        return tuple((f"{left}{line}", "bold") for line in lines)
    unit = _unit(big.unit, len(lines), box.width - reserved - 2 * scale, scale, face)
    return tuple((f"{left}{line}{' ' * 2 * scale}{small}", "bold") for line, small in zip(lines, unit, strict=True))


def _unit(unit: str, height: int, room: int, scale: int, face: Face) -> list[str]:
    """The unit at the foot of the figures, half as large."""
    wide = figures.width(unit) or room
    small = next((each for each in range(scale // 2, face.ascii_only, -1) if wide * each < room), 0)
    lines = list(figures.drawn(unit, small, ascii_only=face.ascii_only)) if small else [unit]
    while lines and not lines[-1].strip():
        lines.pop()
    foot = 1 if face.ascii_only and scale % 2 else 0
    return [""] * (height - len(lines) - foot) + lines + [""] * foot
