"""Questions about time, each with what its answers cost: more or less of it, a break, another end, what would help."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from peerkit.durations import said
from peerkit.live.loop import Session
from peerkit.live.question import Do, Question, Reply, Unclear
from peerkit.messages import _, ngettext
from peerkit.planning import moments
from peerkit.planning.fit import MINUTE, Fit
from peerkit.running import events as do
from peerkit.running import lateness, phrases
from peerkit.running.proposal import Over, arranged, later, proposal, refitted
from peerkit.running.refusals import LONGEST_AGO
from peerkit.running.run import apply
from peerkit.running.state import MINUTE_MS, SECOND, State, block_of, drift, due, lap_of, over_the_end, slot_of

_LONG = 120
"""Minutes: nobody asks for more at a time."""
_SAFE = ("shrink", "longer")
_WORDS = {"end": "later", "without": "without", "turns": "shorter", "threes": "threes", "equal": "together"}


def doing(session: Session, event: do.Event) -> Do:
    """An answer that lets `event` happen when it is given."""
    return lambda: [session.act(lambda at: replace(event, at=at))[1]]


def _leave_it() -> Reply:
    """The answer that changes nothing."""
    return Reply("no", _("Leave it as it is."), lambda: [_("Left as it was.")])


def began(session: Session, seconds: int) -> Question | None:
    """Whether the present turn or block began so many seconds ago; None where it can't have."""
    event = session.began(seconds).event
    if event is None:
        return None
    after = session.after(event)
    told = _("{name} began: {length} ago.", name=phrases.place(session.state), length=said(seconds))
    text = phrases.joined(told, phrases.left(after), phrases.ends(session.header, after))
    return Question(
        text, (Reply("yes", _("So it was."), lambda: [session.act(lambda _at: event)[1]]), _leave_it()), slot_of
    )


def not_so_long_ago(session: Session, seconds: int) -> str:
    """Why the present turn or block can't have begun so many seconds ago, with the most that can be; or nothing."""
    why_not = session.began(seconds).why_not
    least, most = session.state.used // SECOND + 1, min(seconds, LONGEST_AGO)
    if not why_not or least >= seconds or session.began(least).event is None or session.began(most).event is not None:
        return why_not
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if session.began(middle).event else (least, middle)
    return phrases.joined(why_not, _("The most that can be: {length}.", length=said(least)))


def _extension(session: Session, seconds: int) -> do.Extend:
    """So many seconds more, or less: more counts from now where the time is over already."""
    over = -(session.state.left // SECOND)
    return do.Extend(session.at, seconds + (over if over > 0 and seconds > 0 else 0))


def no_extension(session: Session, seconds: int) -> str:
    """Why there can't be so many seconds more or less, with the most that there can be; or nothing."""
    why_not = session.refusal(_extension(session, seconds))
    if not why_not or abs(seconds) <= MINUTE:
        return why_not
    minute, wanted = (MINUTE if seconds > 0 else -MINUTE), min(abs(seconds) // MINUTE, _LONG)
    fits = (each for each in range(wanted - 1, 0, -1) if not session.refusal(_extension(session, each * minute)))
    most = next(fits, 0) * MINUTE
    return phrases.joined(why_not, _("The most that can be: {length}.", length=said(most)) if most else "")


def longer(session: Session, seconds: int) -> Question | None:
    """What so many seconds more or less cost; None where they can't be had."""
    event = _extension(session, seconds)
    if session.refusal(event):
        return None
    after = session.after(event)
    same = over_the_end(after) - over_the_end(session.state) == seconds * SECOND
    price = phrases.ends(session.header, after) if same else _price(session, event)
    later = ""
    if len(due(after)) > len(due(session.state)):
        later = _("Whoever has had their turn gets it at the end of the round, each after a changeover.")
    text = phrases.joined(_more_or_less(session.state, seconds), later, price)
    return Question(text, (*_with_or_without_shrinking(session, event), _leave_it()), lap_of)


def rest(session: Session, seconds: int) -> Question | None:
    """What a break of so many seconds costs; None where there can be none."""
    event = do.TakeBreak(session.at, seconds)
    if session.refusal(event):
        return None
    told = _("A break from now: {length}. The clock will stand.", length=said(seconds))
    text = phrases.joined(told, _price(session, event))
    return Question(text, (*_with_or_without_shrinking(session, event), _leave_it()))


def how_long_a_break() -> str:
    """The question for the minutes of a break."""
    return _("A break from now. The clock will stand. How many minutes? Yes means 10, Enter means none.")


def moves_on_now(session: Session) -> Question | None:
    """Whether a turn or block whose time is over moves on by itself: then it is over at once."""
    state = session.state
    if state.left > 0 or state.slot is None:
        return None
    text = _("The time is over: moving on by itself, this ends now.")
    return Question(text, (_leave_it(), Reply("yes", _("End it now."), doing(session, do.MoveOn(0, True)))), slot_of)


def time_away(session: Session, ms: int) -> Question:
    """How the session goes on after so many milliseconds away."""
    away = _("Time away: {length}.", length=said(ms // SECOND))
    stands = _("The session stands paused where it was. How does it go on?")
    ways = (
        Reply("resume", _("That time is nobody's."), doing(session, do.Resume(0))),
        Reply("count", _("It has passed as if we had been here."), doing(session, do.Count(0))),
    )
    return Question(f"{away} {stands}", ways, lambda state: (state.gap,))


def moment(session: Session, typed: str) -> int:
    """The end that was typed, in milliseconds after the beginning, on the wall. Raises Unclear with how to write it."""
    now = session.state.now
    wall = session.header.wall(now)
    try:
        return now + (moments.ending(typed, wall, least=MINUTE) - wall) // timedelta(milliseconds=1)
    except ValueError as error:
        raise Unclear(str(error)) from None


def another_end(session: Session, end: int) -> do.Arrange:
    """That the booked end is `end` milliseconds after the beginning, on the wall, and nothing else is changed."""
    value = (end - session.state.end) // SECOND
    return do.Arrange(session.at, "end", 0, value, later(session.state))


def booked_already(session: Session, end: int) -> str:
    """That the booked end is this one as it is; empty where it is another."""
    event = another_end(session, end)
    if event.value or not session.refusal(event):
        return ""
    return _("Booked until {time} already.", time=phrases.clock_time(session.header, end))


def end(session: Session, end: int) -> Question | None:
    """What another booked end does to the parts to come; None where it can't be.

    Where there is time for the closing words at most, those come first.
    """
    as_it_is = another_end(session, end)
    if session.refusal(as_it_is):
        return None
    fitted = replace(as_it_is, lengths=later(refitted(arranged(session.state, "end", 0, as_it_is.value))))
    events = {"keep": as_it_is, "yes": fitted} if as_it_is.value >= 0 else {"yes": fitted, "keep": as_it_is}
    if fitted == as_it_is:
        events = {"yes": fitted}
    ways = [
        Reply(word, _would(session, event), doing(session, event), _ends_shortly(session, event))
        for word, event in events.items()
    ]
    from_now = -(-(end - session.state.now) // MINUTE_MS) * MINUTE
    over = over_the_end(session.after(fitted)) // MINUTE_MS * MINUTE
    yes = "yes"
    if over > 0 and not session.refusal(do.ToClosing(session.at)):
        closing = _closing(session, as_it_is)
        if over_the_end(_closed(session, as_it_is)) >= 0:
            ways, yes = [closing, *(way._replace(word="shrink") if way.word == yes else way for way in ways)], "closing"
        else:
            ways.append(closing)
    text = phrases.joined(
        _(
            "Booked until {time}, {length} from now.",
            time=phrases.clock_time(session.header, end),
            length=said(from_now),
        ),
        _("Even if all that can shrink does, it runs over by {length}.", length=said(over)) if over > 0 else "",
    )
    return Question(text, (*ways, _leave_it()), block_of, yes=yes)


def _closed(session: Session, booked: do.Arrange) -> State:
    return apply(session.after(booked), do.ToClosing(session.at))


def _closing(session: Session, booked: do.Arrange) -> Reply:
    """To go to the closing words at once, where there is time for no more until another booked end."""
    events = [doing(session, event) for event in (booked, do.ToClosing(session.at))]
    after = _closed(session, booked)
    text = phrases.joined(_("Go to the closing words now."), phrases.ends(session.header, after))
    short = phrases.ends_shortly(session.header, after)

    def do_both() -> list[str]:
        told = [line for event in events for line in event()]
        return [phrases.joined(told[-1], phrases.ends(session.header, session.state))]

    return Reply("closing", text, do_both, short)


def what_would_help(session: Session) -> Question | None:
    """What would mend being late or early, each with what it does.

    The first, which is Enter's, is to shrink what can shrink; where nothing can, it is to leave all as it is.
    """
    header, state = session.header, session.state
    if not phrases.out_of_time(state):
        return None
    ways = tuple(
        Reply(word, phrases.joined(told, _would(session, event)), doing(session, event), _shortly(session, told, event))
        for word, told, event in _help(session, state)
        if not session.refusal(event)
    )
    text = phrases.joined(lateness.on_time(state), phrases.offer_to_mend(header, state))
    if not ways:
        return None
    safe = ways[0].word in _SAFE
    short = lateness.on_time(state)
    return Question(text, (*ways, _leave_it()) if safe else (_leave_it(), *ways), block_of, short=short)


def _help(session: Session, state: State) -> Iterator[tuple[str, str, do.Event]]:
    at, found = session.at, proposal(state)
    ahead = drift(state) < 0
    if found is not None:
        told = _("Take the time.") if ahead else _("Shrink what can shrink.")
        yield "longer" if ahead else "shrink", told, do.Accept(at, found.lengths)
    over = -(-over_the_end(state) // MINUTE_MS) * MINUTE
    if isinstance(found, Fit) and over > 0:
        yield "later", _("End later."), do.Arrange(at, "end", 0, over, later(state))
    for offer in found.offers if isinstance(found, Over) else ():
        block, value = state.block + 1 + offer.place, offer.more if offer.way == "end" else offer.value
        lengths = later(refitted(arranged(state, offer.way, block, value)))
        yield _WORDS[offer.way], offer.words, do.Arrange(at, offer.way, block, value, lengths)


def _with_or_without_shrinking(session: Session, event: do.Extend | do.TakeBreak) -> Iterator[Reply]:
    """To do it, and to do it so that the evening still ends at its time, where that can be."""
    yield Reply("yes", _("Do it."), doing(session, event))
    after = session.after(event)
    found = proposal(after) if over_the_end(after) > 0 else None
    if isinstance(found, Fit):
        on_time = replace(event, lengths=found.lengths)
        if not session.refusal(on_time):
            yield Reply("shrink", _would(session, on_time), doing(session, on_time), _ends_shortly(session, on_time))


def _price(session: Session, event: do.Event) -> str:
    return phrases.price(session.header, session.state, session.after(event))


def _would(session: Session, event: do.Event) -> str:
    """What an event would do to the parts to come, and when it would end."""
    state, after = session.state, session.after(event)
    told = phrases.changes(state, later(after)) if len(later(after)) == len(later(state)) else ""
    return phrases.joined(_("{changes}.", changes=told) if told else "", phrases.ends(session.header, after))


def _ends_shortly(session: Session, event: do.Event) -> str:
    """When it would end, without until when is booked."""
    return phrases.ends_shortly(session.header, session.after(event))


def _shortly(session: Session, told: str, event: do.Event) -> str:
    """What an event would do, in few words: its word says what shrinking, taking the time or another end are."""
    known = not isinstance(event, do.Arrange) or event.way == "end"
    return phrases.joined("" if known else told, _ends_shortly(session, event))


def _more_or_less(state: State, seconds: int) -> str:
    minutes = abs(seconds) // MINUTE
    if seconds > 0 and state.left <= 0:
        return ngettext("{n} minute more from now.", "{n} minutes more from now.", minutes)
    if seconds > 0 and state.turns:
        return ngettext("{n} minute more for everyone.", "{n} minutes more for everyone.", minutes)
    if seconds > 0:
        return ngettext("{n} minute more.", "{n} minutes more.", minutes)
    if state.turns:
        return ngettext("{n} minute less for everyone.", "{n} minutes less for everyone.", minutes)
    return ngettext("{n} minute less.", "{n} minutes less.", minutes)


def back(session: Session) -> Question | None:
    """Whether to take back the last thing, which is said; None where there is none."""
    last = "" if session.refusal(do.Undo(session.at)) else session.would_take_back()
    if not last:
        return None
    return Question(_("Take back the last thing?"), (Reply("yes", last, doing(session, do.Undo(0))), _leave_it()))


def close(session: Session, stop: Do) -> Question:
    """Whether to close before the end: by the closing words, where they are to come, or at once."""
    stops = Reply("stop", _("Stop now."), stop)
    goes_on = Reply("no", _("Go on."), lambda: [_("Left as it was.")])
    if not session.refusal(do.ToClosing(session.at)):
        closing = Reply("closing", _("Go to the closing words."), doing(session, do.ToClosing(0)))
        return Question(_("Close early?"), (closing, stops, goes_on), yes="closing")
    has_one = any(block.part == "closing" for block in session.state.plan.blocks)
    text = _("This is the closing. Stop now?") if has_one else _("Stop now?")
    return Question(text, (goes_on, stops), yes="stop")
