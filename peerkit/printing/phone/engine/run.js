// The twin of running/run.py, circle.py and proposal.py: a session is a fold of events over a plan.
//
// An event is {at, event, ...}, as a journal has it. A header is {plan, started (UTC, ms), handsOff}; a plan {people,
// seconds, start, end (UTC, ms), blocks, lengths, spare}.

const UNDOABLE = ['next', 'pass', 'toclosing', 'moveon', 'began', 'extend', 'takebreak', 'arrange', 'equal', 'warn',
  'owed', 'joined', 'left', 'accept'];
const ENDS_A_SLOT = ['next', 'pass', 'toclosing'];

function stateAt(header, events, at) {
  return advance(fold(header, effective(header, events.filter((event) => event.at <= at))), at);
}

function fold(header, events) {
  return putRight(events).reduce(apply, begin(header));
}

/** The events with those that were said too late at the moment at which they happened. */
function putRight(events) {
  const right = [...events];
  for (const began of events) {
    if (began.event === 'began' && isNumber(began.said) && isNumber(began.was)) {
      const place = right.findIndex((event) => endsASlot(event, began.said));
      if (place >= 0 && (place === 0 || right[place - 1].at <= began.was)) {
        right[place] = { ...right[place], at: Math.min(began.was, began.said) };
      }
    }
  }
  return right;
}

function isNumber(value) {
  return typeof value === 'number';
}

function endsASlot(event, at) {
  return event.at === at && ENDS_A_SLOT.includes(event.event);
}

function begin(header) {
  const { plan, started } = header;
  const seats = range(1, plan.people + 1);
  const blank = {
    plan, end: plan.end - started, seats, nextSeat: seats.length + 1, lengths: plan.lengths, spare: plan.spare,
    handsOff: header.handsOff || false, at: 0, away: 0, spent: 0, block: -1, blockBegan: 0, slot: null, slotBegan: 0,
    byItself: false, lap: 0, turn: 0, entitlement: 0, circle: [], queue: [], offered: new Map(), passed: [],
    seating: null, guests: [], cutShort: 0, warn: null, paused: false, gap: null, breakUntil: null, finished: false,
  };
  return beginBlock(blank, 0, 0);
}

function advance(state, at) {
  if (at <= state.at) return state;
  if (state.paused || state.finished) return { ...state, at };
  return useUp({ ...state, at, spent: state.spent + at - state.at });
}

function apply(before, event) {
  const state = advance(before, event.at);
  if (refusal(state, event)) return state;
  switch (event.event) {
    case 'next': return endSlot(state, state.spent);
    case 'pass': return passed(is(state, 'changeover') ? takeTurn(state, state.spent) : state);
    case 'pause': return { ...state, paused: true };
    case 'takebreak': {
      const broken = { ...state, paused: true, breakUntil: state.at + event.seconds * SECOND };
      return event.lengths ? settled(withLengths(broken, event.lengths)) : broken;
    }
    case 'resume': return { ...state, paused: false, gap: null, breakUntil: null };
    case 'gap': return { ...state, paused: true, gap: (state.gap || 0) + event.ms, away: state.away + event.ms };
    case 'count': {
      const spent = state.spent + (state.gap || 0);
      return useUp({ ...state, paused: false, gap: null, breakUntil: null, spent });
    }
    case 'clockset': return { ...state, away: state.away + event.shift };
    case 'began': return isNumber(event.said) ? state : useUp({ ...state, spent: event.seconds * SECOND });
    case 'moveon': {
      const moved = { ...state, byItself: event.by_itself };
      return overByItself(moved) ? endSlot(moved, moved.spent) : moved;
    }
    case 'toclosing': return beginBlock(state, partsOf(state).indexOf('closing'), state.spent);
    case 'equal': return withEqual(state, event.equal);
    case 'warn': return { ...state, warn: event.left };
    case 'owed': return withATurnOwed(state);
    case 'finish': return { ...state, finished: true };
    default: return withOtherLengths(state, event);
  }
}

function withOtherLengths(state, event) {
  const { lengths } = event;
  switch (event.event) {
    case 'extend': {
      const longer = extended(state, event.seconds);
      return lengths ? settled(withLengths(longer, lengths)) : longer;
    }
    case 'joined': {
      const known = withPlaces(state, event.places || []);
      return peopleChanged(groupsOfState(known) ? joinedGroups(known, event.number) : joinedCircle(known, event.number),
        lengths);
    }
    case 'left': return peopleChanged(withoutOne(withPlaces(state, event.places || []), event.seat), lengths);
    case 'arrange': return settled(withLengths(arranged(state, event.way, event.block, event.value), lengths));
    case 'accept': return settled(withLengths(state, lengths));
    default: return state;
  }
}

/** The events that count: every undo has taken away the one that it took back. */
function effective(header, events) {
  const kept = [];
  for (const event of events) {
    if (event.event === 'undo') {
      const place = undone(header, kept, event.at);
      if (place !== null) kept.splice(place, 1);
    } else kept.push(event);
  }
  return kept;
}

/** Which of these events an undo at `at` would take back, or null. */
function undone(header, kept, at) {
  const place = kept.map((event) => UNDOABLE.includes(event.event)).lastIndexOf(true);
  if (place < 0 || kept.some((event) => event.event === 'finish')) return null;
  const actedIn = advance(fold(header, kept.slice(0, place)), kept[place].at).block;
  const without = advance(fold(header, [...kept.slice(0, place), ...kept.slice(place + 1)]), at);
  return without.block <= actedIn ? place : null;
}

/** That somebody came or went, so that every turn to come stays as long, and who sits with whom from then on. */
function withTheSameTurns(state, event) {
  const before = advance(state, event.at);
  const after = apply(state, { ...event, lengths: [] });
  const places = placesFrom(after, before.block);
  const told = { ...event, lengths: sameTurns(peopleIn(before), after) };
  return places.length ? { ...told, places } : told;
}

/** What `began` means at `at`: {event}, or {whyNot}. */
function began(header, kept, at, seconds) {
  const state = advance(fold(header, kept), at);
  if (!state.slotBegan && !state.block) {
    const event = { at, event: 'began', seconds };
    const whyNot = refusal(state, event);
    return whyNot ? { whyNot } : { event };
  }
  const place = kept.map((event) => ENDS_A_SLOT.includes(event.event)).lastIndexOf(true);
  if (place < 0 || !beganBy(fold(header, kept.slice(0, place + 1)), state)) {
    return { whyNot: _('This began by itself, at its time.') };
  }
  if (seconds * SECOND <= usedOf(state)) return { whyNot: _('It has run for longer than that already.') };
  const saidAt = kept[place].at;
  const was = saidAt - (seconds * SECOND - usedOf(state));
  const before = fold(header, kept.slice(0, place));
  const again = kept.some((event) => event.event === 'began' && event.said === saidAt);
  if (again || was < before.at || slotOf(advance(before, was)) !== slotOf(advance(before, saidAt))) {
    return { whyNot: _('Something else was done at that time. Undo that first, or say fewer minutes.') };
  }
  return { event: { at, event: 'began', seconds, said: saidAt, was } };
}

function beganBy(after, state) {
  const over = after.slotBegan + slotMs(after);
  return slotOf(after) === slotOf(state) || (is(after, 'changeover') && state.slotBegan === over);
}

function useUp(before) {
  let state = before;
  while (overByItself(state)) state = endSlot(state, state.slotBegan + slotMs(state));
  return state;
}

function overByItself(state) {
  return state.slot !== null && movesByItself(state) && leftOf(state) <= 0;
}

function beginBlock(before, index, when) {
  let state = {
    ...before, block: index, blockBegan: when, slotBegan: when, lap: 0, circle: [], queue: [], offered: new Map(),
    passed: [], entitlement: 0, seating: null, guests: [], cutShort: 0, warn: null,
  };
  const block = runningOf(state);
  if (!block) return { ...state, slot: null, byItself: false };
  state = { ...state, byItself: block.moves_on === 'by itself' };
  const turns = turnsNow(state);
  if (turns) {
    const turn = turnIn(turns, state.lengths[index]) * SECOND;
    state = beginLap({ ...state, turn, seating: seatingOf(groupsOfState(state), peopleIn(state)) }, 0);
  }
  const slot = firstSlot(state, block);
  return slot ? { ...state, slot } : takeTurn(state, when);
}

function firstSlot(state, block) {
  if (block.kind === 'round') return null;
  if (block.kind === 'groups') return state.handsOff && !block.changeover ? null : GATHERING;
  return WHOLE;
}

function beginLap(before, lap) {
  const state = {
    ...before, lap, offered: new Map(), passed: [], entitlement: before.turn, guests: [], cutShort: 0,
  };
  const block = runningOf(state);
  const places = { round: () => state.seats, groups: () => placesIn(state, block) }[block.kind];
  const circle = places ? places() : [];
  return { ...state, circle, queue: circle };
}

function endSlot(before, when) {
  if (speaks(before)) {
    const state = withOverRepaid(before, when);
    const offered = new Map([...state.offered, [state.slot.seat, state.entitlement]]);
    return afterTurn({ ...state, offered, warn: null }, when);
  }
  if (is(before, 'changeover', 'gathering')) return takeTurn(before, when);
  return beginBlock(before, before.block + 1, when);
}

function afterTurn(before, when) {
  const state = anotherLap(before, when);
  if (!comingSlot(state)) return beginBlock(state, state.block + 1, when);
  const between = { ...state, slot: CHANGEOVER, slotBegan: when };
  return slotMs(between) ? between : takeTurn(between, when);
}

function takeTurn(before, when) {
  const state = anotherLap(before, when);
  const slot = comingSlot(state);
  if (!slot) return beginBlock(state, state.block + 1, when);
  return { ...state, slot, slotBegan: when, queue: state.queue.slice(1) };
}

function comingSlot(state) {
  if (state.queue.length) return { is: 'turn', seat: state.queue[0] };
  const owed = dueSeats(state);
  return owed.length ? { is: 'due', seat: owed[0] } : null;
}

/** The next rotation, or once more round an open circle when there is time for everybody. */
function anotherLap(state, when) {
  const turns = turnsNow(state);
  if (comingSlot(state) || !turns) return state;
  const left = state.lengths[state.block] * SECOND - (when - state.blockBegan);
  const timeForAll = turns.open && left >= turns.number * (state.turn + turns.changeover * SECOND);
  return timeForAll || state.lap + 1 < turns.laps.length ? beginLap(state, state.lap + 1) : state;
}

function passed(state) {
  const { seat } = state.slot;
  if (is(state, 'due') || state.passed.includes(seat)) return endSlot(state, state.spent);
  return afterTurn({ ...state, passed: [...state.passed, seat], queue: [...state.queue, seat] }, state.spent);
}

function withoutOne(state, seat) {
  const gone = groupsOfState(state) ? leftGroups(state, seat) : leftCircle(state, seat);
  return speaks(state) && !gone.circle.includes(state.slot.seat) ? afterTurn(gone, gone.spent) : gone;
}

function peopleChanged(state, lengths) {
  if (!lengths) return refitted(state);
  return lengths.length === state.lengths.length - state.block - 1 ? withLengths(state, lengths) : state;
}

function joinedCircle(before, number) {
  let state = before;
  for (let seat = before.nextSeat; seat < before.nextSeat + number; seat += 1) {
    state = { ...state, seats: [...state.seats, seat], nextSeat: seat + 1 };
    const last = { ...state, circle: [...state.circle, seat], queue: [...state.queue, seat] };
    if (goesRound(state) && leavesRoom(last, restOfTurns(last))) state = last;
  }
  return state;
}

function leftCircle(state, seat) {
  const had = goesRound(state) ? hadTheirTurn(state) : [];
  const from = had.length ? had : state.seats;
  const gone = seat === null ? from[from.length - 1] : seat;
  const [seats, circle, queue] = [state.seats, state.circle, state.queue]
    .map((those) => those.filter((each) => each !== gone));
  return goesRound(state) ? { ...state, seats, circle, queue } : { ...state, seats };
}

function partsOf(state) {
  return state.plan.blocks.map((block) => block.part);
}

// What the blocks not begun could become: running/proposal.py.

function blocksNotBegun(state) {
  return state.plan.blocks.slice(state.block + 1);
}

function laterLengths(state) {
  return state.lengths.slice(state.block + 1);
}

function needsOf(state) {
  return blocksNotBegun(state).map((block) => needOf(block, peopleIn(state)));
}

function leavesRoom(state, still) {
  const least = sum(needsOf(state).map((need) => need.rungs[0]));
  return goingOn(state) + still + least * SECOND <= state.end;
}

function noTime() {
  return _('There is no time for that: the parts to come would get too short.');
}

/** {lengths, spare}, or {missing, lengths, offers} where nothing fits any more; null when nothing would change. */
function proposal(state) {
  const available = down(secondsForLater(state), MINUTE);
  const needs = needsOf(state);
  const found = fit(needs, available);
  if (found.missing) {
    const lengths = needs.map((need) => need.rungs[0]);
    return { ...found, lengths, offers: offers(blocksNotBegun(state), peopleIn(state), available) };
  }
  return same(found.lengths, laterLengths(state)) ? null : found;
}

function refitted(state) {
  const needs = needsOf(state);
  const found = fit(needs, secondsForLater(state));
  return settled(withLengths(state, found.missing ? needs.map((need) => need.rungs[0]) : found.lengths));
}

function withLengths(state, lengths) {
  return { ...state, lengths: [...state.lengths.slice(0, state.block + 1), ...lengths] };
}

function settled(state) {
  return { ...state, spare: Math.max(0, div(-overTheEnd(state), SECOND)) };
}

function sameTurns(people, state) {
  const [blocks, needs, lengths] = [blocksNotBegun(state), needsOf(state), laterLengths(state)];
  return blocks.map((block, place) => {
    const [before, after] = [turnsOf(block, people), turnsOf(block, peopleIn(state))];
    const kept = before && !after.open ? lengthOfTurns(after, turnIn(before, lengths[place])) : lengths[place];
    return Math.max(kept, needs[place].rungs[0]);
  });
}

function arranged(state, way, block, value) {
  if (way === 'end') return { ...state, end: state.end + value * SECOND };
  const blocks = changed(blocksNotBegun(state), block - state.block - 1, way, value);
  const least = blocks.map((each) => needOf(each, peopleIn(state)).rungs[0]);
  const whole = [...state.plan.blocks.slice(0, state.block + 1), ...blocks];
  return { ...withBlocks(state, whole), lengths: [...state.lengths.slice(0, state.block + 1), ...least] };
}

function extended(state, seconds) {
  if (lastsAsAWhole(state)) {
    return { ...state, lengths: replaced(state.lengths, state.block, state.lengths[state.block] + seconds) };
  }
  return { ...state, entitlement: state.entitlement + seconds * SECOND };
}

function secondsForLater(state) {
  return div(state.end - untilLater(state), SECOND);
}
