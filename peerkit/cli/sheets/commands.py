"""`peerkit flyer` and `peerkit starter`: what hangs in a shop window, and a booklet for whoever begins a group."""

import typer

from peerkit.cli.sheets import options
from peerkit.cli.terminal import completion
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import Workspace, checked, choice, root_of
from peerkit.workspace.sorts import address

flyer = noun("peerkit flyer print\npeerkit flyer print --kind strips")
starter = noun("peerkit starter print\npeerkit starter print --style large")
FLYER, BOOKLET = "peer-support", "starting-a-group"
PAPER = {
    "window": {"standard": "a5", "large": "a4", "giant": "a4", "easy-read": "a4"},
    "card": {"standard": "a6", "large": "a5"},
    "strips": {"standard": "a4", "large": "a4"},
}
"""Each kind of flyer, the styles that it has room for, and the paper that it is usually on."""


@verb(
    flyer,
    "print",
    "peerkit flyer print\npeerkit flyer print --kind strips --template carers\npeerkit flyer print --style large",
)
def print_flyer(
    *,
    kind: str = choice("window", known=PAPER, help="For a window on A5, a card on A6, or strips to tear off on A4."),
    template: str = typer.Option(
        FLYER, metavar="NAME", autocompletion=completion.names("flyers"), help="Whose words: a flyer's name, or a file."
    ),
    qr: str | None = typer.Option(
        None, "--qr", metavar="ADDRESS", parser=checked(address), help="A web address, as a QR code too."
    ),
    printing: options.PrintOptions,
    workspace: Workspace = None,
) -> None:
    """Print a flyer: what, when, where, how to get in, and who is welcome.

    What the group has not said yet becomes a line to write on.
    """
    if printing.style not in PAPER[kind]:
        raise typer.BadParameter(
            f"A flyer with --kind {kind} has room for {' and '.join(PAPER[kind])} print. "
            f"For {printing.style}, take --kind window.",
            param_hint="--style",
        )
    usual_paper = PAPER[kind][printing.style]
    request = printing.request(usual_paper=usual_paper)
    from peerkit.cli.sheets import leaflets

    leaflets.print_flyer(root_of(workspace), template, kind, qr, request, usual_paper, named=template != FLYER)


@verb(
    starter, "print", "peerkit starter print\npeerkit starter print --paper a5\npeerkit starter print --style easy-read"
)
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
    printing: options.PrintOptions,
    workspace: Workspace = None,
) -> None:
    """Print a booklet for starting a group: a room, the ground rules, a first meeting, jobs that go round."""
    from peerkit.cli.sheets import leaflets

    leaflets.print_booklet(root_of(workspace), template, rules, printing.request(), ctx.obj.today())
