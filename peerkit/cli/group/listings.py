"""Listings for directories: each in the format that they publish."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from peerkit.cli.group.publish import Leaving, leave, readied
from peerkit.cli.group.show import lines_of, next_lines
from peerkit.cli.sheets import delivery
from peerkit.cli.terminal import console
from peerkit.cli.terminal.overwrite import not_ours
from peerkit.errors import PeerkitError
from peerkit.group import listing, meeting_guide, open_referral, schema_org
from peerkit.group.public import Window
from peerkit.live.clock import Clock
from peerkit.messages import _
from peerkit.wording.grammar import listed
from peerkit.workspace import config
from peerkit.workspace.config import Group
from peerkit.workspace.root import Root

MADE: dict[str, Callable[[Group, Window, datetime], Any]] = {
    "open-referral": open_referral.service,
    "schema-org": schema_org.graph,
    "meeting-guide": meeting_guide.meetings,
}


def listing_file(root: Root, clock: Clock, form: str, leaving: Leaving) -> None:
    """Write a listing with nothing but what is on the web. Raises PeerkitError."""
    not_ours(leaving.output, "listing.json")
    ready = readied(root, clock.today(), "web")
    _need_listed(root, ready.group)
    delivery.for_strangers(None, root.command("group listing --draft"), draft=leaving.draft)
    if form == "meeting-guide" and (why := meeting_guide.why_not(ready.group)):
        raise PeerkitError(why, _("Take another format, such as: {option}", option="--format open-referral"))
    shown = [*lines_of(ready.group), *next_lines(ready.group, clock.today())]
    leave(root, ready, shown, lambda group: {leaving.output: text(form, group, ready.window, clock.now())}, leaving)
    whole = config.load(root).group
    if form == "open-referral" and ready.group.where and (empty := listing.unsaid_address(ready.group)):
        console.note(_("Directories want a whole address. Empty, or not on the web: {keys}", keys=listed(empty)))
    if whole.where and not ready.group.where:
        console.note(_("The place is not in it: the town at most, without a street and without coordinates."))
    console.note(
        _("A directory keeps a copy. To end it there, send what {command} writes.", command=root.command("group close"))
    )


def _need_listed(root: Root, group: Group) -> None:
    """Raises PeerkitError where there is too little for any directory."""
    missing = listing.missing(group)
    if not missing:
        return
    empty = [key for key in missing if not getattr(config.load(root).group, key)]
    if empty:
        first = "every Thursday, 19:00 to 21:00" if empty[0] == "days" else "..."
        hint = _("To say it: {command}", command=root.command("group change", empty[0], first))
    else:
        hint = _("To tell it: {command}", command=root.command("group tell", *missing))
    raise PeerkitError(_("A directory wants this, and it is not on the web: {keys}", keys=listed(missing)), hint)


def text(form: str, group: Group, window: Window, now: datetime) -> str:
    """A listing as JSON."""
    return console.json_text(MADE[form](group, window, now)) + "\n"
