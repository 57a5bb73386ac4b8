"""Does what somebody says or presses. The screen's keys and plain mode's words are the same actions.

An action gives lines to say. One that must ask first leaves its question in `asking`; whatever is said next is the
answer to it. An answer does what the question named, or nothing: whoever answers late is asked anew.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from peerkit.live import choices, people
from peerkit.live.helping import about_answers, help_lines, tell
from peerkit.live.lines import ENDED
from peerkit.live.loop import Session
from peerkit.live.question import LEAVE, Question, Unclear
from peerkit.live.script import ScriptReader
from peerkit.messages import _
from peerkit.running import events as do
from peerkit.running import phrases
from peerkit.running.actions import BY_WORD, Action
from peerkit.running.agenda import agenda_lines
from peerkit.running.other_words import ASK_WHAT_WOULD_HELP, BACK
from peerkit.running.run import with_the_same_turns
from peerkit.running.state import SECOND, Changeover, Gathering, Moment, State, lap_of, slot_of
from peerkit.running.telling import how_to_mend
from peerkit.running.understanding import Meant, answer, belongs, length, plain, understood, whole
from peerkit.wording.typed import called
from peerkit.wording.yes_no import NO, YES

READS = ("time", "next?", "agenda", "groups", "contract", "rules", "read", "again", "script")
"""Words that change nothing: a question that is asked stays, and is said again."""
_ASKS_FOR = ("began", "break", "end", "left", "warn")
"""Words that ask for what belongs to them where it is missing, or wrong."""
Ask = Callable[[], Question | None]


class Commander:
    """Takes what somebody says, does it, and answers. `closing` becomes True when the session is to be closed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.asking: Question | None = None
        self.closing = False
        self._ask_anew: Ask = lambda: None
        self._offer: Action | None = None
        self._unasked = self._with_the_card = False
        self._settled: set[tuple[object, ...]] = set()
        self._script_read = ScriptReader()

    def look(self) -> str:
        """Let time pass; what was heard on the way. A question whose moment is over falls, and that is said."""
        heard = [self.session.look(), *self._script_read.unasked(self.session)]
        asked = self.asking
        if asked is not None and asked.moment != asked.moment_of(self.session.state):
            self.asking = None
            heard.append(_("Nobody answered in time, so nothing was changed."))
        return "\n".join(filter(None, heard))

    def reply(self, line: str) -> list[str]:
        """What a line does that can only be the answer to the question that is asked, and never a word or key."""
        return self.say(line, only_answers=True)

    def say(self, line: str, *, only_answers: bool = False) -> list[str]:
        """The answer to one line: an action's word or key, with what belongs to it, or the answer to a question.

        What was heard since anybody last looked comes first.
        """
        asked = self.asking
        heard = self.look()
        fell = asked is not None and self.asking is None
        if fell and (only_answers or not understood(line, self.session.state).known):
            return [heard]
        answer = [*self._answer(line, only_answers=only_answers), *self._script_read.unasked(self.session)]
        return [heard, *answer] if heard else answer

    def unasked(self) -> Question | None:
        """A question that the session itself has now, once: what an odd number means, or a client's warning time."""
        state, moment = self.session.state, people.moment_asked(self.session.state)
        if self.session.header.hands_off or self.asking is not None or state.paused:
            return None
        if not isinstance(state.slot, Gathering | Changeover) or moment in self._settled:
            return None
        ask_for_times = partial(self._ask_for, "warn", people.how_to_warn(), slot_of)
        for question in (partial(people.odd, self.session), partial(people.warnings, self.session, ask_for_times)):
            if self.asking is None and question() is not None:
                self._settled.add(moment)
                self._ask(question)
                self._unasked = True
        return self.asking

    def time_away(self, ms: int) -> Question | None:
        """The question how the session goes on after so many milliseconds away, which is asked from now on."""
        self._ask(lambda: choices.time_away(self.session, ms))
        return self.asking

    def _answer(self, line: str, *, only_answers: bool) -> list[str]:
        if line == ENDED:
            return [_("That closes nothing: the session goes on. Say close to end it, or help for the words.")]
        given_up = ""
        if asked := self.asking:
            if (answered := self._answered(asked, line, only_answers=only_answers)) is not None:
                return answered
            given_up = asked.given_up if understood(line, self.session.state).action is BY_WORD["next"] else ""
        try:
            done = self._does(line)
        except Unclear as why:
            done = [str(why)]
        return [given_up, *done] if given_up and self.asking is None else done

    def _does(self, line: str) -> list[str]:
        """What a line does that is no answer."""
        if not line.strip():
            return self._time("")
        if plain(line) in BACK:
            return self._ask(lambda: choices.back(self.session), self.session.refusal(do.Undo(self.session.at)))
        meant, said = understood(line, self.session.state), plain(line)
        offer, self._offer = self._offer, meant.offer
        if offer and said in NO:
            return [_("Left as it was.")]
        meant = Meant(offer) if offer and said in YES else meant
        if self._with_the_card and (said in ASK_WHAT_WOULD_HELP or (said == "accept" and " " in line.strip())):
            return [*BY_WORD["support"].lines(self.session.state, self.session.materials)]
        if meant.action is None:
            return [meant.why_not]
        if meant.action.word == "help":
            return [*filter(None, [meant.why_not]), *help_lines(meant.rest)]
        if meant.action.word not in (*READS, "support", "pause", "resume"):
            self._with_the_card = False
        lines = meant.action.lines(self.session.state, self.session.materials)
        return [*lines, *self.act(meant.action, meant.rest)]

    def _answered(self, asked: Question, line: str, *, only_answers: bool) -> list[str] | None:
        """What an answer did; None where it is the word of something else to do, and the question is given up."""
        reply, ask = answer(line), self._ask_anew
        a_word = not (only_answers or asked.chosen(reply) or (asked.typed and length(reply)))
        meant = understood(line, self.session.state) if a_word else Meant(None)
        said_ = meant.action
        if said_ is not None and said_.word == "help":
            return [*(help_lines(meant.rest) if meant.rest else [about_answers(asked)]), asked.spoken]
        if meant.stays:
            return [meant.why_not, asked.spoken]
        if said_ is not None and said_.word in READS:
            return [*self._does(line), asked.spoken]
        self.asking, unasked = None, self._unasked
        no = reply in NO and len(reply) > 1 and asked.chosen(reply) is None
        leaves = no or reply in LEAVE or not (reply or asked.options)
        if leaves or (said_ is not None and said_.word == "undo" and not unasked):
            return [_("Left as it was.")]
        if said_ is not None:
            return None
        now = ask()
        if now is None:
            return [_("That is not possible any more, so nothing was changed.")]
        if now.said != asked.said:
            return [_("Time has passed, and it would be otherwise now."), *self._ask(ask)]
        if option := now.chosen(reply):
            return option.do()
        wrong = _("That is no answer here.") if reply else ""
        if now.typed is not None and reply:
            try:
                return now.typed(reply)
            except Unclear as why:
                wrong = str(why)
        lines, self._unasked = self._ask(ask), unasked
        return [phrases.joined(wrong, *lines)]

    def act(self, action: Action, rest: str = "") -> list[str]:
        """Do it, with what was said after its word; what is said to that besides the lines of its panel.

        Where that can't be, it is asked for.
        """
        if action.event is not None:
            return self._happen(action.event)
        method: Callable[[str], list[str]] | None = getattr(self, f"_{action.word}", None)
        try:
            return [] if method is None else method(rest)
        except Unclear as why:
            wrong, example = str(why), f"{called(action.word)} {why.example}" if why.example else ""
        if rest and action.word in _ASKS_FOR and self.act(action) and self.asking is not None:
            return [phrases.joined(wrong, self.asking.spoken)]
        return [phrases.joined(wrong, _("Such as: {example}.", example=example) if example else "")]

    def _happen(self, make: Callable[[int], do.Event]) -> list[str]:
        told = self.session.act(make)[1]
        if make is do.Undo:  # a question whose moment is to come again is asked again
            self._settled &= {people.moment_asked(self.session.state)}
        return [told]

    def _ask(self, ask: Ask, why_not: str = "") -> list[str]:
        """Ask it from now on, and give it as lines. Raises Unclear where there is nothing to ask: why not."""
        if (question := ask()) is None:
            raise Unclear(why_not or _("There is nothing to change."))
        self._ask_anew, self._unasked = ask, False
        self.asking = replace(question, moment=question.moment_of(self.session.state))
        return [self.asking.spoken]

    def _ask_for(self, word: str, text: str, moment_of: Callable[[State], Moment] = lambda _state: ()) -> list[str]:
        """Ask for what belongs to a word, which is typed."""
        return self._ask(lambda: Question(text, moment_of=moment_of, typed=partial(self._typed, word)))

    def _typed(self, word: str, reply: str) -> list[str]:
        """The answer to what a word asks for, such as how long ago or which number."""
        method: Callable[[str], list[str]] = getattr(self, f"_{word}")
        return method(belongs(word, reply))

    def _auto(self, _rest: str) -> list[str]:
        state = self.session.state
        if not state.by_itself and state.slot is not None and state.left <= 0 and not state.paused:
            return self._ask(lambda: choices.moves_on_now(self.session))
        return choices.doing(self.session, do.MoveOn(0, not state.by_itself))()

    def _began(self, rest: str) -> list[str]:
        if why_not := self.session.began(max(1, self.session.state.used // SECOND + 1)).why_not:
            raise Unclear(why_not)
        if not rest:
            return self._ask_for("began", _("How many minutes ago did this begin? Such as 6."), slot_of)
        seconds = length(rest)
        if not seconds:
            raise Unclear(_("That is no length of time."))
        return self._ask(lambda: choices.began(self.session, seconds), choices.not_so_long_ago(self.session, seconds))

    def _time(self, _rest: str) -> list[str]:
        header, state = self.session.header, self.session.state
        told = phrases.where(header, state), phrases.more(header, state), phrases.offer_to_mend(header, state)
        return [phrases.joined(*told, how_to_mend(state))]

    def _agenda(self, _rest: str) -> list[str]:
        title, session = self.session.header.plan.evening.template.title, self.session
        return [_("{name}.", name=title), *agenda_lines(session.header, session.state, session.events)]

    def _read(self, _rest: str) -> list[str]:
        return self._script_read.next(self.session)

    def _again(self, _rest: str) -> list[str]:
        return self._script_read.again(self.session)

    def _script(self, _rest: str) -> list[str]:
        return self._script_read.whole(self.session)

    def _odd(self, _rest: str) -> list[str]:
        if why_not := self.session.refusal(event := people.other_equality(self.session)):
            raise Unclear(why_not)
        turns = event.equal == "turns"
        return choices.doing(self.session, event)() if turns else self._ask(lambda: people.odd(self.session))

    def _warn(self, rest: str) -> list[str]:
        if not rest and not self.session.refusal(do.Warn(self.session.at, (1,))):
            return self._ask_for("warn", people.how_to_warn(), slot_of)
        return people.warned(self.session, rest)

    def _joined(self, rest: str) -> list[str]:
        number = whole(rest)
        if not number:
            raise Unclear(_("That is no number of people."), "3")
        return self._happen(lambda at: with_the_same_turns(self.session.state, do.Joined(at, number)))

    def _left(self, rest: str) -> list[str]:
        state = self.session.state
        if state.seating is not None:
            if not rest:
                return self._ask_for("left", _("Which number left? Such as 4."), lap_of)
            return people.number_goes(self.session, whole(rest))
        if not state.goes_round:
            return [people.once_each()] if rest else people.goes(self.session, None)
        if not rest:
            return self._ask(lambda: people.left(self.session))
        option = None if rest.isdigit() else people.left(self.session).chosen(rest)
        return option.do() if option else [people.once_each()]

    def _less(self, rest: str) -> list[str]:
        return self._more(rest, -60)

    def _more(self, rest: str, minute: int = 60) -> list[str]:
        seconds = length(rest or "1")
        wanted = minute // 60 * seconds
        if not seconds or seconds % 60:
            raise Unclear(_("That is no whole number of minutes."), "2")
        return self._ask(lambda: choices.longer(self.session, wanted), choices.no_extension(self.session, wanted))

    def _break(self, rest: str) -> list[str]:
        seconds = length("10" if rest in YES else rest)
        if rest and not seconds:
            raise Unclear(_("That is no length of time."))
        why_not = self.session.refusal(do.TakeBreak(self.session.at, seconds or 600))
        if rest:
            return self._ask(lambda: choices.rest(self.session, seconds), why_not)
        if why_not:
            raise Unclear(why_not)
        return self._ask_for("break", choices.how_long_a_break())

    def _end(self, rest: str) -> list[str]:
        if not rest:
            return self._ask_for("end", _("When must you be out? Such as 20:45, or 30m from now."))
        if rest in ("now", "at once"):
            return self._close("")
        end = choices.moment(self.session, rest.removesuffix(" now"))
        if why_not := choices.booked_already(self.session, end):
            return [why_not]
        why_not = self.session.refusal(choices.another_end(self.session, end))
        return self._ask(lambda: choices.end(self.session, end), why_not)

    def _accept(self, _rest: str) -> list[str]:
        return self._ask(lambda: choices.what_would_help(self.session))

    def _support(self, _rest: str) -> list[str]:
        self.session.act(do.Pause)
        self._with_the_card = True
        stands = self.session.state.paused
        return [_("The session is paused. Resume when the group is ready.") if stands else _("The session goes on.")]

    def _tell(self, rest: str) -> list[str]:
        return [tell(self.session, rest)]

    def _close(self, _rest: str) -> list[str]:
        over = self.session.state.slot is None
        return self._stop() if over else self._ask(lambda: choices.close(self.session, self._stop))

    def _stop(self) -> list[str]:
        self.closing = True
        return []
