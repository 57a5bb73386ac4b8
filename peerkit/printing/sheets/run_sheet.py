"""The run sheet, for whoever holds the session: every part with its times, its turns and its script, in full."""

from collections.abc import Iterator
from datetime import timedelta

from peerkit.durations import said
from peerkit.planning.kinds import fits, groups_in
from peerkit.planning.phrases import clocks_change, odd_size, people, turns, when
from peerkit.planning.plan import Plan, Timed
from peerkit.planning.yielding import Steps, Yields, at_a_glance, in_order, said_of
from peerkit.printing import document as doc
from peerkit.printing.sheets.kinds import prints
from peerkit.running.phrases import warnings_for
from peerkit.running.seating import seating_of
from peerkit.turns.contract import choice, contracts, duties
from peerkit.turns.phrases import count_off, who_sits
from peerkit.turns.phrases import in_order as groups_in_order
from peerkit.wording.grammar import listed
from peerkit.words import Words

COUNT = "How many came, everyone counted, you too?"
_LATE = "If you run late"
_ONLY_NUMBERS = "Only numbers are kept: no names, and nothing that was said."
_LED = {"one": "One person leads.", "groups": "In small groups.", "nobody": ""}
_AT_THE_END = doc.Section("At the end", (doc.Blank(COUNT), doc.Paragraph(_ONLY_NUMBERS)), whole=True)
_NEARLY = "Keeps its time, or nearly."
_USUAL = Words()


def sheet(
    plan: Plan, group: str = "", support: tuple[str, ...] = (), words: Words = _USUAL, *, dated: bool = True
) -> doc.Document:
    """The sheet: the whole at a glance, the card for hard moments, what gives way, each part, and the one question.

    `support` is the group's card, line by line; where there is none, there is room to write it. The day is on it only
    if it is `dated`.
    """
    evening, steps = plan.evening, in_order(plan)
    return doc.Document(
        title=f"{evening.template.title}: run sheet",
        subtitle=group,
        opening=tuple(_opening(plan, words, dated)),
        sections=(_hard_moment(support), *_if_late(plan, steps), *_parts(plan, steps), _AT_THE_END),
        language=evening.template.language,
    )


def _opening(plan: Plan, words: Words, dated: bool) -> Iterator[doc.Block]:
    evening = plan.evening
    yield doc.Paragraph(f"{when(evening, dated=dated)}, {people(evening)}. For whoever holds the {words.session}.")
    end = f"End, with {said(plan.spare)} to spare" if plan.spare else "End"
    yield doc.Timetable((*map(_glance, plan.slots()), doc.Slot(f"{plan.local(evening.end):%H:%M}", end)))
    if dated and (clocks := clocks_change(plan)):
        yield doc.Paragraph(clocks)


def _glance(timed: Timed) -> doc.Slot:
    return doc.Slot(f"{timed.start:%H:%M}", f"{timed.block.name}, {said(timed.seconds)}", fits(timed.block).rest)


def _if_late(plan: Plan, steps: Steps) -> Iterator[doc.Section]:
    """What gives way, as far as it is worth a word; the timetable above says how long each is now."""
    shown = at_a_glance(steps)
    kept = [timed for timed in plan.slots() if not _gives(timed, shown)]
    nearly = ", or nearly" if any(_gives(timed, steps) for timed in kept) else ""
    names = listed([timed.block.name for timed in kept]) if kept else ""
    still = (doc.Paragraph(f"These keep their time{nearly}: {names}."),) if kept else ()
    if len(shown) == 1:
        lead = doc.Paragraph(f"What is still to come gives way when you all say so: {_step(shown[0])}.")
        yield doc.Section(_LATE, (lead, *still), whole=True)
    elif shown:
        lead = doc.Paragraph("What is still to come gives way in this order, and only when you all say so.")
        yield doc.Section(_LATE, (lead, doc.Listing(tuple(map(_step, shown)), numbered=True), *still), whole=True)


def _gives(timed: Timed, steps: Steps) -> bool:
    return any(part.timed == timed for step in steps for part in step)


def _step(step: tuple[Yields, ...]) -> str:
    return ", ".join(f"{part.timed.block.name} to {said(part.end)}" for part in step)


def _parts(plan: Plan, steps: Steps) -> Iterator[doc.Section]:
    contract_said = False
    for timed in plan.slots():
        blocks: list[doc.Block] = [_facts(timed, steps), *_scripts(timed.block.script or "")]
        groups = groups_in(timed.block)
        if groups and groups.attention_switch and not contract_said:
            blocks += [doc.Paragraph(choice()), doc.Details(contracts()), doc.Listing(duties())]
            contract_said = True
        blocks += _who_sits(timed)
        yield doc.Section(f"{timed.start:%H:%M} {timed.block.name}", tuple(blocks), whole=True)


def _facts(timed: Timed, steps: Steps) -> doc.Entries:
    end = timed.start + timedelta(seconds=timed.seconds)
    led = _LED.get(timed.block.led_by, prints(timed.block).together)
    first = doc.Entry(f"{said(timed.seconds)}. {led}".rstrip(), f"Until {end:%H:%M}")
    return doc.Entries((first, *_about(timed, steps)), numbered=False)


def _about(timed: Timed, steps: Steps) -> Iterator[doc.Entry]:
    block = timed.block
    if taken := turns(timed):
        yield doc.Entry(f"{taken}{prints(block).turns(block)}", "Turns")
    if odd := odd_size(timed):
        yield doc.Entry(odd, "Not all alike")
    if (groups := groups_in(block)) and groups.attention_switch:
        yield doc.Entry(f"The last {said(groups.attention_switch)} of each turn.", "Attention switch")
    if marks := warnings_for(block, timed.turn_seconds or timed.seconds):
        of_turn = " of a turn" if timed.turns else ""
        yield doc.Entry(f"With {listed([said(mark) for mark in marks])} left{of_turn}.", "Say the time")
    shown = at_a_glance(steps)
    yield doc.Entry(_NEARLY if _gives(timed, steps) and not _gives(timed, shown) else said_of(timed, shown), _LATE)


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
        return doc.Section("In a hard moment", (doc.Callout("", support),), whole=True)
    return doc.Section("In a hard moment", (doc.Blank("Whom we turn to, and where somebody can sit quietly:", 3),))
