"""Sentences of a script, as somebody would read them out."""

import re

from peerkit.messages import base_of

LONGEST_SPOKEN = 20
LONGEST_EASY = 15
"""Words in a sentence of Easy Read at most, as the Department of Health and Inclusion Europe advise."""
_TO_ONE_IN_ENGLISH = {"ar": 0.8, "cy": 1.1, "es": 1.0, "pl": 0.89}
"""How many words a language takes for one of English: peerkit's own messages of six words and more, counted in both."""

_BEFORE_MORE = {"e.g.", "i.e.", "vs.", "cf.", "approx.", "mr.", "mrs.", "ms.", "mx.", "dr.", "st.", "prof.", "rev."}
_MAY_END = {"etc.", "no.", "a.m.", "p.m.", "tel.", "min.", "mins.", "hr.", "hrs.", "sr.", "jr."}
_STOPS = ".!?\u2026\u061f\u06d4\u0964\u0965"
"""What ends a sentence; the last four in Arabic, Urdu, and Hindi and Bengali."""
_END = f"(?<![{_STOPS}])[{_STOPS}]++[\"'\u201d\u2019)\\]]*+(?=\\s|$)"
_PARAGRAPH = r"\n[ \t]*\n|\n[ \t]*(?=(?:[-*\u2022]|\d{1,2}[.)])[ \t])"
_BULLET = r"\A(?:[-*\u2022]|\d{1,2}[.)])[ \t]+"
_OPENERS = "\"'\u201c\u2018(["


def split(text: str) -> list[str]:
    """The sentences of `text`, in order, each on one line.

    A line's end inside a paragraph is a space; an empty line or a bullet ends a sentence. Full stops in
    `e.g.`, `7.30` or `Dr. Lee` end none, nor does `"Pass." she said` end twice.
    """
    return [sentence for paragraph in re.split(_PARAGRAPH, text) for sentence in _of(paragraph)]


def in_lines(text: str) -> list[str]:
    """The sentences of one paragraph with nothing left out, not even a number that `split` takes for a bullet."""
    sentences = split(text)
    return sentences if "".join(sentences).replace(" ", "") == "".join(text.split()) else [text]


def longest(words: int, language: str) -> int:
    """As many words of a language as say what so many of English say; as many, where nobody has counted."""
    return round(words * _TO_ONE_IN_ENGLISH.get(base_of(language), 1))


def words_in(sentence: str) -> int:
    """How many words a voice says: what stands between spaces and holds a letter or a digit."""
    return sum(any(sign.isalnum() for sign in word) for word in sentence.split())


def _of(paragraph: str) -> list[str]:
    line = " ".join(re.sub(_BULLET, "", paragraph.strip(), count=1).split())
    sentences, start = [], 0
    for found in re.finditer(_END, line):
        if _ends(line, found.end()):
            sentences.append(line[start : found.end()].strip())
            start = found.end()
    sentences.append(line[start:].strip())
    return [sentence for sentence in sentences if any(sign.isalnum() for sign in sentence)]


def _ends(line: str, at: int) -> bool:
    """Whether a sentence ends at that place of a line, where a full stop or its like stands before a space."""
    if at >= len(line):
        return True
    begins = at + 1
    while begins < len(line) and line[begins] in _OPENERS:
        begins += 1
    begins_small = line[begins : begins + 1].islower()
    if begins_small and line[at - 1] not in _STOPS:
        return False
    last = line[line.rfind(" ", 0, at) + 1 : at].lstrip(_OPENERS).casefold()
    if last in _BEFORE_MORE:
        return False
    if last in _MAY_END or last.endswith(("\u2026", "...")):
        return not begins_small and not (last == "no." and line[at + 1].isdigit())
    return True
