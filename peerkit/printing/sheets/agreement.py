"""Ground rules, or a charter, for the wall: each rule with the value that it serves, choices still open as boxes."""

from collections.abc import Iterator
from datetime import date

from peerkit.agreements.agreement import Agreement, Rule
from peerkit.printing.document import Block, Callout, Document, Entries, Entry, Paragraph
from peerkit.printing.sheets import draft


def sheet(agreement: Agreement, group: str = "", *, easy: bool = False) -> Document:
    """The sheet. `easy` takes the Easy Read wording wherever there is one, and says that it is a draft."""
    entries = Entries(tuple(_entry(rule, easy) for rule in agreement.rule))
    return Document(
        title=agreement.title,
        subtitle=group,
        opening=(*_before(agreement, easy), entries, *_after(agreement)),
        language=agreement.language,
    )


def _entry(rule: Rule, easy: bool) -> Entry:
    boxes = tuple(option.said(easy) for option in rule.option) if rule.is_open else ()
    return Entry(rule.said(easy), rule.value, boxes)


def _before(agreement: Agreement, easy: bool) -> Iterator[Block]:
    if easy:
        yield draft.NOTICE
    if agreement.opening:
        yield from map(Paragraph, agreement.opening.split("\n\n"))


def _after(agreement: Agreement) -> Iterator[Block]:
    if said := agreed(agreement):
        yield Callout("", (said,))


def agreed(agreement: Agreement) -> str:
    """`Version 2. Agreed on 24 November 2026. We look at it again in May 2027.`; nothing where nothing was agreed."""
    said = []
    if agreement.version is not None:
        said.append(f"Version {agreement.version}.")
    if agreement.adopted is not None:
        said.append(f"Agreed on {agreement.adopted.day} {agreement.adopted:%B %Y}.")
    if agreement.review is not None:
        said.append(f"We look at it again in {date.fromisoformat(f'{agreement.review}-01'):%B %Y}.")
    return " ".join(said)
