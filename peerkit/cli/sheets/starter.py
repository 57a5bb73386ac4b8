"""`peerkit starter`: a booklet for whoever begins a group."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli.sheets import printing
from peerkit.cli.terminal import completion, console
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import Workspace, root_of
from peerkit.errors import PeerkitError

if TYPE_CHECKING:
    from peerkit.planning.plan import Plan
    from peerkit.planning.template import Template

app = noun("A booklet for starting a group, to print.", "peerkit starter print\npeerkit starter print --style large")
USUAL = "starting-a-group"


@verb(app, "print", "peerkit starter print\npeerkit starter print --paper a5\npeerkit starter print --style easy-read")
def print_starter(
    rules: Annotated[
        str | None,
        typer.Option(
            "--rules", metavar="NAME", autocompletion=completion.rules, help="Which ground rules stand in it."
        ),
    ] = None,
    template: Annotated[
        str,
        typer.Option(
            metavar="NAME", autocompletion=completion.booklets, help="Whose words: a booklet's name, or a file."
        ),
    ] = USUAL,
    format: printing.Format = None,
    output: printing.Output = None,
    style: printing.Print = "standard",
    paper: printing.On = None,
    force: printing.Force = False,
    open: printing.Open = False,
    workspace: Workspace = None,
) -> None:
    """Print a booklet for starting a group: a room, the ground rules, a first meeting, jobs that go round."""
    wish = printing.wish(format, output, style, paper, force=force, opens=open)
    from peerkit.printing.sheets.starter import sheet
    from peerkit.workspace import catalogue, config

    root = root_of(workspace)
    chosen = config.load(root)
    path = catalogue.find_booklet(root, template)
    booklet = catalogue.load_booklet(path, chosen.words)
    agreement = catalogue.load_agreement(catalogue.find_agreement(root, rules or booklet.agreement), chosen.words)
    meeting = catalogue.load_template(catalogue.find_template(root, booklet.session), chosen.words)
    easy = wish.style.easy
    if easy and (without := [part.heading for part in booklet.part if part.easy is None]):
        raise PeerkitError(
            f"This booklet has no Easy Read wording for: {'; '.join(without)}.",
            "Write one into its file under [part.easy], or take another style, such as --style large.",
        )
    made = sheet(booklet, agreement, _as_it_would_be(booklet.session, meeting), chosen, easy=easy)
    printing.deliver(made, wish, wish.name_for(path.stem))
    if easy and (plain := sum(rule.easy is None for rule in agreement.rule)):
        console.note(f"Ground rules without an Easy Read wording, and so in their own words: {plain}.")


def _as_it_would_be(name: str, meeting: "Template") -> "Plan":
    """The meeting with as many people and minutes as are ideal for it."""
    from peerkit.planning.plan import Evening, Plan, build
    from peerkit.workspace.root import typed

    start = datetime(2000, 1, 1, 19, tzinfo=UTC)
    plan = build(Evening(name, meeting, meeting.people.ideal, start, start + timedelta(minutes=meeting.minutes.ideal)))
    if not isinstance(plan, Plan):
        raise PeerkitError(
            f"{meeting.title} does not fit into its own {meeting.minutes.ideal} minutes.",
            f"See why: peerkit template check {typed(name)}",
        )
    return plan
