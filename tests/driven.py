"""A session on the screen, as tests/test_screen_terminal.py starts it: its folder, then what is unusual about it."""

import fcntl
import signal
import sys
import termios
import tty
import warnings
from collections.abc import Callable
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

from peerkit.border.validation import validate
from peerkit.live.clock import Clock
from peerkit.live.journal import Journal
from peerkit.live.loop import Session
from peerkit.live.screen.app import SessionApp, run
from peerkit.live.screen.panels import Choices
from peerkit.planning.plan import Evening, build
from peerkit.planning.template import Template
from peerkit.running.state import Header


def broken(session: Session, until_next: Callable[[], float], /) -> float:
    if session.state.offered:
        raise RuntimeError("something broke")
    return until_next()


async def raw(app: SessionApp, mouse: bool) -> None:
    tty.setraw(0)
    raise KeyboardInterrupt


def run_it() -> None:
    warnings.simplefilter("error")
    blocks = [
        {"kind": "round", "name": "Opening round", "turn": "2m", "script": "Say how you are."},
        {"kind": "segment", "name": "Goodbyes", "part": "closing", "length": "5m"},
    ]
    template, _ = validate(
        Template,
        {
            "title": "Weekly circle",
            "summary": "A circle.",
            "minutes": {"min": 1, "ideal": 60, "max": 90},
            "people": {"min": 2, "ideal": 9, "max": 20},
            "block": blocks,
        },
    )
    start = Clock().wall()
    plan = build(Evening("weekly-circle", template, 9, start, start + timedelta(hours=1), UTC))
    journal = Journal(Path(sys.argv[1]))
    journal.take()
    header = Header(plan, start, "weekly-circle")
    journal.begin(header)
    session = Session(header, Clock(), journal)
    if "break" in sys.argv:
        session.until_next = partial(broken, session, session.until_next)
    if "crowding" in sys.argv:
        from peerkit.live.screen import app

        app.takes = lambda: True
    if "unsignalled" in sys.argv:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        fcntl.ioctl(0, termios.TIOCNOTTY)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if "raw" in sys.argv:
        SessionApp.run_async = raw
    watched = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
    handlers, attributes = [signal.getsignal(number) for number in watched], termios.tcgetattr(0)
    try:
        run(session, Choices(), bell=False)
        print("it was closed")
    except KeyboardInterrupt:
        print("it is kept")
    finally:
        journal.close()
    same = handlers == [signal.getsignal(number) for number in watched]
    print("as before:", same, attributes == termios.tcgetattr(0))


if __name__ == "__main__":
    run_it()
