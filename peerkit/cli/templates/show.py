"""A way of meeting on the terminal, part by part."""

from collections.abc import Iterable

from peerkit.cli.terminal import console, viewer
from peerkit.cli.terminal.language import speak_of
from peerkit.cli.terminal.settings import settings
from peerkit.durations import said
from peerkit.messages import _, pgettext
from peerkit.planning.fields import Span
from peerkit.planning.kinds import fits
from peerkit.planning.template import Block, Template
from peerkit.values import dump
from peerkit.wording.grammar import from_to
from peerkit.workspace.root import Root
from peerkit.workspace.templates import find_template, load_template


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

        viewer.show(views.one(template, [*_about(template)], [_part(block) for block in template.block]))
        return
    for line in _described(template):
        console.out(line)


def _described(template: Template) -> Iterable[str]:
    yield f"{template.title}\n{template.summary}"
    yield from _about(template)
    for place, block in enumerate(template.block, start=1):
        heading = _("{number} of {all}. {block}", number=place, all=len(template.block), block=block.name)
        yield f"\n{heading}: {_part(block)}"
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


def _part(block: Block) -> str:
    """What a part is, how long it takes, and how its turns go, in words."""
    parts = [_kind_of(block)]
    if (length := getattr(block, "length", None)) is not None:
        parts.append(_span(length))
    if (turn := getattr(block, "turn", None)) is not None:
        parts.append(_("turns of {length}", length=_span(turn)))
    return ", ".join([*parts, *fits(block).about(block)]) + "."


def _kind_of(block: Block) -> str:
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
