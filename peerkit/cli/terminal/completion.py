"""What Tab offers: names from a glance at the folder, so that it is quick."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import typer

from peerkit.cli.terminal.options import folder_of
from peerkit.errors import PeerkitError
from peerkit.wording.slugs import slug
from peerkit.workspace import glance
from peerkit.workspace.files import read_toml
from peerkit.workspace.root import Root

Complete = Callable[[typer.Context, str], list[str]]


def names(folder: str) -> Complete:
    """What offers the names in one folder of `templates/`, those of the workspace and those that come with peerkit."""

    def offer(ctx: typer.Context, incomplete: str) -> list[str]:
        return _beginning(glance.names(_root(ctx), folder), incomplete)

    return offer


templates = names("sessions")


def plans(ctx: typer.Context, incomplete: str) -> list[str]:
    """The plans that begin like this."""
    return _beginning(_plans(_root(ctx)), incomplete)


def evenings(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ways of meeting and the plans that begin like this."""
    return sorted([*templates(ctx, incomplete), *plans(ctx, incomplete)])


def blocks(ctx: typer.Context, incomplete: str) -> list[str]:
    """The blocks that begin like this, in the template or plan that was named before."""
    root = _root(ctx)
    known = {**glance.names(root), **_plans(root)}
    named = [
        ctx.params.get("name"),
        ctx.params.get("template"),
        *ctx.args,
    ]  # an option still to be ended leaves it there
    path = next((known[name] for name in named if name in known), None)
    return _beginning(_blocks(path), incomplete) if path else []


def turns(ctx: typer.Context, incomplete: str) -> list[str]:
    """The same, each with the sign that its length follows."""
    return [f"{name}=" for name in blocks(ctx, incomplete)]


def _root(ctx: typer.Context) -> Root:
    return folder_of(ctx.params.get("workspace"))


def _plans(root: Root) -> dict[str, Path]:
    try:
        return glance.plans(root)
    except PeerkitError:  # Tab is no place for a message
        return {}


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return sorted(name for name in names if name.startswith(incomplete))


def _blocks(path: Any) -> list[str]:
    try:
        found = read_toml(path).get("block", [])
    except PeerkitError:
        return []
    said = [block.get("name") for block in found if isinstance(block, dict)] if isinstance(found, list) else []
    return [slug(name) for name in said if isinstance(name, str)]
