"""Ground rules, or a charter, for the wall: each rule with the value that it serves, choices still open as boxes."""

from collections.abc import Iterator

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.messages import _, ngettext
from peerkit.printing import document as doc
from peerkit.printing.pictures import easy_value
from peerkit.printing.sheets import draft
from peerkit.printing.text import joined, own, written


def sheet(agreement: Agreement, group: str = "", stands: str = "", *, easy: bool = False) -> doc.Document:
    """The sheet of a group; `stands` says which version it is and when it was agreed: without it, there is a line.

    Of a way to decide that is still open it has the name, where there is one, for the wall is no place to weigh it.
    `easy` takes the Easy Read wording wherever there is one, says that it is a draft, and has each way in full at the
    end.
    """
    entries = doc.Entries(tuple(_entry(rule, easy, brief=True) for rule in agreement.rule))
    foot = doc.Callout("", (own(stands),)) if stands else doc.Blank(own(_("Agreed on")), lines=0)
    return doc.Document(
        title=agreement.title,
        subtitle=group,
        opening=(*_before(agreement, easy), entries, foot),
        sections=tuple(_ways(agreement)) if easy else (),
        language=agreement.language,
        fits="flows" if easy else "grows",
    )


def _ways(agreement: Agreement) -> Iterator[doc.Section]:
    """Each way to decide what is still open, in Easy Read."""
    for option in (option for rule in agreement.rule if rule.is_open for option in rule.option if option.name):
        yield doc.Section(option.name or "", (doc.Paragraph(option.said(easy=True)),), whole=True)


def to_read_out(agreement: Agreement) -> tuple[doc.Block, ...]:
    """How many rules there are, and each as the group chose it: for a sheet that somebody reads from.

    Of a choice that is open it says so, and what there is to choose from by name.
    """
    count = len(agreement.rule)
    head = ngettext("{title}, {n} rule:", "{title}, {n} rules:", count, title=agreement.title)
    rules = tuple(_heard(rule, agreement.language) for rule in agreement.rule)
    return doc.Paragraph(own(head, agreement.title)), doc.Entries(rules)


def _heard(rule: Rule, language: str) -> doc.Entry:
    text = written(rule.said(), language)
    if not rule.is_open:
        return doc.Entry(text)
    still = own(_("This is still open. Choose together:"))
    ways = tuple(written(option.name or option.text, language) for option in rule.option)
    return doc.Entry(joined((text, still)), boxes=ways)


def in_full(agreement: Agreement, *, easy: bool = False) -> tuple[doc.Block, ...]:
    """What is agreed, with all there is to say about a choice that is still open: to be read, not hung up."""
    opening = filter(None, (agreement.opening or "").split("\n\n"))
    return (*map(doc.Paragraph, opening), doc.Entries(tuple(_entry(rule, easy) for rule in agreement.rule)))


def _entry(rule: Rule, easy: bool, *, brief: bool = False) -> doc.Entry:
    boxes = tuple(_option(option, easy, brief) for option in rule.option) if rule.is_open else ()
    said = joined((rule.said(easy), own(_("Tick one together.")))) if rule.is_open else rule.said(easy)
    return doc.Entry(said, easy_value(rule.value) if easy else rule.value, boxes)


def _option(option: Option, easy: bool, brief: bool) -> str:
    if not option.name:
        return option.said(easy)
    return option.name if brief else f"{option.name}. {option.said(easy)}"


def _before(agreement: Agreement, easy: bool) -> Iterator[doc.Block]:
    if easy:
        yield draft.notice()
    if agreement.opening:
        yield from map(doc.Paragraph, filter(None, agreement.opening.split("\n\n")))
