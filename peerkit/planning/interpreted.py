"""An evening with an interpreter: the evening as it then is, what that costs, and what there is to know."""

from dataclasses import replace
from typing import get_args

from peerkit.durations import said
from peerkit.errors import PeerkitError
from peerkit.messages import _, ngettext
from peerkit.planning.fit import MINUTE
from peerkit.planning.plan import Evening, Plan, build
from peerkit.planning.rests import Interpreted, at_a_stretch, is_rest, prepared
from peerkit.wording.grammar import commas, listed
from peerkit.wording.months import clock

ASK = "ask"
"""What is asked for where nobody said which way."""
WAYS: tuple[Interpreted, ...] = get_args(Interpreted)
_ALONE = 120 * MINUTE
"""Seconds from which on one interpreter is not enough (domain H)."""


def interpreted(evening: Evening, way: Interpreted) -> Evening:
    """The evening in that way. Raises PeerkitError where it is made for the other already."""
    if evening.interpreted == way:
        return evening
    if evening.interpreted:
        raise PeerkitError(
            _("This plan is made for another way: --interpreted {way}.", way=evening.interpreted),
            _("Make it anew from its way of meeting: {name}.", name=evening.name),
        )
    template = replace(evening.template, block=prepared(evening.template.block, way))
    return replace(evening, template=template, interpreted=way)


def price(evening: Evening, way: Interpreted) -> str:
    """What the evening would be in that way: its turns, its other parts, and its end, as sentences."""
    before, after = build(evening), build(interpreted(evening, way))
    told = [_way(way)]
    if not isinstance(after, Plan):
        missing = said(-(-after.seconds // MINUTE) * MINUTE)
        return " ".join([*told, _("It does not fit as it is booked. Missing: {length}.", length=missing)])
    told += _changes(before, after) if isinstance(before, Plan) else []
    end = clock(after.local(after.evening.end))
    if after.spare:
        return " ".join([*told, _("Ends at {end}. To spare: {length}.", end=end, length=said(after.spare))])
    return " ".join([*told, _("Ends at {end}.", end=end)])


def _way(way: Interpreted) -> str:
    if way == "spoken":
        return _("The interpreter speaks after each person. Turns are planned twice as long, as far as the time goes.")
    rests = _("A rest comes between two parts where more than 20 minutes would pass without one.")
    return f"{_('The interpreter signs meanwhile, so no turn has to be longer.')} {rests}"


def _changes(before: Plan, after: Plan) -> list[str]:
    """How long each turn is, how many rests there are, and which other parts are of another length."""
    was = {timed.block.name: timed for timed in before.slots()}
    told, parts = [], []
    rests = sum(map(is_rest, after.blocks))
    if rests:
        told.append(ngettext("Rests of 5 minutes: {n}.", "Rests of 5 minutes: {n}.", rests))
    for timed in after.slots():
        old = was.get(timed.block.name)
        if old is None:
            continue
        if timed.turn_seconds and old.turn_seconds != timed.turn_seconds:
            name, turn, other = timed.block.name, said(old.turn_seconds or 0), said(timed.turn_seconds)
            told.append(_("{block}, each turn: {length} instead of {old}.", block=name, length=other, old=turn))
        elif old.seconds != timed.seconds:
            minutes, earlier = timed.seconds // MINUTE, old.seconds // MINUTE
            parts.append(
                ngettext("{name} from {old} to {n} minute", "{name} from {old} to {n} minutes", minutes,
                         name=timed.block.name, old=earlier)
            )  # fmt: skip
    return [*told, *([_("Other parts: {changes}.", changes=commas(parts))] if parts else [])]


def to_know(plan: Plan) -> list[str]:
    """What a group with an interpreter knows of its evening, a line each; none where there is no interpreter."""
    evening = plan.evening
    if evening.interpreted is None:
        return []
    nobody = _("An interpreter or assistant who comes to work has no turn and no seat, and is not counted here.")
    lines = [f"{_way(evening.interpreted)} {nobody}"]
    if evening.interpreted == "signed" and (long := at_a_stretch(plan.blocks, plan.lengths)):
        names = listed([block.name for block in long])
        pause = _("Pause in the middle, or have two interpreters.")
        lines.append(f"{_('Longer than 20 minutes at a stretch: {blocks}.', blocks=names)} {pause}")
    if evening.seconds > _ALONE:
        lines.append(_("An evening of more than 2 hours takes two interpreters, who take turns."))
    return lines
