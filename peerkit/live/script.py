"""The words to read out, sentence by sentence."""

from peerkit.live.loop import Session
from peerkit.messages import _
from peerkit.planning.kinds import fits
from peerkit.running.phrases import beginning_of_block, beginning_of_slot
from peerkit.running.state import State
from peerkit.wording.sentences import split
from peerkit.workspace.catalogues import unread


def begins(state: State) -> tuple[str, ...]:
    """What a session says first: its part and its turn, and where the language that is spoken is a draft."""
    return f"{beginning_of_block(state)} {beginning_of_slot(state)}".strip(), *unread()


class ScriptReader:
    """How far the words of the present block have been read; a new block begins at its first sentence."""

    def __init__(self) -> None:
        self._block = -1
        self._read = 0
        self._begun = -1

    def unasked(self, session: Session) -> tuple[str, ...]:
        """What is said once as the part begins in which the rules are heard."""
        state = session.state
        begins, self._begun = state.block != self._begun, state.block
        rules = begins and state.running is not None and fits(state.running).rules
        return session.materials.at_the_rules if rules else ()

    def next(self, session: Session) -> list[str]:
        """The next sentence."""
        sentences = self._sentences(session)
        if self._read >= len(sentences):
            return [_("That is the end of these words.") if sentences else _nothing()]
        self._read += 1
        return [sentences[self._read - 1]]

    def again(self, session: Session) -> list[str]:
        """The last sentence once more."""
        sentences = self._sentences(session)
        if not sentences:
            return [_nothing()]
        self._read = max(1, self._read)
        return [sentences[self._read - 1]]

    def whole(self, session: Session) -> list[str]:
        """All of them."""
        return self._sentences(session) or [_nothing()]

    def _sentences(self, session: Session) -> list[str]:
        block = session.state.running
        if self._block != session.state.block:
            self._block, self._read = session.state.block, 0
        rules = session.materials.rules if block and fits(block).rules else ()
        return [*(split(block.script) if block and block.script else []), *rules]


def _nothing() -> str:
    return _("There are no words to read out here.")
