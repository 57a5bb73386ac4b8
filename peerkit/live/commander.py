"""Does what somebody says or presses. The screen's keys and plain mode's words are the same actions.

An action gives lines to say. One that must ask first leaves its question in `asking`; whatever is said next is the
answer to it. An answer does what the question named, or nothing: whoever answers late is asked anew.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from peerkit import durations
from peerkit.durations import said
from peerkit.errors import did_you_mean
from peerkit.live import choices, people
from peerkit.live.lines import ENDED
from peerkit.live.loop import Session
from peerkit.live.question import NOTHING, Question, Reply
from peerkit.live.script import ScriptReader
from peerkit.messages import _
from peerkit.planning import moments
from peerkit.running import events as do
from peerkit.running import phrases
from peerkit.running.actions import BY_WORD, Action, by_key
from peerkit.running.agenda import agenda_lines
from peerkit.running.run import with_the_same_turns
from peerkit.running.state import (
    SECOND,
    Changeover,
    Gathering,
    lap_of,
    slot_of,
)

Ask = Callable[[], Question | None]


class Commander:
    """Takes what somebody says, does it, and answers. `closing` becomes True when the session is to be closed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.asking: Question | None = None
        self.closing = False
        self._ask_anew: Ask = lambda: None
        self._settled: set[tuple[object, ...]] = set()
        self._script_read = ScriptReader()

    def look(self) -> str:
        """Let time pass; what was heard on the way. A question whose moment is over falls, and that is said."""
        heard = self.session.look()
        asked = self.asking
        if asked is None or asked.moment == asked.moment_of(self.session.state):
            return heard
        self.asking = None
        over = _("Nobody answered in time, so nothing was changed.")
        return f"{heard}\n{over}" if heard else over

    def say(self, line: str) -> list[str]:
        """The answer to one line: an action's word or key, with what belongs to it, or the answer to a question.

        What was heard since anybody last looked comes first.
        """
        asked = self.asking
        heard = self.look()
        if asked is not None and self.asking is None and self._action(line.strip().lower()) is None:
            return [heard]
        answer = self._answer(line)
        return [heard, *answer] if heard else answer

    def unasked(self) -> Question | None:
        """A question that the session itself has now, once: what an odd number means, or a client's warning time."""
        state = self.session.state
        if self.session.hands_off or self.asking is not None or state.paused:
            return None
        moment = (*slot_of(state), state.people)
        if not isinstance(state.slot, Gathering | Changeover) or moment in self._settled:
            return None
        for question in (people.odd, people.warnings):
            if self.asking is None and question(self.session) is not None:
                self._settled.add(moment)
                self._ask(partial(question, self.session))
        return self.asking

    def time_away(self, ms: int) -> Question | None:
        """The question how the session goes on after so many milliseconds away, which is asked from now on."""

        def ask() -> Question:
            away = _("Time away: {length}.", length=said(ms // SECOND))
            stands = _("The session stands paused where it was. How does it go on?")
            ways = (
                Reply("resume", _("That time is nobody's."), lambda: self._happen(do.Resume)),
                Reply("count", _("It has passed as if we had been here."), lambda: self._happen(do.Count)),
            )
            return Question(f"{away} {stands}", ways, lambda state: (state.gap,))

        self._ask(ask)
        return self.asking

    def _answer(self, line: str) -> list[str]:
        if line == ENDED:
            return [_("That closes nothing: the session goes on. Say close to end it, or help for the words.")]
        words = line.strip().lower().split()
        if self.asking is not None:
            answered = self._answered(self.asking, words)
            if answered is not None:
                return answered
        if not words:
            return self._time("")
        action = self._action(words[0])
        if action is None:
            hint = did_you_mean(words[0], BY_WORD) or _("Say help for the words.")
            return [phrases.joined(_("I do not know that word, and nothing has changed."), hint)]
        lines = action.lines(self.session.state, self.session.materials)
        return [*lines, *self.act(action, " ".join(words[1:]))]

    def _answered(self, asked: Question, words: list[str]) -> list[str] | None:
        """What an answer did; None where it is no answer, but an action's word: then the question is given up."""
        reply = " ".join(words)
        ask, self.asking = self._ask_anew, None
        if reply == NOTHING:
            return [_("Left as it was.")]
        if asked.chosen(reply) is None and words and self._action(words[0]) is not None:
            return None
        now = ask()
        if now is None:
            return [_("That is not possible any more, so nothing was changed.")]
        if now.said != asked.said:
            return [_("Time has passed, and it would be otherwise now."), *self._ask(ask)]
        if option := now.chosen(reply):
            return option.do()
        if now.typed is not None and words:
            return now.typed(reply)
        wrong = _("That is no answer here.") if words else ""
        return [phrases.joined(wrong, *self._ask(ask))]

    def act(self, action: Action, rest: str = "") -> list[str]:
        """Do it, with what was said after its word; what is said to that besides the lines of its panel."""
        if action.event is not None:
            return self._happen(action.event)
        method: Callable[[str], list[str]] | None = getattr(self, f"_{action.word}", None)
        return [] if method is None else method(rest)

    def _action(self, said_: str) -> Action | None:
        return BY_WORD.get(said_) or by_key(said_, self.session.state)

    def _happen(self, make: Callable[[int], do.Event]) -> list[str]:
        return [self.session.act(make)[1]]

    def _ask(self, ask: Ask, why_not: str = "") -> list[str]:
        """Ask it from now on, and give it as lines; where there is nothing to ask, why not."""
        question = ask()
        if question is None:
            return [why_not or _("There is nothing to change.")]
        self._ask_anew = ask
        self.asking = replace(question, moment=question.moment_of(self.session.state))
        return [question.spoken]

    def _auto(self, _rest: str) -> list[str]:
        by_itself = not self.session.state.by_itself
        return self._happen(lambda at: do.MoveOn(at, by_itself))

    def _began(self, rest: str) -> list[str]:
        if why_not := self.session.began(max(1, self.session.state.used // SECOND + 1)).why_not:
            return [why_not]
        if not rest:
            text = _("How many minutes ago did this begin?")
            return self._ask(lambda: Question(text, moment_of=slot_of, typed=self._began))
        seconds = _length(rest)
        if not seconds:
            return [_("Say how long ago it began, such as began 6m.")]
        return self._ask(lambda: choices.began(self.session, seconds), self.session.began(seconds).why_not)

    def _time(self, _rest: str) -> list[str]:
        header, state = self.session.header, self.session.state
        help_ = _("Say accept for what would help.") if phrases.out_of_time(state) else ""
        offer = phrases.offer_to_mend(header, state)
        return [phrases.joined(phrases.where(header, state), phrases.more(header, state), offer, help_)]

    def _agenda(self, _rest: str) -> list[str]:
        return agenda_lines(self.session.header, self.session.state, self.session.events)

    def _read(self, _rest: str) -> list[str]:
        return self._script_read.next(self.session)

    def _again(self, _rest: str) -> list[str]:
        return self._script_read.again(self.session)

    def _script(self, _rest: str) -> list[str]:
        return self._script_read.whole(self.session)

    def _odd(self, _rest: str) -> list[str]:
        event = people.other_equality(self.session)
        if why_not := self.session.refusal(event):
            return [why_not]
        if event.equal == "turns":
            return choices.doing(self.session, event)()
        return self._ask(lambda: people.odd(self.session))

    def _warn(self, rest: str) -> list[str]:
        if not rest and not self.session.refusal(do.Warn(self.session.at, (1,))):
            text = _("What would you like to be told? Such as 5m 1m, half, or none.")
            return self._ask(lambda: Question(text, moment_of=slot_of, typed=self._warn))
        return people.warned(self.session, rest)

    def _joined(self, rest: str) -> list[str]:
        number = _whole(rest)
        if not number:
            return [_("Say joined, or joined and a number, such as joined 3.")]
        return self._happen(lambda at: with_the_same_turns(self.session.state, do.Joined(at, number)))

    def _left(self, rest: str) -> list[str]:
        state = self.session.state
        if state.seating is not None:
            if not rest:
                text = _("Which number left?")
                return self._ask(lambda: Question(text, moment_of=lap_of, typed=self._left))
            number = _whole(rest)
            return people.goes(self.session, number) if number else [_("Say left and their number, such as left 4.")]
        if not state.goes_round:
            return (
                [_("Nothing has changed. Say left once for each who went.")]
                if rest
                else people.goes(self.session, None)
            )
        if not rest:
            return self._ask(lambda: people.left(self.session))
        option = people.left(self.session).chosen(rest)
        return option.do() if option else [_once_each()]

    def _more(self, rest: str) -> list[str]:
        return self._longer(rest, 60)

    def _less(self, rest: str) -> list[str]:
        return self._longer(rest, -60)

    def _longer(self, rest: str, minute: int) -> list[str]:
        wanted = minute * _whole(rest)
        if not wanted:
            return [_("Say a whole number of minutes, such as more 2.")]
        why_not = self.session.refusal(choices.extension(self.session, wanted))
        return self._ask(lambda: choices.longer(self.session, wanted), why_not)

    def _break(self, rest: str) -> list[str]:
        seconds = _length(rest or "10")
        why_not = self.session.refusal(do.TakeBreak(self.session.at, seconds))
        return self._ask(lambda: choices.rest(self.session, seconds), why_not)

    def _end(self, rest: str) -> list[str]:
        if not rest:
            text = _("When must you be out? Such as 20:45, or 30m from now.")
            return self._ask(lambda: Question(text, typed=self._end))
        header, now = self.session.header, self.session.state.now
        try:
            end = now + (moments.ending(rest, header.wall(now)) - header.wall(now)) // timedelta(milliseconds=1)
        except ValueError as error:
            return [str(error)]
        why_not = self.session.refusal(choices.another_end(self.session, end))
        return self._ask(lambda: choices.end(self.session, end), why_not)

    def _accept(self, _rest: str) -> list[str]:
        return self._ask(lambda: choices.what_would_help(self.session))

    def _support(self, _rest: str) -> list[str]:
        self.session.act(do.Pause)
        if not self.session.state.paused:
            return [_("The session goes on.")]
        return [_("The session is paused. Resume when the group is ready.")]

    def _close(self, _rest: str) -> list[str]:
        if self.session.state.slot is None:
            self.closing = True
            return []
        return self._ask(self._close_question)

    def _close_question(self) -> Question:
        stop = Reply("stop", _("Stop now."), self._stop)
        if not self.session.refusal(do.ToClosing(self.session.at)):
            ways = (
                Reply("closing", _("Go to the closing words."), choices.doing(self.session, do.ToClosing(0))),
                stop,
                self._goes_on(),
            )
            return Question(_("Close early?"), ways, yes="closing")
        has_one = any(block.part == "closing" for block in self.session.state.plan.blocks)
        text = _("This is the closing. Stop now?") if has_one else _("Stop now?")
        return Question(text, (self._goes_on(), stop), yes="stop")

    def _goes_on(self) -> Reply:
        return Reply("no", _("Go on."), lambda: [_("Left as it was.")])

    def _stop(self) -> list[str]:
        self.closing = True
        return []


def _once_each() -> str:
    return _("Nothing has changed. Say left once for each who went.")


def _length(typed: str) -> int:
    """Seconds in a length that was typed; a number alone is minutes, and what is no length is 0."""
    try:
        return durations.parse(f"{typed}m" if typed.isdigit() else typed)
    except ValueError:
        return 0


def _whole(text: str) -> int:
    """The whole number from 1 to 999 that was typed; 1 for nothing, 0 for anything else."""
    if not text:
        return 1
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
