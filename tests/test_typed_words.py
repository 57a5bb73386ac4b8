"""Words to type: English always, the language's own as well, whatever their capitals and marks, and no two alike."""

from collections.abc import Iterator

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.cli.terminal import prompt
from peerkit.live.helping import help_lines
from peerkit.live.loop import Session
from peerkit.live.question import Question, Reply
from peerkit.live.screen.asking import Asking
from peerkit.messages import TO_SAY, Catalogue, _, speak, speaking
from peerkit.running.actions import ACTIONS, BY_WORD
from peerkit.running.understanding import answer, understood
from peerkit.wording.typed import KEYS, WORDS, called, folded, in_english
from peerkit.wording.yes_no import yes_or_no
from peerkit.workspace.catalogues import catalogue
from tests.catalogues import unsound
from tests.room import HandClock, circle_header

OWN = {
    "next": "dalej", "left": "wyszła|wyszedł", "joined": "doszło do nas", "more": "więcej", "help": "pomoc",
    "all": "wszystko", "yes": "tak", "no": "nie", "resume": "wznów", "minutes": "minuty|minut", "pause": "łagodnie",
    "nobody counted": "nikt nie liczył",
    "time": "الوقت", "rules": "القواعد الأساسية", "close": "إغلاق",
}  # fmt: skip


class Own(Catalogue):
    """A language that has these words and no other message."""

    tag = "pl"

    def pgettext(self, context: str, message: str) -> str:
        return OWN.get(message, message) if context == TO_SAY else message


@pytest.fixture(autouse=True)
def own(english: None) -> Iterator[None]:
    speak(Own())
    yield
    speak(None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dalej", "next"), ("Dalej.", "next"), ("DALEJ", "next"), ("wznow", "resume"), ("WZNÓW", "resume"),
        ("lagodnie", "pause"), ("wyszedl 4", "left 4"), ("Wyszła 4", "left 4"), ("doszlo do nas 3", "joined 3"),
        ("więcej 2 minuty", "more 2 minutes"), ("pomoc wszystko", "help all"), ("next", "next"), ("left 4", "left 4"),
        ("الوقت", "time"), ("وقت", "time"), ("الاغلاق", "close"), ("أغلاق", "close"), ("قواعد اساسية", "rules"),
        ("help dalej", "help next"), ("xyz", "xyz"), ("Nikt nie liczył.", "nobody counted"),
    ],
)  # fmt: skip
def test_a_word_is_what_it_stands_for_whatever_its_capitals_marks_and_article(typed: str, meant: str) -> None:
    assert in_english(typed.rstrip(".")).casefold() == meant


def test_what_is_said_in_the_language_does_the_same() -> None:
    header = circle_header()
    state = Session(header, HandClock(header.started)).state
    for own_line, line in (("dalej", "next"), ("Dalej?", "next?"), ("więcej 2 minuty", "more 2 minutes"), ("ن", "k")):
        assert understood(own_line, state) == understood(line, state)
    speak(None)
    assert understood("dalej", state).action is None


def test_a_whole_word_comes_before_a_key() -> None:
    assert (yes_or_no("nie"), yes_or_no("Tak, please"), yes_or_no("n")) == (False, True, False)
    question = Question("?", (Reply("yes", "Do it.", list), Reply("no", "Leave it.", list)))
    assert question.chosen(answer("Nie.")).word == "no"
    assert "1, tak: Do it.\n2, nie: Leave it." in question.spoken


def test_on_the_screen_the_first_letter_of_the_languages_word_answers_and_then_that_of_the_english_one() -> None:
    asked = Asking("?", (Reply("yes", "Do it.", list), Reply("no", "Leave it.", list)))
    assert [asked.answer(sign, sign) for sign in "tny2"] == ["yes", "no", "yes", "no"]
    assert asked.lines()[2] == ["1  tak: Do it.", "2  nie: Leave it."]


def test_help_says_the_languages_word_first_and_takes_both() -> None:
    assert help_lines(in_english("dalej")) == ["dalej, or next: the turn or block is over."]
    assert help_lines("left")[1] == "Other words for it: wyszedł."


def test_a_prompt_takes_its_words_in_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = iter(["Pomoc", "TAK"])
    assert prompt.ask("Well?", yes_or_no, read=lambda: next(lines), about="This.")


@given(st.sampled_from(sorted(OWN.items())), st.sampled_from([str.upper, str.title, folded, str]))
def test_every_word_that_the_language_has_is_taken(pair: tuple[str, str], change) -> None:
    for each in pair[1].split("|"):
        assert in_english(change(each)) == pair[0]


def test_an_arabic_key_is_the_letter_in_its_place() -> None:
    assert len(set(KEYS.values())) == len(KEYS)
    assert {action.key for action in ACTIONS if action.key.isalpha()} - set(KEYS.values()) == {"b"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"next": "dalej", "more": "Dalej"}, "stands for next and for more"),
        ({"next": "left"}, "in English for left"),
        ({"more": "continue"}, "in English for next"),
        ({"no": "n"}, "one letter"),
        ({"next": "idźmy już teraz dalej wszyscy"}, "more than 4 words"),
    ],
)
def test_a_word_that_would_mean_two_things_is_found(words: dict[str, str], told: str) -> None:
    po = polib.POFile()
    po.metadata = {"Language": "xx", "Plural-Forms": "nplurals=1; plural=0;"}
    for word, own_word in words.items():
        po.append(polib.POEntry(msgctxt=TO_SAY, msgid=word, msgstr=own_word))
    assert any(told in wrong for wrong in unsound(po))


def test_every_word_of_an_action_can_be_translated() -> None:
    assert set(BY_WORD) - set(WORDS) == {"next?"}


@pytest.mark.parametrize("tag", ["cy", "es", "pl", "ar"])
def test_the_word_that_goes_on_after_a_pause_stands_in_quotes_as_it_is_typed(tag: str) -> None:
    with speaking(catalogue(tag)):
        told = _("It is paused. Resume first.")
        assert any(f"{before}{called('resume')}{after}" in told for before, after in ('""', "«»", "„”"))


@pytest.mark.parametrize(
    ("said", "meant"), [("cuatro paredes", ""), ("pausaa", "pausa"), ("siguente", "siguiente"), ("nextt", "")]
)
def test_only_words_of_the_language_that_are_near_are_offered_for_one_that_is_not_known(said: str, meant: str) -> None:
    with speaking(catalogue("es")):
        told = understood(said, Session(circle_header(), HandClock()).state).why_not
        hint = _("Did you mean {word}?", word=meant) if meant else _("Say help for the words.")
        assert told == f"{_('I do not know that word, and nothing has changed.')} {hint}"
