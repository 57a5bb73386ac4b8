"""Ways of meeting on the terminal: a list of them, and one of them part by part."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.language import speak_of
from peerkit.cli.terminal.problems import readable
from peerkit.cli.terminal.settings import settings
from peerkit.durations import said
from peerkit.messages import _
from peerkit.planning.fields import Span
from peerkit.planning.kinds import fits
from peerkit.planning.template import Block, Template
from peerkit.values import dump
from peerkit.wording.grammar import commas
from peerkit.workspace import glance
from peerkit.workspace.root import Root
from peerkit.workspace.templates import find_template, load_template


def list_all(root: Root, *, as_json: bool) -> None:
    """Each with its title, for how long and how many it is, and its summary."""
    words = settings(root, note=True).words
    languages = glance.languages(root)
    found = readable(
        glance.names(root), lambda path: load_template(path, words), lambda name: root.command("template check", name)
    )
    if as_json:
        console.as_json([_entry(name, template, languages) for name, template in found.items()])
        return
    also = {name: _in(name, template, languages) for name, template in found.items()}
    if viewer.looks():
        from peerkit.cli.templates import views

        viewer.show(views.listed(found, also))
        return
    for name, template in found.items():
        minutes, people = template.minutes, template.people
        span = f"{_from_to(minutes.min, minutes.max)} minutes, {_from_to(people.min, people.max)} people"
        console.out(f"{name}: {template.title}. {span}. {template.summary} {also[name]}".rstrip())


def _in(name: str, template: Template, languages: dict[str, dict[str, Path]]) -> str:
    """In which languages it is there, where that is more than one."""
    tags = _tags(name, template, languages)
    return _("Languages: {tags}.", tags=commas(tags)) if len(tags) > 1 else ""


def _tags(name: str, template: Template, languages: dict[str, dict[str, Path]]) -> list[str]:
    return list(dict.fromkeys([template.language, *(tag for tag, there in languages.items() if name in there)]))


def _entry(name: str, template: Template, languages: dict[str, dict[str, Path]]) -> dict[str, Any]:
    """What stands in a list for a program."""
    known = dump(template)
    told = {key: known[key] for key in ("title", "summary", "minutes", "people")}
    return {"name": name, **told, "languages": _tags(name, template, languages)}


def show_one(root: Root, name: str, *, as_json: bool) -> None:
    """All of one, or the same as data."""
    path = find_template(root, name)
    template = load_template(path, settings(root, note=True).words)
    speak_of(template.language, template.title)
    if as_json:
        data = dump(template)
        blocks = data.pop("block")
        console.as_json({"name": path.stem, **data, "blocks": blocks})
        return
    if viewer.looks():
        from peerkit.cli.templates import views

        viewer.show(views.one(template, [*_about(template)], [_length(block) for block in template.block]))
        return
    for line in _described(template):
        console.out(line)


def _described(template: Template) -> Iterable[str]:
    yield f"{template.title}\n{template.summary}"
    yield from _about(template)
    for place, block in enumerate(template.block, start=1):
        yield f"\n{place} of {len(template.block)}. {block.name}: {block.kind}, {_length(block)}"
        if block.script:
            yield f"To read out:\n{block.script}"


def _about(template: Template) -> Iterable[str]:
    """What there is to know of all of it."""
    minutes, people = template.minutes, template.people
    yield f"{_from_to(minutes.min, minutes.max)} minutes; {minutes.ideal} is ideal."
    yield f"{_from_to(people.min, people.max)} people; {people.ideal} is ideal."
    if template.start:
        yield f"Usual start: {template.start}"
    if template.agreement:
        yield f"Ground rules: {template.agreement}"
    if template.source:
        yield f"Where it comes from: {template.source}"


def _length(block: Block) -> str:
    """How long a part takes, and how its turns go, in words."""
    parts = []
    if (length := getattr(block, "length", None)) is not None:
        parts.append(_span(length))
    if (turn := getattr(block, "turn", None)) is not None:
        parts.append(f"turns of {_span(turn)}")
    return ", ".join([*parts, *fits(block).about(block)]) + "."


def _span(span: Span) -> str:
    if span.min == span.max:
        return said(span.ideal)
    return f"{said(span.min)} to {said(span.max)} (ideally {said(span.ideal)})"


def _from_to(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"
