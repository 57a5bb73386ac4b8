"""The app: lets time pass, turns a key into an action, and writes a widget only when its text has changed."""

import asyncio
import signal
import sys
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.reactive import Reactive

from peerkit.live.awake import Awake
from peerkit.live.commander import Commander
from peerkit.live.loop import Session
from peerkit.live.question import NOTHING
from peerkit.live.screen.asking import Asking
from peerkit.live.screen.face import Painted
from peerkit.live.screen.layout import arrange
from peerkit.live.screen.paint import Frame, frame, ticked
from peerkit.live.screen.panels import Choices, View, stands, until_it_changes, words
from peerkit.live.screen.terminal import as_before, face, gone, outliving, takes, when_told_to_stop
from peerkit.live.script import begins
from peerkit.messages import _
from peerkit.running import phrases
from peerkit.running.actions import BY_WORD, Action, by_key

if TYPE_CHECKING:
    from peerkit.live.voice import Voice

SHORTEST = 0.02


def run(session: Session, choices: Choices, *, bell: bool, voice: "Voice | None" = None) -> None:
    """Show the session until somebody closes it (hands off: until its end).

    `bell`: ring when something is said unasked; a `voice` says it, and what is answered. Raises KeyboardInterrupt when
    somebody leaves without closing (Ctrl-C, a signal, a closed window), and whatever went wrong inside as itself; the
    terminal is as it was before, and the journal is whole.
    """
    app = SessionApp(session, choices, bell=bell, voice=voice)
    with as_before():
        asyncio.run(_until_it_ends(app))
    if app.failure is not None:
        raise app.failure
    if not app.closed:
        raise KeyboardInterrupt


async def _until_it_ends(app: "SessionApp") -> None:
    when_told_to_stop(app.exit)
    try:
        await app.run_async(mouse=False)
    finally:
        app.awake.stop()


class SessionApp(App[None]):
    """The session on the screen. It uses the terminal's own colours, so it reads as well as everything there."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    theme = Reactive("ansi-dark")
    CSS = "Screen { overflow: hidden; background: ansi_default; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "quit", priority=True, show=False),
        Binding("escape", "leave", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-1, True)", show=False),
        Binding("pagedown", "scroll(1, True)", show=False),
    ]

    def __init__(self, session: Session, choices: Choices, *, bell: bool, voice: "Voice | None" = None) -> None:
        super().__init__(ansi_color=True)
        self.driver_class = outliving(self.driver_class)
        self.session, self.choices, self.rings, self.face, self.voice = session, choices, bell, face(), voice
        self._heard, self._replies = list[str](), list[str]()
        self.commander = Commander(session)
        self.awake = Awake()
        state = session.state
        self.view = View(message="\n".join(begins(state)))
        self.painted = Painted(self._write)
        self._stood: object = None
        self._ticking: object = None
        self._size_now = self.size
        self._words = ""
        self._block = state.block
        self._ran = self._asked_away = False
        self._alarm: asyncio.TimerHandle | None = None

    @property
    def failure(self) -> Exception | None:
        """What went wrong inside, if anything."""
        return self._exception

    @property
    def closed(self) -> bool:
        """Whether the session is over, and not only left."""
        return self.commander.closing or (self.session.header.hands_off and self.session.state.slot is None)

    @property
    def shown(self) -> Frame:
        """What stands on the screen."""
        assert self.painted.shown is not None
        return self.painted.shown

    def compose(self) -> ComposeResult:
        """One widget, which has a place for everything."""
        yield self.painted

    def on_ready(self) -> None:
        """Once the first frame is there, begin to let time pass, and keep the machine awake."""
        if sys.platform != "win32" and not self.is_headless:
            loop = asyncio.get_running_loop()
            if callable(stop := signal.getsignal(signal.SIGTSTP)):  # Textual's own would wait for a lock that it holds
                loop.add_signal_handler(signal.SIGTSTP, stop, signal.SIGTSTP, None)
            loop.add_signal_handler(signal.SIGCONT, self._continued)
        if self.voice is not None:
            self.voice.says(self.view.message)
        self._wake()
        self.awake.start()

    def _continued(self) -> None:
        """Take the terminal anew. Textual alone would take it twice over when it had not let go of it (SIGSTOP)."""
        if self._driver is not None and not self._exit:
            self._driver.suspend_application_mode()
            self._driver.resume_application_mode()
            self.refresh(layout=True)

    def _write(self, codes: str) -> None:
        if self._driver is not None and not self.is_headless and not self._exit:
            self._driver.write(codes)

    def on_resize(self, event: Resize) -> None:
        """Give everything its place in the window as it is now."""
        self._size_now = event.size
        self.show()

    def _wake(self) -> None:
        """Let the clock run to now, say and show what it brought, and sleep until the next change."""
        if not self.is_headless and gone():
            self.exit()
            return
        self._let_time_pass()
        self._ask_unasked()
        self.show()
        self._aloud()
        if self._alarm is not None:
            self._alarm.cancel()
        changes = until_it_changes(self.session.state, self.choices)
        until = self.session.until_next()
        if changes is not None:
            until = min(until, changes / self.session.clock.speed)
        self._alarm = asyncio.get_running_loop().call_later(max(until, SHORTEST), self._woken)

    def _woken(self) -> None:
        if not self._exit:
            try:
                self._wake()
            except Exception as error:  # comes out of `run` as itself, as one in a key does
                self._handle_exception(error)

    def _let_time_pass(self) -> None:
        said = self.commander.look()
        self.session.beat()
        if said:
            self._tell(said)
            self._heard.append(said)
        for news in (self.awake.news(), self.voice.news() if self.voice else ""):
            if news:
                self._tell(f"{self.view.message}\n{news}".strip())
        if self.session.state.block != self._block:
            self._block = self.session.state.block
            self.view.panel = None
        if self.closed:
            self.exit()

    def _aloud(self) -> None:
        """Let the voice say what came and what was answered, or ring the bell for what came unasked."""
        heard, replies = "\n".join(self._heard), self._replies
        self._heard, self._replies = [], []
        rings = bool(heard) if self.voice is None else self.voice.speak(heard, replies)
        if rings and self.rings and (self.is_headless or takes()):
            self.bell()

    def _tell(self, message: str) -> None:
        self.view.message = message
        self.view.scrolled.pop("desk", None)

    def show(self) -> None:
        """Write what has changed; where the terminal does not take it now, when it does."""
        view = self.view
        asked = view.asking and view.asking.lines()
        ticking, still = stands(self.session, self.choices)
        stood = still, self._size_now, view.panel, view.message, asked, dict(view.scrolled)
        if (ticking, stood) == (self._ticking, self._stood) or not (self.is_headless or takes()):
            return
        same, self._ticking, self._stood = stood == self._stood, ticking, stood
        if same:
            self.painted.show(ticked(self.shown, self.session, self.choices, self.face))
            return
        to_read = words(self.session, view)
        if to_read != self._words and (view.panel is None or view.panel.word != "agenda"):
            view.scrolled.pop("words", None)
        self._words = to_read
        layout = arrange(*self._size_now)
        self.painted.show(frame(self.session, view, self.choices, layout, self.face))

    def on_key(self, event: Key) -> None:
        """Do what the key says."""
        if event.key not in ("escape", "up", "down", "pageup", "pagedown"):
            event.stop()
            self._let_time_pass()
            people = self.session.state.people
            self._press(event)
            if people != self.session.state.people:
                self.view.moved = self.session.state.block, self.session.state.lap
            self._wake()

    def _press(self, event: Key) -> None:
        key = "+" if event.character == "=" else (event.character or "").lower()
        action, asked = by_key(key, self.session.state), self.view.asking
        if asked is None or (asked.typed is None and action is not None and action.always):
            if asked is not None:
                self.action_leave()
            if action is not None and (action.when(self.session.state) or not action.panel):
                self._do(action)
            elif event.is_printable:
                why_not = action.lines(self.session.state, self.session.materials) if action else ()
                generally = _("{key} does nothing here. ? shows every key.", key=key)
                self._tell(why_not[0] if len(why_not) == 1 else generally)
        elif (said := asked.answer(event.key, event.character)) is not None:
            self.view.asking = None
            self._answered(self.commander.reply(said or ("" if asked.options else NOTHING)))

    def _do(self, action: Action) -> None:
        state = self.session.state
        if action.word == "resume" and state.gap is not None:
            self._asked_away = False
        elif action.word == "support":
            self._support(action)
        elif action.word == "time":
            self._tell(
                phrases.joined(phrases.where(self.session.header, state), phrases.more(self.session.header, state))
            )
        else:
            said = self.commander.act(action)
            if action.word == "resume":
                self.view.panel = None
            self._answered([] if action.panel else said)
            if action.panel:
                self.view.panel = None if self.view.panel == action else action
                self.view.scrolled.pop("words", None)

    def _support(self, card: Action) -> None:
        """The card and a pause; a second time, back to where it was."""
        if self.view.panel == card:
            self.view.panel = None
            if self._ran and self.session.state.paused:
                self._answered(self.commander.act(BY_WORD["resume"]))
            return
        self._ran = not self.session.state.paused
        self.view.panel = card
        self._answered(self.commander.act(card))

    def _answered(self, said: list[str]) -> None:
        if question := self.commander.asking:
            typed = None if question.options else ""
            told = "\n".join(said).removesuffix(question.spoken).strip()
            self._ask(Asking(question.text, question.options, typed, question.free, told, question.short))
        elif said:
            self._tell("\n".join(said))
        self._replies += said or ([question.spoken] if question else [])

    def _ask(self, asking: Asking) -> None:
        self.view.asking = asking
        self.view.scrolled.pop("desk", None)

    def _ask_unasked(self) -> None:
        """What the session itself has to ask, for as long as it still means something."""
        asked, gap = self.commander.asking, self.session.state.gap
        self._asked_away = self._asked_away and gap is not None
        if self.view.asking is not None:
            if asked is None:
                self.view.asking = None
        elif gap is not None and not self._asked_away:
            self._asked_away = True
            self.commander.time_away(gap)
            self._answered([])
        elif self.commander.unasked():
            self._answered([])

    def action_leave(self) -> None:
        """Leave a question with nothing changed; else show the words to read out, in the place of any panel."""
        if self.view.asking is None:
            self.view.panel = None
        else:
            self.view.asking = None
            if self.commander.asking:
                self._answered(self.commander.reply(NOTHING))
        self.show()

    def action_scroll(self, by: int, page: bool = False) -> None:
        """Scroll what is longer than its place: what was said or asked first, then the words."""
        for place in ("desk", "words")[::by]:
            boxes = self.shown.layout.boxes
            before = self.view.scrolled.get(place, 0)
            if place in boxes:
                step = max(1, boxes[place].height - 1) if page else 1
                self.view.scrolled[place] = max(0, before + by * step)
                self.show()
                if self.view.scrolled[place] != before:
                    return

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
