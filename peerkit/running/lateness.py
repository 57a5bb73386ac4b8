"""How late or early a session is, in words."""

from peerkit.durations import said
from peerkit.messages import _, ngettext
from peerkit.planning.fit import MINUTE
from peerkit.running.proposal import blocks_not_begun
from peerkit.running.state import MINUTE_MS, State, drift


def on_time(state: State) -> str:
    """`On time.` within a minute, `4 minutes behind.`, `2 minutes ahead.`, and in the last part `2 minutes early.`."""
    minutes = abs(drift(state)) // MINUTE_MS
    if not minutes:
        return _("On time.")
    if minutes >= 60:
        return _hours_off(state, said(minutes * MINUTE))
    if drift(state) > 0:
        return ngettext("{n} minute behind.", "{n} minutes behind.", minutes)
    if not blocks_not_begun(state):
        return ngettext("{n} minute early.", "{n} minutes early.", minutes)
    return ngettext("{n} minute ahead.", "{n} minutes ahead.", minutes)


def _hours_off(state: State, length: str) -> str:
    if drift(state) > 0:
        return _("{length} behind.", length=length)
    if not blocks_not_begun(state):
        return _("{length} early.", length=length)
    return _("{length} ahead.", length=length)
