"""A session on the screen or in plain mode, and said aloud where somebody wants that."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.options import Manner
from peerkit.cli.terminal.settings import read_aloud, settings
from peerkit.cli.terminal.signals import aloud, ring, signals_leave
from peerkit.live import plain
from peerkit.live.lines import InputLines
from peerkit.live.loop import Session
from peerkit.messages import _
from peerkit.running.telling import TELLS, Tell
from peerkit.wording.direction import from_the_right
from peerkit.workspace import config, files
from peerkit.workspace.root import Root

if TYPE_CHECKING:
    from peerkit.live.voice import Voice


def live(root: Root, session: Session, manner: Manner) -> InputLines | None:
    """Run the session on the screen, or in plain mode, which gives back the lines that it reads."""
    chosen = settings(root)
    running = chosen.running
    speaks = running.speak if manner.speak is None else manner.speak
    with signals_leave(), _speaking(session, running.bell is not False) if speaks else nullcontext() as voice:
        # signals: a rehearsal's own, and again what they were once the screen is gone
        if _plain(root, manner.plain):
            lines = InputLines()
            say = partial(lines.keyboard.aside, aloud)
            rings = running.bell is not False if voice else running.bell
            _telling(root, session, running.tell)
            with lines.keyboard.held():
                over = plain.run(session, lines, say, voice, ring if rings else lambda: None)
            if over:
                ended = _("Nobody can answer here any more, so it ends.")
                if session.journal is None or session.journal.behind or not session.journal.keeps:
                    raise prompt.EndOfInput(ended)
                raise prompt.EndOfInput(
                    f"{ended} {_('It is kept, paused where it was.')}",
                    _("To go on: {command}", command=root.command("session resume")),
                )
            return lines
        from peerkit.live.screen import app, panels

        choices = panels.Choices(running.seconds, running.last_minute, chosen.group.name)
        app.run(session, choices, bell=running.bell is not False, voice=voice)
    return None


def _telling(root: Root, session: Session, tell: str) -> None:
    """Let as much be said as the group has chosen; what is chosen meanwhile is kept in its settings at once."""

    def keep(chosen: Tell) -> None:
        text = config.changed(root, {"running.tell": chosen}, anew=not root.config.exists())
        files.write_atomic(root.config, text)

    session.tell = next((each for each in TELLS if each == tell), "usual")
    if session.journal is not None and session.journal.keeps:
        session.keep_tell = keep


@contextmanager
def _speaking(session: Session, tones: bool) -> Iterator["Voice"]:
    """The computer's voice, which says the session aloud and is silent afterwards, however it is left."""
    from peerkit.live.voice import Voice

    voice = Voice(session, tones=tones)
    voice.start()
    try:
        yield voice
    finally:
        voice.stop()


def _plain(root: Root, chosen: bool | None) -> bool:
    """Lines only: when asked for, when the group or the reader prefers it, or when the terminal can do no more."""
    if not (prompt.at_a_terminal() and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        return True
    lines = read_aloud(root) if chosen is None else chosen
    if lines or not from_the_right():
        return lines
    console.note(_("The full screen can't show this language from the right yet, so what is said comes line by line."))
    return True
