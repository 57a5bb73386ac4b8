"""`peerkit tally import`: counts from other people's files, looked at before anything is written."""

import datetime as dt
import locale
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from peerkit.cli.counts import inheriting
from peerkit.cli.counts.rows import mention_shared, said, usual
from peerkit.cli.terminal import console, prompt
from peerkit.cli.terminal.progress import Doing
from peerkit.durations import counted
from peerkit.figures import ascii_figures
from peerkit.messages import _, ngettext
from peerkit.tally import exchange, inherited, ledger, releases
from peerkit.tally.choices import EMPTY_DAYS, DayOrder, EmptyDay
from peerkit.tally.row import Row
from peerkit.workspace.files import shown
from peerkit.workspace.root import Root

_MOST_SHOWN, _MOST_NEW = 10, 5
_MONTH_FIRST = re.compile(r"[a-z]{2,3}[_-](?:us|pr|gu|as|mp|vi|fm|mh|pw|ph)\b|.*_united states", re.IGNORECASE)
_DAY_FIRST = re.compile(r"[a-z]{2,3}[_-][a-z]{2}\b|\w+_\w+", re.IGNORECASE)


@dataclass(frozen=True)
class Typed:
    """What was typed about the files, besides their names."""

    mapped: Mapping[str, str]
    session: str | None
    format: str | None
    dates: DayOrder | None
    empty: EmptyDay | None
    take: Sequence[int]
    leave: Sequence[str]
    count_lines: bool

    def asked(self, today: dt.date, order: DayOrder | None) -> exchange.ImportRequest:
        """The same for whoever reads the files."""
        wishes = exchange.ImportWishes(today, order, self.dates, self.empty or "leave", self.take, self.mapped.keys())
        without = [name for name, given in (("session", self.session), ("format", self.format)) if given]
        return exchange.ImportRequest(wishes, self.mapped, without, self.leave, self.count_lines)


def lines(typed: Sequence[str]) -> list[int]:
    """The numbers of lines as they were typed: `14,18`. Raises BadParameter."""
    those = [each.strip() for text in map(ascii_figures, typed) for each in text.split(",")]
    if all(each.isascii() and each.isdigit() for each in those):
        return list(map(int, those))
    raise typer.BadParameter("Say the numbers of lines, such as 14 or 14,18.", param_hint="--take")


def import_(root: Root, files: Sequence[str], typed: Typed, today: dt.date, *, dry_run: bool, yes: bool) -> None:
    """Show what would be added from these files and what would be left out, ask, and add what is sure."""
    if typed.take and len(files) > 1:
        raise typer.BadParameter("Lines are those of one file: name one file.", param_hint="--take")
    usually, order = exchange.Usual(*usual(root, typed.session, typed.format)), _computers_order(os.environ)
    paths = list(map(Path, files))
    tables = [path for path in paths if not inherited.is_record(path)]

    def read() -> list[exchange.ImportedFile]:
        with Doing(_("Reading what was counted")):
            return [each for path in tables for each in exchange.read(path, usually, typed.asked(today, order))]

    found = read()
    if any(file.empty for file in found) and prompt.at_a_terminal() and not (yes or dry_run):
        typed = replace(typed, empty=_what_empty_days_are(found))
        found = read()
    new = exchange.sort(root, found)
    before, taken = inherited.look(root, paths, new.new)
    for line in (*_looked_at(found, new, typed), *inheriting.said(root, tables, before, taken)):
        console.out(line)
    if not new.new and taken.record == before:
        console.out("There is nothing to add.")
    elif dry_run:
        console.out("Nothing was written: this was only to look.")
    elif _agreed(root, new.new, yes=yes):
        if taken.record != before:  # first, so that no count is here without it
            inherited.take(root, before, taken)
            console.out(_("What was shared is in {path}", path=releases.path(root)))
        if new.new:
            added = ledger.add_all(root, new.new)
            console.out(f"Added {counted(added, 'session')}.\nIn {root.ledger}")
        mention_shared(root, {row.date for row in new.new})
    else:
        console.out("Nothing was written.")


def _what_empty_days_are(found: Sequence[exchange.ImportedFile]) -> EmptyDay:
    """Asks what days without a number are; Enter leaves them out."""
    those = [line for file in found for line in file.empty]
    for file in found:
        if file.empty:
            console.out(_("{file} has days without a number, or with 0. Lines: {lines}.",
                          file=shown(file.name), lines=_numbers(file.empty)))  # fmt: skip
    question = ngettext("{n} day. What was it?", "{n} days. What were they?", len(those))
    ways = (_("I don't know: leave them out"), _("Cancelled: nobody met"), _("We met, and nobody counted"))
    about = _("A day without a number may be either, so none is guessed. Enter leaves them out.")
    return EMPTY_DAYS[prompt.choose(question, ways, about=about)]


def _computers_order(environ: Mapping[str, str]) -> DayOrder | None:
    """Whether this computer writes the day or the month first; None where it does not say."""
    name = next((value for key in ("LC_ALL", "LC_TIME", "LANG") if (value := environ.get(key))), "")
    name = name or (locale.getlocale()[0] or "" if os.name == "nt" else "")
    if _MONTH_FIRST.match(name):
        return "month"
    return "day" if _DAY_FIRST.match(name) else None


def _agreed(root: Root, new: Sequence[Row], *, yes: bool) -> bool:
    """Whether to do it. Without a terminal nobody can be asked, and what was typed is what is meant."""
    question = f"Add {'this session' if len(new) == 1 else f'these {len(new)} sessions'} to {root.ledger}?"
    if not new:
        question = _("Take over what was shared?")
    return yes or not prompt.at_a_terminal() or prompt.yes(question, default=False)


def _looked_at(found: Sequence[exchange.ImportedFile], new: exchange.ImportPlan, typed: Typed) -> Iterator[str]:
    for file in found:
        taken = ", ".join(
            f'{column.replace("_", "-")} from "{shown(heading)}"' for column, heading in file.taken.items()
        )
        others = f" {counted(file.others, 'other column')} left alone." if file.others else ""
        yield f"{shown(file.name)}: {counted(len(file.rows), 'session')}. Taken: {taken}.{others}"
        yield from map(shown, file.notes)
        yield from _left_out(file, typed)
    yield from _to_add(new)


def _left_out(file: exchange.ImportedFile, typed: Typed) -> Iterator[str]:
    """The lines of a file that are not taken, why, and what to do about each."""
    if file.sums:
        yield ngettext(
            "Left alone: {n} line that adds others up.", "Left alone: {n} lines that add others up.", file.sums
        )
    if file.empty:
        yield ngettext(
            "Left out: {n} day without a number, or with 0. Lines: {lines}.",
            "Left out: {n} days without a number, or with 0. Lines: {lines}.",
            len(file.empty),
            lines=_numbers(file.empty),
        )
        yield _("If you met then and nobody counted: --empty uncounted. If you did not meet: --empty cancelled.")
    if file.odd:
        yield ngettext("Left out: {n} line that is not sure.", "Left out: {n} lines that are not sure.", len(file.odd))
        for odd in file.odd[:_MOST_SHOWN]:
            yield _("  line {line}: {why}", line=odd.line, why=shown(odd.why))
        if len(file.odd) > _MOST_SHOWN:
            yield _("  and {more} more.", more=len(file.odd) - _MOST_SHOWN)
        if able := [odd.line for odd in file.odd if odd.row is not None]:
            take = ",".join(map(str, sorted({*able, *typed.take})))
            yield _("If a line is right as it is: --take {lines}", lines=take)
        if len(able) < len(file.odd):
            yield _("Mend the others in the file, then import it again: what is counted already is skipped.")


def _numbers(those: Sequence[int]) -> str:
    """`3, 4, 5`, and how many more there are."""
    some = ", ".join(map(str, those[:_MOST_SHOWN]))
    return _("{some} and {more} more", some=some, more=len(those) - _MOST_SHOWN) if len(those) > _MOST_SHOWN else some


def _to_add(new: exchange.ImportPlan) -> Iterator[str]:
    if new.new:
        cancelled, uncounted = sum(row.cancelled for row in new.new), sum(row.uncounted for row in new.new)
        more = f", {cancelled} cancelled" if cancelled else ""
        more += f", {uncounted} not counted" if uncounted else ""
        span = _(" From {first} to {last}.", first=new.new[0].date, last=new.new[-1].date) if len(new.new) > 1 else ""
        yield f"\nNew: {counted(len(new.new), 'session')}{more}.{span}"
    for row in new.new[:_MOST_NEW]:
        yield f"  {said(row)}"
    if len(new.new) > _MOST_NEW:
        yield f"  and {len(new.new) - _MOST_NEW} more, up to {new.new[-1].date.isoformat()}."
    if new.same:
        yield f"Counted already, and skipped: {counted(new.same, 'session')}."
    if new.summed:
        yield f"Older than the group keeps, and skipped: {counted(new.summed, 'session')}."
    for here, there in new.beside[:_MOST_SHOWN]:
        yield _(
            "Left out, for it may be the same session: {here} The file has: {there}", here=said(here), there=said(there)
        )
    if new.beside:
        name = new.beside[0][1].session
        yield _("If it was another one on that day, say its name: --session {name}", name=name)
    for here, there in new.other[:_MOST_SHOWN]:
        yield f"Counted already with other numbers, and left as it is: {said(here)} The file has: {said(there)}"
    if len(new.other) > _MOST_SHOWN:
        yield f"and {len(new.other) - _MOST_SHOWN} more that have other numbers."
