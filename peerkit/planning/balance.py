"""Who speaks how long: one person, everyone, small groups. Shown with every plan, so that it can be changed."""

from typing import get_args

from peerkit.planning.plan import Plan
from peerkit.planning.template import LedBy


def balance(plan: Plan) -> dict[str, int]:
    """Seconds by who leads them; `nobody` is breaks and buffers. They add up to the blocks' seconds."""
    shares = dict.fromkeys(get_args(LedBy), 0)
    for block, length in zip(plan.blocks, plan.lengths, strict=True):
        shares[block.led_by] += length
    return shares


def part_of_one(plan: Plan) -> float:
    """The part, from 0 to 1, of the time in which somebody speaks that belongs to one person."""
    shares = balance(plan)
    spoken = shares["one"] + shares["everyone"] + shares["groups"]
    return shares["one"] / spoken if spoken else 0.0
