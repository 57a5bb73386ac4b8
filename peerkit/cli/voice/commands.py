"""`peerkit voice`: a few sentences of what came of meeting, which the group hears, adopts and can take back."""

from functools import partial

import typer
from typer import Option

from peerkit.cli.counts.options import Unasked, day
from peerkit.cli.terminal.help import noun
from peerkit.cli.terminal.help import verb as any_verb
from peerkit.cli.terminal.options import Json, Workspace, root_of, root_to_write

app = noun('peerkit voice add "We are less alone than we were."\npeerkit voice show')
verb = partial(any_verb, in_english=True)


@verb(app, "add", 'peerkit voice add "We are less alone than we were."')
def add(
    line: str | None = typer.Argument(None, metavar="[LINE]", help="A sentence in we. Asked for, if it is left out."),
    yes: bool = Option(False, "--yes", "-y", help="Add it, whatever may be pointed out in it."),
    workspace: Workspace = None,
) -> None:
    """Propose a sentence of what came of meeting. It is looked over for whatever tells one person's story.

    It speaks of the group: no name, nobody's story, and nothing that was said in anybody's turn.
    """
    from peerkit.cli.voice import body

    body.add(root_to_write(workspace), line, yes=yes)


@verb(app, "show", "peerkit voice show")
def show(as_json: Json = False, workspace: Workspace = None) -> None:
    """Show every line and where it stands, to be read out."""
    from peerkit.cli.voice import body

    body.show(root_of(workspace), as_json=as_json)


@verb(app, "heard", "peerkit voice heard\npeerkit voice heard --on 2026-04-30")
def heard(
    ctx: typer.Context,
    on: str = Option("today", "--on", "--date", metavar="DATE", help="The day: 2026-04-30, today or yesterday."),
    workspace: Workspace = None,
) -> None:
    """Note that every line was read out at a meeting."""
    from peerkit.cli.voice import body

    body.heard(root_of(workspace), day(on, ctx.obj.today(), "--on", "--date"))


@verb(app, "adopt", "peerkit voice adopt\npeerkit voice adopt --on 2026-05-07")
def adopt(
    ctx: typer.Context,
    on: str = Option("today", "--on", "--date", metavar="DATE", help="The day: 2026-05-07, today or yesterday."),
    workspace: Workspace = None,
) -> None:
    """Note that nobody said no to lines heard at a meeting before."""
    from peerkit.cli.voice import body

    body.adopt(root_of(workspace), day(on, ctx.obj.today(), "--on", "--date"))


@verb(app, "strike", "peerkit voice strike 2")
def strike(number: int = typer.Argument(metavar="NUMBER", help="Its number."), workspace: Workspace = None) -> None:
    """Take a line out because somebody said no, with no reason. Nothing of it is kept."""
    from peerkit.cli.voice import body

    body.strike(root_of(workspace), number)


@verb(app, "withdraw", "peerkit voice withdraw")
def withdraw(yes: Unasked = False, workspace: Workspace = None) -> None:
    """Take the whole text back. Pages made before stay as they are; the next has none of it."""
    from peerkit.cli.voice import body

    body.withdraw(root_of(workspace), yes=yes)
