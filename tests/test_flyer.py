"""A flyer: what the group says about itself, in the words of a template, on one page."""

import io
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.high_level import extract_text

from peerkit.border.validation import validate
from peerkit.leaflets.check import check
from peerkit.leaflets.flyer import Flyer, FlyerText, Labels
from peerkit.printing.document import Blank, Callout, Details, Document, QRCode, Strips
from peerkit.printing.render import FORMATS, rendered
from peerkit.printing.render.fold import BREAK, Measure
from peerkit.printing.render.pdf import TooLong, fits, pages_of, pdf
from peerkit.printing.sheets import draft
from peerkit.printing.sheets.flyer import ASKED, KINDS, LEAVES, code, missing, sheet, shorter, told
from peerkit.printing.style import PAPERS, STYLES
from peerkit.values import fields_of
from peerkit.wording.sentences import split, words_in
from peerkit.words import USUAL
from peerkit.workspace.config import Group
from peerkit.workspace.sorts import LONGEST_LINE
from tests.paper import Printed
from tests.tries import tries

TEMPLATES = Path(__file__).parent.parent / "templates" / "flyers"
SHIPPED = {path.stem: path for path in sorted(TEMPLATES.glob("*.toml"))}
FULL = Group(
    name="Thursday circle",
    when="Thursdays at 7 in the evening, not in August",
    where="St Mary's church hall, 14 Mill Lane, next to the library",
    getting_in="The green side door. No steps, and a toilet that takes a wheelchair.",
    contact="Leave a message: 01632 960123",
    cost="Free, and so is the tea",
    web="https://thursdaycircle.example.org/come",
)
OFFERED = [
    *(("window", style, paper) for style, paper in zip(STYLES, ("a5", "a4", "a4", "a4"), strict=True)),
    ("window", "standard", "a4"), ("window", "standard", "a3"), ("window", "standard", "letter"),
    ("card", "standard", "a6"), ("card", "large", "a5"), ("strips", "standard", "a4"), ("strips", "large", "a4"),
]  # fmt: skip
TIGHT = [("window", "giant", "a4"), ("card", "standard", "a6")]
"""Where there is the least room for each flyer."""
LONGEST_EASY = 15

every_flyer = pytest.mark.parametrize("name", SHIPPED)
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it fits is settled at its own size and below; how large it can be is asked in the tests of typography."""
    monkeypatch.setattr("peerkit.printing.render.pdf._GROWS", (1.0,))


def flyer(name: str = "peer-support") -> Flyer:
    made, problems = validate(Flyer, USUAL.fill_in(tomllib.loads(SHIPPED[name].read_text("utf-8"))))
    assert made is not None, problems
    return made


def made(name: str, group: Group, kind: str, style: str, paper: str) -> Document:
    """As much of it as there is room for; the least where there is room for none."""
    every = [
        sheet(flyer(name), group, kind, web=group.web, without=out, easy=STYLES[style].easy)
        for out in shorter(kind, group, group.web)
    ]
    return next((each for each in every if fits(each, STYLES[style], PAPERS[paper])), every[-1])


def text_of(written: str | bytes) -> str:
    if isinstance(written, bytes):
        return " ".join(extract_text(io.BytesIO(written)).split())
    return " ".join(written.replace("\\", "").replace("&#39;", "'").split())


def read(made: Document) -> str:
    return text_of(rendered(made, "terminal"))


def said_in(said: FlyerText) -> list[str]:
    about = [text for text in (said.what, said.who) if text]
    return [said.title, *about, *said.opening, said.welcome.heading, *said.welcome.lines]


@pytest.mark.usefixtures("no_larger")
@every_kind
@pytest.mark.parametrize("form", FORMATS)
def test_what_the_group_says_about_itself_stands_on_the_flyer(form: str, kind: str) -> None:
    text = text_of(rendered(sheet(flyer(), FULL, kind), form, paper=PAPERS["a4"]))
    for said in (FULL.name, FULL.when, FULL.where, FULL.contact, FULL.cost, flyer().what, flyer().who):
        assert str(said).removesuffix(".") in text
    assert (FULL.getting_in in text) == (kind != "pocket")


@pytest.mark.parametrize("kind", ["window", "card", "strips"])
@pytest.mark.parametrize("key", ASKED)
def test_what_is_missing_is_a_line_to_write_on(key: str, kind: str) -> None:
    before, after = sheet(flyer(), FULL, kind), sheet(flyer(), FULL._replace(**{key: ""}), kind)
    assert [block for block in before.opening if isinstance(block, Blank)] == []
    assert [block for block in after.opening if isinstance(block, Blank)] == [Blank(getattr(flyer().labels, key))]
    assert missing(flyer(), FULL._replace(**{key: ""})) == (key,)


@every_flyer
@every_kind
def test_however_little_room_there_is_a_flyer_says_what_for_whom_when_where_at_what_cost_and_how_to_reach(
    name: str, kind: str
) -> None:
    words = flyer(name)
    card = kind in ("card", "pocket")
    where = words.labels.where_on_contact if words.place_on_contact else FULL.where
    for group in (FULL, FULL._replace(contact="")):
        first, *others = shorter(kind, group, group.web)
        for out in (first, *others) if name == "peer-support" else (first, *others[-1:]):
            text = read(sheet(words, group, kind, web=group.web, without=out))
            reach = group.contact or "thursdaycircle.example.org/come"
            for said in (words.about(words.said(card=card)), group.when, where, FULL.cost, reach):
                assert said.removesuffix(".") in text
    unknown = read(sheet(words, Group(), kind, without=LEAVES))
    labels = [words.labels.when, words.labels.cost, words.labels.contact, *(each.label for each in words.detail)]
    assert [label for label in labels if label not in unknown] == []


def test_what_is_told_on_contact_only_is_on_no_flyer_and_what_the_group_says_of_itself_is() -> None:
    hidden = FULL._replace(on_contact=("where", "getting_in", "cost", "web"), access="Step-free")
    said = read(sheet(flyer(), hidden, web=told(flyer(), hidden).web))
    assert "Where: We tell you where when you get in touch." in said
    assert "Cost: We tell you when you get in touch." in said
    assert "Getting in: Step-free." in said
    for secret in (FULL.where, FULL.getting_in, FULL.cost, "example.org"):
        assert secret not in said
    assert missing(flyer(), hidden) == ()
    own = FULL._replace(for_whom="For anyone in the valley.", days=("every Thursday, 19:00 to 21:00",), when="")
    assert "A peer support group. For anyone in the valley." in read(sheet(flyer(), own))
    assert "When: every Thursday, 19:00 to 21:00" in read(sheet(flyer(), own))
    assert "For anyone in the valley." not in read(sheet(flyer("coming-home"), own, "pocket"))


def test_a_flyer_of_an_older_version_prints_its_summary_for_what_it_is() -> None:
    data = {"title": "Come", "summary": "For anyone.", "welcome": {"heading": "Hello"}}
    older, _ = validate(Flyer, data)
    assert older is not None
    assert "For anyone." in read(sheet(older, FULL, "card", without=LEAVES))


def test_the_flyer_for_young_people_says_ages_adults_and_organisation_and_no_place() -> None:
    said = read(sheet(flyer("young-people"), FULL))
    for there in ("Ages ____", "Adults there ____", "Organisation ____", "We tell you where when you get in touch."):
        assert there in said
    assert FULL.where not in said
    assert FULL.getting_in not in said


@pytest.mark.parametrize("kind", ["card", "pocket"])
def test_a_card_for_those_who_come_from_hospital_does_not_say_so_and_has_the_next_dates(kind: str) -> None:
    said = read(sheet(flyer("coming-home"), FULL, kind, dates=("3 December", "10 December")))
    assert not re.search("hospital|ward|mental", said, re.IGNORECASE)
    assert "3 December, 10 December" in said


def test_every_way_of_meeting_that_is_open_to_the_public_has_a_flyer() -> None:
    closed = {"ward-group", "co-counselling-pair", "sociocratic-meeting", "charter-writing"}
    for_one = [session for name in SHIPPED for session in flyer(name).sessions]
    assert sorted(for_one) == sorted({path.stem for path in (TEMPLATES.parent / "sessions").glob("*.toml")} - closed)


def test_what_is_known_and_what_is_not_stand_in_the_same_order() -> None:
    made = sheet(flyer(), FULL._replace(when="", getting_in=""))
    labels = [
        label
        for block in made.opening
        for label in (
            [label for label, _ in block.pairs] if isinstance(block, Details)
            else [block.label] if isinstance(block, Blank) else []
        )
    ]  # fmt: skip
    assert labels == ["When", "Where", "Getting in", "Cost", "Get in touch"]


def details(made: Document) -> list[tuple[str, str]]:
    return [pair for block in made.opening if isinstance(block, Details) for pair in block.pairs]


@pytest.mark.usefixtures("no_larger")
@pytest.mark.parametrize(
    ("name", "kind", "style", "paper"),
    [
        *(("carers", *offered) for offered in OFFERED),
        *(("young-people", *offered) for offered in TIGHT),
        *(
            pytest.param(name, *offered, marks=pytest.mark.long)
            for name in sorted(SHIPPED.keys() - {"carers", "young-people"})
            for offered in TIGHT
        ),
    ],
)
def test_every_flyer_with_everything_on_it_is_one_page(name: str, kind: str, style: str, paper: str) -> None:
    assert pages_of(pdf(made(name, FULL, kind, style, paper), STYLES[style], PAPERS[paper])) == 1


@pytest.mark.usefixtures("no_larger")
@pytest.mark.parametrize(
    ("style", "paper"),
    [
        ("giant", "a6"),
        *(
            pytest.param(*each, marks=pytest.mark.long)
            for each in (("standard", "a6"), ("easy-read", "a5"), ("giant", "a3"))
        ),
    ],
)
@pytest.mark.parametrize("kind", ["window", "card", "strips"])
def test_a_flyer_with_the_longest_answers_is_one_page_or_refused(kind: str, style: str, paper: str) -> None:
    longest = Group(**{key: ("word " * 100)[: LONGEST_LINE - 1] for key in ASKED if key != "name"}, name="W" * 80)
    try:
        written = pdf(made("carers", longest, kind, style, paper), STYLES[style], PAPERS[paper])
    except TooLong:
        return
    assert pages_of(written) == 1


def test_the_way_out_names_the_next_larger_paper() -> None:
    with pytest.raises(TooLong) as refused:
        pdf(made("carers", FULL, "window", "large", "a6"), STYLES["large"], PAPERS["a6"])
    assert refused.value.hint == "Try --paper a5 or --style standard, or fewer words."


def test_a_longest_answer_has_room_on_a3() -> None:
    longest = Group(**dict.fromkeys(ASKED, ("word " * 100)[: LONGEST_LINE - 1]))
    assert pages_of(pdf(made("carers", longest, "window", "standard", "a3"), paper=PAPERS["a3"])) == 1


def strips(group: Group) -> tuple[str, ...]:
    return next(block.lines for block in sheet(flyer(), group, "strips").opening if isinstance(block, Strips))


@pytest.mark.parametrize(
    ("contact", "on_a_strip"),
    [
        ("Leave a message: 01632 960123", "Leave a message: 01632 960123"),
        ("Ring or text the group's phone on 07700 900123, or write to us", "07700 900123"),
        ("Write to hello@thursday.example.org, and somebody answers.", "hello@thursday.example.org"),
        ("It is all at www.thursday.example.org/come, with a map", "www.thursday.example.org/come"),
        ("", "thursdaycircle.example.org/come"),
        ("Come to the library on any Thursday and ask", "Come to the library on any Thursday and ask"),
    ],
)
def test_a_strip_has_a_name_a_day_and_one_contact(contact: str, on_a_strip: str) -> None:
    group = FULL._replace(contact=contact, web="thursdaycircle.example.org/come")
    assert strips(group) == (FULL.name, "Thursdays at 7 in the evening", on_a_strip)


def test_a_strip_of_a_group_that_said_nothing_has_lines_to_write_on() -> None:
    assert strips(Group()) == (flyer().title, "When: ____________", "Get in touch: ____________")


@pytest.mark.parametrize(
    "group", [FULL, Group(), FULL._replace(name="Somebody to talk to in Little Snoring, for anyone who lost somebody")]
)
def test_eight_strips_or_more_are_torn_off_a4_and_none_is_cut(group: Group) -> None:
    printed = Printed(pdf(sheet(flyer("carers"), group, "strips"), STYLES["standard"], PAPERS["a4"]))
    turned = [char for char in printed.chars if not char.upright]
    last = strips(group)[-1].replace(" ", "")
    assert "".join(char.text for char in turned).replace(" ", "").count(last) >= 8
    width, height = printed.pages[0]
    edge = 8 / 25.4 * 72
    assert all(edge <= char.box.left and char.box.right <= width - edge for char in turned)
    assert all(char.box.bottom <= height - edge for char in turned)


def test_a_card_has_few_words() -> None:
    card = sheet(flyer(), FULL, "card", without=next(shorter("card", FULL, "")))
    assert [block for block in card.opening if isinstance(block, Callout)] == [Callout("", flyer().welcome.lines[:1])]


def test_an_easy_read_flyer_says_that_it_is_a_draft_and_uses_its_own_words() -> None:
    easy = sheet(flyer(), FULL, easy=True)
    said = flyer().easy
    assert said is not None
    assert easy.title == said.title
    assert draft.notice().paragraphs[0] in [
        line for block in easy.opening if isinstance(block, Callout) for line in block.paragraphs
    ]


# the QR code, read by a library that did not draw it


@tries(0.5)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=150))
def test_the_code_holds_exactly_the_address(rest: str) -> None:
    assert decoded(code(f"https://{rest}")) == f"https://{rest}"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/come", "example.org/come"),
        ("mailto:us@example.org", "us@example.org"),
        ("tel:+441632960123", "+441632960123"),
    ],
)
def test_beside_the_code_the_address_stands_as_people_write_it(address: str, said: str) -> None:
    assert code(address).says == said


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_leaves_the_address_out(form: str) -> None:
    written = rendered(sheet(flyer(), FULL, web="https://example.org/come"), form, paper=PAPERS["a4"])
    assert "example.org/come" in text_of(written)


def test_an_address_that_no_line_can_hold_is_broken_after_its_signs() -> None:
    address = "thursdaycircle.example.org/come"
    assert Measure(16).folded(address).split(BREAK) == ["thursdaycircle.", "example.", "org/", "come"]
    assert Measure(30).folded(address) == address
    assert Measure(6).folded(address) == BREAK.join([*"thursdaycircle.", "example.", "org/", "come"])
    assert Measure(16).folded("circle@library-on-the-hill.org") == f"circle@{BREAK}library-on-the-hill.org"


def decoded(drawn: QRCode) -> str:
    import numpy
    import zxingcpp

    modules = numpy.array([[255 * (module == "0") for module in row] for row in drawn.rows], dtype=numpy.uint8)
    picture = numpy.kron(numpy.pad(modules, 4, constant_values=255), numpy.ones((4, 4), dtype=numpy.uint8))
    (found,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found.text


# the words that come with peerkit


@every_flyer
def test_a_shipped_flyer_has_nothing_to_put_right(name: str) -> None:
    assert check(flyer(name)) == []


@every_flyer
def test_a_shipped_flyer_has_easy_words_of_one_short_sentence_after_another(name: str) -> None:
    easy = flyer(name).easy
    assert easy is not None
    for text in said_in(easy):
        assert all(words_in(sentence) <= LONGEST_EASY for sentence in split(text))


# a file


def test_labels_can_be_said_in_another_language() -> None:
    data = {"title": "Croeso", "summary": "x", "language": "cy", "welcome": {"heading": "Croeso i bawb"}}
    welsh, _ = validate(Flyer, {**data, "labels": {"when": "Pryd"}})
    assert welsh is not None
    made = sheet(welsh, FULL)
    assert made.language == "cy"
    assert details(made)[0] == ("Pryd", FULL.when)


def test_every_thing_that_is_asked_for_has_a_label() -> None:
    assert {*ASKED} <= {each.key for each in fields_of(Labels)}
    assert {*ASKED} <= set(Group._fields)


def test_a_code_may_hold_the_next_meeting_and_says_it_in_words() -> None:
    held = "BEGIN:VEVENT\r\nSUMMARY:Thursday group\r\nEND:VEVENT"
    said = "For your calendar: Thursday 3 December 2026, 19:00 to 21:00"
    made = sheet(flyer(), FULL, web=FULL.web, event=(held, said))
    (drawn,) = [block for block in made.opening if isinstance(block, QRCode)]
    assert (decoded(drawn), drawn.says) == (held, said)
    assert f"On the web: {FULL.web.removeprefix('https://')}" in read(made)
