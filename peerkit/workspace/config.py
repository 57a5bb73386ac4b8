"""`peerkit.toml`: the group's words, defaults and choices. On every command's path, so read without pydantic."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Annotated, Any, NamedTuple, get_origin

from peerkit.columns import ASKED
from peerkit.errors import NEWER, PeerkitError, did_you_mean
from peerkit.words import USUAL, Words
from peerkit.workspace import files, sorts
from peerkit.workspace.root import Root

HEADER = """\
# The group's own words, defaults and choices. Everything in it may be left out.
# `peerkit where` says what each line is for.
"""


class _Key(NamedTuple):
    """A key of `peerkit.toml`: what reads its value or raises ValueError, and what it is for.

    `place` is where it stands, if not under its own name in the table of its class.
    """

    read: Callable[[Any], Any]
    purpose: str
    place: str = ""


class Group(NamedTuple):
    """What the group says about itself: on flyers, in calendars and listings, and beside the figures that it shares.

    What can be told in several places is on paper unless `on_web` or `on_contact` says where else.
    """

    name: Annotated[str, _Key(sorts.line, "What the group calls itself.")] = ""
    when: Annotated[str, _Key(sorts.line, "When it meets, in words.")] = ""
    where: Annotated[str, _Key(sorts.on_lines, "Where it meets, in words, on one line or several.")] = ""
    getting_in: Annotated[str, _Key(sorts.on_lines, "How to get in: the door, the bell, steps and lifts.")] = ""
    contact: Annotated[str, _Key(sorts.on_lines, "How to reach the group; not a person's own number.")] = ""
    cost: Annotated[str, _Key(sorts.line, "What it costs to come, in words, such as: Free.")] = ""
    web: Annotated[str, _Key(sorts.address, "The group's own address on the web, written whole, for flyers.")] = ""
    place: Annotated[
        str, _Key(sorts.place, f"Which country it is in, for numbers in a hard moment: {', '.join(sorts.PLACES)}.")
    ] = ""
    about: Annotated[
        tuple[str, ...],
        _Key(
            lambda value: tuple(map(sorts.about_line, sorts.lines(value))),
            "What the group says about itself to a funder, line by line; nothing about a person.",
        ),
    ] = ()
    experience: Annotated[
        str, _Key(sorts.about_line, "Which experience people in the group share, in the group's own words.")
    ] = ""
    run_by: Annotated[
        str, _Key(sorts.about_line, "Who runs the group, in words such as: people who come to it. No names.")
    ] = ""
    most_share: Annotated[str, _Key(sorts.about_line, "What at least three in four of those who come share.")] = ""
    most_who_run_it: Annotated[str, _Key(sorts.about_line, "What three in four who run it say of themselves.")] = ""
    days: Annotated[
        tuple[str, ...],
        _Key(sorts.days, 'The days, for calendars: "every Thursday, 19:00 to 21:00", "not in August".'),
    ] = ()
    zone: Annotated[str, _Key(sorts.zone, "The time zone of those times.")] = "Europe/London"
    town: Annotated[str, _Key(sorts.line, "The town or part of it; all that is said of a place that is hidden.")] = ""
    county: Annotated[str, _Key(sorts.line, "The county, for directories.")] = ""
    postcode: Annotated[str, _Key(sorts.line, "The postcode of the place, for directories.")] = ""
    access: Annotated[str, _Key(sorts.on_lines, "What there is: step-free, a hearing loop, a toilet to turn in.")] = ""
    online: Annotated[str, _Key(sorts.link, "The link for joining online, if it is always the same.")] = ""
    for_whom: Annotated[str, _Key(sorts.about_line, "Who it is for, in the group's own sentence.")] = ""
    language: Annotated[
        str, _Key(sorts.language, "What is spoken in the group, where that is not peerkit's: en or cy.")
    ] = "en"
    calendar_title: Annotated[
        str, _Key(sorts.line, "What a calendar calls it, since phones show that. Otherwise such as: Thursday group.")
    ] = ""
    calendar_public: Annotated[bool, _Key(sorts.yes_or_no, "Whether entries in calendars are open to others.")] = False
    on_web: Annotated[tuple[str, ...], _Key(sorts.told, "Which of these keys may be on the web as well.")] = ()
    on_contact: Annotated[
        tuple[str, ...], _Key(sorts.told, "Which of them are told only to whoever gets in touch.")
    ] = ()
    checked: Annotated[
        date | None, _Key(sorts.day, "When somebody last said that all of this is right; it holds for half a year.")
    ] = None
    closed: Annotated[date | None, _Key(sorts.day, "Since when the group has not met any more.")] = None
    id: Annotated[
        str, _Key(sorts.number_of_its_own, "Tells a calendar or a directory that it is the same group; by chance.")
    ] = ""


class Running(NamedTuple):
    """How a session looks and sounds; None where the group has not said."""

    plain: Annotated[
        bool | None, _Key(sorts.yes_or_no, "Whether sessions run in lines of text instead of a screen.")
    ] = None
    bell: Annotated[bool | None, _Key(sorts.yes_or_no, "Whether a soft bell sounds.")] = None
    seconds: Annotated[bool, _Key(sorts.yes_or_no, "Whether seconds show before the last minute.")] = False
    tell: Annotated[str, _Key(sorts.tell, "How much is said in lines of text: less, usual or more.")] = ""
    last_minute: Annotated[bool, _Key(sorts.yes_or_no, "Whether the last minute looks different on the screen.")] = True
    speak: Annotated[bool, _Key(sorts.yes_or_no, "Whether the computer's voice says a session aloud.")] = False


class Config(NamedTuple):
    """Everything in `peerkit.toml`, with defaults for what it leaves out: `keep` is in months, and 0 is not said."""

    template: Annotated[str, _Key(sorts.line, "The way of meeting that `session start` offers first.", "template")] = ""
    group: Group = Group()
    words: Words = USUAL
    support: Annotated[
        tuple[str, ...], _Key(sorts.lines, "The card for hard moments, line by line.", "support.lines")
    ] = ()
    ask: Annotated[
        tuple[str, ...],
        _Key(
            sorts.counts,
            f"What closing a session asks for besides how many came: any of {', '.join(ASKED)}.",
            "counting.ask",
        ),
    ] = ()
    year_starts: Annotated[
        int, _Key(sorts.month, "The month in which the group's year of figures begins.", "counting.year_starts")
    ] = 1
    keep: Annotated[
        int,
        _Key(
            sorts.months,
            "How long counts are kept session by session before `tally purge` adds them up.",
            "counting.keep",
        ),
    ] = 0
    running: Running = Running()
    language: Annotated[
        str,
        _Key(sorts.language, "The language of peerkit, of sessions and of sheets, as a tag such as cy.", "language"),
    ] = ""


def _keys(settings: Any, table: str) -> Iterator[tuple[str, _Key]]:
    """Each dotted key of a class of settings."""
    for name, kind in settings.__annotations__.items():
        if kind is Words:
            for word in Words._fields:
                says = "Its plural." if word.endswith("s") else f"The group's word for {word}."
                yield f"words.{word}", _Key(sorts.word, says)
        elif get_origin(kind) is Annotated:
            (key,) = kind.__metadata__
            yield key.place or f"{table}.{name}", key
        else:
            yield from _keys(kind, name)


_TABLE = dict(_keys(Config, ""))
_TABLES = tuple(dict.fromkeys(key.partition(".")[0] for key in _TABLE if "." in key))

_ADDRESSES = tuple(place for place, key in _TABLE.items() if key.read is sorts.on_lines)

SETTINGS = {place: key.purpose for place, key in _TABLE.items()}
"""Each dotted key of `peerkit.toml`, and what it is for in a sentence."""


def load(root: Root, otherwise: str = "") -> Config:
    """What the group has chosen; the defaults where there is no `peerkit.toml`.

    Raises PeerkitError with every problem of the file, one a line, then what is therefore not done.
    """
    chosen, wrong = as_far_as_right(root)
    if wrong is not None:
        raise PeerkitError(f"{wrong.message}\n{otherwise}".rstrip(), wrong.hint)
    return chosen


def as_far_as_right(root: Root) -> tuple[Config, PeerkitError | None]:
    """What is right in `peerkit.toml`, with defaults for the rest, and what is wrong with it."""
    try:
        data = files.read_toml(root.config)
    except files.Missing:
        return Config(), None
    except PeerkitError as error:
        return Config(), error
    chosen, wrong = _chosen(_flat(data), root, written=True)
    return _config(chosen), wrong


def as_written(root: Root) -> dict[str, Any]:
    """The values of `peerkit.toml` by dotted key, none where there is no file. Raises as `load`."""
    load(root, "Nothing was changed in it.")
    try:
        data = dict(_flat(files.read_toml(root.config)))
    except files.Missing:
        return {}
    if isinstance(lines := data.get("support.lines"), str):
        data["support.lines"] = list(sorts.lines(lines))
    return data | {place: sorts.on_lines(data[place]) for place in _ADDRESSES if place in data}


def changed(root: Root, changes: dict[str, Any], *, anew: bool = False) -> str:
    """The text of `peerkit.toml` with other values under these dotted keys; all else in it stays, unless `anew`.

    None takes a key out.

    Raises PeerkitError where it would be wrong, or can't be changed as it is written.
    """
    from peerkit.workspace.editing import edited

    where = files.shown(root.config)
    refusal = PeerkitError(f"{where} can't be changed as it is written.", "Change it in any text editor.")
    text = HEADER if anew else files.read_text(root.config, to_edit=True)
    _, wrong = _chosen(((place, value) for place, value in changes.items() if value is not None), root)
    if wrong is not None:
        raise wrong
    return edited(text, changes, refusal)


def _config(chosen: dict[str, Any]) -> Config:
    def table(name: str) -> dict[str, Any]:
        return {key.partition(".")[2]: value for key, value in chosen.items() if key.startswith(f"{name}.")}

    keys = {name: getattr(kind, "__metadata__", ()) for name, kind in Config.__annotations__.items()}
    if "language" in chosen:
        chosen = {"group.language": chosen["language"], **chosen}
    own = {name: chosen[key.place] for name, marks in keys.items() for key in marks if key.place in chosen}
    return Config(
        group=Group(**table("group")), words=Words.of(table("words")), running=Running(**table("running")), **own
    )


def _chosen(
    values: Iterable[tuple[str, Any]], root: Root, *, written: bool = False
) -> tuple[dict[str, Any], PeerkitError | None]:
    """What is right, by its dotted key, and what is wrong, a line each; those that are `written` have their line."""
    chosen: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    for place, value in values:
        try:
            chosen[place] = _value(place, value)
        except ValueError as error:
            said, *right = error.args
            chosen.update((place, part) for part in right)  # what is right in a value that is wrong
            problems.append((place, f"{files.shown(place)[:80]}: {files.shown(said)}"))
    if not problems:
        return chosen, None
    numbers = _line_numbers(root) if written else {}
    lines = [f"line {numbers[place]}: {said}" if place in numbers else said for place, said in problems]
    message = "\n".join(f"{root.config.name}: {line}" for line in lines)
    return chosen, PeerkitError(message, f"Mend {files.shown(root.config)}, then try again.")


def _line_numbers(root: Root) -> dict[str, int]:
    """The line on which each dotted key of the file begins."""
    from peerkit.workspace.toml import statements

    found: dict[str, int] = {}
    for number, data in statements(files.read_text(root.config)):
        for place, _ in _flat(data):
            found.setdefault(place, number)
    return found


def _flat(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        if key in _TABLES and isinstance(value, dict):
            yield from ((f"{key}.{inner}", item) for inner, item in value.items())
        else:
            yield (f'"{key}"' if "." in key else key), value


def _value(place: str, value: Any) -> Any:
    if place in _TABLE:
        return _TABLE[place].read(value)
    if place in _TABLES:
        raise ValueError(f"This is a table: [{place}] on a line of its own, its keys below it.")
    raise ValueError(f"There is no such key. {_meant(place[:80]) or NEWER}")


def _meant(place: str) -> str:
    """A key may be misspelt, or right and in the wrong table."""
    table, dot, last = place.rpartition(".")
    elsewhere = [key for key in _TABLE if key.rpartition(".")[2] == last]
    if elsewhere:
        return f"Did you mean {elsewhere[0]}?"
    beside = {key.rpartition(".")[2]: key for key in _TABLE if key.rpartition(".")[0] == table}
    if not dot:
        return did_you_mean(place, [*beside, *(f"[{name}]" for name in _TABLES)])
    return did_you_mean(last, beside) and did_you_mean(place, beside.values())
