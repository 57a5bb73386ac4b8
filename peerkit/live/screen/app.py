"""The app: lets time pass, turns a key into a command, and writes a widget only when its text has changed."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.timer import Timer

from peerkit.live.awake import Awake
from peerkit.live.commands import Commander
from peerkit.live.loop import Session
from peerkit.live.screen import questions
from peerkit.live.screen.evening import STYLE, WIDE, Evening
from peerkit.live.screen.panels import Panel, View, help_lines, places, until_it_changes
from peerkit.live.vocabulary import KEYS, NOTHING, Question
from peerkit.running import events as do
from peerkit.running import phrases
from peerkit.running.refusals import LONGEST_AGO
from peerkit.running.state import Slot

SHORTEST = 0.02
USUAL = 80
OWN_KEYS = (" ", "b")
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
        Binding("escape", "panel('script')", show=False),
    ]

    def __init__(self, session: Session, *, bell: bool, seconds: bool) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.session, self.rings, self.seconds = session, bell, seconds
        self.commander = Commander(session)
        self.awake = Awake()
        state = session.state
        self.view = View(message=f"{phrases.beginning_of_block(state)} {phrases.beginning_of_slot(state)}".strip())
        self.evening = Evening(places(session, self.view, seconds, USUAL))
        self._block = state.block
        self._asked_away = False
        self._asked_in: Slot | None = None
        self._timer: Timer | None = None

    @property
    def failure(self) -> Exception | None:
        """What went wrong inside, if anything."""
        return self._exception

    @property
    def closed(self) -> bool:
        """Whether the session is over, and not only left."""
        return self.commander.closing or (self.session.hands_off and self.session.state.slot is None)

    def get_default_screen(self) -> Evening:
        """What lies below every question."""
        return self.evening

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
        self.evening.set_class(event.size.width >= WIDE, "-wide")
        if self._timer is not None:
            self.call_after_refresh(self.show)

    def _wake(self) -> None:
        """Let the clock run to now, say and show what it brought, and sleep until the next change."""
        self._let_time_pass()
        self.show()
        self._ask_about_time_away()
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
            self.action_panel("script")
        if self.closed:
            self.exit()

    def show(self) -> None:
        """Write what has changed."""
        self.evening.show(places(self.session, self.view, self.seconds, self.evening.size.width or USUAL))

    def on_key(self, event: Key) -> None:
        """Do what the key says."""
        key = "+" if event.character == "=" else (event.character or "").lower()
        if len(self.screen_stack) == 1 and (key in KEYS or key in OWN_KEYS):
            event.stop()
            self._let_time_pass()
            self._press(key)
            self._wake()
        elif len(self.screen_stack) == 1 and event.is_printable:
            self.view.message = f"{key} does nothing here. ? shows every key."
            self.show()

    def _press(self, key: str) -> None:
        if key == " " and self.session.state.gap is not None:
            self._asked_away = False
        elif key == " ":
            self._say("resume" if self.session.state.paused else "pause")
        elif key == "r":
            self._turn_to("rules", self.commander.say("rules"))
        elif key == "c":
            self._turn_to("contract", self.commander.say("contract"))
        elif key == "g":
            self._turn_to("groups", ())
        elif key == "w":
            self._type("What would you like to be told? Such as 5m 1m, half, or none.", "warn")
        elif key == "l" and self.session.state.seating is not None:
            self._type("Which number left?", "left")
        elif key == "s":
            *card, last = self.commander.say("support")
            self.view.message = last
            self._turn_to("support", card)
        elif key == "?":
            self._turn_to("help", help_lines())
        elif key == "b":
            self._began()
        else:
            self._say(KEYS[key])

    def _say(self, word: str) -> None:
        said = self.commander.say(word)
        if question := self.commander.asking:
            self._ask_as(question)
        else:
            self.view.message = "\n".join(said) or self.view.message

    def _ask_unasked(self) -> None:
        """What the session itself has to ask, for as long as it still means something."""
        asked = isinstance(self.screen, questions.Asked) and self.commander.asking is not None
        if asked and self._asked_in is not None and self._asked_in != self.session.state.slot:
            self.screen.dismiss(None)
        elif len(self.screen_stack) == 1 and (question := self.commander.unasked()):
            self._asked_in = self.session.state.slot
            self._ask_as(question)
        elif len(self.screen_stack) == 1:
            self._asked_in = None

    def _ask_as(self, question: Question) -> None:
        self._ask(question.text, question.options, self._say)

    def _type(self, text: str, word: str) -> None:
        def answered(typed: str | None) -> None:
            if typed:
                self._say(f"{word} {typed}")
            self._wake()

        self.push_screen(questions.Typed(text), answered)

    def _ask(self, text: str, options: Sequence[tuple[str, str]], then: Callable[[str], None]) -> None:
        def answered(word: str | None) -> None:
            then(NOTHING if word is None or word in questions.ALWAYS else word)
            if word is not None and word in questions.ALWAYS:
                self._press(word)
            self._wake()

        self.push_screen(questions.Asked(text, options), answered)

    def _began(self) -> None:
        if why_not := self.session.refusal(do.Began(self.session.at, LONGEST_AGO)):
            self.view.message = why_not
        else:
            self._type("How many minutes ago did it begin?", "began")

    def _ask_about_time_away(self) -> None:
        gap = self.session.state.gap
        if gap is None:
            self._asked_away = False
        elif not self._asked_away and len(self.screen_stack) == 1:
            self._asked_away = True
            self._ask(questions.away(gap), questions.AWAY, self._go_on)

    def _go_on(self, said: str) -> None:
        if said != NOTHING:
            self._say(said)

    def _turn_to(self, panel: Panel, lines: Sequence[str]) -> None:
        self.view.panel = "script" if self.view.panel == panel else panel
        self.view.lines = tuple(lines)

    def action_panel(self, panel: Panel) -> None:
        """Show another panel in the place of the script."""
        self.view.panel = panel
        self.show()

    def action_scroll(self, how: str) -> None:
        """Scroll the words."""
        self.evening.scroll(how)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
