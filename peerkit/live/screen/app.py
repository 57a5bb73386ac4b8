"""The app: lets time pass, turns a key into an action, and writes a widget only when its text has changed."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.timer import Timer

from peerkit.live.awake import Awake
from peerkit.live.commander import Commander
from peerkit.live.loop import Session
from peerkit.live.question import NOTHING, Question
from peerkit.live.screen.dialogs import ALWAYS, ChoiceDialog, InputDialog
from peerkit.live.screen.panels import View, places, until_it_changes
from peerkit.live.screen.session import STYLE, WIDE, SessionScreen
from peerkit.running import phrases
from peerkit.running.actions import by_key

SHORTEST = 0.02
USUAL = 80
STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def run(session: Session, *, bell: bool, seconds: bool) -> None:
    """Show the session until somebody closes it (hands off: until its end).

    `bell`: ring when something is said unasked. `seconds`: show them all the time. Raises KeyboardInterrupt when
    somebody leaves without closing (Ctrl-C, a signal, a closed window), and whatever went wrong inside as itself;
    the terminal is as it was before, and the journal is whole.
    """
    app = SessionApp(session, bell=bell, seconds=seconds)
    with _terminal_as_before():
        asyncio.run(_until_it_ends(app))
    if app.failure is not None:
        raise app.failure
    if not app.closed:
        raise KeyboardInterrupt


@contextmanager
def _terminal_as_before() -> Iterator[None]:
    """Put back what Textual changes in the terminal's attributes, and the signal handlers that it leaves behind."""
    if sys.platform == "win32":
        yield
        return
    import termios

    handlers = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)}
    attributes = None
    with suppress(termios.error):
        attributes = termios.tcgetattr(0)
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if attributes is not None:
            with suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, attributes)


@contextmanager
def _stops_wait() -> Iterator[None]:
    """Let a Ctrl-Z that comes in between wait: Textual's own handler would take the terminal from under this."""
    waiting: list[int] = []
    before = signal.signal(signal.SIGTSTP, lambda number, _: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)
    if waiting:
        os.kill(os.getpid(), signal.SIGTSTP)


async def _until_it_ends(app: "SessionApp") -> None:
    loop = asyncio.get_running_loop()
    for number in STOPS:
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, app.exit)
    try:
        await app.run_async(mouse=False)
    finally:
        app.awake.stop()


class SessionApp(App[None]):
    """The session on the screen. It uses the terminal's own two colours, so it reads as well as everything there."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    CSS = STYLE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "quit", priority=True, show=False),
        Binding("up", "scroll('up')", show=False),
        Binding("down", "scroll('down')", show=False),
        Binding("pageup", "scroll('page_up')", show=False),
        Binding("pagedown", "scroll('page_down')", show=False),
        Binding("escape", "words", show=False),
    ]

    def __init__(self, session: Session, *, bell: bool, seconds: bool) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.session, self.rings, self.seconds = session, bell, seconds
        self.commander = Commander(session)
        self.awake = Awake()
        state = session.state
        self.view = View(message=f"{phrases.beginning_of_block(state)} {phrases.beginning_of_slot(state)}".strip())
        self.below = SessionScreen(places(session, self.view, seconds, USUAL))
        self._block = state.block
        self._asked_away = False
        self._timer: Timer | None = None

    @property
    def failure(self) -> Exception | None:
        """What went wrong inside, if anything."""
        return self._exception

    @property
    def closed(self) -> bool:
        """Whether the session is over, and not only left."""
        return self.commander.closing or (self.session.hands_off and self.session.state.slot is None)

    def get_default_screen(self) -> SessionScreen:
        """What lies below every question."""
        return self.below

    def on_ready(self) -> None:
        """Once the first frame is there, begin to let time pass, and keep the machine awake."""
        if sys.platform != "win32" and not self.is_headless:
            asyncio.get_running_loop().add_signal_handler(signal.SIGCONT, self._continued)
        self._wake()
        self.awake.start()

    def _continued(self) -> None:
        """Take the terminal anew. Textual alone would take it twice over when it had not let go of it (SIGSTOP)."""
        if self._driver is not None and not self._exit:
            with _stops_wait():
                self._driver.suspend_application_mode()
                self._driver.resume_application_mode()
            self.refresh(layout=True)

    def on_resize(self, event: Resize) -> None:
        """Leave more air where there is room, and show as many keys as fit."""
        self.below.set_class(event.size.width >= WIDE, "-wide")
        if self._timer is not None:
            self.call_after_refresh(self.show)

    def _wake(self) -> None:
        """Let the clock run to now, say and show what it brought, and sleep until the next change."""
        self._let_time_pass()
        self.show()
        self._ask_unasked()
        if self._timer is not None:
            self._timer.stop()
        changes = until_it_changes(self.session.state, self.seconds)
        until = self.session.until_next()
        if changes is not None:
            until = min(until, changes / self.session.clock.speed)
        self._timer = self.set_timer(max(until, SHORTEST), self._alarm)

    def _alarm(self) -> None:
        self._timer = None
        self._wake()

    def _let_time_pass(self) -> None:
        said = self.session.look()
        self.session.beat()
        if said:
            self.view.message = said
            if self.rings:
                self.bell()
        if news := self.awake.news():
            self.view.message = f"{self.view.message}\n{news}".strip()
        if self.session.state.block != self._block:
            self._block = self.session.state.block
            self.action_words()
        if self.closed:
            self.exit()

    def show(self) -> None:
        """Write what has changed."""
        self.below.show(places(self.session, self.view, self.seconds, self.below.size.width or USUAL))

    def on_key(self, event: Key) -> None:
        """Do what the key says."""
        key = "+" if event.character == "=" else (event.character or "").lower()
        if len(self.screen_stack) > 1:
            return
        if by_key(key, self.session.state):
            event.stop()
            self._let_time_pass()
            self._do(key)
            self._wake()
        elif event.is_printable:
            self.view.message = f"{key} does nothing here. ? shows every key."
            self.show()

    def _do(self, key: str) -> None:
        state = self.session.state
        action = by_key(key, state)
        if action is None:
            return
        why_not = self.session.refusal(action.needs(self.session.at)) if action.needs else ""
        if action.word == "resume" and state.gap is not None:
            self._asked_away = False
        elif why_not:
            self.view.message = why_not
        elif text := action.asks(state):
            self._type(text, action.word)
        else:
            self._answered(self.commander.act(action))
            if action.panel:
                self.view.panel = None if self.view.panel == action else action

    def _say(self, line: str) -> None:
        self._answered(self.commander.say(line))

    def _answered(self, said: list[str]) -> None:
        if question := self.commander.asking:
            self._ask(question)
        else:
            self.view.message = "\n".join(said) or self.view.message

    def _ask_unasked(self) -> None:
        """What the session itself has to ask, for as long as it still means something."""
        asked, gap = self.commander.asking, self.session.state.gap
        self._asked_away = self._asked_away and gap is not None
        if len(self.screen_stack) > 1:
            if asked and asked.slot is not None and asked.slot != self.session.state.slot:
                self.screen.dismiss(None)
        elif gap is not None and not self._asked_away:
            self._asked_away = True
            self._ask(self.commander.time_away(gap))
        elif question := self.commander.unasked():
            self._ask(question)

    def _type(self, text: str, word: str) -> None:
        def answered(typed: str | None) -> None:
            if typed:
                self._say(f"{word} {typed}")
            self._wake()

        self.push_screen(InputDialog(text), answered)

    def _ask(self, question: Question) -> None:
        def answered(word: str | None) -> None:
            key = word if word in ALWAYS else None
            self._say(NOTHING if key or word is None else word)
            if key:
                self._do(key)
            self._wake()

        self.push_screen(ChoiceDialog(question.text, question.options), answered)

    def action_words(self) -> None:
        """Show the words to read out, in the place of any panel."""
        self.view.panel = None
        self.show()

    def action_scroll(self, how: str) -> None:
        """Scroll the words."""
        self.below.scroll(how)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
