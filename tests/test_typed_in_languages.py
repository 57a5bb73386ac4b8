"""Numbers, days and months as people type them in each language that ships, and in English always."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from peerkit.live.commander import Commander
from peerkit.live.loop import Session
from peerkit.messages import Catalogue, _, language, speaking
from peerkit.planning.moments import starting
from peerkit.planning.usual import usual_start
from peerkit.running.understanding import plain
from peerkit.wording import months, story
from peerkit.wording.hard_moments import is_hard
from peerkit.wording.months import in_words, month, month_called, weekday_called, weekday_of, with_english_names
from peerkit.wording.numbers import number
from peerkit.wording.typed import WORDS, all_called
from peerkit.workspace.catalogues import catalogue
from tests.room import HandClock, circle_header
from tests.spoken import LANGUAGES

TUESDAY = datetime(2026, 12, 1, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[Catalogue]:
    made = catalogue(request.param)
    assert made is not None
    with speaking(made):
        yield made


def test_every_day_and_month_is_taken_as_it_is_said_and_in_english(spoken: Catalogue) -> None:
    for place, english in enumerate(months.WEEKDAYS):
        said = weekday_of(date(2026, 11, 30 if place == 0 else 23 + place))
        assert {weekday_called(each) for each in (english, english[:3], said, said.upper())} == {place}
    for place, english in enumerate(months.NAMES, start=1):
        assert {month_called(each) for each in (english, english[:3])} == {place}
        assert month(in_words(f"2027-{place:02}")) == date(2027, place, 1)


@pytest.mark.parametrize(
    ("tag", "typed", "start"),
    [
        ("es", "jue 19:00", "2026-12-03"), ("es", "miércoles 19:00", "2026-12-02"),
        ("es", "SABADO 19:00", "2026-12-05"),
        ("es", "mañana 19:00", "2026-12-02"), ("es", "Thu 19:00", "2026-12-03"), ("pl", "czw. 19:00", "2026-12-03"),
        ("pl", "środa 19:00", "2026-12-02"), ("pl", "dziś wieczorem 19:00", "2026-12-01"),
        ("cy", "Iau 19:00", "2026-12-03"), ("cy", "Dydd Gwener, 19:00", "2026-12-04"),
        ("cy", "gwener 19:00", "2026-12-04"),
        ("ar", "الخميس 19:00", "2026-12-03"), ("ar", "غدا 19:00", "2026-12-02"),
        ("ar", "خميس \u0661\u0669:\u0660\u0660", "2026-12-03"),
    ],
)  # fmt: skip
def test_a_start_is_typed_with_the_day_as_it_is_called(tag: str, typed: str, start: str) -> None:
    with speaking(catalogue(tag)):
        assert starting(typed, TUESDAY).isoformat() == f"{start}T19:00:00+00:00"


def test_days_of_the_group_are_kept_in_english(spoken: Catalogue) -> None:
    said = f"every {weekday_of(date(2026, 12, 3)).upper()}, 19:00 to 21:00"
    assert with_english_names(said) == "every thursday, 19:00 to 21:00"


def test_of_two_days_with_times_of_their_own_none_is_the_usual_start() -> None:
    with speaking(catalogue("es")):
        assert usual_start("lunes a las 19:00, jueves a las 18:00") == ""
        assert usual_start("jueves, 19:00 a 21:00") == "19:00"


@pytest.mark.parametrize(
    ("tag", "typed", "meant"),
    [
        ("es", "tres", 3), ("es", "Dieciseis", 16), ("es", "una", 1), ("es", "twelve", 12), ("es", "٩", 9),
        ("pl", "dwanaście", 12), ("pl", "troje", 3), ("cy", "un ar ddeg", 11), ("cy", "dwy", 2), ("ar", "تسعة", 9),
        ("ar", "أحد عشر", 11), ("es", "tres personas", None),
    ],
)  # fmt: skip
def test_a_number_is_taken_in_words_of_the_language_and_in_english(tag: str, typed: str, meant: int | None) -> None:
    with speaking(catalogue(tag)):
        assert number(typed) == meant
    assert number("tres") is None


def test_what_is_said_in_english_means_the_same_where_one_of_its_words_is_a_number_there() -> None:
    with speaking(catalogue("es")):
        assert plain("once more") == "once more"
        assert plain("más once minutos") == "more 11m"


def test_of_a_line_in_another_language_only_its_numbers_are_pointed_out() -> None:
    with speaking(catalogue("es")):
        found = [each.word for each in story.find("Somos tres personas y nos reímos 2 veces.", language())]
    assert found[:2] == ["tres", "2"]
    assert [each.word for each in story.find("Venimos una tarde.", "es")] == ["Venimos una tarde."]


@pytest.mark.parametrize(
    ("tag", "lines"),
    [
        ("es", ("necesito una pausa", "Alguien llora.", "alguien quiere morir", "EMERGENCIA", "¡una ambulancia!",
                "no puedo mas", "suicidio", "alguien murió")),
        ("cy", ("mae rhywun yn crio", "Mae rhywun eisiau marw.", "mae\u2019n crio", "argyfwng", "ambiwlans",
                "hunanladdiad", "dw i angen saib", "hunan-niweidio")),
        ("pl", ("ktoś płacze", "ktos placze", "Ktoś chce umrzeć.", "samobójstwo", "wezwij karetkę",
                "potrzebuję przerwy", "nie chcę żyć", "ktoś umarł")),
        ("ar", ("شخص يبكي", "شخص يريد الموت", "أريد أن أموت", "انتحار", "إسعاف", "الطوارئ", "أحتاج إلى استراحة",
                "احتاج الى توقف")),
    ],
)  # fmt: skip
def test_a_hard_moment_is_heard_in_each_language_and_in_english_with_the_card_offered(
    tag: str, lines: tuple[str, ...]
) -> None:
    header = circle_header()
    with speaking(catalogue(tag)):
        commander = Commander(Session(header, HandClock(header.started)))
        offer = _("Nothing has changed. Did you mean support? It pauses, and shows the card for hard moments.")
        for line in (*lines, "somebody wants to die"):
            assert commander.say(line)[0].startswith(offer), line
        assert not commander.session.state.paused


def test_no_word_to_say_is_one_of_a_hard_moment(spoken: Catalogue) -> None:
    assert not [each for word in WORDS for each in (word, *all_called(word)) if is_hard(each)]
