"""Questions about people: who left, what an odd number means, and when a client wants to hear the time."""

from peerkit import durations
from peerkit.durations import said
from peerkit.live.choices import doing
from peerkit.live.loop import Session
from peerkit.live.question import Do, Question, Reply, Unclear
from peerkit.messages import _
from peerkit.running import events as do
from peerkit.running import group_phrases, uneven
from peerkit.running.run import with_the_same_turns
from peerkit.running.seating import alone_together
from peerkit.running.state import SECOND, Gathering, State, had_their_turn, slot_of
from peerkit.running.warning_times import warnings_for
from peerkit.wording.grammar import commas


def left(session: Session) -> Question:
    """Whether whoever leaves a round has had their turn in it."""
    state = session.state
    present = state.seat
    waits = state.queue[-1] if state.queue else present
    ways = [Reply("no", _("Not yet."), lambda: goes(session, waits))]
    if had_their_turn(state):
        ways.insert(0, Reply("yes", _("They had it."), lambda: goes(session, None)))
    if present is not None:
        ways.append(Reply("now", _("It is their turn now."), lambda: goes(session, present)))
    return Question(_("Had they had their turn in this round?"), tuple(ways), slot_of)


def once_each() -> str:
    """How several go who have no numbers."""
    return _("Nothing has changed. Say left once for each who went.")


def moment_asked(state: State) -> tuple[object, ...]:
    """What the session asks unasked once for, as long as as many are there."""
    return (*slot_of(state), state.people)


def goes(session: Session, seat: int | None) -> list[str]:
    """Let the one in this seat go; where it is None, one who has had their turn."""
    return [session.act(lambda at: with_the_same_turns(session.state, do.Left(at, seat)))[1]]


def number_goes(session: Session, number: int) -> list[str]:
    """Let the one with this number of a rotation go. Raises Unclear where nobody has it."""
    if why_not := session.refusal(do.Left(session.at, number)):
        raise Unclear(why_not)
    return goes(session, number)


def other_equality(session: Session) -> do.Equal:
    """What would be equal in these small groups, if not what is."""
    groups = session.state.groups
    return do.Equal(session.at, "turns" if groups and groups.equal == "rounds" else "rounds")


def odd(session: Session) -> Question | None:
    """What two sizes of group mean for the time, before they begin; None where all are of one size."""
    told = uneven.odd(session.state)
    if not told or not isinstance(session.state.slot, Gathering) or other_equality(session).equal == "turns":
        return None
    together = doing(session, do.Equal(0, "rounds"))
    ways = (
        Reply(
            "same",
            uneven.odd_equal(session.state),
            lambda: [_("Every turn is as long, in every group.")],
            uneven.odd_equal_shortly(session.state),
        ),
        Reply(
            "together",
            uneven.odd_instead(session.state),
            together,
            uneven.odd_instead_shortly(session.state),
        ),
    )
    short = _("{groups}. Who has how long?", groups=group_phrases.split(session.state))
    return Question(told, ways, slot_of, short=short, otherwise=_("Every turn is as long, in every group."))


def how_to_warn() -> str:
    """The question for other times than the usual ones."""
    return _("How many minutes before the end? Such as 5 and 1. Or half, usual or none.")


def warnings(session: Session, other: Do) -> Question | None:
    """When whoever is client next wants to hear the time; None where the room has one clock for several groups.

    `other` asks for times that are typed.
    """
    state = session.state
    if not (state.groups and alone_together(state) and state.queue and state.warn is None):
        return None
    usual = warnings_for(state.groups, state.entitlement // SECOND)
    half = _("Half-way, with this much left: {length}.", length=said(state.entitlement // SECOND // 2))
    ways = [Reply("half", half, lambda: warned(session, "half"), _("Half-way."))]
    none = Reply("none", _("Only at the end."), lambda: warned(session, "none"))
    if usual:
        lengths = commas(map(said, usual))
        told, short = _("With this much left: {lengths}.", lengths=lengths), _("{lengths}.", lengths=lengths)
        ways = [Reply("usual", told, lambda: warned(session, "usual"), short), *ways, none]
    else:
        ways = [none, *ways]
    ways.append(Reply("other", _("Other times."), other))
    text = _("Whoever speaks next: when would you like to hear the time?")
    if state.groups.attention_switch:
        text = _("Whoever is client next: when would you like to hear the time?")
    return Question(text, tuple(ways), slot_of, otherwise=ways[0].meaning)


def warned(session: Session, typed: str) -> list[str]:
    """Let the client's wish happen, as it was typed: usual, half, none, or lengths such as 5m 1m; a number is minutes.

    Raises Unclear where that can't be.
    """
    state = session.state
    turn = state.entitlement // SECOND
    if typed in ("", "usual") and state.groups:
        times = warnings_for(state.groups, turn)
    else:
        try:
            words = {"half": f"{turn // 2}s", "none": ""}.get(typed, typed)
            lengths = {durations.parse(f"{word}m" if word.isdigit() else word) for word in words.split()}
        except ValueError:
            raise Unclear(_("That is no length of time."), "5m 1m") from None
        times = tuple(sorted(lengths, reverse=True))
    if why_not := session.refusal(do.Warn(session.at, times)):
        raise Unclear(why_not)
    return doing(session, do.Warn(0, times))()
