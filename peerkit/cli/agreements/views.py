"""Ground rules and charters as somebody sees them who looks at a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from peerkit.agreements.agreement import Agreement, Rule
from peerkit.agreements.bank import Bank, Topic
from peerkit.agreements.changes import Change
from peerkit.agreements.kinds import Kind
from peerkit.agreements.phrases import choices, open_choices
from peerkit.agreements.standing import Standing
from peerkit.messages import _
from peerkit.printing.document import Document, Element, Entries, Entry, Paragraph, Section
from peerkit.printing.view import Grid, Heading, Marked, MarkedLine, Rows, Sense, lead
from peerkit.wording.slugs import slug
from peerkit.words import Words


def listed(found: Mapping[str, tuple[Agreement, Standing]], kind: Kind) -> Document:
    """Each with how many it has, where it stands, and what it is."""
    columns = (Heading(_("Name")), Heading(kind.many.capitalize(), "number"), Heading(_("What it is"), "sentences"))
    rows = tuple(
        (
            name,
            str(len(agreement.rule)),
            " ".join(filter(None, (f"{agreement.title}.", standing.said(kind), agreement.summary))),
        )
        for name, (agreement, standing) in found.items()
    )
    return Document("", opening=(Grid(columns, (Rows(rows),)),))


def one(agreement: Agreement, stands: str, *, easy: bool) -> Document:
    """Everything that it says, each rule with the value that it serves."""
    before = tuple(Paragraph(line) for line in (stands, agreement.opening or "") if line)
    entries = Entries(tuple(_entry(rule, easy) for rule in agreement.rule))
    return Document(agreement.title, agreement.summary, (*before, entries))


def _entry(rule: Rule, easy: bool) -> Entry:
    if not rule.is_open:
        return Entry(rule.said(easy), rule.value)
    return Entry(f"{rule.said(easy)} {open_choices(rule)}", rule.value, tuple(choices(rule, easy)))


def topics(bank: Bank, words: Words, *, easy: bool) -> Document:
    """The bank: each topic with its question, and its wordings by the numbers that `choose` takes."""

    def section(topic: Topic) -> Section:
        rules = [topic.rule(number) for number in range(1, len(topic.wording) + 1)]
        wordings = tuple(
            Entry(words.fill_in(rule.said(easy)), "", tuple(map(words.fill_in, choices(rule, easy)))) for rule in rules
        )
        about = MarkedLine(lead(slug(topic.name), words.fill_in(topic.value)))
        return Section(words.fill_in(topic.asks), (about, Entries(wordings)))

    return Document("", sections=tuple(map(section, bank.topic)))


def changed(found: Sequence[Change]) -> Document:
    """Each change, with the words before and now, of which those stand out that went and those that came."""
    return Document("", opening=(), sections=tuple(Section(each.sentence, tuple(_words(each))) for each in found))


def _words(change: Change) -> Iterator[Element]:
    if not (change.before and change.after):
        sense: Sense = "went" if change.before else "came"
        if text := change.before or change.after:
            yield MarkedLine(Marked(((sense, text),)), belongs=True)
        return
    before, after = change.before.split(), change.after.split()
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    went: list[tuple[Sense, list[str]]] = [("" if how == "equal" else "went", before[a:b]) for how, a, b, *_c in steps]
    came: list[tuple[Sense, list[str]]] = [("" if how == "equal" else "came", after[c:d]) for how, *_a, c, d in steps]
    lines = (*_joined(_("Before:"), went), ("", "\n"), *_joined(_("Now:"), came))
    yield MarkedLine(Marked(lines), belongs=True)


def _joined(label: str, runs: Sequence[tuple[Sense, list[str]]]) -> tuple[tuple[Sense, str], ...]:
    """Runs of words behind a label, with the spaces between them in no run."""
    parts: list[tuple[Sense, str]] = [("", label)]
    for sense, words in runs:
        if words:
            parts += [("", " "), (sense, " ".join(words))]
    return tuple(parts)
