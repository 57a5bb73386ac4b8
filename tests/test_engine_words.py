"""The phone says nothing that peerkit does not say, so that a sentence that is changed here is changed there."""

import ast
from pathlib import Path

from peerkit.printing.phone.engine import SCRIPTS
from peerkit.printing.phone.spoken import MESSAGE

PEERKIT = Path(__file__).parent.parent / "peerkit"
PHONE = PEERKIT / "printing" / "phone"


def messages(name: str) -> set[str]:
    """Every message that a script of the page holds."""
    found = MESSAGE.finditer((PHONE / name).read_text(encoding="utf-8"))
    return {ast.literal_eval(text) for each in found for text in (each["text"], each["more"]) if text}


def said_in_python() -> set[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PEERKIT.rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def test_every_sentence_of_the_engine_and_of_its_questions_is_a_message_of_peerkit() -> None:
    ours = said_in_python()
    only_on_a_phone = {
        "Which number left?",
        "How many minutes before the end? Such as 5 and 1.",
    }
    there = set().union(*map(messages, (*SCRIPTS, "session.js", "choices.js")))
    assert len(there) > 200
    assert there - ours - only_on_a_phone == set()
