"""What a sheet says of itself as long as it is a draft: in Easy Read, and in a language that no speaker has read."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from peerkit.messages import ENGLISH, _, spoken
from peerkit.printing.document import Callout, Card, Cards, Document, Strips
from peerkit.printing.pictures import credit
from peerkit.printing.text import Text, joined, own, written
from peerkit.workspace.catalogues import unread


def notice() -> Callout:
    """People with learning disabilities make Easy Read, too (domain notes, F2): until then it is a draft."""
    unchecked = _("People with learning disabilities have not checked it yet.")
    return Callout(own(_("This is an Easy Read draft.")), (own(unchecked), own(credit())))


def translated(document: Document) -> bool:
    """Whether words of peerkit's own stand on it in a translation that no speaker has read."""
    return spoken().draft and spoken().tag in _languages(document)


def labelled(document: Document) -> Document:
    """The sheet, which says in both languages where it is a draft: before what is torn off, or on each card.

    At the foot of several pages each says that in a word of its own language.
    """
    label = Callout("", _label())
    if not translated(document) or label in document.opening:
        return document
    if any(isinstance(block, Cards) for block in document.opening):
        return replace(document, opening=tuple(map(_on_each_card, document.opening)))
    last = next((at for at, block in enumerate(document.opening) if isinstance(block, Strips)), len(document.opening))
    foot = joined((own(_("Draft.")), document.foot))
    return replace(document, opening=(*document.opening[:last], label, *document.opening[last:]), foot=foot)


def _label() -> tuple[str, ...]:
    return tuple(written(text, tag) for text, tag in zip(unread(), (spoken().tag, ENGLISH.tag), strict=False))


def _on_each_card(block: Any) -> Any:
    if not isinstance(block, Cards):
        return block
    told = joined(_label())
    return Cards(
        tuple(Card(card.heading, (*(each for each in card.lines if each != told), told)) for card in block.cards)
    )


def _languages(value: Any) -> Iterator[str]:
    """The languages of all marked text, but for what stands at the foot of every page."""
    if isinstance(value, Text):
        yield from (run.language for run in value.runs)
    elif isinstance(value, tuple):
        for each in value:
            yield from _languages(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "foot":
                yield from _languages(getattr(value, field.name))
