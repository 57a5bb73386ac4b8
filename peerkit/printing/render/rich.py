"""A document for somebody who looks at a terminal: what matters has weight, and tables are drawn. Loads rich.

It says what `terminal` says. All that is in a document is text: none of it is markup or an escape.
"""

import io
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from peerkit.printing import document as doc
from peerkit.printing import view
from peerkit.printing.render import looks
from peerkit.printing.render.cells import marked, side_by_side, widths_of
from peerkit.printing.render.looks import Terminal, TextStyle
from peerkit.printing.text import visible


def rich(document: doc.Document, terminal: Terminal) -> str:
    """The document as a terminal shows it, with escapes for weight and, where it has colours, for them.

    No line is wider than the terminal, but for a command, which is to be copied. It ends with a line's end.
    """
    written = io.StringIO()
    console = _console_on(written, terminal)
    for line in _Drawn(console, terminal).document(document):
        console.print(line, soft_wrap=True)
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines())


def _console_on(file: io.StringIO, terminal: Terminal) -> Console:
    """A console of rich's that knows what is known of the terminal, and asks nobody else."""
    return Console(
        file=file, width=terminal.columns, height=24, force_terminal=True, color_system="standard", highlight=False,
        no_color=not terminal.colours, markup=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip


class _Drawn:
    """What a document comes to on one terminal."""

    def __init__(self, console: Console, terminal: Terminal) -> None:
        self.console = console
        self.fine = terminal.fine
        self.width = terminal.columns
        self.edges = looks.EDGES if terminal.fine else looks.PLAIN_EDGES

    def document(self, document: doc.Document) -> Iterator[Text]:
        """Its title and blocks, then its sections, with an empty line between any two."""
        parts: list[list[Text]] = [[*self._line("title", document.title), *self._line("plain", document.subtitle)]]
        parts += (list(self._block(block)) for block in document.opening)
        for section in document.sections:
            first, *others = [list(self._block(block)) for block in section.blocks] or [[]]
            parts += [[*self._line("heading", section.heading), *first], *others]
        for place, part in enumerate(filter(None, parts)):
            yield from [Text()] if place else ()
            yield from part

    def _block(self, block: doc.Element) -> Iterator[Text]:
        match block:
            case doc.Paragraph():
                yield from self._line("plain", block.text)
            case doc.Listing(items, numbered):
                for number, item in enumerate(items, 1):
                    yield from self._beside(f"{number}. " if numbered else "- ", _text(item))
            case doc.Callout(heading, paragraphs):
                yield from self._line("strong", heading)
                yield from self._indented(paragraphs)
            case doc.Facts(facts):
                wide = max((cell_len(visible(fact.figure)) for fact in facts), default=0)
                for fact in facts:
                    figure = visible(fact.figure)
                    yield from self._beside(f"{' ' * (wide - cell_len(figure))}{figure} ", _text(fact.counts), "strong")
            case doc.Table(caption, columns, rows):
                yield from self._grid(view.Grid(_columns(columns), (view.Rows(rows),), caption))
            case doc.Chart(table):
                drawn: tuple[tuple[view.Cell, ...], ...]
                drawn = tuple((*row, view.Bar(share)) for row, share in zip(table.rows, block.shares, strict=True))
                headings = (*_columns(table.columns), view.Heading("", "bar"))
                yield from self._grid(view.Grid(headings, (view.Rows(drawn),), table.caption))
            case doc.Entries(entries, numbered):
                for number, entry in enumerate(entries, 1):
                    note = f"{visible(entry.note)}: " if entry.note else ""
                    text = Text.assemble((note, looks.STYLES["strong"]), _text(entry.text))
                    yield from self._beside(f"{number}. " if numbered else "- ", text)
                    for option in entry.boxes:
                        yield from self._beside(f"{' ' * looks.INDENT}[ ] ", _text(option))
            case doc.Details(pairs):
                yield from self._pairs(pairs)
            case doc.Timetable(slots):
                yield from self._pairs((slot.time, slot.what) for slot in slots)
            case doc.Script(paragraphs):
                yield from self._indented(paragraphs)
            case doc.Cards(cards):
                for card in cards:
                    yield from self._line("strong", card.heading)
                    yield from self._indented(card.lines)
            case doc.Strips(lines):
                yield from self._indented(lines)
            case doc.Blank(label):
                yield from self._line("plain", f"{label} ____")
            case doc.QRCode():
                yield from self._line("plain", block.says)
            case _:
                yield from self._only_here(block)

    def _only_here(self, block: doc.Element) -> Iterator[Text]:
        """A block that no sheet has."""
        match block:
            case view.Grid():
                yield from self._grid(block)
            case view.Tree():
                yield from self._tree(block)
            case view.Matrix():
                yield from self._matrix(block)
            case view.MarkedLine(text, belongs):
                yield from self._beside(" " * looks.INDENT * belongs, marked(text))
            case view.CommandLine(says, line):
                yield from self._line("plain", says)
                whole = f"{' ' * 2 * looks.INDENT}{visible(line)}"
                yield Text(whole, looks.STYLES["strong"], no_wrap=True, overflow="ignore")

    def _line(self, style: TextStyle, text: str) -> Iterator[Text]:
        """Running text, where there is any."""
        if text:
            yield from self._beside("", _text(text, style))

    def _indented(self, paragraphs: Iterable[str]) -> Iterator[Text]:
        for paragraph in paragraphs:
            yield from self._beside(" " * looks.INDENT, _text(paragraph))

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Text]:
        """What each first one says of itself in the second, which begin one under the other."""
        shown = [(visible(first), second) for first, second in pairs]
        wide = min(max((cell_len(first) for first, _second in shown), default=0), self.width // 3)
        for first, second in shown:
            yield from self._beside(f"{first}{' ' * (wide - cell_len(first))}  ", _text(second), "strong")

    def _beside(self, sign: str, text: Text, style: TextStyle = "plain", rest: str | None = None) -> Iterator[Text]:
        """A sign, and text beside it that goes on under itself, or under `rest`, which is as wide.

        What stands before the text and takes more than half of the room has lines of its own.
        """
        if cell_len(sign) > self.width // 2 and sign.strip():
            yield from self._beside("", Text(sign.rstrip(), looks.STYLES[style]))
            sign = " " * looks.INDENT
        below = " " * cell_len(sign) if rest is None else rest
        for line in text.wrap(self.console, self.width - cell_len(sign), overflow="fold"):
            yield Text.assemble((sign, looks.STYLES[style]), line)
            sign = below

    def _tree(self, tree: view.Tree, first: str = "", rest: str = "") -> Iterator[Text]:
        """A label behind its branch, words about it under it, and then what is below it."""
        below = f"{rest}{self.edges.down if tree.below else ''}"
        yield from self._beside(first, _text(tree.label, "strong"), "link", rest)
        if tree.about:
            yield from self._beside(below, _text(tree.about), "link", below)
        for each in tree.below:
            last = each is tree.below[-1]
            down = " " * len(self.edges.down) if last else self.edges.down
            fork = self.edges.last if last else self.edges.fork
            yield from self._tree(each, f"{rest}{fork}", f"{rest}{down}")

    def _matrix(self, matrix: view.Matrix) -> Iterator[Text]:
        """A row for each, and a column for each that comes before it: a number, or a dot where there is none."""
        names = [visible(name) for name in matrix.names]
        texts = [*names, *map(str, matrix.times.values())]
        wide = max(map(cell_len, texts), default=0) + 1
        if wide * len(names) > self.width:
            return
        yield from self._line("heading", matrix.caption)
        for row, name in enumerate(names[1:], 1):
            signs = [(name.rjust(wide - 1), looks.STYLES["heading"])]
            for column in matrix.names[:row]:
                times = matrix.times.get((column, matrix.names[row]), 0)
                sign = str(times) if times else "\N{MIDDLE DOT}" if self.fine else "."
                signs.append((sign.rjust(wide), looks.STYLES["strong" if times > 1 else "plain"]))
            yield Text.assemble(*signs)
        yield Text(" " * (wide - 1) + "".join(name.rjust(wide) for name in names[:-1]), looks.STYLES["heading"])

    def _grid(self, grid: view.Grid) -> Iterator[Text]:
        """A table as wide as every other. Without room for all of it in a row, rows have lines below them."""
        yield from self._line("heading", grid.caption)
        widths = widths_of(grid, self.width)
        beside = grid.columns if widths is None else grid.columns[: len(widths)]
        if widths is not None and any(column.heading for column in beside):
            yield from self._row(beside, widths, [_text(column.heading, "heading") for column in beside], low=True)
            yield Text(self.edges.rule * self.width, looks.STYLES["rule"])
        below = widths[0] + looks.GAP if widths and widths[0] <= looks.SHORT else looks.INDENT
        for place, group in enumerate(grid.groups):
            yield from [Text()] if place and group.heading else ()
            yield from self._line("heading", group.heading)
            rows = group.rows
            if grid.columns[-1].of == "sentences" or widths is None:
                rows = tuple((_strong(first), *others) for first, *others in rows)
            if widths is not None and len(beside) == len(grid.columns):
                for row in rows:
                    yield from self._row(beside, widths, list(map(self._cell, row, widths)))
                continue
            for row in rows:
                if widths is None:
                    yield from self._stacked(grid.columns, row)
                else:
                    yield from self._row(beside, widths, list(map(self._cell, row, widths)))
                    text = self._cell(row[-1], self.width)
                    yield from self._beside(" " * below, text) if text.plain else ()

    def _row(
        self, columns: Sequence[view.Heading], widths: Sequence[int], cells: Sequence[Text], *, low: bool = False
    ) -> Iterator[Text]:
        """A row at these widths, over as many lines as its longest cell takes; a short one may stand `low` in them.

        By hand: a row is a few lines of text at most, and rich's table takes as long for a hundred as Python to start.
        """
        texts = [self._lines(cell, width) for cell, width in zip(cells, widths, strict=False)]
        height = max(map(len, texts))
        for at in range(height):
            parts: list[str | Text] = []
            for column, width, lines in zip(columns, widths, texts, strict=True):
                place = at - (height - len(lines)) * low
                line = lines[place] if 0 <= place < len(lines) else Text()
                space = " " * (width - line.cell_len)
                parts += [space, line] if column.of == "number" else [line, space]
                parts.append(" " * looks.GAP)
            yield Text.assemble(*parts)

    def _lines(self, cell: Text, width: int) -> Sequence[Text]:
        if cell.cell_len <= width and "\n" not in cell.plain:
            return (cell,)
        lines = list(cell.wrap(self.console, width, overflow="fold"))
        for line in lines:
            line.rstrip()
        return lines

    def _stacked(self, columns: Sequence[view.Heading], row: Sequence[view.Cell]) -> Iterator[Text]:
        """A row as lines: its name, then what each other cell is and says."""
        room = min(self.width - looks.INDENT, looks.LONGEST_BAR)
        yield from self._beside("", self._cell(row[0], room))
        for column, cell in zip(columns[1:], row[1:], strict=True):
            text = self._cell(cell, room)
            named = Text(f"{visible(column.heading)}: ") if column.heading and column.of != "bar" else Text()
            if text.plain:
                yield from self._beside(" " * looks.INDENT, named + text)

    def _cell(self, cell: view.Cell, width: int) -> Text:
        match cell:
            case view.Bar():
                return self._bar(cell, width)
            case view.Marked():
                return marked(cell)
            case view.Pieces(texts, signs):
                return side_by_side([visible(text) for text in texts], signs, width)
        return Text("\n".join(map(visible, cell.split("\n"))))

    def _bar(self, bar: view.Bar, width: int) -> Text:
        """A bar where this many columns are the whole; what is more than nothing is to be seen."""
        fill = looks.FILLS[bar.fill]
        begins = min(round(bar.begins * width), width - 1)
        eighths = min(max(round(bar.share * width * 8), bar.share > 0), (width - begins) * 8)
        if self.fine and fill.ends_finely:
            drawn = fill.sign * (eighths // 8) + looks.EIGHTHS[eighths % 8].strip()
        else:
            drawn = (fill.sign if self.fine else fill.plain_sign) * max(round(eighths / 8), eighths > 0)
        return Text.assemble(" " * begins, (drawn, fill.colour))


def _columns(headings: Sequence[doc.HeaderCell]) -> tuple[view.Heading, ...]:
    return tuple(view.Heading(each.heading, "number" if each.numbers else "text") for each in headings)


def _text(text: str, style: TextStyle = "plain") -> Text:
    return Text(visible(text), looks.STYLES[style])


def _strong(cell: view.Cell) -> view.Cell:
    return view.lead(cell) if isinstance(cell, str) else cell
