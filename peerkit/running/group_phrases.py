"""Every line about small groups: who sits with whom, whose turn it is, what is due.

Terms are co-counselling's own where a block is co-counselling, and everyday ones elsewhere.
"""

from collections.abc import Sequence

from peerkit.durations import said
from peerkit.messages import _, anew, ngettext
from peerkit.planning.kinds import turns_among
from peerkit.planning.template import Groups
from peerkit.running import uneven
from peerkit.running.proposal import leaves_room, no_time
from peerkit.running.seating import (
    alone_together,
    everyone_has_a_turn,
    interrupted,
    owed,
    seated,
    sitting_out,
    sizes,
    speaking_place,
    with_a_turn_owed,
)
from peerkit.running.state import SECOND, Gathering, State, Turn, rest_of_turns
from peerkit.turns import phrases, share
from peerkit.wording.grammar import listed
from peerkit.wording.typed import called


def split(state: State) -> str:
    """`4 pairs and 1 three`, or why there are none."""
    return share.split_in_words(sizes(state)) if state.people > 1 else _("1 person, so no small groups")


def about(state: State, block: Groups) -> str:
    """What is said of the small groups as their block begins."""
    told = f"{split(state)}. {said(state.lengths[state.block])}."
    if block.equal == "rounds" and not block.turn_seconds and len(set(sizes(state))) > 1:
        return f"{told} {_('All groups end together.')} {uneven.own_turns(state)}"
    return told


def before_the_first_turn(state: State) -> str:
    """What people do before their turns begin, in two or three words."""
    if alone_together(state):
        return _("Before the first turn")
    return _("Finding places") if seated(state) else _("Finding partners")


def gathering(state: State) -> str:
    """What is said while people find their places."""
    if alone_together(state) and not seated(state):
        return _("Sit down together, and agree who goes first. Next begins the first turn.")
    if not seated(state):
        return _("Find your partners. Next when everyone has one.")
    seats = sorted((*(seat for group in seated(state) for seat in group), *sitting_out(state)))
    count = "" if state.lap else share.numbers(seats)
    return f"{count} {who_sits(state)} {_('Next when everyone has a place.')}".strip()


def who_sits(state: State) -> str:
    """`Round 2 of 3: 1 and 5; 2 and 6; 4, 8 and 9.`, or nothing where people choose."""
    groups, rounds = share.together(seated(state)), _rounds(state)
    if not groups:
        return ""
    told = _("Sitting together: {groups}.", groups=groups)
    if rounds > 1:
        told = _("Round {number} of {total}: {groups}.", number=state.lap + 1, total=rounds, groups=groups)
    return f"{told} {phrases.sitting_out(sitting_out(state))}".rstrip()


def _rounds(state: State) -> int:
    return len(state.turns.laps) if state.turns else 0


def seating_lines(state: State) -> list[str]:
    """Who sits with whom now, a line a group, with whose turn it is; then how good the whole rotation is."""
    block, rounds = state.groups, _rounds(state)
    if block is None:
        return [_("There are no small groups just now.")]
    if state.seating is None or not seated(state):
        return [_("People choose their partners: {groups}.", groups=split(state))]
    head = _("Round {number} of {total}.", number=state.lap + 1, total=rounds) if rounds > 1 else ""
    lines = [head or _("Who sits with whom."), *(_roles(block, group, state) for group in seated(state))]
    if any(len(group) > 2 for group in seated(state)) or not isinstance(state.slot, Turn):
        lines.append(_("Turns go in that order."))
    if out := phrases.sitting_out(sitting_out(state)):
        lines.append(out)
    return [*lines, anew(state.seating.certificate.reason)] if state.seating.certificate.reason else lines


def _roles(block: Groups, group: tuple[int, ...], state: State) -> str:
    taking = tuple(seat for seat in group if seat not in state.guests)
    guests = tuple(seat for seat in group if seat in state.guests)
    told = f" {_('With them, after a turn of their own: {seats}.', seats=listed(guests))}" if guests else ""
    place = speaking_place(state, group)
    if not isinstance(state.slot, Turn) or place > len(taking) or block.turn_seconds:
        return f"{listed(taking)}.{told}"
    client = taking[place - 1]
    if not block.attention_switch:
        return f"{_('{seats}: number {speaker} speaks.', seats=listed(taking), speaker=client)}{told}"
    counsellor, *others = (*taking[place:], *taking[: place - 1])
    roles = _("Client: {client}. Counsellor: {counsellor}.", client=client, counsellor=counsellor)
    if others:
        roles += " " + ngettext("Witness: {seats}.", "Witnesses: {seats}.", len(others), seats=listed(others))
    return f"{roles}{told}"


def turn(state: State, block: Groups) -> tuple[str, ...]:
    """Where a turn in small groups stands, as `circle.turn` has it: `First half`; `Round 1 of 2`, `Turn 2 of 3`."""
    rounds = _rounds(state)
    head = (_("Round {number} of {total}", number=state.lap + 1, total=rounds),) if rounds > 1 else ()
    if block.turn_seconds:
        return head or (_("Turns"),)
    return *head, *_place(state, block)


def _place(state: State, block: Groups) -> tuple[str, ...]:
    """Halves are said where all are in pairs: a three has none."""
    assert isinstance(state.slot, Turn)
    had, split_ = state.slot.seat - 1, sizes(state)
    total = state.slot.seat + sum(place > state.slot.seat for place in state.queue)
    numbers = {"number": had + 1, "total": total}
    if max(split_) == total == 2:
        return ((_("First half"),), (_("Second half"),))[had]
    if block.equal == "turns" and had >= min(split_):
        return _only(state, had, numbers)
    if max(split_) > total in split_:
        return (_("{groups}: turn {number} of {total}", groups=share.kind(total), **numbers),)
    return (_("Turn {number} of {total}", **numbers),)


def _only(state: State, had: int, numbers: dict[str, int]) -> tuple[str, ...]:
    """Whose turn it is when the smaller groups have had all of theirs; they need not sit in silence."""
    if who := tuple(group[had] for group in seated(state) if len(group) > had and group[had] not in state.guests):
        turn_ = _("Turn {number} of {total}, only for: {who}", **numbers, who=listed(who))
    elif had < max(sizes(state)) and not seated(state):
        large = share.groups_of(max(sizes(state)), sizes(state).count(max(sizes(state))))
        turn_ = _("Turn {number} of {total}, only for: {who}", **numbers, who=large)
    else:
        turn_ = _("Turn {number} of {total}, for whoever has not had one", **numbers)
    return turn_, _("Everyone else may talk on, or fetch tea")


def repaid(before: State, after: State) -> str:
    """What a turn ran over, and how it is made good; empty where none did."""
    over = after.entitlement - before.entitlement
    if not isinstance(before.slot, Turn) or after.lap != before.lap or after.block != before.block or over <= 0:
        return ""
    if after.groups is None:
        return ""
    ran = _("That turn ran over: {length}.", length=said(over // SECOND))
    if after.queue:
        return f"{ran} {_('It is repaid: the next turn is as long.')}"
    return f"{ran} {_('It is repaid: whoever spoke before has that much more.')}"


def due_next(state: State) -> str:
    """What is due while a turn runs over; empty otherwise."""
    block = state.groups
    if block is None or not isinstance(state.slot, Turn) or block.turn_seconds or state.left >= 0:
        return ""
    return _("What runs over is repaid to the others.")


def went(before: State, after: State) -> str:
    """What became of the groups when somebody went. Nobody is left alone, and the clock stays as it is."""
    if after.people < 2:
        return f" {_('Nobody else is here. The turns that are left are owed: pause until somebody comes, or close.')}"
    return f"{_makes(after)}{_left_behind(before, after)}"


def _left_behind(before: State, after: State) -> str:
    if not seated(before) or not seated(after):
        return _chosen(before, after) if after.people > 1 else ""
    changed = [group for group in seated(after) if group not in seated(before)]
    told = [_("Sitting together now: {groups}.", groups=share.together(changed))] if changed else []
    if not isinstance(after.slot, Gathering):
        whole, rest = owed(before, after), interrupted(before, after)
        told += [
            *_owed(whole, rest, after.entitlement, max(0, before.left)),
            *([_adds(after)] if whole or rest else []),
        ]
    return "".join(f" {line}" for line in told)


def _owed(whole: Sequence[int], rest: Sequence[int], turn_ms: int, left_ms: int) -> list[str]:
    """Who is owed a turn, or the rest of one, and how long."""
    due = []
    if whole:
        due.append(_("Owed a turn: {seats}. {length}.", seats=listed(whole), length=said(turn_ms // SECOND)))
    if rest:
        due.append(_("Owed the rest of a turn: {seats}. {length}.", seats=listed(rest), length=said(left_ms // SECOND)))
    return due


def _adds(state: State) -> str:
    """What adds a turn that is owed, and what it costs; or why there is none in this round."""
    if why_not := no_turn_owed(state):
        return why_not
    more = rest_of_turns(with_a_turn_owed(state)) - rest_of_turns(state)
    return _(
        "For a whole turn at the end of this round: {word}, or the key {key}. In all that takes: {length}.",
        word=called("owed"),
        key="x",
        length=said(more // SECOND),
    )


def no_turn_owed(state: State) -> str:
    """Why no turn that is owed can be added to this round, or nothing."""
    block = state.groups
    if block is None or isinstance(state.slot, Gathering):
        return _("That is for small groups whose turns have begun.")
    if block.turn_seconds:
        return _("Every group has times of its own here, so there is no turn for the whole room to add.")
    if block.equal == "rounds":
        return _("All groups end together, so whoever sits down with one has a share of its time.")
    if len(state.circle) > turns_among(block, sizes(state)):
        return _("There is one more turn in this round already.")
    if everyone_has_a_turn(state):
        return _("Everyone has a turn in this round.")
    longer = with_a_turn_owed(state)
    return "" if leaves_room(longer, rest_of_turns(longer)) else no_time()


def _chosen(before: State, after: State) -> str:
    told = f" {_('Nobody sits alone: whoever is left over joins the nearest group.')}"
    waiting = before.queue if not isinstance(before.slot, Gathering) else ()
    if not waiting or (before.groups and before.groups.equal == "rounds"):
        return told
    turn_ = said(before.entitlement // SECOND)
    due = _("If they have not had a turn, they are owed one: {length}.", length=turn_)
    return f"{told} {due} {_adds(after)}"


def came(before: State, after: State) -> str:
    """The groups when somebody came, the numbers of those who did, and when they have a turn."""
    new = [
        seat
        for seat in (after.seating.seats if after.seating else ())
        if before.seating and seat not in before.seating.seats
    ]
    named = f" {ngettext('New number: {seats}.', 'New numbers: {seats}.', len(new), seats=listed(new))}" if new else ""
    told = f"{_makes(after)}{named}"
    if isinstance(after.slot, Gathering):
        return f"{told} {who_sits(after)}".rstrip()
    told = f"{told} {_('Sit with any group for now.')}"
    if after.groups and after.groups.equal == "rounds":
        return told
    turn_ = "" if no_turn_owed(after) else _adds(after)
    return f"{told} {turn_ or _('There is no time for one more turn in this round.')}"


def _makes(state: State) -> str:
    return (
        f" {_('That makes: {groups}.', groups=split(state))}"
        if sum(sizes(state)) + len(sitting_out(state)) == state.people
        else ""
    )


def stays(state: State, number: int | None) -> str:
    """Why nobody with this number can leave, or nothing."""
    if number is None:
        return ""
    if state.seating is None:
        return _("People chose their partners, so nobody has a number here.")
    if number in state.seating.seats:
        return ""
    return _("Nobody has that number. Here now: {seats}.", seats=listed(state.seating.seats))
