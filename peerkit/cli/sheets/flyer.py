"""`peerkit flyer`: what hangs in a shop window."""

from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli.sheets import printing
from peerkit.cli.terminal import completion, console
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import Workspace, root_of
from peerkit.errors import PeerkitError, did_you_mean
from peerkit.wording.safe import echoed

if TYPE_CHECKING:
    from peerkit.workspace.root import Root

app = noun("A flyer for a shop window, to print.", "peerkit flyer print\npeerkit flyer print --kind strips")
ASKED_FOR = {
    "name": "its name",
    "when": "when",
    "where": "where",
    "getting_in": "how to get in",
    "contact": "how to reach you",
}
"""What `init` asks a group about itself, in the middle of a sentence."""
USUAL = "peer-support"
PAPER = {
    "window": {"standard": "a5", "large": "a4", "giant": "a4", "easy-read": "a4"},
    "card": {"standard": "a6", "large": "a5"},
    "strips": {"standard": "a4", "large": "a3"},
}
"""Each kind of flyer, the styles that it has room for, and the paper that it is usually on."""


def _kind(text: str) -> str:
    if text.lower() in PAPER:
        return text.lower()
    raise typer.BadParameter(f'"{echoed(text)}" is not window, card or strips. {did_you_mean(text, PAPER)}'.strip())


def _address(text: str) -> str:
    from peerkit.workspace.config import address

    try:
        return address(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


@verb(
    app,
    "print",
    "peerkit flyer print\npeerkit flyer print --kind strips --template carers\npeerkit flyer print --style large",
)
def print_flyer(
    kind: Annotated[
        str,
        typer.Option(
            metavar="|".join(PAPER),
            parser=_kind,
            autocompletion=lambda: list(PAPER),
            help="For a window on A5, a card on A6, or strips to tear off on A4.",
        ),
    ] = "window",
    template: Annotated[
        str,
        typer.Option(metavar="NAME", autocompletion=completion.flyers, help="Whose words: a flyer's name, or a file."),
    ] = USUAL,
    qr: Annotated[
        str | None, typer.Option("--qr", metavar="ADDRESS", parser=_address, help="A web address, as a QR code too.")
    ] = None,
    format: printing.Format = None,
    output: printing.Output = None,
    style: printing.Print = "standard",
    paper: printing.On = None,
    force: printing.Force = False,
    open: printing.Open = False,
    workspace: Workspace = None,
) -> None:
    """Print a flyer: what, when, where, how to get in, and who is welcome.

    What the group has not said yet becomes a line to write on.
    """
    if style not in PAPER[kind]:
        raise typer.BadParameter(
            f"A flyer with --kind {kind} has room for {' and '.join(PAPER[kind])} print. "
            f"For {style}, take --kind window.",
            param_hint="--style",
        )
    usual = PAPER[kind][style]
    wish = printing.wish(format, output, style, paper, force=force, opens=open, usual_paper=usual)
    from peerkit.printing.sheets import flyer as sheets
    from peerkit.workspace import config
    from peerkit.workspace.catalogue import find_flyer, load_flyer

    root = root_of(workspace)
    chosen = config.load(root)
    path = find_flyer(root, template)
    words = load_flyer(path, chosen.words)
    if wish.style.easy and words.easy is None:
        raise PeerkitError(
            "This flyer has no Easy Read wording.",
            "Write one into its file under [easy], or take another style, such as --style large.",
        )
    web = qr or (chosen.group.web if kind != "card" else "")
    made = sheets.sheet(words, chosen.group, kind, web=web, brief=style == "giant", easy=wish.style.easy)
    stem = "-".join(["flyer", *[path.stem] * (template != USUAL), *[kind] * (kind != "window")])
    printing.deliver(made, wish, wish.name_for(stem, usual))
    if empty := sheets.missing(chosen.group):
        console.note(_to_write(root, empty))


def _to_write(root: "Root", empty: tuple[str, ...]) -> str:
    *some, last = (ASKED_FOR[key] for key in empty)
    said = f"{', '.join(some)} and {last}" if some else last
    return f"There are lines to write on for {said}. To have it printed: {root.command('init')}"
