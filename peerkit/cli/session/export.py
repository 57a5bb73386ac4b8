"""`session export`: an evening as a page that runs on a phone, and as the files of a group's own site."""

from pathlib import Path

from peerkit.cli.session.interpreting import settled
from peerkit.cli.session.loading import load, meant
from peerkit.cli.session.materials import materials
from peerkit.cli.session.sheets import say_what
from peerkit.cli.terminal import console
from peerkit.cli.terminal.overwrite import keep_old, may_write, not_ours
from peerkit.cli.terminal.settings import settings
from peerkit.live.clock import Clock
from peerkit.messages import _
from peerkit.planning.evening import planned, requested
from peerkit.planning.request import SessionRequest
from peerkit.printing.phone.session import SessionPage, page
from peerkit.printing.phone.site import site
from peerkit.words import USUAL
from peerkit.workspace import files
from peerkit.workspace.root import Root


def put(
    root: Root,
    name: str | None,
    request: SessionRequest,
    clock: Clock,
    html: Path | None,
    folder: Path | None,
    *,
    contact: bool,
    replace: bool,
) -> None:
    """Write the page of tonight's evening, or of the one that is named, and say where. Raises PeerkitError.

    With a `folder`, it is written there as files of a site; then there is a page of its own only where `html` says.
    """
    source = load(root, meant(root, name, request, clock.today()), clock.zone)
    plan = planned(settled(requested(source, request, clock.local()), request))
    say_what(plan.evening, source, request)
    lies_ready = materials(root, plan.evening.template, clock.today())
    chosen = settings(root)
    own_card, called = bool(chosen.support), chosen.words.session
    booked = bool(source.saved or request.start)
    support = lies_ready.support if contact or not own_card else ()
    what = SessionPage(plan, lies_ready.rules, support, lies_ready.at_the_rules, booked=booked,
                       called="" if called == USUAL.session else called)  # fmt: skip
    made = {folder / part: text for part, text in site(what).items()} if folder else {}
    if html or not folder:
        made[html or Path("session.html")] = page(what)
    for path in made:
        not_ours(path, "session.html")
        may_write(path, replace=replace)
    if folder:
        files.ready(folder)
    for path, text in made.items():
        keep_old(path)
        files.write_atomic(path, text)
        if folder and path.parent == folder:
            path.chmod(0o644)  # whoever serves the site reads it as somebody else
        console.note(_("Written: {file}", file=files.shown(path)))
    if html or not folder:
        console.note(_("Send it to a phone, or open it here: it needs no network."))
    if folder:
        console.note(
            _("Put these files together into a folder of your group's own https site, and give its address on.")
        )
    if own_card and not contact:
        console.note(_("The group's own card for hard moments is not on it. With it: {option}", option="--contact"))
