"""`peerkit turns`, as it is typed: plan, replan, order, audit, export and start."""

import json
import re
from pathlib import Path

import pytest

from peerkit.cli.app import main
from peerkit.planning.request import TurnsRequest
from peerkit.planning.turns_alone import block_for, schedule_for
from tests.forked import Running, Terminal
from tests.room import environment, peerkit


def typed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main([*words])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))


@pytest.fixture
def schedule(capsys: pytest.CaptureFixture[str]) -> Path:
    assert typed(capsys, "turns", "plan", "--people", "9", "--rounds", "4", "--each", "8m", "-o", "turns.json")[0] == 0
    return Path("turns.json")


def test_a_plan_is_read_out_from_counting_off_to_how_good_it_is(capsys) -> None:
    code, out, _ = typed(capsys, "turns", "plan", "--people", "21", "--size", "3", "--rounds", "10")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "Count off from 1 to 21, and keep your number."
    assert sum(line.startswith("Round ") for line in lines) == 10
    assert lines[-1] == "Nobody meets twice, and nobody could do better. 10 rounds are the most for that."


def test_a_plan_that_is_saved_says_how_to_run_it_and_how_to_print_it(capsys) -> None:
    _, _, err = typed(capsys, "turns", "plan", "--people", "6", "-o", "our turns.json")
    assert "To run it: peerkit turns start 'our turns.json'\nTo print it: peerkit turns print 'our turns.json'\n" in err


def test_groups_of_another_size_than_was_asked_for_say_why_and_what_the_other_way_makes(capsys) -> None:
    asked = ("turns", "plan", "--people", "13", "--size", "6", "--rounds", "3")
    smaller = "13 do not split into groups of 6, so they are made smaller: 2 fours and 1 five. With --larger: 1 six and"
    assert typed(capsys, *asked)[2].startswith(f"{smaller} 1 seven.")
    larger = "13 do not split into groups of 6, so they are made larger: 1 six and 1 seven. Without --larger: 2 fours"
    assert typed(capsys, *asked, "--larger")[2].startswith(f"{larger} and 1 five.")
    assert typed(capsys, "turns", "plan", "--people", "7", "--size", "5")[2].endswith("smaller: 1 three and 1 four.\n")
    assert typed(capsys, "turns", "plan", "--people", "12", "--size", "3")[2] == ""


@pytest.mark.parametrize("verb", ["print", "audit", "replan"])
def test_without_a_schedule_it_is_said_how_to_make_one(verb: str, capsys) -> None:
    code, _, err = typed(capsys, "turns", verb)
    assert code == 2
    assert "To make one: peerkit turns plan --people 10 --size 2 --rounds 3 -o turns.json\n" in err


@pytest.mark.parametrize("content", [b"%PDF-1.7\xff\xfe", b"<!DOCTYPE html>"])
def test_a_file_that_is_no_schedule_is_said_to_be_none_and_how_to_make_one(content: bytes, capsys) -> None:
    Path("turns.pdf").write_bytes(content)
    code, _, err = typed(capsys, "turns", "print", "turns.pdf")
    assert code == 1
    assert err.startswith("turns.pdf is no schedule: ")
    assert "A schedule is a file that this makes: peerkit turns plan" in err
    assert "UTF-8" not in err


def test_the_json_has_seats_in_speaking_order_and_a_certificate(capsys) -> None:
    code, out, _ = typed(capsys, "turns", "plan", "--people", "15", "--size", "3", "--rounds", "7", "--json")
    data = json.loads(out)
    assert code == 0
    assert (data["people"], data["size"], len(data["rounds"])) == (15, 3, 7)
    assert all(sorted(seat for group in groups for seat in group) == list(range(1, 16)) for groups in data["rounds"])
    assert (data["repeats"], data["burden"]) == (0, 0)
    certificate = data["certificate"]
    assert (certificate["claim"], certificate["value"], certificate["lower_bound"]) == ("optimal", 0, 0)
    assert data["seconds"] == [7 * 600] * 15


def test_what_was_kept_apart_or_together_is_kept_and_never_printed_or_written(capsys) -> None:
    wishes = ("--apart", "3,7", "--together", "1,2")
    plain = ("turns", "plan", "--people", "12", "--size", "3", "--rounds", "4")
    code, out, _ = typed(capsys, *plain, *wishes, "--json")
    data = json.loads(out)
    assert code == 0
    for groups in data["rounds"]:
        assert not any({3, 7} <= set(group) for group in groups)
        assert any({1, 2} <= set(group) for group in groups)
    assert not re.search("apart|together|wish", out)
    assert not re.search("apart|together|wish", typed(capsys, *plain, *wishes)[1])


def test_totals_are_equal_to_the_second_where_they_can_be(capsys) -> None:
    asked = ("turns", "plan", "--people", "9", "--rounds", "4", "--equal", "totals", "--json")
    data = json.loads(typed(capsys, *asked)[1])
    assert len(set(data["seconds"])) == 1
    assert data["equal"] == "totals"


def test_where_totals_cannot_be_equal_it_is_said(capsys) -> None:
    out = typed(capsys, "turns", "plan", "--people", "9", "--rounds", "1", "--equal", "totals")[1]
    assert "totals cannot be equal" in out


def test_a_file_is_never_written_over_without_a_word(capsys, schedule: Path) -> None:
    before = schedule.read_text()
    code, _, err = typed(capsys, "turns", "plan", "--people", "6", "-o", str(schedule))
    assert code == 1
    assert "--replace" in err
    assert schedule.read_text() == before


def test_what_has_happened_stays_when_somebody_leaves_and_somebody_comes(capsys, schedule: Path) -> None:
    before = json.loads(schedule.read_text())
    code, out, _ = typed(
        capsys, "turns", "replan", str(schedule), "--done", "2", "--leave", "4", "--join", "1", "--json"
    )
    after = json.loads(out)
    assert code == 0
    assert after["rounds"][:2] == before["rounds"][:2]
    for groups in after["rounds"][2:]:
        assert sorted(seat for group in groups for seat in group) == [1, 2, 3, 5, 6, 7, 8, 9, 10]
    assert after["seats"] == [1, 2, 3, 5, 6, 7, 8, 9, 10]


def test_a_replanned_file_can_be_replanned_and_audited_again(capsys, schedule: Path) -> None:
    assert typed(capsys, "turns", "replan", str(schedule), "--done", "1", "--leave", "9", "-o", "now.json")[0] == 0
    assert typed(capsys, "turns", "replan", "now.json", "--done", "2", "--join", "2", "-o", "later.json")[0] == 0
    code, out, _ = typed(capsys, "turns", "audit", "later.json")
    assert (code, out.splitlines()[-1]) == (0, "Everything that it says is true.")


def test_an_audit_finds_a_claim_that_is_not_true(capsys, schedule: Path) -> None:
    data = json.loads(schedule.read_text())
    data["rounds"][1] = data["rounds"][0]
    schedule.write_text(json.dumps(data))
    code, out, _ = typed(capsys, "turns", "audit", str(schedule))
    assert code == 1
    assert "turns.json: repeats:" in out
    assert out.splitlines()[-1] == "Something in it has to be mended."


def test_a_schedule_of_somebody_elses_needs_rounds_alone(capsys) -> None:
    Path("theirs.json").write_text('{"rounds": [[[1, 2], [3, 4]], [[1, 3], [2, 4]]]}')
    code, out, _ = typed(capsys, "turns", "audit", "theirs.json")
    assert code == 0
    assert "Nobody meets twice." in out


def test_a_file_as_powershell_writes_it_is_read(capsys, schedule: Path) -> None:
    schedule.write_bytes(schedule.read_text().encode("utf-16"))
    assert typed(capsys, "turns", "audit", str(schedule))[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan", "--people", "1"), "takes 2 people"),
        (("plan", "--people", "3", "--size", "4"), "take more people"),
        (("plan", "--people", "19", "--size", "9"), "each would wait long"),
        (("plan", "--people", "9", "--apart", "3,12"), "12"),
        (("plan", "--people", "9", "--apart", "1,2", "--together", "1,2"), "1 and 2"),
        (("plan", "--people", "9", "--rounds", "400"), "rounds"),
        (("plan", "--people", "9", "--apart", "Ann,Bo"), "no list of numbers"),
        (("plan", "--people", "9", "--each", "soon"), "not a length of time"),
        (("plan", "--people", "9", "--each", "0s"), "at least a second"),
        (("plan", "--people", "9", "--fixed", "1,2 3,4"), "which round"),
        (("order", "--people", "1"), "at least two people"),
        (("audit", "nowhere.json"), "There is no file"),
        (("start", "nowhere.json"), "There is no file"),
        (("start", "--each", "7s"), "steps of 5 seconds"),
        (("start", "--each", "5m", "--switch", "6m"), "--switch"),
        (("plan", "--people", "6", "--fixed", "9" * 5000 + ": 1,2 3,4 5,6"), "which round"),
        (("plan", "--people", "6", "--apart", "3"), "names only one"),
        (("plan", "--people", "6", "--each", "10h"), "6 hours at the most"),
        (("plan", "--people", "\u00b3"), "in figures"),
        (("order", "--people", "2000000"), "200 people at the most"),
        (("order", "--people", "9", "--rounds", "1000000000"), "1 to 200 go-rounds"),
    ],
)
def test_what_cannot_be_is_said_with_its_reason_and_no_traceback(capsys, words: tuple[str, ...], said: str) -> None:
    code, out, err = typed(capsys, "turns", *words)
    assert code in (1, 2)
    assert said in err
    assert "Traceback" not in out + err


@pytest.mark.parametrize(
    "content", ["", "[]", "{", "null", '{"rounds": 5}', '{"rounds": [[[1, 1]]]}', "[" * 3000, '{"rounds": [[["Ann"]]]}']
)
def test_a_file_that_is_no_schedule_is_refused_by_every_command(capsys, content: str) -> None:
    Path("broken.json").write_text(content)
    for words in (("audit",), ("replan", "--done", "0", "--join", "1"), ("start",), ("export",), ("print",)):
        code, out, err = typed(capsys, "turns", words[0], "broken.json", *words[1:])
        assert code == 1, words
        assert "Traceback" not in out + err
    assert not Path("turns.html").exists()


def test_go_rounds_go_on_where_they_were(capsys) -> None:
    whole = json.loads(typed(capsys, "turns", "order", "--people", "9", "--rounds", "6", "--json")[1])["orders"]
    rest = json.loads(typed(capsys, "turns", "order", "--people", "9", "--rounds", "2", "--held", "4", "--json")[1])
    assert whole[4:] == rest["orders"]
    assert "--held 6" in typed(capsys, "turns", "order", "--people", "9", "--rounds", "6")[1]


def test_the_page_for_a_phone_is_one_file_of_a_schedule_or_of_options(capsys, schedule: Path) -> None:
    assert typed(capsys, "turns", "export", str(schedule), "--html", "a.html")[0] == 0
    assert (
        typed(capsys, "turns", "export", "--people", "2", "--each", "20m", "--switch", "1m", "--html", "b.html")[0] == 0
    )
    for name in ("a.html", "b.html"):
        assert Path(name).read_text().startswith("<!DOCTYPE html>")
    assert typed(capsys, "turns", "export", str(schedule), "--html", "a.html")[0] == 1


def test_the_pair_at_home_takes_the_defaults_in_a_pipe_and_keeps_nothing(tmp_path: Path) -> None:
    done = peerkit(tmp_path, "turns", "start", typed="next\ntime\nclose\nstop\n")
    assert done.returncode == 0, done.stderr
    assert re.search(
        r"1 pair\. 2 turns\. Each turn: 20 minutes\..* Begun now, you will be done at \d\d:\d\d\.", done.stdout
    )
    assert "First half. 20 minutes." in done.stdout
    assert done.stdout.endswith("Done. Nothing of it was kept. Thank you, all of you.\n")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_pair_at_home_is_asked_who_how_long_and_when(tmp_path: Path) -> None:
    import pexpect

    env = environment(tmp_path, TERM="xterm")
    terminal = Terminal(tmp_path, "turns", "start", "--plain", env=env, dimensions=(24, 100), encoding="utf-8")
    for question in (
        "How many of you.* Enter: 2",
        "How long is each turn.* Enter: 20m",
        "like to hear .* Enter: 5m and 1m",
    ):
        terminal.expect(question)
        terminal.sendline("")
    terminal.expect("you will be done at")
    terminal.expect("agree who goes first")
    terminal.sendline("next")
    terminal.expect("First half. 20 minutes.")
    terminal.sendline("close")
    terminal.sendline("stop")
    terminal.expect("Nothing of it was kept")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert not (tmp_path / "sessions" / "attendance.csv").exists()


def test_turns_that_were_cut_off_go_on_where_they_were(tmp_path: Path, capsys, schedule: Path) -> None:
    process = Running(tmp_path, "turns", "start", str(schedule), env=environment(tmp_path))
    process.stdin.write(b"next\n")
    process.stdin.flush()
    for line in process.stdout:
        if line.startswith(b"Round 1 of 4. Turn 1 of 3"):
            break
    process.kill()
    process.communicate()
    done = peerkit(tmp_path, "session", "resume", "--yes", typed="resume\ngroups\nclose\nstop\n")
    assert "Round 1 of 4. Turn 1 of 3" in done.stdout
    assert done.stdout.endswith("Done. Nothing of it was kept. Thank you, all of you.\n")


@pytest.mark.parametrize("equal", ["turns", "rounds", "totals"])
def test_any_schedule_that_can_be_planned_can_be_run(tmp_path: Path, capsys, equal: str) -> None:
    asked = ("turns", "plan", "--people", "7", "--rounds", "3", "--each", "5m", "--equal", equal, "-o", f"{equal}.json")
    assert typed(capsys, *asked)[0] == 0
    done = peerkit(tmp_path, "turns", "start", f"{equal}.json", typed="next\ntime\nclose\nstop\n")
    assert done.returncode == 0, done.stderr
    assert "Round 1 of 3" in done.stdout


def planned(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    code, out, err = typed(capsys, "turns", "plan", *words, "--json")
    assert code == 0, err
    return json.loads(out)


def sizes_of(data: dict) -> list[list[int]]:
    return [sorted(len(group) for group in groups) for groups in data["rounds"]]


def test_what_is_left_over_makes_groups_smaller_or_larger(capsys) -> None:
    assert sizes_of(planned(capsys, "--people", "10", "--size", "3", "--rounds", "1")) == [[2, 2, 3, 3]]
    assert sizes_of(planned(capsys, "--people", "10", "--size", "3", "--rounds", "1", "--larger")) == [[3, 3, 4]]


def test_sharing_the_three_costs_repeats_where_both_cannot_be(capsys) -> None:
    five = ("--people", "5", "--rounds", "5")
    partners, three = planned(capsys, *five), planned(capsys, *five, "--rather", "share-the-three")
    assert partners["repeats"] < three["repeats"]
    assert partners["burden"] > three["burden"]


def test_another_seed_gives_another_schedule_that_is_as_good(capsys) -> None:
    asked = ("--people", "14", "--size", "4", "--rounds", "4")
    first, second = planned(capsys, *asked), planned(capsys, *asked, "--seed", "7")
    assert first["rounds"] != second["rounds"]
    assert first["repeats"] == second["repeats"]


def test_a_round_can_be_as_it_must_be(capsys) -> None:
    data = planned(capsys, "--people", "6", "--rounds", "3", "--fixed", "2: 1,4 2,5 3,6")
    assert sorted(sorted(group) for group in data["rounds"][1]) == [[1, 4], [2, 5], [3, 6]]


def test_apart_and_together_are_kept_in_what_is_planned_anew(capsys, schedule: Path) -> None:
    words = ("turns", "replan", str(schedule), "--done", "1", "--join", "3", "--apart", "10,11", "--together", "1,12")
    data = json.loads(typed(capsys, *words, "--json")[1])
    for groups in data["rounds"][1:]:
        assert not any({10, 11} <= set(group) for group in groups)
        assert any({1, 12} <= set(group) for group in groups)


def test_rounds_that_are_done_are_not_run_again(tmp_path: Path, capsys) -> None:
    asked = ("--people", "9", "--rounds", "4", "--each", "5m", "--equal", "totals", "-o", "t.json")
    assert typed(capsys, "turns", "plan", *asked)[0] == 0
    words = ("turns", "replan", "t.json", "--done", "2", "--leave", "4", "--leave", "9", "--join", "1")
    assert typed(capsys, *words, "-o", "now.json")[0] == 0
    now = json.loads(Path("now.json").read_text())
    done = peerkit(tmp_path, "turns", "start", "now.json", typed="next\ntime\nclose\nstop\n")
    third = "; ".join(", ".join(map(str, group[:-1])) + f" and {group[-1]}" for group in now["rounds"][2])
    assert f"Round 1 of 2: {third}." in done.stdout
    assert "Keep the number that you have. Here now: 1, 2, 3, 5, 6, 7, 8 and 10." in done.stdout


def test_what_is_typed_for_a_start_is_what_runs(tmp_path: Path) -> None:
    words = ("turns", "start", "--each", "15m", "--changeover", "2m", "--switch", "3m", "--warn", "4m")
    done = peerkit(tmp_path, *words, typed="next\ntime\nclose\nstop\n")
    assert "1 pair. 2 turns. Each turn: 15 minutes. Each changeover: 2 minutes." in done.stdout
    assert re.search(r"done at \d\d:\d\d", done.stdout)
    assert peerkit(tmp_path, "session", "resume").returncode == 1


def test_a_switch_is_as_typed_and_a_minute_in_long_turns_where_nobody_says_so() -> None:
    typed_for = TurnsRequest(None, 2, 1, "15m", "2m", "3m", ("4m",))
    block = block_for(schedule_for(typed_for), typed_for)
    assert (block.changeover, block.attention_switch, block.warn) == (120, 180, (240,))
    usual = TurnsRequest(None, 2, 1, None, "1m", None, ())
    assert block_for(schedule_for(usual), usual).attention_switch == 60


def test_everyone_in_one_circle_is_run_as_one_circle(tmp_path: Path, capsys) -> None:
    assert typed(capsys, "turns", "plan", "--people", "7", "--size", "7", "--rounds", "2", "-o", "c.json")[0] == 0
    done = peerkit(tmp_path, "turns", "start", "c.json", typed="next\nclose\nstop\n")
    assert "1 circle. 14 turns. Each turn: 10 minutes." in done.stdout
    assert "Round 1 of 2. Turn 1 of 7." in done.stdout


def test_turns_that_cannot_be_run_to_the_second_say_so_instead_of_being_rounded(tmp_path: Path, capsys) -> None:
    assert typed(capsys, "turns", "plan", "--people", "4", "--each", "2m33s", "-o", "odd.json")[0] == 0
    done = peerkit(tmp_path, "turns", "start", "odd.json")
    assert done.returncode == 1
    assert "steps of 5 seconds: 2 minutes 33 seconds." in done.stderr


def test_more_than_a_room_holds_cannot_join(capsys, schedule: Path) -> None:
    code, _, err = typed(capsys, "turns", "replan", str(schedule), "--done", "1", "--join", "999999999")
    assert code == 1
    assert "200 can join" in err


def test_a_bound_that_knows_nothing_of_the_wishes_is_not_said(capsys) -> None:
    out = typed(capsys, "turns", "plan", "--people", "6", "--rounds", "5", "--together", "1,2")[1]
    assert out.splitlines()[-1].endswith("That is the best found.")


@pytest.mark.parametrize(
    "again",
    [
        ["plan", "--people", "9", "--rounds", "2", "-o", "turns.json"],
        ["export", "turns.json", "--html", "turns.html"],
    ],
)
def test_what_is_replaced_is_kept_beside_it(capsys, schedule, again) -> None:
    path = Path(again[-1])
    path.write_text("Ours, changed by hand.\n") if path.suffix == ".html" else None
    before = path.read_text()
    code, _, err = typed(capsys, "turns", *again, "--replace")
    assert (code, Path(f"{path}.before").read_text()) == (0, before)
    assert f"kept as {path}.before" in err
