"""`peerkit template`: ways of meeting, to look at, to start your own from, and to check."""

from pathlib import Path
from typing import Annotated

import typer

from peerkit.cli.terminal import completion
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import Force, Json, Workspace, Yes, root_of, root_to_write

app = noun("peerkit template list\npeerkit template show weekly-circle")

_CHARTERS, _FLYERS = completion.names("charters"), completion.names("flyers")

_Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A template: its name, or the path of its file.", autocompletion=completion.templates
    ),
]


@verb(app, "list", "peerkit template list", speaks=True)
def list_templates(as_json: Json = False, workspace: Workspace = None) -> None:
    """List the ways of meeting: your own, and those that come with peerkit."""
    from peerkit.cli.templates.listing import list_all

    list_all(root_of(workspace), as_json=as_json)


@verb(app, "show", "peerkit template show weekly-circle", speaks=True)
def show_template(name: _Name, as_json: Json = False, workspace: Workspace = None) -> None:
    """Show a way of meeting, part by part, with the words to read out."""
    from peerkit.cli.templates.show import show_one

    show_one(root_of(workspace), name, as_json=as_json)


@verb(app, "new", "peerkit template new our-tuesday --from weekly-circle", speaks=True)
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


@verb(
    app,
    "pack",
    "peerkit template pack our-tuesday\npeerkit template pack --name our-network -o our-network-pack.toml",
    in_english=True,
)
def pack(
    names: list[str] | None = typer.Argument(
        None,
        metavar="[NAME]...",
        help="Ways of meeting; their rules go along. Without any: everything of your own.",
        autocompletion=completion.templates,
        show_default=False,
    ),
    charters: list[str] = typer.Option(
        [], "--charter", metavar="NAME", autocompletion=_CHARTERS, help="A charter. Can be repeated."
    ),
    flyers: list[str] = typer.Option(
        [], "--flyer", metavar="NAME", autocompletion=_FLYERS, help="A flyer. Can be repeated."
    ),
    name: str | None = typer.Option(None, "--name", metavar="NAME", help="What the pack is called."),
    output: Path | None = typer.Option(None, "--output", "-o", metavar="FILE", help="Where to write it."),
    force: Force = False,
    workspace: Workspace = None,
) -> None:
    """Put ways of meeting with their rules, charter and flyers into one file for other groups.

    It leaves out who can be reached how and where, and what was agreed on.
    """
    from peerkit.cli.templates.pack import make

    make(root_of(workspace), names or (), charters, flyers, name, output, force=force)


@verb(app, "add", "peerkit template add our-network-pack.toml", in_english=True)
def add_pack(
    file: Path = typer.Argument(metavar="FILE", help="A pack, as template pack makes it."),
    yes: Yes = False,
    workspace: Workspace = None,
) -> None:
    """Add a pack after it was checked and shown. What is your own stays, and nothing in it is agreed."""
    from peerkit.cli.templates.pack import add

    add(root_to_write(workspace), file, yes=yes)


@verb(app, "drop", "peerkit template drop our-network", in_english=True)
def drop_pack(
    name: str = typer.Argument(
        metavar="NAME", help="What the pack is called.", autocompletion=completion.names("packs")
    ),
    workspace: Workspace = None,
) -> None:
    """Take away what a pack added. What you changed since, or agreed on, stays."""
    from peerkit.cli.templates.pack import drop

    drop(root_to_write(workspace), name)
