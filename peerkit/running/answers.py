"""The one line that answers whoever did something: what happened, and what it changed."""

from peerkit.durations import clock, counted, said
from peerkit.running import events as do
from peerkit.running import phrases
from peerkit.running.kinds import runs
from peerkit.running.state import SECOND, Header, State
from peerkit.wording.grammar import capital


def answer(header: Header, before: State, after: State, event: do.Event) -> str:
    """One line, never empty, for an event that was accepted."""
    match event:
        case do.Pass():
            again = ", and offered again at the end of the round" if len(after.passed) > len(before.passed) else ""
            return f"Passed{again}. {phrases.heard(before, after)}".strip()
        case do.Pause():
            return "Paused. This time belongs to nobody."
        case do.Resume():
            return f"Going on. {phrases.where(header, after)}"
        case do.Count():
            return f"Counted. {phrases.where(header, after)}"
        case do.Began(seconds=seconds):
            return f"It began {said(seconds)} ago. {phrases.where(header, after)}"
        case do.MoveOn(by_itself=by_itself):
            how = "by itself at its time" if by_itself else "when you say next"
            if after.block != before.block:
                how = "by itself, and its time was over"
            return f"{phrases.name_of(before)} now moves on {how}. {phrases.heard(before, after)}".strip()
        case do.Extend():
            return f"Done. {phrases.where(header, after)}"
        case do.Joined():
            return f"{_people(after)}{runs(after).came(before, after, _refit(before, after))}"
        case do.Left():
            moved = phrases.heard(before, after)
            return f"{_people(after)}{runs(after).went(before, after)}{_refit(before, after)} {moved}".strip()
        case do.Equal() | do.Warn() | do.Owed():
            return _in_groups(header, after, event)
        case do.Accept():
            return f"Done: {phrases.changes(before, after.lengths[after.block + 1 :])}. {phrases.ends(header, after)}"
        case do.Gap(ms=ms):
            return away(ms)
        case do.Finish():
            return "This session is closed."
    return phrases.heard(before, after) or phrases.where(header, after)


def _in_groups(header: Header, after: State, event: do.Equal | do.Warn | do.Owed) -> str:
    match event:
        case do.Equal(equal="rounds"):
            return f"All groups end together. {phrases.ends(header, after)}"
        case do.Equal():
            return f"Every turn is as long, in every group. {phrases.ends(header, after)}"
        case do.Warn(left=left):
            told = " and ".join(said(seconds) for seconds in left)
            return f"You will hear it with {told} left." if told else "Nothing will be said before the end."
        case do.Owed():
            turn = said(after.entitlement // SECOND)
            return f"One more turn of {turn} at the end of this round. {phrases.ends(header, after)}"


def taken_back(header: Header, event: do.Event, after: State) -> str:
    """What an Undo took back, and where that leaves the session."""
    match event:
        case do.Joined(number=number):
            what = f"{counted(number, 'person', 'people')} joined. {_people(after)}"
        case do.Left():
            what = f"somebody left. {_people(after)}"
        case _:
            what = f"{_UNDONE.get(type(event), type(event).__name__.lower())}."
    return f"Taken back: {what} {phrases.where(header, after)}"


_UNDONE: dict[type[do.Event], str] = {
    do.ToClosing: "straight to the closing", do.MoveOn: "moving on by itself or by hand", do.Extend: "another length",
    do.Equal: "what is equal in uneven groups", do.Warn: "when to hear the time", do.Owed: "the turn that was owed",
    do.Accept: "the new lengths",
}  # fmt: skip


def away(ms: int) -> str:
    """What is said after time away."""
    return (
        f"peerkit was away for {clock(ms // SECOND)}. The session stands paused where it was. "
        "Resume, and that time is nobody's; or count, and it has passed."
    )


def _people(state: State) -> str:
    return f"{capital(counted(state.people, 'person', 'people'))} in the circle now."


def _refit(before: State, after: State) -> str:
    told = phrases.changes(before, after.lengths[before.block + 1 :])
    return f" Later: {told}." if told else ""
