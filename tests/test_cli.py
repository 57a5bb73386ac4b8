import errno
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from peerkit.cli import app as application
from peerkit.cli.app import COMMANDS, main
from peerkit.cli.terminal import console, prompt
from peerkit.errors import PeerkitError
from peerkit.live.lines import InputLines
from tests.linear import stumbles

CHECKOUT = Path(__file__).parent.parent
pytestmark = pytest.mark.usefixtures("group")


def commands(command: Any = None, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command that can be typed, root and nouns included."""
    command = command or typer.main.get_command(application.app)
    yield words
    if hasattr(command, "list_commands"):
        ctx: Any = None
        for name in command.list_commands(ctx):
            yield from commands(command.get_command(ctx, name), (*words, name))


ALL = [" ".join(words) for words in commands()]


def run(*argv: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "peerkit", *argv],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), **environ},
        timeout=60,
        check=False,
    )


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch, capsys):
    """What Tab offers in bash at the end of a line."""

    def offered(typed: str) -> list[str]:
        asked = {"_PEERKIT_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
        for name, value in asked.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit):
            main([])
        return capsys.readouterr().out.split()

    return offered


def test_every_noun_has_the_verbs_that_were_promised() -> None:
    promised = (
        "init|where|template list|template show|template new|template check|session plan|session show|session check|"
        "session list|session start|session resume|session rehearse|tally add|tally list|tally amend|"
        "rules list|rules show|rules topics|rules choose|rules edit|rules check|rules adopt|rules changes|charter list|"
        "charter show|charter topics|charter choose|charter edit|charter check|charter adopt|charter changes"
    )
    assert set(promised.split("|")) <= set(ALL)


def test_help_of_every_command_is_plain_begins_with_an_example_and_explains_every_option(capsys) -> None:
    wrong = []
    for command in ALL:
        assert main([*command.split(), "--help"]) == 0
        text = capsys.readouterr().out
        main([*command.split(), "-h"])
        first, *examples = text.split("\n\n")[0].splitlines()
        entries = re.split(r"\n  (?=-)", text.partition("Options:\n")[2])[1:]
        wants_folder = " " in command or command in ("init", "where")
        wrong += [
            f"{command}: {what}"
            for what, is_so in {
                "begins with an example of itself": first == "For example:"
                and examples[0].startswith(f"  peerkit {command}".rstrip()),
                "has examples on one line each, to be copied": all(line.startswith("  peerkit") for line in examples),
                "shows its usage": "\nUsage: peerkit" in text,
                "draws nothing": not re.search("[\u2500-\u259f\x1b]", text),
                "is no wider than 80": max(map(len, text.splitlines())) <= 80,
                "is the same with -h": capsys.readouterr().out == text,
                "takes the folder": "--workspace DIR" in text or not wants_folder,
                "says what every option is for": all(re.search(r"\s{2,}\S", entry.strip()) for entry in entries),
            }.items()
            if not is_so
        ]
    assert wrong == []


@pytest.mark.parametrize("noun", [name for name in COMMANDS if name not in ("init", "where")])
def test_a_noun_alone_shows_its_help(noun: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([noun]) == 0
    assert "Commands:" in capsys.readouterr().out


def test_peerkit_alone_in_a_pipe_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    text = capsys.readouterr().out
    assert all(f"\n  {name} " in text for name in COMMANDS)
    assert "For example" in text
    assert stumbles(text.encode()) == []


def test_the_list_of_commands_says_what_their_own_help_says() -> None:
    for name, (_, help_text) in COMMANDS.items():
        command = typer.main.get_command(application.app).get_command(None, name)  # type: ignore[attr-defined]
        if name not in ("init", "where"):
            assert command.help == help_text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tempalte", "template"),
        ("template lst", "list"),
        ("tally ad", "add"),
        ("tally amend --poeple 3", "--people"),
        ("tally add 9 --canceled", "--cancelled"),
        ("where --jsn", "--json"),
        ("--vresion", "--version"),
    ],
)
def test_what_is_misspelt_is_answered_with_the_right_word(typed: str, meant: str, capsys) -> None:
    assert main(typed.split()) == 2
    said = capsys.readouterr()
    assert f"Did you mean {meant}" in said.err
    assert "--help" in said.err
    assert said.out == ""


def test_a_word_that_resembles_nothing_gets_the_whole_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zzzz"]) == 2
    assert "There are session, template" in capsys.readouterr().err


def test_a_number_below_nothing_is_not_taken_for_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", "add", "-3"]) == 2
    assert "-3 is less than nothing" in capsys.readouterr().err


def test_a_missing_argument_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "show"]) == 2
    assert "NAME" in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed",
    [
        "--workspace {} where --json",
        "where --workspace {} --json",
        "where --json --workspace={}",
        "--workspace={} where",
    ],
)
def test_the_folder_may_stand_anywhere(typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(typed.format(tmp_path / "elsewhere").split()) == 0
    assert str(tmp_path / "elsewhere") in capsys.readouterr().out


def test_the_folder_before_a_command_with_a_double_dash_is_still_an_option(tmp_path: Path, capsys) -> None:
    assert main(["--workspace", str(tmp_path / "other"), "rules", "show", "--", "nothing-like-it"]) == 1
    assert "nothing-like-it" in capsys.readouterr().err


@pytest.mark.parametrize("typed", ["session --workspace DIR list", "session --workspace=DIR list"])
def test_the_folder_may_stand_behind_the_noun(tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: str) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "2026-11-26-zebra.toml").write_text("")
    assert main(typed.replace("DIR", str(tmp_path)).split()) == 0
    assert "2026-11-26-zebra" in capsys.readouterr().out


def test_a_noun_with_a_folder_and_no_verb_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["session", "--workspace", "somewhere"]) == 0
    assert "Commands:" in capsys.readouterr().out


def test_a_folder_that_is_not_said_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["session", "--workspace"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_number_out_of_range_is_answered_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["session", "rehearse", "--speed", "0"]) == 2
    said = capsys.readouterr().err
    assert "Say a number from 1 to 3600." in said
    assert "<=" not in said


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("")
    assert main(["where", "--workspace", str(tmp_path / "notes.txt")]) == 1
    assert "is a file" in capsys.readouterr().err


def test_what_a_person_can_put_right_is_said_with_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "show", "weekly-circel"]) == 1
    said = capsys.readouterr()
    assert 'There is no template called "weekly-circel".\nDid you mean weekly-circle?' in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    "argv",
    [
        ["te\x1b[2Jmplate"],
        ["template", "show", "we\x1b]0;gone\x07ekly"],
        ["template", "show", "x\u202e.toml"],
        ["template", "check", "\x9b31m.toml"],
        ["template", "check", "\x9b31m.toml", "--json"],
        ["template", "new", "\x1b[31mred"],
        ["template", "new", "fine", "--title", "\x1b[31mred"],
        ["rules", "show", "\x1b[31mred"],
        ["tally", "add", "\x1b[31m9"],
        ["tally", "add", "9", "--on", "\x1b[31m"],
        ["tally", "add", "9", "--session", "\x1b[31mred"],
        ["tally", "amend", "--people", "2", "--session", "\x1b[31mred"],
        ["tally", "add", "9", "--format", "\x1b[31m"],
        ["where", "--\x1b[31mjson"],
        ["where", "--workspace", "\x1b[31mred"],
        ["init", "--name", "\x1b[31mred"],
    ],
)
def test_no_escape_reaches_the_terminal(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) in (0, 1, 2)
    said = capsys.readouterr()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said.out + said.err)
    assert said.out + said.err


@pytest.mark.parametrize("text", ["\x1b[2J", "\x9b31m", "a\u202eb", "\x00"])
def test_lines_that_are_shown_hold_no_control_characters(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    console.out(text)
    console.note(text)
    said = capsys.readouterr()
    assert text[0] not in (said.out + said.err).replace("a", "") or text.startswith("a")
    assert "\N{REPLACEMENT CHARACTER}" in said.out
    assert "\N{REPLACEMENT CHARACTER}" in said.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_lines_in_a_terminal_end_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setattr(sys, "stdout", Terminal())
    console.out("Everyone is offered the same time.\n\n/a/path/that/is/never/broken/anywhere")
    assert sys.stdout.getvalue() == (  # type: ignore[attr-defined]
        "Everyone is offered\nthe same time.\n\n/a/path/that/is/never/broken/anywhere\n"
    )


def test_what_follows_a_label_goes_on_under_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "21")
    monkeypatch.setattr(sys, "stdout", Terminal())
    console.out("19:00  Opening round, 9 turns\nA line without one goes on\n1  Say a number")
    assert sys.stdout.getvalue().splitlines() == [  # type: ignore[attr-defined]
        "19:00  Opening", "       round, 9", "       turns", "A line without one", "goes on", "1  Say a number",
    ]  # fmt: skip


def test_json_keeps_what_it_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    console.as_json({"name": "\x9b31m\u202eé\n"})
    text = capsys.readouterr().out
    assert json.loads(text) == {"name": "\x9b31m\u202eé\n"}
    assert "\x9b" not in text
    assert "é" in text


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("peerkit.cli.where.folder_of", interrupted)
    assert main(["where"]) == 130
    assert "Stopped." in capsys.readouterr().err


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("peerkit.cli.where.folder_of", broken)
    with pytest.raises(ZeroDivisionError):
        main(["where"])


@pytest.mark.parametrize(
    "bug", [io.UnsupportedOperation("not now"), FileNotFoundError(2, "no", "x"), OSError(22, "no")]
)
def test_an_error_of_the_system_that_only_a_bug_brings_keeps_its_traceback(monkeypatch, bug: OSError) -> None:
    def broken(*_: object) -> None:
        raise bug

    monkeypatch.setattr("peerkit.cli.where.folder_of", broken)
    with pytest.raises(type(bug)):
        main(["where"])


def test_a_folder_that_may_not_be_looked_into_is_named_and_nothing_else_is_claimed(monkeypatch, capsys) -> None:
    def closed(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/locked/peerkit.toml")

    monkeypatch.setattr("peerkit.cli.where.folder_of", closed)
    assert main(["where"]) == 1
    said = capsys.readouterr().err
    assert "/locked/peerkit.toml" in said
    assert "Nothing was changed" not in said


def test_a_command_can_call_another_after_something_was_typed(tmp_path: Path) -> None:
    code = "import sys; from peerkit.cli.app import main; sys.stdin.readline(); sys.exit(main(['where']))"
    done = subprocess.run([sys.executable, "-c", code], input="3\n", text=True, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_stops_listening_is_no_error() -> None:
    listing = f"{sys.executable} -m peerkit where --json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {listing}"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_words_that_are_not_text_are_answered_without_a_traceback(tmp_path: Path) -> None:
    strange = os.fsdecode(b"caf\xe9")
    for argv in (
        ["template", "show", strange],
        ["template", "new", strange],
        ["template", "new", "fine", "--title", strange],
        ["tally", "add", "9", "--session", strange],
        ["init", "--name", strange, "--workspace", str(tmp_path / "new")],
    ):
        done = run(*argv)
        assert done.returncode in (1, 2), argv
        assert "Traceback" not in done.stderr


def test_the_version_is_the_packages_own_and_names_every_translation_that_is_a_draft() -> None:
    from peerkit import __version__
    from peerkit.workspace import catalogues

    done = run("--version")
    assert (done.returncode, done.stderr) == (0, "")
    first, *drafts = done.stdout.splitlines()
    assert first == f"peerkit {__version__}"
    assert [line.partition(":")[0] for line in drafts] == [
        tag for tag in catalogues.known() if (spoken := catalogues.catalogue(tag)) and spoken.draft
    ]
    assert all(line.endswith("Draft: no speaker has read this translation yet.") for line in drafts)


def test_a_real_process_gives_the_exit_code() -> None:
    assert run("tally", "add", "nine").returncode == 2
    assert run("template", "show", "nothing-like-it").returncode == 1


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ses", ["session"]), ("template ch", ["check"]), ("tally add --canc", ["--cancelled"]),
        ("rules show gr", ["ground-rules"]), ("charter show p", ["peer-support"]),
        ("flyer print --template car", ["carers"]), ("starter print --template sta", ["starting-a-group"]),
        ("template check ze", ["zebra"]), ("template new x --from ze", ["zebra"]),
        *((f"session {verb} z", ["zebra"]) for verb in ("start", "plan", "rehearse")),
        *((f"session {verb} 2026", ["2026-11-26-zebra"]) for verb in ("start", "plan", "rehearse")),
        *((f"session {verb} ", ["2026-11-26-zebra"]) for verb in ("show", "check")),
        ("session plan zebra --without ", ["opening-round", "öffnen-tee"]),
        ("session plan zebra --threes op", ["opening-round"]),
        ("session start zebra --turns op", ["opening-round="]), ("session plan nothing --without ", []),
    ],
)  # fmt: skip
def test_tab_completes_verbs_options_and_names(complete, group: Path, typed: str, offered: list[str]) -> None:
    for kind in ("templates/sessions", "sessions"):
        (group / kind).mkdir(parents=True)
    (group / "templates" / "sessions" / "zebra.toml").write_text(
        '[[block]]\nname = "Opening round"\n[[block]]\nname = "Öffnen & Tee"\n[[block]]\nname = 3\n',
        encoding="utf-8",
    )
    (group / "sessions" / "2026-11-26-zebra.toml").write_text("")
    assert complete(f"peerkit {typed}") == offered


TYPED_SHELL = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
"""Typer takes the shell that is typed, and not the one that the tests were started from."""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_shown_for_a_shell(shell: str) -> None:
    done = run("--show-completion", shell, **TYPED_SHELL)
    assert done.returncode == 0
    assert "_PEERKIT_COMPLETE" in done.stdout


def test_the_completion_for_bash_is_bash() -> None:
    script = run("--show-completion", "bash", **TYPED_SHELL).stdout
    done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def answers(*lines: str) -> prompt.Read:
    left = iter(lines)
    return lambda: next(left, None)


def test_enter_gives_the_default() -> None:
    assert prompt.ask("How many?", prompt.number(1, 20), "9", answers("\n")) == 9


def test_a_wrong_answer_is_explained_and_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ("many\n", "21\n", "-3\n", "²", "0000000050999")
    assert prompt.ask("How many?", prompt.number(1, 20), "9", answers(*wrong, "seven\n")) == 7
    said = capsys.readouterr().out
    assert said.count("Say a whole number from 1 to 20.") == 5
    assert said.count("How many? Enter: 9.") == 6


def test_the_end_of_input_is_no_answer() -> None:
    with pytest.raises(PeerkitError, match="nothing was done"):
        prompt.ask("How many?", prompt.number(1, 20), "9", answers())


@pytest.mark.parametrize(("typed", "meant"), [("y", True), ("No", False), ("", True), ("YES", True)])
def test_yes_and_no_are_understood(typed: str, meant: bool) -> None:
    assert prompt.yes("Go on?", default=True, read=answers(typed)) is meant


def test_neither_yes_nor_no_is_asked_again() -> None:
    assert prompt.yes("Go on?", default=True, read=answers("perhaps", "n")) is False


def test_a_choice_is_made_by_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert prompt.choose("Which?", ["Circle", "Pairs"], read=answers("3", "2")) == 1
    assert "1  Circle\n2  Pairs" in capsys.readouterr().out


def _peerkit(arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A real process, in a shell that closes or fills its streams."""
    command = f"{sys.executable} -m peerkit {arguments}"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PEERKIT_WORKSPACE": str(folder)}
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("arguments", ["--version", "tally list --json"])
@pytest.mark.parametrize("stream", [">&-", ">/dev/full", "2>&-", "<&-"])
def test_a_closed_or_full_stream_is_no_traceback(arguments: str, stream: str, tmp_path: Path) -> None:
    done = _peerkit(f"{arguments} {stream}", tmp_path)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.returncode == (1 if stream == ">/dev/full" else 0)


def test_a_usage_error_is_two_even_when_nobody_can_be_told(tmp_path: Path) -> None:
    assert _peerkit("nonsense 2>&-", tmp_path).returncode == 2


def test_a_folder_that_was_taken_away_stops_nobody(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = _peerkit(f"--version; cd {gone} && rmdir {gone} && {sys.executable} -m peerkit template list", tmp_path)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_very_narrow_terminal_still_gets_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    console.out("Anyone may pass.")


def test_a_line_without_end_is_cut_and_the_next_is_heard() -> None:
    chunks = iter([b"x" * 4096] * 500 + [b"\nnext\n", b""])
    lines = InputLines(lambda: next(chunks))
    assert len(lines.within(10) or "") < 10_000
    assert lines.within(10) == "next"


def test_a_verb_before_its_noun_is_taken_for_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "rules"]) == 0
    heard = capsys.readouterr()
    assert heard.out.startswith("Ground rules\n")
    assert "Taken for: peerkit rules show" in heard.err
    assert main(["print", "posters"]) == 2
    assert "peerkit rules print, peerkit charter print, peerkit flyer print" in capsys.readouterr().err
