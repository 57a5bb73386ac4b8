"""A flyer, and the booklet for whoever begins a group: from their words and the group's own to a sheet."""

from datetime import UTC, date, datetime, timedelta

from peerkit.cli.sheets.delivery import deliver
from peerkit.cli.sheets.options import PrintRequest
from peerkit.cli.terminal import console
from peerkit.cli.terminal.settings import can_be_set, settings
from peerkit.errors import PeerkitError
from peerkit.leaflets.booklet import Booklet
from peerkit.leaflets.flyer import Flyer
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.template import Template
from peerkit.printing.render.pdf import fits
from peerkit.printing.sheets import flyer, starter
from peerkit.wording.grammar import listed
from peerkit.workspace import agreements, catalogue, support
from peerkit.workspace.root import Root, typed
from peerkit.workspace.templates import find_template, load_template

CALLED = {
    "name": "its name",
    "when": "when",
    "where": "where",
    "getting_in": "how to get in",
    "contact": "how to reach you",
}
"""What `init` asks a group about itself, in the middle of a sentence."""


def print_flyer(
    root: Root, template: str, kind: str, qr: str | None, request: PrintRequest, usual_paper: str, *, named: bool
) -> None:
    """Print a flyer of one kind, and say what is left to write on it. `named`: its file is called after the template.

    `qr` is a web address. Raises PeerkitError where it has no Easy Read wording and one is requested.
    """
    chosen = settings(root, note=True)
    path = catalogue.find(root, "flyers", template, "flyer")
    words = catalogue.loaded(Flyer, path, chosen.words)
    style, group = request.style, chosen.group
    if style.easy and words.easy is None:
        raise PeerkitError(
            "This flyer has no Easy Read wording.",
            "Write one into its file under [easy], or take another style, such as --style large.",
        )
    web = qr or (group.web if kind != "card" else "")
    made = flyer.sheet(words, group, kind, web=web, brief=style.name == "giant", easy=style.easy)
    shorter = flyer.sheet(words, group, kind, web=web, brief=True, easy=style.easy)
    if request.form == "pdf" and made != shorter and not fits(made, style, request.paper):
        made = shorter
        console.note("For all of it there is no room on one page: lines about who is welcome are left out.")
    stem = "-".join(["flyer", *[path.stem] * named, *[kind] * (kind != "window")])
    deliver(made, request, request.name_for(stem, usual_paper))
    if (empty := flyer.missing(group)) and can_be_set(root):
        console.note(
            f"There are lines to write on for {listed(CALLED[key] for key in empty)}. "
            f"To have it printed: {root.command('init')}"
        )


def print_booklet(root: Root, template: str, rules: str | None, request: PrintRequest, today: date) -> None:
    """Print it with these ground rules, or those that it names. Raises PeerkitError where a wording is missing."""
    chosen = settings(root, note=True)
    path = catalogue.find(root, "booklets", template, "booklet")
    booklet = catalogue.loaded(Booklet, path, chosen.words)
    agreement = agreements.load_agreement(agreements.find_agreement(root, rules or booklet.agreement), chosen.words)
    meeting = load_template(find_template(root, booklet.session), chosen.words)
    easy = request.style.easy
    if easy and (without := [part.heading for part in booklet.part if part.easy is None]):
        raise PeerkitError(
            f"This booklet has no Easy Read wording for: {'; '.join(without)}.",
            "Write one into its file under [part.easy], or take another style, such as --style large.",
        )
    made = starter.sheet(
        booklet,
        agreement,
        _as_it_would_be(booklet.session, meeting),
        chosen,
        support.lines(root, chosen, today),
        easy=easy,
    )
    deliver(made, request, request.name_for(path.stem))
    if easy and (plain := sum(rule.easy is None for rule in agreement.rule)):
        console.note(f"Ground rules without an Easy Read wording, and so in their own words: {plain}.")


def _as_it_would_be(name: str, meeting: Template) -> Plan:
    """The meeting with as many people and minutes as are ideal for it."""
    start = datetime(2000, 1, 1, 19, tzinfo=UTC)
    plan = build(Evening(name, meeting, meeting.people.ideal, start, start + timedelta(minutes=meeting.minutes.ideal)))
    if not isinstance(plan, Plan):
        raise PeerkitError(
            f"{meeting.title} does not fit into its own {meeting.minutes.ideal} minutes.",
            f"See why: peerkit template check {typed(name)}",
        )
    return plan
