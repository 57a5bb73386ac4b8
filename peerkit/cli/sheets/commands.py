"""`peerkit flyer` and `peerkit starter`: what hangs in a shop window, and a booklet for whoever begins a group."""

from typing import Annotated

import typer

from peerkit.cli.sheets import options
from peerkit.cli.terminal import completion
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import DraftOption, Json, Workspace, checked, choice, root_of, root_to_write
from peerkit.workspace.sorts import address, line

flyer = noun("peerkit flyer list\npeerkit flyer print --kind strips")
starter = noun("peerkit starter print\npeerkit starter print --style large")
FLYER, BOOKLET = "peer-support", "starting-a-group"
PAPER = {
    "window": {"standard": "a5", "large": "a4", "giant": "a4", "easy-read": "a4"},
    "card": {"standard": "a6", "large": "a5"},
    "strips": {"standard": "a4", "large": "a4"},
    "pocket": {"standard": "a4", "large": "a4"},
}
"""Each kind of flyer, the styles that it has room for, and the paper that it is usually on."""
_TWICE = {"a6": "a5", "a5": "a4"}
"""Paper with twice the room, for two languages."""


_DATES = typer.Option(
    [], "--date", metavar="TEXT", parser=checked(line), help="One of the next dates. Can be repeated."
)


@verb(flyer, "list", "peerkit flyer list", speaks=True)
def list_flyers(as_json: Json = False, workspace: Workspace = None) -> None:
    """List the flyers: your own, and those that come with peerkit, each with the ways of meeting that it is for."""
    from peerkit.cli.sheets import flyers

    flyers.list_all(root_of(workspace), as_json=as_json)


@verb(flyer, "new", "peerkit flyer new our-flyer --from bereavement", speaks=True, in_english=True)
def new_flyer(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the new one is called: letters, digits, hyphens.")],
    source: str = typer.Option(
        FLYER, "--from", metavar="NAME", autocompletion=completion.names("flyers"), help="The flyer to start from."
    ),
    title: str | None = typer.Option(None, "--title", metavar="TEXT", help="What is read from across the street."),
    replace: bool = typer.Option(False, "--replace", help="Put it in the place of one of that name, which is kept."),
    workspace: Workspace = None,
) -> None:
    """Start a flyer of your own, from one that is there."""
    from peerkit.cli.sheets import flyers

    flyers.make_new(root_to_write(workspace), name, source, title, replace=replace)


@verb(flyer, "edit", "peerkit flyer edit young-people", in_english=True)
def edit_flyer(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="By name, or the path of its file.", autocompletion=completion.names("flyers")
        ),
    ],
    workspace: Workspace = None,
) -> None:
    """Open a flyer in your editor, and check what you saved."""
    from peerkit.cli.sheets import flyers

    flyers.edit_one(root_to_write(workspace), name)


@verb(
    flyer,
    "print",
    "peerkit flyer print\npeerkit flyer print --kind strips --template carers\n"
    'peerkit flyer print --kind pocket --template coming-home --date "3 December"',
)
def print_flyer(
    *,
    kind: str = choice(
        "window", known=PAPER, help="For a window on A5, a card on A6, strips to tear off or cards for a pocket on A4."
    ),
    template: str = typer.Option(
        FLYER, metavar="NAME", autocompletion=completion.names("flyers"), help="Whose words: a flyer's name, or a file."
    ),
    qr: str | None = typer.Option(
        None,
        "--qr",
        metavar="ADDRESS",
        parser=checked(lambda text: text if text == "next" else address(text)),
        help="A web address as a QR code too, or next: the next meeting, for a phone's calendar.",
    ),
    dates: list[str] = _DATES,
    place_on_contact: bool = typer.Option(
        False, "--place-on-contact", help="Say that the place is told to whoever gets in touch."
    ),
    printing: options.TwoLanguageOptions,
    draft: DraftOption = False,
    yes: bool = typer.Option(False, "--yes", "-y", help="Print a mobile number or somebody's home without asking."),
    workspace: Workspace = None,
    ctx: typer.Context,
) -> None:
    """Print a flyer: what, for whom, when, where, how to get in, what it costs, how to get in touch.

    What the group has not said yet becomes a line to write on.
    """
    if printing.style not in PAPER[kind]:
        raise typer.BadParameter(
            f"A flyer with --kind {kind} has room for {' and '.join(PAPER[kind])} print. "
            f"For {printing.style}, take --kind window.",
            param_hint="--style",
        )
    usual_paper = PAPER[kind][printing.style]
    if len(printing.language) > 1 and not printing.separate:
        usual_paper = _TWICE.get(usual_paper, usual_paper)
    request = printing.request(usual_paper=usual_paper)
    from peerkit.cli.sheets import leaflets

    typed = leaflets.FlyerRequest(template, kind, qr, dates, place_on_contact, yes, template != FLYER, draft)
    leaflets.print_flyer(root_of(workspace), typed, request, usual_paper, ctx.obj.today())


@verb(starter, "print", "peerkit starter print\npeerkit starter print --fold\npeerkit starter print --style easy-read")
def print_starter(
    ctx: typer.Context,
    *,
    rules: str | None = typer.Option(
        None,
        "--rules",
        metavar="NAME",
        autocompletion=completion.names("agreements"),
        help="Which ground rules stand in it.",
    ),
    template: str = typer.Option(
        BOOKLET,
        metavar="NAME",
        autocompletion=completion.names("booklets"),
        help="Whose words: a booklet's name, or a file.",
    ),
    fold: bool = typer.Option(False, "--fold", help="For a printer: A5 on both sides of A4, to fold in the middle."),
    printing: options.PrintOptions,
    workspace: Workspace = None,
) -> None:
    """Print a booklet for starting a group: a room, the ground rules, a first meeting, jobs that go round."""
    from peerkit.cli.sheets import leaflets

    request = printing.request(usual_paper="a5" if fold else "a4")
    if fold and (request.form, request.paper.name) != ("pdf", "a5"):
        raise typer.BadParameter("What is folded is a PDF, of A5 on A4. Leave --paper and --format out.")
    leaflets.print_booklet(root_of(workspace), template, rules, request, ctx.obj.today(), fold=fold)
