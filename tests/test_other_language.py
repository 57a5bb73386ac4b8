"""A part in another language than its file: read, kept, checked and compared by what it says of itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from peerkit.agreements import standing
from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.agreements.bank import Topic, Wording
from peerkit.agreements.changes import changes
from peerkit.agreements.check import check
from peerkit.agreements.stored import as_text
from peerkit.border.validation import validate
from peerkit.planning.check import words
from peerkit.planning.template import Template, as_toml
from peerkit.values import load
from peerkit.wording import lists
from peerkit.wording.sentences import split
from peerkit.workspace.toml import tables

WAYS = (Option(text="Only the group tells.", language="en"), Option(text="Dim ond y grŵp sy'n dweud.", language="cy"))
RULE = Rule(text="What stays here?", value="Trust", topic="confidentiality", option=WAYS, language="en")
WELSH = Agreement(
    title="Rheolau", summary="I gytuno arnynt.", language="cy", rule=(RULE, Rule(text="Gwrando.", value="Parch"))
)
SESSION = {
    "title": "Cylch",
    "summary": "Sgwrs.",
    "language": "cy",
    "minutes": {"min": 10, "ideal": 60, "max": 90},
    "people": {"min": 2, "ideal": 8, "max": 12},
    "block": [
        {"kind": "segment", "name": "Croeso", "length": "5m", "script": "sufferers"},
        {"kind": "segment", "name": "Hello", "length": "5m", "script": "Hello, sufferers.", "language": "en"},
    ],
}


def test_the_language_of_a_rule_and_of_its_options_is_read_back_as_it_was_written() -> None:
    assert load(Agreement, tables(as_text(WELSH), "")) == WELSH


def test_the_words_that_are_heard_are_in_the_language_of_what_was_chosen() -> None:
    assert [replace(RULE, chosen=chosen).spoken("cy") for chosen in (None, 1, 2)] == ["en", "en", "cy"]
    assert WELSH.rule[1].spoken("cy") == "cy"


def test_a_wording_of_the_bank_becomes_a_rule_in_its_language() -> None:
    wording = Wording(text="What stays here?", option=WAYS, language="en")
    topic = Topic(name="confidentiality", asks="Beth?", value="Trust", wording=(wording,))
    assert topic.rule(1) == RULE


def test_an_agreement_without_languages_of_its_own_has_the_mark_that_it_always_had() -> None:
    plain = Agreement(title="Ground rules", summary="Ours.", rule=(Rule(text="We listen.", value="Respect"),))
    assert standing.mark(plain) == "64014a85df6f"
    assert standing.mark(replace(plain, rule=(replace(plain.rule[0], language="cy"),))) != standing.mark(plain)


def test_another_language_of_a_rule_is_a_change_that_is_said() -> None:
    after = replace(
        WELSH, rule=(replace(RULE, language=None, option=(WAYS[0], replace(WAYS[1], language=None))), WELSH.rule[1])
    )
    assert [change.what for change in changes(WELSH, after)] == ["option-language", "language"]


def test_a_block_of_another_language_is_kept_and_its_words_are_checked_in_it() -> None:
    template, problems = validate(Template, SESSION)
    assert template is not None
    assert problems == []
    assert load(Template, as_toml(template)) == template
    found = {(problem.code, problem.place) for problem in words(template)}
    assert found == {("words-not-checked", "language"), ("label", "block 2 (Hello).script")}


def test_an_english_rule_in_a_welsh_agreement_is_checked_and_a_welsh_one_is_not() -> None:
    rules = tuple(Rule(text="Sufferers come.", value="Trust", language=language) for language in ("en", None))
    found = [(problem.code, problem.place) for problem in check(replace(WELSH, rule=rules)) if problem.code == "label"]
    assert found == [("label", "rule 1.text")]


def test_a_list_that_speakers_wrote_is_looked_through_for_whole_words(monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = lists.read(
        '[[word]]\nkind = "label"\nword = ["blorp", "blorpi mara"]\ninstead = "Say nothing."\n'
        '[[word]]\nkind = "jargon"\nword = "zib"\ninstead = "Say it plainly."\n'
    )
    monkeypatch.setattr(lists, "_of", {"xx": made_up}.get)
    template = load(Template, {**SESSION, "language": "xx", "title": "Zib, zibber", "summary": "BLORPI\n mara."})
    found = [(problem.code, problem.place, problem.suggestion) for problem in words(template)]
    assert found[:2] == [("jargon", "title", "Say it plainly."), ("label", "summary", "Say nothing.")]
    assert "words-not-checked" not in {code for code, *_ in found}


@pytest.mark.parametrize(
    "word", ['kind = "slur"\nword = "a"\ninstead = "b"', 'kind = "label"\nword = 3\ninstead = "b"']
)
def test_a_list_that_can_not_be_read_names_the_word(word: str) -> None:
    with pytest.raises(ValueError, match="word 1 needs"):
        lists.read(f"[[word]]\n{word}\n")


def test_every_list_that_ships_can_be_read() -> None:
    for path in Path(lists.__file__).parent.glob("*.toml"):
        assert lists.read(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("هل أنت بخير؟ نعم.", ["هل أنت بخير؟", "نعم."]),
        ("ہم سنتے ہیں۔ کوئی نہیں بولتا۔", ["ہم سنتے ہیں۔", "کوئی نہیں بولتا۔"]),  # noqa: RUF001
        ("हम सुनते हैं। कोई नहीं बोलता।", ["हम सुनते हैं।", "कोई नहीं बोलता।"]),
    ],
)
def test_sentences_end_with_the_signs_of_their_script(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_sentence_may_have_as_many_words_as_its_language_takes() -> None:
    block = {"kind": "segment", "name": "Croeso", "length": "5m", "script": " ".join(["gair"] * 21)}
    long = {
        language: [
            problem.code for problem in words(load(Template, {**SESSION, "language": language, "block": [block]}))
        ]
        for language in ("cy", "pl")
    }
    assert long == {"cy": ["words-not-checked"], "pl": ["words-not-checked", "long-sentence"]}
