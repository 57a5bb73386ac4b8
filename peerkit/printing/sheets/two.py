"""One sheet in two languages, for a wall or a door: piece by piece, the one below or beside the other."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from difflib import SequenceMatcher
from itertools import dropwhile, takewhile, zip_longest
from typing import Any

from peerkit.printing import document as doc
from peerkit.printing.text import BETWEEN, Run, Text, joined


def together(first: doc.Document, second: doc.Document) -> doc.Document:
    """Both sheets as one, in the language of the first: the second's words are marked, and what both say stands once.

    Their blocks go in pairs, as they do where both are one sheet in two languages.
    """
    if first.language == second.language:
        return first
    other = _marked(second, second.language)
    return replace(
        first,
        title=_beside(first.title, other.title),
        subtitle=_beside(first.subtitle, other.subtitle),
        opening=tuple(_blocks(first.opening, other.opening)),
        sections=tuple(
            replace(one, heading=_beside(one.heading, its.heading), blocks=tuple(_blocks(one.blocks, its.blocks)))
            for one, its in zip(first.sections, other.sections, strict=False)
        ),
        foot=_beside(first.foot, other.foot),
    )


def _marked(value: Any, language: str) -> Any:
    """The same, with each text in the language that it is in, whatever document it comes to stand in."""
    if isinstance(value, Text):
        pieces = ((run.language, at, piece) for run in value.runs for at, piece in enumerate(run.pieces) if piece)
        return Text(*(_in(language if at % 2 or not own else own, piece) for own, at, piece in pieces))
    if isinstance(value, str):
        return Text(_in(language, value)) if any(map(str.isalpha, value)) else value
    if isinstance(value, tuple):
        return tuple(_marked(each, language) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = ("language", "fits", "rows", "form", "time", "figure")
        return replace(
            value,
            **{
                each.name: _marked(getattr(value, each.name), language)
                for each in fields(value)
                if each.name not in kept
            },
        )
    return value


def _in(language: str, text: str) -> Run:
    return Run(language if any(map(str.isalpha, text)) else "", (text,))


def _beside(one: str, other: str) -> str:
    """Both on one line; what is the same, once: the whole, or the end, as after a label."""
    if str(one) == str(other) or not other:
        return one
    if not (isinstance(one, Text) and isinstance(other, Text)):
        return joined((one, other), BETWEEN)
    ends = takewhile(lambda pair: pair[0].pieces == pair[1].pieces, zip(one.runs[::-1], other.runs[::-1], strict=False))
    same = len(list(ends))
    own, its, end = (
        Text(*runs)
        for runs in (
            one.runs[: len(one.runs) - same],
            other.runs[: len(other.runs) - same],
            one.runs[len(one.runs) - same :],
        )
    )
    return joined((joined((own, its), BETWEEN), end), "")


def _each_beside(some: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    return (_beside(one or other, other) for one, other in zip_longest(some, others, fillvalue=""))


def _below(some: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Each with its other after it; what is the same, once."""
    found: dict[str, str] = {}
    for pair in zip_longest(some, others):
        for text in filter(None, pair):
            found.setdefault(str(text), text)
    return tuple(found.values())


def _blocks(own: tuple[doc.Element, ...], its: tuple[doc.Element, ...]) -> Iterator[doc.Element]:
    kinds, others = ([type(block).__name__ for block in blocks] for blocks in (own, its))
    for same, start, end, first, last in SequenceMatcher(None, kinds, others, autojunk=False).get_opcodes():
        if same == "equal":
            for one, other in zip(own[start:end], its[first:last], strict=True):
                yield from _both(one, other)
        else:
            yield from (*own[start:end], *its[first:last])


def _both(one: Any, other: Any) -> Iterator[doc.Element]:
    match one:
        case doc.Paragraph():
            yield from map(doc.Paragraph, _below((one.text,), (other.text,)))
        case doc.Callout():
            yield doc.Callout(_beside(one.heading, other.heading), _below(one.paragraphs, other.paragraphs))
        case doc.Script():
            yield doc.Script(_below(one.paragraphs, other.paragraphs))
        case doc.Listing():
            yield replace(one, items=tuple(_each_beside(one.items, other.items)))
        case doc.Timetable():
            pairs = zip(one.slots, other.slots, strict=True)
            yield doc.Timetable(tuple(replace(own, what=_beside(own.what, its.what)) for own, its in pairs))
        case doc.Details():
            answers = zip(one.pairs, other.pairs, strict=False)
            yield doc.Details(tuple((_beside(own[0], its[0]), _beside(own[1], its[1])) for own, its in answers))
        case doc.Entries():
            yield replace(one, entries=tuple(map(_entry, one.entries, other.entries)))
        case doc.Blank():
            yield replace(one, label=_beside(one.label, other.label))
        case doc.Strips():
            yield replace(one, lines=tuple(_each_beside(one.lines, other.lines)))
        case doc.Cards():
            yield doc.Cards(
                tuple(
                    doc.Card(_beside(own.heading, its.heading), tuple(_each_beside(own.lines, its.lines)))
                    for own, its in zip(one.cards, other.cards, strict=True)
                )
            )
        case doc.QRCode():
            yield one
        case _:
            yield from (one, other)


def _entry(one: doc.Entry, other: doc.Entry) -> doc.Entry:
    """One rule: its value in both, its words one below the other, and ways to decide that are ticked once."""
    note, below = _beside(one.note, other.note), tuple(_blocks(one.below, other.below))
    if one.boxes and other.boxes:
        text = _beside(one.text, _without(other.text, one.text))
        return doc.Entry(text, note, tuple(map(_beside, one.boxes, other.boxes)), below)
    again = () if str(one.text) == str(other.text) else (doc.Paragraph(other.text),)
    return doc.Entry(one.text, note, one.boxes or other.boxes, (*again, *below))


def _without(text: str, said: str) -> str:
    """What a text says more than another: without what both begin with, in the same language."""
    if not (isinstance(text, Text) and isinstance(said, Text)):
        return text
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(text.runs, said.runs, strict=False))))
    return Text(*dropwhile(lambda run: not any(map(str.strip, run.pieces)), text.runs[same:]))
