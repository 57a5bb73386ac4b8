"""Help in plain mode: the first eight lines, one word, every word, how a question is answered, and how much is told."""

from peerkit.errors import PeerkitError, did_you_mean
from peerkit.live.loop import Session
from peerkit.live.question import Question
from peerkit.messages import _
from peerkit.running.actions import ACTIONS, BY_WORD
from peerkit.running.other_words import ALSO, EITHER
from peerkit.running.phrases import joined
from peerkit.running.telling import TELLS
from peerkit.running.understanding import named, plain
from peerkit.wording.grammar import commas
from peerkit.wording.typed import all_called, called

_FIRST = ("next", "time", "undo", "pause", "more", "support", "close")
"""What somebody needs who has never heard these words."""


def help_lines(about: str = "") -> list[str]:
    """The first words; what is said about one word; or, for `all`, about every word."""
    if not about:
        rest = _("For every word: help all. For one: help joined.")
        return [*(BY_WORD[word].explained for word in _FIRST), rest]
    if about == "all":
        return [action.explained for action in ACTIONS]
    if about in EITHER:
        return [_("{word} can mean: {words}.", word=about, words=commas(EITHER[about]))]
    action = named(about)
    if action is None:
        known = dict.fromkeys((*map(called, BY_WORD), *BY_WORD, *_others()))
        meant = did_you_mean(about, known) or _("For every word: help all.")
        return [joined(_("I do not know that word."), meant)]
    others = commas(all_called(action.word)[1:] if called(action.word) != action.word else ALSO.get(action.word, ()))
    return [action.explained, *([_("Other words for it: {words}.", words=others)] if others else [])]


def about_answers(asked: Question) -> str:
    """How a question is answered."""
    if not asked.options:
        return _("Type the answer and Enter. Enter alone, or back, leaves all as it was.")
    told = _("Answer with a number, or with its word. Enter is the first. Nothing, or back, leaves all as it was.")
    return f"{told} {_('Other answers can be typed too.')}" if asked.free else told


def tell(session: Session, how: str) -> str:
    """Let less, the usual or more be said from now on; what it will be, or what can be chosen."""
    chosen = next((each for each in TELLS if each == how), None)
    if chosen is None:
        return _("Say tell less, tell usual or tell more. Now it is: {tell}.", tell=called(session.tell or "usual"))
    session.tell = chosen
    told = _("From now on the usual is said.")
    if chosen == "less":
        told = _("From now on turns and time are said, and nothing between.")
    elif chosen == "more":
        told = _("From now on each minute over is said, and with each part how late it is.")
    try:
        session.keep_tell(chosen)
    except PeerkitError as error:
        return joined(told, _("For this evening only:"), error.message, error.hint)
    return told


def _others() -> list[str]:
    return [plain(word) for words in ALSO.values() for word in words]
