"""Cells of a table, and how wide its columns are. Loads rich."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from peerkit.printing import view
from peerkit.printing.render import looks
from peerkit.printing.text import visible


def widths_of(grid: view.Grid, room: int) -> list[int] | None:
    """How wide each column is, so that they fit into the room; None where it is too little.

    Without a last width its sentences have too little room there. Numbers have what they need. Text that needs little
    has that; those that need more share the rest, and what is left goes to bars, as far as they may be long.
    """
    least, most = zip(*(_least_and_most(column, texts) for column, texts in _texts(grid)), strict=True)
    widths = _shared(least, most, [column.of == "bar" for column in grid.columns], room)
    if grid.columns[-1].of != "sentences":
        return widths
    if widths is not None and widths[-1] >= min(most[-1], looks.LEAST_SENTENCES):
        bars = [width for width, column in zip(widths, grid.columns, strict=True) if column.of == "bar"]
        if not bars or min(bars) >= looks.LONGEST_BAR // 2:
            return widths
    return _shared(least[:-1], most[:-1], [column.of == "bar" for column in grid.columns[:-1]], room)


def _texts(grid: view.Grid) -> Iterator[tuple[view.Heading, list[str]]]:
    for at, column in enumerate(grid.columns):
        yield column, [column.heading, *(_plain(row[at]) for group in grid.groups for row in group.rows)]


def _least_and_most(column: view.Heading, texts: Sequence[str]) -> tuple[int, int]:
    if column.of == "bar":
        return looks.LEAST_BAR, looks.LONGEST_BAR
    whole = max(cell_len(line) for text in texts for line in text.split("\n"))
    word = max((cell_len(word) for text in texts for word in text.split()), default=0)
    whole = max(whole, 1)
    text = min(whole, max(word, looks.LEAST_TEXT), looks.MOST_FOR_A_WORD)
    return whole if column.of == "number" else text, whole


def _shared(least: Sequence[int], most: Sequence[int], is_bar: Sequence[bool], room: int) -> list[int] | None:
    """A width for each column, between its least and its most; bars come last."""
    room -= looks.GAP * (len(least) - 1)
    widths = list(least)
    if sum(widths) > room:
        return None
    for bars in (False, True):
        these = [at for at, bar in enumerate(is_bar) if bar == bars]
        while (left := room - sum(widths)) > 0 and (short := [at for at in these if widths[at] < most[at]]):
            for at in short[:left]:
                widths[at] += min(max(1, left // len(short)), most[at] - widths[at])
    return widths


def marked(text: view.Marked) -> Text:
    """The parts as they stand, each in its style."""
    shown = Text()
    for sense, words in text.parts:
        for place, line in enumerate(words.split("\n")):
            before, after = " " * line[:1].isspace(), " " * (line[-1:].isspace() and bool(line.strip()))
            shown.append("\n" * bool(place) + before)
            shown.append(visible(line), looks.STYLES[sense or "plain"])
            shown.append(after)
    return shown


def _plain(cell: view.Cell) -> str:
    match cell:
        case view.Bar():
            return ""
        case view.Marked():
            return marked(cell).plain
        case view.Pieces(texts, signs):
            return side_by_side([visible(text).replace(" ", "_") for text in texts], signs).plain
    return cell


def side_by_side(texts: Sequence[str], signs: int, width: int = 0) -> Text:
    """As many in a line as there is room for, at equal distances; without a width all in one."""
    wide = max(signs, *map(cell_len, texts)) + looks.GAP
    number = max(1, (width + looks.GAP) // wide) if width else len(texts)
    padded = [f"{text}{' ' * (wide - cell_len(text))}" for text in texts]
    lines = ("".join(padded[at : at + number]).rstrip() for at in range(0, len(texts), number))
    return Text("\n".join(lines))
