"""Which way an evening is interpreted, where somebody said that it is: each way with what it costs."""

from peerkit.cli.session import about
from peerkit.cli.terminal import console, prompt
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.planning.interpreted import ASK, WAYS, interpreted, price
from peerkit.planning.plan import Evening
from peerkit.planning.request import SessionRequest
from peerkit.planning.rests import Interpreted
from peerkit.wording import numbers
from peerkit.wording.typed import called
from peerkit.wording.yes_no import word


def settled(evening: Evening, request: SessionRequest) -> Evening:
    """The evening in the way that is chosen, where `request` asks for that. Raises PeerkitError if nobody can be."""
    if request.interpreted != ASK or evening.interpreted:
        return evening
    if not prompt.at_a_terminal():
        which = _("Say which: --interpreted spoken, or --interpreted signed.")
        raise PeerkitError(which, "\n".join(f"{way}: {price(evening, way)}" for way in WAYS))
    return asked(evening)


def asked(evening: Evening) -> Evening:
    """The evening in the way that somebody chooses, priced before. Raises Back."""
    for place, way in enumerate(WAYS, start=1):
        console.out(f"{place}  {called(way)}: {price(evening, way)}")
    return interpreted(
        evening, prompt.ask(_("How is it interpreted? Say 1 or 2."), _way, about=about.ways(), back=True)
    )


def _way(answer: str) -> Interpreted:
    places = dict(enumerate(WAYS, start=1))
    said = word(answer)
    way = next((way for way in WAYS if way == said), None) or places.get(numbers.number(said) or 0)
    if way is None:
        raise ValueError(_("Say 1 or 2, {spoken} or {signed}.", spoken=called("spoken"), signed=called("signed")))
    return way
