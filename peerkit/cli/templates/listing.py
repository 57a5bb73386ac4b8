"""Ways of meeting on the terminal: a list of them."""

from pathlib import Path
from typing import Any

from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.problems import readable
from peerkit.cli.terminal.settings import settings
from peerkit.messages import _, language
from peerkit.planning.template import Template
from peerkit.values import dump
from peerkit.wording.grammar import commas, from_to
from peerkit.workspace import glance
from peerkit.workspace.root import Root
from peerkit.workspace.templates import load_template


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
        span = _(
            "{minutes} minutes, {people} people.",
            minutes=from_to(minutes.min, minutes.max),
            people=from_to(people.min, people.max),
        )
        console.out(f"{name}: {template.title}. {span} {template.summary} {also[name]}".rstrip())


def _in(name: str, template: Template, languages: dict[str, dict[str, Path]]) -> str:
    """In which languages it is there, where that is more than one or another than what is spoken."""
    tags = _tags(name, template, languages)
    return _("Languages: {tags}.", tags=commas(tags)) if tags != [language()] else ""


def _tags(name: str, template: Template, languages: dict[str, dict[str, Path]]) -> list[str]:
    return list(dict.fromkeys([template.language, *(tag for tag, there in languages.items() if name in there)]))


def _entry(name: str, template: Template, languages: dict[str, dict[str, Path]]) -> dict[str, Any]:
    """What stands in a list for a program."""
    known = dump(template)
    told = {key: known[key] for key in ("title", "summary", "minutes", "people")}
    return {"name": name, **told, "languages": _tags(name, template, languages)}
