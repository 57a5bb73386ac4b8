"""What hangs on a wall is read from a chair: it fills its paper, and each style of print looks like one."""

from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.kinds import CHARTER, RULES
from peerkit.printing.document import Document, Entries, Entry, Paragraph
from peerkit.printing.render.pdf import TooLong, _made, pdf
from peerkit.printing.render.terminal import terminal
from peerkit.printing.sheets import agreement, run_sheet
from peerkit.printing.style import A4, PAPERS, STANDARD, STYLES, WALL_PAPERS
from peerkit.workspace.agreements import load_agreement
from tests.paper import Printed
from tests.sheets import SAID, TOP, plan
from tests.test_typography import body

SHIPPED = [
    (path, kind) for kind in (RULES, CHARTER) for path in sorted((TOP / "templates" / kind.folder).glob("*.toml"))
]
SOME = {("ground-rules", "a4"), ("ward", "a4"), ("peer-support", "a3")}
RULES_OF_TEN = "We begin and end when we said we would, so that everyone can count on it."


@cache
def chosen(name: str = "ground-rules") -> Agreement:
    """A shipped agreement in which every choice is made."""
    path, kind = next((path, kind) for path, kind in SHIPPED if path.stem == name)
    shipped = load_agreement(path, kind=kind)
    return replace(shipped, rule=tuple(replace(rule, chosen=1 if rule.option else None) for rule in shipped.rule))


@cache
def hung(agreed: Agreement, style: str = "standard", paper: str = "a4") -> Printed:
    return Printed(pdf(agreement.sheet(agreed, "Thursday circle", "Version 2."), STYLES[style], WALL_PAPERS[paper]))


@pytest.mark.parametrize(
    ("name", "paper", "least"),
    [
        pytest.param(path.stem, paper, least, marks=[pytest.mark.long] * ((path.stem, paper) not in SOME))
        for path, _ in SHIPPED
        for paper, least in (("a4", 18), ("a3", 28))
    ],
)
def test_every_shipped_agreement_can_be_read_from_a_chair_once_its_choices_are_made(
    name: str, paper: str, least: int
) -> None:
    printed = hung(chosen(name), paper=paper)
    assert len(printed.pages) == 1
    assert body(printed) >= least


@pytest.mark.parametrize("paper", ["a4", pytest.param("a3", marks=pytest.mark.long)])
def test_each_style_is_visibly_larger_than_the_one_before(paper: str) -> None:
    sizes = [body(hung(chosen(), style, paper)) for style in ("standard", "large", "giant")]
    assert all(larger >= 1.19 * smaller for smaller, larger in pairwise(sizes))


def test_ten_rules_make_a_sheet_of_a3_out_of_two_of_a4() -> None:
    ten = chosen()
    ten = replace(ten, rule=(*ten.rule, *(replace(ten.rule[-1], text=RULES_OF_TEN),) * (10 - len(ten.rule))))
    printed = hung(ten, paper="a3-on-a4")
    assert len(printed.pages) == 2
    assert body(printed) >= 26


@pytest.mark.parametrize(
    "path", [pytest.param(path, marks=[pytest.mark.long] * (path.stem != "ground-rules")) for path, _ in SHIPPED]
)
def test_a_choice_still_open_takes_a_line_for_each_way_and_is_ticked_on_one_page(path: Path) -> None:
    shipped = load_agreement(path, kind=dict(SHIPPED)[path])
    easy = Printed(_made(agreement.sheet(shipped, "Thursday circle", easy=True), STYLES["easy-read"], A4))
    printed = Printed(_made(agreement.sheet(shipped), STANDARD, A4))
    for rule in (rule for rule in shipped.rule if rule.is_open):
        names = [option.name or option.text for option in rule.option]
        assert all(len(name) <= 60 for name in names)
        items = [each for each in printed.elements if each.kind == "LI"]
        whole = min((each for each in items if names[-1] in printed.said(each)), key=lambda e: -len(list(e.walk())))
        assert all(name in printed.said(whole) for name in names)
        assert len({char.box.page for char in printed.within(whole)}) == 1
        ways = [next(each for each in easy.elements if each.kind == "P" and easy.said(each) == name) for name in names]
        assert len({char.box.page for way in ways for char in easy.within(way)}) == 1


def test_what_nobody_agreed_yet_has_a_line_for_the_day() -> None:
    assert "\nAgreed on ____" in terminal(agreement.sheet(chosen()))
    assert "Agreed on" not in terminal(agreement.sheet(chosen(), "Thursday circle", "Version 2."))


def test_a_run_sheet_is_read_from_a_few_pages_with_its_words_larger_than_what_there_is_to_know() -> None:
    printed = Printed(pdf(run_sheet.sheet(plan(SAID), "Thursday circle", rules=chosen())))
    assert len(printed.pages) <= 4
    (said,) = {char.size for each in printed.elements if each.kind == "P" for char in printed.within(each)
               if "One talks and the other listens" in printed.said(each)}  # fmt: skip
    assert said >= 1.1 * STANDARD.points


def test_no_word_is_broken_where_other_paper_would_hold_it() -> None:
    rules = Document("Rules", opening=(Entries((Entry("Our organisation sets a limit", "Trust"),)),), fits="grows")
    with pytest.raises(TooLong, match='can hold "organisation" in one piece') as refused:
        pdf(rules, STYLES["giant"], PAPERS["a6"])
    assert refused.value.hint == "Try --paper a5 or --style standard."


def test_type_never_grows_until_a_word_breaks() -> None:
    poster = Document("Hello", opening=(Paragraph("Confidentiality and co-responsibilities"),), fits="grows")
    assert "\u200b" not in Printed(pdf(poster, STANDARD, PAPERS["a6"])).text
