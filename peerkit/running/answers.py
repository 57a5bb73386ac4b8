"""The one line that answers whoever did something: what happened, and what it changed."""

from peerkit.durations import said
from peerkit.messages import _, ngettext, pgettext
from peerkit.running import events as do
from peerkit.running import phrases
from peerkit.running.kinds import runs
from peerkit.running.state import SECOND, Changeover, Header, State
from peerkit.wording.grammar import commas


def answer(header: Header, before: State, after: State, event: do.Event) -> str:
    """One line, never empty, for an event that was accepted."""
    match event:
        case do.Pass():
            again = len(after.passed) > len(before.passed)
            passed = _("Passed, and offered again at the end of the round.") if again else _("Passed.")
            return phrases.joined(passed, phrases.heard(before, after), _passed_on(before, after))
        case do.Pause():
            return _("Paused. This time belongs to nobody.")
        case do.TakeBreak(seconds=seconds):
            taken = _("Break: {length}. This time belongs to nobody.", length=said(seconds))
            return phrases.joined(taken, _refit(before, after), phrases.ends(header, after))
        case do.Resume():
            return phrases.joined(_("Going on."), phrases.where(header, after))
        case do.Count():
            return phrases.joined(_("Counted."), phrases.where(header, after))
        case do.Began(seconds=seconds):
            return phrases.joined(_("Began: {length} ago.", length=said(seconds)), phrases.where(header, after))
        case do.MoveOn(by_itself=by_itself):
            return _moves_on(before, after, by_itself=by_itself)
        case do.Extend():
            return phrases.joined(_("Done."), _refit(before, after), phrases.where(header, after))
        case do.Joined() | do.Left():
            return _people_changed(before, after, event)
        case do.Equal(equal="rounds"):
            return phrases.joined(_("All groups end each round together."), phrases.ends(header, after))
        case do.Equal():
            return phrases.joined(_("Every turn is as long, in every group."), phrases.ends(header, after))
        case do.Warn(left=left):
            told = commas(map(said, left))
            return (
                _("It will be said with this much left: {lengths}.", lengths=told)
                if left
                else _("It will be said at the end only.")
            )
        case do.Owed():
            turn = _("One more turn at the end of this round: {length}.", length=said(after.entitlement // SECOND))
            return phrases.joined(turn, phrases.ends(header, after))
        case do.ToClosing():
            return phrases.joined(phrases.heard(before, after), _("Paused.") if after.paused else "")
        case do.Arrange() | do.Accept():
            return phrases.joined(_("Done."), _refit(before, after), phrases.ends(header, after))
        case do.ClockSet(shift=shift):
            return clock_set(header, after, shift)
        case do.Gap(ms=ms):
            return away(ms)
        case do.Finish():
            return _("This session is closed.")
    return phrases.heard(before, after) or phrases.where(header, after)


def _passed_on(before: State, after: State) -> str:
    """Whose turn comes after a pass in a changeover, where the one who passed never began; else empty."""
    turn = phrases.next_turn(after) if after.queue else ""
    if not turn or not (isinstance(before.slot, Changeover) and isinstance(after.slot, Changeover)):
        return ""
    return _("It is the turn of whoever comes next: {turn}. Another pass would be for them.", turn=turn)


def _moves_on(before: State, after: State, *, by_itself: bool) -> str:
    name = phrases.name_of(before)
    if after.block != before.block:
        how = _("{name} moves on by itself, and its time was over.", name=name)
    elif by_itself:
        how = _("{name} moves on by itself at its time.", name=name)
    else:
        how = _("{name} moves on by hand.", name=name)
    return phrases.joined(how, phrases.heard(before, after))


def taken_back(header: Header, event: do.Event, after: State) -> str:
    """What an Undo took back, and where that leaves the session."""
    return phrases.joined(lost(event, after), phrases.where(header, after))


def lost(event: do.Event, after: State) -> str:
    """What an Undo has taken back: the event that went, in the state without it."""
    people = people_here(after) if isinstance(event, do.Joined | do.Left) else ""
    return phrases.joined(_("Taken back: {what}.", what=_done(event)), people, _moves(event, after))


def would_lose(event: do.Event, after: State) -> str:
    """What an Undo would take back, as it is asked before."""
    people = ""
    if isinstance(event, do.Joined | do.Left):
        people = ngettext("That leaves {n} person here.", "That leaves {n} people here.", after.people)
    return phrases.joined(_("Take back: {what}.", what=_done(event)), people, _moves(event, after))


def _moves(event: do.Event, after: State) -> str:
    if not isinstance(event, do.MoveOn):
        return ""
    name = phrases.name_of(after)
    by_itself = _("{name} moves on by itself at its time.", name=name)
    return by_itself if after.by_itself else _("{name} moves on by hand.", name=name)


def _done(event: do.Event) -> str:
    """What was done, in the middle of a sentence."""
    match event:
        case do.Joined(number=number):
            return ngettext("{n} person joined", "{n} people joined", number)
        case do.Left():
            return pgettext("what was done", "somebody left")
        case do.Pass():
            return pgettext("what was done", "pass")
        case do.ToClosing():
            return pgettext("what was done", "straight to the closing")
        case do.MoveOn():
            return pgettext("what was done", "moving on by itself or by hand")
        case do.Began():
            return pgettext("what was done", "when it began")
        case do.Extend():
            return pgettext("what was done", "another length")
        case do.TakeBreak():
            return pgettext("what was done", "the break")
        case do.Arrange(way="end"):
            return pgettext("what was done", "another end")
        case do.Arrange():
            return pgettext("what was done", "another evening")
        case do.Equal():
            return pgettext("what was done", "what is equal in uneven groups")
        case do.Warn():
            return pgettext("what was done", "when to hear the time")
        case do.Owed():
            return pgettext("what was done", "the turn that was owed")
        case do.Accept():
            return pgettext("what was done", "the new lengths")
    return pgettext("what was done", "next")


def away(ms: int) -> str:
    """What is said after time away."""
    return phrases.joined(
        _("Time away: {length}.", length=said(ms // SECOND)),
        _("The session stands paused where it was."),
        _("Resume, and that time is nobody's. Count, and it has passed."),
    )


def clock_set(header: Header, state: State, shift: int) -> str:
    """What is said when somebody set the computer's clock while the session ran."""
    length = said(abs(shift) // SECOND)
    moved = _("The computer's clock was put back: {length}.", length=length)
    if shift > 0:
        moved = _("The computer's clock was put forward: {length}.", length=length)
    return phrases.joined(moved, _("Turns go on as they were."), phrases.ends(header, state))


def _people_changed(before: State, after: State, event: do.Joined | do.Left) -> str:
    if isinstance(event, do.Joined):
        return phrases.joined(people_here(after), runs(after).came(before, after).strip(), _refit(before, after))
    moved = phrases.heard(before, after)
    return phrases.joined(people_here(after), runs(after).went(before, after).strip(), _refit(before, after), moved)


def people_here(state: State) -> str:
    """How many are here now."""
    return ngettext("Here now: {n} person.", "Here now: {n} people.", state.people)


def _refit(before: State, after: State) -> str:
    if len(before.plan.blocks) != len(after.plan.blocks):
        return ""
    told = phrases.changes(before, after.lengths[after.block + 1 :]) if before.block == after.block else ""
    return _("Later: {changes}.", changes=told) if told else ""
