"""Every line about pairs, threes, fours and fives: who sits with whom, whose turn it is, what is due.

Terms are co-counselling's own where a block is co-counselling, and everyday ones elsewhere.
"""

from peerkit.durations import said, written
from peerkit.planning.template import Groups
from peerkit.running.seating import alone_together, interrupted, owed, seated, sizes
from peerkit.running.state import SECOND, Gathering, State, Turn
from peerkit.turns import share
from peerkit.turns.contract import CHOICE, CONTRACTS, DUTIES
from peerkit.wording.grammar import capital, listed

CONTRACT = (CHOICE, *(f'{name}: "{words}"' for name, words in CONTRACTS), *DUTIES)


def split(state: State) -> str:
    """`four pairs and one three`, or why there are none."""
    return share.split_in_words(sizes(state)) if state.people > 1 else "one person, so no small groups"


def about(state: State, _: Groups) -> str:
    """What is said of the small groups as their block begins."""
    return f"{capital(split(state))}, {said(state.lengths[state.block])}."


def before_the_first_turn(state: State) -> str:
    """What people do before their turns begin, in two or three words."""
    if alone_together(state):
        return "Before the first turn"
    return "Finding places" if seated(state) else "Finding partners"


def gathering(state: State) -> str:
    """What is said while people find their places."""
    if alone_together(state) and not seated(state):
        return "Sit down together, and agree who goes first. Next begins the first turn."
    if not seated(state):
        return "Find your partners. Next when everyone has one."
    seats = sorted(seat for group in seated(state) for seat in group)
    new = seats == list(range(1, len(seats) + 1))
    count = f"Count off round the circle, from 1 to {len(seats)}, and keep your number. "
    count = "" if state.lap else count if new else f"Keep the number that you have: {listed(seats)} are here. "
    return f"{count}{who_sits(state)} Next when everyone has a place."


def who_sits(state: State) -> str:
    """`Round 2 of 3: 1 and 5; 2 and 6; 4, 8 and 9.`, or nothing where people choose."""
    groups = share.together(seated(state))
    return f"{_rotation(state, ': ')}{groups}." if groups else ""


def _rotation(state: State, end: str) -> str:
    rounds = len(state.turns.laps) if state.turns else 0
    return f"Round {state.lap + 1} of {rounds}{end}" if rounds > 1 else ""


def seating_lines(state: State) -> list[str]:
    """Who sits with whom now, a line a group, with whose turn it is; then how good the whole rotation is."""
    block = state.groups
    if block is None:
        return ["There are no small groups just now."]
    if state.seating is None or not seated(state):
        return [f"People choose their partners: {split(state)}."]
    lines = [
        _rotation(state, ".") or "Who sits with whom.",
        *(f"{_roles(block, group, state)}." for group in seated(state)),
    ]
    if any(len(group) > 2 for group in seated(state)) or not isinstance(state.slot, Turn):
        lines.append("Turns go in that order.")
    return [*lines, state.seating.certificate.reason] if state.seating.certificate.reason else lines


def _roles(block: Groups, group: tuple[int, ...], state: State) -> str:
    taking = tuple(seat for seat in group if seat not in state.guests)
    guests = tuple(seat for seat in group if seat in state.guests)
    told = f", with {listed(guests)}, who {'has' if len(guests) == 1 else 'have'} had a turn" if guests else ""
    if not isinstance(state.slot, Turn) or state.slot.seat > len(taking) or block.turn_seconds:
        return f"{listed(taking)}{told}"
    client = taking[state.slot.seat - 1]
    if not block.attention_switch:
        return f"{listed(taking)}: {client} speaks{told}"
    counsellor, *others = (*taking[state.slot.seat :], *taking[: state.slot.seat - 1])
    witnesses = f", {listed(others)} {'witness' if len(others) == 1 else 'witnesses'}" if others else ""
    return f"{client} client, {counsellor} counsellor{witnesses}{told}"


def turn(state: State, block: Groups) -> str:
    """Where a turn in small groups stands: `First half`, `Turn 2 of 3`, `Round 1 of 2. Second half`."""
    had = sum(1 for place in state.circle if place in state.offered)
    if block.turn_seconds:
        return _rotation(state, "") or "Turns"
    rounds = _rotation(state, ". ")
    split_ = sizes(state)
    if block.equal == "turns" and had >= min(split_):
        return f"{rounds}Turn {had + 1}, {_only(state, had)}; everyone else has quiet time"
    if len(state.circle) == 2 or (min(split_) == 2 and had < 2):
        return rounds + ("First half", "Second half")[had]
    return f"{rounds}Turn {had + 1} of {len(state.circle)}"


def _only(state: State, had: int) -> str:
    """Whose turn it is when the smaller groups have had all of theirs."""
    if who := tuple(group[had] for group in seated(state) if len(group) > had and group[had] not in state.guests):
        return f"for {listed(who)} only"
    if had < max(sizes(state)) and not seated(state):
        return f"in the {share.named(sizes(state), max(sizes(state)))} only"
    return "for whoever has not had one"


def odd(state: State) -> str:
    """What two sizes of group mean for the time, before it begins; empty where all are of one size."""
    block, split_ = state.groups, sizes(state)
    if block is None or len(set(split_)) < 2 or block.turn_seconds:
        return ""
    large, small = share.named(split_, max(split_)), share.name(min(split_))
    need = "need" if split_.count(max(split_)) > 1 else "needs"
    head = f"{capital(share.split_in_words(split_))}."
    if block.equal == "rounds":
        return f"{head} All end together: {_own_turn(state)}, so those totals are not equal."
    longer = (max(split_) - min(split_)) * (state.entitlement // SECOND + block.changeover) * block.rounds
    quiet = f"each {small} has" if split_.count(min(split_)) > 1 else f"the {small} has"
    in_all = " in all" if block.rounds > 1 else ""
    return f"{head} The {large} {need} {said(longer)} longer{in_all}, and then {quiet} quiet time."


def odd_instead(state: State) -> str:
    """The other way: what turns would be if all groups ended together."""
    return f"{_own_turn(state)}, and those totals are not equal"


def _own_turn(state: State) -> str:
    usual, odd = share.usual_and_odd(sizes(state))
    turn_ = usual * (state.entitlement // SECOND) // odd
    return f"turns of {written(turn_)} in the {share.named(sizes(state), odd)}"


def repaid(before: State, after: State) -> str:
    """What a turn ran over, and how it is made good; empty where none did."""
    over = after.entitlement - before.entitlement
    if not isinstance(before.slot, Turn) or after.lap != before.lap or after.block != before.block or over <= 0:
        return ""
    if after.groups is None:
        return ""
    repayment = "the next turn is as long" if after.queue else "whoever spoke before has that much more"
    return f"That turn ran {said(over // SECOND)} over. It is repaid: {repayment}."


def due_next(state: State) -> str:
    """What is due while a turn runs over; empty otherwise."""
    block = state.groups
    if block is None or not isinstance(state.slot, Turn) or block.turn_seconds or state.left >= 0:
        return ""
    return "What runs over is repaid to the others."


def went(before: State, after: State) -> str:
    """What became of the groups when somebody went. Nobody is left alone, and the clock stays as it is."""
    if after.people < 2:
        return " Nobody else is here. What is left of the turns is owed: pause until somebody comes, or close."
    return f"{_makes(after)}{_left_behind(before, after)}"


def _left_behind(before: State, after: State) -> str:
    if not seated(before) or not seated(after):
        return _chosen(before) if after.people > 1 else ""
    changed = [group for group in seated(after) if group not in seated(before)]
    told = f" Sitting together now: {share.together(changed)}." if changed else ""
    if isinstance(after.slot, Gathering):
        return told
    turn_ = said(after.entitlement // SECOND)
    rest = said(max(0, before.left) // SECOND)
    parts = ((owed(before, after), f"a turn of {turn_}"), (interrupted(before, after), f"the rest of a turn, {rest}"))
    due = [f"{listed(who)} {'is' if len(who) == 1 else 'are'} owed {what}" for who, what in parts if who]
    return f"{told} {'; '.join(due)}: say owed, and it comes at the end of this round." if due else told


def _chosen(before: State) -> str:
    told = " Nobody sits alone: whoever is left over joins the nearest group."
    waiting = before.queue if not isinstance(before.slot, Gathering) else ()
    if not waiting:
        return told
    return (
        f"{told} If they have not had a turn, they are owed one of {said(before.entitlement // SECOND)}: "
        "say owed, and it comes at the end of this round."
    )


def came(before: State, after: State, later: str) -> str:
    """What changes `later` when somebody came, the numbers of those who did, and when they have a turn."""
    new = [
        seat
        for seat in (after.seating.seats if after.seating else ())
        if before.seating and seat not in before.seating.seats
    ]
    named = f" {'Number' if len(new) == 1 else 'Numbers'} {listed(new)}." if new else ""
    told = f"{later}{_makes(after)}{named}"
    if isinstance(after.slot, Gathering):
        return f"{told} {who_sits(after)}".rstrip()
    return f"{told} Sit with any group for now. Say owed, and there is a turn for you at the end of this round."


def _makes(state: State) -> str:
    return f" That makes {split(state)}." if sum(sizes(state)) == state.people else ""


def stays(state: State, number: int | None) -> str:
    """Why nobody with this number can leave, or nothing."""
    if number is None:
        return ""
    if state.seating is None:
        return "People chose their partners, so nobody has a number. Say left by itself."
    return "" if number in state.seating.seats else "Nobody has that number."
