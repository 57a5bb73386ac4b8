"""What peerkit says is written as whole messages that a catalogue can hold, wherever a room has been done so far."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

import pytest

from peerkit.messages import N_, _, marked, ngettext, pgettext
from peerkit.running.actions import ACTIONS

PEERKIT = Path(__file__).parent.parent / "peerkit"
TEXTS = {"_": (0,), "N_": (0,), "ngettext": (0, 1), "pgettext": (0, 1)}
"""The functions of messages, with the arguments that are texts."""
CHANGES = {"lower", "upper", "capitalize", "title", "replace", "removesuffix", "partition"}
TAKES = {"_": 1, "N_": 1, "ngettext": 3, "pgettext": 2}
PUT_IN_LATER = {"others", "last"}
"""Parts that `listed` puts into the message that it is given."""
OF_ANOTHER_SORT = {
    PEERKIT / "running" / "events.py",
    PEERKIT / "live" / "screen" / "face.py",
}
"""Modules whose texts are of another sort: reasons why a line of a journal is none, and styles."""
DONE = sorted({
    *(each for room in ("running", "live", "group") for each in (PEERKIT / room).rglob("*.py")),
    *(each for room in ("session", "terminal", "group") for each in (PEERKIT / "cli" / room).rglob("*.py")),
    *(PEERKIT / f"{name}.py" for name in (
        "agreements/standing", "cli/init", "cli/menu", "cli/turns/run", "columns", "leaflets/flyer",
        "planning/interpreted", "planning/kinds", "planning/moments", "planning/offers", "planning/outline",
        "planning/phrases", "planning/yielding", "printing/pictures/__init__", "printing/sheets/agenda",
        "printing/sheets/agreement", "printing/sheets/draft", "printing/sheets/flyer", "printing/sheets/hard_moment",
        "printing/sheets/kinds", "printing/sheets/run_sheet", "printing/sheets/seating", "turns/contract",
        "turns/equal", "turns/phrases", "turns/reasons", "turns/share", "wording/yes_no",
    )),
} - OF_ANOTHER_SORT)  # fmt: skip
"""Where every sentence is a message."""
TWO_WORDS = re.compile(r"(?<![-\w])[a-z]{2,},? [a-z]{2,}")
OTHERWISE_MADE = re.compile(r"\b(?:capital|number_word)\(|\bcounted\(.*[\"']|%[AaBb]\b")
SENTENCE = re.compile(r"[A-Za-z,;:{}]+ .*[a-z{}]+[.?!]$", re.DOTALL)


def calls(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.Call, str]]:
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TEXTS:
            yield node, node.func.id


def wrong_with(call: ast.Call, function: str) -> str:
    """What keeps a catalogue from holding this message, or nothing."""
    if len(call.args) != TAKES[function]:
        return "a part has no name"
    texts = [call.args[place] for place in TEXTS[function]]
    if not all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts):
        return "its text is not written out"
    given = {keyword.arg for keyword in call.keywords}
    words = [text.value for text in texts[function == "pgettext" :]]  # type: ignore[attr-defined]
    parts = {name for text in words for __, name, ___, ____ in Formatter().parse(text) if name is not None}
    if None in given or (not given and (parts == PUT_IN_LATER or function == "N_")):
        return ""  # parts that other sentences take, too, or that are put in where it is said
    named = all(map(str.isidentifier, parts))
    return "" if named and parts - {"n"} == given - {"n"} else "its parts are not those that are given"


def early(node: ast.AST) -> Iterator[ast.AST]:
    """What is done as its module is loaded, before anybody knows the language: no function is gone into."""
    yield node
    late = node.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) else []
    for inner in ast.iter_child_nodes(node):
        if inner is not late and not (isinstance(late, list) and inner in late):
            yield from early(inner)


def bound_early(tree: ast.AST) -> list[int]:
    """The lines of messages that are made as their module is loaded."""
    return [call.lineno for call, function in calls(early(tree)) if function != "N_"]


def changed(nodes: list[ast.AST]) -> list[int]:
    """The lines in which a message gets other letters or loses some."""
    attributes = [node for node in nodes if isinstance(node, ast.Attribute) and node.attr in CHANGES]
    return [node.lineno for node in attributes if any(True for __ in calls(ast.walk(node.value)))]


def loose(nodes: list[ast.AST]) -> list[str]:
    """The sentences that are no message."""
    held = {id(inner) for call, __ in calls(nodes) for argument in call.args for inner in ast.walk(argument)}
    held |= {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    pieces = [
        piece.value
        for node in nodes
        if isinstance(node, ast.JoinedStr)
        for piece in node.values
        if isinstance(piece, ast.Constant) and TWO_WORDS.search(piece.value) and not piece.value.startswith("peerkit ")
    ]
    return [*pieces, *(text.value for text in texts if id(text) not in held and SENTENCE.match(text.value))]


def test_every_message_is_written_out_whole_with_its_parts_by_name_and_made_when_it_is_said() -> None:
    found = []
    for module in sorted(PEERKIT.rglob("*.py")):
        name = module.relative_to(PEERKIT).as_posix()
        if name != "messages.py":
            nodes = list(ast.walk(ast.parse(module.read_text())))
            found += [(name, call.lineno, wrong_with(call, function)) for call, function in calls(nodes)]
            found += [(name, line, "bound early") for line in bound_early(nodes[0])]
            found += [(name, line, "changed afterwards") for line in changed(nodes)]
    assert [each for each in found if each[-1]] == []


def test_in_a_room_that_is_done_every_sentence_is_a_message() -> None:
    found = []
    for module in DONE:
        text = module.read_text()
        left = [*loose(list(ast.walk(ast.parse(text)))), *OTHERWISE_MADE.findall(text)]
        found += [(module.relative_to(PEERKIT).as_posix(), each) for each in left]
    assert found == []


def test_a_message_says_its_parts_and_counts_one_thing() -> None:
    assert _("Ends at {time}.", time="21:00") == "Ends at 21:00."
    assert [ngettext("{n} turn.", "{n} turns.", n) for n in (0, 1, 2)] == ["0 turns.", "1 turn.", "2 turns."]
    assert pgettext("the month", "May") == "May"
    assert marked(N_("Where does it meet?")) == "Where does it meet?"


def test_what_is_said_of_an_action_is_said_in_the_language_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerkit.running.actions.marked", str.upper)
    for action in ACTIONS:
        for said in (action.help, action.label, action.panel, action.on_screen):
            assert said == said.upper(), action.word
