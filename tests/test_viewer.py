"""Who looks at a terminal sees more than lines; everybody else gets the lines."""

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import get_args

import pytest
from rich.cells import cell_len

from peerkit.cli.app import COMMANDS, _loaded
from peerkit.cli.terminal.refusal import set_apart
from peerkit.printing import view
from peerkit.printing.render import looks
from peerkit.printing.render.rich import rich
from peerkit.printing.render.terminal import terminal
from tests.hostile import HOSTILE, SAMPLE, everywhere
from tests.linear import stumbles
from tests.room import noon
from tests.terminals import ESCAPE, said
from tests.views import DAY, HERE, VIEWS, shown
from tests.views.pictures import DOCS, PICTURES, picture
from tests.workspaces import copied

NOON = noon(DAY)
EVENINGS = ("start", "rehearse", "resume")
"""Verbs that lead through an evening, or turns: tests/test_one_evening_in_terminals.py has them."""


def examples() -> list[str]:
    """The first example of each command, which its help shows."""
    found = []
    for name in COMMANDS:
        command = _loaded(name)
        for verb, each in getattr(command, "commands", {name: command}).items():
            example = each.epilog.splitlines()[0].removeprefix("peerkit ")
            if verb == "print":
                example += " --format terminal"
            found += [example] if verb not in EVENINGS else []
    return found


def colours(text: str) -> set[str]:
    """The names of the colours in it."""
    codes = {code for found in ESCAPE.findall(text) for code in found[2:-1].split(";")}
    return codes - {"", "0", *(str(looks.SGR[name]) for name in ("bold", "underline", "strike"))}


@pytest.mark.parametrize("example", examples())
def test_a_pipe_gets_what_plain_prints_at_a_terminal(example: str, tmp_path: Path) -> None:
    heard = []
    for where in ({}, {"columns": 80}):
        folder = copied("0.4.0", tmp_path / "group")
        words = shlex.split(example) + ["--plain"] * bool(where)
        heard.append(said(folder, *words, clock=NOON, **where))
        shutil.rmtree(folder)
    in_a_pipe, in_plain = heard
    for one, other in zip(in_plain, in_a_pipe, strict=True):  # a terminal's rows are filled, so that no word is cut
        assert one == other or one.split() == other.split()
    assert in_a_pipe.out or in_a_pipe.err
    assert "\x1b" not in in_a_pipe.out + in_a_pipe.err


@pytest.mark.parametrize("columns", [40, 60])
def test_with_plain_no_word_is_cut_at_the_edge_of_a_terminal(columns: int, tmp_path: Path) -> None:
    lines = said(copied("0.4.0", tmp_path / "group"), "template", "list", "--plain", columns=columns).out.splitlines()
    assert max(map(len, lines)) > columns
    for line in lines:
        assert all(" " in line[end - 1 : end + 1] for end in range(columns, len(line), columns))


LOOKS = {"session list": "─", "rules print --format terminal": "\x1b[1m"}
"""What is only seen at a terminal, of commands that show something there."""


@pytest.mark.parametrize("command", LOOKS)
def test_only_somebody_who_looks_sees_more_than_lines(command: str, tmp_path: Path) -> None:
    folder = copied("0.4.0", tmp_path / "group")

    def drawn(more: str = "", columns: int = 80, **environ: str) -> bool:
        words = shlex.split(f"{command} {more}")
        return LOOKS[command] in said(folder, *words, columns=columns, clock=NOON, **environ).out

    assert drawn()
    assert drawn("--color never")
    assert drawn(NO_COLOR="1")
    assert not drawn("--plain")
    assert not drawn(TERM="dumb")
    assert not drawn(ACCESSIBLE="1")
    assert not drawn(columns=0)
    assert drawn("--color always", columns=0)
    assert drawn(columns=0, CLICOLOR_FORCE="1")
    assert not drawn("--plain --color always", columns=0)
    settings = folder / "peerkit.toml"
    settings.write_text(settings.read_text() + "\n[running]\nplain = true\n")
    assert not drawn()
    assert not drawn(CLICOLOR_FORCE="1")


@pytest.mark.parametrize(
    ("typed", "environ", "coloured"),
    [
        ("", {}, True),
        ("", {"NO_COLOR": "1"}, False),
        ("", {"NO_COLOR": ""}, True),
        ("", {"CLICOLOR": "0"}, False),
        ("--color never", {"CLICOLOR_FORCE": "1"}, False),
        ("--color=never", {}, False),
        ("--color always", {"NO_COLOR": "1"}, True),
        ("--color auto", {"NO_COLOR": "1"}, False),
    ],
)
def test_there_is_colour_unless_somebody_said_no(typed: str, environ: dict, coloured: bool, tmp_path: Path) -> None:
    out = said(tmp_path, "template", "list", *typed.split(), columns=80, **environ).out
    assert bool(colours(out)) == coloured
    assert "\x1b[1m" in out


def test_a_wrong_word_after_color_is_said(tmp_path: Path) -> None:
    status, out, err = said(tmp_path, "template", "list", "--color", "alway")
    assert (status, out) == (2, "")
    assert "Did you mean always?" in err


def test_what_plain_and_color_mean_is_known_wherever_they_stand(tmp_path: Path) -> None:
    for words in (["--plain", "template", "list"], ["template", "--plain", "list"], ["template", "list", "--plain"]):
        assert "\x1b" not in said(tmp_path, *words, columns=80).out
    assert "\x1b" in said(tmp_path, "template", "list", "--", columns=80).out


WIDTHS = (40, 100)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for document in (SAMPLE, *map(everywhere, HOSTILE)):
        drawn = ESCAPE.sub("", rich(document, looks.Terminal(width)))
        assert max(map(cell_len, drawn.splitlines())) <= width


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_steer_a_terminal_that_draws(text: str) -> None:
    drawn = rich(everywhere(text), looks.Terminal(100))
    assert stumbles(re.sub("[─█▄▏▎▍▌▋▊▉\N{REPLACEMENT CHARACTER}]", "", ESCAPE.sub("", drawn)).encode()) == []


def test_what_is_drawn_says_what_the_lines_say() -> None:
    drawn = ESCAPE.sub("", rich(SAMPLE, looks.Terminal(100)))
    assert [word for word in re.findall(r"\w+", terminal(SAMPLE)) if word not in drawn] == []
    assert set(re.findall(r"\w+", drawn)) - set(re.findall(r"\w+", terminal(SAMPLE))) == {"Period"}


def test_a_look_has_two_colours_at_most_and_a_sign_where_there_is_none() -> None:
    assert {fill.colour for fill in looks.FILLS.values()} <= {looks.ACCENT, looks.OTHER, ""}
    words = {word for style in looks.STYLES.values() for word in style.split()}
    assert words <= set(looks.SGR)
    assert set(looks.FILLS) == set(get_args(view.Fill))
    assert len({fill.sign for name, fill in looks.FILLS.items() if name != "full"}) == len(looks.FILLS) - 1
    assert len({fill.plain_sign for name, fill in looks.FILLS.items() if name != "full"}) == len(looks.FILLS) - 1


def test_a_refusal_sets_its_command_apart_so_that_it_can_be_copied() -> None:
    told = set_apart("There is no way of meeting called \x1bx.", "Did you mean y?\nSee all: peerkit template list", 80)
    assert told == (
        "\n\x1b[1mThere is no way of meeting called \N{REPLACEMENT CHARACTER}x.\x1b[0m\nDid you mean y?\n"
        "\nSee all:\n    \x1b[1mpeerkit template list\x1b[0m\n\n"
    )


def test_a_refusal_is_set_apart_only_where_both_streams_are_looked_at(tmp_path: Path) -> None:
    words = ("template", "show", "wekly")
    assert said(tmp_path, *words, columns=80).err.endswith("\n    \x1b[1mpeerkit template list\x1b[0m\n\n")
    assert "\x1b" not in said(tmp_path, *words).err + said(tmp_path, *words, "--plain", columns=80).err


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_as_somebody_looked_at_it(name: str) -> None:
    drawn = shown(VIEWS[name])
    assert drawn == HERE.joinpath(f"{name}.txt").read_text(encoding="utf-8"), (
        "If it should be so: python -m tests.views"
    )


def test_every_view_is_compared_and_none_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == set(VIEWS)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_in_the_papers_is_what_is_shown_and_asks_for_nothing_from_outside(name: str) -> None:
    kept = DOCS.joinpath(f"terminal-{name}.svg").read_text(encoding="utf-8")
    assert kept == picture(name, PICTURES[name]), "If it should be so: python -m tests.views"
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", kept)
    assert f"terminal-{name}.svg" in (DOCS / "terminal.md").read_text(encoding="utf-8")


def test_pages_are_turned_only_where_somebody_asked_for_that_at_a_terminal(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    code = "import shutil, sys; shutil.copyfileobj(sys.stdin.buffer, open(sys.argv[1], 'wb'))"
    pager = shlex.join([sys.executable, "-c", code, str(kept)])
    drawn = said(tmp_path, "session", "list", columns=80)
    assert said(tmp_path, "session", "list", "--pager", PAGER=pager) == said(tmp_path, "session", "list")
    assert not kept.exists()
    assert said(tmp_path, "session", "list", "--pager", columns=80, PAGER=pager) == (0, "", "")
    assert kept.read_text(encoding="utf-8") == drawn.out + drawn.err
    status, out, err = said(tmp_path, "session", "list", "--pager", columns=80, PAGER="no-such-program")
    assert (status, out) == (0, drawn.out)
    assert "no-such-program" in err


def test_help_has_bold_headings_for_whoever_looks_and_says_the_same(tmp_path: Path) -> None:
    drawn = said(tmp_path, "tally", "list", "--help", columns=80).out
    assert ESCAPE.sub("", drawn) == said(tmp_path, "tally", "list", "--help").out
    assert [line for line in drawn.splitlines() if "\x1b" in line] == [
        "\x1b[1mFor example:\x1b[0m", "\x1b[1mUsage:\x1b[0m peerkit tally list [OPTIONS]", "\x1b[1mOptions:\x1b[0m",
    ]  # fmt: skip
