// The twin of running/refusals.py: why an event would change nothing here, in words, or nothing.

const LONGEST_BLOCK = 12 * 3600;
const LONGEST_AGO = 3 * 3600;
const LONGEST_BREAK = 3 * 3600;
const MOST_PEOPLE = 200;

function refusal(state, event) {
  if (state.finished) return _('This session is closed.');
  const check = REFUSALS[event.event];
  return check ? check(state, event) : '';
}

const REFUSALS = {
  next: (state) => whilePaused(state) || afterTheEnd(state),
  pass: (state) => whilePaused(state) || afterTheEnd(state) || noPass(state),
  pause: (state) => (state.paused ? _('It is paused already.') : afterTheEnd(state)),
  takebreak: (state, event) => noBreak(state, event.seconds) || noLater(state, event.lengths),
  resume: (state) => (state.paused ? '' : _('It is not paused.')),
  count: (state) => (state.gap !== null ? '' : _('There is no time away to count.')),
  began: (state, event) => (isNumber(event.said) ? '' : notBegan(state, event.seconds)),
  moveon: (state, event) => afterTheEnd(state) || (state.byItself === event.by_itself ? already() : ''),
  toclosing: (state) => notToClosing(state),
  extend: (state, event) => notExtended(state, event.seconds) || noLater(state, event.lengths),
  equal: (state, event) => notEqual(state, event.equal),
  warn: (state, event) => noWarning(state, event.left),
  owed: (state) => noTurnOwed(state),
  arrange: (state, event) => notArranged(state, event),
  accept: (state, event) => notAccepted(state, event.lengths),
  gap: (state, event) => (event.ms >= 0 ? '' : _('Time does not run backwards.')),
  joined: (state, event) => notJoined(state, event),
  left: (state, event) => notLeft(state, event),
};

function notJoined(state, event) {
  const full = event.number < 1 || peopleIn(state) + event.number > MOST_PEOPLE;
  return full ? _('That would be too full. The most people: {most}.', { most: MOST_PEOPLE }) : '';
}

function notLeft(state, event) {
  if (peopleIn(state) <= 1) return _('Somebody is still here. Close ends the session.');
  return groupsOfState(state) ? groupStays(state, event.seat) : circleStays(state, event.seat);
}

function already() {
  return _('It is that way already.');
}

function whilePaused(state) {
  return state.paused ? _('It is paused. Resume first.') : '';
}

function afterTheEnd(state) {
  return state.slot === null ? _('That was the last part. Close when everyone is ready.') : '';
}

function noBreak(state, seconds) {
  if (seconds < 60 || seconds > LONGEST_BREAK) {
    const pauses = seconds > LONGEST_BREAK ? _('Pause stops the clock for as long as it takes.') : '';
    return joined(_('A break lasts from 1 minute to 3 hours.'), pauses);
  }
  return state.breakUntil !== null ? _('This is a break already.') : afterTheEnd(state);
}

function noLater(state, lengths) {
  return lengths && !onTheirLadders(state, lengths) ? _('There is nothing to change.') : '';
}

function notBegan(state, seconds) {
  if (state.block !== 0 || state.slotBegan) return _('This began by itself, at its time.');
  if (seconds * SECOND <= state.spent) return _('It has run for longer than that already.');
  const most = said(LONGEST_AGO);
  return seconds <= LONGEST_AGO ? '' : _('That is too long ago. The most: {length}.', { length: most });
}

function notToClosing(state) {
  const parts = partsOf(state);
  if (!parts.includes('closing')) return _('This plan has no closing.');
  return state.block < parts.indexOf('closing') ? '' : _('This is the closing.');
}

function notEqual(state, equal) {
  const block = groupsOfState(state);
  if (!block || !is(state, 'gathering')) return _('That is settled while people are finding their places.');
  if (block.turn_seconds.length || new Set(sizesNow(state)).size < 2) {
    return _('All groups are of one size, so everything is equal anyway.');
  }
  return block.equal === equal ? already() : '';
}

function noWarning(state, left) {
  if (!groupsOfState(state) || is(state, 'due')) return _('That is for a turn in a pair, a three or a four.');
  if (!aloneTogether(state)) {
    return _('The warnings are the same for the whole room, because there is more than one group.');
  }
  if (left.some((each) => !(each > 0 && each * SECOND < state.entitlement))) {
    return _('Times have to be shorter than the turn: {length}.', { length: saidMs(state.entitlement) });
  }
  return same(left, state.warn) ? already() : '';
}

function notExtended(state, seconds) {
  if (afterTheEnd(state)) return afterTheEnd(state);
  if (!(Math.abs(seconds) > 0 && Math.abs(seconds) <= LONGEST_BLOCK)) {
    return _('That is too long. The most: {length}.', { length: said(LONGEST_BLOCK) });
  }
  const block = groupsOfState(state);
  if (block && block.turn_seconds.length) {
    return _('Every group has times of its own here, and they would not be equal any more. Pause for a break.');
  }
  const longer = extended(state, seconds);
  const whole = lastsAsAWhole(state);
  if (whole) {
    const shortest = Math.ceil((state.spent - state.blockBegan) / SECOND);
    if (longer.lengths[state.block] < Math.max(shortest, 60)) {
      return _('That is less than has gone already. Next ends it now.');
    }
  } else {
    const spoken = speaks(state) ? usedOf(state) + offeredTo(state, state.slot.seat) : 0;
    if (longer.entitlement < Math.max(spoken, SECOND, ...state.offered.values())) {
      return _('Somebody has had a longer turn than that already, so it would not be equal.');
    }
  }
  if (seconds > 0 && !leavesRoom(longer, whole ? restOf(longer) : restOfTurns(longer))) return noTime();
  return '';
}

function notArranged(state, event) {
  const other = anotherEvening(state, event);
  if (!other) return _('There is nothing to change.');
  if (event.way !== 'end') return '';
  if (other.end <= nowOf(state)) return _('That time is over already.');
  if (other.end > nowOf(state) + LONGEST_BLOCK * SECOND) {
    return _('That is too late. The most from now: {length}.', { length: said(LONGEST_BLOCK) });
  }
  return event.value || !same(event.lengths, laterLengths(state)) ? '' : already();
}

function anotherEvening(state, event) {
  const { way, value, lengths } = event;
  const block = state.block < event.block ? state.plan.blocks[event.block] : null;
  if (way !== 'end' && (!block || block.part || KINDS[block.kind].rules)) return null;
  if (way === 'turns' && value < SHORTEST_TURN) return null;
  const other = arranged(state, way, event.block, value);
  if (way !== 'end' && same(other.plan, state.plan)) return null;
  return onTheirLadders(other, lengths) ? other : null;
}

function notAccepted(state, lengths) {
  if (!lengths.length || !onTheirLadders(state, lengths)) return _('There is nothing to change.');
  return same(lengths, laterLengths(state)) ? _('Nothing would change.') : '';
}

/** Whether the blocks not begun can have these lengths; one that has its length already can keep it. */
function onTheirLadders(state, lengths) {
  const [ladders, now] = [needsOf(state), laterLengths(state)];
  return lengths.length === ladders.length && lengths.every((length, place) => (
    ladders[place].rungs.includes(length) || length === now[place]));
}

function noPass(state) {
  const block = runningOf(state);
  if (block.kind === 'groups') {
    return _("In small groups the time is the speaker's own: they may use it in silence.");
  }
  if (!is(state, 'turn', 'due', 'changeover')) return _('Nobody has a turn just now.');
  return block.may_pass ? '' : _('This round has no pass. Silence is welcome.');
}

function circleStays(state, seat) {
  if (seat === null && goesRound(state) && !hadTheirTurn(state).length) {
    return _('Nobody has had their turn yet in this round.');
  }
  return seat === null || state.seats.includes(seat) ? '' : _('That seat is empty.');
}

function groupStays(state, number) {
  if (number === null) return '';
  if (!state.seating) return _('People chose their partners, so nobody has a number here.');
  if (state.seating.seats.includes(number)) return '';
  return _('Nobody has that number. Here now: {seats}.', { seats: listed(state.seating.seats) });
}

function noTurnOwed(state) {
  const block = groupsOfState(state);
  if (!block || is(state, 'gathering')) return _('That is for small groups whose turns have begun.');
  if (block.turn_seconds.length) {
    return _('Every group has times of its own here, so there is no turn for the whole room to add.');
  }
  if (block.equal === 'rounds') {
    return _('All groups end together, so whoever sits down with one has a share of its time.');
  }
  if (state.circle.length > turnsAmong(block, sizesNow(state))) {
    return _('There is one more turn in this round already.');
  }
  if (everyoneHasATurn(state)) return _('Everyone has a turn in this round.');
  const longer = withATurnOwed(state);
  return leavesRoom(longer, restOfTurns(longer)) ? '' : noTime();
}
