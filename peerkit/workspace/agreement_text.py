"""What a group chose, in the text of its own file: comments, order and spaces of all that stays are kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

from peerkit.agreements.agreement import Agreement, Rule
from peerkit.agreements.kinds import Kind
from peerkit.agreements.stored import as_text, rule_as_text
from peerkit.errors import PeerkitError
from peerkit.values import dump, load
from peerkit.workspace.editing import edited, line_end
from peerkit.workspace.toml import statements, tables

_REFUSED = PeerkitError("This can't be changed as it is written.")


class _Written(NamedTuple):
    """A rule as it is written, in whole lines: those `above` it are nobody's, its comments stand right above."""

    above: list[str]
    comments: list[str]
    pieces: list[str]


def rewritten(text: str, after: Agreement, kind: Kind) -> str:
    """The text of an agreement with what it is now; the comments of a rule that was struck go with it.

    A text that can't be changed piece by piece is written anew, and all comments stand at its top.
    """
    newline = line_end(text)
    text = text.replace("\r\n", "\n").strip("\n")
    pieces = _pieces(text)
    try:
        before = load(Agreement, tables(text, ""), kind.names)
        head = _head(pieces, kind)
        changes = _different(replace(before, rule=after.rule), after, kind)
        made = edited("".join(head), changes, _REFUSED, after="title")
        made += _rules(pieces[len(head) :], before, after, kind)
        if load(Agreement, tables(made, ""), kind.names) != after:
            raise _REFUSED
    except PeerkitError:
        made = as_text(after, kind)
        made = "".join([*(each for each in pieces if _is_comment(each) and each not in made), made])
    return made.replace("\n", newline)


def _pieces(text: str) -> list[str]:
    lines = text.split("\n")
    starts = [number - 1 for number, _ in statements(text)]
    return ["".join(f"{line}\n" for line in lines[one:other]) for one, other in pairwise([*starts, len(lines)])]


def _is_comment(piece: str) -> bool:
    return piece.lstrip().startswith("#")


def _is_rule(piece: str, kind: Kind) -> bool:
    return piece.lstrip().startswith("[") and tables(piece, "") == {kind.table: [{}]}


def _is_aside(piece: str) -> bool:
    return not piece.strip() or _is_comment(piece)


def _head(pieces: list[str], kind: Kind) -> list[str]:
    """What stands above the first rule and its comments."""
    head = list(takewhile(lambda piece: not _is_rule(piece, kind), pieces))
    while head and _is_aside(head[-1]):
        head.pop()
    return head


def _rules(pieces: list[str], before: Agreement, after: Agreement, kind: Kind) -> str:
    """All rules as they are now, with what stands between them."""
    written, end = _as_written(pieces, kind)
    if len(written) != len(before.rule):
        raise _REFUSED
    made: list[str] = []
    for place, rule in _aligned(before.rule, after.rule):
        if place is None:
            made += ["\n", rule_as_text(rule, kind)] if rule else []
            continue
        old = written[place]
        if rule is None:
            made += old.above if any(map(_is_comment, old.above)) else []
        else:
            made += [*old.above, *old.comments, *_changed(old.pieces, before.rule[place], rule, kind)]
    return "".join([*made, *end])


def _as_written(pieces: list[str], kind: Kind) -> tuple[list[_Written], list[str]]:
    """Each rule, and what stands below the last."""
    found: list[_Written] = []
    aside: list[str] = []
    for piece in pieces:
        if _is_aside(piece):
            aside.append(piece)
        elif _is_rule(piece, kind):
            own = list(takewhile(_is_comment, reversed(aside)))[::-1]
            found.append(_Written(aside[: len(aside) - len(own)], own, [piece]))
            aside = []
        else:
            found[-1].pieces.extend([*aside, piece])
            aside = []
    return found, aside


def _changed(pieces: list[str], before: Rule, after: Rule, kind: Kind) -> Iterable[str]:
    """The pieces of a rule as it is now. One with other options is written anew, below its comments."""
    if before == after:
        return pieces
    if before.option == after.option:
        return pieces[0], edited("".join(pieces[1:]), _different(before, after, kind), _REFUSED)
    return *filter(_is_comment, pieces), rule_as_text(after, kind)


def _different(before: Agreement | Rule, after: Agreement | Rule, kind: Kind) -> dict[str, Any]:
    """Keys whose values are others now; None where there is none any more."""
    then, now = (dump(each, kind.names) for each in (before, after))
    return {key: value for key, value in now.items() if value != then[key]}


def _aligned(before: Sequence[Rule], after: Sequence[Rule]) -> Iterator[tuple[int | None, Rule | None]]:
    """The place of each rule that was, with what became of it: None, struck. Each that is new has no place."""
    for same, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if same == "equal":
            yield from zip(range(start, end), after[first:last], strict=True)
            continue
        left = list(range(start, end))
        for rule in after[first:last]:
            place = next((at for at in left if _about(before[at]) == _about(rule)), None)
            while place is not None and left[0] < place:
                yield left.pop(0), None
            yield place, rule
            left = left[1:] if place is not None else left
        yield from ((place, None) for place in left)


def _about(rule: Rule) -> str:
    return rule.topic or rule.value
