"""`session export`: an evening as a page that runs on a phone."""

from pathlib import Path

from peerkit.cli.session.interpreting import settled
from peerkit.cli.session.loading import load, tonight
from peerkit.cli.session.materials import materials
from peerkit.cli.terminal import console
from peerkit.cli.terminal.overwrite import keep_old, may_write, not_ours
from peerkit.live.clock import Clock
from peerkit.messages import _
from peerkit.planning.evening import planned, requested
from peerkit.planning.request import SessionRequest
from peerkit.printing.phone.session import SessionPage, page
from peerkit.workspace import files
from peerkit.workspace.root import Root


def put(
    root: Root, name: str | None, request: SessionRequest, clock: Clock, html: Path, *, contact: bool, replace: bool
) -> None:
    """Write the page of tonight's evening, or of the one that is named, and say where. Raises PeerkitError."""
    source = load(root, name or tonight(root, clock.today()), clock.zone)
    plan = planned(settled(requested(source, request, clock.local()), request))
    lies_ready = materials(root, plan.evening.template)
    booked = bool(source.saved or request.start)
    what = SessionPage(plan, lies_ready.rules, lies_ready.support if contact else (), booked=booked)
    not_ours(html, "session.html")
    may_write(html, replace=replace)
    keep_old(html)
    files.write_atomic(html, page(what))
    console.note(_("Written: {file}", file=files.shown(html)))
    console.note(_("Send it to a phone, or open it here: it needs no network."))
    if lies_ready.support and not contact:
        console.note(_("The group's own card for hard moments is not on it. With it: {option}", option="--contact"))
