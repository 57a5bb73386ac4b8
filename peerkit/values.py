"""Plain values that a file holds: the marks on their fields, and the way from a file's tables to them and back.

A value is a frozen dataclass. A field's type says what it is, and the marks in its `Annotated` what it must keep.
A value may have a method `check`, which raises ValueError where its fields don't go together.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, reduce
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from peerkit.messages import TAG
from peerkit.wording import safe
from peerkit.wording.slugs import LONGEST, STEM

Value = TypeVar("Value")
Names = tuple[tuple[str, str], ...]
"""Fields, each with the key that a file has for it where that is another word."""
Conversion = Callable[[Any], Any]


class Mark(NamedTuple):
    """What a field keeps besides its type.

    `parse` makes the value out of what stands in a file, and `write` the other way round. `check` gives the value back,
    or raises ValueError with a sentence, as `parse` does; `tidy` is all of it that a value needs which was checked.
    `least` and `most` are for a number, for the characters of a text and for the items of a list. `counted` says that
    an item is called by its number, as in `block 3`, and `named` that its name goes along. `key` is the word in a file
    where that is not the field's name.
    """

    parse: Conversion | None = None
    check: Conversion | None = None
    tidy: Conversion | None = None
    write: Conversion | None = None
    least: int | None = None
    most: int | None = None
    pattern: str | None = None
    counted: bool = False
    named: bool = False
    key: str = ""


def _stem(text: str) -> str:
    if not STEM.fullmatch(text) or safe.hidden_in(text):
        raise ValueError(f"is a name of at most {LONGEST} letters, digits and hyphens, without a folder.")
    return text


CleanText = Annotated[str, Mark(check=safe.clean, tidy=safe.tidy)]
Line = Annotated[CleanText, Mark(most=200, check=safe.one_line)]
Lines = Annotated[tuple[Line, ...], Mark(most=20)]
Stem = Annotated[str, Mark(check=_stem)]
Language = Annotated[str, Mark(pattern=f"^{TAG}$")]


class Field(NamedTuple):
    """A field of a value: `types` are what it may be, without None, and `key` is its word in a file."""

    name: str
    key: str
    types: tuple[Any, ...]
    marks: tuple[Mark, ...]
    default: Any
    read: Conversion | None
    write: Conversion | None


@cache
def fields_of(kind: Any, names: Names = ()) -> tuple[Field, ...]:
    """The fields of a value, in order, under the keys that these names give them."""
    found = []
    for each in fields(kind):
        types, marks = opened(each.type)
        key = dict(names).get(each.name) or next((mark.key for mark in marks if mark.key), each.name)
        read, write = _reader(types, marks, names), _writer(types, marks)
        found.append(Field(each.name, key, types, marks, each.default, read, write))
    return tuple(found)


def opened(hint: Any) -> tuple[tuple[Any, ...], tuple[Mark, ...]]:
    """The types that a hint allows, without None, and the marks on it."""
    types = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    types = tuple(each for each in types if each is not NoneType)
    if len(types) == 1 and get_origin(types[0]) is Annotated:
        return opened(types[0].__origin__)[0], types[0].__metadata__
    return types, ()


def kind_of(table: type) -> str:
    """The word under `kind` that tells this one of several tables from the others."""
    word: str = get_args(table.__annotations__["kind"])[0]
    return word


def numbered(word: str, index: int, name: object = "") -> str:
    """`block 3 (Opening round)` for the block at `index`, counted from 0, as people count it."""
    called = safe.shown(name)
    return f"{word} {index + 1} ({called})" if called else f"{word} {index + 1}"


def load(kind: type[Value], data: Mapping[str, Any], names: Names = ()) -> Value:
    """The value in a file's tables, which are known to be right: no limit is looked at."""
    given = {}
    readers = _readers(kind, names)  # type: ignore[arg-type] # a class is hashable
    for key, held in data.items():
        if held is not None:
            name, read = readers[key]
            given[name] = read(held) if read else held
    return kind(**given)


@cache
def _readers(kind: Any, names: Names) -> dict[str, tuple[str, Conversion | None]]:
    return {each.key: (each.name, each.read) for each in fields_of(kind, names)}


def dump(value: Any, names: Names = (), *, defaults: bool = True) -> dict[str, Any]:
    """The tables of a value, as `load` takes them; without `defaults` nothing in them that is one."""
    found = {}
    for each in fields_of(type(value), names):  # type: ignore[arg-type]
        held = getattr(value, each.name)
        if defaults or held != each.default:
            found[each.key] = _dumped(held, each.write, names, defaults)
    return found


def _dumped(held: Any, write: Conversion | None, names: Names, defaults: bool) -> Any:
    if isinstance(held, tuple):
        return [_dumped(item, write, names, defaults) for item in held]
    if is_dataclass(held):
        return dump(held, names, defaults=defaults)
    return held if held is None or write is None else write(held)


def _writer(types: tuple[Any, ...], marks: tuple[Mark, ...]) -> Conversion | None:
    inside = get_args(types[0])[:1] if get_origin(types[0]) is tuple else ()
    return next((mark.write for mark in marks if mark.write), None) or (_writer(*opened(inside[0])) if inside else None)


def _reader(types: tuple[Any, ...], marks: tuple[Mark, ...], names: Names) -> Conversion | None:
    steps = [mark.parse for mark in marks if mark.parse]
    if len(types) > 1:
        tables = {kind_of(each): each for each in types}
        steps.append(lambda data: load(tables[data["kind"]], data, names))
    elif get_origin(types[0]) is tuple:
        item = _reader(*opened(get_args(types[0])[0]), names)
        steps.append((lambda items: tuple(map(item, items))) if item else tuple)
    elif is_dataclass(types[0]):
        steps.append(lambda data: load(types[0], data, names))
    steps += [mark.tidy for mark in marks if mark.tidy]
    if len(steps) > 1:
        return lambda held: reduce(lambda each, step: step(each), steps, held)
    return steps[0] if steps else None
