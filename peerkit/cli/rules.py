"""`peerkit rules`: what the group agrees, and why."""

from typing import Annotated

import typer

from peerkit.cli import show
from peerkit.cli.help import noun, verb
from peerkit.cli.options import Json, Workspace, root_of

app = noun("Show the ground rules.", "peerkit rules show")


def known_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The agreements that begin like this, for Tab: from the files' names alone, so that it is quick."""
    from peerkit.workspace.builtin import builtin_templates

    folders = (builtin_templates() / "agreements", root_of(ctx.params.get("workspace")).agreements)
    stems = {file.stem for folder in folders for file in folder.glob("[!.]*.toml")}
    return sorted(stem for stem in stems if stem.startswith(incomplete))


@verb(app, "show", "peerkit rules show")
def show_rules(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="Rules by name, or the path of their file.", autocompletion=known_names),
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
