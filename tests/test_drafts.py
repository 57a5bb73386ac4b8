"""A translation that no speaker has read: it says so, and what could harm somebody stays English."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import polib
import pytest

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.agreements.stored import as_text
from peerkit.cli.app import main
from peerkit.cli.session.materials import materials
from peerkit.live.commander import Commander
from peerkit.live.loop import Session
from peerkit.live.plain import opening_lines
from peerkit.live.screen import panels
from peerkit.messages import speaking
from peerkit.printing.document import Document
from peerkit.printing.phone.session import SessionPage, page
from peerkit.printing.render.html import html
from peerkit.printing.render.terminal import terminal
from peerkit.printing.sheets import agreement, hard_moment
from peerkit.printing.sheets.draft import labelled
from peerkit.running.actions import BY_WORD, Materials
from peerkit.workspace import catalogues
from peerkit.workspace.root import Root
from tests.room import HandClock, circle_header, noon
from tests.test_languages_on_sheets import Dotted

HOW_FAR = "Before anyone tells a story, somebody who speaks both languages says here how far it stays with us."
CARD = "What follows is in English: whoever speaks both languages says it aloud now."
ENDS = "are you thinking of ending your life?"
WAYS = (Option(text="Only the group tells.", name="The group"), Option(text="Each decides.", name="Each"))
RULE = Rule(text="What stays here?", value="Trust", topic="confidentiality", option=WAYS, language="en")
LISTENING = Rule(text="Gwrando.", value="Parch")
RULES = Agreement(title="Rheolau", summary="Ein rhai ni.", language="xx", rule=(RULE, LISTENING))


class Draft(Dotted):
    """Nobody has read it."""

    draft = True


def marked(document: Document) -> list[tuple[str, str]]:
    """What stands on it as another language than its own."""
    return re.findall(r'<span lang="(\w+)">([^<]+)</span>', html(document))


def test_a_rule_of_another_language_says_so_and_leaves_room_for_what_somebody_says_in_both() -> None:
    with speaking(Draft()):
        made = agreement.sheet(RULES)
    there = marked(made)
    assert ("en", "What stays here?") in there
    assert ("en", "The group") in there
    assert ("en", HOW_FAR) in there
    lines = terminal(made).splitlines()
    at = lines.index(f"{HOW_FAR} ____")
    assert lines[at - 1] == Draft().gettext(HOW_FAR)
    assert lines[at + 1].startswith("2. Parch")


def test_where_the_rule_is_in_the_language_of_its_agreement_nothing_is_added() -> None:
    rule = replace(RULE, language=None)
    assert "both languages" not in terminal(agreement.sheet(replace(RULES, rule=(rule,))))


def test_a_rule_about_something_else_may_be_in_another_language_without_a_word_about_it() -> None:
    rule = Rule(text="We listen.", value="Respect", language="en")
    assert "both languages" not in terminal(agreement.sheet(replace(RULES, rule=(rule,))))


@pytest.mark.parametrize(("spoken", "is_english"), [(Draft(), True), (Dotted(), False)])
def test_what_to_do_in_a_hard_moment_is_english_until_a_speaker_has_read_it(spoken: Dotted, is_english: bool) -> None:
    with speaking(spoken):
        document = Document(title="x", sections=(hard_moment.card(()),), language="xx")
    assert any(language == "en" and ENDS in text for language, text in marked(document)) is is_english
    assert ("somebody who speaks both languages says here what this card says" in terminal(document)) is is_english


def faces(lines: tuple[str, ...]) -> tuple[str, str, str]:
    """The card of a session in plain mode, on the screen, and what the phone's page has of it."""
    session = Session(circle_header(), HandClock(), None, Materials(support=lines))
    told = "\n".join(Commander(session).say("support"))
    shown = panels.words(session, panels.View(panel=BY_WORD["support"]))
    made = page(SessionPage(session.header.plan, support=lines))
    data = json.loads(made.partition('id="data">')[2].partition("</script>")[0])
    there = re.findall(r"<li[^>]*>(.*?)</li>", made.partition('<ul id="card"')[2])
    return told, shown, "\n".join(there or [text for text, _, _ in data["hard"]])


@pytest.mark.parametrize("place", ["", "england"])
def test_before_an_english_card_a_session_says_in_both_languages_that_a_speaker_says_it(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "peerkit.toml").write_text(f'[group]\nplace = "{place}"\n', encoding="utf-8")
    first = "Nobody has to mend anything."
    with speaking(Draft()):
        lies_ready = materials(Root(tmp_path, ""), circle_header().plan.evening.template, date(2026, 12, 1))
        for told in faces(lies_ready.support):
            assert told.index(Draft().gettext(CARD)) < told.index(CARD) < told.index(first) < told.index(ENDS)
            assert not place or told.index(ENDS) < told.index("116 123")
    assert not any(CARD in told for told in faces(()))


def test_the_groups_own_lines_stand_first_and_below_them_the_english_that_somebody_says(tmp_path: Path) -> None:
    (tmp_path / "peerkit.toml").write_text('[support]\nlines = ["Anadlwch."]\n', encoding="utf-8")
    with speaking(Draft()):
        template = circle_header().plan.evening.template
        for told in faces(materials(Root(tmp_path, ""), template, date(2026, 12, 1)).support):
            assert told.startswith("Anadlwch.\n")
            assert told.index("Anadlwch.") < told.index(CARD) < told.index("Nobody has to mend") < told.index(ENDS)


def test_the_session_says_it_once_where_the_rules_are_heard() -> None:
    session = Session(circle_header(), HandClock(), None, Materials(at_the_rules=("Yn gyntaf.", "First.")))
    commander = Commander(session)
    assert "First." not in commander.look()
    said = commander.say("next")
    assert said[-2:] == ["Yn gyntaf.", "First."]
    assert "First." not in "\n".join([commander.look(), *commander.say("time"), *commander.say("next")])


def test_on_the_screen_it_stands_above_the_rules_and_once() -> None:
    both = ("Yn gyntaf.", "First.")
    session = Session(circle_header(), HandClock(), None, Materials(("1. Gwrando.", *both, "2. Parch."), (), both))
    shown = panels.words(session, panels.View(panel=BY_WORD["rules"]))
    assert shown.splitlines() == [*both, "1. Gwrando.", "2. Parch."]


UNREAD = "Draft: no speaker has read this translation yet."
FLYER = """\
title = "Amser caled?"
summary = "Grŵp."
language = "xx"
what = "Grŵp."
who = "I unrhyw un."
opening = ["Dewch."]

[welcome]
heading = "Croeso"
lines = ["Dewch."]
"""


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a made-up language of its own, and a flyer in it."""
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("PEERKIT_LANGUAGE", "xx")
    (tmp_path / "templates" / "flyers").mkdir(parents=True)
    (tmp_path / "templates" / "flyers" / "peer-support.toml").write_text(FLYER, encoding="utf-8")
    catalogue(tmp_path)
    return tmp_path


def catalogue(group: Path, **header: str) -> None:
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", **header}
    po.append(polib.POEntry(msgid=UNREAD, msgstr="Heb ei ddarllen."))
    po.append(polib.POEntry(msgid="When", msgstr="Pryd"))
    (group / "languages").mkdir(exist_ok=True)
    po.save_as_mofile(str(group / "languages" / "xx.mo"))


def printed(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    code = main(["flyer", "print", "-o", "-", *more], noon(date(2026, 12, 1)))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_draft_goes_to_strangers_only_when_that_is_asked_for_and_says_so_in_both_languages(
    group: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys)[:2] == (1, "")
    code, _, told = printed(capsys)
    assert "no speaker has read this translation yet. Nothing was printed." in told
    assert "peerkit flyer print --draft" in told
    for kind in ("window", "strips", "pocket"):
        code, out, _ = printed(capsys, "--draft", "--kind", kind)
        assert code == 0
        assert re.search(rf"Heb ei ddarllen\.\W+{UNREAD}", out)


@pytest.mark.parametrize("command", ["group calendar --for web", "group listing", "group close"])
def test_what_directories_and_the_web_get_asks_for_the_same_and_says_so(
    command: str, group: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    on_web = '["name", "days", "contact", "for_whom", "town"]'
    (group / "peerkit.toml").write_text(
        f'[group]\nname = "X"\ndays = ["every Thursday, 19:00 to 21:00"]\ncontact = "a@b.org"\non_web = {on_web}\n'
        'for_whom = "Anyone."\ntown = "Caerdydd"\n'
    )
    out = group / "out"
    typed = [*command.split(), "--yes", "-o", str(out)]
    assert main(typed, noon(date(2026, 12, 1))) == 1
    assert "no speaker has read this translation yet. Nothing was printed." in capsys.readouterr().err
    assert not out.exists()
    assert main([*typed, "--draft"], noon(date(2026, 12, 1))) == 0
    for file in [out] if out.is_file() else out.iterdir():
        if file.suffix not in (".pdf", ".html"):  # which say so as every sheet does
            assert "Heb ei ddarllen." in (text := file.read_text("utf-8")) or text == "[]\n"


def test_a_reading_by_a_speaker_in_the_catalogues_header_takes_the_label_off(
    group: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Root(group, "")
    assert catalogues.catalogue("xx", root).draft
    catalogue(group, **{catalogues.REVIEWED: "2027-03, tier 1"})
    assert not catalogues.catalogue("xx", root).draft
    code, out, _ = printed(capsys)
    assert code == 0
    assert "Pryd" in out
    assert "Heb ei ddarllen." not in out


def test_a_groups_own_rules_are_no_draft(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = group / "templates" / "agreements" / "ground-rules.toml"
    path.parent.mkdir()
    path.write_text(as_text(RULES), encoding="utf-8")
    assert main(["rules", "print", "-o", "-"]) == 0
    out = capsys.readouterr().out
    assert "Gwrando." in out
    assert "Heb ei ddarllen." not in out


def test_a_sheet_says_that_it_is_a_draft_once_and_in_a_word_at_the_foot_of_each_page() -> None:
    with speaking(Draft()):
        made = labelled(agreement.sheet(RULES))
        assert labelled(made) == made
        assert made.foot.startswith(f"{Draft().gettext('Draft.')} {Draft().gettext('Page')}")
    assert "Draft." not in agreement.sheet(RULES).foot
    assert [line for line in terminal(made).splitlines() if line == UNREAD] == [UNREAD]


def test_a_session_in_a_draft_says_so_as_it_begins() -> None:
    session = Session(circle_header(), HandClock(), None)
    with speaking(Draft()):
        said = opening_lines(session)
    assert [line for line in said if line in (UNREAD, Draft().gettext(UNREAD))] == [Draft().gettext(UNREAD), UNREAD]
    assert UNREAD not in opening_lines(session)
