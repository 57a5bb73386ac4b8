"""`peerkit template`: ways of meeting, to look at, to start your own from, and to check."""

from typing import Annotated

import typer

from peerkit.cli.terminal import completion
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import Json, Workspace, root_of, root_to_write

app = noun("peerkit template list\npeerkit template show weekly-circle")


Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A template: its name, or the path of its file.", autocompletion=completion.templates
    ),
]


@verb(app, "list", "peerkit template list")
def list_templates(as_json: Json = False, workspace: Workspace = None) -> None:
    """List the ways of meeting: your own, and those that come with peerkit."""
    from peerkit.cli.templates.show import list_all

    list_all(root_of(workspace), as_json=as_json)


@verb(app, "show", "peerkit template show weekly-circle")
def show_template(name: Name, as_json: Json = False, workspace: Workspace = None) -> None:
    """Show a way of meeting, part by part, with the words to read out."""
    from peerkit.cli.templates.show import show_one

    show_one(root_of(workspace), name, as_json=as_json)


@verb(app, "new", "peerkit template new our-tuesday --from weekly-circle")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the new one is called: letters, digits, hyphens.")],
    source: str = typer.Option(
        "weekly-circle",
        "--from",
        metavar="NAME",
        help="The template to start from.",
        autocompletion=completion.templates,
    ),
    title: str | None = typer.Option(None, "--title", metavar="TEXT", help="Its title. Otherwise one made from NAME."),
    replace: bool = typer.Option(False, "--replace", help="Put it in the place of one of that name, which is kept."),
    workspace: Workspace = None,
) -> None:
    """Start a way of meeting of your own, from one that is there."""
    from peerkit.cli.templates.new import make_new

    make_new(root_to_write(workspace), name, source, title, replace=replace)


@verb(app, "check", "peerkit template check our-tuesday\npeerkit template check templates/sessions/*.toml")
def check(
    names: list[str] | None = typer.Argument(
        None,
        metavar="[FILE]...",
        help="Names or paths. Without any: all of your own, or all that come with peerkit.",
        autocompletion=completion.templates,
        show_default=False,
    ),
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Find everything that is wrong with templates, all at once, and say what would mend it."""
    from peerkit.cli.templates.check import check_files

    check_files(root_of(workspace), names or (), as_json=as_json)
