"""A language is one file: what is said comes out of it, or in English, and what would be wrong to ship is found."""

from datetime import date
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit import messages
from peerkit.durations import said
from peerkit.messages import Catalogue, _, language, ngettext, pgettext, speak, speaking
from peerkit.wording import months
from peerkit.wording.grammar import listed
from peerkit.workspace import catalogues
from peerkit.workspace.root import Root
from tests.catalogues import LANGUAGES, NotWrittenOut, brought_up_to_date, said_in, unsound

MADE_UP = "xx"


class Answering(Catalogue):
    """A catalogue with one answer for everything."""

    tag = MADE_UP

    def __init__(self, text: str) -> None:
        self.text = text

    def gettext(self, message: str) -> str:
        return self.text

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.text

    def pgettext(self, context: str, message: str) -> str:
        return self.text


def saved(folder: Path, tag: str) -> Root:
    """A group's folder with a catalogue of its own, as Poedit saves it."""
    (folder / "languages").mkdir()
    (folder / "languages" / f"{tag}.mo").write_bytes(in_quotes(tag))
    return Root(folder, "")


@cache
def in_quotes(tag: str) -> bytes:
    """A catalogue in which every message is itself, in quotation marks."""
    po = brought_up_to_date(tag, None)
    for entry in po:
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, f"«{entry.msgid_plural}»")
        entry.msgstr = "" if entry.msgid_plural else f"«{entry.msgid}»"
    return po.to_binary()


def test_a_language_of_the_groups_own_is_spoken_from_its_one_file(tmp_path: Path) -> None:
    root = saved(tmp_path, MADE_UP)
    assert (catalogues.known(root)[0], MADE_UP in catalogues.known(root)) == ("en", True)
    with speaking(catalogues.catalogue(MADE_UP, root)):
        assert language() == MADE_UP
        assert _("Ends at {time}.", time="21:00") == "«Ends at 21:00.»"
        assert ngettext("{n} minute", "{n} minutes", 9) == "«9 minutes»"
        assert pgettext("the month", "May") == "«May»"
        assert _("A sentence that is new.") == "A sentence that is new."
    assert (language(), _("Ends at {time}.", time="21:00")) == ("en", "Ends at 21:00.")
    assert catalogues.catalogue(MADE_UP, root).draft


@pytest.mark.parametrize("tag", ["ar", "cy"])
def test_what_ships_is_what_gettexts_own_tools_make_of_it(tag: str) -> None:
    theirs = GNUTranslations(BytesIO(polib.pofile(LANGUAGES / f"{tag}.po").to_binary()))
    (ours,) = catalogues._chain(tag, None)
    assert ours.info() == theirs.info() | {"x-peerkit-tier-1": ours.info()["x-peerkit-tier-1"]}
    assert {**ours._catalog, "": ""} == {**theirs._catalog, "": ""}  # type: ignore[attr-defined]


def test_a_countrys_catalogue_and_the_groups_own_win_message_by_message(tmp_path: Path) -> None:
    root = saved(tmp_path, MADE_UP)
    few = polib.POFile()
    few.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    few.append(polib.POEntry(msgid="Friday", msgstr="Freeday"))
    few.save_as_mofile(str(root.languages / f"{MADE_UP}-SY.mo"))
    speak(catalogues.catalogue(f"{MADE_UP}-SY", root))
    assert (language(), _("Friday"), _("Monday")) == (f"{MADE_UP}-SY", "Freeday", "«Monday»")


@pytest.mark.parametrize("tag", ["en", "yy", "../xx", "", "xx\n"])
def test_there_is_no_catalogue_of_what_is_no_language(tag: str, tmp_path: Path) -> None:
    assert catalogues.catalogue(tag, saved(tmp_path, MADE_UP)) is None


@pytest.mark.parametrize("data", [b"", b"msgid", b"\xde\x12\x04\x95" + b"\xff" * 40, b"\xde\x12\x04\x95" * 9])
def test_a_file_that_is_no_catalogue_is_passed_over_and_can_be_named(data: bytes, tmp_path: Path) -> None:
    root = saved(tmp_path, MADE_UP)
    (root.languages / "yy.mo").write_bytes(data)
    assert catalogues.catalogue("yy", root) is None
    assert catalogues.unreadable("yy", root) == root.languages / "yy.mo"
    assert catalogues.unreadable(MADE_UP, root) is None


@given(st.one_of(st.text(), st.text(alphabet="{}n!:.[]0_ \u202ea")))
def test_whatever_a_translation_is_something_whole_is_said(text: str) -> None:
    english = ("Ends at 21:00.", "9 turns.", "May")
    with speaking(Answering(text)):
        said = (
            _("Ends at {time}.", time="21:00"),
            ngettext("{n} turn.", "{n} turns.", 9),
            pgettext("the month", "May"),
        )
    assert all(here.isprintable() or "\n" in here or set("\xa0\u200c\u200d") & set(here) for here in said)
    assert said[0] == english[0] or "21:00" in said[0]
    assert all(said)


@pytest.mark.parametrize(
    "text",
    ["{time.__class__}", "{time!r}", "{time:>99}", "{0}", "{}", "{zeit}", "{", "}", "{{time}}", " ", "\u202e{time}"],
)
def test_a_broken_translation_is_said_in_english(text: str) -> None:
    with speaking(Answering(text)):
        assert _("Ends at {time}.", time="21:00") == "Ends at 21:00."
        assert _("{others} and {last}") == "{others} and {last}"


def test_every_message_can_be_translated() -> None:
    assert [
        entry.msgid for entry in brought_up_to_date(MADE_UP, None) if not messages.is_sound(entry.msgid, entry.msgid)
    ] == []


@pytest.mark.parametrize("text", ['_(f"Ends at {time}.")', "_(text)", 'ngettext("{n} turn.", f"{n} turns.", 2)'])
def test_a_message_that_is_put_together_where_it_is_said_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(text)
    with pytest.raises(NotWrittenOut, match=r"module.py:1"):
        list(said_in(tmp_path / "module.py"))


def test_nothing_that_is_translated_is_wrong_to_ship() -> None:
    assert [(path.stem, wrong) for path in LANGUAGES.glob("*.po") for wrong in unsound(polib.pofile(path))] == []


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"msgid": "Ends at {time}.", "msgstr": "Koniec o {zeit}."}, "parts"),
        ({"msgid": "Ends at {time}.", "msgstr": "Koniec o {time"}, "parts"),
        ({"msgid": "Ends at {time}.", "msgstr": "Koniec o {time}"}, "ends otherwise"),
        ({"msgid": "Monday", "msgstr": "piątek"}, "CLDR has poniedziałek"),
        ({"msgid": "Now", "msgstr": "\u2067Teraz"}, "turns others round"),
        ({"msgid": "Now", "msgstr": "Te\x07raz"}, "signs"),
        (
            {
                "msgid": "{n} turn.",
                "msgid_plural": "{n} turns.",
                "msgstr_plural": {0: "Tura.", 1: "Tury.", 2: "{n} tur."},
            },
            "left out",
        ),
    ],
)
def test_what_would_be_wrong_to_ship_is_found(entry: dict, told: str) -> None:
    po = polib.POFile()
    po.metadata = {
        "Language": "pl",
        "Plural-Forms": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    }
    po.append(polib.POEntry(**entry))
    assert any(told in found for found in unsound(po))


def test_no_name_of_a_translator_is_shipped() -> None:
    po = polib.POFile()
    po.metadata = {"Language": "es", "Plural-Forms": "nplurals=2; plural=(n != 1);", "Last-Translator": "A <a@b.org>"}
    assert list(unsound(po)) == ["says who wrote it: leave empty Last-Translator"]


def test_a_plural_rule_that_cldr_does_not_have_is_found() -> None:
    po = polib.POFile()
    po.metadata = {"Language": "pl", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    assert "CLDR" in next(unsound(po))


@pytest.mark.parametrize(
    ("tag", "seats", "parts", "day", "month", "length"),
    [
        ("cy", "4, 8, 9", "a, Inicio", "Dydd Iau, 26 Tachwedd 2026", "Mai 2027", "1 awr 2 funud 3 eiliad"),
        ("pl", "4, 8 i 9", "a i Inicio", "czwartek, 26 listopada 2026", "maj 2027", "1 godzina 2 minuty 3 sekundy"),
        ("es", "4, 8 y 9", "a e Inicio", "jueves, 26 de noviembre de 2026", "mayo de 2027",
         "1 hora, 2 minutos y 3 segundos"),
        ("ar", "4 و8 و9", "a وInicio", "الخميس، 26 نوفمبر 2026", "مايو 2027", "ساعة واحدة ودقيقتان و3 ثوانٍ"),
    ],
)  # fmt: skip
def test_lists_dates_and_lengths_are_said_as_each_language_says_them(
    tag: str, seats: str, parts: str, day: str, month: str, length: str
) -> None:
    with speaking(catalogues.catalogue(tag)):
        assert listed([4, 8, 9]) == seats
        assert listed(["a", "Inicio"]) == parts
        assert months.day(date(2026, 11, 26)) == day
        assert months.in_words("2027-05") == month
        assert said(3723) == length
