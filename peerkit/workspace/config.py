"""`peerkit.toml`: the group's words, defaults and choices. On every command's path, so read without pydantic."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, NamedTuple, get_origin

from peerkit.columns import ASKED
from peerkit.errors import NEWER, PeerkitError, did_you_mean
from peerkit.wording import somebodys
from peerkit.wording.safe import hidden_in
from peerkit.words import USUAL, Words
from peerkit.workspace import files
from peerkit.workspace.root import Root

LONGEST_WORD, LONGEST_LINE, LONGEST_ADDRESS, MOST_LINES = 40, 400, 200, 20
_ADDRESS = re.compile(r"(?:https?://(?!\w+:/)[a-z0-9[][!-~]*|mailto:[!-~]+@[!-~]+|tel:[+0-9][!-~]*)", re.IGNORECASE)
HEADER = """\
# The group's own words, defaults and choices. Everything in it may be left out.
# `peerkit where` says what each line is for.
"""


def _text(most: int) -> Callable[[Any], str]:
    def checked(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("This is text in quotes.")
        if hidden := hidden_in(value):
            raise ValueError(f"This holds {hidden}. Take it out.")
        if len(value.splitlines()) > 1 or "\t" in value:
            raise ValueError("This is one line, without a tab or a line's end.")
        if len(value) > most:
            raise ValueError(f"This is {len(value)} characters long; {most} is the most.")
        return value.strip()

    return checked


def _word(value: Any) -> str:
    if word := _text(LONGEST_WORD)(value):
        return word
    raise ValueError("This is empty. Leave the line out for the usual word.")


def _lines(value: Any) -> tuple[str, ...]:
    """A list of lines; one text is taken for its lines, as somebody writes it who doesn't know TOML."""
    value = value.splitlines() if isinstance(value, str) else value
    if not isinstance(value, list) or len(value) > MOST_LINES:
        raise ValueError(f'This is a list of at most {MOST_LINES} lines: ["One line", "Another"].')
    return tuple(line for line in map(_text(LONGEST_LINE), value) if line)


def _address(value: Any) -> str:
    """What may be written on several lines, as an address is: one after the other, with commas between."""
    if isinstance(value, str) and "\n" in value.strip():
        value = value.splitlines()
    if not isinstance(value, list):
        return _line(value)
    return _line(", ".join(line.strip(" ,\r") for line in _lines(value)))


def address(value: Any) -> str:
    """An address that a telephone's camera can open, or nothing. Raises ValueError with a sentence."""
    found = _text(LONGEST_ADDRESS)(value)
    if found and not _ADDRESS.fullmatch(found):
        raise ValueError("This is an address written whole, in plain letters, such as: https://example.org")
    return found


def _about_line(value: Any) -> str:
    line = _text(LONGEST_LINE)(value)
    if somebodys.addresses(line) or somebodys.numbers(line):
        raise ValueError(
            "This looks like an e-mail address or a telephone number, and it is about the group as a whole. "
            "How to reach the group is [group] contact."
        )
    return line


def _counts(value: Any) -> tuple[str, ...]:
    chosen = set(_lines(value))
    right = tuple(count for count in ASKED if count in chosen)
    if unknown := sorted(chosen.difference(ASKED)):
        known = ", ".join(f'"{count}"' for count in ASKED)
        newer = "" if did_you_mean(unknown[0], ASKED) else f" {NEWER}"
        raise ValueError(f'"{unknown[0]}" cannot be asked for. Choose from {known}.{newer}', right)
    return right


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("This is true or false, without quotes.")
    return value


def _tell(value: Any) -> str:
    if value not in ("less", "usual", "more"):
        raise ValueError('This is "less", "usual" or "more".')
    return str(value)


def _month(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 12:
        raise ValueError("This is a month from 1 to 12, without quotes.")
    return value


def months(value: Any) -> int:
    """How many months "2y", "18m" or "1 year" are. Raises ValueError with a sentence."""
    text = value.strip().lower() if isinstance(value, str) else ""
    found = re.fullmatch(r"([1-9][0-9]?)\s*(?:(y|years?)|m|months?)", text)
    if found is None:
        raise ValueError('This is a number of years or months, such as "2y" or "18m".')
    return int(found[1]) * (12 if found[2] else 1)


_line = _text(LONGEST_LINE)


class _Key(NamedTuple):
    """A key of `peerkit.toml`: what reads its value or raises ValueError, and what it is for.

    `place` is where it stands, if not under its own name in the table of its class.
    """

    read: Callable[[Any], Any]
    purpose: str
    place: str = ""


class Group(NamedTuple):
    """What a flyer says about the group, and what the group says about itself beside the figures that it shares."""

    name: Annotated[str, _Key(_line, "What the group calls itself.")] = ""
    when: Annotated[str, _Key(_line, "When it meets, in words.")] = ""
    where: Annotated[str, _Key(_address, "Where it meets, in words, on one line or several.")] = ""
    getting_in: Annotated[str, _Key(_address, "How to get in: the door, the bell, steps and lifts.")] = ""
    contact: Annotated[str, _Key(_address, "How to reach the group; not a person's own number.")] = ""
    cost: Annotated[str, _Key(_line, "What it costs to come, in words, such as: Free.")] = ""
    web: Annotated[str, _Key(address, "The group's own address on the web, written whole, for flyers.")] = ""
    about: Annotated[
        tuple[str, ...],
        _Key(
            lambda value: tuple(map(_about_line, _lines(value))),
            "What the group says about itself to a funder, line by line; nothing about a person.",
        ),
    ] = ()
    experience: Annotated[
        str, _Key(_about_line, "Which experience people in the group share, in the group's own words.")
    ] = ""
    run_by: Annotated[
        str, _Key(_about_line, "Who runs the group, in words such as: people who come to it. No names.")
    ] = ""


class Running(NamedTuple):
    """How a session looks and sounds; None where the group has not said."""

    plain: Annotated[bool | None, _Key(_yes_or_no, "Whether sessions run in lines of text instead of a screen.")] = None
    bell: Annotated[bool | None, _Key(_yes_or_no, "Whether a soft bell sounds.")] = None
    seconds: Annotated[bool, _Key(_yes_or_no, "Whether seconds show before the last minute.")] = False
    tell: Annotated[str, _Key(_tell, "How much is said in lines of text: less, usual or more.")] = ""
    last_minute: Annotated[bool, _Key(_yes_or_no, "Whether the last minute looks different on the screen.")] = True
    speak: Annotated[bool, _Key(_yes_or_no, "Whether the computer's voice says a session aloud.")] = False


class Config(NamedTuple):
    """Everything in `peerkit.toml`, with defaults for what it leaves out: `keep` is in months, and 0 is not said."""

    template: Annotated[str, _Key(_line, "The way of meeting that `session start` offers first.", "template")] = ""
    group: Group = Group()
    words: Words = USUAL
    support: Annotated[tuple[str, ...], _Key(_lines, "The card for hard moments, line by line.", "support.lines")] = ()
    ask: Annotated[
        tuple[str, ...],
        _Key(
            _counts,
            f"What closing a session asks for besides how many came: any of {', '.join(ASKED)}.",
            "counting.ask",
        ),
    ] = ()
    year_starts: Annotated[
        int, _Key(_month, "The month in which the group's year of figures begins.", "counting.year_starts")
    ] = 1
    keep: Annotated[
        int,
        _Key(months, "How long counts are kept session by session before `tally purge` adds them up.", "counting.keep"),
    ] = 0
    running: Running = Running()


def _keys(settings: Any, table: str) -> Iterator[tuple[str, _Key]]:
    """Each dotted key of a class of settings."""
    for name, kind in settings.__annotations__.items():
        if kind is Words:
            for word in Words._fields:
                says = "Its plural." if word.endswith("s") else f"The group's word for {word}."
                yield f"words.{word}", _Key(_word, says)
        elif get_origin(kind) is Annotated:
            (key,) = kind.__metadata__
            yield key.place or f"{table}.{name}", key
        else:
            yield from _keys(kind, name)


_TABLE = dict(_keys(Config, ""))
_TABLES = tuple(dict.fromkeys(key.partition(".")[0] for key in _TABLE if "." in key))

_ADDRESSES = tuple(place for place, key in _TABLE.items() if key.read is _address)

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
        data["support.lines"] = list(_lines(lines))
    return data | {place: _address(data[place]) for place in _ADDRESSES if place in data}


def changed(root: Root, changes: dict[str, Any], *, anew: bool = False) -> str:
    """The text of `peerkit.toml` with other values under these dotted keys; all else in it stays, unless `anew`.

    Raises PeerkitError where it would be wrong, or can't be changed as it is written.
    """
    from peerkit.workspace.editing import edited

    where = files.shown(root.config)
    refusal = PeerkitError(f"{where} can't be changed as it is written.", "Change it in any text editor.")
    text = HEADER if anew else files.read_text(root.config, to_edit=True)
    _, wrong = _chosen(changes.items(), root)
    if wrong is not None:
        raise wrong
    return edited(text, changes, refusal)


def _config(chosen: dict[str, Any]) -> Config:
    def table(name: str) -> dict[str, Any]:
        return {key.partition(".")[2]: value for key, value in chosen.items() if key.startswith(f"{name}.")}

    keys = {name: getattr(kind, "__metadata__", ()) for name, kind in Config.__annotations__.items()}
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
