from pathlib import Path

import pytest

from peerkit.cli.app import main
from peerkit.cli.init import QUESTIONS
from peerkit.workspace import config
from peerkit.workspace.config import Group
from peerkit.workspace.root import Root, find

ONE_THING = (
    "To change one thing (--language, --name, --when, --where, --getting-in, --contact, --cost, --place, --support): "
    'peerkit init --contact "..."'
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PEERKIT_WORKSPACE", raising=False)
    (tmp_path / "busy").mkdir()
    (tmp_path / "busy" / "letter.txt").write_text("")
    monkeypatch.chdir(tmp_path / "busy")
    return tmp_path / "home"


@pytest.fixture
def answer(type_in):
    """Answer the questions with these lines, and then with Enter; the first of them is the language."""

    def lines(*typed: str, language: str = "") -> None:
        type_in(language, *typed, "", "", "")

    return lines


def test_options_are_enough_without_a_terminal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = "--name Circle --when Thursdays --where Library --getting-in Ring. --contact x --cost Free"
    assert main(["init", *options.split(), "--support", "Breathe.", "--support", "Samaritans: 116 123"]) == 0
    found = config.load(Root(home / "peerkit", ""))
    assert found.group == Group("Circle", "Thursdays", "Library", "Ring.", "x", "Free")
    assert found.support == ("Breathe.", "Samaritans: 116 123")
    said = capsys.readouterr().out
    assert "Left empty" not in said
    assert "Next: peerkit session start" in said


def test_what_was_not_said_is_left_empty_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--name", "Circle"]) == 0
    said = capsys.readouterr().out
    left = "Left empty: when, where, how to get in, how to reach the group, what it costs, lines for hard moments. "
    assert f"{left}To be asked for that again: peerkit init\n" in said


def test_what_is_next_is_a_session_a_flyer_or_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--name", "Circle"]) == 0
    assert capsys.readouterr().out.splitlines()[-5:] == [
        ONE_THING,
        "Next: peerkit session start",
        "To print a flyer: peerkit flyer print",
        "To print the ground rules: peerkit rules print",
        "For a calendar, directories and a page, more is asked: peerkit group change",
    ]


def test_where_nothing_is_empty_the_second_time_it_says_how_to_change_one_thing(answer, capsys) -> None:
    given = [word for key in QUESTIONS for word in (f"--{key.replace('_', '-')}", "x")]
    assert main(["init", *given, "--support", "Breathe."]) == 0
    capsys.readouterr()
    answer()
    assert main(["init"]) == 0
    assert f"Nothing was changed.\n{ONE_THING}" in capsys.readouterr().out


MOBILES = (
    "Mary Jones 07700 900123", "07700900123", "+44 7700 900123", "+44 (0)7700 900-123", "(07700) 900123",
    "ring 0044 7700 900123 after six",
)  # fmt: skip


@pytest.mark.parametrize("contact", MOBILES)
def test_a_mobile_number_is_taken_and_it_is_said_that_it_will_be_printed(
    home: Path, contact: str, answer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("Circle", "", "", "", contact, "", "")
    assert main(["init"]) == 0
    assert "That looks like a mobile number. It will be printed" in capsys.readouterr().out
    assert config.load(Root(home / "peerkit", "")).group.contact == contact


@pytest.mark.parametrize("contact", ["020 7946 0999", "0117 496 0777", "hello@circle.example", "077", "12077009001234"])
def test_another_way_to_reach_the_group_is_taken_without_a_word(contact: str, capsys) -> None:
    assert main(["init", "--contact", contact]) == 0
    assert "a mobile number" not in capsys.readouterr().out


def test_of_a_mobile_number_that_was_there_nothing_is_said_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--contact", MOBILES[0]]) == 0
    capsys.readouterr()
    assert main(["init", "--name", "Circle"]) == 0
    assert "a mobile number" not in capsys.readouterr().out


def test_the_folders_are_made_so_that_the_workspace_is_found(home: Path) -> None:
    main(["init"])
    folder = home / "peerkit"
    assert (folder / "templates" / "sessions").is_dir()
    assert find(None, {}, folder / "sessions", home) == Root(folder, "this folder or one above it")


def test_an_empty_folder_becomes_the_workspace(tmp_path: Path, home: Path, monkeypatch, capsys) -> None:
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")
    assert main(["init"]) == 0
    assert (tmp_path / "new" / "peerkit.toml").exists()
    assert not home.exists()
    assert f"The group's folder: {tmp_path / 'new'}" in capsys.readouterr().out


def test_an_empty_home_folder_does_not_become_the_workspace(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    monkeypatch.chdir(home)
    assert main(["init"]) == 0
    assert (home / "peerkit" / "peerkit.toml").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path, home: Path, capsys) -> None:
    assert main(["init"]) == 0
    assert [path.name for path in (tmp_path / "busy").iterdir()] == ["letter.txt"]
    assert f"The group's folder: {home / 'peerkit'} (your home folder)" in capsys.readouterr().out


def test_a_workspace_is_set_up_where_it_is(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("templates", "sessions"):
        (tmp_path / "busy" / name).mkdir()
    monkeypatch.chdir(tmp_path / "busy" / "sessions")
    assert main(["init"]) == 0
    assert (tmp_path / "busy" / "peerkit.toml").exists()


def test_a_folder_can_be_chosen(tmp_path: Path) -> None:
    assert main(["init", "--workspace", str(tmp_path / "chosen")]) == 0
    assert (tmp_path / "chosen" / "peerkit.toml").exists()


@pytest.mark.parametrize("terminal", [True, False])
def test_what_is_there_is_refused_where_nobody_is_asked(home: Path, answer, capsys, terminal: bool) -> None:
    main(["init", "--name", "First"])
    capsys.readouterr()
    if terminal:
        answer()
    assert main(["init", *(["--yes"] if terminal else [])]) == 1
    said = capsys.readouterr()
    assert "is there already" in said.err
    assert "--replace" in said.err
    assert said.out == ""


def test_a_second_time_only_what_is_empty_is_asked_and_the_rest_stays(home: Path, answer, capsys) -> None:
    file = home / "peerkit" / "peerkit.toml"
    file.parent.mkdir(parents=True)
    file.write_text('template = "ward-group"\n[group]\nname = "Circle"\nwhen = ""\n[words]\nsession = "evening"\n')
    before = file.read_text()
    answer("Thursdays", "", "", "", "", "Breathe.", "")
    assert main(["init"]) == 0
    found = config.load(Root(home / "peerkit", ""))
    assert (found.template, found.words.session, found.support) == ("ward-group", "evening", ("Breathe.",))
    assert found.group == Group("Circle", "Thursdays", "", "", "")
    said = capsys.readouterr()
    assert [question for question in QUESTIONS.values() if question in said.out] == list(QUESTIONS.values())[1:]
    assert file.with_name("peerkit.toml.before").read_text() == before
    assert "is kept as" in said.err


def test_comments_order_and_every_other_setting_stay(home: Path) -> None:
    file = home / "peerkit" / "peerkit.toml"
    file.parent.mkdir(parents=True)
    text = (
        '# ours\n[group] # of us\ncost = "Free"\nname = "Circle" # short\n\n# for the card\n[support]\nlines = ["a"]\n'
    )
    file.write_text(text)
    assert main(["init", "--when", "Tuesdays", "--name", "Our circle"]) == 0
    assert file.read_text() == text.replace('"Circle" # short', '"Our circle" # short\nwhen = "Tuesdays"')
    assert config.load(Root(home / "peerkit", "")).group == Group("Our circle", "Tuesdays", cost="Free")


def test_where_nothing_is_answered_nothing_is_written(home: Path, answer, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", "--name", "Circle"])
    answer("", "", "", "", "")
    assert main(["init"]) == 0
    assert "Nothing was changed." in capsys.readouterr().out
    assert not (home / "peerkit" / "peerkit.toml.before").exists()


def test_what_is_given_is_put_right_without_a_terminal(home: Path) -> None:
    main(["init", "--name", "Circle", "--when", "Mondays"])
    assert main(["init", "--when", "Tuesdays", "--support", "Breathe."]) == 0
    found = config.load(Root(home / "peerkit", ""))
    assert (found.group.name, found.group.when, found.support) == ("Circle", "Tuesdays", ("Breathe.",))


def test_a_wrong_file_is_named_rather_than_filled_in(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    file = home / "peerkit" / "peerkit.toml"
    file.write_text("[wrods]\n")
    assert main(["init", "--name", "Circle"]) == 1
    assert "Did you mean [words]?" in capsys.readouterr().err
    assert file.read_text() == "[wrods]\n"


def test_the_next_command_names_the_folder_that_was_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--workspace", str(tmp_path / "our group")]) == 0
    named = f" --workspace '{tmp_path}/our group'"
    commands = capsys.readouterr().out.splitlines()[2:]
    assert f"Next: peerkit session start{named}" in commands
    assert all(line.endswith(named) for line in commands)


def test_what_is_replaced_is_kept(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", "--name", "First"])
    assert main(["init", "--name", "Second", "--replace"]) == 0
    before = home / "peerkit" / "peerkit.toml.before"
    assert 'name = "First"' in before.read_text()
    assert config.load(Root(home / "peerkit", "")).group.name == "Second"
    assert str(before) in capsys.readouterr().err


def test_at_a_terminal_each_thing_is_asked(home: Path, answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer("Circle", "", "The library", "", "", "", "Breathe.", "  Samaritans: 116 123 ", "", "left over")
    assert main(["init"]) == 0
    found = config.load(Root(home / "peerkit", ""))
    assert found.group == Group("Circle", "", "The library", "", "")
    assert found.support == ("Breathe.", "Samaritans: 116 123")
    said = capsys.readouterr().out
    assert [said.count(question) for question in QUESTIONS.values()] == [1] * len(QUESTIONS)
    assert "who to call, what helps" in said
    assert "goes on flyers. No session needs it" in said


def test_what_was_said_already_is_not_asked(home: Path, answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer("", "", "", "")
    assert main(["init", "--name", "Circle", "--support", "Breathe."]) == 0
    said = capsys.readouterr().out
    assert QUESTIONS["name"] not in said
    assert "who to call" not in said


def test_yes_asks_nothing(answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer()
    assert main(["init", "--yes"]) == 0
    assert "?" not in capsys.readouterr().out


def test_an_answer_that_no_file_can_hold_is_asked_again(home: Path, answer, capsys: pytest.CaptureFixture[str]) -> None:
    answer("a\x1b[31m", "x" * 401, "Circle", "", "", "", "", "", "b\x07", "Breathe.", "")
    assert main(["init"]) == 0
    found = config.load(Root(home / "peerkit", ""))
    assert (found.group.name, found.support) == ("Circle", ("Breathe.",))
    assert "401 characters long" in capsys.readouterr().out


def test_the_end_of_input_leaves_nothing_behind(home: Path, answer) -> None:
    answer("Circle")
    assert main(["init"]) == 1
    assert not home.exists()


def test_words_with_quotes_and_brackets_come_back_as_they_are(home: Path) -> None:
    name = 'The "open" [circle] \\ of us'
    assert main(["init", "--name", name]) == 0
    assert config.load(Root(home / "peerkit", "")).group.name == name


def test_more_lines_than_a_card_holds_are_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", *["--support=x"] * 21]) == 2
    assert "The most lines: 20." in capsys.readouterr().err
    assert not home.exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--workspace", str(tmp_path / "busy" / "letter.txt" / "x")]) == 1
    said = capsys.readouterr().err
    assert "letter.txt" in said
    assert "file" in said


def test_help_is_never_a_name_and_back_asks_the_question_before(home: Path, answer, capsys) -> None:
    typed = ("help", "back", "Cirkle", "Help.", "back", "Circle", "Thursdays", "", "", "", "", "help", "Breathe.", "")
    answer(*typed)
    assert main(["init"]) == 0
    found = config.load(Root(home / "peerkit", ""))
    assert found.group == Group("Circle", "Thursdays", "", "", "")
    assert found.support == ("Breathe.",)
    said = capsys.readouterr().out
    assert f"{QUESTIONS['name']} Enter: Cirkle." in said
    assert said.count("Ctrl-C leaves, and nothing is written.") == 3


@pytest.mark.parametrize("before", [(), ("Circle", "", "", "", ""), ("Circle", "", "", "", "", "Breathe.")])
def test_quit_leaves_at_any_question_and_nothing_is_written(home: Path, answer, before: tuple[str, ...]) -> None:
    answer(*before, "Quit.")
    assert main(["init"]) == 130
    assert not (home / "peerkit").exists()


def test_help_with_a_word_says_what_it_does_and_is_no_answer(home: Path, answer, capsys) -> None:
    answer("Circle", "Help back.", "Thursdays", "", "", "", "", "help quit", "Breathe.", "", "yes, please")
    assert main(["init"]) == 0
    found = config.load(Root(home / "peerkit", ""))
    assert (found.group.when, found.support) == ("Thursdays", ("Breathe.",))
    said = capsys.readouterr().out
    assert "back: the question before this one, once more.\nWhen does it meet?" in said
    assert "quit, or Ctrl-C: leave this." in said


def test_a_hyphen_leaves_an_answer_empty_again(home: Path, answer) -> None:
    answer("Circle", "", "Here", "", "", "", "", "", "no", "", "", "-", "", "", "", "", "", "yes")
    assert main(["init"]) == 0
    assert config.load(Root(home / "peerkit", "")).group == Group("Circle", "", "", "", "")


@pytest.mark.parametrize(
    ("again", "kept"),
    [
        (("",), ("Call Ann.", "Breathe.")),
        (("Walk.", ""), ("Walk.",)),
        (("-",), ()),
        (("yes", ""), ("Call Ann.", "Breathe.")),
    ],
)
def test_no_at_the_summary_keeps_the_lines_for_hard_moments_unless_others_take_their_place(
    home: Path, answer, capsys: pytest.CaptureFixture[str],
    again: tuple[str, ...], kept: tuple[str, ...],
) -> None:  # fmt: skip
    answer(*("Circle", "", "", "", "", "", "Call Ann.", "Breathe.", ""), "no", *[""] * 6, *again, "yes")
    assert main(["init"]) == 0
    assert "For hard moments: Breathe.\nEnter alone keeps them" in capsys.readouterr().out
    assert config.load(Root(home / "peerkit", "")).support == kept


def test_what_was_understood_is_read_back_and_no_asks_again(home: Path, answer, capsys) -> None:
    first = ("Circle", "", "Library", "", "", "", "Breathe.", "")
    answer(*first, "no", "", "Fridays", "", "", "", "", "Breathe.", "", "back", "Breathe slowly.", "")
    assert main(["init"]) == 0
    said = capsys.readouterr().out
    assert "So far:\nname: Circle\nwhen: left empty\nwhere: Library\n" in said
    assert "For hard moments: Breathe.\nIs that right? Enter: yes." in said
    found = config.load(Root(home / "peerkit", ""))
    assert found.group == Group("Circle", "Fridays", "Library", "", "")
    assert found.support == ("Breathe slowly.",)


def test_the_language_is_asked_first_in_every_language_and_is_spoken_from_then_on(home: Path, answer, capsys) -> None:
    answer("Krąg", *[""] * 6, language="polski")
    assert main(["init"]) == 0
    said = capsys.readouterr().out
    assert said.index("polski") < said.index("Język?") < said.index("Jak nazywa się grupa?")
    assert (home / "peerkit" / "peerkit.toml").read_text("utf-8").index('language = "pl"') > 0
    assert config.load(Root(home / "peerkit", "")).language == "pl"
    assert main(["init", "--name", "Cylch", "--replace", "--yes", "--language", "cy"]) == 0
    assert config.load(Root(home / "peerkit", "")).language == "cy"


@pytest.mark.parametrize(
    ("answers", "tag"),
    [(["cy"], "cy"), (["CYMRAEG"], "cy"), (["Welsh"], "cy"), (["espanol"], "es"), (["fr", "99", "pl"], "pl")],
)
def test_the_language_can_be_answered_by_its_tag_or_its_name_and_is_asked_until_it_is_one(
    answers: list[str], tag: str, home: Path, answer
) -> None:
    answer(*answers[1:], "Circle", *[""] * 6, language=answers[0])
    assert main(["init"]) == 0
    found = config.load(Root(home / "peerkit", ""))
    assert (found.language, found.group.name) == (tag, "Circle")


def test_a_language_is_put_into_a_file_that_is_there(home: Path) -> None:
    assert main(["init", "--name", "Cylch", "--yes"]) == 0
    assert main(["init", "--language", "cy"]) == 0
    found = config.load(Root(home / "peerkit", ""))
    assert (found.language, found.group.name, found.group.language) == ("cy", "Cylch", "cy")


@pytest.mark.parametrize(("typed", "kept"), [("northern ireland", "northern-ireland"), ("Wales.", "wales"), ("", "")])
def test_init_asks_for_the_country_where_there_are_no_lines_of_the_groups_own(
    answer, home: Path, typed: str, kept: str
) -> None:
    answer("Circle", *[""] * len(QUESTIONS), typed)
    assert main(["init"]) == 0
    assert config.load(Root(home / "peerkit", "")).group.place == kept


def test_a_country_that_is_none_of_them_is_asked_again(answer, home: Path, capsys) -> None:
    answer("Circle", *[""] * len(QUESTIONS), "Narnia", "Scotland")
    assert main(["init"]) == 0
    assert "That is none of them. Type England" in capsys.readouterr().out
    assert config.load(Root(home / "peerkit", "")).group.place == "scotland"


def test_when_it_meets_is_kept_as_days_where_it_can_be_read_as_such_else_what_to_type_is_said(
    home: Path, capsys
) -> None:
    main(["init", "--when", "Thursdays, 19:00 to 21:00, not in August"])
    assert "Understood as days" in capsys.readouterr().out
    assert config.load(Root(home / "peerkit", "")).group.days == ("Thursdays, 19:00 to 21:00, not in August",)
    main(["init", "--when", "Thursdays at seven in the evening"])
    told = capsys.readouterr().out
    assert "still have these days: Thursdays, 19:00 to 21:00, not in August" in told
    assert 'peerkit group change days "every Thursday, 19:00 to 21:00"' in told
