"""A group that rests or ends: what is out there is taken back, format by format, and what it was can come back."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from peerkit.cli.group.change import no_days, write
from peerkit.cli.group.listings import MADE, text
from peerkit.cli.group.page import files_of
from peerkit.cli.group.publish import Leaving, Ready, leave, readied
from peerkit.cli.group.show import next_lines
from peerkit.cli.sheets.delivery import for_strangers
from peerkit.cli.terminal import console
from peerkit.errors import PeerkitError
from peerkit.group import listing, meeting_guide
from peerkit.group.calendar import calendar
from peerkit.group.public import Where, rest_at
from peerkit.live.clock import Clock
from peerkit.messages import _
from peerkit.recurrence.days import between
from peerkit.recurrence.reading import parse
from peerkit.wording.months import day as in_words
from peerkit.workspace import config
from peerkit.workspace.config import Group
from peerkit.workspace.root import Root

_WHERES: tuple[Where, ...] = ("paper", "web")
MEMBERS, PAGE, ENDING = "members.ics", "index.html", ".json"


def rest(root: Root, clock: Clock, until: date, leaving: Leaving) -> None:
    """No meetings from today until a day on which it meets again. Raises PeerkitError."""
    today = clock.today()
    group = _open(root)
    if until <= today + timedelta(days=1):
        raise PeerkitError(
            _("{day} is no later than tomorrow.", day=in_words(until)), _("Say the first day on which you meet again.")
        )
    if not group.days:
        raise no_days(root)
    changes = {"group.days": (*group.days, between(today, until - timedelta(days=1)))}
    _take_back(root, clock, changes, leaving)
    console.out(_("It rests until {day}.", day=in_words(until)))
    console.out(_("To go on before: {command}", command=root.command("group reopen")))


def close(root: Root, clock: Clock, leaving: Leaving) -> None:
    """The group does not meet any more. Raises PeerkitError."""
    _open(root)
    _take_back(root, clock, {"group.closed": clock.today()}, leaving)
    console.out(_("Closed. To take that back: {command}", command=root.command("group reopen")))


def reopen(root: Root, clock: Clock) -> None:
    """Take a rest or the end back. Raises PeerkitError where there is none."""
    group, today = config.load(root, _("Nothing was changed.")).group, clock.today()
    if group.closed:
        write(root, {"group.closed": None})
    elif rest_at(group, today):
        kept = [line for line in group.days if not _is_rest(line, today)]
        if len(kept) == len(group.days):
            raise PeerkitError(
                _("The rest stands among other days."),
                _("To change them: {command}", command=root.command("group change days")),
            )
        write(root, {"group.days": kept})
    else:
        raise PeerkitError(_("The group has neither closed nor is it resting."), _("Nothing was changed."))
    console.out("\n".join([_("The group meets again."), *next_lines(config.load(root).group, today)]))
    console.out(_("What you sent out before is to be made again: calendar, listing and page."))


def _is_rest(line: str, today: date) -> bool:
    days = parse((line,))
    only = not (days.rules or days.single or days.moved or days.months_off)
    return only and any(first < last and first <= today <= last for first, last in days.spans_off)


def _open(root: Root) -> Group:
    group = config.load(root, _("Nothing was changed.")).group
    if group.closed:
        raise PeerkitError(
            _("The group is closed since {day}.", day=in_words(group.closed)),
            _("To take that back: {command}", command=root.command("group reopen")),
        )
    return group


def _take_back(root: Root, clock: Clock, changes: Mapping[str, object], leaving: Leaving) -> None:
    """Write every file that takes the place of one that may be out there, and say where each belongs."""
    again = root.command("group close --draft" if "group.closed" in changes else "group rest --draft --until ...")
    for_strangers(None, again, draft=leaving.draft)
    members, web = (readied(root, clock.today(), where, changes) for where in _WHERES)
    made = _files(root, clock, members, web, leaving.output)
    said = [_("{file}: {where}", file=path.name, where=_belongs(path.name)) for path in made]
    leave(root, members, [*next_lines(members.group, clock.today()), *said], lambda _group: made, leaving)


def _files(root: Root, clock: Clock, members: Ready, web: Ready, folder: Path) -> dict[Path, str | bytes]:
    now = clock.now()
    made: dict[Path, str | bytes] = {}
    same = web._replace(group=web.group._replace(id=members.group.id))
    if members.group.days:
        made[folder / MEMBERS] = calendar(members.group, members.window, now)
    if same.group.name:
        made |= files_of(root, same.group, same.window, clock, None, "peer-support", folder / PAGE)
    if not listing.missing(same.group):
        for form in MADE:
            if form != "meeting-guide" or not meeting_guide.why_not(same.group):
                made[folder / f"{form}{ENDING}"] = text(form, same.group, same.window, now)
    return made


def _belongs(name: str) -> str:
    """Where a file goes, in a few words."""
    if name == MEMBERS:
        return _("for everyone who has the calendar; opened again, it changes the same entries")
    if name.endswith(ENDING):
        return _("for each directory that has the listing")
    return _("for the place of the page on the web")
