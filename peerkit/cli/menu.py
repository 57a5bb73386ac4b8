"""Bare `peerkit` in a terminal: tonight's plan, and a short numbered menu with Enter for the likeliest."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.options import folder_of
from peerkit.messages import _
from peerkit.wording.yes_no import word
from peerkit.workspace import glance

_NOTHING = ("q", "quit", "exit", "nothing")


def run(workspace: Path | None, today: date, main: Callable[[list[str]], int]) -> int:
    """Show the menu, do what is chosen as if it had been typed, and give its exit code."""
    root = folder_of(workspace)
    where = ["--workspace", str(workspace)] if workspace else []
    plan = glance.tonight(root, today)
    console.out(_("Tonight: {plan}", plan=plan.words) if plan else _("No plan for tonight, and none is needed."))
    if glance.under_way(root):
        options = [(_("Go on with the session that was cut off"), ["session", "resume"])]
    else:
        options = [(_("Start a session now"), ["session", "start"])]
    options += [
        (_("Rehearse: an evening in 2 minutes, nothing is written"), ["session", "rehearse"]),
        (_("See the ways of meeting"), ["template", "list"]),
        (_("See the ground rules"), ["rules", "show"]),
        (_("See the counts"), ["tally", "list"]),
        (_("Print a run sheet and an agenda"), ["session", "print"]),
    ]
    if not root.config.exists():
        set_up = _("Set up: say what your group is called, and when and where it meets")
        options.append((set_up, ["init"]))
    options.append((_("All commands"), ["--help"]))
    texts = [*(text for text, _words in options), _("Nothing now (or q)")]
    for number, text in enumerate(texts, start=1):
        console.out(f"{number}  {text}")

    about = _("Say the number of what you would like, or press Enter for the first. q leaves.")

    def place(answer: str) -> int:
        return len(options) if word(answer) in _NOTHING else prompt.one_of(texts)(answer)

    chosen = prompt.ask(_("Which number?"), place, "1", about=about, itself=True)
    return main([*where, *options[chosen][1]]) if chosen < len(options) else 0
