"""The booklet for whoever begins a group, with ground rules and a first meeting in it."""

from datetime import UTC, datetime, timedelta

from peerkit.cli.sheets.delivery import deliver
from peerkit.cli.sheets.options import PrintRequest
from peerkit.cli.terminal import console
from peerkit.errors import PeerkitError
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.template import Template
from peerkit.printing.sheets.starter import sheet
from peerkit.workspace import agreements, catalogue, config, leaflets
from peerkit.workspace.root import Root, typed


def print_booklet(root: Root, template: str, rules: str | None, request: PrintRequest) -> None:
    """Print it with these ground rules, or those that it names. Raises PeerkitError where a wording is missing."""
    chosen = config.load(root)
    path = leaflets.find_booklet(root, template)
    booklet = leaflets.load_booklet(path, chosen.words)
    agreement = agreements.load_agreement(agreements.find_agreement(root, rules or booklet.agreement), chosen.words)
    meeting = catalogue.load_template(catalogue.find_template(root, booklet.session), chosen.words)
    easy = request.style.easy
    if easy and (without := [part.heading for part in booklet.part if part.easy is None]):
        raise PeerkitError(
            f"This booklet has no Easy Read wording for: {'; '.join(without)}.",
            "Write one into its file under [part.easy], or take another style, such as --style large.",
        )
    made = sheet(booklet, agreement, _as_it_would_be(booklet.session, meeting), chosen, easy=easy)
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
