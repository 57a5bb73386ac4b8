"""Sharing for a page: which months the reader wants, and figures of them that were not shared yet."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from peerkit.cli.counts import export as sharing
from peerkit.cli.counts.options import Months
from peerkit.cli.terminal import console, prompt
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.tally import export, periods, releases
from peerkit.tally.disclosure import Release, Shared
from peerkit.tally.periods import Grain, Period
from peerkit.tally.query import Query
from peerkit.tally.release_text import ReleaseText
from peerkit.workspace.config import Config
from peerkit.workspace.root import Root


@dataclass(frozen=True)
class Wanted:
    """What was typed: which months, how they are added up, what the group says of money and hours."""

    months: Months
    by: Grain | None
    money: tuple[str, ...]
    hours: tuple[str, ...]
    yes: bool


def shared_as_asked(
    root: Root, chosen: Config, today: dt.date, wanted: Wanted, check: Callable[[Release], None]
) -> tuple[Wanted, str]:
    """Share what was asked for and was not shared yet, after a yes; what to type for that, where nobody could say it.

    Without both ends of a time nothing more is shared. At a terminal the time is asked for. `check` raises PeerkitError
    where the page could not be made. Raises it also where there is no figure, neither shared before nor now.
    """
    asking = prompt.at_a_terminal() and not wanted.yes
    before = releases.read(root)
    if asking and not wanted.months.said and root.ledger.exists():
        wanted = replace(wanted, months=_which_months(root, chosen, today, before) or wanted.months)
    by: Grain | None = "month" if wanted.by == "month" else None
    ask = sharing.query(wanted.months, today, chosen.year_starts, by)
    if ask.finest is None or not root.ledger.exists():
        return wanted, ""
    found = _found(root, ask, before)
    if found is None or found.record == before:
        return wanted, ""
    if not asking and not wanted.yes:
        return wanted, _("More of these months can be shared: to have them on the page, type the same with --yes.")
    check(found)
    sharing.show(root, ask, found, written=wanted.yes, say=console.note if wanted.yes else console.out)
    if wanted.yes or prompt.yes(_("Share these figures, and put them on the page?"), default=False):
        export.freeze(root, ask, found)
    else:
        console.note(_("Nothing was shared."))
    return wanted, ""


def _found(root: Root, ask: Query, before: Shared) -> Release | None:
    """What would be shared; None where that can't be said, and something was shared before that can be shown."""
    try:
        return export.preview(root, ask)
    except export.Nothing as nothing:
        why = PeerkitError("\n".join([nothing.message, *ReleaseText(nothing.found, ask.by).left_out()]))
    except PeerkitError as error:
        why = error
    if before.visits:
        return None
    raise why


def _which_months(root: Root, chosen: Config, today: dt.date, before: Shared) -> Months | None:
    """Ask which months the reader wants. Enter is all that was shared, else what is usual; None: there is nothing."""
    if before.visits:
        return sharing.which_months(Period(before.visits[0].period.first, before.visits[-1].period.last))
    try:
        usual = export.span(export.preview(root, Query("quarter", today, periods.Year(chosen.year_starts))))
    except PeerkitError:
        return None
    return sharing.which_months(usual) or Months(None, None, None, usual)
