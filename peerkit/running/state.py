"""Where a session stands: one frozen value, and what can be read off it.

All times are milliseconds. `at` is run time; `spent` is the part of it that moved turns and blocks (no pause);
`now` is the time since the beginning on the wall, gaps included.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from peerkit.planning.fit import MINUTE, Turns
from peerkit.planning.kinds import groups_in, turns_of
from peerkit.planning.plan import Plan
from peerkit.planning.template import Block, Groups
from peerkit.turns.schedule import Schedule

SECOND = 1000
MINUTE_MS = MINUTE * SECOND


@dataclass(frozen=True)
class Header:
    """The first line of a journal: the plan, when it began (UTC), and the name it is counted under.

    Turns on their own are not `counted`. In a rehearsal every slot moves on by itself: `hands_off`.
    """

    plan: Plan
    started: datetime
    session: str
    counted: bool = True
    hands_off: bool = False

    @property
    def date(self) -> date:
        """The day of the session, by the clock on the wall."""
        return self.plan.local(self.started).date()

    def wall(self, now: int) -> datetime:
        """The local time at `now` milliseconds after the beginning."""
        return self.plan.local(self.started.astimezone(UTC) + timedelta(milliseconds=now))


@dataclass(frozen=True)
class Whole:
    """The block as one stretch of time."""


@dataclass(frozen=True)
class Turn:
    """The turn of one seat (in small groups: of one place in every group)."""

    seat: int


@dataclass(frozen=True)
class Changeover:
    """Between two turns. It belongs to nobody."""


@dataclass(frozen=True)
class Gathering:
    """People find their partners and their places. It belongs to nobody, and ends when somebody says next."""


@dataclass(frozen=True)
class Due:
    """What a seat is still owed because turns became longer after it had spoken."""

    seat: int


Slot = Whole | Turn | Changeover | Gathering | Due


@dataclass(frozen=True)
class State:
    """A session at one moment.

    `lengths` has one length in seconds for every block of the plan, `spare` what they leave until the booked
    end; `end` is the booked end in milliseconds after the beginning. `turn` is the turn that the present block
    began with: it stays, whoever comes and goes. `entitlement` is that with what was added since. `circle` are the
    seats of the present round (or the places in a small group), `queue` those still to come, `offered` what each
    has been offered. `lap` counts rotations in small groups and times round the circle in an open round. `seating`
    says who sits with whom in the present block, where peerkit does; its seats are the numbers counted off there.
    `guests` sit in with another group since their partner left, and have had their turn; `cut_short` is what
    somebody had of theirs when their partner left in it.
    `warn` is what the client of the coming or present turn wants to be told. `gap` is the time away that the run
    stands in, until somebody says resume or count; `break_until` is the run time until which a break was meant that
    is not over. After the last block `slot` is None.
    """

    plan: Plan
    end: int
    seats: tuple[int, ...]
    next_seat: int
    lengths: tuple[int, ...]
    spare: int
    hands_off: bool
    at: int = 0
    away: int = 0
    spent: int = 0
    block: int = -1
    block_began: int = 0
    slot: Slot | None = None
    slot_began: int = 0
    by_itself: bool = False
    lap: int = 0
    turn: int = 0
    entitlement: int = 0
    circle: tuple[int, ...] = ()
    queue: tuple[int, ...] = ()
    offered: Mapping[int, int] = field(default_factory=dict)
    passed: frozenset[int] = frozenset()
    seating: Schedule | None = None
    guests: tuple[int, ...] = ()
    cut_short: int = 0
    warn: tuple[int, ...] | None = None
    paused: bool = False
    gap: int | None = None
    break_until: int | None = None
    finished: bool = False

    @property
    def moves_by_itself(self) -> bool:
        """Whether the present slot ends when its time is up. People who gather are never hurried."""
        if self.hands_off or isinstance(self.slot, Changeover):
            return True
        return self.by_itself and not isinstance(self.slot, Gathering)

    @property
    def now(self) -> int:
        """Milliseconds on the wall since the beginning."""
        return self.at + self.away

    @property
    def people(self) -> int:
        """How many are in the circle."""
        return len(self.seats)

    @property
    def running(self) -> Block | None:
        """The present block, or None after the last."""
        return self.plan.blocks[self.block] if self.block < len(self.plan.blocks) else None

    @property
    def groups(self) -> Groups | None:
        """The small groups of the present block, or None where there are none."""
        return groups_in(self.running)

    @property
    def turns(self) -> Turns | None:
        """How turns go in the present block with the people who are there, or None where nobody takes turns."""
        return turns_of(block, self.people) if (block := self.running) else None

    @property
    def goes_round(self) -> bool:
        """Whether turns go round one circle."""
        return self.turns is not None and not self.turns.side_by_side

    @property
    def lasts_as_a_whole(self) -> bool:
        """Whether more time means a longer block (and not longer turns).

        So it is where nobody takes turns, and in an open round until somebody's turn is over: then it is theirs.
        """
        return self.turns is None or (self.turns.open and not (isinstance(self.slot, Turn) and self.left <= 0))

    @property
    def seat(self) -> int | None:
        """The seat whose turn it is, or that is given what it is owed; None where nobody's is."""
        return self.slot.seat if isinstance(self.slot, Turn | Due) else None

    @property
    def slot_ms(self) -> int:
        """How long the present slot is."""
        match self.slot:
            case Whole():
                return self.lengths[self.block] * SECOND
            case Turn():
                return self.entitlement
            case Due(seat):
                return self.entitlement - self.offered.get(seat, 0)
            case Changeover() | Gathering():
                return self.turns.changeover * SECOND if self.turns else 0
            case None:
                return 0

    @property
    def used(self) -> int:
        """How much of the present slot has gone."""
        return self.spent - self.slot_began

    @property
    def left(self) -> int:
        """How much of the present slot is left; negative when it is over."""
        return self.slot_ms - self.used


def due(state: State) -> tuple[int, ...]:
    """The seats that have spoken and are owed more, in speaking order."""
    waiting = {*state.queue, state.seat}
    return tuple(
        seat for seat in state.circle if seat not in waiting and state.offered.get(seat, 0) < state.entitlement
    )


Moment = tuple[object, ...]


def block_of(state: State) -> Moment:
    """The block that the session is in, as a moment: another value means that it is over."""
    return (state.block, state.finished)


def lap_of(state: State) -> Moment:
    """The rotation or time round that the session is in, as a moment."""
    return (*block_of(state), state.lap)


def slot_of(state: State) -> Moment:
    """The turn, or what lies between two, that the session is in, as a moment."""
    return (*lap_of(state), state.slot, len(state.offered))


def had_their_turn(state: State) -> tuple[int, ...]:
    """The seats of the circle that have had a turn and do not have one just now, in speaking order."""
    return tuple(seat for seat in state.circle if seat in state.offered and seat != state.seat)


def rest_of_turns(state: State) -> int:
    """What the turns of the present block still take, with everything due and every changeover."""
    if state.slot is None:
        return 0
    rest = max(0, state.left)
    if isinstance(state.slot, Whole):
        return rest
    turns = state.turns
    assert turns is not None
    owed = due(state)
    coming = len(state.queue) + len(owed)
    rest += len(state.queue) * state.entitlement + sum(state.entitlement - state.offered.get(seat, 0) for seat in owed)
    rest += max(0, coming - isinstance(state.slot, Changeover | Gathering)) * turns.changeover * SECOND
    return rest + sum(turns.laps[state.lap + 1 :]) * (state.turn + turns.changeover * SECOND)


def rest(state: State) -> int:
    """What the present block still takes, with the quiet time that its whole minutes hold."""
    turns = state.turns
    if turns is None:
        return rest_of_turns(state)
    if turns.open:
        return max(rest_of_turns(state), state.lengths[state.block] * SECOND - (state.spent - state.block_began))
    planned = turns.number * state.turn + turns.gaps * SECOND
    return rest_of_turns(state) + -planned % MINUTE_MS


def going_on(state: State) -> int:
    """When it goes on as it stands, on the wall: now, or after what is left of a break."""
    return state.now + max(0, (state.break_until or 0) - state.at)


def until_later(state: State) -> int:
    """When the blocks not begun would begin as it stands, on the wall."""
    return going_on(state) + rest(state)


def over_the_end(state: State) -> int:
    """How far past the booked end the evening would run as it stands; negative when there is time left."""
    return until_later(state) + sum(state.lengths[state.block + 1 :]) * SECOND - state.end


def drift(state: State) -> int:
    """Behind (positive) or ahead (negative). Time left that the plan leaves free anyway is neither."""
    over = over_the_end(state)
    return over if over > 0 else min(0, over + state.spare * SECOND)
