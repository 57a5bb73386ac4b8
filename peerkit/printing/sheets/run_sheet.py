"""The run sheet, for whoever holds the session: every part with its times, its turns and its script, in full."""

from collections.abc import Iterator
from datetime import timedelta

from peerkit.agreements.agreement import Agreement
from peerkit.durations import said
from peerkit.messages import _
from peerkit.planning.fit import MINUTE
from peerkit.planning.interpreted import to_know
from peerkit.planning.kinds import fits, groups_in
from peerkit.planning.phrases import clocks_change, odd_size, people, turns, when
from peerkit.planning.plan import Plan, Timed
from peerkit.planning.seating import seating_of
from peerkit.planning.template import Block
from peerkit.planning.yielding import Steps, Yields, at_a_glance, in_order, said_of
from peerkit.printing import document as doc
from peerkit.printing.sheets.agreement import to_read_out
from peerkit.printing.sheets.kinds import prints
from peerkit.running.phrases import warnings_for
from peerkit.turns.contract import choice, contracts, duties
from peerkit.turns.phrases import count_off, who_sits
from peerkit.turns.phrases import in_order as groups_in_order
from peerkit.wording.grammar import listed
from peerkit.words import Words

_USUAL = Words()


def sheet(
    plan: Plan,
    group: str = "",
    support: tuple[str, ...] = (),
    words: Words = _USUAL,
    *,
    rules: Agreement | None = None,
    dated: bool = True,
) -> doc.Document:
    """The sheet: the whole at a glance, the card for hard moments, what gives way, each part, and the one question.

    `support` is the group's card, line by line; where there is none, there is room to write it. `rules` stand in the
    part in which they are heard, as the group chose them. The day is on it only if it is `dated`.
    """
    evening, steps = plan.evening, in_order(plan)
    return doc.Document(
        title=_("{title}: run sheet", title=evening.template.title),
        subtitle=group,
        opening=tuple(_opening(plan, words, dated)),
        sections=(_hard_moment(support), *_if_late(plan, steps), *_parts(plan, steps, rules), _at_the_end(plan)),
        language=evening.template.language,
    )


def _opening(plan: Plan, words: Words, dated: bool) -> Iterator[doc.Block]:
    evening = plan.evening
    head = _("{when}, {people}.", when=when(evening, dated=dated), people=people(evening))
    yield doc.Paragraph(f"{head} {_('For whoever holds the {session}.', session=words.session)}")
    spare = plan.spare // MINUTE * MINUTE
    end = _("End. To spare: {length}", length=said(spare)) if spare else _("End")
    yield doc.Timetable((*map(_glance, plan.slots()), doc.Slot(f"{plan.local(evening.end):%H:%M}", end)))
    if dated and (clocks := clocks_change(plan)):
        yield doc.Paragraph(clocks)
    yield from map(doc.Paragraph, to_know(plan))


def _glance(timed: Timed) -> doc.Slot:
    text = _("{block}, {length}", block=timed.block.name, length=said(timed.seconds))
    return doc.Slot(f"{timed.start:%H:%M}", text, fits(timed.block).rest)


def _late() -> str:
    return _("If you run late")


def _at_the_end(plan: Plan) -> doc.Section:
    count = doc.Blank(_("How many came, everyone counted, you too?"))
    only_numbers = doc.Paragraph(_("Only numbers are kept: no names, and nothing that was said."))
    workers = doc.Paragraph(_("Do not count interpreters or assistants who came to work."))
    not_counted = (workers,) if plan.evening.interpreted else ()
    return doc.Section(_("At the end"), (count, *not_counted, only_numbers), whole=True)


def _if_late(plan: Plan, steps: Steps) -> Iterator[doc.Section]:
    """What gives way, as far as it is worth a word; the timetable above says how long each is now."""
    shown = at_a_glance(steps)
    kept = [timed for timed in plan.slots() if not _gives(timed, shown)]
    names = listed([timed.block.name for timed in kept]) if kept else ""
    keep = _("These keep their time: {blocks}.", blocks=names)
    if any(_gives(timed, steps) for timed in kept):
        keep = _("These keep their time, or nearly: {blocks}.", blocks=names)
    still = (doc.Paragraph(keep),) if kept else ()
    if len(shown) == 1:
        lead = _("What is still to come gives way when you all say so, down to this: {blocks}.", blocks=_step(shown[0]))
        yield doc.Section(_late(), (doc.Paragraph(lead), *still), whole=True)
    elif shown:
        lead = _("What is still to come gives way in this order, down to these lengths, and only when you all say so.")
        order = doc.Listing(tuple(map(_step, shown)), numbered=True)
        yield doc.Section(_late(), (doc.Paragraph(lead), order, *still), whole=True)


def _gives(timed: Timed, steps: Steps) -> bool:
    return any(part.timed == timed for step in steps for part in step)


def _step(step: tuple[Yields, ...]) -> str:
    return "; ".join(_("{block}, {length}", block=part.timed.block.name, length=said(part.end)) for part in step)


def _parts(plan: Plan, steps: Steps, rules: Agreement | None) -> Iterator[doc.Section]:
    contract_said = False
    for timed in plan.slots():
        blocks: list[doc.Block] = [_facts(timed, steps), *_scripts(timed.block.script or "")]
        if rules and fits(timed.block).rules:
            blocks += to_read_out(rules)
        groups = groups_in(timed.block)
        if groups and groups.attention_switch and not contract_said:
            blocks += [doc.Paragraph(choice()), doc.Details(contracts()), doc.Listing(duties())]
            contract_said = True
        blocks += _who_sits(timed)
        heading = _("{time} {block}", time=f"{timed.start:%H:%M}", block=timed.block.name)
        yield doc.Section(heading, tuple(blocks), whole=True)


def _facts(timed: Timed, steps: Steps) -> doc.Entries:
    end = timed.start + timedelta(seconds=timed.seconds)
    told = f"{_('{length}.', length=said(timed.seconds))} {_led(timed.block)}".rstrip()
    first = doc.Entry(told, _("Until {time}", time=f"{end:%H:%M}"))
    return doc.Entries((first, *_about(timed, steps)), numbered=False)


def _led(block: Block) -> str:
    match block.led_by:
        case "one":
            return _("One person leads.")
        case "groups":
            return _("In small groups.")
        case "nobody":
            return ""
    return prints(block).together()


def _about(timed: Timed, steps: Steps) -> Iterator[doc.Entry]:
    block = timed.block
    if taken := turns(timed):
        yield doc.Entry(" ".join((taken, *prints(block).turns(block))), _("Turns"))
    if odd := odd_size(timed):
        yield doc.Entry(odd, _("Not all alike"))
    if (groups := groups_in(block)) and groups.attention_switch:
        switch = _("At the end of each turn: {length}.", length=said(groups.attention_switch))
        yield doc.Entry(switch, _("Attention switch"))
    if marks := warnings_for(block, timed.turn_seconds or timed.seconds):
        left = listed([said(mark) for mark in marks])
        of_turn = timed.turns is not None
        told = _("When this is left of a turn: {lengths}.", lengths=left) if of_turn else ""
        yield doc.Entry(told or _("When this is left: {lengths}.", lengths=left), _("Say the time"))
    shown = at_a_glance(steps)
    nearly = _("Keeps its time, or nearly.") if _gives(timed, steps) and not _gives(timed, shown) else ""
    yield doc.Entry(nearly or said_of(timed, shown), _late())


def _scripts(script: str) -> Iterator[doc.Script]:
    """Each paragraph on its own, a line as it stands in the template."""
    for paragraph in script.split("\n\n"):
        if lines := tuple(line.strip() for line in paragraph.splitlines() if line.strip()):
            yield doc.Script(lines)


def _who_sits(timed: Timed) -> Iterator[doc.Block]:
    """Where peerkit says who sits with whom: the numbers, as the evening itself will say them."""
    schedule = seating_of(groups_in(timed.block), timed.people)
    if schedule is not None:
        count, _ = count_off(schedule)
        yield doc.Callout(count, (*who_sits(schedule), groups_in_order()))


def _hard_moment(support: tuple[str, ...]) -> doc.Section:
    if support:
        return doc.Section(_("In a hard moment"), (doc.Callout("", support),), whole=True)
    room = doc.Blank(_("Whom we turn to, and where somebody can sit quietly:"), 3)
    return doc.Section(_("In a hard moment"), (room,))
