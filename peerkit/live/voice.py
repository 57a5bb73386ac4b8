"""Says an evening aloud, through the computer's own voice, beside the screen or plain mode.

A thread of its own speaks, so neither the clock nor a key ever waits for it. Only the newest matters: what is said
next cuts off what was said before. A program that hangs or fails is left for the next one, and the evening goes on.
"""

import math
import os
import re
import subprocess
import sys
import threading
import wave
from array import array
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import NamedTuple

from peerkit.live.clock import Clock
from peerkit.live.loop import Session
from peerkit.messages import _
from peerkit.running import aloud

LONGEST = 2000
"""So many characters are said at most at a time."""
HANGS = 60.0, 5.0
"""Seconds after which a voice is given up, and what plays a tone or is tried."""
LATE = 10.0
"""Seconds after which a line is not said any more: it would be said into what comes then."""
_SAPI = "(New-Object -ComObject _SAPI.SpVoice).Speak($env:PEERKIT_SAYS, 16) | Out-Null"  # 16: no markup
_POWERSHELL = ("powershell", "-NoProfile", "-NonInteractive", "-Command")
_WAVE = "(New-Object Media.SoundPlayer $env:PEERKIT_SAYS).PlaySync()"
_UNSPEAKABLE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff\[\]]+")  # [[ ]] hold commands for some voices


class Sounding(NamedTuple):
    """A program, and how it is given a text: as its last word (`by_word`), in its environment, or else as its input.

    `quiet` is a command that speaks without a sound, where the program may wait for ever for something that speaks.
    """

    command: tuple[str, ...]
    by_word: bool = False
    by_environment: bool = False
    quiet: tuple[str, ...] = ()


def voices(platform: str = sys.platform) -> list[Sounding]:
    """The voices that this computer has, the best first."""
    known = {
        "darwin": [Sounding(("say", "-f", "-"))],
        "win32": [Sounding((*_POWERSHELL, _SAPI), by_environment=True)],
    }
    quiet = ("spd-say", "--volume", "-100", "--wait", "--", "a")
    others = [Sounding(("spd-say", "--wait", "--"), by_word=True, quiet=quiet), Sounding(("espeak-ng", "--stdin"))]
    return [each for each in known.get(platform, others) if which(each.command[0])]


def players(platform: str = sys.platform) -> list[Sounding]:
    """What can play a sound from a file; its name is the last word."""
    known = {
        "darwin": [Sounding(("afplay",), by_word=True)],
        "win32": [Sounding((*_POWERSHELL, _WAVE), by_environment=True)],
    }
    others = [Sounding(command, by_word=True) for command in (("paplay",), ("pw-play",), ("aplay", "-q"))]
    return [each for each in known.get(platform, others) if which(each.command[0])]


def install(platform: str = sys.platform) -> str:
    """What to do where there is no voice."""
    if platform in ("darwin", "win32"):
        return _("It comes with the computer: look under Accessibility in its settings.")
    return _("Install speech-dispatcher or espeak-ng, such as: sudo apt install espeak-ng.")


def speakable(text: str) -> str:
    """The text on one line, without what no voice should get: control characters, brackets, a hyphen before it."""
    return _UNSPEAKABLE.sub(" ", text).lstrip(" -")[:LONGEST].rstrip()


class Voice:
    """The voice of a session, from `start` to `stop`; `tones` says whether it may give a tone inside a turn."""

    def __init__(self, session: Session, *, tones: bool = True) -> None:
        self._session, self._before, self._tones = session, session.state, tones
        self._voices, self._players = voices(), players()
        self._pending: str | None = None
        self._clock = Clock()
        self._over = False
        self._changed = threading.Condition()
        self._unsaid = "" if self._voices else _none()
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)

    def start(self) -> None:
        """Begin, without waiting for anything."""
        if self._voices:
            self._thread.start()

    def stop(self) -> None:
        """Be silent, and leave nothing running. Waits a second at most."""
        with self._changed:
            self._over = True
            self._changed.notify()
        if self._thread.ident is not None:
            self._thread.join(1.0)

    def news(self) -> str:
        """What there is to say about the voice itself, once: that there is none, and what to do."""
        news, self._unsaid = self._unsaid, ""
        return news

    @property
    def silent(self) -> bool:
        """Whether no voice is there, or none has answered."""
        return not self._voices

    def says(self, line: str) -> None:
        """Say this now."""
        if text := speakable(line):
            self._give(text)

    def speak(self, heard: str, answers: Sequence[str]) -> bool:
        """Say what came unasked and what was answered, or give a tone; whether a bell is to ring in its place.

        To be called whenever time has passed, also with nothing: it looks at how the session stands now.
        """
        before, self._before = self._before, self._session.state
        said = heard and aloud.unasked(before, self._before, heard)
        answer = aloud.asked(before, self._before, "\n".join(answers)) if answers else ""
        self.says(f"{said}\n{answer}")
        if heard and not said and self._tones and self._players:
            self._give("")
        return bool(heard) and (self.silent or not (said or self._players))

    def _give(self, text: str) -> None:
        """Let this be next; an empty text is a tone, which cuts nothing off."""
        with self._changed:
            if text or not self._pending:
                self._pending = text
            self._changed.notify()

    def _work(self) -> None:
        with ExitStack() as stack:
            try:
                folder = Path(stack.enter_context(TemporaryDirectory(prefix="peerkit-", ignore_cleanup_errors=True)))
                tone, silence = _written(folder / "tone.wav", 0.5, 0.15), _written(folder / "silence.wav", 0.05, 0)
            except OSError:
                self._players.clear()
                tone = silence = ""
            while self._voices and (quiet := self._voices[0].quiet) and not self._tried(Sounding(quiet), ""):
                self._given_up()
            while self._players and not self._over and not self._tried(self._players[0], silence):
                del self._players[0]  # which of them can play is known before the first tone
            while (text := self._next()) is not None and self._voices:
                if not text and self._players and not self._ran(self._players[0], tone, HANGS[1]):
                    del self._players[0]
                began = self._clock.monotonic()
                while text and self._voices and not self._ran(self._voices[0], text, HANGS[0]):
                    self._given_up()
                    text = text if self._clock.monotonic() - began < LATE else ""

    def _tried(self, sounding: Sounding, text: str) -> bool:
        return self._ran(sounding, text, HANGS[1], whole=True)

    def _given_up(self) -> None:
        del self._voices[0]
        if not self._voices:
            self._unsaid = _none()

    def _next(self) -> str | None:
        """What is to be said, once there is something; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._over or self._pending is not None)
            text, self._pending = self._pending, None
            return None if self._over else text

    def _ran(self, program: Sounding, text: str, limit: float, *, whole: bool = False) -> bool:
        """Whether it did what it should; one that is cut off by what is newer did. `whole`: nothing cuts it off."""
        words = (text,) if program.by_word else ()
        given = subprocess.DEVNULL if program.by_word or program.by_environment else subprocess.PIPE
        more = {"PEERKIT_SAYS": text} if program.by_environment else {}
        try:
            process = subprocess.Popen(
                [*program.command, *words], stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env=os.environ | more, start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )  # fmt: skip
        except (OSError, ValueError):  # a text that this computer's own writing can't hold is a ValueError
            return False
        try:
            if process.stdin is not None:
                with process.stdin:
                    process.stdin.write(text.encode())
        except OSError:
            pass  # it has ended already, and its code says whether it spoke
        until = self._clock.monotonic() + limit
        with self._changed:
            while process.poll() is None:
                if self._over or (self._pending and not whole):
                    break
                if self._clock.monotonic() > until:
                    _end(process)
                    return False
                self._changed.wait(0.05)
        return _end(process) in (None, 0)


def _none() -> str:
    return f"{_('No voice answers on this computer, so the evening goes on without one.')} {install()}"


def _end(process: "subprocess.Popen[bytes]") -> int | None:
    """The code with which it ended; None where it had to be stopped, with all that it had started."""
    if (code := process.poll()) is not None:
        return code
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, 9)
    process.wait()
    return None


def _written(path: Path, seconds: float, loud: float) -> str:
    """The path of a tone that swells and fades. Raises OSError where it can't be written."""
    rate = 22050
    length = int(rate * seconds)
    swell = (math.sin(math.pi * at / length) ** 2 * math.sin(2 * math.pi * 440 * at / rate) for at in range(length))
    samples = array("h", (int(32767 * loud * each) for each in swell))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, length, "NONE", ""))
        file.writeframes(samples.tobytes())
    return str(path)
