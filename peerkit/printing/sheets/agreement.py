"""Ground rules, or a charter, for the wall: each rule with the value that it serves, choices still open as boxes."""

from collections.abc import Iterator

from peerkit.agreements.agreement import Agreement, Option, Rule
from peerkit.agreements.phrases import said_in_both, somebody_says_how_far
from peerkit.messages import _, and_in_english, ngettext
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
    entries = _entries(agreement, easy, brief=True)
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
    for rule in agreement.rule:
        for option in rule.option if rule.is_open else ():
            if option.name:
                name, said = (
                    written(text, _of(rule, option, agreement)) for text in (option.name, option.said(easy=True))
                )
                yield doc.Section(name, (doc.Paragraph(said),), whole=True)


def _of(rule: Rule, option: Option, agreement: Agreement) -> str:
    return option.language or rule.language or agreement.language


def to_read_out(agreement: Agreement) -> tuple[doc.Element, ...]:
    """How many rules there are, and each as the group chose it: for a sheet that somebody reads from.

    Of a choice that is open it says so, and what there is to choose from by name.
    """
    count = len(agreement.rule)
    head = ngettext("{title}, {n} rule:", "{title}, {n} rules:", count, title=agreement.title)
    rules = tuple(_heard(rule, agreement) for rule in agreement.rule)
    return doc.Paragraph(own(head, agreement.title)), doc.Entries(rules)


def _heard(rule: Rule, agreement: Agreement) -> doc.Entry:
    text, below = written(rule.said(), rule.spoken(agreement.language)), _below(rule, agreement)
    if not rule.is_open:
        return doc.Entry(text, below=below)
    still = own(_("This is still open. Choose together:"))
    ways = tuple(written(each.name or each.text, _of(rule, each, agreement)) for each in rule.option)
    return doc.Entry(joined((text, still)), boxes=ways, below=below)


def _below(rule: Rule, agreement: Agreement) -> tuple[doc.Element, ...]:
    """Room for how far a story stays, where its rule is in another language than the agreement."""
    if not said_in_both(rule, agreement.language):
        return ()
    *told, last = and_in_english(lambda: own(somebody_says_how_far()))
    return *map(doc.Paragraph, told), doc.Blank(last, 2)


def in_full(agreement: Agreement, *, easy: bool = False) -> tuple[doc.Element, ...]:
    """What is agreed, with all there is to say about a choice that is still open: to be read, not hung up."""
    return (*_opening(agreement), _entries(agreement, easy))


def _opening(agreement: Agreement) -> Iterator[doc.Paragraph]:
    return map(doc.Paragraph, filter(None, (agreement.opening or "").split("\n\n")))


def _entries(agreement: Agreement, easy: bool, *, brief: bool = False) -> doc.Entries:
    return doc.Entries(tuple(_entry(rule, agreement, easy, brief) for rule in agreement.rule))


def _entry(rule: Rule, agreement: Agreement, easy: bool, brief: bool) -> doc.Entry:
    said = written(rule.said(easy), rule.spoken(agreement.language))
    boxes: tuple[str, ...] = ()
    if rule.is_open:
        said = joined((said, own(_("Tick one together."))))
        boxes = tuple(written(_option(each, easy, brief), _of(rule, each, agreement)) for each in rule.option)
    value = written(easy_value(rule.value) if easy else rule.value, rule.language or agreement.language)
    return doc.Entry(said, value, boxes, _below(rule, agreement))


def _option(option: Option, easy: bool, brief: bool) -> str:
    if not option.name:
        return option.said(easy)
    return option.name if brief else f"{option.name}. {option.said(easy)}"


def _before(agreement: Agreement, easy: bool) -> Iterator[doc.Element]:
    if easy:
        yield draft.notice()
    yield from _opening(agreement)
