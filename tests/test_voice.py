import os
import shutil
import signal
import sys
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peerkit.live import plain, voice
from peerkit.live.loop import Session
from peerkit.live.voice import Sounding, Voice, speakable
from tests.forked import Running
from tests.room import HandClock, circle_header, environment, peerkit, workspace
from tests.test_plain import Script

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs of these tests are shell scripts")
CAT, CP, SLEEP = (shutil.which(name) for name in ("cat", "cp", "sleep"))
SAYS = f'{CAT} >> "$0.said"'
NAMED = 'printf "%s\\n" "$*" >> "$0.said"'
HANGS = f'echo $$ >> "$0.said"; {SLEEP} 1000'
TRIED = 'case "$1" in --volume) exit 0;; esac'
TONE = "(a tone)"

Add = Callable[[str, str], Path]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Add:
    """Lets PATH hold nothing but the programs that a test puts there; gives the file into which one writes."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(voice, "voices", lambda known=voice.voices: known("linux"))
    monkeypatch.setattr(voice, "players", lambda known=voice.players: known("linux"))

    def add(name: str, body: str) -> Path:
        program = folder / name
        program.write_text(f"#!{shutil.which('sh', path=os.defpath)}\n{body}\n")
        program.chmod(0o755)
        return folder / f"{name}.said"

    return add


def quiet_session() -> Session:
    header = circle_header()
    return Session(header, HandClock(header.started))


def until(true: Callable[[], object]) -> None:
    """Wait until that is so, ten seconds at most."""
    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("It did not happen.")


def written(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


class Heard(Voice):
    """A voice that only notes what it would say."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._voices = self._players = [Sounding(("none",))]
        self.said: list[str] = []

    def _give(self, text: str) -> None:
        self.said.append(text or TONE)


def aloud(*lines: tuple[float, str]) -> list[str]:
    """What a voice says of an evening in which these lines are typed, after its first words."""
    session = quiet_session()
    speaking = Heard(session)
    plain.run(session, Script(session.clock, *lines), lambda _line: None, speaking)  # type: ignore[arg-type]
    return speaking.said[1:]


STOP = ((0, "close"), (0, "stop"))
TO_THE_ROUND = ((1, "next"), (1, "next"))


def test_what_begins_is_said_and_inside_a_turn_there_is_a_tone_and_time_once() -> None:
    said = aloud(*TO_THE_ROUND, (200, "next"), *STOP)
    first = next(at for at, line in enumerate(said) if "Turn 1 of 4" in line)
    assert said[first + 1 : first + 3] == [TONE, "Time."]
    assert "Changeover, 5 seconds." in said[first + 3]


def test_nothing_that_somebody_types_is_said_into_a_turn() -> None:
    quiet = aloud(
        *TO_THE_ROUND, (1, "time"), (1, "more 2"), (1, "no"), (1, "pause"), (1, "support"), (0, "resume"), *STOP
    )
    assert not [line for line in quiet if "left" in line or "Paused" in line or "more" in line or "Stop" in line]


def test_between_turns_an_answer_is_said() -> None:
    said = aloud(*TO_THE_ROUND, (70, "next"), (1, "time"), *STOP)
    assert any(line.startswith("Round. Changeover.") for line in said)


def test_in_a_break_that_is_taken_the_end_of_it_is_said() -> None:
    said = aloud(*TO_THE_ROUND, (1, "break 10"), (0, "yes"), (700, "resume"), *STOP)
    assert "The break is over. Resume when everyone is back." in said


def test_a_question_that_comes_by_itself_is_said_with_what_comes_before_it() -> None:
    said = aloud((1, "next"), (1, "next"), (1, "joined"), *((1, "next"),) * 11, *STOP)
    question = next(line for line in said if "How do they share the time?" in line)
    assert question.index("Pairs.") < question.index("How do they share")


def test_a_text_is_never_an_option_or_a_command_of_the_voice() -> None:
    assert speakable("--help me\x1b[31m\n [[volm 0]] \ud800 two\u2028lines\x00") == "help me 31m volm 0 two lines"
    assert len(speakable("a " * 5000)) < 2001


@pytest.fixture
def speaking() -> Iterator[Voice]:
    """A voice of the programs that there are by then."""
    made = Voice(quiet_session())
    made.start()
    yield made
    made.stop()


def test_a_voice_gets_the_text_as_it_is(programs: Add, request: pytest.FixtureRequest) -> None:
    said = programs("espeak-ng", SAYS)
    request.getfixturevalue("speaking").says("- $(touch here) `b` \"c\" 'd' ; é")
    until(lambda: written(said))
    assert written(said) == "$(touch here) `b` \"c\" 'd' ; é"


def test_where_one_voice_fails_the_next_says_it(programs: Add, request: pytest.FixtureRequest) -> None:
    named, said = programs("spd-say", f"{TRIED}; {NAMED}; exit 1"), programs("espeak-ng", SAYS)
    request.getfixturevalue("speaking").says("Turn 1 of 4.")
    until(lambda: written(said))
    assert (written(named), written(said)) == ("--wait -- Turn 1 of 4.\n", "Turn 1 of 4.")


def test_what_is_newer_cuts_off_a_voice_that_hangs(programs: Add, request: pytest.FixtureRequest) -> None:
    named = programs("spd-say", f"{TRIED}; {NAMED}\n{HANGS}")
    speaking = request.getfixturevalue("speaking")
    for line in ("One.", "Two."):
        speaking.says(line)
        until(lambda line=line: len(written(named).splitlines()) == 2 * ["One.", "Two."].index(line) + 2)
    first, second = written(named).splitlines()[1::2]
    until(lambda: not alive(first))
    speaking.stop()
    assert not alive(second)
    assert written(named).splitlines()[2] == "--wait -- Two."


def test_a_voice_that_hangs_for_long_is_given_up(
    programs: Add, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "HANGS", (1.0, 1.0))
    programs("spd-say", f"{TRIED}; {HANGS}")
    said = programs("espeak-ng", SAYS)
    request.getfixturevalue("speaking").says("Turn 1 of 4.")
    until(lambda: written(said))


def test_a_voice_behind_which_nothing_speaks_is_found_out_before_the_first_line(
    programs: Add, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "HANGS", (60.0, 0.2))
    programs("spd-say", HANGS)
    said = programs("espeak-ng", SAYS)
    request.getfixturevalue("speaking").says("Turn 1 of 4.")
    until(lambda: written(said))
    assert written(said) == "Turn 1 of 4."


def test_where_no_voice_answers_that_is_said_once_and_the_bell_rings_again(
    programs: Add, request: pytest.FixtureRequest
) -> None:
    programs("espeak-ng", "exit 1")
    speaking = request.getfixturevalue("speaking")
    assert not speaking.silent
    speaking.says("Turn 1 of 4.")
    until(lambda: speaking.silent)
    until(lambda: (news := speaking.news()) and "sudo apt install espeak-ng" in news)
    assert speaking.news() == ""
    assert speaking.speak("1 minute left.", [])


def test_a_tone_is_a_sound_that_what_is_there_can_play(programs: Add, request: pytest.FixtureRequest) -> None:
    programs("paplay", "exit 1")
    programs("espeak-ng", SAYS)
    played = programs("aplay", f'{NAMED}; {CP} "$2" "$0.wav"')
    speaking = request.getfixturevalue("speaking")
    assert not speaking.speak("1 minute left.", [])
    until(lambda: "tone.wav" in written(played))
    until(lambda: played.with_name("aplay.wav").stat().st_size > 20000)
    with wave.open(str(played.with_name("aplay.wav"))) as sound:
        assert sound.getnframes() / sound.getframerate() == 0.5
    speaking.stop()
    assert not Path(written(played).split()[-1]).exists()


def test_where_nothing_plays_a_tone_the_bell_rings(programs: Add, request: pytest.FixtureRequest) -> None:
    programs("espeak-ng", SAYS)
    assert request.getfixturevalue("speaking").speak("1 minute left.", [])


def test_a_session_without_a_voice_says_what_to_install_and_goes_on(programs: Add, tmp_path: Path) -> None:
    done = peerkit(
        workspace(tmp_path), "session", "rehearse", "a-short-circle", "--speed", "3600", "--speak",
        PATH=str(programs("nothing", "").parent),
    )  # fmt: skip
    assert done.returncode == 0
    assert "No voice answers on this computer, so the evening goes on without one. Install" in done.stdout
    assert "That was the last part." in done.stdout


def test_a_group_can_choose_the_voice_and_one_evening_can_be_without(programs: Add, tmp_path: Path) -> None:
    said = programs("espeak-ng", SAYS)
    folder = workspace(tmp_path)
    (folder / "peerkit.toml").write_text("[running]\nspeak = true\n")
    words = ("session", "rehearse", "a-short-circle", "--speed", "3600")
    assert peerkit(folder, *words, "--no-speak", PATH=str(said.parent)).returncode == 0
    assert not written(said)
    assert peerkit(folder, *words, PATH=str(said.parent)).returncode == 0
    assert written(said)


def test_a_voice_that_hangs_holds_up_no_evening(programs: Add, tmp_path: Path) -> None:
    said = programs("espeak-ng", HANGS)
    words = ("session", "rehearse", "a-short-circle", "--speed", "1800", "--speak")
    done = peerkit(workspace(tmp_path), *words, PATH=str(said.parent))
    assert done.returncode == 0
    assert "That was the last part." in done.stdout
    assert written(said)
    assert not any(map(alive, written(said).split()))


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_a_session_that_is_ended_leaves_no_voice_running(programs: Add, tmp_path: Path, end: int) -> None:
    said = programs("espeak-ng", HANGS)
    home = environment(workspace(tmp_path), PATH=str(said.parent))
    process = Running(tmp_path, "turns", "start", "--yes", "--plain", "--speak", env=home)
    until(lambda: written(said))
    process.send_signal(end)
    process.communicate()
    assert process.returncode == 130
    assert not alive(written(said).strip())


@pytest.mark.outside("espeak-ng")
def test_a_real_voice_speaks_what_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = tmp_path / "said.wav"
    real = Sounding(("espeak-ng", "--stdin", "-w", str(sound)))
    monkeypatch.setattr(voice, "voices", lambda: [real])
    speaking = Voice(quiet_session())
    speaking.start()
    speaking.says("Turn 1 of 4. 4 minutes.")
    until(lambda: sound.exists() and sound.stat().st_size > 50_000)  # more than a second of speech
    speaking.stop()
