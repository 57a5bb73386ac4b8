"""Plain mode: lines only, one event a line, words first. It can do everything that the screen can."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from peerkit.live import choices
from peerkit.live.awake import Awake
from peerkit.live.commander import Commander
from peerkit.live.lines import InputLines
from peerkit.live.loop import Session
from peerkit.live.script import begins
from peerkit.messages import _
from peerkit.running import phrases
from peerkit.running.phrases import next_boundary
from peerkit.workspace.catalogues import unread

if TYPE_CHECKING:
    from peerkit.live.voice import Voice


def run(
    session: Session,
    lines: InputLines,
    say: Callable[[str], None],
    voice: "Voice | None" = None,
    ring: Callable[[], None] = lambda: None,
) -> bool:
    """Run the session until somebody closes it (or, hands off, until its end). What `say` raises ends it.

    Speaks unasked when a block or a turn begins, at warnings, at time and at the end, and now and then while people
    wait, as `session.tell` says (the usual, if it says nothing). The end of input does not
    close it; but where nobody can answer any more, and nothing is left that comes by itself, it ends, and says True.
    A `voice` says the same lines aloud, and `ring` rings a bell where it can play no tone; without a voice it
    rings with everything that is said unasked.
    """
    session.tell = session.tell or "usual"
    commander, awake = Commander(session), Awake()
    opening = opening_lines(session)
    if session.state.gap is not None:
        commander.time_away(session.state.gap)
    for first in opening:
        say(first)
    if voice is not None:
        voice.says("\n".join(opening))
    session.beat()
    if session.journal is not None:
        awake.start()
    while not commander.closing:
        line = lines.within(session.until_next())
        for news in (awake.news(), voice.news() if voice else ""):
            if news:
                say(news)
        heard = commander.look()
        if heard:
            say(heard)
        session.beat()
        answers = [] if line is None else commander.say(line)
        if question := commander.unasked():
            answers.append(question.spoken)
        for answer in answers:
            say(answer)
        if voice.speak(heard, answers) if voice is not None else heard:
            ring()
        if session.header.hands_off and session.state.slot is None:
            return False
        if lines.ended and not commander.closing and next_boundary(session.state) is None:
            return True
    return False


def opening_lines(session: Session) -> list[str]:
    """What is said first: where the session stands, and how to go on."""
    state = session.state
    if state.gap is not None:
        return [*unread(), phrases.where(session.header, state), choices.time_away(session, state.gap).spoken]
    how = _("Say next to go on, read for the script, time to hear where we are, help for the words.")
    hands = _("When time is up, raise a hand: not everyone hears it.")
    return [*begins(state), how, hands]
