"""Every line that a session says, for the screen and for plain mode alike. Words first, numbers as people say them."""

from peerkit import durations
from peerkit.durations import counted, said
from peerkit.messages import _
from peerkit.planning.fit import MINUTE, Fit
from peerkit.planning.kinds import groups_in
from peerkit.planning.template import Block
from peerkit.running import group_phrases
from peerkit.running.kinds import runs
from peerkit.running.proposal import Over, blocks_not_begun, extended, proposal
from peerkit.running.seating import own_moments, spent_in_turns
from peerkit.running.state import SECOND, Changeover, Due, Gathering, Header, State, Turn, Whole, drift, over_the_end
from peerkit.wording.grammar import capital

_SOON = (
    (20 * MINUTE, (5 * MINUTE, MINUTE)),
    (8 * MINUTE, (2 * MINUTE,)),
    (3 * MINUTE, (MINUTE,)),
    (MINUTE, (15,)),
)


def warnings_for(block: Block, seconds: int, own: tuple[int, ...] | None = None) -> tuple[int, ...]:
    """The seconds left at which a turn or block of `seconds` is told its time, longest first.

    What the client wants (`own`) comes first, then what the template says. Unless either does: five minutes and
    one for twenty, two for eight, one for three (domain B4: co-counselling's usual warnings).
    """
    usual = next((warn for least, warn in _SOON if seconds >= least), ())
    given = own if own is not None else block.warn if block.warn is not None else usual
    groups = groups_in(block)
    switch = (groups.attention_switch,) if groups and groups.attention_switch else ()
    return tuple(sorted({warn for warn in (*given, *switch) if warn < seconds}, reverse=True))


def place(state: State) -> str:
    """Where the run stands: `Turn 3 of 9`, `First half`, `Changeover`, or the block's name."""
    match state.slot:
        case None:
            return "The end"
        case Whole():
            return name_of(state)
        case Changeover():
            return "Changeover"
        case Gathering():
            return group_phrases.before_the_first_turn(state)
        case Due():
            return "A little more, to make it equal"
        case Turn():
            return runs(state).turn(state, state.running)


def name_of(state: State) -> str:
    """The present block's name."""
    return state.running.name if state.running else "The end"


def left(state: State) -> str:
    """`1 minute 30 seconds left`, or `over 1:20` past zero. While people find their places nobody is late."""
    if state.slot is None:
        return ""
    if isinstance(state.slot, Gathering):
        return "next when everyone is ready"
    if state.left <= 0:
        return f"over {durations.clock(-state.left // SECOND)}"
    return f"{said(-(-state.left // SECOND))} left"


def where(header: Header, state: State) -> str:
    """The whole answer to `time`."""
    if state.slot is None:
        return f"The last block is over. {ends(header, state)}"
    name = name_of(state)
    here = name if place(state) == name else f"{name}. {place(state)}"
    paused = " Paused." if state.paused else ""
    return f"{here}. {capital(left(state))}.{paused} {capital(on_time(state))}. {ends(header, state)}"


def on_time(state: State) -> str:
    """`on time`, `4 minutes behind`, `2 minutes ahead`. Less than a minute is on time, and so is an early end."""
    minutes = abs(drift(state)) // SECOND // MINUTE
    if not minutes or (drift(state) < 0 and not blocks_not_begun(state)):
        return "on time"
    return f"{counted(minutes, 'minute')} {'behind' if drift(state) > 0 else 'ahead'}"


def ends(header: Header, state: State) -> str:
    """When it would end as it stands, and until when the room is booked if that is earlier."""
    over = over_the_end(state)
    booked = clock_time(header, state.end)
    if state.slot is None and state.now > state.end:
        past = over // SECOND // MINUTE * MINUTE
        return f"{capital(said(past))} past the end at {booked}." if past else f"The end was at {booked}."
    projected = clock_time(header, state.end + over)
    late = over > 0 and projected != booked
    return f"Ends at {projected}, booked until {booked}." if late else f"Ends at {projected}."


def clock_time(header: Header, now: int) -> str:
    """`21:05`: the clock on the wall, `now` milliseconds after the beginning."""
    return f"{header.wall(now):%H:%M}"


def next_up(state: State) -> str:
    """What comes after the present block: `Next: Tea, 15 minutes`."""
    later = blocks_not_begun(state)
    if not later:
        return "This is the last part." if state.slot else ""
    return f"Next: {later[0].name}, {said(state.lengths[state.block + 1])}"


def beginning_of_block(state: State) -> str:
    """What is said when a block begins."""
    block = state.running
    if block is None:
        return "That was the last block. Close when everyone is ready."
    return f"{block.name}. {runs(state).about(state, block)}"


def beginning_of_slot(state: State) -> str:
    """What is said when a turn begins, or what lies between two."""
    match state.slot:
        case Gathering():
            return group_phrases.gathering(state)
        case Changeover():
            new_round = "" if state.offered else group_phrases.who_sits(state)
            return f"Changeover, {said(state.slot_ms // SECOND)}. {new_round}".strip()
        case Turn() | Due():
            return f"{place(state)}. {capital(said(state.slot_ms // SECOND))}."
    return ""


def warning(state: State, seconds: int) -> str:
    """What is said with `seconds` left."""
    if state.groups and seconds == state.groups.attention_switch:
        return f"Attention switch: {said(seconds)} to come back to the room. Name five things that you can see."
    return f"{capital(said(seconds))} left."


TIME = "Time. Next when you are ready."


def heard(before: State, after: State) -> str:
    """The one line that is said unasked when one state has become the other; empty between boundaries."""
    if _slot(after) != _slot(before):
        block = beginning_of_block(after) if after.block != before.block else ""
        return " ".join(filter(None, (group_phrases.repaid(before, after), block, beginning_of_slot(after))))
    if after.running is None or isinstance(after.slot, Changeover | Gathering):
        return ""
    if before.left > 0 >= after.left:
        return TIME
    gone = spent_in_turns(before), spent_in_turns(after)
    lines = [
        _("Change over now: {groups}.", groups=which) for at, which in own_moments(after) if gone[0] < at <= gone[1]
    ]
    marks = warnings_for(after.running, after.slot_ms // SECOND, after.warn)
    return " ".join([*lines, *(warning(after, mark) for mark in marks if before.left > mark * SECOND >= after.left)])


def next_boundary(state: State) -> int | None:
    """The run time at which something will be said or moved, if nobody does anything; None when nothing will."""
    if state.paused or state.finished or state.slot is None or state.running is None:
        return None
    quiet = isinstance(state.slot, Changeover | Gathering)
    spoken = () if quiet else warnings_for(state.running, state.slot_ms // SECOND, state.warn)
    marks = [warn * SECOND for warn in spoken]
    end = () if isinstance(state.slot, Gathering) and not state.hands_off else (0,)
    to_come = [state.left - mark for mark in (*marks, *end) if state.left > mark]
    if isinstance(state.slot, Turn):
        gone = spent_in_turns(state)
        to_come += [at - gone for at, _ in own_moments(state) if at > gone]
    return state.at + min(to_come) if to_come else None


def _slot(state: State) -> tuple[object, ...]:
    return state.block, state.lap, state.slot, state.slot_began


def offer_to_mend(header: Header, state: State, to: str = "To", ask: str = " Say accept to do so.") -> str:
    """What `accept` would do, or what would help when nothing fits any more; empty when all is well.

    `to` and `ask` begin and end the offer, as somebody is to take it.
    """
    if abs(drift(state)) < MINUTE * SECOND or not blocks_not_begun(state):
        return ""
    found = proposal(state)
    if isinstance(found, Fit):
        return f"{to} end at {clock_time(header, state.end)}: {changes(state, found.lengths)}.{ask}"
    if isinstance(found, Over):
        help_ = " ".join(offer.words for offer in found.offers)
        return f"{said(-(-found.seconds // MINUTE) * MINUTE)} over, whatever shrinks. What would help: {help_}"
    return ""


def changes(state: State, lengths: tuple[int, ...]) -> str:
    """`Discussion 18 to 9 minutes, Tea 15 to 10 minutes`: every later block whose length would change."""
    later = zip(blocks_not_begun(state), state.lengths[state.block + 1 :], lengths, strict=True)
    return ", ".join(
        f"{block.name} {old // MINUTE} to {new // MINUTE} minutes" for block, old, new in later if old != new
    )


def price(header: Header, state: State, seconds: int) -> str:
    """What `more` costs, named before anybody says yes. More time counts from now when the time is over."""
    longer = extended(state, seconds)
    cost = (over_the_end(longer) - over_the_end(state)) // SECOND
    new_end = f"ends {clock_time(header, longer.end + over_the_end(longer))}"
    found = proposal(longer) if over_the_end(longer) > 0 else None
    instead = f", or on time with accept: {changes(longer, found.lengths)}" if isinstance(found, Fit) else ""
    if seconds > 0 and state.left < 0:
        return f"{capital(said(longer.left // SECOND))} more from now: {new_end}{instead}."
    for_whom = " for everyone" if state.turns else ""
    words = f"{capital(said(abs(seconds)))} {'more' if seconds > 0 else 'less'}{for_whom}"
    return f"{words} is {said(abs(cost))}{' saved' if seconds < 0 else ''}: {new_end}{instead}."
