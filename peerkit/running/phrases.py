"""Every line that a session says, for the screen and for plain mode alike. Whole sentences, words first."""

from dataclasses import replace

from peerkit.durations import said
from peerkit.messages import _, ngettext
from peerkit.planning.fit import MINUTE
from peerkit.running import group_phrases
from peerkit.running.kinds import runs
from peerkit.running.lateness import on_time
from peerkit.running.proposal import Over, blocks_not_begun, proposal, with_lengths
from peerkit.running.seating import own_moments, spent_in_turns
from peerkit.running.state import (
    MINUTE_MS,
    SECOND,
    Changeover,
    Due,
    Gathering,
    Header,
    State,
    Turn,
    Whole,
    drift,
    due,
    over_the_end,
)
from peerkit.running.warning_times import warnings_for
from peerkit.wording.grammar import commas
from peerkit.wording.months import clock, weekday_of


def place(state: State) -> str:
    """Where the run stands, without its full stop: `Turn 3 of 9`, `Round 1 of 2. First half`, or the block's name."""
    return ". ".join(place_in_parts(state))


def place_in_parts(state: State) -> tuple[str, ...]:
    """The sentences of `place`, the most general first."""
    match state.slot:
        case None:
            return (_("The end"),)
        case Whole():
            return (name_of(state),)
        case Changeover():
            return (_("Changeover"),)
        case Gathering():
            return (group_phrases.before_the_first_turn(state),)
        case Due():
            return (_("A little more, to make it equal"),)
        case Turn():
            return runs(state).turn(state, state.running)


def name_of(state: State) -> str:
    """The present block's name."""
    return state.running.name if state.running else _("The end")


def left(state: State) -> str:
    """`1 minute 30 seconds left.`, or `Over: 1 minute 20 seconds.`. While people find their places nobody is late."""
    if state.slot is None:
        return ""
    if isinstance(state.slot, Gathering):
        return _("Next when everyone is ready.")
    if state.left > -SECOND:
        return _("{length} left.", length=said(-(-state.left // SECOND))) if state.left > 0 else _("Time.")
    return _("Over: {length}.", length=said(-state.left // SECOND))


def where(header: Header, state: State) -> str:
    """The whole answer to `time`: what is on, how much of it is left, how the evening stands, and what comes."""
    if state.slot is None:
        return joined(_("The last part is over."), ends(header, state))
    name, here = name_of(state), place(state)
    return joined(
        _("{name}.", name=name),
        "" if here == name else _("{name}.", name=here),
        left(state),
        _standing(state),
        _in_all(state),
        ends(header, state),
    )


def more(header: Header, state: State) -> str:
    """What the screen shows besides: what is repaid, what comes next, how many there are, the time on the wall."""
    here = ngettext("{n} person here.", "{n} people here.", state.people)
    groups = _("Small groups: {groups}.", groups=group_phrases.split(state)) if state.groups else ""
    wall = _("It is {time}.", time=clock_time(header, state.now))
    return joined(group_phrases.due_next(state), next_up(state), groups, here, wall)


def _standing(state: State) -> str:
    if state.break_until is not None:
        rest = (state.break_until - state.at) // SECOND
        return _("Break. {length} left of it.", length=said(rest)) if rest > 0 else _("The break is over.")
    if state.paused:
        return _("Paused.")
    by_itself = state.moves_by_itself and not isinstance(state.slot, Changeover)
    return _("It moves on by itself.") if by_itself else ""


def joined(*sentences: str) -> str:
    """Sentences one after the other; empty ones are left out."""
    return " ".join(filter(None, sentences))


def _in_all(state: State) -> str:
    """The same; where this part is over its time and the evening is not late, as said of the evening."""
    is_over = not isinstance(state.slot, Gathering) and state.left <= -SECOND
    if not is_over or drift(state) >= MINUTE * SECOND:
        return on_time(state)
    return _("The evening as a whole: {how}", how=on_time(state))


def ends(header: Header, state: State) -> str:
    """When it would end as it stands, and until when the room is booked if that is earlier."""
    over = over_the_end(state)
    booked = clock_time(header, state.end)
    if state.slot is None and state.now > state.end:
        past = over // SECOND // MINUTE * MINUTE
        return (
            _("{length} past the end at {time}.", length=said(past), time=booked)
            if past
            else _("The end was at {time}.", time=booked)
        )
    projected = clock_time(header, state.end + over)
    if over > 0 and projected != booked:
        return _("Ends at {time}, booked until {booked}.", time=projected, booked=booked)
    return ends_shortly(header, state)


def ends_shortly(header: Header, state: State) -> str:
    """When it would end as it stands, without until when the room is booked."""
    return _("Ends at {time}.", time=clock_time(header, state.end + over_the_end(state)))


def clock_time(header: Header, now: int) -> str:
    """`21:05`: the clock on the wall, `now` milliseconds after the beginning.

    On another day than the session began it says which; where the clock shows a time twice, because clocks go back
    that night, it says the zone.
    """
    wall = header.wall(now)
    time = clock(wall)
    if wall.date() != header.date:
        time = _("{time} on {weekday}", time=time, weekday=weekday_of(wall))
    return time


def next_up(state: State) -> str:
    """What comes next: a turn of this block, and the block after it: `Next: Turn 3 of 9. Then: Tea, 15 minutes.`."""
    return joined(*coming(state))


def coming(state: State) -> tuple[str, ...]:
    """What comes next, a sentence each; the first says what comes first."""
    if state.slot is None:
        return ()
    turn, part = next_turn(state), ""
    if blocks_not_begun(state):
        name, length = blocks_not_begun(state)[0].name, said(state.lengths[state.block + 1])
        part = _("{name}, {length}", name=name, length=length)
    if turn and part:
        return _("Next: {name}.", name=turn), _("Then: {name}.", name=part)
    return (_("Next: {name}.", name=turn or part) if turn or part else _("This is the last part."),)


def next_turn(state: State) -> str:
    """The turn or round of this block that comes next, by name; empty where none is sure to come."""
    if state.turns is None:
        return ""
    present = {} if state.seat is None else {state.seat: state.entitlement}
    coming = replace(state, slot=None, offered={**state.offered, **present})
    if state.queue and (turn := _what_is_new(state, replace(coming, slot=Turn(state.queue[0])))):
        return turn
    if not state.queue and (owed := due(coming)):
        return place(replace(coming, slot=Due(owed[0])))
    rounds = len(state.turns.laps)
    return _("Round {n} of {total}", n=state.lap + 2, total=rounds) if state.lap + 1 < rounds else ""


def _what_is_new(state: State, after: State) -> str:
    """Where the run will stand, without the sentences of `place` that are so already, such as the round."""
    now, then = place_in_parts(state), place_in_parts(after)
    same = next((at for at, (one, other) in enumerate(zip(now, then, strict=False)) if one != other), len(now))
    return ". ".join(then[same:])


def beginning_of_block(state: State) -> str:
    """What is said when a block begins."""
    block = state.running
    if block is None:
        return _("That was the last part. Close when everyone is ready.")
    return joined(_("{name}.", name=block.name), runs(state).about(state, block))


def beginning_of_slot(state: State) -> str:
    """What is said when a turn begins, or what lies between two."""
    match state.slot:
        case Gathering():
            return group_phrases.gathering(state)
        case Changeover():
            new_round = "" if state.offered else group_phrases.who_sits(state)
            return joined(_("Changeover, {length}.", length=said(state.slot_ms // SECOND)), new_round)
        case Turn() | Due():
            return joined(_("{name}.", name=place(state)), _("{length}.", length=said(state.slot_ms // SECOND)))
    return ""


def warning(state: State, seconds: int) -> str:
    """What is said with `seconds` left."""
    if state.groups and seconds == state.groups.attention_switch:
        return _(
            "Attention switch: {length}. Come back to the room: name five things that are here.", length=said(seconds)
        )
    return _("{length} left.", length=said(seconds))


def time_is_up() -> str:
    """What is said when a turn or block is over. Whoever does not hear it watches hands."""
    return _("Time. Raise a hand. Next when you are ready.")


def heard(before: State, after: State, *, warns: bool = True) -> str:
    """The one line that is said unasked when one state has become the other; empty between boundaries.

    Unless it `warns`, nothing is said before time but what the client asked for, or the meeting's own rules do.
    """
    was, now_ = ((state.block, state.lap, state.slot, state.slot_began) for state in (before, after))
    if was != now_:
        block = beginning_of_block(after) if after.block != before.block else ""
        return joined(group_phrases.repaid(before, after), block, beginning_of_slot(after))
    if after.break_until is not None and before.at < after.break_until <= after.at:
        return _("The break is over. Resume when everyone is back.")
    if after.running is None or isinstance(after.slot, Changeover | Gathering):
        return ""
    if before.left > 0 >= after.left:
        return time_is_up()
    gone = spent_in_turns(before), spent_in_turns(after)
    lines = [
        _("Change over now: {groups}. Raise a hand.", groups=which)
        for at, which in own_moments(after)
        if gone[0] < at <= gone[1]
    ]
    own = after.warn if warns or after.warn is not None else ()
    marks = warnings_for(after.running, after.slot_ms // SECOND, own)
    return joined(*lines, *(warning(after, mark) for mark in marks if before.left > mark * SECOND >= after.left))


def next_boundary(state: State) -> int | None:
    """The run time at which something will be said or moved, if nobody does anything; None when nothing will."""
    if state.break_until is not None and state.at < state.break_until:
        return state.break_until
    if state.paused or state.finished or state.slot is None or state.running is None:
        return None
    quiet = isinstance(state.slot, Changeover | Gathering)
    spoken = () if quiet else warnings_for(state.running, state.slot_ms // SECOND, state.warn)
    marks = [warn * SECOND for warn in spoken]
    end = () if isinstance(state.slot, Gathering) and not state.hands_off else (0,)
    to_come = [state.left - mark for mark in (*marks, *end) if state.left > mark]
    if isinstance(state.slot, Turn):
        gone = spent_in_turns(state)
        to_come += [at - gone for at, _which in own_moments(state) if at > gone]
    return state.at + min(to_come) if to_come else None


def out_of_time(state: State) -> bool:
    """Whether the evening is a minute or more behind or ahead, and blocks to come could mend that."""
    return abs(drift(state)) >= MINUTE_MS and bool(blocks_not_begun(state))


def offer_to_mend(header: Header, state: State) -> str:
    """What could be changed so that it ends at the booked end, or that shrinking is not enough; empty when all is well.

    The choices themselves are a question, which the word `accept` asks.
    """
    if not out_of_time(state):
        return ""
    found = proposal(state)
    if found is None:
        return ""
    over = over_the_end(with_lengths(state, found.lengths)) // SECOND // MINUTE * MINUTE
    if isinstance(found, Over) and over > 0:
        return _("Even if all that can shrink does, it runs over by {length}.", length=said(over))
    told = changes(state, found.lengths)
    return _("To end at {time}: {changes}.", time=clock_time(header, state.end), changes=told) if told else ""


def changes(state: State, lengths: tuple[int, ...]) -> str:
    """`Discussion from 18 to 9 minutes, Tea from 15 to 10 minutes`: every later block whose length would change."""
    later = zip(blocks_not_begun(state), state.lengths[state.block + 1 :], lengths, strict=True)
    return commas(
        ngettext("{name} from {old} to {n} minute", "{name} from {old} to {n} minutes", new // MINUTE, name=block.name,
                 old=old // MINUTE)
        for block, old, new in later
        if old != new
    )  # fmt: skip


def price(header: Header, before: State, after: State) -> str:
    """What a change costs, named before anybody says yes: `4 minutes more in all. Ends at 21:04.`."""
    cost = (over_the_end(after) - over_the_end(before)) // SECOND
    told = ""
    if cost > 0:
        told = _("{length} more in all.", length=said(cost))
    elif cost < 0:
        told = _("{length} less in all.", length=said(-cost))
    return joined(told, ends(header, after))
