"""Ways of meeting as somebody sees them who looks at a terminal."""

from collections.abc import Mapping, Sequence

from peerkit.messages import _
from peerkit.planning.template import Template
from peerkit.printing.document import Document, Element, Listing, Paragraph, Script, Section
from peerkit.printing.view import Grid, Heading, Rows
from peerkit.wording.grammar import from_to


def listed(found: Mapping[str, Template], also: Mapping[str, str]) -> Document:
    """Each with its title and summary, what is said of it `also`, and for how long and how many it is."""
    columns = (
        Heading(_("Name")), Heading(_("Minutes"), "number"), Heading(_("People"), "number"),
        Heading(_("What it is"), "sentences"),
    )  # fmt: skip
    rows = tuple(
        (
            name,
            from_to(template.minutes.min, template.minutes.max),
            from_to(template.people.min, template.people.max),
            f"{template.title}. {template.summary} {also[name]}".rstrip(),
        )
        for name, template in found.items()
    )
    return Document("", opening=(Grid(columns, (Rows(rows),)),))


def one(template: Template, about: Sequence[str], parts: Sequence[str]) -> Document:
    """Each of the `parts`, as they are in words, and what is read out in it, as it stands on its lines."""
    sections = []
    for place, (block, part) in enumerate(zip(template.block, parts, strict=True), 1):
        blocks: list[Element] = [Paragraph(part)]
        if block.script:
            blocks.append(Script(tuple(filter(None, block.script.split("\n")))))
        heading = _("{number} of {all}. {block}", number=place, all=len(template.block), block=block.name)
        sections.append(Section(heading, tuple(blocks)))
    return Document(template.title, template.summary, (Listing(tuple(about)),), tuple(sections))
