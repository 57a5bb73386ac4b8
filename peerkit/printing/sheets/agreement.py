"""Ground rules, or a charter, for the wall: each rule with the value that it serves, choices still open as boxes."""

from collections.abc import Iterator

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.printing import document as doc
from peerkit.printing.sheets import draft


def sheet(agreement: Agreement, group: str = "", stands: str = "", *, easy: bool = False) -> doc.Document:
    """The sheet of a group; `stands` says which version it is and when it was agreed.

    `easy` takes the Easy Read wording wherever there is one, and says that it is a draft.
    """
    entries = doc.Entries(tuple(_entry(rule, easy) for rule in agreement.rule))
    foot = (doc.Callout("", (stands,)),) if stands else ()
    return doc.Document(
        title=agreement.title,
        subtitle=group,
        opening=(*_before(agreement, easy), entries, *foot),
        language=agreement.language,
    )


def _entry(rule: Rule, easy: bool) -> doc.Entry:
    boxes = tuple(_option(option, easy) for option in rule.option) if rule.is_open else ()
    said = f"{rule.said(easy)} Tick one together." if rule.is_open else rule.said(easy)
    return doc.Entry(said, rule.value, boxes)


def _option(option: Option, easy: bool) -> str:
    return f"{option.name}. {option.said(easy)}" if option.name else option.said(easy)


def _before(agreement: Agreement, easy: bool) -> Iterator[doc.Block]:
    if easy:
        yield draft.NOTICE
    if agreement.opening:
        yield from map(doc.Paragraph, filter(None, agreement.opening.split("\n\n")))
