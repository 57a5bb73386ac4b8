"""Plain mode: lines only, one event a line, words first. It can do everything that the screen can."""

from collections.abc import Callable

from peerkit.live.awake import Awake
from peerkit.live.commander import Commander
from peerkit.live.lines import Lines
from peerkit.live.loop import Session
from peerkit.running import phrases
from peerkit.running.answers import away
from peerkit.running.phrases import next_boundary


def run(session: Session, lines: Lines, say: Callable[[str], None]) -> bool:
    """Run the session until somebody closes it (or, hands off, until its end). What `say` raises ends it.

    Speaks unasked only when a block or a turn begins, at warnings, at time and at the end. The end of input does not
    close it; but where nobody can answer any more, and nothing is left that comes by itself, it ends, and says True.
    """
    commander, awake = Commander(session), Awake()
    for first in opening_lines(session):
        say(first)
    session.beat()
    if session.journal is not None:
        awake.start()
    while not commander.closing:
        line = lines.within(session.until_next())
        if news := awake.news():
            say(news)
        if said := commander.look():
            say(said)
        session.beat()
        if line is not None:
            for answer in commander.say(line):
                say(answer)
        if question := commander.unasked():
            say(question.spoken)
        if session.hands_off and session.state.slot is None:
            return False
        if lines.ended and not commander.closing and next_boundary(session.state) is None:
            return True
    return False


def opening_lines(session: Session) -> list[str]:
    """What is said first: where the session stands, and how to go on."""
    state = session.state
    if state.gap is not None:
        return [phrases.where(session.header, state), away(state.gap)]
    first = f"{phrases.beginning_of_block(state)} {phrases.beginning_of_slot(state)}".strip()
    return [first, "Say next to go on, time to hear where we are, help for all the words."]
