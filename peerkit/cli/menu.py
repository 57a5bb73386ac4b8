"""Bare `peerkit` in a terminal: tonight's plan, and a short numbered menu with Enter for the likeliest."""

from collections.abc import Callable
from pathlib import Path

from peerkit.cli import ask, show
from peerkit.cli.options import root_of


def run(workspace: Path | None, main: Callable[[list[str]], int]) -> int:
    """Show the menu, do what is chosen as if it had been typed, and give its exit code."""
    root = root_of(workspace)
    where = ["--workspace", str(workspace)] if workspace else []
    plan = _tonight(root.sessions)
    show.out(f"Tonight: {plan}" if plan else "No plan for tonight, and none is needed.")
    if (root.running / "journal").exists():
        options = [("Go on with the session that was cut off", ["session", "resume"])]
    else:
        options = [("Start a session now", ["session", "start"])]
    options += [
        ("Rehearse: an evening in two minutes, nothing is written", ["session", "rehearse"]),
        ("See the ways of meeting", ["template", "list"]),
        ("See the ground rules", ["rules", "show"]),
        ("See the counts", ["tally", "list"]),
        ("All commands", ["--help"]),
    ]
    place = ask.choose("Which number?", [*(text for text, _ in options), "Nothing now"])
    return main([*where, *options[place][1]]) if place < len(options) else 0


def _tonight(sessions: Path) -> str | None:
    from peerkit.live.clock import today

    return next((path.stem for path in sorted(sessions.glob(f"{today():%Y-%m-%d}-*.toml"))), None)
