"""`rules print` and `charter print`: one command for both."""

from pathlib import Path
from typing import TYPE_CHECKING

from peerkit.cli import printing, show

if TYPE_CHECKING:
    from peerkit.agreements.agreement import Agreement
    from peerkit.workspace.config import Config
    from peerkit.workspace.root import Root


def put_on_paper(root: "Root", agreement: "Agreement", path: Path, chosen: "Config", wish: printing.Wish) -> None:
    """Print an agreement, and mention what would make the sheet the group's own."""
    from peerkit.printing.sheets.agreement import sheet

    easy = wish.style.easy
    printing.deliver(sheet(agreement, chosen.group.name, easy=easy), wish, wish.name_for(path.stem))
    if not chosen.group.name:
        show.note(f"To have your group's name on it: {root.command('init')}")
    if easy and any(rule.easy is None for rule in agreement.rule):
        plain = ", ".join(str(place) for place, rule in enumerate(agreement.rule, 1) if rule.easy is None)
        show.note(f'Without an Easy Read wording, and so in its own words: {plain}. Add easy = "..." below its text.')
