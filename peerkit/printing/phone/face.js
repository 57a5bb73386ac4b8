// What is to be seen of a state from two metres: a number with its unit, a sign, and few words.

/** The big number, its unit and the share that is left; null where no time runs. `exact` shows seconds all along. */
function faceOf(state, exact) {
  if (state.slot === null || is(state, 'gathering')) return restingFace(state);
  if (state.breakUntil !== null) return restingFace(state);
  const call = nextCall(state);
  const left = call === null ? leftOf(state) : call;
  if (left <= 0) return overFace(left);
  const of = slotMs(state);
  return { ...timeFace(left, exact), share: call === null && of ? Math.min(1, left / of) : null };
}

function restingFace(state) {
  if (state.breakUntil === null || state.breakUntil <= state.at) return null;
  return { ...timeFace(state.breakUntil - state.at, false), share: null };
}

/** Whole minutes in a word of their own, and seconds as 0:45: nobody takes one for the other. */
function timeFace(ms, exact) {
  const seconds = Math.ceil(ms / SECOND);
  if (exact || seconds <= MINUTE) {
    return { number: `${div(seconds, MINUTE)}:${pad(mod(seconds, MINUTE))}`, unit: _('left') };
  }
  const minutes = Math.ceil(seconds / MINUTE);
  return { number: String(minutes), unit: ngettext('minute', 'minutes', minutes) };
}

function overFace(left) {
  const minutes = div(-left, MINUTE * SECOND);
  if (!minutes) return { number: '0:00', unit: _('over'), share: null };
  return { number: `+${minutes}`, unit: ngettext('minute', 'minutes', minutes), share: null };
}

/** In groups that change over at moments of their own: milliseconds to the next of them, else null. */
function nextCall(state) {
  const block = groupsOfState(state);
  if (!block || !is(state, 'turn') || !block.turn_seconds.length) return null;
  const gone = spentInTurns(state);
  const next = ownMoments(state).map(([at]) => at - gone).find((ms) => ms > 0);
  return next === undefined ? leftOf(state) : next;
}

/** How it stands, for its sign and its colours, and in a word. */
function lookOf(state) {
  if (state.slot === null) return ['ended', _('The end')];
  if (state.breakUntil !== null) return ['paused', state.breakUntil > state.at ? _('Break') : _('The break is over.')];
  if (state.paused) return ['paused', _("Paused. This time is nobody's.")];
  if (is(state, 'gathering')) return ['waiting', _('Next when everyone is ready.')];
  if (is(state, 'changeover')) return ['change', _("This time is nobody's.")];
  const left = leftOf(state);
  if (left <= 0) return ['over', _('Time. Next when you are ready.')];
  const block = runningOf(state);
  const marks = warningsFor(block, div(slotMs(state), SECOND), state.warn).filter((mark) => left <= mark * SECOND);
  if (nextCall(state) !== null) return [marks.length ? 'warn' : 'turn', _('Until the next group changes over')];
  if (!marks.length) return ['turn', _('Running')];
  if (groupsIn(block) && block.attention_switch && left <= block.attention_switch * SECOND) {
    return ['warn', _('Attention switch: back to here and now')];
  }
  const length = Math.min(...marks);
  return ['warn', length === MINUTE ? _('In the last minute') : _('In the last {length}', { length: said(length) })];
}

/** Each group as it is shown and read: {name, text, roles, seats, speaks, own}. */
function groupsShown(state) {
  const [seated, block] = [seatedNow(state), groupsOfState(state)];
  const named = seated.length > 1;
  return seated.map((group, index) => {
    const [speaking, own] = is(state, 'turn') ? ownPlace(state, block, group, index) : [null, ''];
    return {
      name: named ? _('Group {n}', { n: index + 1 }) : '',
      text: joined(inOrder(group, named ? index + 1 : 0), own),
      roles: block.attention_switch && is(state, 'turn') ? rolesLine(block, group, state) : '',
      seats: group, speaks: speaking, own,
    };
  });
}

/** Whose turn it is in a group, and how much is left of it where the groups change at moments of their own. */
function ownPlace(state, block, group, index) {
  const parts = (block.turn_seconds[state.lap] || [])[index];
  if (!parts) return [group[state.slot.seat - 1], ''];
  const whole = state.circle.length * state.entitlement;
  let [at, place] = [0, 0];
  const gone = spentInTurns(state);
  for (; place < parts.length; place += 1) {
    at += div(parts[place] * whole, sum(parts));
    if (at > gone) break;
  }
  const left = at - gone;
  if (left <= 0) return [null, ''];
  const minutes = up(left, MINUTE * SECOND) / SECOND;
  const told = left > MINUTE * SECOND ? _('{length} left.', { length: said(minutes) }) : _('In the last minute.');
  return [group[place], told];
}

function inOrder(group, n) {
  const order = listed(group, _('{others}, then {last}'));
  return n ? _('Group {n}: {order}', { n, order }) : order;
}

/** The tone of what was heard between two states. */
function toneOf(before, after) {
  if (before.block !== after.block || !same(before.slot, after.slot) || before.lap !== after.lap) {
    return after.slot === null || is(after, 'changeover') ? 'time' : 'begin';
  }
  return leftOf(before) > 0 && leftOf(after) <= 0 ? 'time' : 'warn';
}
