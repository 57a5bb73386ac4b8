"""Adding, hearing, adopting and taking back lines of the group's own."""

import datetime as dt
from collections.abc import Callable

import typer

from peerkit.agreements import voice as rules
from peerkit.agreements.voice import VoiceLine, VoiceLines
from peerkit.cli.terminal import console, prompt, viewer
from peerkit.errors import PeerkitError
from peerkit.messages import _, language, ngettext
from peerkit.wording import months, story
from peerkit.wording.safe import hidden_in
from peerkit.workspace import voice
from peerkit.workspace.root import Root


def add(root: Root, typed: str | None, *, yes: bool) -> None:
    """Add a line that nobody has heard yet. What is pointed out in it takes a yes."""
    if typed is None:
        if not prompt.at_a_terminal():
            raise typer.BadParameter("Say a sentence, in quotes.", param_hint="LINE")
        typed = prompt.ask(_("What came of it, in one sentence?"), str, about=_about())
    text = " ".join(typed.split())
    hidden = _("This holds a character that can't be seen.") if hidden_in(text) else ""
    if why := hidden or story.refused(text):
        raise PeerkitError(_("{why} Nothing was added.", why=why), _about())
    if found := story.find(text, language()):
        for each in found:
            console.note(_('"{word}": {suggestion}', word=each.word, suggestion=each.suggestion))
        if not yes and not prompt.at_a_terminal():
            raise PeerkitError(
                _("Nothing was added."), _("Say it another way. If it tells nobody's story as it stands, add --yes.")
            )
        if not yes and not prompt.yes(_("Does it tell nobody's story, and may it stand as it is?"), default=False):
            console.out(_("Nothing was added."))
            return
    __, lines = _changed(root, lambda before: rules.with_line(before, text))
    console.out(_("Added as line {number}: {text}", number=len(lines), text=text))
    console.out(_("Read it out at a meeting, then type: {command}", command=root.command("voice heard")))


def _about() -> str:
    return _(
        "One sentence that is so for the group, in we: no name, nobody's story, and nothing that was said in anybody's "
        "turn."
    )


def show(root: Root, *, as_json: bool) -> None:
    """Every line with its number and where it stands."""
    lines = voice.read(root)
    if as_json:
        dated = [{key: str(each) if each else None for key, each in line._asdict().items()} for line in lines]
        console.as_json(dated)
        return
    if not lines:
        example = root.command("voice add", "We are less alone than we were.")
        console.out(_("There is nothing yet. Begin with: {command}", command=example))
        return
    if viewer.looks():
        from peerkit.cli.voice import views

        viewer.show(views.lines([(line.text, _stands(line)) for line in lines]))
    else:
        for number, line in enumerate(lines, start=1):
            console.out(_("{number}. {text}", number=number, text=line.text))
            console.out(f"   {_stands(line)}")
    console.out(_("One no takes a line out, and needs no reason: {command}", command=root.command("voice strike", "2")))


def _stands(line: VoiceLine) -> str:
    if line.adopted:
        return _("Adopted on {day}.", day=months.day(line.adopted))
    if line.heard:
        return _("Heard on {day}. It can be adopted at a later meeting.", day=months.day(line.heard))
    return _("Not read out at a meeting yet.")


def heard(root: Root, day: dt.date) -> None:
    """Note on which day every line was heard that was not heard before."""
    before, __ = _changed(root, lambda lines: rules.heard(_some(root, lines), day))
    new = len([line for line in before if not line.heard])
    if not new:
        raise PeerkitError(_("Every line was heard before. Nothing was changed."), root.command("voice show"))
    console.out(ngettext("{n} line was heard on {day}.", "{n} lines were heard on {day}.", new, day=months.day(day)))
    console.out(_("If nobody has said no by the next meeting: {command}", command=root.command("voice adopt")))


def adopt(root: Root, day: dt.date) -> None:
    """Adopt every line that was heard on an earlier day."""
    before, after = _changed(root, lambda lines: rules.adopted(_some(root, lines), day))
    new = len(rules.said(after)) - len(rules.said(before))
    waiting = [line for line in after if not line.adopted]
    if not new:
        raise PeerkitError(
            _("No line was heard at an earlier meeting and waits to be adopted. Nothing was changed."),
            _("See where each stands: {command}", command=root.command("voice show")),
        )
    console.out(ngettext("{n} line is the group's own now.", "{n} lines are the group's own now.", new))
    if waiting:
        console.out(ngettext("{n} waits for a meeting more.", "{n} wait for a meeting more.", len(waiting)))
    console.out(_("It stands on the next page of: {command}", command=root.command("tally evidence")))


def strike(root: Root, number: int) -> None:
    """Take a line out, wherever it stands."""

    def without(lines: VoiceLines) -> VoiceLines:
        if not 1 <= number <= len(_some(root, lines)):
            raise ValueError(_("There are lines 1 to {last}.", last=len(lines)))
        return rules.without(lines, number)

    __, after = _changed(root, without)
    console.out(_("Taken out, and nothing of it is kept."))
    for at, line in enumerate(after, start=1):
        console.out(_("{number}. {text}", number=at, text=line.text))


def withdraw(root: Root, *, yes: bool) -> None:
    """Take every line back, after a yes."""
    _some(root, voice.read(root))
    if not yes:
        if not prompt.at_a_terminal():
            raise PeerkitError(_("Nothing was taken back."), _("To do it without being asked, add --yes."))
        if not prompt.yes(_("Take the whole text back? Nothing of it is kept."), default=False):
            console.out(_("Nothing was taken back."))
            return
    _changed(root, lambda _lines: ())
    console.out(_("Taken back. Pages that were made before stay as they are; the next has none of it."))


def _some(root: Root, lines: VoiceLines) -> VoiceLines:
    if lines:
        return lines
    example = root.command("voice add", "We are less alone than we were.")
    raise PeerkitError(_("There is no line yet."), _("Begin with: {command}", command=example))


def _changed(root: Root, to: Callable[[VoiceLines], VoiceLines]) -> tuple[VoiceLines, VoiceLines]:
    try:
        return voice.change(root, to)
    except ValueError as error:
        raise PeerkitError(
            _("{why} Nothing was changed.", why=error), _("See: {command}", command=root.command("voice show"))
        ) from None
