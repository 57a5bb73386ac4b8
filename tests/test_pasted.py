"""Schedules as people have them: every form gives the same rounds, and no name comes out again."""

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.cli.app import main
from peerkit.turns.audit import audit
from peerkit.turns.pasted import Unreadable, as_csv, as_markdown, parsed
from peerkit.turns.phrases import how_sound, understood, who_sits
from peerkit.turns.rotation import rotate
from peerkit.turns.schedule import Schedule
from tests.rotations import rests

FOUR = [[[1, 2], [3, 4]], [[1, 3], [2, 4]]]
FORMS = {
    "json": '{"rounds": [[[1, 2], [3, 4]], [[1, 3], [2, 4]]]}',
    "a bare list": "[[[1, 2], [3, 4]], [[1, 3], [2, 4]]]",
    "a list of names": '[[["Ann", "Bo"], ["Cy", "Di"]], [["Ann", "Cy"], ["bo", "Di"]]]',
    "letters": '[[["A", "B"], ["C", "D"]], [["A", "C"], ["B", "D"]]]',
    "numbers from 0": "[[[0, 1], [2, 3]], [[0, 2], [1, 3]]]",
    "lines": "Round 1: 1 and 2; 3 and 4.\nRound 2 (done): 1, 3; 2, 4.",
    "lines among others": "Count off from 1 to 4.\n\n1: Ann, Bo; Cy, Di\nEach round: 20 minutes.\n2: Ann & Cy; Bo + Di",
    "a row a round": "1,1 2,3 4\n2,1 3,2 4",
    "a row a round with its head": "round,group 1,group 2\n1,1 2,3 4\n2,1 3,2 4\n",
    "a row a round without a number": "1 2;3 4\n1 3;2 4",
    "a row a round with names": "Round 1;Ann and Bo;Cy and Di\nRound 2;Ann and Cy;Bo and Di",
    "a row a group": "1,2\n3,4\n1,3\n2,4",
    "a row a group with its round": "1,1,2\n1,3,4\n2,1,3\n2,2,4",
    "a row a group with its head": "Round\tGroup\tFirst\tSecond\n1\t1\t1\t2\n1\t2\t3\t4\n2\t1\t1\t3\n2\t2\t2\t4",
    "a row a group with a gap": "Ann Lee,Bo\nCy,Di\n\nAnn Lee,Cy\nBo,Di",
    "a row a person": "round,group,name\n1,1,Ann\n1,1,Bo\n1,2,Cy\n1,2,Di\n2,1,Ann\n2,1,Cy\n2,2,Bo\n2,2,Di",
    "markdown": "| round | group 1 | group 2 |\n|--:|---|---|\n| 1 | 1 2 | 3 4 |\n| 2 | 1 3 | 2 4 |",
    "tables in columns": "Round,Table 1,Table 2\n1,Ann Bo,Cy Di\n2,Ann Cy,Bo Di",
    "tables in columns without a round": "Table 1,Table 2\nAnn Bo,Cy Di\nAnn Cy,Bo Di",
    "letters without a space": "1,AB,CD\n2,AC,BD",
    "numbers without a space": "1,12,34\n2,13,24",
    "names with spaces": "1,Ann Bo,Cy Di\n2,Ann Cy,Bo Di",
    "lines with spaces": "Round 1: Ann Bo; Cy Di\nRound 2: Ann Cy; Bo Di",
    "a column a round": "Table,Round 1,Round 2\n1,Ann Bo,Ann Cy\n2,Cy Di,Bo Di",
    "a row a person with a table a round": "Name,Round 1,Round 2\nAnn,1,1\nBo,1,2\nCy,2,1\nDi,2,2",
    "a round that is named once": "Round,Table,Name\n1,1,Ann\n,1,Bo\n,2,Cy\n,2,Di\n2,1,Ann\n,1,Cy\n,2,Bo\n,2,Di",
    "people called as a column may be": "Person 1,Person 2\nPerson 3,Person 4\nPerson 1,Person 3\nPerson 2,Person 4",
    "all pairs in one column": 'Round,Pairs\n1,"A+B, C+D"\n2,"A+C, B+D"',
    "a spreadsheet's file": "\ufeffround;group 1;group 2\r\n1;1 2;3 4\r\n2;1 3;2 4\r\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_rounds_are_read_from_every_form(form: str) -> None:
    assert parsed(FORMS[form]).data["rounds"] == FOUR


@given(rests())
def test_what_is_pasted_is_read_back(schedule: Schedule) -> None:
    for text in (as_csv(schedule), as_markdown(schedule), "\n".join(who_sits(schedule))):
        data, named, _shown, doubt = parsed(text)
        assert not doubt
        assert data["rounds"] == [[list(group) for group in groups] for groups in schedule.rounds]
        assert data.get("sitting_out", []) == [list(those) for those in schedule.out]
        assert named == "numbers"


@pytest.mark.parametrize(
    "text", ["", "  \n", "{", "<!DOCTYPE html>", "Dear all,\n", "[1, 2", "round,group 1\n", "|", "|-|"]
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parsed(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * depth + "1" + "]" * depth, "there are lists inside lists in it, more than any schedule has.")
        for depth in (33, 500, 990, 100_000)
    ]
    + [
        ('{"a":' * 50_000 + "1" + "}" * 50_000, "there are lists inside lists in it, more than any schedule has."),
        ('{"people": ' + "9" * 6000 + "}", "a number in it has thousands of figures."),
        ('{"people": 4,\n"rounds" [', "it is not JSON: line 2 can't be read."),
    ],
)
def test_json_that_is_no_schedule_is_answered_in_words_of_our_own(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parsed(text)
    assert str(refused.value) == said


@pytest.mark.parametrize("form", ["csv", "markdown", "text", "json"])
def test_the_command_pastes_what_the_command_reads(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["turns", "plan", "--people", "9", "--size", "3", "--rounds", "4", "--format", form]) == 0
    file = tmp_path / "pasted"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["turns", "audit", str(file)]) == 0
    assert "9 people: 3 threes. 4 rounds.\nNobody meets twice.\n" in capsys.readouterr().out


def test_a_name_in_a_file_is_in_nothing_that_peerkit_says_or_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "names.csv").write_text("Anna,Boris\nClara,Dmitri\nAnna,Clara\nBoris,Dmitri\n", encoding="utf-8")
    command = ["turns", "replan", str(tmp_path / "names.csv"), "--done", "1", "-o", str(tmp_path / "now.json")]
    assert main(command) == 0
    said = "".join(capsys.readouterr()) + (tmp_path / "now.json").read_text(encoding="utf-8")
    assert "No name is kept." in said
    assert not any(name in said for name in ("Anna", "Boris", "Clara", "Dmitri"))


def test_what_could_be_read_in_two_ways_says_what_was_understood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("AB,CD\nAC,BD", encoding="utf-8")
    assert main(["turns", "audit", str(tmp_path / "a.csv")]) == 0
    said = capsys.readouterr().err
    assert "I read 4 people in 2 rounds:\nRound 1: A and B; C and D.\nRound 2: A and C; B and D.\n" in said
    assert "Round 1: 1 and 2; 3 and 4" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "1,A B,C D\n2,A B,C",
            ["round 2, group 2: C is alone", "D is missing", "They meet 2 times, in rounds 1 and 2: A and B."],
        ),
        ("[[[0, 1], [2, 3]], [[0, 1], [2]]]", ["Seat 3 is missing", "in rounds 1 and 2: seat 0 and seat 1"]),
        (
            "1: Ann, Bo; Cy, Di\n2: Ann, Bo; Cy",
            [
                "The 2nd person of group 2 in round 1 is missing",
                "in rounds 1 and 2: the 1st person of group 1 in round 1 and the 2nd person of group 1 in round 1.",
            ],
        ),
    ],
)
def test_an_audit_says_who_is_meant_as_the_file_does_and_counts_on_past_a_fault(
    text: str, said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert main(["turns", "audit", str(tmp_path / "a.txt")]) == 1
    found = "".join(capsys.readouterr())
    assert [each for each in said if each not in found] == []
    assert not any(name in found for name in ("Ann", "Bo", "Cy", "Di", "say in done"))


@pytest.mark.parametrize("names", ["王李张陈", ["Ann", "Bo", "Cy", "Di"]])
def test_a_name_is_never_called_a_letter(names: Sequence[str], tmp_path: Path) -> None:
    one, two, three, four = names
    found = parsed(f"Round 1: {one}, {two}; {three}, {four}")
    assert found.who(3) == "the 1st person of group 2 in round 1"
    assert found.shown == {}


SIGNS = st.sampled_from(
    ["Round", "Table 1", "Round 2", "Name", "Sitting out", "1", "2", "AB", "Ann Bo", "A, B", "", "\n"]
)


@given(st.lists(SIGNS | st.text(max_size=4), max_size=20), st.sampled_from(",;|\t"))
def test_whatever_is_pasted_is_read_or_refused_and_can_be_audited(cells: list[str], between: str) -> None:
    with contextlib.suppress(Unreadable):
        pasted = parsed(between.join(cells))
        how_sound(audit(pasted.data, pasted.who), pasted.who)
        understood(pasted)


def test_groups_of_two_sizes_are_told_as_they_are_and_no_claim_is_called_true(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["turns", "plan", "--people", "7", "--size", "3", "--rounds", "2", "--format", "csv"]) == 0
    (tmp_path / "a.csv").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["turns", "audit", str(tmp_path / "a.csv")]) == 0
    found = capsys.readouterr().out
    assert "7 people: 2 pairs and 1 three. 2 rounds." in found
    assert found.endswith("Nothing has to be mended.\n")


def test_what_cannot_be_read_is_answered_with_an_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("Dear all,\n", encoding="utf-8")
    assert main(["turns", "audit", str(tmp_path / "letter.txt")]) != 0
    assert "Round 1: 1 and 2; 3 and 4" in capsys.readouterr().err


def test_a_file_of_its_own_is_read_as_it_is() -> None:
    rounds = [[list(group) for group in groups] for groups in rotate(6, 2, 3).rounds]
    assert parsed(json.dumps({"rounds": rounds, "done": 1})).data == {"rounds": rounds, "done": 1}
