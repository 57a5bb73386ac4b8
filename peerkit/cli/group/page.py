"""The group's own page, with a flyer and the calendar as files beside it."""

from collections.abc import Sequence
from pathlib import Path

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.kinds import RULES
from peerkit.cli.group.publish import Leaving, leave, readied
from peerkit.cli.group.show import lines_of, next_lines
from peerkit.cli.sheets import leaflets
from peerkit.cli.sheets.delivery import for_strangers
from peerkit.cli.sheets.flyers import find
from peerkit.cli.sheets.options import STDOUT, PrintRequest
from peerkit.cli.terminal import console
from peerkit.cli.terminal.overwrite import not_ours
from peerkit.errors import PeerkitError
from peerkit.group.calendar import calendar
from peerkit.group.public import Window, web_address
from peerkit.leaflets.flyer import Flyer
from peerkit.live.clock import Clock
from peerkit.messages import _
from peerkit.printing.document import Document
from peerkit.printing.render import rendered
from peerkit.printing.render.html import page
from peerkit.printing.sheets import flyer, group_page
from peerkit.printing.sheets.draft import labelled
from peerkit.printing.style import PAPERS, STANDARD
from peerkit.printing.text import own
from peerkit.wording import somebodys
from peerkit.workspace import config
from peerkit.workspace.adopted import load_standing
from peerkit.workspace.agreements import find_agreement
from peerkit.workspace.catalogue import loaded
from peerkit.workspace.config import Group
from peerkit.workspace.root import Root

CALENDAR, FLYER = "web-calendar.ics", "web-flyer.pdf"
"""What stands beside a page: names that neither `group calendar` nor `flyer print` gives, for those say more."""


def page_files(root: Root, clock: Clock, rules: str | None, flyer: str, leaving: Leaving) -> None:
    """Write the page and what stands beside it, with nothing but what is on the web. Raises PeerkitError."""
    not_ours(leaving.output, "index.html")
    if leaving.output != STDOUT and leaving.output.suffix.lower() not in (".html", ".htm"):
        raise PeerkitError(_("A page's name ends in .html."), _("For example: {option}", option="-o index.html"))
    ready = readied(root, clock.today(), "web")
    if not ready.group.name:
        empty = not config.load(root).group.name
        command = root.command("group change", "name", "...") if empty else root.command("group tell", "name")
        raise PeerkitError(
            _("A page needs the group's name, and it is not on the web."),
            _("To put it there: {command}", command=command),
        )
    agreement = _agreement(root, rules) if rules else None
    sheet = group_page.sheet(ready.group, clock.today(), agreement)
    for_strangers(sheet, root.command("group page --draft"), draft=leaving.draft)
    shown = [*lines_of(ready.group), *next_lines(ready.group, clock.today())]
    if agreement:
        shown.append(_("Rules: {title}", title=agreement.title))

    def make(group: Group) -> dict[Path, str | bytes]:
        return files_of(root, group, ready.window, clock, agreement, flyer, leaving.output)

    leave(root, ready, shown, make, leaving)
    if not agreement and not ready.group.closed:
        console.note(_("Your rules are not on it. To put them there, add {option}.", option="--rules ground-rules"))


def files_of(
    root: Root, group: Group, window: Window, clock: Clock, agreement: Agreement | None, flyer: str, output: Path
) -> dict[Path, str | bytes]:
    """The page by its path, and the files beside it by theirs; to the terminal goes the page alone."""
    today = clock.today()
    links = [(own(_("Get in touch: {way}", way=said), said), to) for said, to in _ways(group.contact)]
    beside: dict[Path, str | bytes] = {}
    if group.days:
        links.append((own(_("Put the meetings in your calendar")), CALENDAR))
        beside[output.with_name(CALENDAR)] = calendar(group, window, clock.now())
    if not group.closed:
        links.append((own(_("A flyer to print, as PDF")), FLYER))
        beside[output.with_name(FLYER)] = _flyer(root, group, flyer)
    document = labelled(group_page.sheet(group, today, agreement))
    html = page(document, group_page.summary(group), links, web_address(group))
    return {output: html} if output == STDOUT else {output: html, **beside}


def _ways(contact: str) -> list[tuple[str, str]]:
    """Each number and each e-mail address, with where it leads."""
    numbers = [(each, "tel:" + "".join(sign for sign in each if sign in "+0123456789"))
               for each in somebodys.numbers(contact)]  # fmt: skip
    return [*numbers, *((each, f"mailto:{each}") for each in somebodys.addresses(contact))]


def _agreement(root: Root, name: str) -> Agreement:
    words = config.load(root).words
    return load_standing(root, RULES, find_agreement(root, name, RULES), words)[0]


def _flyer(root: Root, group: Group, name: str) -> bytes:
    chosen, typed = config.load(root), leaflets.FlyerRequest(name, "window")
    words = loaded(Flyer, find(root, name), chosen.words)
    request = PrintRequest("pdf", STANDARD, PAPERS["a5"])

    def make(without: Sequence[str]) -> Document:
        return labelled(flyer.sheet(words, group, web=group.web, without=without))

    __, made = leaflets.fullest(make, group, typed, group.web, request)
    found = rendered(made, "pdf", request.style, request.paper)
    return found if isinstance(found, bytes) else found.encode()
