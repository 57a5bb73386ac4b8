"""How the sessions of shared figures were held, from the counts as they are now: numbers of sessions, never visits."""

import re
from collections import Counter
from collections.abc import Iterable

from peerkit.columns import FORMATS
from peerkit.tally.counts import Tally
from peerkit.tally.disclosure import Figure
from peerkit.tally.evidence import Kinds
from peerkit.wording.grammar import capital

_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-")


def kinds(tally: Tally, figures: Iterable[Figure]) -> Kinds | None:
    """By format, and by way of meeting; None where the counts no longer tell it of every session that was shared."""
    formats, names = Counter[str](), Counter[str]()
    for figure in figures:
        counts = tally.counts(figure.period)
        if counts is None or counts.held != figure.held or counts.formats.total() != figure.held:
            return None
        formats += counts.formats
        for name, number in counts.sessions.items():
            names[capital(_DAY.sub("", name).replace("-", " "))] += number
    ways = sorted(names.items(), key=lambda each: (-each[1], each[0]))
    return Kinds(tuple((name, formats[name]) for name in FORMATS if formats[name]), tuple(ways))
