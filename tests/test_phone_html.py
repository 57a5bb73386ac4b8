"""The file of the phone's page, before any browser has it."""

import base64
import hashlib
import html
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.printing.phone.page import Page, is_alone, page

ROUNDS = (((1, 2), (3, 4, 5)), ((5, 1), (2, 4, 3)))
SECONDS = (((300, 300), (300, 300, 300)),) * 2
PAGE = Page("Monday circle", "en", ROUNDS, SECONDS, changeover=30)
NASTY = "</script><img src=x onerror=alert(1)> & <!-- $data ${title} \u2028\u2029"


def data_in(text: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])


def policy_in(text: str) -> str:
    return re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_same_schedule_gives_the_same_bytes() -> None:
    assert page(PAGE) == page(replace(PAGE))


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    text = page(PAGE)
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)[1]
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    assert policy_in(text).split("; ") == [
        "default-src 'none'",
        f"script-src {sha256(script)}",
        f"style-src {sha256(style)}",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]


def test_the_page_names_no_other_place() -> None:
    text = page(PAGE).lower()
    assert "http:" not in text
    assert "https:" not in text
    assert re.findall(r"\b(?:src|href|action|srcset|data|poster)\s*=\s*[\"']|url\(|@import|//\w+\.", text) == []


@given(title=st.text(max_size=40))
def test_any_title_stays_a_title(title: str) -> None:
    text = page(replace(PAGE, title=title))
    assert re.search(r'<h1 lang="en">(.*?)</h1>', text, re.DOTALL)[1] == html.escape(title)
    assert data_in(text)["rounds"] == [[list(group) for group in groups] for groups in ROUNDS]


def test_a_title_that_is_markup_or_a_placeholder_is_only_text() -> None:
    text = page(replace(PAGE, title=NASTY, language='en" onload="x'))
    assert text.count("<script") == 2
    assert "<img" not in text
    assert html.escape(NASTY) in text
    assert 'lang="en&quot; onload=&quot;x"' in text


def test_the_data_holds_no_sign_that_could_end_its_element() -> None:
    raw = re.search(r'id="data">(.*?)</script>', page(replace(PAGE, title=NASTY)), re.DOTALL)[1]
    assert not set(raw) & set("<>&\u2028\u2029")


def test_the_script_and_the_style_cannot_end_their_own_elements() -> None:
    text = page(PAGE)
    assert (text.count("</script"), text.count("</style"), text.count("<!--")) == (2, 1, 0)


def test_no_text_can_become_markup_in_the_script() -> None:
    script = re.search(r"<script>(.*?)</script>", page(PAGE), re.DOTALL)[1]
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|fetch\(|XMLHttp", script
    )


def test_another_schedule_is_remembered_apart() -> None:
    assert data_in(page(PAGE))["key"] != data_in(page(replace(PAGE, changeover=20)))["key"]


def test_every_seat_of_every_round_can_be_read_without_a_script() -> None:
    text = page(PAGE)
    for line in ("Group 1: 1 and then 2", "Group 2: 3, 4, 5", "Group 1: 5 and then 1", "Group 2: 2, 4, 3"):
        assert f"<li>{line}</li>" in text


def test_a_full_circle_counts_off_and_a_thinned_one_keeps_its_numbers() -> None:
    gone = replace(PAGE, rounds=(((1, 2), (3, 5)),), turn_seconds=(((300, 300), (300, 300)),))
    assert "Count off round the circle, from 1 to 5." in page(PAGE)
    assert "Keep the number that you have. Here are 1, 2, 3 and 5." in page(gone)


def test_the_contract_card_is_there_for_co_counselling_alone() -> None:
    assert "Free attention" in page(replace(PAGE, co_counselling=True))
    assert "Free attention" not in page(PAGE)


@pytest.mark.parametrize(
    ("rounds", "alone"),
    [((((1, 2),),), True), ((((1, 2, 3),),) * 2, True), ((((1, 2, 3, 4),),), False), ((((1, 2), (3, 4)),), False)],
)
def test_a_single_pair_or_three_is_alone(rounds: tuple, alone: bool) -> None:
    seconds = tuple(tuple(tuple(60 for _ in group) for group in groups) for groups in rounds)
    assert is_alone(replace(PAGE, rounds=rounds, turn_seconds=seconds)) is alone


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"turn_seconds": SECONDS[:1]}, "in the shape of the rounds"),
        ({"turn_seconds": (((300, 300), (300, 300)),) * 2}, "in the shape of the rounds"),
        ({"rounds": (), "turn_seconds": ()}, "needs a group"),
        ({"rounds": ((),), "turn_seconds": ((),)}, "needs a group"),
        ({"turn_seconds": (((300, 0), (300, 300, 300)),) * 2}, "a second at least"),
        ({"changeover": -1}, "less than nothing"),
        ({"warn": (60, -1)}, "less than nothing"),
    ],
)
def test_what_cannot_be_is_refused(change: dict, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        replace(PAGE, **change)
