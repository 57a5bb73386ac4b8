"""Leaving a session without closing it: by Ctrl-C, by a signal, by closing the window or what reads along."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from peerkit.cli.terminal import console
from peerkit.messages import _
from peerkit.workspace import glance
from peerkit.workspace.root import Root

STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def kept_when_left(root: Root) -> Iterator[None]:
    """Around the whole of a session: whoever leaves it is told that it is kept and how to go on, and the exit is 130.

    Where no session has begun, leaving is a KeyboardInterrupt.
    """
    with signals_leave():
        try:
            yield
        except (KeyboardInterrupt, BrokenPipeError):
            if not glance.under_way(root):
                raise KeyboardInterrupt from None
            command = root.command("session resume")
            console.note(_("The session is kept, paused where it was. To go on: {command}", command=command))
            raise typer.Exit(130) from None


@contextmanager
def signals_leave() -> Iterator[None]:
    """Let the signals that end a process do what Ctrl-C does, once. One that is ignored (nohup) stays ignored.

    Afterwards every signal does what it did before, whatever was done to it inside.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.getsignal(number) for number in STOPS}
    before = {number: handler for number, handler in before.items() if handler != signal.SIG_IGN}

    def leave(number: int, frame: object) -> None:  # noqa: ARG001 (what Python gives a handler)
        for each in before:  # a closed window says it twice: itself, and through the shell
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    try:
        for number in before:
            signal.signal(number, leave)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def aloud(text: str) -> None:
    """Say a line of a session. Raises BrokenPipeError where nobody reads any more: then nobody is led by it."""
    console.line(text)
    if console.unread():
        raise BrokenPipeError


def ring() -> None:
    """Ring the terminal's bell, where there is one."""
    if sys.stdout.isatty():
        typer.echo("\a", nl=False)
