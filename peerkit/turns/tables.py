"""Tables of who sits with whom, laid out in many ways: what they may mean, and which of that is likeliest."""

import csv
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_BETWEEN = re.compile(r"\s*(?:[,;+&/]|\band\b|\s[-\u2013]\s)\s*")
"""What stands between the people of one group."""

_ROUND = re.compile(r"(?:round|week)?\s*\d+", re.IGNORECASE)
SITTING_OUT = "sitting out"
_HEADS = {
    "round": re.compile(r"(?:round|week|session)s?\b.*"),
    "group": re.compile(r"(?:group|table|room|pair|three|trio|team|circle)s?\b.*"),
    "person": re.compile(r"(?:person|people|seat|name|member|who)s?\b.*"),
}
"""What a column holds, by how its heading begins."""

NamedRounds = list[list[list[str]]]
"""For each round its groups, and for each group what its people are called."""


class Guess(NamedTuple):
    """Cells by round and group, in one of the ways in which a text can be read.

    `sure` is where the text says so itself; `alone` where there is one person in each cell.
    """

    cells: NamedRounds
    sure: bool = False
    alone: bool = False


def likeliest(made: Sequence[Guess], out: list[list[str]]) -> tuple[NamedRounds, bool]:
    """The guess in which most people are in every round once, and whether another would be as likely.

    Spaces, or nothing, may stand between people where the text says what its columns are, or where hardly a fault is
    left so.
    """
    found: list[tuple[int, NamedRounds]] = []
    for cells, sure, alone in made:
        if alone and any(len(people_of(cell)) > 1 for groups in cells for group in groups for cell in group):
            continue
        for split in (_whole,) if alone else (people_of, _words, _letters):
            rounds = [[[each for cell in group for each in split(cell)] for group in groups] for groups in cells]
            rounds = [groups for each in rounds if (groups := list(filter(None, each)))]
            faults, seated = _faults(rounds, out), sum(len(group) for groups in rounds for group in groups)
            if split in (_whole, people_of) or sure or (len(rounds) > 1 and faults * 4 <= seated):
                found.append((faults, rounds))
    fewest = min((faults for faults, _rounds in found), default=0)
    best = [rounds for faults, rounds in found if faults == fewest]
    doubt = any(other != best[0] for other in best) or bool(fewest and not any(each.sure for each in made))
    return (best[0], doubt) if best else ([], False)


def _faults(rounds: NamedRounds, out: Sequence[Sequence[str]]) -> int:
    """How often somebody is missing from a round, is in it twice, or is alone."""
    held = [[person.casefold() for group in groups for person in group] for groups in rounds]
    if len(out) == len(held):
        held = [[*those, *(person.casefold() for person in away)] for those, away in zip(held, out, strict=True)]
    everybody = set().union(*held)
    alone = sum(len(group) < 2 for groups in rounds for group in groups)
    return alone + sum(len(everybody.difference(those)) + len(those) - len(set(those)) for those in held)


def people_of(cell: str) -> list[str]:
    """The people of one group: `1, 2 and 3`, `Ann + Bo`, numbers and letters with spaces between them."""
    words = cell.replace("-", " ").split()
    if all(word.isdecimal() or len(word) == 1 for word in words):
        return [word for word in words if word.isalnum()]
    return [name for name in _BETWEEN.split(cell.strip()) if name]


def _whole(cell: str) -> list[str]:
    """The one person of a cell."""
    return [cell]


def _words(cell: str) -> list[str]:
    """The same where a space, too, stands between two people: `Ann Bo`."""
    return [word for name in _BETWEEN.split(cell.strip()) for word in name.split()]


def _letters(cell: str) -> list[str]:
    """The same where nothing stands between them: `AB`, `12`."""
    return list(cell) if len(cell) > 1 and cell.isalnum() and (cell.isupper() or cell.isdecimal()) else people_of(cell)


def rows_of(lines: Sequence[str]) -> list[list[str]]:
    """The cells of each row; an empty row stays one. Between them: a comma, semicolon or tab, or the bar of a table."""
    if lines[0].lstrip().startswith("|"):
        table = [line.strip().strip("|").split("|") for line in lines]
        rows = [cells for cells in table if not all(set(cell.strip()) <= set(":-") for cell in cells)]
    else:
        between = max("\t;,", key=lambda sign: sum(sign in line for line in lines))
        rows = list(csv.reader(lines, delimiter=between))
    return [[cell.strip() for cell in row] for row in rows]


def guesses(rows: list[list[str]], out: list[list[str]]) -> list[Guess]:
    """What a table may say; its first row may name the columns, and who sits out goes to `out`."""
    if not rows:
        return []
    head = [cell.casefold() for cell in rows[0]]
    if SITTING_OUT in head:
        at = head.index(SITTING_OUT)
        out += [people_of(row[at]) if at < len(row) else [] for row in rows[1:] if any(row)]
        return guesses([[*row[:at], *row[at + 1 :]] for row in rows], [])
    columns = {kind: [at for at, cell in enumerate(head) if heads.fullmatch(cell)] for kind, heads in _HEADS.items()}
    again = {cell.casefold() for row in rows[1:] for cell in row if cell}.intersection(head)
    if again or not any(columns.values()) or (_ROUND.fullmatch(head[0]) and len(columns["round"]) == 1):
        return _unheaded(rows)
    filled = [[*row, *[""] * (len(head) - len(row))] for row in rows[1:] if any(row)]
    if len(columns["round"]) > 1:
        return _across(filled, columns)
    if not columns["round"] and not columns["group"]:
        return _unheaded(rows[1:])
    return _headed(rows[1:], filled, columns)


def _headed(rows: list[list[str]], filled: list[list[str]], columns: dict[str, list[int]]) -> list[Guess]:
    """Rows of rounds, groups or people, under headings that say which."""
    number = columns["round"][0] if columns["round"] else None
    labels = [str(at) if number is None else row[number] for at, row in enumerate(filled)]
    for at, label in enumerate(labels):
        labels[at] = label or labels[at - 1]
    rest = [at for at in range(max(map(len, filled), default=0)) if at != number]
    if len(columns["group"]) == 1 and len(rest) > 1:
        (key,) = columns["group"]
        rest.remove(key)
        if number is None and len(rest) > 1:
            return [
                Guess(_one_after_the_other([[row[at] for at in rest if at < len(row)] for row in rows]), True, True)
            ]
        places = [(label if number is not None else "", row[key]) for label, row in zip(labels, filled, strict=True)]
        people = [[row[at] for at in rest if at < len(row) and row[at]] for row in filled]
        return [Guess(_together(zip(places, people, strict=True)), True)]
    cells = [[row[at] for at in rest if at < len(row) and row[at]] for row in filled]
    several = [[part.strip() for cell in row for part in re.split("[;,]", cell)] for row in cells]
    by_round = [Guess(_by_round(labels, parts), True) for parts in ((several, cells) if len(rest) == 1 else (cells,))]
    if columns["group"]:
        return by_round
    places = [(label, str(at)) for at, label in enumerate(labels)]
    return [Guess(_together(zip(places, cells, strict=True)), True, True), *by_round]


def _by_round(labels: Sequence[str], cells: Sequence[Sequence[str]]) -> NamedRounds:
    """A group in each cell of the rows with one label."""
    return _together(
        ((label, f"{at} {of}"), [cell])
        for at, (label, row) in enumerate(zip(labels, cells, strict=True))
        for of, cell in enumerate(row)
    )


def _across(filled: list[list[str]], columns: dict[str, list[int]]) -> list[Guess]:
    """A column a round: a row a group, or a row a person with the group in each cell."""
    groups = Guess([[[row[at]] for row in filled if row[at]] for at in columns["round"]], True)
    if 0 in columns["round"] or columns["group"]:
        return [groups]
    people = [[((str(at), row[at]), [row[0]]) for row in filled if row[at]] for at in columns["round"]]
    return [Guess([groups for each in people for groups in _together(each)], True, True), groups]


def _unheaded(rows: list[list[str]]) -> list[Guess]:
    """A row a round or a row a group; a first column may hold the number of the round."""
    filled = [row for row in rows if any(row)]
    readings = []
    if filled and all(_ROUND.fullmatch(row[0]) and any(row[1:]) for row in filled):
        rest = [cell for row in filled for cell in row[1:] if cell]
        sure = not all(row[0].isdecimal() for row in filled) or not all(map(str.isdecimal, rest))
        places = [(row[0].casefold(), str(at)) for at, row in enumerate(filled)]
        cells = [list(filter(None, row[1:])) for row in filled]
        by_group = Guess(_together(zip(places, cells, strict=True)), sure, True)
        by_round = Guess([[[cell] for cell in row] for row in cells], sure)
        if _counts_up([row[0] for row in filled]):
            readings = [by_group, by_round]
        elif sure or [row[0] for row in filled] == [str(number) for number in range(1, len(filled) + 1)]:
            readings = [by_round, by_group]
        if sure:
            return readings
    else:
        readings = [Guess([[[cell] for cell in row if cell] for row in filled])]
    return [*readings, Guess(_one_after_the_other(rows), alone=True)]


def _together(rows: Iterable[tuple[tuple[str, str], list[str]]]) -> NamedRounds:
    """Rounds of what stands under the same round and group."""
    rounds: dict[str, dict[str, list[str]]] = {}
    for (number, group), people in rows:
        rounds.setdefault(number, {}).setdefault(group, []).extend(people)
    return [list(groups.values()) for groups in rounds.values()]


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether a first column looks like the numbers of rounds of several groups: 1, 1, 2, 2, 3, 3."""
    found = list(dict.fromkeys(cells))
    each = len(cells) // len(found)
    if not all(map(_ROUND.fullmatch, found)):
        return False
    return each > 1 and list(cells) == [number for number in found for _again in range(each)]


def _one_after_the_other(rows: Sequence[Sequence[str]]) -> NamedRounds:
    """A row a group: a new round begins after an empty row, and where somebody would sit twice."""
    rounds: NamedRounds = [[]]
    for row in rows:
        group = [cell for cell in row if cell]
        if rounds[-1] and (not group or any(person in other for other in rounds[-1] for person in group)):
            rounds.append([])
        if group:
            rounds[-1].append(group)
    return list(filter(None, rounds))
