"""Ways of meeting on the terminal: a list of them, and one of them part by part."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.language import speak_of
from peerkit.cli.terminal.problems import readable
from peerkit.cli.terminal.settings import settings
from peerkit.durations import said
from peerkit.messages import _, language, pgettext
from peerkit.planning.fields import Span
from peerkit.planning.kinds import fits
from peerkit.planning.phrases import from_to
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
        heading = _("{number} of {all}. {block}", number=place, all=len(template.block), block=block.name)
        yield f"\n{heading}: {kind_of(block)}, {_length(block)}"
        if block.script:
            yield f"{_('To read out:')}\n{block.script}"


def _about(template: Template) -> Iterable[str]:
    """What there is to know of all of it."""
    minutes, people = template.minutes, template.people
    long, many = from_to(minutes.min, minutes.max), from_to(people.min, people.max)
    yield _("{minutes} minutes; {ideal} is ideal.", minutes=long, ideal=minutes.ideal)
    yield _("{people} people; {ideal} is ideal.", people=many, ideal=people.ideal)
    if template.start:
        yield _("Usual start: {time}", time=template.start)
    if template.agreement:
        yield _("Ground rules: {name}", name=template.agreement)
    if template.source:
        yield _("Where it comes from: {source}", source=template.source)


def _length(block: Block) -> str:
    """How long a part takes, and how its turns go, in words."""
    parts = []
    if (length := getattr(block, "length", None)) is not None:
        parts.append(_span(length))
    if (turn := getattr(block, "turn", None)) is not None:
        parts.append(_("turns of {length}", length=_span(turn)))
    return ", ".join([*parts, *fits(block).about(block)]) + "."


def kind_of(block: Block) -> str:
    """What a kind of block is called, as files call it."""
    return {
        "segment": pgettext("a kind of block", "segment"),
        "reading": pgettext("a kind of block", "reading"),
        "buffer": pgettext("a kind of block", "buffer"),
        "round": pgettext("a kind of block", "round"),
        "groups": pgettext("a kind of block", "groups"),
        "break": pgettext("a kind of block", "break"),
        "agreement": pgettext("a kind of block", "agreement"),
    }.get(block.kind, block.kind)


def _span(span: Span) -> str:
    if span.min == span.max:
        return said(span.ideal)
    parts = {"least": said(span.min), "most": said(span.max), "ideal": said(span.ideal)}
    return _("{least} to {most} (ideally {ideal})", **parts)
