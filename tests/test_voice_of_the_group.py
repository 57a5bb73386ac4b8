"""What the group says came of it: added, looked over, heard, adopted, struck, withdrawn, and printed."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.agreements.voice import VoiceLine, adopted, heard, said, with_line, without
from peerkit.cli import app
from peerkit.tally import releases
from peerkit.tally.disclosure import Shared
from peerkit.wording import story
from peerkit.workspace import voice
from peerkit.workspace.root import Root
from tests.room import noon
from tests.test_evidence import SPRING, SUMMER

TODAY = dt.date(2026, 5, 7)
CLOCK = noon(TODAY)
OURS = "We are less alone than we were."


@pytest.fixture
def group(group: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (group / "sessions").mkdir(parents=True)
    monkeypatch.setattr(CLOCK, "time", noon(TODAY).time)
    return group


def said_of(*typed: str) -> int:
    return app.main(["voice", *typed], CLOCK)


def lines_of(group: Path) -> tuple[VoiceLine, ...]:
    return voice.read(Root(group, ""))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("We helped Maria.", "Maria"),
        ("Maria says that we help.", "Maria"),
        ("We meet. Ahmed's bread is good for us.", "Ahmed's"),
        ("I feel better with us.", "I"),
        ("One of us found the way back.", "One of us"),
        ("We saw somebody smile again.", "somebody"),
        ("A young man came back to us.", "A young man"),
        ("We helped a 34-year-old.", "34-year-old"),
        ("We know what it is in her thirties.", "in her thirties"),
        ("We have a nurse among us.", "a nurse"),
        ("We found a job again.", "found a job"),
        ("We came home from hospital.", "hospital"),
        ("We met in Leeds.", "Leeds"),
        ("We talked about who died.", "died"),
        ("We learned it in a turn.", "in a turn"),
        ("We are not schizophrenics.", "schizophrenics"),
        ("Everything is better.", "Everything is better."),
    ],
)
def test_what_may_tell_one_persons_story_is_found(line: str, word: str) -> None:
    assert word in [found.word for found in story.find(line)]


@pytest.mark.parametrize(
    "line",
    [
        OURS,
        "We laugh more, and we sleep better.",
        "On Thursdays we have somewhere to go.",
        "Nobody has to explain themselves to us.",
        "Since Christmas we have cooked together in English and Welsh.",
        "Together we know what helps.",
        "Listening has changed how we talk at home.",
    ],
)
def test_what_is_said_of_the_group_is_left_alone(line: str) -> None:
    assert story.find(line) == []
    assert story.refused(line) == ""


@pytest.mark.parametrize("line", ["We are 7 people.", "Six of us laugh more.", "We were nine.", "We had 12 visits."])
def test_how_many_they_are_leaves_as_rounded_figures_and_in_no_sentence(line: str, group: Path, capsys) -> None:
    assert said_of("add", line, "--yes") == 1
    assert "only as figures that are safe to share" in capsys.readouterr().err
    assert lines_of(group) == ()


@pytest.mark.parametrize(
    "line", ["Write to us: a@example.org", "Ring us on 01632 960000", "We are h\u200bere", "", "We " * 200]
)
def test_what_no_line_can_hold_is_refused_even_with_yes(line: str, group: Path) -> None:
    assert said_of("add", line, "--yes") == 1
    assert lines_of(group) == ()


def test_one_of_us_is_pointed_out_and_is_no_number_of_people(group: Path, capsys) -> None:
    assert said_of("add", "One of us smiled, and we did.") == 1
    assert '"One of us": This may be about one person.' in capsys.readouterr().err


def test_a_line_that_is_pointed_at_takes_a_yes(group: Path, type_in, capsys) -> None:
    assert said_of("add", "We helped Maria.") == 1
    assert '"Maria": This may be a name' in capsys.readouterr().err
    type_in("")
    assert said_of("add", "We talk about death.") == 0
    assert lines_of(group) == ()
    type_in("We talk about death.", "yes")
    assert said_of("add") == 0
    assert [line.text for line in lines_of(group)] == ["We talk about death."]


def test_a_line_is_heard_at_one_meeting_and_adopted_at_a_later_one(group: Path, capsys) -> None:
    assert said_of("add", OURS) == 0
    assert said_of("adopt") == 1
    assert said_of("heard", "--on", "2026-04-30") == 0
    assert said_of("add", "We laugh more.") == 0
    assert said_of("heard") == 0
    assert said_of("adopt") == 0
    assert "1 line is the group's own now.\n1 waits for a meeting more." in capsys.readouterr().out
    first, second = lines_of(group)
    assert (first.heard, first.adopted) == (dt.date(2026, 4, 30), TODAY)
    assert (second.heard, second.adopted) == (TODAY, None)
    assert said_of("show", "--json") == 0
    assert [each["adopted"] for each in json.loads(capsys.readouterr().out)] == ["2026-05-07", None]


def test_one_no_takes_a_line_out_and_nothing_of_it_is_kept(group: Path) -> None:
    for line in (OURS, "We laugh more."):
        assert said_of("add", line) == 0
    assert said_of("strike", "3") == 1
    assert said_of("strike", "1") == 0
    assert [line.text for line in lines_of(group)] == ["We laugh more."]
    assert not any(OURS.encode() in path.read_bytes() for path in group.rglob("*") if path.is_file())
    assert said_of("withdraw") == 1
    assert said_of("withdraw", "--yes") == 0
    assert not Root(group, "").voice.exists()
    assert said_of("strike", "1") == 1


def test_only_what_was_adopted_stands_on_the_page_until_it_is_taken_back(group: Path, capsys) -> None:
    releases.write(Root(group, ""), Shared((SPRING, SUMMER)))
    evidence = ["tally", "evidence", "--paste"]
    assert said_of("add", OURS) == 0
    assert said_of("heard", "--on", "2026-04-30") == 0
    capsys.readouterr()
    assert app.main(evidence, CLOCK) == 0
    assert OURS not in capsys.readouterr().out
    assert said_of("adopt") == 0
    assert said_of("add", "We laugh more.") == 0
    capsys.readouterr()
    assert app.main(evidence, CLOCK) == 0
    page = capsys.readouterr().out
    assert f"What came of it?\n{OURS}\nThese sentences are the group's own" in page
    assert "laugh" not in page
    assert said_of("withdraw", "--yes") == 0
    capsys.readouterr()
    assert app.main(evidence, CLOCK) == 0
    assert "What came of it" not in capsys.readouterr().out


@given(st.lists(st.sampled_from(["add", "heard", "adopt", "strike"]), max_size=20))
def test_no_line_is_adopted_that_was_not_heard_on_an_earlier_day(deeds: list[str]) -> None:
    lines: tuple[VoiceLine, ...] = ()
    for number, deed in enumerate(deeds):
        day = TODAY + dt.timedelta(days=number // 2)
        if deed == "add" and len(lines) < 12:
            lines = with_line(lines, f"We {number}.")
        elif deed == "heard":
            lines = heard(lines, day)
        elif deed == "adopt":
            lines = adopted(lines, day)
        elif lines:
            lines = without(lines, 1)
        assert all(line.heard and line.heard < line.adopted for line in said(lines))


@pytest.mark.parametrize(
    "text",
    [
        "format = 2\n", "mood = 1\nformat = 1\n", "format = 1\nline = 3\n", "format = 1\n[[line]]\nmood = 3\n",
        'format = 1\n[[line]]\ntext = ""\n', 'format = 1\n[[line]]\ntext = "We."\nheard = 3\n',
        'format = 1\n[[line]]\ntext = "We."\nadopted = 2026-05-07\n', "format = 1\nline = [3]\n", "nonsense",
        'format = 1\n[[line]]\ntext = "We."\nheard = 2026-05-07\nadopted = 2026-05-07\n', "line = []\n",
    ],
)  # fmt: skip
def test_a_file_that_was_not_written_like_that_is_refused_and_left_alone(text: str, group: Path, capsys) -> None:
    path = Root(group, "").voice
    path.write_text(text)
    for typed in (("show",), ("add", OURS), ("heard",), ("adopt",), ("strike", "1"), ("withdraw", "--yes")):
        assert said_of(*typed) == 1
        assert "voice.toml" in capsys.readouterr().err
    assert path.read_text() == text


def test_what_is_written_is_read_again(group: Path) -> None:
    awkward = 'We say "yes", \\ and = [no] # often.'
    assert said_of("add", awkward) == 0
    assert [line.text for line in lines_of(group)] == [awkward]
