"""The run sheet, for whoever holds the session: every part with its words, in full, and what else there is to know."""

from collections.abc import Iterator

from peerkit.agreements.agreement import Agreement
from peerkit.durations import said
from peerkit.messages import _, language
from peerkit.planning.fit import MINUTE
from peerkit.planning.interpreted import to_know
from peerkit.planning.kinds import fits, groups_in
from peerkit.planning.phrases import clocks_change, odd_size, people, turns, when
from peerkit.planning.plan import Plan, Timed
from peerkit.planning.seating import seating_of
from peerkit.planning.template import Block
from peerkit.planning.yielding import Yields, at_a_glance, in_order
from peerkit.printing import document as doc
from peerkit.printing.sheets import hard_moment
from peerkit.printing.sheets.agreement import to_read_out
from peerkit.printing.sheets.kinds import prints
from peerkit.printing.text import around, own, written
from peerkit.running.warning_times import warnings_for
from peerkit.turns.contract import choice, contracts, duties
from peerkit.turns.phrases import count_off, who_sits
from peerkit.turns.phrases import in_order as groups_in_order
from peerkit.wording.grammar import apart, listed
from peerkit.wording.months import clock
from peerkit.words import Words

_USUAL = Words()


def sheet(
    plan: Plan,
    group: str = "",
    support: tuple[str, ...] = (),
    words: Words = _USUAL,
    *,
    numbers: tuple[str, ...] = (),
    rules: Agreement | None = None,
    dated: bool = True,
) -> doc.Document:
    """The sheet: each part with its words, how many came, what gives way when it is late, and the card, on one page.

    `support` are the group's own lines for hard moments, `numbers` those of its place; where there are none, there is
    room to write them. `rules` stand in the part in which they are heard, as the group chose them. The day is
    on it only if it is `dated`.
    """
    evening = plan.evening
    return doc.Document(
        title=own(_("{title}: run sheet", title=evening.template.title), evening.template.title),
        subtitle=group,
        opening=tuple(doc.Paragraph(own(each, *_names(plan, words))) for each in _opening(plan, words, dated)),
        sections=(*_parts(plan, rules), _at_the_end(plan), *_if_late(plan), hard_moment.card(support, numbers)),
        language=evening.template.language,
        close=True,
    )


def _opening(plan: Plan, words: Words, dated: bool) -> Iterator[str]:
    evening = plan.evening
    head = _("{when}, {people}.", when=when(evening, dated=dated), people=people(evening))
    cards = _("What helps in a hard moment, and when it gets late, is at the end.")
    yield f"{head} {_for_whom(words)} {cards}"
    if plan.spare >= MINUTE:
        yield _("To spare at the end: {length}.", length=said(plan.spare // MINUTE * MINUTE))
    if dated and (clocks := clocks_change(plan)):
        yield clocks
    yield from to_know(plan)


def _for_whom(words: Words) -> str:
    """Whose it is, by the group's word for a session: peerkit's own is English."""
    if words.session == _USUAL.session and language() != "en":
        return _("For whoever holds this evening.")
    return _("For whoever holds the {session}.", session=words.session)


def _names(plan: Plan, words: Words) -> tuple[str, ...]:
    """What of the group's own stands in sentences of peerkit's: its word for a session, and the names of the parts."""
    return words.session, *(block.name for block in plan.blocks)


def _at_the_end(plan: Plan) -> doc.Section:
    count = doc.Blank(own(_("How many came, everyone counted, you too?")), lines=0)
    only_numbers = doc.Paragraph(own(_("Only numbers are kept: no names, and nothing that was said.")))
    workers = doc.Paragraph(own(_("Do not count interpreters or assistants who came to work.")))
    not_counted = (workers,) if plan.evening.interpreted else ()
    return doc.Section(own(_("At the end")), (count, *not_counted, only_numbers), whole=True)


def _if_late(plan: Plan) -> Iterator[doc.Section]:
    """What gives way, in which order and how far, as far as it is worth a word."""
    steps = at_a_glance(in_order(plan))
    if steps:
        lead = _("Only when you all say so, what is still to come gives way in this order, down to these lengths.")
        order = doc.Listing(tuple(map(_step, steps)), numbered=True)
        kept = doc.Paragraph(own(_("All else keeps its time, or nearly.")))
        yield doc.Section(own(_("If you run late")), (doc.Paragraph(own(lead)), order, kept), whole=True)


def _step(step: tuple[Yields, ...]) -> str:
    parts = (
        _(
            "{block}, {length} instead of {old}",
            block=part.timed.block.name,
            length=said(part.end),
            old=part.start // MINUTE,
        )
        for part in step
    )
    return own(_("{parts}.", parts=apart(parts)), *(part.timed.block.name for part in step))


def _parts(plan: Plan, rules: Agreement | None) -> Iterator[doc.Section]:
    contract_said = False
    for timed in plan.slots():
        heard = rules is not None and fits(timed.block).rules
        facts = " ".join(filter(None, _facts(timed)))
        name, language = timed.block.name, plan.evening.template.language_of(timed.block)
        blocks: list[doc.Element] = [
            doc.Paragraph(own(facts)),
            *_scripts(timed.block.script or "", language),
        ]
        if rules is not None and heard:
            blocks += to_read_out(rules)
        groups = groups_in(timed.block)
        if groups and groups.attention_switch and not contract_said:
            contract = tuple((own(name), own(asks)) for name, asks in contracts())
            blocks += [
                doc.Paragraph(own(choice())),
                doc.Details(contract),
                doc.Listing(tuple(map(own, duties()))),
            ]
            contract_said = True
        blocks += _who_sits(timed)
        heading = around(_("{time} {block}", time=clock(timed.start), block=name), name, language)
        yield doc.Section(heading, tuple(blocks), whole=not heard)


def _facts(timed: Timed) -> Iterator[str]:
    """What there is to know of a part, in one line where that can be: until when, who leads, whose turns."""
    block = timed.block
    yield _("{length}, until {time}.", length=said(timed.seconds), time=clock(timed.end))
    yield _led(block)
    if taken := turns(timed):
        yield from (taken, odd_size(timed))
    if (groups := groups_in(block)) and groups.attention_switch:
        yield _("Attention switch at the end of each turn: {length}.", length=said(groups.attention_switch))
    if marks := warnings_for(block, timed.turn_seconds or timed.seconds):
        left = listed([said(mark) for mark in marks])
        if timed.turns is not None:
            yield _("Say when this is left of a turn: {lengths}.", lengths=left)
        else:
            yield _("Say when this is left: {lengths}.", lengths=left)


def _led(block: Block) -> str:
    match block.led_by:
        case "one":
            return _("One person leads.")
        case "groups":
            return _("In small groups.")
        case "nobody":
            return ""
    return prints(block).together()


def _scripts(script: str, language: str) -> Iterator[doc.Script]:
    """Each paragraph on its own, a line as it stands in the template."""
    for paragraph in script.split("\n\n"):
        lines = (line.strip() for line in paragraph.splitlines() if line.strip())
        if told := tuple(written(line, language) for line in lines):
            yield doc.Script(told)


def _who_sits(timed: Timed) -> Iterator[doc.Element]:
    """Where peerkit says who sits with whom: the numbers, as the evening itself will say them."""
    schedule = seating_of(groups_in(timed.block), timed.people)
    if schedule is not None:
        count, _ = count_off(schedule)
        yield doc.Callout(own(count), tuple(map(own, (*who_sits(schedule), groups_in_order()))))
