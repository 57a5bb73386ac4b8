"""What is to be thought about in the words of a flyer: every problem at once."""

from collections.abc import Iterator

from peerkit.leaflets.flyer import Flyer, FlyerText
from peerkit.problems import Problem
from peerkit.values import numbered
from peerkit.wording import somebodys
from peerkit.wording.check import check_claims, check_easy, check_spoken, check_words, not_checked


def check(flyer: Flyer) -> list[Problem]:
    """Labels, what shuts people out, jargon, what each group decides for itself, long sentences, and what is missing.

    Also what looks like somebody's own number. Words are looked up where there is a list for the flyer's language.
    """
    told = (problem for place, text in _said(flyer) for problem in _of(place, text, flyer.language))
    return [*_missing(flyer), *not_checked([flyer.language]), *told]


def _missing(flyer: Flyer) -> Iterator[Problem]:
    for key, asks in (("what", "what it is"), ("who", "for whom it is")):
        if getattr(flyer, key) is None:
            reason = f"Nothing says {asks}, so the summary is printed instead."
            yield Problem(key, f"no-{key}", reason, f"Add {key} = ... below title.", "advice")


def _of(place: str, text: str, language: str) -> Iterator[Problem]:
    yield from check_words(place, text, language)
    yield from check_claims(place, text, language)
    yield from (check_easy if place.startswith("easy.") else check_spoken)(place, text, language)
    for each in (*somebodys.addresses(text), *somebodys.numbers(text)):
        reason = f'"{each}" may be somebody\'s own, and this hangs where anyone can read it.'
        yield Problem(place, "somebodys", reason, "Leave it out: how to reach the group is [group] contact.", "advice")


def _said(flyer: Flyer) -> Iterator[tuple[str, str]]:
    """Every text of it, each with its place."""
    yield "summary", flyer.summary
    for prefix, said in (("", flyer), ("easy.", flyer.easy), ("card.", flyer.card)):
        if said is not None:
            yield from ((f"{prefix}{place}", text) for place, text in _of_wording(said))
    for place, detail in enumerate(flyer.detail):
        yield f"{numbered('detail', place)}.label", detail.label
        if detail.says:
            yield f"{numbered('detail', place)}.says", detail.says


def _of_wording(said: FlyerText) -> Iterator[tuple[str, str]]:
    yield "title", said.title
    yield from ((key, text) for key in ("what", "who") if (text := getattr(said, key)))
    yield from ((f"opening.item {place}", line) for place, line in enumerate(said.opening, start=1))
    yield "welcome.heading", said.welcome.heading
    yield from ((f"welcome.lines.item {place}", line) for place, line in enumerate(said.welcome.lines, start=1))
