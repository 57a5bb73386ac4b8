"""Everything peerkit has to say about one text, as problems with a place."""

from collections.abc import Callable, Iterable, Iterator

from peerkit.messages import ENGLISH, _, is_english, ngettext
from peerkit.problems import Problem, Severity
from peerkit.wording import claims, excluding, jargon, labels, lists, prompts
from peerkit.wording.found import Found
from peerkit.wording.grammar import commas
from peerkit.wording.sentences import LONGEST_EASY, LONGEST_SPOKEN, longest, split, words_in

_FINDERS: tuple[tuple[Callable[[str], list[Found]], str, Severity, str], ...] = (
    (prompts.find, "asks-too-much", "error", 'This asks for "{}".'),
    (labels.find, "label", "error", '"{}" puts a label on people.'),
    (excluding.find, "shuts-out", "error", '"{}" shuts people out.'),
    (jargon.find, "jargon", "advice", '"{}" is jargon.'),
)


def check_words(place: str, text: str, language: str = ENGLISH.tag) -> Iterator[Problem]:
    """Labels, rules that shut people out and prompts that ask too much (errors); jargon (advice).

    In another language than English: the words of its list, where speakers wrote one.
    """
    for find, code, severity, reason in _FINDERS:
        for found in find(text) if is_english(language) else lists.find(text, language, code):
            yield Problem(place, code, reason.format(found.word), found.suggestion, severity)


def not_checked(languages: Iterable[str]) -> Iterator[Problem]:
    """That the words of these languages were looked up in no list (advice), once for all of them."""
    without = dict.fromkeys(each for each in languages if not is_english(each) and not lists.there_is(each))
    if without:
        reason = _(
            "The words in another language than English were not checked: there is no list for {languages}.",
            languages=commas(without),
        )
        hint = _("Ask somebody to read it for labels and jargon.")
        yield Problem("language", "words-not-checked", reason, hint, "advice")


def check_claims(place: str, text: str, language: str = ENGLISH.tag) -> Iterator[Problem]:
    """What a text in English decides though each group chooses it for itself (advice)."""
    for claim in claims.find(text) if is_english(language) else ():
        reason = f'"{claim.word}" says what a group\'s own rules decide: {claim.topic}.'
        yield Problem(place, "fixed-claim", reason, claims.INSTEAD, "advice")


def check_spoken(place: str, text: str, language: str = ENGLISH.tag) -> Iterator[Problem]:
    """Sentences too long to read aloud (advice)."""
    most = longest(LONGEST_SPOKEN, language)
    for beginning, words in _longer(text, most):
        reason = ngettext(
            '"{beginning} ..." has {n} word: hard to read aloud.',
            '"{beginning} ..." has {n} words: hard to read aloud.',
            words,
            beginning=beginning,
        )
        hint = ngettext("Make two of it: {n} word at most.", "Make two of it: {n} words at most.", most)
        yield Problem(place, "long-sentence", reason, hint, "advice")


def check_easy(place: str, text: str, language: str = ENGLISH.tag) -> Iterator[Problem]:
    """Sentences too long for Easy Read (advice)."""
    most = longest(LONGEST_EASY, language)
    for beginning, words in _longer(text, most):
        reason = ngettext(
            '"{beginning} ..." has {n} word, and Easy Read has {most} at most.',
            '"{beginning} ..." has {n} words, and Easy Read has {most} at most.',
            words,
            beginning=beginning,
            most=most,
        )
        yield Problem(place, "long-easy", reason, _("Make two of it, with one idea each."), "advice")


def _longer(text: str, most: int) -> Iterator[tuple[str, int]]:
    """How each sentence of more than so many words begins, and how many it has."""
    for sentence in split(text):
        if (words := words_in(sentence)) > most:
            yield " ".join(sentence.split()[:5]), words
