"""`session print`: which sheets an evening has, and how several leave together, all of them or none."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from peerkit.cli import printing, show
from peerkit.cli.names import in_one_word
from peerkit.errors import PeerkitError
from peerkit.planning.in_words import people, when
from peerkit.planning.plan import Plan, Timed
from peerkit.planning.template import Groups
from peerkit.printing.document import Document
from peerkit.printing.render import rendered
from peerkit.printing.sheets import agenda, agreement, run_sheet, seating
from peerkit.running.seating import seating_of
from peerkit.turns.equal import of_turns, times
from peerkit.turns.stored import Stored
from peerkit.workspace import catalogue, files
from peerkit.workspace.config import Config

if TYPE_CHECKING:
    from peerkit.workspace.root import Root

Sheets = dict[str, Document]
"""Each sheet, by what its file is called after the plan: `run-sheet`, `agenda`."""


def sheets_of(plan: Plan, chosen: Config, names: Sequence[str]) -> Sheets:
    """The sheets of these names."""
    made = {
        "run-sheet": lambda: run_sheet.sheet(plan, chosen.group.name, chosen.support, chosen.words),
        "agenda": lambda: agenda.sheet(plan, chosen.group.name),
    }
    return {name: made[name]() for name in names}


def everything(root: "Root", plan: Plan, chosen: Config) -> Sheets:
    """All that an evening has on paper. Ground rules that can't be read are said to be missing, and stop nobody."""
    sheets = sheets_of(plan, chosen, printing.SHEETS)
    if name := plan.evening.template.agreement:
        try:
            rules = catalogue.load_agreement(catalogue.find_agreement(root, name), chosen.words)
            sheets[name] = agreement.sheet(rules, chosen.group.name)
        except PeerkitError as error:
            show.note(f"The ground rules are not among the sheets: {error.message}\n{error.hint}".rstrip())
    return sheets | dict(_who_sits(plan, chosen))


def _who_sits(plan: Plan, chosen: Config) -> Iterator[tuple[str, Document]]:
    for timed in plan.slots():
        if (stored := _rotation(timed)) is not None:
            title, language = f"{timed.block.name}: who sits with whom", plan.evening.template.language
            yield f"seats-{in_one_word(timed.block.name)}", seating.sheet(stored, chosen.group.name, title, language)


def _rotation(timed: Timed) -> Stored | None:
    """Who sits with whom, with its times; None where people choose, or nobody sits in small groups."""
    block = timed.block
    schedule = seating_of(block, timed.people) if isinstance(block, Groups) else None
    if schedule is None or not isinstance(block, Groups):
        return None
    each = timed.turn_seconds or 1
    if block.turn_seconds and schedule.rounds == block.schedule:
        kept = of_turns(schedule.rounds, "totals", each, schedule.size, block.turn_seconds)
    else:
        kept = times(schedule.rounds, block.equal, each, schedule.size)
    return Stored(schedule, kept, block.changeover)


def said_first(plan: Plan) -> None:
    """Say which evening it is, for a template's people and times are a guess."""
    show.note(f"{plan.evening.template.title}. {when(plan.evening)}, {people(plan.evening)}.")


def deliver_all(sheets: Sheets, stem: str, wish: printing.Wish, folder: Path | None) -> None:
    """Show the sheets one after the other, or write them all into a folder, the one we are in unless it is named.

    Raises PeerkitError before anything is written where a file is in the way.
    """
    made = {name: rendered(document, wish.form, wish.style, wish.paper) for name, document in sheets.items()}
    if wish.form == "terminal" and folder is None:
        show.out("\n\n".join(str(text) for text in made.values()).removesuffix("\n"))
        return
    into = folder or Path.cwd()
    contents = {into / wish.name_for(f"{stem}-{name}"): _bytes(content) for name, content in made.items()}
    printing.write_all(contents, force=wish.force)
    for path in contents if wish.open else ():
        typer.launch(str(path))


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
