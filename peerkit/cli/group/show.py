"""What the group says about itself: shown, and looked over."""

from datetime import date

from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.settings import settings
from peerkit.group.check import problems_of
from peerkit.group.public import as_data, meeting_in_words, place_of, rest_at, upcoming, when_checked
from peerkit.messages import _
from peerkit.wording.months import day as in_words
from peerkit.workspace import config
from peerkit.workspace.config import Group
from peerkit.workspace.root import Root
from peerkit.workspace.sorts import TOLD

_SHOWN = 5
"""How many of the next meetings are shown."""


def show_all(root: Root, today: date, *, as_json: bool) -> None:
    """Show it as lines, or as data."""
    group = settings(root, note=True).group
    if as_json:
        dates = [
            {"date": str(each.day), "start": f"{each.times.start:%H:%M}", "end": f"{each.times.end:%H:%M}"}
            for each in upcoming(group, today, _SHOWN)
        ]
        console.as_json({"group": as_data(group), "next": dates, "checked": str(group.checked or "")})
        return
    coming = next_lines(group, today, _SHOWN)
    lines = [*_lines(root, group), *coming]
    if viewer.looks() and (said := _said(group)):
        from peerkit.cli.group import views

        viewer.show(views.told(said, _told(group), coming))
        lines = _to_do(root, group)
    console.out("\n".join([*lines, *_state(root, group, today)]))


def check_all(root: Root, today: date, *, as_json: bool) -> int:
    """Everything that is wrong, a line each; 1 where something must be mended. Raises PeerkitError."""
    group = config.load(root).group
    found = list(problems_of(group, today))
    if as_json:
        console.as_json([problem.as_dict() for problem in found])
    else:
        for problem in found:
            console.out(root.here(problem.line(root.config.name)))
        if not found:
            console.out(_("{file}: nothing to mend.", file=root.config.name))
    return int(any(problem.severity == "error" for problem in found))


def lines_of(group: Group) -> list[str]:
    """What a group says, a line for each key that says something."""
    return [f"{key}: {text}" for key, text in _said(group).items()]


def next_lines(group: Group, today: date, most: int = 3) -> list[str]:
    """The next meetings, a line each."""
    return [_("Next: {meeting}", meeting=meeting_in_words(meeting)) for meeting in upcoming(group, today, most)]


def _said(group: Group) -> dict[str, str]:
    """What each key says that says something."""
    said = {key: getattr(group, key) for key in TOLD}
    return {key: "; ".join(value) if isinstance(value, tuple) else str(value) for key, value in said.items() if value}


def _told(group: Group) -> dict[str, str]:
    """Where each key may be told, in words."""
    where = {"paper": _("on paper"), "web": _("on paper and the web"), "contact": _("to whoever gets in touch")}
    return {key: where[place_of(group, key)] for key in TOLD if key != "language"}


def _lines(root: Root, group: Group) -> list[str]:
    told = _told(group)
    lines = [
        _("{line} ({where})", line=f"{key}: {text}", where=told[key]) if key in told else f"{key}: {text}"
        for key, text in _said(group).items()
    ]
    return [*lines, *_to_do(root, group)]


def _to_do(root: Root, group: Group) -> list[str]:
    lines = []
    empty = [key for key in TOLD if not getattr(group, key)]
    if empty:
        command = root.command("group change")
        lines.append(_("Empty: {keys}. To be asked for them: {command}", keys=", ".join(empty), command=command))
    if not group.on_web:
        lines.append(
            _("Nothing is on the web. To change that: {command}", command=root.command("group tell name days"))
        )
    return lines


def to_say_days(root: Root) -> str:
    """The command that says on which days a group meets, with an example."""
    return root.command('group change days "every Thursday, 19:00 to 21:00"')


def _state(root: Root, group: Group, today: date) -> list[str]:
    lines = []
    if group.closed:
        lines.append(_("Closed since {day}.", day=in_words(group.closed)))
    if last := rest_at(group, today):
        lines.append(_("It rests until {day}.", day=in_words(last)))
    if not group.days:
        lines.append(_("No calendar knows its days yet. To say them: {command}", command=to_say_days(root)))
    if group.checked is None:
        lines.append(_("Nobody has said yet that all of this is right: {command}", command=root.command("group renew")))
    else:
        lines.append(when_checked(group.checked))
    return lines
