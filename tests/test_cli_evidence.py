"""`peerkit tally evidence`, as it is typed."""

import datetime as dt
import io
import json
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.cli import app
from peerkit.columns import UNCOUNTED as UNCOUNTED_PARTS
from peerkit.tally import ledger, releases
from peerkit.tally.disclosure import Shared
from peerkit.workspace.root import Root
from tests.figures import TODAY, ledgers, sequences, shared_in_turn, weekly, write
from tests.room import noon
from tests.terminals import ESCAPE
from tests.test_evidence import AUTUMN, HIDDEN, NOTE, SPRING, SUMMER, UNCOUNTED
from tests.tries import tries

CLOCK = noon(dt.date(2026, 11, 24))


def main(argv: list[str]) -> int:
    return app.main(argv, CLOCK)


@pytest.fixture
def group(group: Path) -> Path:
    group.mkdir()
    return group


@pytest.fixture
def shared(group: Path) -> Path:
    """A group that has shared three quarters, and says who it is."""
    releases.write(Root(group, ""), Shared((SPRING, HIDDEN, AUTUMN)))
    (group / "peerkit.toml").write_text(
        '[group]\nname = "Thursday circle"\nabout = ["We listen."]\nexperience = "Losing somebody"\n'
        'run_by = "People who come"\n',
        encoding="utf-8",
    )
    return group


def evidence(line: str = "") -> int:
    return main(["tally", "evidence", *line.split()])


def test_without_a_shared_figure_it_says_what_to_type(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger.add(Root(group, ""), ledger.Row(dt.date(2026, 1, 8), "circle", "in person", 9))
    assert evidence() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "No figures have been shared yet" in said.err
    assert "peerkit tally export" in said.err


def test_what_was_counted_but_not_shared_is_never_in_it(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evidence() == 0
    before = capsys.readouterr().out
    for day in range(1, 29):
        ledger.add(Root(shared, ""), ledger.Row(dt.date(2027, 1, day), "circle", "in person", 77))
    assert evidence() == 0
    assert capsys.readouterr().out == before


def test_it_writes_nothing_in_the_groups_folder(shared: Path) -> None:
    before = {path: path.read_bytes() for path in shared.rglob("*") if path.is_file()}
    assert evidence("--paste") == 0
    assert {path: path.read_bytes() for path in shared.rglob("*") if path.is_file()} == before


def test_a_year_of_counts_can_be_exported_and_then_shown(group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for week in range(13):
        day = dt.date(2025, 4, 3) + dt.timedelta(weeks=week)
        ledger.add(Root(group, ""), ledger.Row(day, "circle", "in person", 6))
    assert main(["tally", "export", "--from", "2025-04", "--to", "2025-06", "--yes"]) == 0
    capsys.readouterr()
    assert evidence() == 0
    page = capsys.readouterr().out
    assert "13 sessions held\n0 cancelled\n80 visits\nabout 6 people each time" in page
    assert "78" not in page


def test_the_page_for_the_terminal_is_the_default(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evidence() == 0
    said = capsys.readouterr()
    assert said.out.startswith("Thursday circle in numbers\nApril to December 2026\n")
    assert said.err == ""


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("", "Thursday circle in numbers"),
        ("-o - --format HTML", "<!DOCTYPE html>"),
        ("-o - --format markdown", "# Thursday circle in numbers"),
        ("-o - --format pdf", "%PDF-1.7"),
        ("--paste", "What took place?\nFrom April to December 2026 we held 28 sessions, and 1 more was cancelled."),
        ("--chart -o -", "<svg "),
        ("--json", "{"),
    ],
)
def test_each_form_comes_out_as_it_is(shared: Path, typed: str, begins: str, capfdbinary) -> None:
    assert evidence(typed) == 0
    assert capfdbinary.readouterr().out.startswith(begins.encode())


def test_a_page_on_paper_goes_into_a_file_of_its_usual_name(shared: Path) -> None:
    assert evidence("--format pdf") == 0
    assert Path("evidence.pdf").read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "typed", ["--format docx", "-o evidence.docx", "--paste --json", "--year 20", "--style easy-read", "--style huge"]
)
def test_what_cannot_be_made_is_refused_before_anything_is_written(shared: Path, typed: str, capsys) -> None:
    assert evidence(typed) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert not list(Path().glob("evidence.*"))


def test_pasted_answers_say_how_long_each_is_beside_the_text(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evidence("--paste") == 0
    said = capsys.readouterr()
    questions = ["What took place?", "How many different people came?", "Who are they: ages, ethnicity, postcodes?"]
    parts = [part.partition("\n") for part in said.out.strip().split("\n\n")]
    assert [question for question, _, _ in parts] == questions
    for question, _, text in parts:
        assert f"{question} {len(text.split())} words.\n" in said.err
    assert UNCOUNTED in parts[1][2]


def test_charts_go_into_two_pictures_or_into_the_one_that_is_named(shared: Path, capsys) -> None:
    assert evidence("--chart") == 0
    assert Path("evidence-chart.svg").read_text().startswith("<svg ")
    assert Path("evidence-chart.png").read_bytes().startswith(b"\x89PNG")
    assert evidence("--chart -o visits.PNG") == 0
    assert Path("visits.PNG").read_bytes() == Path("evidence-chart.png").read_bytes()
    assert evidence("--chart -o visits.pdf") == 2
    assert "End the name of FILE in .svg or .png." in capsys.readouterr().err
    assert evidence("--chart --to 2026-06 -o one.svg") == 1
    assert "A chart needs several periods that are all of one length" in capsys.readouterr().err
    assert not Path("one.svg").exists()


GRANT = ["tally", "evidence", "--for", "June 2025 to May 2026"]


@pytest.fixture
def counted(group: Path) -> Path:
    """A weekly group from June 2024 on that has shared nothing."""
    rows = [
        *weekly("2024-06-06", [5] * 52, first_timers=1),
        *weekly("2025-06-05", [6] * 52, first_timers=1),
        *weekly("2026-06-04", [6] * 24),
    ]
    write(Root(group, ""), rows)
    return group


def test_a_grant_year_goes_out_with_one_command(counted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", "evidence", "--for", "June 2024 to May 2025", "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["held_by_format"] == {"in person": 52}
    assert main([*GRANT, "--yes", "--paste", "--money", "Room hire was £480."]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("What took place?\nFrom June 2025 to May 2026 we held 52 sessions")
    assert "The year before, in June 2024 to May 2025, it was 52 held and about 260 visits." in said.out
    assert "about 50 people came for the first time. Each of them is counted once." in said.out
    assert "Money and hours, in our own words\nRoom hire was £480.\n" in said.out
    assert "To share: June 2025 to May 2026." in said.err
    assert len(releases.read(Root(counted, "")).visits) == 8
    assert main([*GRANT, "-o", "page.pdf"]) == 0
    assert "To share" not in capsys.readouterr().err


def test_without_a_yes_nothing_more_is_shared_for_a_page(counted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = releases.path(Root(counted, ""))
    assert main(GRANT) == 1
    assert "type the same with --yes" in capsys.readouterr().err
    assert not record.exists()
    assert main(["tally", "export", "--to", "2025-08", "--from", "2025-06", "--yes"]) == 0
    before = record.read_bytes()
    assert main(GRANT) == 0
    said = capsys.readouterr()
    assert "Not in it, because no figure of it was shared: September 2025 to May 2026. More of these" in said.err
    assert record.read_bytes() == before


@pytest.mark.parametrize("typed", ["-o mine.md", "--chart -o mine.svg", "--chart"])
def test_nothing_is_shared_for_a_page_that_could_not_be_written(counted: Path, typed: str, capsys) -> None:
    for name in ("mine.md", "mine.svg", "evidence-chart.png"):
        Path(name).write_text("mine")
    assert main([*GRANT, "--yes", *typed.split()]) == 1
    assert "is there already. Nothing was changed." in capsys.readouterr().err
    assert main(["tally", "evidence", "--for", "June to August 2025", "--yes", "--chart", "-o", "a.png"]) == 1
    assert "A chart needs several periods" in capsys.readouterr().err
    assert not releases.path(Root(counted, "")).exists()


def test_why_there_is_no_figure_for_a_page_is_said(counted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", "evidence", "--for", "2031", "--yes"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("There is nothing to share yet. Nothing was written.\nJanuary to December is left out")
    Root(counted, "").ledger.write_text("nonsense\n")
    assert main([*GRANT, "--yes"]) == 1
    assert "attendance.csv" in capsys.readouterr().err


def test_at_a_terminal_the_months_are_asked_and_enter_shares_nothing(counted: Path, type_in, capsys) -> None:
    record = releases.path(Root(counted, ""))
    for typed in (("", ""), ("June 2025 to May 2026", ""), ("June 2025 to May 2026", "no")):
        type_in(*typed)
        assert main(["tally", "evidence"]) == 1
        assert not record.exists()
    capsys.readouterr()
    type_in("June 2025 to May 2026", "yes")
    assert main(["tally", "evidence"]) == 0
    said = capsys.readouterr().out
    assert "Share these figures, and put them on the page? Enter: no.\nOur group in numbers\nJune 2025 to May" in said
    type_in("")
    assert main(["tally", "evidence"]) == 0
    assert "Enter: June 2025 to May 2026.\nOur group in numbers\n" in capsys.readouterr().out


@tries(0.4)
@given(ledgers(), sequences, st.sampled_from(["", "--paste", "--json"]), st.integers(3, 24))
def test_a_page_says_nothing_of_people_that_was_not_shared(rows, sequence, form: str, people: int) -> None:
    """The same record beside the same sessions with other people in them: the page is the same to the last letter."""
    with tempfile.TemporaryDirectory() as folder:
        root = Root(Path(folder), "")
        rows = shared_in_turn(root.path, rows, sequence) and [each for each in rows if each.date <= TODAY]
        if not releases.path(root).exists() or not releases.read(root).visits:
            return
        pages = []
        for number in (people, people + 30):
            write(
                root, [each if each.cancelled else each._replace(people=number, parts=UNCOUNTED_PARTS) for each in rows]
            )
            with redirect_stdout(io.StringIO()) as said, redirect_stderr(io.StringIO()):
                assert main(["tally", "evidence", *form.split(), "--workspace", folder]) == 0
            pages.append(said.getvalue())
        assert pages[0] == pages[1]


def test_data_for_a_program_holds_printed_figures_and_the_note(shared: Path, capsys) -> None:
    assert evidence("--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert {key: data[key] for key in ("from", "to", "held", "cancelled", "visits", "about_each_session")} == {
        "from": "2026-04-01", "to": "2026-12-31", "held": 28, "cancelled": 1, "visits": 175, "about_each_session": 7,
    }  # fmt: skip
    assert [(each["visits"], each["visits_status"]) for each in data["periods"]] == [
        (80, "rounded"), (None, "not shown"), (95, "rounded"),
    ]  # fmt: skip
    assert (data["about"], data["experience"], data["run_by"]) == (["We listen."], "Losing somebody", "People who come")
    assert data["note"] == NOTE


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("--year 2026", "April to December 2026"),
        ("--from 2026-07", "July to December 2026"),
        ("--to 2026-06", "April to June 2026"),
        ("--from 2026-04-01 --to 2026-09-30", "April to September 2026"),
        ("--from 2026-05", "July to December 2026"),
    ],
)
def test_the_time_can_be_said(shared: Path, typed: str, period: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert evidence(typed) == 0
    assert capsys.readouterr().out.splitlines()[1] == period


def test_the_groups_year_begins_when_the_group_says(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (shared / "peerkit.toml").open("a") as file:
        file.write("[counting]\nyear_starts = 7\n")
    assert evidence("--year 2025") == 0
    assert capsys.readouterr().out.splitlines()[1] == "April to June 2026"


def test_shorter_figures_are_added_up_on_request(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    releases.write(Root(shared, ""), Shared((SPRING, SUMMER, AUTUMN)))
    assert evidence("--by half") == 0
    page = capsys.readouterr().out
    assert "- July to December: Held 21, Cancelled 5, Visits 140" in page


@pytest.mark.parametrize(
    "typed", ["--from 2026-13", "--from June", "--year 2026 --to 2026-06", "--from 2026-09 --to 2026-04"]
)
def test_a_time_that_cannot_be_is_refused(shared: Path, typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert evidence(typed) == 2
    assert "--" in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["--year 2020", "--to 2020-12", "--from 2030-01"])
def test_a_time_of_which_nothing_was_shared_says_so(shared: Path, typed: str, capsys) -> None:
    assert evidence(typed) == 1
    assert "No figures of that time have been shared." in capsys.readouterr().err


def test_what_is_not_in_it_is_said_beside_it(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evidence("--from 2026-05 --to 2027-01") == 0
    said = capsys.readouterr().err
    assert "only a part of it was asked for: April to June 2026." in said
    assert "because no figure of it was shared: January 2027." in said


def test_a_group_that_has_said_nothing_about_itself_is_told_how(shared: Path, capsys) -> None:
    (shared / "peerkit.toml").unlink()
    assert evidence() == 0
    lines = capsys.readouterr().err
    example = lines[lines.index("about = ") :]
    (shared / "peerkit.toml").write_text(f"[group]\n{example}")
    assert evidence() == 0
    said = capsys.readouterr()
    assert "What we have in common: Losing somebody close to us" in said.out
    assert said.err == ""


def test_a_label_in_the_groups_own_words_is_pointed_out(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shared / "peerkit.toml").write_text('[group]\nabout = "For addicts."\n')
    assert evidence() == 0
    assert '"addicts" puts a label on people.' in capsys.readouterr().err


def test_how_many_they_are_in_the_groups_own_words_is_pointed_out(shared: Path, capsys) -> None:
    (shared / "peerkit.toml").write_text('[group]\nabout = "We are 12 people."\n')
    assert main(["tally", "evidence", "--money", "£2 for each of 9 people"]) == 0
    said = capsys.readouterr().err
    assert 'peerkit.toml: "We are 12": how many you are leaves the group only as figures' in said
    assert '--money: "9 people": how many you are' in said


def test_a_record_that_was_edited_is_refused_with_its_line(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = shared / "sessions" / "shared.toml"
    record.write_text(record.read_text().replace("figure = 80", "figure = 78"))
    assert evidence() == 1
    said = capsys.readouterr()
    assert "line" in said.err
    assert said.out == ""


def test_only_the_page_for_the_terminal_is_broken_to_its_width(shared: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    assert evidence() == 0
    assert max(map(len, ESCAPE.sub("", capsys.readouterr().out).splitlines())) <= 40
    for form in ("--paste", "--format markdown -o -"):
        assert evidence(form) == 0
        assert UNCOUNTED in capsys.readouterr().out


OWN = ["attendance.csv", "attendance-replaced.csv", "attendance-quarters.csv", "shared.toml", "peerkit.toml"]


@pytest.mark.parametrize("name", [*OWN, "Attendance.CSV"])
@pytest.mark.parametrize("folder", ["group/sessions", "another/sessions", "."])
def test_no_file_of_peerkits_own_is_written_over(shared: Path, folder: str, name: str, capsys) -> None:
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    assert not_written(path, shared)
    said = capsys.readouterr().err
    assert "is where peerkit keeps" in said
    assert "such as: -o sheet.pdf" in said


@pytest.mark.parametrize("name", OWN)
def test_no_link_leads_to_a_file_of_peerkits_own(shared: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    own = shared / "sessions" / name
    Path("hop.html").symlink_to(own)
    Path("page.html").symlink_to("hop.html")
    assert not_written(Path("page.html"), shared)
    assert f"page.html leads to {name}, and that is where peerkit keeps" in capsys.readouterr().err
    assert Path("page.html").is_symlink()


def not_written(path: Path, shared: Path) -> bool:
    before = {each: each.read_bytes() for each in shared.rglob("*") if each.is_file()}
    refused = [evidence(f"-o {path}"), evidence(f"-o {path} --replace")] == [1, 1]
    return refused and before == {each: each.read_bytes() for each in shared.rglob("*") if each.is_file()}


@pytest.fixture
def half_full(group: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Thirteen sessions from April to June 2025, then two held and three cancelled, and both quarters exported."""
    for week in range(13):
        day = dt.date(2025, 4, 3) + dt.timedelta(weeks=week)
        ledger.add(Root(group, ""), ledger.Row(day, "circle", "in person", 6))
    for week in range(5):
        day = dt.date(2025, 7, 3) + dt.timedelta(weeks=week)
        held = week < 2
        ledger.add(Root(group, ""), ledger.Row(day, "circle", "in person", 6 if held else None, cancelled=not held))
    assert main(["tally", "export", "--from", "2025-04", "--to", "2025-09", "--by", "quarter", "--yes"]) == 0
    assert [each.period.first.month for each in releases.read(Root(group, "")).visits] == [4]
    capsys.readouterr()
    return group


@pytest.mark.parametrize("typed", ["--year 2025", "--from 2025-04 --to 2025-09", ""])
def test_a_period_with_too_few_sessions_is_said_to_be_left_out_and_not_to_be_unshared(
    half_full: Path, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evidence(f"{typed} --paste") == 0
    said = capsys.readouterr()
    assert "From April to June 2025 we held 13 sessions, and none was cancelled." in said.out
    assert "July to September 2025 is not in these numbers: too few sessions to show visits." in said.out
    assert "July" not in said.err
    assert evidence(typed) == 0
    page = capsys.readouterr().out
    assert page.splitlines()[1] == "April to June 2025"
    assert "July to September 2025 is not in these numbers: too few sessions to show visits." in page
    assert evidence(f"{typed} --json") == 0
    few = json.loads(capsys.readouterr().out)["too_few_sessions"]
    assert few == [{"from": "2025-07-01", "to": "2025-09-30"}]


def test_what_cannot_be_shared_yet_or_ever_is_not_said_to_be_unshared(half_full: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(CLOCK, "time", noon(dt.date(2025, 11, 24)).time)
    assert evidence("--year 2025") == 0
    said = capsys.readouterr().err
    assert "January to March is left out, because nothing was counted before April." in said
    assert "October to December is left out, because it has not finished." in said
    assert "no figure of it was shared" not in said
    assert evidence("--from 2025-10") == 1
    assert (
        "No figures of that time have been shared. October to December 2025 is not over yet." in capsys.readouterr().err
    )


def test_a_figure_that_the_counts_no_longer_give_is_pointed_out_beside_the_page(half_full: Path, capsys) -> None:
    assert evidence() == 0
    before = capsys.readouterr()
    assert "Now it would be" not in before.err
    ledger.amend(Root(half_full, ""), dt.date(2025, 4, 3), "circle", people=40)
    assert evidence() == 0
    said = capsys.readouterr()
    assert said.out == before.out
    assert "Now it would be: 13 held, none cancelled, 110 visits. It stays as it was shared." in said.err
    command = "tally export --correct --from 2025-04 --to 2025-06"
    assert f"To put it right: peerkit {command}" in said.err
    assert main([*command.split(), "--yes", "-o", "right.csv"]) == 0
    capsys.readouterr()
    assert evidence() == 0
    said = capsys.readouterr()
    assert "110 visits" in said.out
    assert "Now it would be" not in said.err


def test_counts_that_cannot_be_read_do_not_keep_the_page_back(half_full: Path, capsys) -> None:
    Root(half_full, "").ledger.write_text("nonsense\n")
    assert evidence() == 0
    said = capsys.readouterr()
    assert "13 sessions held" in said.out
    assert "could not be compared with the counts" in said.err
