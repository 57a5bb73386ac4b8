"""How what a group says leaves the house: shown first, written after a yes, for half a year once checked."""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from peerkit.cli.group.change import no_days, takes_a_yes, write
from peerkit.cli.group.show import next_lines
from peerkit.cli.sheets import delivery
from peerkit.cli.sheets.options import STDOUT
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.overwrite import not_ours
from peerkit.errors import PeerkitError
from peerkit.group.calendar import calendar
from peerkit.group.check import personal, problems_of
from peerkit.group.public import Where, Window, calendar_notes, neutral_title, told, valid_until, when_checked
from peerkit.live.clock import Clock
from peerkit.messages import _
from peerkit.recurrence.reading import parse
from peerkit.wording.months import day as in_words
from peerkit.workspace import config
from peerkit.workspace.config import Group
from peerkit.workspace.root import Root
from peerkit.workspace.sorts import TOLD


class Ready(NamedTuple):
    """A group that may be told in some place: nothing else is in it. `changes` are to be kept once it is written."""

    group: Group
    window: Window
    changes: dict[str, Any]


class Leaving(NamedTuple):
    """Where files go, whether anything is asked, and whether strangers may read words that no speaker has read."""

    output: Path
    force: bool
    yes: bool
    draft: bool


def calendar_file(root: Root, clock: Clock, where: Where, leaving: Leaving) -> None:
    """Write the calendar of the group. Raises PeerkitError."""
    not_ours(leaving.output, "circle.ics")
    ready = readied(root, clock.today(), where)
    _need_days(root, ready.group, where)
    if where == "web":
        delivery.for_strangers(None, root.command("group calendar --for web --draft"), draft=leaving.draft)
    if not ready.group.closed and not parse(ready.group.days).between(*ready.window):
        raise PeerkitError(
            _("There is no meeting until {day}.", day=in_words(ready.window.last)),
            _("To change its days: {command}", command=root.command("group change days")),
        )
    shown = [*_in_a_calendar(ready.group), *next_lines(ready.group, clock.today())]
    leave(root, ready, shown, lambda group: {leaving.output: calendar(group, ready.window, clock.now())}, leaving)
    if where == "paper" and leaving.output != STDOUT:
        console.note(
            _("It says what flyers say: give it to members. For a web page, add {option}.", option="--for web")
        )


def _in_a_calendar(group: Group) -> list[str]:
    """What stands in each entry, line by line."""
    place = group.where or group.town
    seen = _("open to others") if group.calendar_public else _("private")
    title = _("{title} ({seen})", title=neutral_title(group), seen=seen)
    days = "; ".join(group.days)
    return [title, days, *([place] if place else []), *calendar_notes(group), *([group.web] if group.web else [])]


def _need_days(root: Root, group: Group, where: Where) -> None:
    """Raises PeerkitError where a group has no days that may be told there."""
    if group.days:
        return
    if config.load(root).group.days:
        here = root.command("group tell days --on web" if where == "web" else "group tell days --on paper")
        raise PeerkitError(_("Its days may not be told there."), _("To tell them: {command}", command=here))
    raise no_days(root)


def readied(root: Root, today: date, where: Where, changes: Mapping[str, Any] | None = None) -> Ready:
    """What may be told there, with changes that are still to be kept.

    Raises PeerkitError where it is too old, or gives a hidden place away.
    """
    changes = dict(changes or {})
    group = config.load(root, _("Nothing was written.")).group
    group = group._replace(**{key.removeprefix("group."): value for key, value in changes.items()})
    wrong = [found for found in problems_of(group, today) if found.severity == "error"]
    if wrong:
        lines = "\n".join(found.line(root.config.name) for found in wrong)
        raise PeerkitError(lines, _("Nothing was written. Mend it, then try again."))
    if not group.id:
        changes["group.id"] = str(uuid4())
    if group.checked is None:
        changes["group.checked"] = today
    elif valid_until(group.checked) < today and not group.closed:
        raise PeerkitError(
            _("This was checked on {day}, more than half a year ago.", day=in_words(group.checked)),
            _("Look it over, then: {command}", command=root.command("group renew")),
        )
    checked = group.checked or today
    group = group._replace(id=group.id or changes["group.id"], checked=checked)
    return Ready(told(group, where), Window(checked, valid_until(checked)), changes)


def leave(
    root: Root, ready: Ready, shown: Sequence[str], make: Callable[[Group], dict[Path, str | bytes]], leaving: Leaving
) -> None:
    """Show what is told, ask, and write what is made of it: all of the files or none. Raises PeerkitError."""
    say = console.note if leaving.output == STDOUT else console.out
    checked = when_checked(ready.group.checked) if ready.group.checked else ""
    say("\n".join([_("This is told:"), *shown, *([checked] if checked and checked not in shown else [])]))
    for key in TOLD:
        if said := personal(str(getattr(ready.group, key))):
            say(said)
    if not leaving.yes:
        question = _("Is it right, and may it be told?")
        prompt.need_yes(question, _("Nothing was written."), takes_a_yes(), default=True)
    made = make(ready.group)
    if leaving.output == STDOUT:
        for content in made.values():
            sys.stdout.buffer.write(content if isinstance(content, bytes) else content.encode())
    else:
        delivery.write_all(made, force=leaving.force)
    if ready.changes:
        write(root, {key: list(value) if isinstance(value, tuple) else value for key, value in ready.changes.items()})
