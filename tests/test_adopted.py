"""What a group agreed on is kept as it was, with a day and a version, and with nothing about anybody."""

import json
import re
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.agreements.kinds import CHARTER, KINDS, RULES, Kind
from peerkit.agreements.standing import mark, standing
from peerkit.agreements.stored import as_text
from peerkit.cli.app import main
from peerkit.errors import PeerkitError
from peerkit.wording import months
from peerkit.workspace import adopted, adopting, files, locks
from peerkit.workspace.builtin import builtin_templates
from peerkit.workspace.root import Root
from tests.agreeing import agreements, of, read
from tests.room import noon

DAY = date(2026, 11, 24)
OURS = """\
# Talked over on two evenings.
title = "What we agree"
summary = "For our {sessions}."

[[rule]]
# the first one
text = "Every {peer} has the same time."
value = "Equality"
"""


@pytest.fixture(autouse=True)
def group(group: Path) -> Path:
    (group / "templates" / "agreements").mkdir(parents=True)
    return group


@pytest.fixture
def ours(group: Path) -> Path:
    path = group / "templates" / "agreements" / "ours.toml"
    path.write_text(OURS)
    return path


def kept(ours: Path, version: int) -> Path:
    return ours.parent / "adopted" / f"{ours.stem}-{version}.toml"


def said(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0, today: date = DAY) -> str:
    capsys.readouterr()
    assert main([*words], noon(today)) == status
    heard = capsys.readouterr()
    return heard.out + heard.err


def stands(capsys: pytest.CaptureFixture[str], name: str = "ours") -> str:
    """The third line of what is shown."""
    return said(capsys, "rules", "show", name).splitlines()[2]


# Agreeing


def test_the_text_is_kept_and_the_file_says_the_version_the_day_and_the_month(ours: Path, capsys) -> None:
    heard = said(capsys, "rules", "adopt", "ours", "--review", "2027-05")
    assert heard.startswith("Version 1. Agreed on 24 November 2026. To be looked at again in May 2027.\n")
    stamp = ["version = 1", "adopted = 2026-11-24", 'review = "2027-05"']
    lines = ours.read_text().splitlines()
    assert [line for line in lines if line not in stamp] == OURS.splitlines()
    first, _, rest = kept(ours, 1).read_text().partition("\n")
    assert first.startswith("# Version 1 of this agreement, kept as it was agreed on 24 November 2026.")
    assert rest == ours.read_text()


def test_nothing_is_written_but_a_number_a_day_and_a_month(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours", "--review", "2027-05")
    new = {key: value for key, value in tomllib.loads(ours.read_text()).items() if key not in tomllib.loads(OURS)}
    assert new == {"version": 1, "adopted": DAY, "review": "2027-05"}
    assert {path.name for path in ours.parent.rglob("*.*")} == {"ours.toml", "ours-1.toml"}


def test_the_same_text_again_is_no_new_version(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours", "--review", "2027-05")
    before = {path: path.read_bytes() for path in ours.parent.rglob("*.toml")}
    heard = said(capsys, "rules", "adopt", "ours")
    assert "has agreed on this text before, so there is no new version." in heard
    assert {path: path.read_bytes() for path in ours.parent.rglob("*.toml")} == before


def test_the_same_text_can_be_given_another_month_to_look_at_it_again(ours: Path, capsys) -> None:
    said(capsys, "rules", "adopt", "ours", "--review", "2027-05")
    copy = kept(ours, 1).read_bytes()
    said(capsys, "rules", "adopt", "ours", "--review", "2028-05", today=date(2027, 5, 3))
    assert stands(capsys) == "Version 1. Agreed on 24 November 2026. To be looked at again in May 2028."
    assert kept(ours, 1).read_bytes() == copy


def test_another_text_is_another_version_and_the_first_stays(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours", "--review", "2027-05")
    first = kept(ours, 1).read_bytes()
    ours.write_text(ours.read_text().replace("the same time", "all the time in the world"))
    assert stands(capsys) == "Changed since version 1 was agreed on 24 November 2026. This text is not agreed yet."
    said(capsys, "rules", "adopt", "ours")
    assert stands(capsys) == "Version 2. Agreed on 24 November 2026."
    assert kept(ours, 1).read_bytes() == first
    assert 'text = "Every {peer} has all the time in the world."' in kept(ours, 2).read_text()


def test_an_earlier_text_agreed_on_again_is_a_new_version(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("same", "whole", "same"):
        ours.write_text(OURS.replace("same", text))
        said(capsys, "rules", "adopt", "ours")
    assert stands(capsys).startswith("Version 3.")


def test_what_comes_with_peerkit_becomes_the_groups_own_once_agreed(group: Path, capsys) -> None:
    shipped = builtin_templates() / "charters" / "peer-support.toml"
    before = shipped.read_bytes()
    heard = said(capsys, "charter", "adopt")
    assert "is used instead of the peer-support that comes with peerkit" in heard
    assert said(capsys, "charter", "show").splitlines()[2] == "Version 1. Agreed on 24 November 2026."
    assert shipped.read_bytes() == before


OPEN = """
[[rule]]
text = "What do we do with phones?"
value = "Attention"
topic = "phones"
[[rule.option]]
text = "They are off."
[[rule.option]]
text = "They are on silent."
"""


def test_a_choice_that_is_still_open_is_not_agreed_on_unless_that_is_said(ours: Path, capsys) -> None:
    ours.write_text(OURS + OPEN)
    heard = said(capsys, "rules", "adopt", "ours", status=1)
    assert "The choice about phones is still open. Nothing was recorded." in heard
    assert "Choose together: peerkit rules choose ours\nTo agree all the same: peerkit rules adopt --yes ours" in heard
    assert ours.read_text() == OURS + OPEN
    assert not kept(ours, 1).exists()
    heard = said(capsys, "rules", "adopt", "ours", "--yes")
    assert heard.startswith("Version 1. Agreed on 24 November 2026. 1 choice is still open.\n")
    assert "Rule 2 is still open." in heard


@pytest.mark.parametrize(("typed", "agreed"), [([""], False), (["no"], False), (["yes", "none"], True)])
def test_at_a_terminal_it_is_asked_whether_a_choice_may_stay_open(
    ours: Path, type_in, capsys, typed: list[str], agreed: bool
) -> None:
    ours.write_text(OURS + OPEN + OPEN.replace("phones", "tea"))
    type_in(*typed)
    heard = said(capsys, "rules", "adopt", "ours")
    assert "The choices about phones and tea are still open. Adopt all the same? Enter: no." in heard
    assert ("2 choices are still open." in heard, "Nothing was recorded." in heard) == (agreed, not agreed)
    assert kept(ours, 1).exists() == agreed


def test_the_printed_sheet_says_that_a_choice_is_open_in_what_was_agreed(ours: Path, tmp_path: Path, capsys) -> None:
    ours.write_text(OURS + OPEN)
    said(capsys, "rules", "adopt", "ours", "--yes", "--review", "2027-05")
    sheet = tmp_path / "sheet.md"
    said(capsys, "rules", "print", "ours", "-o", str(sheet))
    assert "Agreed on 24 November 2026. 1 choice is still open. To be looked at again in May 2027." in (
        sheet.read_text("utf-8")
    )


def test_how_many_choices_are_open_is_data_too(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours.write_text(OURS + OPEN)
    assert json.loads(said(capsys, "rules", "show", "ours", "--json"))["standing"]["open"] == 1
    said(capsys, "rules", "choose", "ours", "--choice", "phones=1")
    assert json.loads(said(capsys, "rules", "show", "ours", "--json"))["standing"]["open"] == 0


def test_a_number_that_may_be_somebodys_is_mentioned_when_it_is_agreed_on(ours: Path, capsys) -> None:
    ours.write_text(OURS.replace("Every {peer} has the same time.", "Ask Dave Smith, 07700 900123."))
    assert 'Rule 1: "07700 900123" looks like a telephone number' in said(capsys, "rules", "adopt", "ours")


SHUTS_OUT = '\n[[rule]]\ntext = "We keep eye contact."\nvalue = "Respect"\n'


def test_what_shuts_people_out_is_said_before_it_is_agreed_on_and_before_it_is_printed(
    ours: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ours.write_text(OURS + SHUTS_OUT)
    heard = said(capsys, "rules", "adopt", "ours", status=1)
    assert 'Rule 2: "We keep eye contact" shuts people out.' in heard
    assert "Nothing was recorded." in heard
    assert "To agree all the same: peerkit rules adopt --yes ours" in heard
    assert not kept(ours, 1).exists()
    monkeypatch.chdir(ours.parent)
    heard = said(capsys, "rules", "print", "ours", "-o", "sheet.md")
    assert heard.index('Rule 2: "We keep eye contact" shuts people out.') < heard.index("Written: sheet.md")
    said(capsys, "rules", "adopt", "ours", "--yes")
    assert kept(ours, 1).exists()


@pytest.mark.parametrize(("typed", "agreed"), [([""], False), (["yes", "none"], True)])
def test_at_a_terminal_it_is_asked_whether_what_shuts_people_out_may_stay(
    ours: Path, type_in, capsys, typed: list[str], agreed: bool
) -> None:
    ours.write_text(OURS + SHUTS_OUT)
    type_in(*typed)
    assert "There are things to put right first. Adopt all the same?" in said(capsys, "rules", "adopt", "ours")
    assert kept(ours, 1).exists() == agreed


def test_versions_are_no_agreements_of_their_own(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours")
    names = [line.partition(":")[0] for line in said(capsys, "rules", "list").splitlines()]
    assert names == ["co-counselling", "ground-rules", "online", "ours", "phone", "ward"]
    assert said(capsys, "rules", "show", "ours-1", status=1)


def test_everything_that_was_written_is_listed_by_where(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours")
    said(capsys, "charter", "adopt")
    said(capsys, "rules", "choose", "ours", "--add", "We share the washing-up.")
    said(capsys, "charter", "choose", "--strike", "choice")
    listed = {each["path"] for each in json.loads(said(capsys, "where", "--json"))["files"]}
    group = ours.parent.parent.parent
    assert listed == {str(path) for path in group.rglob("*") if path.is_file()}


@given(agreements(), st.sampled_from(KINDS), st.sampled_from([None, "2027-05"]))
def test_agreeing_twice_is_agreeing_once(agreement, kind: Kind, review: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Root(Path(folder), "")
        path = root.templates / kind.folder / "ours.toml"
        path.parent.mkdir(parents=True)
        path.write_text(as_text(agreement, kind), encoding="utf-8")
        first = adopting.adopt(root, kind, path, DAY, review)
        before = {each: each.read_bytes() for each in path.parent.rglob("*.toml")}
        again = adopting.adopt(root, kind, path, date(2027, 1, 1), review)
        assert (again.version, again.again, first.again) == (first.version, True, False)
        assert {each: each.read_bytes() for each in path.parent.rglob("*.toml")} == before
        version = adopted.load_version(root, kind, "ours", first.version)
        assert mark(version) == mark(agreement)
        assert not adopted.changed_since(first.kept, kind)
        assert adopted.standing_of(root, kind, path, version).state == "agreed"


@given(agreements(), agreements())
def test_it_stands_as_agreed_exactly_while_no_word_is_changed(one, other) -> None:
    changed = replace(other, version=1)
    expected = "agreed" if mark(one) == mark(other) else "changed"
    assert standing(changed, mark(one)).state == expected


# Accidents


def refusing(monkeypatch: pytest.MonkeyPatch, wanted: str, error: BaseException) -> None:
    write = files.write_atomic

    def failing(path: Path, text: str | bytes, private: bool = True) -> None:
        if path.name == wanted:
            raise error
        write(path, text, private)

    monkeypatch.setattr(files, "write_atomic", failing)


@pytest.mark.parametrize("name", ["ours.toml", "ours-1.toml"])
def test_a_disk_that_is_full_leaves_nothing_half_agreed(ours: Path, monkeypatch, capsys, name: str) -> None:
    refusing(monkeypatch, name, PeerkitError("Could not write it: the disk is full."))
    assert "the disk is full" in said(capsys, "rules", "adopt", "ours", status=1)
    assert ours.read_text() == OURS
    assert not kept(ours, 1).exists()


def test_a_power_cut_between_the_two_files_is_made_good_the_next_time(ours: Path, capsys) -> None:
    said(capsys, "rules", "adopt", "ours", "--review", "2027-05")
    copy = kept(ours, 1).read_bytes()
    ours.write_text(OURS)
    assert "no new version" in said(capsys, "rules", "adopt", "ours")
    assert stands(capsys) == "Version 1. Agreed on 24 November 2026."
    assert kept(ours, 1).read_bytes() == copy


def test_a_version_that_somebody_changed_is_told(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours")
    kept(ours, 1).write_text(kept(ours, 1).read_text().replace("same", "whole"))
    assert stands(capsys) == "Version 1. Agreed on 24 November 2026."
    (problem,) = json.loads(said(capsys, "rules", "check", "ours", "--json"))
    assert (problem["place"], problem["code"], problem["severity"]) == ("version 1", "version-changed", "advice")
    assert "Version 1 is not as it was agreed" in said(capsys, "rules", "changes", "ours")


def test_an_editor_that_saves_other_line_ends_changes_nothing(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours")
    for path in (ours, kept(ours, 1)):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert json.loads(said(capsys, "rules", "check", "ours", "--json")) == []
    assert stands(capsys) == "Version 1. Agreed on 24 November 2026."


def test_a_file_whose_lines_end_as_on_windows_keeps_them(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours.write_bytes(OURS.replace("\n", "\r\n").encode())
    said(capsys, "rules", "adopt", "ours", "--review", "2027-05")
    for content in (ours.read_bytes(), kept(ours, 1).read_bytes()):
        assert content.count(b"\r\n") == content.count(b"\n") > OURS.count("\n")
    assert stands(capsys).startswith("Version 1. Agreed on 24 November 2026.")


@pytest.mark.parametrize("content", [b"", b"title =", b"\xff\xff"])
def test_a_version_that_cannot_be_read_is_named(ours: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    said(capsys, "rules", "adopt", "ours")
    kept(ours, 1).write_bytes(content)
    assert stands(capsys).startswith("Its file says: version 1, agreed on 24 November 2026.")
    assert "ours-1.toml" in said(capsys, "rules", "changes", "ours", status=1)
    assert json.loads(said(capsys, "rules", "check", "ours", "--json"))[0]["code"] == "version-changed"


def test_a_version_that_is_gone_is_missed_and_its_number_not_used_again(ours: Path, capsys) -> None:
    said(capsys, "rules", "adopt", "ours")
    ours.write_text(ours.read_text().replace("same", "whole"))
    said(capsys, "rules", "adopt", "ours")
    kept(ours, 2).unlink()
    assert "not kept here, so nobody can tell" in stands(capsys)
    assert json.loads(said(capsys, "rules", "check", "ours", "--json"))[0]["code"] == "version-missing"
    assert "There is 1." in said(capsys, "rules", "changes", "ours", "--from", "2", status=1)
    said(capsys, "rules", "adopt", "ours")
    assert stands(capsys).startswith("Version 3.")


def test_a_file_where_the_versions_should_lie_is_named(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ours.parent / "adopted").write_text("in the way")
    assert "is a file, not a folder" in said(capsys, "rules", "adopt", "ours", status=1)
    assert ours.read_text() == OURS


def test_a_file_that_is_not_there_or_a_path_is_answered(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Did you mean ours?" in said(capsys, "rules", "adopt", "our", status=1)
    assert "here a name is needed" in said(capsys, "rules", "adopt", str(ours), status=1)
    assert not (ours.parent / "adopted").exists()


def test_a_file_that_names_the_last_number_goes_on_from_those_that_are_kept(ours: Path, capsys) -> None:
    said(capsys, "rules", "adopt", "ours")
    ours.write_text(f"version = 9999\n{OURS}".replace("same", "whole"))
    said(capsys, "rules", "adopt", "ours")
    assert stands(capsys).startswith("Version 2.")


def test_where_every_number_is_taken_another_name_goes_on(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours")
    kept(ours, 1).rename(kept(ours, 9999))
    ours.write_text(OURS.replace("same", "whole"))
    heard = said(capsys, "rules", "adopt", "ours", status=1)
    assert "peerkit rules choose NEW-NAME --from ours" in heard


def test_the_versions_that_there_are_are_named_in_a_sentence(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours")
    for number in (2, 9):
        kept(ours, number).write_bytes(kept(ours, 1).read_bytes())
    assert "There are 1, 2 and 9." in said(capsys, "rules", "changes", "ours", "--from", "5", status=1)


# Two at once


def test_nobody_else_writes_while_somebody_adopts(ours: Path, monkeypatch, capsys) -> None:
    write, tried = files.write_atomic, []

    def meanwhile(path: Path, text: str | bytes, private: bool = True) -> None:
        with pytest.raises(locks.Locked), locks.lock(ours.parent.parent / ".lock", 0):
            pass
        tried.append(path)
        write(path, text, private)

    monkeypatch.setattr(files, "write_atomic", meanwhile)
    said(capsys, "rules", "adopt", "ours")
    assert tried == [kept(ours, 1), ours]


def test_a_text_that_is_saved_meanwhile_stays_and_nothing_is_recorded(ours: Path, monkeypatch, capsys) -> None:
    write, theirs = files.write_atomic, OURS.replace("same", "whole")

    def meanwhile(path: Path, text: str | bytes, private: bool = True) -> None:
        write(path, text, private)
        ours.write_text(theirs)

    monkeypatch.setattr(files, "write_atomic", meanwhile)
    assert "was saved by another program just now" in said(capsys, "rules", "adopt", "ours", status=1)
    assert ours.read_text() == theirs
    assert not kept(ours, 1).exists()


def test_two_who_adopt_what_comes_with_peerkit_leave_one_version_with_the_later_month(group: Path) -> None:
    root, shipped = Root(group, ""), builtin_templates() / "agreements" / "online.toml"
    first = adopting.adopt(root, RULES, shipped, DAY, "2027-05")
    other = adopting.adopt(root, RULES, shipped, DAY, "2027-09")  # found before the first had its own file
    assert (first.version, other.version, other.again) == (1, 1, True)
    text = tomllib.loads((group / "templates" / "agreements" / "online.toml").read_text())
    assert (text["version"], text["review"]) == (1, "2027-09")


# A version that somebody changed


@pytest.mark.parametrize("changed", [
    lambda text: text.replace(b"same", b"whole"),
    lambda text: text.partition(b"\n")[2],
    lambda text: text.partition(b"\n")[0] + b"\n",
    lambda text: text.replace(b"same", b"\xff"),
], ids=["words", "without its first line", "without its text", "garbled"])  # fmt: skip
def test_a_version_that_somebody_changed_is_put_back_from_the_same_text(
    ours: Path, capsys: pytest.CaptureFixture[str], changed: Callable[[bytes], bytes]
) -> None:
    said(capsys, "rules", "adopt", "ours", "--review", "2027-05")
    before = {path: path.read_bytes() for path in (ours, kept(ours, 1))}
    kept(ours, 1).write_bytes(changed(before[kept(ours, 1)]))
    theirs = kept(ours, 1).read_bytes()
    (problem,) = json.loads(said(capsys, "rules", "check", "ours", "--json"))
    assert ("peerkit rules adopt ours" in problem["suggestion"]) == (b"Mark" in theirs)
    heard = said(capsys, "rules", "adopt", "ours")
    assert "Now it is as it was agreed." in heard
    assert {path: path.read_bytes() for path in before} == before
    assert (kept(ours, 1).with_name("ours-1.toml.before")).read_bytes() == theirs
    assert json.loads(said(capsys, "rules", "check", "ours", "--json")) == []
    listed = {each["path"] for each in json.loads(said(capsys, "where", "--json"))["files"]}
    assert {str(path) for path in ours.parent.rglob("*") if path.is_file()} <= listed


def test_where_the_text_that_was_agreed_is_lost_adopting_another_says_so(ours: Path, capsys) -> None:
    said(capsys, "rules", "adopt", "ours")
    for path in (ours, kept(ours, 1)):
        path.write_text(path.read_text().replace("same", "whole"))
    heard = said(capsys, "rules", "adopt", "ours")
    assert "ours-1.toml is not as it was agreed" in heard
    assert "Put it back from a copy" in heard
    assert stands(capsys).startswith("Version 2.")


# When to look at it again


@pytest.mark.parametrize("typed", ["2027-05", "2027-5", "2027/05", "5/2027", "May 2027", " may 2027 ", "05.2027"])
def test_a_month_can_be_typed_as_people_write_it(typed: str) -> None:
    assert months.month(typed) == date(2027, 5, 1)


def test_the_month_that_it_is_now_is_not_over(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "looked at again in November 2026" in said(capsys, "rules", "adopt", "ours", "--review", "2026-11")


def test_every_month_is_known_by_its_name() -> None:
    for number in range(1, 13):
        assert months.month(months.in_words(f"2027-{number:02}")) == date(2027, number, 1)


@pytest.mark.parametrize(
    "typed", ["soon", "2027", "2027-13", "0/2027", "2026-10", "Mayor 2027", "", "2027-05-01", "ma 2027", "1/0000"]
)
def test_what_is_no_month_to_come_is_refused(ours: Path, capsys: pytest.CaptureFixture[str], typed: str) -> None:
    heard = said(capsys, "rules", "adopt", "ours", "--review", typed, status=2)
    assert re.search(r"is not a month|is over already", heard)
    assert ours.read_text() == OURS


@pytest.mark.parametrize(("typed", "again"), [("", " To be looked at again in May 2027."), ("none", "")])
def test_at_a_terminal_the_month_is_asked_for(ours: Path, type_in, capsys, typed: str, again: str) -> None:
    type_in(typed)
    said(capsys, "rules", "adopt", "ours")
    assert stands(capsys) == f"Version 1. Agreed on 24 November 2026.{again}"


# What is different


def test_nothing_to_compare_with_is_said_with_what_to_type(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heard = said(capsys, "rules", "changes", "ours", status=1)
    assert "No version of ours is kept here." in heard
    assert "peerkit rules adopt ours" in heard


def test_what_is_different_from_the_last_version_is_told_in_the_groups_words(ours: Path, capsys) -> None:
    (ours.parent.parent.parent / "peerkit.toml").write_text('[words]\npeer = "mate"\n')
    said(capsys, "rules", "adopt", "ours")
    assert said(capsys, "rules", "changes", "ours") == (
        "Nothing is different between version 1 and what is there now.\n"
    )
    ours.write_text(ours.read_text().replace("the same time", "the same time to speak"))
    assert said(capsys, "rules", "changes", "ours") == (
        "What is different between version 1, agreed on 24 November 2026, and what is there now:\n\n"
        "Rule 1 was changed.\nBefore: Every mate has the same time.\nNow: Every mate has the same time to speak.\n"
    )


def test_two_versions_can_be_compared_either_way_and_as_data(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours")
    ours.write_text(ours.read_text() + '\n[[rule]]\ntext = "We share the washing-up."\nvalue = "Care"\n')
    said(capsys, "rules", "adopt", "ours")
    forth = json.loads(said(capsys, "rules", "changes", "ours", "--from", "1", "--to", "2", "--json"))
    back = json.loads(said(capsys, "rules", "changes", "ours", "--from", "2", "--to", "1", "--json"))
    assert [(each["what"], each["after"]) for each in forth] == [("new", "We share the washing-up.")]
    assert [(each["what"], each["before"]) for each in back] == [("struck", "We share the washing-up.")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.command)
def test_a_stamp_says_what_it_is_about(kind: Kind) -> None:
    agreement = of("We listen.", version=2, adopted=DAY, review="2027-05")
    assert standing(agreement, mark(agreement)).said(kind) == (
        "Version 2. Agreed on 24 November 2026. To be looked at again in May 2027."
    )
    assert ("charter" in standing(agreement, None).said(kind)) == (kind is CHARTER)
    assert standing(of("We listen."), None).said(kind) == ""
    assert read(tomllib.loads(as_text(agreement, RULES))) == agreement


def test_a_file_from_elsewhere_is_not_compared_with_the_groups_own_versions(ours: Path, tmp_path: Path, capsys) -> None:
    said(capsys, "rules", "adopt", "ours")
    theirs = tmp_path / "ours.toml"
    theirs.write_text(ours.read_text().replace("same", "whole"))
    assert stands(capsys, str(theirs)).startswith("Its file says: version 1, agreed on 24 November 2026.")


def test_when_the_month_has_come_it_is_said(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "rules", "adopt", "ours", "--review", "2027-05")
    assert "The time has come" not in said(capsys, "rules", "show", "ours")
    assert "The time has come to look at it again together: peerkit rules choose ours" in said(
        capsys, "rules", "show", "ours", today=date(2027, 5, 1)
    )
