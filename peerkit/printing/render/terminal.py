"""A document as text to be read in order, by eye or by ear: no columns, nothing drawn, one thing a line."""

from collections.abc import Iterator

from peerkit.printing import document as doc
from peerkit.printing.text import lines, visible


def terminal(document: doc.Document) -> str:
    """The whole document; lines are as long as their text, and end with the last line's end."""
    parts = ["\n".join(filter(None, map(visible, (document.title, document.subtitle))))]
    parts += (_block(block, document.language) for block in document.opening)
    for section in document.sections:
        parts += [visible(section.heading), *(_block(block, document.language) for block in section.blocks)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _block(block: doc.Element, language: str) -> str:
    return "\n".join(filter(None, _lines(block, language)))


def _lines(block: doc.Element, language: str) -> Iterator[str]:
    match block:
        case doc.Paragraph():
            yield visible(block.text)
        case doc.Listing(items, numbered):
            for number, item in enumerate(items, 1):
                yield f"{number}. {visible(item)}" if numbered else f"- {visible(item)}"
        case doc.Callout(heading, paragraphs):
            yield visible(heading)
            yield from map(visible, paragraphs)
        case doc.Facts(facts):
            for fact in facts:
                yield visible(f"{fact.figure} {fact.counts}")
        case doc.Table(caption, columns, rows):
            headings = [visible(column.heading) for column in columns]
            yield visible(caption)
            for first, *others in rows:
                cells = ", ".join(f"{name} {visible(cell)}" for name, cell in zip(headings[1:], others, strict=True))
                yield f"- {visible(first)}: {cells}" if cells else f"- {visible(first)}"
        case doc.Chart(table):
            yield from _lines(table, language)
        case doc.Entries(entries, numbered):
            for number, entry in enumerate(entries, 1):
                lead = f"{visible(entry.note)}: " if entry.note else ""
                first, *others = map(visible, lines(entry.text, language))
                yield f"{number}. " * numbered + lead + first
                yield from others
                yield from (f"[ ] {visible(option)}" for option in entry.boxes)
                yield from (line for each in entry.below for line in _lines(each, language))
        case doc.Details(pairs):
            yield from (f"{visible(label)}: {visible(said)}" for label, said in pairs)
        case doc.Timetable(slots):
            yield from (f"{visible(slot.time)}  {visible(slot.what)}" for slot in slots)
        case doc.Script(paragraphs):
            yield from map(visible, paragraphs)
        case doc.Cards(cards):
            for card in cards:
                yield ". ".join(map(visible, (card.heading, *card.lines)))
        case doc.Strips(strip):
            yield from map(visible, strip)
        case doc.Blank(label):
            yield f"{visible(label)} ____"
        case doc.QRCode():
            yield visible(block.says)
