"""A schedule as people have it: JSON of several shapes, CSV, a Markdown table, or lines; names become numbers.

No name is kept: what comes out holds numbers of seats, and the letters that stood for them.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from peerkit.messages import _
from peerkit.turns.schedule import Schedule
from peerkit.turns.tables import SITTING_OUT, Guess, NamedRounds, guesses, likeliest, people_of, rows_of

_LINE = re.compile(r"\s*(?:round|week)?\s*\d+(?: of \d+)?(?: \(done\))?\s*:(.*)", re.IGNORECASE)
_DEEPEST = 32
_LONGEST_NAME = 40
_ENDS = {1: "st", 2: "nd", 3: "rd"}

EXAMPLE = "Round 1: 1 and 2; 3 and 4\nRound 2: 1 and 3; 2 and 4"


class Unreadable(ValueError):  # noqa: N818 - it reads as a sentence: raise Unreadable
    """That is no schedule in any form that can be read; the message is a sentence that says why."""


def _ordinal(number: int) -> str:
    """`1st`, `12th`, `23rd`."""
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{_ENDS.get(last, 'th')}"


class Pasted(NamedTuple):
    """What `given` reads, and how people were `named`: numbers are as they were.

    `shown` is what each seat was called in the file, where that names nobody: a letter, or a number from 0.
    `doubt` is where it could have been read in another way as well.
    """

    data: Any
    named: Literal["numbers", "letters", "names"]
    shown: dict[int, str]
    doubt: bool = False

    def who(self, seat: int) -> str:
        """What to call somebody so that they are found in the file, and never by a name that was in it."""
        if self.named == "letters":
            return self.shown.get(seat, f"seat {seat}")
        if self.named == "numbers":
            return f"seat {self.shown.get(seat, seat)}"
        for number, groups in enumerate(self.data["rounds"], 1):
            for of_round, group in enumerate(groups, 1):
                if seat in group:
                    return f"the {_ordinal(group.index(seat) + 1)} person of group {of_round} in round {number}"
        return "somebody who only sits out"


def parsed(text: str) -> Pasted:
    """A schedule from a text in any of these forms. Raises Unreadable.

    JSON: an object with `rounds`, a list of rounds, or one round; CSV or a Markdown table: a row a round with a group
    in each cell, a row a group, or a row a person; lines, `Round 1: 1 and 5; 2 and 6`.
    """
    text = text.removeprefix("\ufeff").strip()
    if text[:1] in ("{", "["):
        return _from_json(text)
    if not text:
        raise Unreadable(_("it is empty."))
    lines = text.splitlines()
    out: list[list[str]] = []
    readings = _from_lines(lines, out) or guesses(rows_of(lines), out)
    rounds, doubt = likeliest(readings, out)
    groups = [group for round_ in rounds for group in round_]
    if max(map(len, groups), default=0) < 2 or any(len(person) > _LONGEST_NAME for group in groups for person in group):
        raise Unreadable(_("no rounds are found in it."))
    return _numbered(rounds, out if any(out) else None)._replace(doubt=doubt)


def _from_json(text: str) -> Pasted:
    try:
        data = json.loads(text)
        _look_into(data)
    except json.JSONDecodeError as error:
        raise Unreadable(_("it is not JSON: line {line} can't be read.", line=error.lineno)) from None
    except ValueError:  # so says int()
        raise Unreadable(_("a number in it has thousands of figures.")) from None
    except RecursionError:
        raise Unreadable(_("there are lists inside lists in it, more than any schedule has.")) from None
    if isinstance(data, list):
        data = {"rounds": [data] if _depth(data) == 2 else data}
    rounds = data.get("rounds")
    if _depth(rounds) != 3:
        return Pasted(data, "numbers", {})
    called = [person for groups in rounds for group in groups for person in group]
    if all(isinstance(person, str | int) for person in called) and any(
        isinstance(each, str) or each == 0 for each in called
    ):
        anew = _numbered([[list(map(str, group)) for group in groups] for groups in rounds])
        return anew._replace(data={**data, **anew.data})
    return Pasted(data, "numbers", {})


def _look_into(data: Any) -> None:
    """Raises RecursionError where lists and tables stand in each other more than _DEEPEST deep, on any Python."""
    level = [data]
    for _deep in range(_DEEPEST):
        level = [
            inner for each in level if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]  # fmt: skip
    if level:
        raise RecursionError


def _depth(value: Any) -> int:
    """How deep lists stand in each other, where all do as deep; 0 for anything else."""
    if not isinstance(value, list) or not value:
        return 0
    depths = set(map(_depth, value))
    return 1 + depths.pop() if len(depths) == 1 else 0


def _from_lines(lines: Sequence[str], out: list[list[str]]) -> list[Guess]:
    """`Round 1: 1 and 5; 2 and 6. Sitting out: 7.`, among lines that begin otherwise; who sits out goes to `out`."""
    found = [match[1].partition("Sitting out:") for line in lines if (match := _LINE.fullmatch(line))]
    out += [people_of(those.strip(". ")) for _groups, _colon, those in found]
    cells = [[[group] for group in groups.strip(". ").split(";")] for groups, *_rest in found]
    sure = any(len(people_of(cell)) > 1 for groups in cells for group in groups for cell in group)
    return [Guess(cells, sure)] if cells else []


def _numbered(rounds: NamedRounds, out: list[list[str]] | None = None) -> Pasted:
    """Numbers as they are, where all are numbers, from 0 or from 1; letters by the alphabet; names as they come."""
    rounds = [[[person.casefold() for person in group] for group in groups] for groups in rounds]
    out = [[person.casefold() for person in those] for those in out or []]
    called = list(dict.fromkeys(person for groups in (*rounds, out) for group in groups for person in group))
    named: Literal["numbers", "letters", "names"] = "names"
    if all(person.isascii() and person.isdecimal() and len(person) < 4 for person in called):
        named = "numbers"
        number = {person: int(person) + ("0" in called) for person in called}
        shown = {number[person]: str(int(person)) for person in called}
    else:
        if all(len(person) == 1 and (person.isdecimal() or person.upper() != person) for person in called):
            named = "letters"
            called = sorted(called)
        number = {person: place for place, person in enumerate(called, 1)}
        shown = {place: person.upper() for person, place in number.items()} if named == "letters" else {}
    data: dict[str, Any] = {"rounds": [[[number[person] for person in group] for group in groups] for groups in rounds]}
    resting = {"sitting_out": [[number[each] for each in those] for those in out]} if out else {}
    return Pasted(data | resting, named, shown)


def as_csv(schedule: Schedule) -> str:
    """A row a round, a column a group, numbers with spaces between them; who sits out last."""
    return "\n".join(",".join(cells) for cells in _table(schedule))


def as_markdown(schedule: Schedule) -> str:
    """The same as a table."""
    head, *rows = _table(schedule)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["--:"] + ["---"] * (len(head) - 1), *rows))


def _table(schedule: Schedule) -> list[list[str]]:
    most = max(map(len, schedule.rounds))
    rows = [["round", *(f"group {number}" for number in range(1, most + 1))]]
    for number, groups in enumerate(schedule.rounds, 1):
        cells = [" ".join(map(str, group)) for group in groups]
        rows.append([str(number), *cells, *[""] * (most - len(cells))])
    if schedule.out:
        rows[0].append(SITTING_OUT)
        for number, row in enumerate(rows[1:]):
            row.append(" ".join(map(str, schedule.sitting_out(number))))
    return rows
