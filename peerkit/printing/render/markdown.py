"""A document as Markdown, in which every text stays text.

CommonMark takes a backslash before any sign of ASCII punctuation for that sign itself (specification, 2.4). The signs
below are those that begin anything in CommonMark, in GitHub's tables, links and mentions, or in mathematics.
"""

import re
from collections.abc import Iterable, Iterator

from peerkit.printing import document as doc
from peerkit.printing.text import lines, visible

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&$^@]|:(?=\S)|(?<=\w)\.(?=[^\W\d])")
_FIRST = re.compile(r"^([-+=]|\d+(?=[.)]))")
"""What makes a list, or a line under a heading, where it stands first."""


def markdown(document: doc.Document) -> str:
    """The whole document, one paragraph a line, ending with the last line's end.

    Lists that may follow each other have marks of their own, so that two stay two.
    """
    parts = [f"# {_text(document.title)}", _text(document.subtitle), *_blocks(document.opening, document.language)]
    for section in document.sections:
        parts += [f"## {_text(section.heading)}", *_blocks(section.blocks, document.language)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _text(text: str) -> str:
    return _FIRST.sub(lambda first: f"{first[1]}\\" if first[1].isdigit() else f"\\{first[1]}", _inside(text))


def _inside(text: str) -> str:
    """Text that begins no line."""
    return _SIGNS.sub(r"\\\g<0>", visible(text))


def _quoted(paragraphs: Iterable[str]) -> str:
    return "\n>\n".join(f"> {_text(text)}" for text in paragraphs if text)


def _blocks(blocks: Iterable[doc.Element], language: str) -> Iterator[str]:
    return ("\n".join(_lines(block, language)) for block in blocks)


def _lines(block: doc.Element, language: str) -> Iterator[str]:
    match block:
        case doc.Paragraph(text):
            yield _text(text)
        case doc.Listing(items, numbered):
            for number, item in enumerate(items, 1):
                yield f"{number}. {_text(item)}" if numbered else f"- {_text(item)}"
        case doc.Callout(heading, paragraphs):
            yield _quoted((heading, *paragraphs))
        case doc.Script(texts) | doc.Strips(texts):
            yield _quoted(texts)
        case doc.Facts(facts):
            for fact in facts:
                yield f"* {_text(f'{fact.figure} {fact.counts}')}"
        case doc.Table(caption, columns, rows):
            yield f"{_text(caption)}\n"
            yield _row(column.heading for column in columns)
            yield f"|{'|'.join(' ---: ' if column.numbers else ' :--- ' for column in columns)}|"
            yield from map(_row, rows)
        case doc.Chart(table):
            yield from _lines(table, language)
        case doc.Entries(entries, numbered):
            for number, entry in enumerate(entries, 1):
                mark = f"{number}) " if numbered else "+ "
                lead = f"{_text(entry.note)}: " if entry.note else ""
                first, *others = lines(entry.text, language)
                yield mark + lead + (_inside(first) if lead else _text(first))
                inside = " " * len(mark)
                yield from (f"\n{inside}{_text(line)}" for line in others)
                yield from (f"{inside}- \\[ \\] {_text(option)}" for option in entry.boxes)
                yield from (f"\n{inside}{line}" for each in entry.below for line in _lines(each, language))
        case doc.Details(pairs):
            for label, said in pairs:
                yield f"* {_text(label)}: {_inside(said)}"
        case doc.Timetable(slots):
            for slot in slots:
                yield f"* {_text(f'{visible(slot.time)} {visible(slot.what)}')}"
        case doc.Cards(cards):
            for card in cards:
                yield f"* {_text('. '.join(map(visible, (card.heading, *card.lines))))}"
        case doc.Blank(label):
            yield f"{_text(label)} \\_\\_\\_\\_"
        case doc.QRCode():
            yield _text(block.says)


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_text, cells))} |"
