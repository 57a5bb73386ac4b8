"""Everything peerkit has to say about one text, as problems with a place."""

from collections.abc import Callable, Iterator

from peerkit.problems import Problem, Severity
from peerkit.wording import claims, excluding, jargon, labels, prompts
from peerkit.wording.found import Found
from peerkit.wording.sentences import LONGEST_EASY, LONGEST_SPOKEN, split, words_in

_FINDERS: tuple[tuple[Callable[[str], list[Found]], str, Severity, str], ...] = (
    (prompts.find, "asks-too-much", "error", 'This asks for "{}".'),
    (labels.find, "label", "error", '"{}" puts a label on people.'),
    (excluding.find, "shuts-out", "error", '"{}" shuts people out.'),
    (jargon.find, "jargon", "advice", '"{}" is jargon.'),
)


def check_words(place: str, text: str) -> Iterator[Problem]:
    """Labels, rules that shut people out and prompts that ask too much (errors); jargon (advice)."""
    for find, code, severity, reason in _FINDERS:
        for found in find(text):
            yield Problem(place, code, reason.format(found.word), found.suggestion, severity)


def check_claims(place: str, text: str) -> Iterator[Problem]:
    """What a text decides though each group chooses it for itself (advice)."""
    for claim in claims.find(text):
        reason = f'"{claim.word}" says what a group\'s own rules decide: {claim.topic}.'
        yield Problem(place, "fixed-claim", reason, claims.INSTEAD, "advice")


def check_spoken(place: str, text: str) -> Iterator[Problem]:
    """Sentences too long to read aloud (advice)."""
    for beginning, words in _longer(text, LONGEST_SPOKEN):
        reason = f'"{beginning} ..." has {words} words: hard to read aloud.'
        yield Problem(place, "long-sentence", reason, f"Make two of it: {LONGEST_SPOKEN} words at most.", "advice")


def check_easy(place: str, text: str) -> Iterator[Problem]:
    """Sentences too long for Easy Read (advice)."""
    for beginning, words in _longer(text, LONGEST_EASY):
        reason = f'"{beginning} ..." has {words} words, and Easy Read has {LONGEST_EASY} at most.'
        yield Problem(place, "long-easy", reason, "Make two of it, with one idea each.", "advice")


def _longer(text: str, most: int) -> Iterator[tuple[str, int]]:
    """How each sentence of more than so many words begins, and how many it has."""
    for sentence in split(text):
        if (words := words_in(sentence)) > most:
            yield " ".join(sentence.split()[:5]), words
