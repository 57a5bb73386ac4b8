"""The booklet for founding a group."""

import re
import tomllib
from pathlib import Path

import pytest

from peerkit.agreements.agreement import Agreement
from peerkit.border.validation import validate
from peerkit.cli.app import main
from peerkit.cli.sheets import leaflets
from peerkit.errors import NEWER
from peerkit.leaflets.booklet import Booklet
from peerkit.planning.fit import MINUTE
from peerkit.printing.document import (
    Blank,
    Callout,
    Card,
    Cards,
    Details,
    Document,
    Element,
    Entries,
    Entry,
    Listing,
    Paragraph,
)
from peerkit.printing.sheets import draft
from peerkit.printing.sheets.starter import Known, sheet
from peerkit.wording.check import check_spoken, check_words
from peerkit.wording.sentences import split, words_in
from peerkit.workspace.agreements import find_agreement, load_agreement
from peerkit.workspace.catalogue import loaded
from peerkit.workspace.config import Config, Group
from peerkit.workspace.root import Root
from peerkit.workspace.templates import find_template, load_template

FILE = Path(__file__).parent.parent / "templates" / "booklets" / "starting-a-group.toml"
NOWHERE = Root(Path("nowhere"), "")
LONGEST_EASY = 15


@pytest.fixture(autouse=True)
def here(group: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (group / "templates" / "agreements").mkdir(parents=True)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def booklet() -> Booklet:
    return loaded(Booklet, FILE)


def rules() -> Agreement:
    return load_agreement(find_agreement(NOWHERE, "ground-rules"))


def meeting():
    words = Config().words
    return leaflets._as_it_would_be("first-meeting", load_template(find_template(NOWHERE, "first-meeting"), words))


def made(config: Config | None = None, support: tuple[str, ...] = (), *, easy: bool = False) -> Document:
    return sheet(booklet(), Known(rules(), meeting(), (config or Config()).group, support), easy=easy)


def under(document: Document, then: str, *, easy: bool = False) -> tuple[Element, ...]:
    heading = next(part.said(easy).heading for part in booklet().part if part.then == then)
    return next(section.blocks for section in document.sections if section.heading == heading)


def test_the_first_meeting_has_the_minutes_that_its_template_gives_it() -> None:
    (steps,) = (block for block in under(made(), "meeting") if isinstance(block, Entries))
    found = [(entry.note, int(re.match(r"(\d+) minutes?\.", entry.text)[1])) for entry in steps.entries]
    fitted = meeting()
    assert found == [(slot.block.name, slot.seconds // MINUTE) for slot in fitted.slots()]
    assert sum(minutes for _, minutes in found) == fitted.evening.template.minutes.ideal


def test_whoever_takes_turns_reads_how_long_one_is() -> None:
    (steps,) = (block for block in under(made(), "meeting") if isinstance(block, Entries))
    assert Entry("5 minutes. Each person has 30 seconds.", "Names") in steps.entries


def test_every_word_that_is_read_out_at_the_first_meeting_is_in_it() -> None:
    scripts = [block.script for block in meeting().blocks]
    assert [each.paragraphs[0] for each in under(made(), "meeting") if isinstance(each, Callout)] == scripts


def test_the_ground_rules_stand_in_it_with_their_values() -> None:
    (found,) = (block for block in under(made(), "agreement") if isinstance(block, Entries))
    first, *others = rules().rule
    assert [(entry.text, entry.note) for entry in found.entries] == [
        (f"{first.text} Tick one together.", first.value), *((rule.text, rule.value) for rule in others),
    ]  # fmt: skip


def test_the_card_for_hard_moments_holds_what_the_group_has_said() -> None:
    lines = ("Samaritans: 116 123", "The garden is open.")
    assert Cards((Card("In a hard moment", lines),)) in under(made(Config(), lines), "support")
    assert not any(isinstance(block, Cards) for block in under(made(), "support"))


@pytest.mark.parametrize("config", [Config(), Config(support=("Breathe.",))])
def test_the_card_for_hard_moments_has_room_for_more(config: Config) -> None:
    assert sum(isinstance(block, Blank) for block in under(made(config), "support")) == 3


def test_what_the_group_has_said_about_its_room_is_filled_in_and_the_rest_is_left_to_write() -> None:
    def room(group: Group) -> tuple[Element, ...]:
        return next(each.blocks for each in made(Config(group=group)).sections if each.heading.startswith("A room"))

    cost = Blank("What it costs, and how we pay", 2)
    assert room(Group())[-3:] == (Blank("Our room", 2), Blank("How to get in", 2), cost)
    half = room(Group(where="The library"))
    assert half[-3:] == (Details((("Our room", "The library"),)), Blank("How to get in", 2), cost)
    both = room(Group(where="The library", getting_in="Ring twice."))
    assert both[-2:] == (Details((("Our room", "The library"), ("How to get in", "Ring twice."))), cost)


def test_the_part_with_the_card_for_hard_moments_stays_on_one_page_and_no_other_does() -> None:
    for easy in (False, True):
        kept = [section.heading for section in made(easy=easy).sections if section.whole]
        assert kept == [part.said(easy).heading for part in booklet().part if part.then == "support"]


def test_the_name_of_the_group_stands_under_the_title() -> None:
    assert made(Config(group=Group(name="Thursday circle"))).subtitle == "Thursday circle"
    assert made().subtitle == booklet().summary


def test_an_easy_read_booklet_is_a_draft_in_its_own_words() -> None:
    easy = made(easy=True)
    assert easy.opening == (draft.notice(),)
    assert [section.heading for section in easy.sections] == [part.easy.heading for part in booklet().part]
    assert draft.notice() not in [block for section in easy.sections for block in section.blocks]
    assert not any(isinstance(block, Callout) for block in under(easy, "meeting", easy=True))


def test_each_idea_of_an_easy_read_booklet_has_room_for_a_picture() -> None:
    kinds = {type(block) for section in made(easy=True).sections for block in section.blocks}
    assert kinds == {Paragraph, Entries, Blank}


def texts(document: Document) -> list[str]:
    found = []
    for section in document.sections:
        found.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found.append(block.text)
            elif isinstance(block, Listing):
                found += block.items
            elif isinstance(block, Entries) and not block.numbered:
                found += [entry.text for entry in block.entries]
            elif isinstance(block, Blank):
                found.append(block.label)
    return found


every_booklet = pytest.mark.parametrize("path", sorted(FILE.parent.glob("*.toml")), ids=lambda path: path.stem)


@every_booklet
@pytest.mark.parametrize("easy", [False, True])
def test_its_words_have_no_label_no_jargon_and_shut_nobody_out(path: Path, easy: bool) -> None:
    document = sheet(loaded(Booklet, path), Known(rules(), meeting()), easy=easy)
    for text in texts(document):
        assert [*check_words("booklet", text), *check_spoken("booklet", text)] == []


@every_booklet
def test_easy_read_is_one_short_sentence_after_another(path: Path) -> None:
    for part in loaded(Booklet, path).part:
        assert part.easy is not None, part.heading
        for text in (part.easy.heading, *part.easy.say):
            assert len(split(text)) <= 2
            assert all(words_in(sentence) <= LONGEST_EASY for sentence in split(text)), text
        assert all(words_in(point) <= LONGEST_EASY for point in part.easy.points)


def test_the_groups_words_reach_it() -> None:
    from peerkit.words import Words

    filled = loaded(Booklet, FILE, Words.of({"session": "evening"}))
    assert any("the first evening" in text for part in filled.part for text in part.say)


def test_what_is_wrong_with_a_booklet_is_said_all_at_once() -> None:
    data = tomllib.loads(FILE.read_text("utf-8"))
    data["part"][1] |= {"then": "cake", "wirte": ["x"]}
    del data["session"]
    found, problems = validate(Booklet, data)
    assert found is None
    assert [(problem.place, problem.suggestion) for problem in sorted(problems)] == [
        ("part.item 2.then", NEWER),
        ("part.item 2.wirte", "Did you mean write?"),
        ("session", "Add session = ..."),
    ]


# as it is typed


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("", "starting-a-group.pdf"),
        ("--paper a5", "starting-a-group-a5.pdf"),
        ("--style easy-read --format html", "starting-a-group-easy-read.html"),
        ("--format markdown", "starting-a-group.md"),
    ],
)
def test_a_booklet_has_a_name_that_says_what_it_is(here: Path, typed: str, name: str) -> None:
    assert main(["starter", "print", *typed.split()]) == 0
    assert [path.name for path in here.iterdir()] == [name]


def test_other_ground_rules_can_stand_in_it(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours = tmp_path / "group" / "templates" / "agreements" / "ours.toml"
    ours.write_text('title = "Ours"\nsummary = "Ours."\n[[rule]]\ntext = "We sing."\nvalue = "Joy"\n')
    assert main(["starter", "print", "--rules", "ours", "--format", "terminal"]) == 0
    assert "\n1. Joy: We sing.\n" in capsys.readouterr().out


def test_rules_without_an_easy_wording_are_mentioned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours = tmp_path / "group" / "templates" / "agreements" / "ours.toml"
    ours.write_text('title = "Ours"\nsummary = "Ours."\n[[rule]]\ntext = "We sing."\nvalue = "Joy"\n')
    typed = ["starter", "print", "--rules", "ours", "--style", "easy-read", "--format", "terminal"]
    assert main(typed) == 0
    assert "Ground rules without an Easy Read wording, and so in their own words: 1." in capsys.readouterr().err


def test_a_booklet_without_easy_words_is_refused_and_its_parts_are_named(tmp_path: Path, here: Path, capsys) -> None:
    known = 'title = "X"\nsummary = "X."\nagreement = "ground-rules"\nsession = "first-meeting"\n'
    (tmp_path / "mine.toml").write_text(f'{known}[[part]]\nheading = "Tea"\n')
    assert main(["starter", "print", "--template", str(tmp_path / "mine.toml"), "--style", "easy-read"]) == 1
    assert "This booklet has no Easy Read wording for: Tea." in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_meeting_that_does_not_fit_its_own_minutes_is_said(tmp_path: Path, capsys) -> None:
    folder = tmp_path / "group" / "templates" / "sessions"
    folder.mkdir()
    text = find_template(NOWHERE, "first-meeting").read_text("utf-8")
    (folder / "first-meeting.toml").write_text(text.replace("{ min = 75, ideal = 90,", "{ min = 20, ideal = 20,"))
    assert main(["starter", "print"]) == 1
    assert "First meeting does not fit into its own 20 minutes." in capsys.readouterr().err


def test_rules_that_were_agreed_stand_in_it_with_their_version(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "adopt", "--yes"]) == 0
    assert main(["starter", "print", "--format", "terminal"]) == 0
    assert "Version 1. Agreed on " in capsys.readouterr().out.partition("What we agree")[2]
