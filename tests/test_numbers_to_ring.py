"""Numbers for a hard moment: data by place, each with its source and its day, and no template with one of its own."""

import re
from datetime import date, timedelta

import pytest

from peerkit.border.validation import validate
from peerkit.leaflets.numbers import ELSEWHERE, PLACES, Numbers, lines
from peerkit.workspace import config, sorts, support
from peerkit.workspace.catalogue import loaded
from peerkit.workspace.files import read_toml
from peerkit.workspace.root import Root
from tests.sheets import TOP

UNITED_KINGDOM = TOP / "templates" / "numbers" / "united-kingdom.toml"
SHIPPED = loaded(Numbers, UNITED_KINGDOM)
TODAY = date(2026, 12, 1)
CIRCLE = config.Config()


def card(tmp_path: object, place: str, own: tuple[str, ...] = ()) -> tuple[str, ...]:
    group = CIRCLE.group._replace(place=place)
    return support.lines(Root(tmp_path, ""), CIRCLE._replace(group=group, support=own), TODAY)  # type: ignore[arg-type]


def test_the_shipped_numbers_are_right_as_a_file() -> None:
    assert validate(Numbers, read_toml(UNITED_KINGDOM)) == (SHIPPED, [])


def test_every_country_that_can_be_named_has_numbers_and_elsewhere_has_none() -> None:
    assert (*PLACES, ELSEWHERE) == sorts.PLACES
    assert all(len(lines(SHIPPED, place, TODAY)) >= 4 for place in PLACES)
    assert lines(SHIPPED, ELSEWHERE, TODAY) == ()


def test_a_number_says_how_to_reach_it_what_to_set_up_before_and_that_help_may_come_unasked() -> None:
    first = lines(SHIPPED, "wales", TODAY)[0]
    assert "ring 999, at any hour" in first
    assert "text the word register to 999" in first
    assert "In BSL: the 999 BSL app" in first
    assert "They may send help without asking." in first
    assert first.endswith("Checked in November 2026.")


def test_after_a_year_a_number_says_that_it_was_not_checked_since() -> None:
    (number,) = (each for each in SHIPPED.number if each.name == "Samaritans")
    for days, said in ((365, "Checked in November 2026."), (366, "Not checked since November 2026: try it before")):
        told = lines(SHIPPED, "england", number.checked + timedelta(days=days))
        assert said in next(line for line in told if line.startswith("Samaritans"))


def test_the_groups_own_lines_stand_alone_and_without_them_the_numbers_of_its_place(tmp_path: object) -> None:
    assert card(tmp_path, "scotland", ("Sit in the garden.",)) == ("Sit in the garden.",)
    assert any(line.startswith("Breathing Space") for line in card(tmp_path, "scotland"))
    assert card(tmp_path, "") == card(tmp_path, "elsewhere") == ()


def test_no_template_holds_a_number() -> None:
    for path in (path for path in (TOP / "templates").rglob("*.toml") if path != UNITED_KINGDOM):
        said = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#"))
        assert re.findall(r"\b999\b|\b11[12]\b|\b\d[\d ]{5,}\d\b", said) == [], path


def test_a_place_with_a_slip_in_the_file_is_said_with_what_was_meant() -> None:
    with pytest.raises(ValueError, match="Did you mean scotland"):
        sorts.place("scottland")
