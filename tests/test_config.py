import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from peerkit.cli.app import main
from peerkit.errors import NEWER, PeerkitError
from peerkit.words import Words
from peerkit.workspace import config, sorts
from peerkit.workspace.config import Config, Group, Running
from peerkit.workspace.root import Root

EVERYTHING: dict[str, Any] = {
    "template": "ward",
    "language": "pl",
    "group": {
        "name": "Tuesday group",
        "when": "Tuesdays at 7",
        "where": "The library",
        "getting_in": "Ring the lower bell.",
        "contact": "01632 960000",
        "cost": "Free",
        "web": "https://example.org/tuesday",
        "place": "wales",
        "about": ["We meet to listen.", "", "Since 2019."],
        "experience": "Losing somebody",
        "run_by": "People who come",
        "most_share": "Bereavement",
        "most_who_run_it": "Bereavement",
        "days": ["every Thursday, 19:00 to 21:00", "not in August"],
        "zone": "Europe/Dublin",
        "town": "Leeds",
        "county": "West Yorkshire",
        "postcode": "LS1 1AA",
        "access": ["No steps", "A hearing loop"],
        "online": "https://example.org/join",
        "for_whom": "Anyone who lost somebody.",
        "language": "cy",
        "calendar_title": "Thursdays",
        "calendar_public": True,
        "on_web": ["days", "name"],
        "on_contact": ["where"],
        "checked": date(2026, 11, 30),
        "closed": date(2027, 6, 1),
        "id": "ac148810-d857-441c-9679-408f346de14b",
    },
    "words": {"peer": "member", "session": "evening", "facilitator": "host", "facilitators": "hosts"},
    "support": {"lines": ["Breathe.", "  Samaritans: 116 123  ", ""]},
    "counting": {"ask": ["volunteers", "first_timers"], "year_starts": 4, "keep": "2y"},
    "running": {"plain": True, "bell": False, "seconds": True, "tell": "less", "last_minute": False, "speak": True},
}


def root_with(folder: Path, text: str) -> Root:
    (folder / "peerkit.toml").write_text(text)
    return Root(folder, "")


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(PeerkitError) as refused:
        config.load(root_with(folder, text))
    assert str(folder) in refused.value.hint
    return refused.value.message


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert config.load(Root(tmp_path / "nowhere", "")) == Config(
        "", Group("", "", "", "", ""), Words(), (), (), 1, 0, Running(None, None, False)
    )


def test_everything_that_is_written_is_read_again(tmp_path: Path) -> None:
    given = {f"{table}.{key}": value for table in list(EVERYTHING)[2:] for key, value in EVERYTHING[table].items()}
    root_with(tmp_path, config.changed(Root(tmp_path, ""), {"template": "ward", "language": "pl", **given}, anew=True))
    assert config.load(Root(tmp_path, "")) == Config(
        group=Group(
            *("Tuesday group", "Tuesdays at 7", "The library", "Ring the lower bell.", "01632 960000", "Free"),
            web="https://example.org/tuesday",
            place="wales",
            about=("We meet to listen.", "Since 2019."),
            experience="Losing somebody",
            run_by="People who come",
            most_share="Bereavement",
            most_who_run_it="Bereavement",
            days=("every Thursday, 19:00 to 21:00", "not in August"),
            zone="Europe/Dublin",
            town="Leeds",
            county="West Yorkshire",
            postcode="LS1 1AA",
            access="No steps, A hearing loop",
            online="https://example.org/join",
            for_whom="Anyone who lost somebody.",
            language="cy",
            calendar_title="Thursdays",
            calendar_public=True,
            on_web=("name", "days"),
            on_contact=("where",),
            checked=date(2026, 11, 30),
            closed=date(2027, 6, 1),
            id="ac148810-d857-441c-9679-408f346de14b",
        ),
        words=Words("member", "members", "evening", "evenings", "host", "hosts"),
        support=("Breathe.", "Samaritans: 116 123"),
        ask=("first_timers", "volunteers"),
        running=Running(plain=True, bell=False, seconds=True, tell="less", last_minute=False, speak=True),
        template="ward",
        year_starts=4,
        keep=24,
        language="pl",
    )


def test_every_setting_can_be_read(tmp_path: Path) -> None:
    given = {f"{table}.{key}" for table, keys in EVERYTHING.items() if isinstance(keys, dict) for key in keys}
    plurals = {"words.peers", "words.sessions"}
    assert given | {"template", "language"} | plurals == set(config.SETTINGS)


@pytest.mark.parametrize(
    ("said", "months"), [("2y", 24), ("1 year", 12), ("18m", 18), ("6 months", 6), (" 1 Month ", 1), ("99y", 1188)]
)
def test_how_long_counts_are_kept_is_said_in_years_or_months(said: str, months: int) -> None:
    assert sorts.months(said) == months


@pytest.mark.parametrize("said", ["", "0y", "2", "y", "1.5y", "2 days", "-1y", "100y", "1y 6m", 2, True, None])
def test_what_is_no_length_of_keeping_is_refused(said: object) -> None:
    with pytest.raises(ValueError, match='such as "2y"'):
        sorts.months(said)


def test_a_written_file_says_first_what_it_is(tmp_path: Path) -> None:
    text = config.changed(Root(tmp_path, ""), {"group.name": "Ours"}, anew=True)
    assert [line[:1] for line in text.splitlines()[:3]] == ["#", "#", ""]
    assert tomllib.loads(text) == {"group": {"name": "Ours"}}


def test_a_wrong_file_is_never_written(tmp_path: Path) -> None:
    with pytest.raises(PeerkitError, match=r"words\.peer"):
        config.changed(Root(tmp_path, ""), {"words.peer": "x" * 41}, anew=True)


def test_a_key_that_is_misspelt_is_answered_with_the_right_one(tmp_path: Path) -> None:
    assert "Did you mean words.facilitator" in complaint(tmp_path, '[words]\nfacilitater = "host"')


def test_a_table_that_is_misspelt_is_answered_with_the_right_one(tmp_path: Path) -> None:
    assert "Did you mean [group]?" in complaint(tmp_path, '[groups]\nname = "us"')


def test_a_key_in_the_wrong_place_is_answered_with_the_right_one(tmp_path: Path) -> None:
    assert "Did you mean counting.year_starts?" in complaint(tmp_path, "year_starts = 4")
    assert "Did you mean template?" in complaint(tmp_path, '[running]\ntemplate = "ward"')


def test_a_quoted_dotted_key_is_not_taken_for_a_table(tmp_path: Path) -> None:
    assert "There is no such key" in complaint(tmp_path, '"group.name" = "us"')


def test_a_key_that_resembles_nothing_is_refused(tmp_path: Path) -> None:
    assert complaint(tmp_path, "zzz = 1") == f"peerkit.toml: line 1: zzz: There is no such key. {NEWER}"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("template", "3"),
        ("group", "3"),
        ("group.name", "[]"),
        ("words.peer", "true"),
        ("words.peer", '""'),
        ("words.peer", f'"{"x" * 41}"'),
        ("group.name", f'"{"x" * 401}"'),
        ("group.name", r'"a\u001b[31mb"'),
        ("group.name", r'"a\u009bb"'),
        ("group.name", r'"a\nb"'),
        ("group.name", r'"a\tb"'),
        ("group.name", r'"a\u202eb"'),
        ("group.name", r'"a\u2028b"'),
        ("support.lines", "1"),
        ("support.lines", "[1]"),
        ("support.lines", r'["a\u0007"]'),
        ("support.lines", str(["x"] * 21)),
        ("counting.ask", '["age"]'),
        ("counting.ask", "true"),
        ("counting.year_starts", "0"),
        ("counting.year_starts", "13"),
        ("counting.year_starts", "true"),
        ("counting.year_starts", '"April"'),
        ("running.bell", '"yes"'),
        ("running.plain", "1"),
        ("running.seconds", "0"),
    ],
)
def test_a_wrong_value_is_named_by_its_key(tmp_path: Path, key: str, value: str) -> None:
    said = complaint(tmp_path, f"{key} = {value}")
    assert said.startswith(f"peerkit.toml: line 1: {key}: This ") or "cannot be asked for" in said
    assert "\n" not in said
    assert said.isprintable()


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    text = 'tempalte = "ward"\n[words]\npeer = 3\n[running]\nbell = "no"\n[counting]\nyear_starts = 13\n'
    places = re.findall(r"^peerkit\.toml: line (\d+): (\S+):", complaint(tmp_path, text), re.MULTILINE)
    assert places == [("1", "tempalte"), ("3", "words.peer"), ("5", "running.bell"), ("7", "counting.year_starts")]


def test_a_problem_is_found_by_its_line_below_values_of_several_lines(tmp_path: Path) -> None:
    text = '# [words]\n[support]\nlines = [\n  "[words]",  # one\n  3,  """\npeer = 1""",\n]\n[words] #\n\npeer = 3\n'
    problems = complaint(tmp_path, text).splitlines()
    assert [problem.split(": ")[1:3] for problem in problems] == [
        ["line 3", "support.lines"],
        ["line 10", "words.peer"],
    ]
    assert complaint(tmp_path, "words = { peer = 3 }").startswith("peerkit.toml: line 1: words.peer: ")
    assert complaint(tmp_path, "\nwords.peer = 3").startswith("peerkit.toml: line 2: words.peer: ")


def test_a_key_with_an_escape_in_it_is_shown_safely(tmp_path: Path) -> None:
    assert "\x1b" not in complaint(tmp_path, r'"\u001b[2J" = 1')


def test_a_word_of_forty_letters_and_a_welsh_one_are_fine(tmp_path: Path) -> None:
    words = config.load(root_with(tmp_path, f'[words]\npeer = "{"x" * 40}"\nsession = "sesiwn ŵyl"')).words
    assert (len(words.peer), words.session) == (40, "sesiwn ŵyl")


def test_a_file_that_is_not_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(PeerkitError, match="line 2"):
        config.load(root_with(tmp_path, "# hello\n[words\n"))


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "peerkit.toml").mkdir()
    with pytest.raises(PeerkitError, match="is a folder"):
        config.load(Root(tmp_path, ""))


@pytest.mark.parametrize("written", ['"""St Mary\'s hall,\n14 Mill Lane"""', '["St Mary\'s hall", "14 Mill Lane"]'])
def test_an_address_may_stand_on_several_lines(tmp_path: Path, written: str) -> None:
    root = root_with(tmp_path, f"[group]\nwhere = {written}\n")
    assert config.load(root).group.where == "St Mary's hall, 14 Mill Lane"
    assert config.as_written(root)["group.where"] == "St Mary's hall, 14 Mill Lane"


def test_a_text_in_place_of_a_list_is_taken_for_its_lines(tmp_path: Path) -> None:
    (tmp_path / "peerkit.toml").write_text('[support]\nlines = "Call somebody."\n')
    assert config.load(Root(tmp_path, "")).support == ("Call somebody.",)
    (tmp_path / "peerkit.toml").write_text('[support]\nlines = """\nBreathe.\n\nCall 116 123.\n"""\n')
    assert config.load(Root(tmp_path, "")).support == ("Breathe.", "Call 116 123.")
    assert config.as_written(Root(tmp_path, "")) == {"support.lines": ["Breathe.", "Call 116 123."]}


def test_what_is_right_in_a_wrong_file_still_counts(tmp_path: Path) -> None:
    (tmp_path / "peerkit.toml").write_text('template = 3\n[support]\nlines = ["Breathe."]\n[running]\nbell = "no"\n')
    chosen, wrong = config.as_far_as_right(Root(tmp_path, ""))
    assert (chosen.template, chosen.support, chosen.running.bell) == ("", ("Breathe.",), None)
    assert wrong is not None
    assert "running.bell" in wrong.message


@pytest.mark.parametrize("line", ["Ask sam@example.org", "Ring 01632 960000", "+44 (0)1632 960 000", "07700-900-123"])
def test_what_the_group_says_about_itself_holds_no_address_and_no_number_of_anybody(tmp_path: Path, line: str) -> None:
    for key in (f'about = ["We listen.", "{line}"]', f'experience = "{line}"', f'run_by = "{line}"'):
        assert "it is about the group as a whole" in complaint(tmp_path, f"[group]\n{key}")


@pytest.mark.parametrize("line", ["From 2019-2026, 12 of us @ first", "0 to 100 in 10 years: 1,000 000"])
def test_years_and_counts_are_no_telephone_numbers(tmp_path: Path, line: str) -> None:
    assert config.load(root_with(tmp_path, f'[group]\nabout = "{line}"')).group.about == (line,)


def test_a_sign_pasted_into_the_groups_name_that_nobody_can_see_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("templates", "sessions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "peerkit.toml").write_text('[group]\nname = "Thurs\u200bday circle\ufeff"\n', encoding="utf-8")
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    for command in ("template list", "rules show", "tally add 9", "tally evidence"):
        main(command.split())
        assert "invisible" not in capsys.readouterr().err
    assert config.load(Root(tmp_path, "")).group.name == "Thursday circle"


def test_a_sign_that_nobody_can_see_in_a_pasted_table_keeps_no_count_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "theirs.csv").write_text(
        "Da\u200bte,People\ufeff\n2026-10-29\u200e,4\n\u200b2026-11-19,7\u00ad\n", encoding="utf-8"
    )
    monkeypatch.setenv("PEERKIT_WORKSPACE", str(tmp_path))
    main(["tally", "import", str(tmp_path / "theirs.csv"), "--yes"])
    capsys.readouterr()
    main(["tally", "list", "--json"])
    assert re.findall(r'"people": (\d+)', capsys.readouterr().out) == ["4", "7"]
