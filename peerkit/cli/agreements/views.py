"""Agreements as somebody sees them who looks at a terminal."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from peerkit.agreements.changes import Change
from peerkit.messages import _
from peerkit.printing.document import Block, Document, Section
from peerkit.printing.view import Marked, MarkedLine, Sense


def changed(found: Sequence[Change]) -> Document:
    """Each change, with the words before and now, of which those stand out that went and those that came."""
    return Document("", opening=(), sections=tuple(Section(each.sentence, tuple(_words(each))) for each in found))


def _words(change: Change) -> Iterator[Block]:
    if not (change.before and change.after):
        sense: Sense = "went" if change.before else "came"
        if text := change.before or change.after:
            yield MarkedLine(Marked(((sense, text),)), belongs=True)
        return
    before, after = change.before.split(), change.after.split()
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    went: list[tuple[Sense, list[str]]] = [("" if how == "equal" else "went", before[a:b]) for how, a, b, *_c in steps]
    came: list[tuple[Sense, list[str]]] = [("" if how == "equal" else "came", after[c:d]) for how, *_a, c, d in steps]
    lines = (*_joined(_("Before:"), went), ("", "\n"), *_joined(_("Now:"), came))
    yield MarkedLine(Marked(lines), belongs=True)


def _joined(label: str, runs: Sequence[tuple[Sense, list[str]]]) -> tuple[tuple[Sense, str], ...]:
    """Runs of words behind a label, with the spaces between them in no run."""
    parts: list[tuple[Sense, str]] = [("", label)]
    for sense, words in runs:
        if words:
            parts += [("", " "), (sense, " ".join(words))]
    return tuple(parts)
