"""What can happen in a session. No event knows a person; only `Finish` holds a count.

`at` is run time: milliseconds since the session began during which peerkit was awake. It never falls.
"""

from dataclasses import asdict, dataclass, fields
from itertools import repeat
from typing import Any, Literal, get_args, get_origin

from peerkit.columns import FORMATS, IN_PERSON, PARTS, UNCOUNTED, Parts
from peerkit.planning.offers import Way
from peerkit.wording.safe import echoed

WhyAway = Literal["sleep", "away"]
Equality = Literal["turns", "rounds"]
Lengths = tuple[int, ...]
Places = tuple[tuple[int, tuple[tuple[tuple[int, ...], ...], ...]], ...]
"""For some blocks of the plan, by their index, who sits with whom: the numbers in each group of each round."""
MOST_MS = 14 * 24 * 3600 * 1000


@dataclass(frozen=True)
class Event:
    """Something that happened at `at` milliseconds of run time."""

    at: int


class Next(Event):
    """The present turn or block is over."""


class Pass(Event):
    """Whoever has the turn passes; they are offered one again at the end of the round."""


class Pause(Event):
    """The clock stands. The time belongs to nobody."""


class Resume(Event):
    """The clock goes on, and time away stays nobody's."""


class Count(Event):
    """The clock goes on, and the time away counts as if peerkit had been there."""


class Undo(Event):
    """Takes back the last event that can be taken back."""


class ToClosing(Event):
    """Straight to the closing, leaving out what lies between."""


@dataclass(frozen=True)
class MoveOn(Event):
    """Whether the present block moves on by itself at its time."""

    by_itself: bool


@dataclass(frozen=True)
class Began(Event):
    """The first block began this many seconds ago, whatever the clock has counted since.

    Where a later turn or block did, `said` is the moment at which it was said to begin, and `was` the one at which it
    began: then what happened at `said` happened at `was`.
    """

    seconds: int
    said: int | None = None
    was: int | None = None


@dataclass(frozen=True)
class Extend(Event):
    """So many seconds more (or fewer) for every turn of the round, or for the present block.

    `lengths`, here and below, are what the blocks not begun become with it, in seconds; None where they stay.
    """

    seconds: int
    lengths: Lengths | None = None


@dataclass(frozen=True)
class TakeBreak(Event):
    """A break of so many seconds from here: the clock stands until somebody says resume."""

    seconds: int
    lengths: Lengths | None = None


@dataclass(frozen=True)
class Arrange(Event):
    """Another evening from here: the booked end moves by `value` seconds, or block `block` changes.

    `way` says how: it is left out (`without`), has `turns` of `value` seconds, is held in `threes`, or its groups all
    end together (`equal`).
    """

    way: Way
    block: int
    value: int
    lengths: Lengths


@dataclass(frozen=True)
class Equal(Event):
    """What is equal in these small groups of two sizes: every turn, or every round."""

    equal: Equality


@dataclass(frozen=True)
class Warn(Event):
    """The client's own wish, in a group that has the clock to itself: these seconds left are told."""

    left: tuple[int, ...]


class Owed(Event):
    """One more turn at the end of this rotation, for whoever's partner left before it was theirs."""


@dataclass(frozen=True)
class Joined(Event):
    """So many came. Without `lengths`, as until 0.4, the blocks not begun are fitted anew.

    `places` are those of the present block and of later ones with the people who are there now; without them, as
    until 0.4, they are worked out.
    """

    number: int = 1
    lengths: Lengths | None = None
    places: Places | None = None


@dataclass(frozen=True)
class Left(Event):
    """Somebody went: the one in this seat, or (None) one who has had their turn. The rest is as in `Joined`.

    In a rotation the seat is the number that they counted off with.
    """

    seat: int | None
    lengths: Lengths | None = None
    places: Places | None = None


@dataclass(frozen=True)
class Accept(Event):
    """These lengths, in seconds, for the blocks not begun: exactly what was on the screen."""

    lengths: Lengths


@dataclass(frozen=True)
class Gap(Event):
    """peerkit was not there for so many milliseconds; the run stands paused from here."""

    ms: int
    why: WhyAway


@dataclass(frozen=True)
class ClockSet(Event):
    """Somebody set the computer's clock: the time on the wall moved by `shift` milliseconds, back where negative."""

    shift: int


@dataclass(frozen=True)
class Finish(Event):
    """The session is closed. Counts are whole numbers; None means not recorded."""

    people: int | None
    parts: Parts = UNCOUNTED
    format: str = IN_PERSON


class NewerError(ValueError):
    """Something in a journal that this peerkit does not know, and a newer one may: says what, in a few words."""


EVENTS = {kind.__name__.lower(): kind for kind in Event.__subclasses__()}
UNDOABLE = (Next, Pass, ToClosing, MoveOn, Began, Extend, TakeBreak, Arrange, Equal, Warn, Owed, Joined, Left, Accept)
_SIGNED = ("seconds", "value", "shift")


def to_json(event: Event) -> dict[str, Any]:
    """One flat object: `{"at": 1200, "event": "extend", "seconds": 60}`."""
    optional = [field.name for field in fields(event) if field.default is None]
    values = {name: value for name, value in asdict(event).items() if value is not None or name not in optional}
    if isinstance(event, Finish):
        given = zip(PARTS, values.pop("parts"), strict=True)  # an older peerkit reads no more than it can know
        values |= {part.name: number for part, number in given if part.always or number is not None}
    return {"at": values.pop("at"), "event": type(event).__name__.lower(), **values}


def from_json(data: Any) -> Event:
    """The event that `to_json` wrote. Raises ValueError, saying what is wrong, for anything else.

    What is only not known raises NewerError.
    """
    if not isinstance(data, dict) or not isinstance(data.get("event"), str):
        raise ValueError("this is not an event")
    if data["event"] not in EVENTS:
        raise NewerError(f"an event {echoed(data['event'])}")
    kind = EVENTS[data["event"]]
    given: dict[str, Any] = {key: _frozen(value) for key, value in data.items() if key != "event"}
    expected: dict[str, Any] = {field.name: field.type for field in fields(kind)}
    if kind is Finish:
        del expected["parts"]
        expected |= {part.name: int | None for part in PARTS}
        # an older peerkit did not count every part
        given = {**{part.name: None for part in PARTS if not part.always}, **given}
    if strange := sorted(given.keys() - expected.keys()):
        raise NewerError(f"{echoed(strange[0])} of {data['event']}")
    given = {**{field.name: None for field in fields(kind) if field.default is None}, **given}
    if given.keys() != expected.keys():
        raise ValueError(f"{data['event']} takes {', '.join(expected)}")
    for name, value in given.items():
        below_nothing = isinstance(value, int) and value < 0 and name not in _SIGNED
        if _is(value, str) and get_origin(expected[name]) is Literal and value not in get_args(expected[name]):
            raise NewerError(f"{name} of {data['event']}: {echoed(value)}")
        if not _is(value, expected[name]) or below_nothing:
            raise ValueError(f"{name} of {data['event']} is wrong")
    if kind is Finish and given["format"] not in FORMATS:
        raise NewerError(f"format of finish: {echoed(given['format'])}")
    if kind is Finish:
        given["parts"] = tuple(given.pop(part.name) for part in PARTS)
    return kind(**given)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _is(value: Any, kind: Any) -> bool:
    if kind is bool:
        return isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST_MS
    if kind is str:
        return isinstance(value, str)
    if get_origin(kind) is tuple:
        inside = get_args(kind)
        kinds = repeat(inside[0]) if inside[-1] is ... else inside
        long = inside[-1] is ... or (isinstance(value, tuple) and len(value) == len(inside))
        return isinstance(value, tuple) and long and all(map(_is, value, kinds))
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    return any(value is None if each is type(None) else _is(value, each) for each in get_args(kind))
