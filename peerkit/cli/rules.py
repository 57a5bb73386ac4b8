"""`peerkit rules`: what the group agrees, and why."""

from typing import Annotated

import typer

from peerkit.cli import names, printing, show
from peerkit.cli.help import noun, verb
from peerkit.cli.options import Json, Workspace, root_of

app = noun("Show the ground rules.", "peerkit rules show")


@verb(app, "show", "peerkit rules show")
def show_rules(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="Rules by name, or the path of their file.", autocompletion=names.rules),
    ] = "ground-rules",
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Show rules, each with the value that it serves."""
    from peerkit.workspace import config
    from peerkit.workspace.catalogue import find_agreement, load_agreement

    root = root_of(workspace)
    path = find_agreement(root, name)
    agreement = load_agreement(path, config.load(root).words)
    if as_json:
        data = agreement.model_dump(mode="json")
        rules = data.pop("rule")
        show.as_json({"name": path.stem, **data, "rules": rules})
        return
    show.out(f"{agreement.title}\n{agreement.summary}")
    for place, rule in enumerate(agreement.rule, start=1):
        show.out(f"\n{place}. {rule.text}\nFor the sake of: {rule.value}")


@verb(
    app, "print", "peerkit rules print\npeerkit rules print --style large --paper a3\npeerkit rules print -o rules.html"
)
def print_rules(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="Rules by name, or the path of their file.", autocompletion=names.rules),
    ] = "ground-rules",
    format: printing.Format = None,
    output: printing.Output = None,
    style: printing.Print = "standard",
    paper: printing.On = None,
    force: printing.Force = False,
    opens: printing.Open = False,
    workspace: Workspace = None,
) -> None:
    """Print rules for the wall or the chair: a PDF, unless you say otherwise. Open choices are boxes to tick."""
    from peerkit.cli.printed_agreement import put_on_paper
    from peerkit.workspace import config
    from peerkit.workspace.catalogue import find_agreement, load_agreement

    wish = printing.wish(format, output, style, paper, force=force, opens=opens)
    root = root_of(workspace)
    chosen = config.load(root)
    path = find_agreement(root, name)
    put_on_paper(root, load_agreement(path, chosen.words), path, chosen, wish)
