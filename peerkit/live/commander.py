"""Does what somebody says or presses. The screen's keys and plain mode's words are the same actions.

An action gives lines to say. One that must ask first leaves its question in `asking`; whatever is said next
is the answer to it.
"""

from collections.abc import Callable
from dataclasses import replace

from peerkit import durations
from peerkit.errors import did_you_mean
from peerkit.live.lines import ENDED
from peerkit.live.loop import Session
from peerkit.live.question import Question
from peerkit.planning.fit import Fit
from peerkit.planning.kinds import fits
from peerkit.running import events as do
from peerkit.running import group_phrases, phrases
from peerkit.running.actions import BY_WORD, Action, by_key
from peerkit.running.agenda import agenda_lines
from peerkit.running.proposal import proposal
from peerkit.running.seating import alone_together
from peerkit.running.state import SECOND, Changeover, Due, Gathering, Turn, had_their_turn
from peerkit.wording.sentences import split


class Commander:
    """Takes what somebody says, does it, and answers. `closing` becomes True when the session is to be closed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.asking: Question | None = None
        self.closing = False
        self._settled: set[tuple[object, ...]] = set()
        self._sentence = 0
        self._block = -1

    def say(self, line: str) -> list[str]:
        """The answer to one line: an action's word or key, with what belongs to it, or the answer to a question.

        What was heard since anybody last looked comes first.
        """
        heard = self.session.look()
        answer = self._answer(line)
        return [heard, *answer] if heard else answer

    def unasked(self) -> Question | None:
        """A question that the session itself has now, once: what an odd number means, or a client's warning time."""
        state = self.session.state
        if self.session.hands_off or self.asking is not None or state.paused:
            return None
        moment = (state.block, state.lap, isinstance(state.slot, Gathering), len(state.offered), state.people)
        if not isinstance(state.slot, Gathering | Changeover) or moment in self._settled:
            return None
        question = self._odd_question() or self._warn_question()
        if question is not None:
            self._settled.add(moment)
            self.asking = replace(question, slot=state.slot)
        return self.asking

    def time_away(self, ms: int) -> Question:
        """The question how the session goes on after so many milliseconds away, which is asked from now on."""
        away = f"peerkit was away for {durations.clock(ms // SECOND)}. The session stands paused where it was."
        ways = (("resume", "that time is nobody's"), ("count", "it has passed as if we had been here"))
        text = f"{away} How does it go on?"
        self.asking = Question(text, ways, lambda said: self.act(BY_WORD[said]) if said in BY_WORD else [])
        return self.asking

    def _answer(self, line: str) -> list[str]:
        if line == ENDED:
            return ["That closes nothing: the session goes on. Say close to end it, or help for the words."]
        words = line.strip().lower().split()
        if self.asking is not None:
            asked, self.asking = self.asking, None
            if chosen := asked.chosen(" ".join(words)):
                return asked.answer(chosen)
            if self._action(words[0]) is None:
                return asked.answer(" ".join(words)) if asked.free else self._ask(asked)
        if not words:
            return self._time("")
        action = self._action(words[0])
        if action is None:
            hint = did_you_mean(words[0], BY_WORD) or "Say help for the words."
            return [f"I do not know that word, and nothing has changed. {hint}"]
        lines = action.lines(self.session.state, self.session.materials)
        return [*lines, *self.act(action, " ".join(words[1:]))]

    def act(self, action: Action, rest: str = "") -> list[str]:
        """Do it, with what was said after its word; what is said to that besides the lines of its panel."""
        if action.event is not None:
            return self._happen(action.event)
        method: Callable[[str], list[str]] | None = getattr(self, f"_{action.word}", None)
        return [] if method is None else method(rest)

    def _action(self, said: str) -> Action | None:
        return BY_WORD.get(said) or by_key(said, self.session.state)

    def _happen(self, make: Callable[[int], do.Event]) -> list[str]:
        return [self.session.act(make)[1]]

    def _auto(self, _: str) -> list[str]:
        by_itself = not self.session.state.by_itself
        return self._happen(lambda at: do.MoveOn(at, by_itself))

    def _began(self, rest: str) -> list[str]:
        try:
            seconds = durations.parse(f"{rest}m" if rest.isdigit() else rest)
        except ValueError:
            return ["Say how long ago it began, such as began 6m."]
        return self._happen(lambda at: do.Began(at, seconds))

    def _time(self, _: str) -> list[str]:
        header, state = self.session.header, self.session.state
        return [f"{phrases.where(header, state)} {phrases.offer_to_mend(header, state)}".strip()]

    def _agenda(self, _: str) -> list[str]:
        return agenda_lines(self.session.header, self.session.state, self.session.events)

    def _read(self, _: str) -> list[str]:
        sentences = self._sentences()
        if self._sentence >= len(sentences):
            return ["That is the end of these words." if sentences else "There are no words to read out here."]
        self._sentence += 1
        return [sentences[self._sentence - 1]]

    def _again(self, _: str) -> list[str]:
        sentences = self._sentences()
        if not sentences:
            return ["There are no words to read out here."]
        self._sentence = max(1, self._sentence)
        return [sentences[self._sentence - 1]]

    def _script(self, _: str) -> list[str]:
        return self._sentences() or ["There are no words to read out here."]

    def _sentences(self) -> list[str]:
        block = self.session.state.running
        if self._block != self.session.state.block:
            self._block, self._sentence = self.session.state.block, 0
        rules = self.session.materials.rules if block and fits(block).rules else ()
        return [*(split(block.script) if block and block.script else []), *rules]

    def _odd(self, _: str) -> list[str]:
        if why_not := self.session.refusal(do.Equal(self.session.at, self._other_equality())):
            return [why_not]
        question = self._odd_question()
        return self._ask(question) if question else self._happen(lambda at: do.Equal(at, "turns"))

    def _other_equality(self) -> do.Equality:
        groups = self.session.state.groups
        return "turns" if groups and groups.equal == "rounds" else "rounds"

    def _odd_question(self) -> Question | None:
        state = self.session.state
        told = group_phrases.odd(state)
        if not told or not isinstance(state.slot, Gathering) or self._other_equality() == "turns":
            return None
        ways = ("quiet", group_phrases.odd_equal(state)), ("together", group_phrases.odd_instead(state))
        return Question(told, ways, self._how_to_be_equal)

    def _how_to_be_equal(self, answer: str) -> list[str]:
        if answer == "together":
            return self._happen(lambda at: do.Equal(at, "rounds"))
        return ["Every turn is as long, in every group."]

    def _warn_question(self) -> Question | None:
        state = self.session.state
        if not (state.groups and alone_together(state) and state.queue and state.warn is None):
            return None
        usual = phrases.warnings_for(state.groups, state.entitlement // SECOND)
        told = " and ".join(durations.said(left) for left in usual)
        half = state.entitlement // SECOND // 2
        others = ("half", f"half-way, with {durations.said(half)} left"), ("none", "only at the end")
        ways = (("usual", f"with {told} left"), *others) if told else others[::-1]
        who = "Whoever is client next" if state.groups.attention_switch else "Whoever speaks next"
        return Question(f"{who}: when would you like to hear the time?", ways, self._warn, free=True)

    def _warn(self, rest: str) -> list[str]:
        state = self.session.state
        turn = state.entitlement // SECOND
        if rest in ("", "usual", "nothing") and state.groups:
            left = phrases.warnings_for(state.groups, turn)
        else:
            try:
                words = {"half": f"{turn // 2}s", "none": ""}.get(rest, rest)
                left = tuple(sorted({durations.parse(word) for word in words.split()}, reverse=True))
            except ValueError:
                return ["Say how long before the end, such as warn 5m 1m, or warn none."]
        return self._happen(lambda at: do.Warn(at, left))

    def _joined(self, rest: str) -> list[str]:
        number = _whole(rest)
        if not number:
            return ["Say joined, or joined and a number, such as joined 3."]
        return self._happen(lambda at: do.Joined(at, number))

    def _left(self, rest: str) -> list[str]:
        state = self.session.state
        if state.seating is not None:
            number = _whole(rest) if rest else 0
            if not number:
                return ["Say left and their number, such as left 4."]
            return self._happen(lambda at: do.Left(at, number))
        if rest or not state.goes_round:
            return self._who_left(rest)
        options = [("yes", "they had it")] if had_their_turn(state) else []
        options.append(("no", "not yet"))
        if isinstance(state.slot, Turn | Due):
            options.append(("now", "it is their turn now"))
        return self._ask(Question("Had they had their turn in this round?", tuple(options), self._who_left))

    def _ask(self, question: Question) -> list[str]:
        self.asking = question
        return [question.spoken]

    def _who_left(self, answer: str) -> list[str]:
        state = self.session.state
        present = state.slot.seat if isinstance(state.slot, Turn | Due) and state.goes_round else None
        seats: dict[str, int | None] = {"": None, "yes": None}
        if state.goes_round:
            seats["no"] = state.queue[-1] if state.queue else present
            if present is not None:
                seats["now"] = present
        if answer not in seats:
            return ["Nothing has changed. Say left once for each who went."]
        return self._happen(lambda at: do.Left(at, seats[answer]))

    def _more(self, rest: str) -> list[str]:
        return self._longer(rest, 60)

    def _less(self, rest: str) -> list[str]:
        return self._longer(rest, -60)

    def _longer(self, rest: str, minute: int) -> list[str]:
        seconds = minute * _whole(rest)
        if not seconds:
            return ["Say a whole number of minutes, such as more 2."]
        if minute > 0:  # a minute more counts from now, also when the time is over already
            seconds -= min(0, self.session.state.left // SECOND // 60 * 60)
        event = do.Extend(self.session.at, seconds)
        if why_not := self.session.refusal(event):
            return [why_not]
        text = phrases.price(self.session.header, self.session.state, seconds)

        def answered(said: str) -> list[str]:
            return self._happen(lambda at: do.Extend(at, seconds)) if said == "yes" else ["Left as it was."]

        return self._ask(Question(text, (("yes", "do it"), ("no", "leave it")), answered))

    def _accept(self, _: str) -> list[str]:
        found = proposal(self.session.state)
        if not isinstance(found, Fit):
            return [phrases.offer_to_mend(self.session.header, self.session.state) or "There is nothing to change."]
        return self._happen(lambda at: do.Accept(at, found.lengths))

    def _support(self, _: str) -> list[str]:
        self.session.act(do.Pause)
        if not self.session.state.paused:
            return ["The session goes on."]
        return ["The session is paused. Resume when the group is ready."]

    def _close(self, _: str) -> list[str]:
        if self.session.state.slot is None:
            self.closing = True
            return []
        if self.session.refusal(do.ToClosing(self.session.at)):
            stop = ("no", "go on"), ("stop", "stop now")
            has_one = any(block.part == "closing" for block in self.session.state.plan.blocks)
            text = "This is the closing. Stop now?" if has_one else "Stop now?"
            return self._ask(Question(text, stop, self._stop, yes="stop"))
        ways = ("closing", "closing words"), ("stop", "stop now"), ("no", "go on")
        return self._ask(Question("Close early?", ways, self._how_to_close, yes="closing"))

    def _how_to_close(self, answer: str) -> list[str]:
        if answer == "closing":
            return self._happen(do.ToClosing)
        return self._stop(answer)

    def _stop(self, answer: str) -> list[str]:
        self.closing = answer == "stop"
        return [] if self.closing else ["Left as it was."]


def _whole(text: str) -> int:
    """The whole number from 1 to 999 that was typed; 1 for nothing, 0 for anything else."""
    if not text:
        return 1
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
