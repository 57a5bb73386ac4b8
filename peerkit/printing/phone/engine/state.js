// The twin of running/state.py: what can be read off where a session stands. All times are milliseconds.
//
// A slot is null, or {is} of whole, turn, changeover, gathering and due; turn and due have a `seat`.

const WHOLE = { is: 'whole' };
const CHANGEOVER = { is: 'changeover' };
const GATHERING = { is: 'gathering' };

function runningOf(state) {
  return state.plan.blocks[state.block] || null;
}

function groupsOfState(state) {
  return groupsIn(runningOf(state));
}

function turnsNow(state) {
  const block = runningOf(state);
  return block ? turnsOf(block, peopleIn(state)) : null;
}

function peopleIn(state) {
  return state.seats.length;
}

function is(state, ...names) {
  return state.slot !== null && names.includes(state.slot.is);
}

function speaks(state) {
  return is(state, 'turn', 'due');
}

function nowOf(state) {
  return state.at + state.away;
}

function movesByItself(state) {
  if (state.handsOff || is(state, 'changeover')) return true;
  return state.byItself && !is(state, 'gathering');
}

function goesRound(state) {
  const turns = turnsNow(state);
  return turns !== null && !turns.sideBySide;
}

function lastsAsAWhole(state) {
  const turns = turnsNow(state);
  return turns === null || (turns.open && !(is(state, 'turn') && leftOf(state) <= 0));
}

function slotMs(state) {
  const turns = turnsNow(state);
  if (state.slot === null) return 0;
  switch (state.slot.is) {
    case 'whole': return state.lengths[state.block] * SECOND;
    case 'turn': return state.entitlement;
    case 'due': return state.entitlement - offeredTo(state, state.slot.seat);
    default: return turns ? turns.changeover * SECOND : 0;
  }
}

function offeredTo(state, seat) {
  return state.offered.get(seat) || 0;
}

function usedOf(state) {
  return state.spent - state.slotBegan;
}

function leftOf(state) {
  return slotMs(state) - usedOf(state);
}

function dueSeats(state) {
  const present = speaks(state) ? state.slot.seat : null;
  return state.circle.filter((seat) => (
    !state.queue.includes(seat) && seat !== present && offeredTo(state, seat) < state.entitlement));
}

function hadTheirTurn(state) {
  const present = speaks(state) ? state.slot.seat : null;
  return state.circle.filter((seat) => state.offered.has(seat) && seat !== present);
}

function restOfTurns(state) {
  if (state.slot === null) return 0;
  let rest = Math.max(0, leftOf(state));
  if (is(state, 'whole')) return rest;
  const turns = turnsNow(state);
  const owed = dueSeats(state);
  const coming = state.queue.length + owed.length;
  rest += state.queue.length * state.entitlement;
  rest += sum(owed.map((seat) => state.entitlement - offeredTo(state, seat)));
  rest += Math.max(0, coming - (is(state, 'changeover', 'gathering') ? 1 : 0)) * turns.changeover * SECOND;
  return rest + sum(turns.laps.slice(state.lap + 1)) * (state.turn + turns.changeover * SECOND);
}

function restOf(state) {
  const turns = turnsNow(state);
  if (turns === null) return restOfTurns(state);
  if (turns.open) {
    return Math.max(restOfTurns(state), state.lengths[state.block] * SECOND - (state.spent - state.blockBegan));
  }
  const planned = turns.number * state.turn + turns.gaps * SECOND;
  return restOfTurns(state) + mod(-planned, MINUTE * SECOND);
}

function goingOn(state) {
  return nowOf(state) + Math.max(0, (state.breakUntil || 0) - state.at);
}

function untilLater(state) {
  return goingOn(state) + restOf(state);
}

function overTheEnd(state) {
  return untilLater(state) + sum(state.lengths.slice(state.block + 1)) * SECOND - state.end;
}

function drift(state) {
  const over = overTheEnd(state);
  return over > 0 ? over : Math.min(0, over + state.spare * SECOND);
}

/** The turn, or what lies between two, that the session is in, as a moment: another text means that it is over. */
function slotOf(state) {
  return JSON.stringify([state.block, state.finished, state.lap, state.slot, state.offered.size]);
}

function withBlocks(state, blocks) {
  return { ...state, plan: { ...state.plan, blocks } };
}
