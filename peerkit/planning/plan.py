"""One evening: a template's blocks, a number of people, a start and a booked end, and what fits between."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple, get_args

from peerkit.planning.fit import MINUTE, Fit, fit
from peerkit.planning.kinds import groups_in, has_two_sizes, need_of, taking_turns, turns_of
from peerkit.planning.offers import Offer, offers
from peerkit.planning.rests import REST, Interpreted, roomy, with_rests, without_rests
from peerkit.planning.template import Block, LedBy, Template
from peerkit.turns import share


@dataclass(frozen=True)
class Evening:
    """What is asked for: everything that a plan is computed from, and nothing computed.

    `start` and `end` are UTC; `zone` only shows them. `name` is the stem of the template. Where it is `interpreted`,
    its blocks are prepared for that.
    """

    name: str
    template: Template
    people: int
    start: datetime
    end: datetime
    zone: tzinfo = field(default=UTC, compare=False)
    interpreted: Interpreted | None = None

    @property
    def seconds(self) -> int:
        """How long the room is booked."""
        return int((self.end - self.start).total_seconds())


@dataclass(frozen=True)
class Plan:
    """An evening that fits: `lengths` holds one length in seconds for each block of the template."""

    evening: Evening
    lengths: tuple[int, ...]
    spare: int

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The template's blocks, in order."""
        return self.evening.template.block

    def with_blocks(self, blocks: Iterable[Block]) -> "Plan":
        """The same plan with other blocks."""
        template = replace(self.evening.template, block=tuple(blocks))
        return replace(self, evening=replace(self.evening, template=template))

    def slots(self) -> Iterator["Timed"]:
        """Each block with its start, its length and its turns."""
        start = self.evening.start
        for block, length in zip(self.blocks, self.lengths, strict=True):
            yield Timed(block, start.astimezone(self.evening.zone), length, self.evening.people)
            start += timedelta(seconds=length)

    @property
    def balance(self) -> dict[LedBy, int]:
        """Seconds by who leads them; `nobody` is breaks and buffers. They add up to the blocks' seconds."""
        shares: dict[LedBy, int] = dict.fromkeys(get_args(LedBy), 0)
        for block, length in zip(self.blocks, self.lengths, strict=True):
            shares[block.led_by] += length
        return shares

    def local(self, moment: datetime) -> datetime:
        """A UTC moment as the clock on the wall shows it."""
        return moment.astimezone(self.evening.zone)


class Timed(NamedTuple):
    """A block in its place: local start, length in seconds, and how many people share it."""

    block: Block
    start: datetime
    seconds: int
    people: int

    @property
    def end(self) -> datetime:
        """When it is over, as the clock on the wall shows it."""
        return (self.start.astimezone(UTC) + timedelta(seconds=self.seconds)).astimezone(self.start.tzinfo)

    @property
    def turns(self) -> int | None:
        """How many turns follow each other, or None where nobody takes turns."""
        turns = turns_of(self.block, self.people)
        return turns.number if turns else None

    @property
    def turn_seconds(self) -> int | None:
        """How long each turn is, or None."""
        turns = turns_of(self.block, self.people)
        return turns.turn_in(self.seconds) if turns else None

    @property
    def quiet_seconds(self) -> int:
        """What the whole minutes leave over inside the block: nobody's time."""
        turns = turns_of(self.block, self.people)
        if turns is None or turns.open:
            return 0
        return self.seconds - turns.number * turns.turn_in(self.seconds) - turns.gaps

    @property
    def cost_of_three(self) -> int:
        """Seconds that a larger group among smaller ones takes longer; 0 where all are of one size."""
        block, turn = groups_in(self.block), self.turn_seconds
        if block is None or turn is None or not has_two_sizes(block, self.people):
            return 0
        split = share.sizes(taking_turns(block, self.people), block.size)
        return (max(split) - min(split)) * (turn + block.changeover) * block.rounds


class DoesNotFit(NamedTuple):
    """An evening that cannot be fitted: the seconds missing, and only what would mend it."""

    evening: Evening
    seconds: int
    offers: tuple[Offer, ...]


def build(evening: Evening) -> Plan | DoesNotFit:
    """Fit the evening's blocks between its start and its booked end; where it is signed, with rests between them."""
    kept, rests = evening.template.block, 0
    if evening.interpreted == "signed":
        kept, blocks = without_rests(kept), with_rests(kept, evening.people, evening.seconds)
        rests = REST * (len(blocks) - len(kept))
        evening = replace(evening, template=replace(evening.template, block=blocks))
    if evening.interpreted:
        evening = replace(evening, template=roomy(evening.template))
    needs = [need_of(block, evening.people) for block in evening.template.block]
    found = fit(needs, evening.seconds)
    if isinstance(found, Fit):
        return Plan(evening, found.lengths, found.spare)
    return DoesNotFit(evening, found.seconds, offers(kept, evening.people, evening.seconds - rests))


def apply_offer(evening: Evening, offer: Offer) -> Evening:
    """The evening as the offer would have it."""
    template = replace(evening.template, block=offer.blocks)
    return replace(evening, template=template, end=evening.end + timedelta(seconds=offer.more))


def least_minutes(template: Template, people: int) -> int:
    """How many minutes the template takes at the very least with this many people."""
    return sum(need_of(block, people).rungs[0] for block in template.block) // MINUTE
