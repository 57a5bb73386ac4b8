"""Which way an evening is interpreted, where somebody said that it is: each way with what it costs."""

from peerkit.cli.terminal import console, prompt
from peerkit.errors import PeerkitError
from peerkit.messages import _
from peerkit.planning.interpreted import ASK, WAYS, interpreted, price
from peerkit.planning.plan import Evening
from peerkit.planning.request import SessionRequest
from peerkit.planning.rests import Interpreted


def about_ways() -> str:
    """Help with the two ways."""
    return _(
        "spoken: the interpreter speaks after each person, and everybody waits for that.\n"
        "signed: the interpreter signs while somebody speaks. That is tiring, so there are rests.\n"
        "Nothing has changed yet: the running order comes next."
    )


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
        console.out(f"{place}  {way}: {price(evening, way)}")
    return interpreted(
        evening, prompt.ask(_("How is it interpreted? Say 1 or 2."), _way, about=about_ways(), back=True)
    )


def _way(answer: str) -> Interpreted:
    meant = {str(place): way for place, way in enumerate(WAYS, start=1)} | {way: way for way in WAYS}
    if answer.lower() not in meant:
        raise ValueError(_("Say 1 or 2, spoken or signed."))
    return meant[answer.lower()]
