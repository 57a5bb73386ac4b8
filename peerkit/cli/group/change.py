"""Changing what the group says about itself: one thing at a time, comments and all else in the file kept."""

from datetime import date, timedelta
from typing import Any

from peerkit.cli.group.commands import CHANGED
from peerkit.cli.group.show import lines_of, next_lines, to_say_days
from peerkit.cli.terminal import console, prompt
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.figures import ascii_figures
from peerkit.group.check import personal
from peerkit.group.public import days_of, valid_until
from peerkit.messages import _
from peerkit.recurrence.days import Days, Meeting, moving, without
from peerkit.recurrence.reading import parse
from peerkit.wording.grammar import listed
from peerkit.wording.months import day as in_words
from peerkit.wording.months import with_english_names
from peerkit.wording.yes_no import yes_or_no
from peerkit.workspace import config, files
from peerkit.workspace.config import Group
from peerkit.workspace.root import Root
from peerkit.workspace.sorts import TOLD

_LISTS = ("days", "about")
_ASKED = ("name", "days", "where", "town", "getting_in", "access", "cost", "for_whom", "contact", "web", "online")
"""What is asked for where it is empty."""


def change_one(root: Root, key: str, given: list[str]) -> None:
    """Change one key, and say what it was. Asks for the value where none was given. Raises PeerkitError."""
    key = key.replace("-", "_")
    if key not in CHANGED:
        hint = did_you_mean(key, CHANGED) or _("There are: {names}.", names=", ".join(CHANGED))
        raise PeerkitError(_('There is no "{key}" in what a group says about itself.', key=files.shown(key)[:60]), hint)
    there = config.as_written(root).get(f"group.{key}")
    value = _value(key, given) if given else _asked(root, key, there)
    if value == there or (value is None and there is None):
        console.out(_("Nothing was changed."))
        return
    write(root, {f"group.{key}": value})
    console.out(_now(root, key))
    if key in (group := config.load(root).group).on_web:
        console.note(
            _(
                "It is on the web with the next calendar, listing or page. {personal}",
                personal=personal(str(getattr(group, key))),
            ).rstrip()
        )
    before = there if isinstance(there, list | tuple) else [{True: "yes", False: "no", None: ""}.get(there, there)]
    back = root.command("group change", key, *filter(None, map(str, before))) + " -" * (not any(before))
    console.out(_("To have it as it was: {command}", command=back))


def _value(key: str, given: list[str]) -> Any:
    if given == ["-"]:
        return None
    if key in _LISTS:
        return [with_english_names(ascii_figures(each)) for each in given] if key == "days" else list(given)
    said = " ".join(given)
    if key == "calendar_public":
        try:
            return yes_or_no(said)
        except ValueError as error:
            raise PeerkitError(str(error)) from None
    return said


def _asked(root: Root, key: str, there: Any, *, back: bool = False) -> Any:
    if not prompt.at_a_terminal():
        command = root.command("group change", key, "...")
        raise PeerkitError(_("Say what it should be."), _("For example: {command}", command=command))
    said = "; ".join(there) if isinstance(there, list | tuple) else str(there or "")

    def parsed(text: str) -> Any:
        if not text:
            return None
        value = _value(key, text.split("; ") if key in _LISTS and text != "-" else [text])
        try:
            config.changed(root, {f"group.{key}": value}, anew=not root.config.exists())
        except PeerkitError as error:
            raise ValueError(error.message.partition(f".{key}: ")[2] or error.message) from None
        return value

    about = _("Type what it should be, then Enter. A hyphen leaves it empty. quit leaves.")
    question = f"{key}: {config.SETTINGS[f'group.{key}']}"
    return prompt.ask(question, parsed, said, about=about, back=back)


def ask_all(root: Root) -> None:
    """Ask for everything that is empty, one after the other, and keep it once all was asked. Raises PeerkitError."""
    there = config.as_written(root)
    keys = [key for key in _ASKED if not there.get(f"group.{key}")]
    if not keys:
        console.out(_("Nothing is empty."))
        return
    if not prompt.at_a_terminal():
        raise PeerkitError(
            _("Nobody can be asked here."),
            _("To say one thing: {command}", command=root.command("group change", keys[0], "...")),
        )
    console.out(_("A few questions, for calendars, directories and the web. Enter leaves an answer out."))
    answers: dict[str, Any] = {}
    place = 0
    while place < len(keys):
        try:
            answers[keys[place]] = _asked(root, keys[place], answers.get(keys[place]), back=place > 0)
            place += 1
        except prompt.Back:
            place -= 1
    changes = {f"group.{key}": value for key, value in answers.items() if value is not None}
    if changes:
        write(root, changes)
    console.out("\n".join([_now(root, key.partition(".")[2]) for key in changes] or [_("Nothing was changed.")]))


def write(root: Root, changes: dict[str, Any]) -> None:
    """Write other values into the group's file, all else in it as it is. Raises PeerkitError."""
    config.load(root, _("Nothing was changed in it."))
    try:
        text = config.changed(root, changes, anew=not root.config.exists())
    except PeerkitError as error:
        raise PeerkitError(error.message.replace(f"{root.config.name}: ", ""), _("Nothing was changed.")) from None
    files.write_atomic(root.config, text)


def _now(root: Root, key: str) -> str:
    group = config.load(root).group
    value = getattr(group, key)
    if isinstance(value, bool):
        said = _("yes") if value else _("no")
    else:
        said = ("; ".join(value) if isinstance(value, tuple) else value) or _("left empty")
    return _("{key}: {value}", key=key, value=said)


def tell_on(root: Root, keys: list[str], place: str, *, yes: bool) -> None:
    """Say where these keys are told. What goes on the web is shown, and takes a yes. Raises PeerkitError."""
    keys = [key.replace("-", "_").strip(",") for key in keys]
    if unknown := [key for key in keys if key not in TOLD]:
        hint = did_you_mean(unknown[0], TOLD) or _("There are: {names}.", names=", ".join(TOLD))
        raise PeerkitError(_('"{key}" can\'t be told.', key=files.shown(unknown[0])[:60]), hint)
    if place == "contact" and "contact" in keys:
        raise PeerkitError(
            _("Nobody can get in touch to hear how to get in touch."), _("Leave contact on paper or the web.")
        )
    group = config.load(root, _("Nothing was changed.")).group
    if place == "web" and not yes:
        _may_be_public(group, keys)
    lists = {"group.on_web": (group.on_web, place == "web"), "group.on_contact": (group.on_contact, place == "contact")}
    changes = {
        where: [key for key in TOLD if (key in keys and here) or (key in there and key not in keys)] or None
        for where, (there, here) in lists.items()
    }
    there = config.as_written(root)
    changes = {where: value for where, value in changes.items() if value or where in there}
    if changes:
        write(root, changes)
    told = {
        "paper": _("On paper only: {keys}", keys=listed(keys)),
        "web": _("On paper and the web: {keys}", keys=listed(keys)),
        "contact": _("Only to whoever gets in touch: {keys}", keys=listed(keys)),
    }
    console.out(told[place])
    if place != "web" and (gone := [key for key in keys if key in group.on_web]):
        console.note(
            _(
                "What was on the web before is not called back by this: {keys}. "
                "Make the page, the listing and the calendar again, and put them where the old ones are.",
                keys=listed(gone),
            )
        )


def _may_be_public(group: Group, keys: list[str]) -> None:
    shown = [line for line in lines_of(group) if line.partition(":")[0] in keys]
    console.out("\n".join([_("Anybody could read this on the web:"), *shown]))
    for key in keys:
        if said := personal(str(getattr(group, key))):
            console.out(said)
    question = _("A copy in a directory can't be called back. Does it name nobody, and may it be public?")
    prompt.need_yes(question, _("Nothing was changed."), takes_a_yes())


def takes_a_yes() -> str:
    """What to type where nobody can be asked."""
    return _("This takes a yes. If it is right, add {option}.", option="--yes")


def cancel_days(root: Root, given: list[str]) -> None:
    """Leave out the meetings on these days. Raises PeerkitError where there is none on one."""
    days = [_meeting_on(root, text).day for text in given]
    _add(root, [without(days)])
    console.out(_("No meeting on: {days}", days=listed(map(in_words, days))))
    _say_next(root, min(days))


def move_day(root: Root, was: str, to: str, times: str) -> None:
    """Move one meeting. Raises PeerkitError where there is none on that day."""
    meeting = _meeting_on(root, was)
    if not times and meeting.was:
        times = "{:%H:%M} to {:%H:%M}".format(*meeting.times)
    _add(root, [moving(meeting.was or meeting.day, to, times)])
    _say_next(root, min(meeting.day, date.fromisoformat(to)))


def _meeting_on(root: Root, text: str) -> Meeting:
    days = _days(root)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise PeerkitError(
            _("{day} is not a day.", day=files.shown(text)[:40]), _("Write it like 2026-12-24.")
        ) from None
    if found := days.between(day, day):
        return found[0]
    after = [str(each.day) for each in days.between(day - timedelta(days=14), day + timedelta(days=62))[:4]]
    near = _("Near it: {days}.", days=listed(after)) if after else ""
    raise PeerkitError(_("There is no meeting on {day}.", day=in_words(day)), near)


def _days(root: Root) -> Days:
    days = days_of(config.load(root, _("Nothing was changed.")).group)
    if not (days.rules or days.single):
        raise no_days(root)
    return days


def no_days(root: Root) -> PeerkitError:
    """That a group has not said when it meets, and how to say it."""
    return PeerkitError(_("The group has not said its days."), _("To say them: {command}", command=to_say_days(root)))


def _add(root: Root, clauses: list[str]) -> None:
    there = list(config.load(root).group.days)
    try:
        parse((*there, *clauses))
    except ValueError as error:
        raise PeerkitError(str(error), _("Nothing was changed.")) from None
    write(root, {"group.days": [*there, *clauses]})


def _say_next(root: Root, day: date) -> None:
    group = config.load(root).group
    back = _("To take that back: {command}", command=root.command("group change days", *group.days[:-1]))
    console.out("\n".join([*next_lines(group, day), back]))


def renew_all(root: Root, today: date, *, yes: bool) -> None:
    """Show everything, and keep that it was right on a day after a yes. Raises PeerkitError."""
    group = config.load(root, _("Nothing was changed.")).group
    console.out("\n".join([*lines_of(group), *next_lines(group, today)]))
    if not yes:
        prompt.need_yes(_("Is all of it right?"), _("Nothing was changed."), takes_a_yes(), default=True)
    write(root, {"group.checked": today})
    console.out(
        _("Checked today. Calendar, listing and page hold until {day}. Make them again to renew them.",
          day=in_words(valid_until(today)))
    )  # fmt: skip
