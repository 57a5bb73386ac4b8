"""`peerkit template`: ways of meeting, to look at, to start your own from, and to check."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peerkit.cli.terminal import completion, console, prompt
from peerkit.cli.terminal.help import noun, verb
from peerkit.cli.terminal.options import Json, Workspace, root_of
from peerkit.durations import counted, said

if TYPE_CHECKING:
    from peerkit.planning.fields import Span
    from peerkit.planning.template import Block, Template
    from peerkit.workspace.root import Root

app = noun(
    "Ways of meeting: look at them, make your own, check them.",
    "peerkit template list\npeerkit template show weekly-circle",
)


Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A template: its name, or the path of its file.", autocompletion=completion.templates
    ),
]


@verb(app, "list", "peerkit template list")
def list_templates(as_json: Json = False, workspace: Workspace = None) -> None:
    """List the ways of meeting: your own, and those that come with peerkit."""
    from peerkit.workspace import glance

    found = _readable(root := root_of(workspace), glance.names(root))
    if as_json:
        console.as_json([_entry(name, template) for name, template in found.items()])
        return
    for name, template in found.items():
        minutes, people = template.minutes, template.people
        span = f"{_from_to(minutes.min, minutes.max)} minutes, {_from_to(people.min, people.max)} people"
        console.out(f"{name}: {template.title}. {span}. {template.summary}")


def _readable(root: "Root", found: dict[str, Path]) -> dict[str, "Template"]:
    """The templates that can be read; of each other one a note says how to find out why not."""
    from peerkit.errors import PeerkitError
    from peerkit.workspace import config
    from peerkit.workspace.catalogue import load_template

    words = config.load(root).words
    templates = {}
    for name, path in found.items():
        try:
            templates[name] = load_template(path, words)
        except PeerkitError:
            why = root.command("template check", name)
            console.note(f"{name} was left out, because it can't be read. See why: {why}")
    return templates


def _entry(name: str, template: "Template") -> dict[str, Any]:
    """What stands in a list for a program."""
    from peerkit.values import dump

    known = dump(template)
    return {"name": name, **{key: known[key] for key in ("title", "summary", "minutes", "people")}}


@verb(app, "show", "peerkit template show weekly-circle")
def show_template(name: Name, as_json: Json = False, workspace: Workspace = None) -> None:
    """Show a way of meeting, part by part, with the words to read out."""
    from peerkit.values import dump
    from peerkit.workspace import config
    from peerkit.workspace.catalogue import find_template, load_template

    root = root_of(workspace)
    path = find_template(root, name)
    template = load_template(path, config.load(root).words)
    if as_json:
        data = dump(template)
        blocks = data.pop("block")
        console.as_json({"name": path.stem, **data, "blocks": blocks})
        return
    for line in _described(template):
        console.out(line)


def _described(template: "Template") -> Iterable[str]:
    minutes, people = template.minutes, template.people
    yield f"{template.title}\n{template.summary}"
    yield f"{_from_to(minutes.min, minutes.max)} minutes; {minutes.ideal} is ideal."
    yield f"{_from_to(people.min, people.max)} people; {people.ideal} is ideal."
    if template.agreement:
        yield f"Ground rules: {template.agreement}"
    if template.source:
        yield f"Where it comes from: {template.source}"
    for place, block in enumerate(template.block, start=1):
        yield f"\n{place} of {len(template.block)}. {block.name}: {block.kind}, {_length(block)}"
        if block.script:
            yield f"To read out:\n{block.script}"


def _length(block: "Block") -> str:
    """How long a part takes, and how its turns go, in words."""
    parts = []
    if (length := getattr(block, "length", None)) is not None:
        parts.append(_span(length))
    if (turn := getattr(block, "turn", None)) is not None:
        parts.append(f"turns of {_span(turn)}")
    if block.kind == "groups":
        parts.append(f"in groups of {block.size}" if block.size > 2 else "in pairs")
        parts.append(counted(block.rounds, "round"))
    if block.kind == "round":
        parts.append("anyone may pass" if block.may_pass else "nobody may pass")
    return ", ".join(parts) + "."


def _span(span: "Span") -> str:
    if span.min == span.max:
        return said(span.ideal)
    return f"{said(span.min)} to {said(span.max)} (ideally {said(span.ideal)})"


def _from_to(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


@verb(app, "new", "peerkit template new our-tuesday --from weekly-circle")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the new one is called: letters, digits, hyphens.")],
    source: Annotated[
        str,
        typer.Option("--from", metavar="NAME", help="The template to start from.", autocompletion=completion.templates),
    ] = "weekly-circle",
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="Its title. Otherwise one made from NAME.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of one of that name, which is kept.")
    ] = False,
    workspace: Workspace = None,
) -> None:
    """Start a way of meeting of your own, from one that is there."""
    from peerkit.cli.templates.retitle import retitled
    from peerkit.cli.terminal.overwrite import keep_old, may_write
    from peerkit.words import Words
    from peerkit.workspace import files, glance
    from peerkit.workspace.catalogue import find_template, load_template

    root = root_of(workspace)
    target = root.template_files / f"{_fit_for_a_file(name)}.toml"
    may_write(target, replace=replace)
    path = find_template(root, source)
    load_template(path, Words())
    text = files.read_text(path)
    text = retitled(text, _title(name) if title is None else title)
    instead = name in glance.names(root) and not target.exists()
    keep_old(target)
    files.write_atomic(target, text, private=False)
    console.out(f"Made {target}")
    if instead:
        console.out(f"From now on it is used instead of the {name} that comes with peerkit.")
    console.out(f"Change it in any text editor, then look it over: {root.command('template check', name)}")


def _title(name: str) -> str:
    """What the new one is called when its title was not given: asked for, or `Our evening` for our-evening."""
    words = " ".join(name.replace("_", "-").split("-")).strip()
    usual = words[:1].upper() + words[1:]
    return prompt.ask("What is it called?", prompt.text, usual) if prompt.at_a_terminal() else usual


def _fit_for_a_file(name: str) -> str:
    from peerkit.errors import PeerkitError
    from peerkit.values import STEM
    from peerkit.workspace.catalogue import stem_of

    if STEM.fullmatch(name):
        return name
    raise PeerkitError(
        f'"{name[:80]}" can\'t be the name of a template: it is at most 64 letters, digits and hyphens, '
        "without a folder.",
        f"For example: peerkit template new {stem_of(Path(name))}",
    )


@verb(app, "check", "peerkit template check our-tuesday\npeerkit template check templates/sessions/*.toml")
def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Names or paths. Without any: all of your own, or all that come with peerkit.",
            autocompletion=completion.templates,
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
    workspace: Workspace = None,
) -> None:
    """Find everything that is wrong with templates, all at once, and say what would mend it."""
    from peerkit.cli.templates.check import check_files

    check_files(root_of(workspace), names or (), as_json=as_json)
