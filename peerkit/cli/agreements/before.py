"""What there is to think about before an agreement is agreed on or hangs on a wall."""

from collections.abc import Collection

from peerkit.agreements.agreement import Agreement
from peerkit.agreements.check import check
from peerkit.agreements.kinds import Kind
from peerkit.agreements.phrases import place_phrase
from peerkit.problems import Problem


def to_think_about(agreement: Agreement, kind: Kind) -> list[Problem]:
    """What must be put right, such as a rule that shuts people out, and what may be somebody's own number."""
    return [each for each in check(agreement, kind) if each.severity == "error" or each.code == "somebodys"]


def lines(problems: Collection[Problem], kind: Kind) -> list[str]:
    """Each in a line to be read aloud."""
    return [f"{place_phrase(each.place, kind)}{each.reason} {each.suggestion}".rstrip() for each in problems]
