// The twin of running/seating.py: who sits with whom in the present block.
//
// Nothing is searched for here. A block carries its rounds for each number of people (`tables`), and an event by which
// somebody comes or goes carries the rounds from then on; whoever made it seats them by a plain rule.

function roundOf(line) {
  return line.split(',').map((group) => group.trim().split(/\s+/).map(Number));
}

function written(rounds) {
  return rounds.map((groups) => groups.map((group) => group.join(' ')).join(', '));
}

/** The rounds that are kept with a block, if those after `done` hold just these seats; else null. */
function placesOf(block, seats, done = 0) {
  const rounds = block.places.map(roundOf);
  const out = Math.min(block.sit_out, seats.length - 2);
  const fits = rounds.slice(done).every((groups) => (
    outOf(groups, seats).length === out && groups.flat().length === seats.length - out));
  return rounds.length === block.rounds && rounds.length && fits ? rounds : null;
}

/** Those of the seats that are in none of these groups. */
function outOf(groups, seats) {
  const here = groups.flat();
  return seats.filter((seat) => !here.includes(seat));
}

/** A rotation of which `done` rounds have been, with who sat out in them. */
function seatedAs(seats, rounds, done = 0, before = []) {
  const out = rounds.map((groups, round) => (round < done ? before[round] || [] : outOf(groups, seats)));
  return { seats, rounds, out: out.some((those) => those.length) ? out : [] };
}

function sittingOut(state) {
  if (!state.seating) return [];
  const here = seatedNow(state).flat();
  const out = state.seating.out[state.lap] || [];
  return out.filter((seat) => state.seating.seats.includes(seat) && !here.includes(seat));
}

/** The rotation with which the block begins, as {seats, rounds, out}; null where people choose, or nobody is there. */
function seatingOf(block, people) {
  if (!block || block.partners !== 'rotation' || people < 2) return null;
  const seats = range(1, people + 1);
  const out = Math.min(block.sit_out, people - 2);
  const sizes = groupSizes(people - out, Math.min(block.size, people - out));
  const kept = placesOf(block, seats);
  if (kept && kept.every((groups) => same(ascending(groups.map((group) => group.length)), sizes))) {
    return seatedAs(seats, kept);
  }
  const table = (block.tables || {})[people];
  if (table) return seatedAs(seats, table.map(roundOf));
  const given = block.schedule.length ? block.schedule : Object.values(block.tables || {})[0].map(roundOf);
  const there = ascending(block.seats.length ? block.seats : given[0].flat());
  const came = range(there.length + 1, people + 1);
  const gone = there.slice(people);
  return gone.length || came.length ? reseatedPlainly(block, seatedAs(there, given), 0, gone, came)
    : seatedAs(there, given);
}

/**
 * Rounds after `done` by a plain rule: who is alone, who comes, and who sits out no longer sits down with the smallest
 * group; who sits out instead has done so least often.
 */
function reseatedPlainly(block, seating, done, gone, came) {
  const seats = [...seating.seats.filter((seat) => !gone.includes(seat)), ...came];
  const times = new Map(seats.map((seat) => [seat, 0]));
  const most = Math.min(block.sit_out, seats.length - 2);
  const rounds = seating.rounds.map((groups, round) => {
    const out = (seating.out[round] || []).filter((seat) => seats.includes(seat));
    const waits = [...(round < done ? [] : out.splice(most)), ...came];
    const inTurn = seats.filter((seat) => !out.includes(seat))
      .sort((one, other) => times.get(one) - times.get(other) || other - one);
    if (round >= done) out.push(...inTurn.slice(0, most - out.length));
    for (const seat of out) times.set(seat, times.get(seat) + 1);
    return round < done ? groups : sitDown(groups, seats.filter((seat) => !out.includes(seat)), waits);
  });
  return seatedAs(seats, rounds, done, seating.out);
}

function sitDown(groups, seats, coming) {
  const kept = groups.map((group) => group.filter((seat) => seats.includes(seat))).filter((group) => group.length);
  const together_ = kept.filter((group) => group.length > 1);
  const waits = [...kept.filter((group) => group.length === 1).flat(), ...coming.filter((seat) => seats.includes(seat))];
  while (waits.length > 1) together_.push(waits.splice(0, 2));
  for (const seat of waits) smallest(together_).push(seat);
  return together_;
}

function smallest(groups) {
  return groups.reduce((found, group) => (group.length < found.length ? group : found));
}

function placesIn(state, block) {
  return range(1, turnsAmong(block, sizesNow(state)) + 1);
}

function sizesNow(state) {
  const block = groupsOfState(state);
  if (!block) return [];
  const present = seatedNow(state);
  if (present.length) return ascending(present.map((group) => group.length));
  return sizesIn(block, peopleIn(state), state.lap);
}

function seatedNow(state) {
  if (!state.seating || state.lap >= state.seating.rounds.length) return [];
  return state.seating.rounds[state.lap];
}

function aloneTogether(state) {
  return sizesNow(state).length === 1;
}

function spentInTurns(state) {
  return sum([...state.offered.values()]) + (is(state, 'turn') ? usedOf(state) : 0);
}

/** When some groups change over while the others go on: [ms spent in turns, which groups]. */
function ownMoments(state) {
  const block = groupsOfState(state);
  if (!block || !state.circle.length) return [];
  const whole = state.circle.length * state.entitlement;
  const moments = new Map();
  for (const [name, parts] of ownParts(state, block)) {
    let at = 0;
    for (const part of parts.slice(0, -1)) {
      at += div(part * whole, sum(parts));
      moments.set(at, [...(moments.get(at) || []), name]);
    }
  }
  const usual = state.circle.map((place) => place * state.entitlement);
  return ascending(moments.keys()).filter((at) => !usual.includes(at)).map((at) => [at, apart(moments.get(at))]);
}

function ownParts(state, block) {
  const present = seatedNow(state);
  if (block.turn_seconds.length && state.lap < block.turn_seconds.length && same(present, block.schedule[state.lap])) {
    return present.map((group, place) => [listed(group), block.turn_seconds[state.lap][place]]);
  }
  if (block.equal === 'turns' && !block.turn_seconds.length) return [];
  const each = (size) => Array(size).fill(1);
  if (present.length) {
    return present.filter((group) => group.length !== state.circle.length)
      .map((group) => [listed(group), each(group.length)]);
  }
  const sizes = sizesNow(state);
  const odd = ascending(new Set(sizes.filter((size) => size !== state.circle.length)));
  return odd.map((size) => [groupsOf(size, count(sizes, size)), each(size)]);
}

function withEqual(state, equal) {
  const block = { ...groupsOfState(state), equal };
  return relaid(withBlocks(state, replaced(state.plan.blocks, state.block, block)));
}

/** The block that gathers is as long as its turns now take; no turn becomes shorter. */
function relaid(state) {
  const circle = placesIn(state, groupsOfState(state));
  const length = lengthOfTurns(turnsNow(state), div(state.entitlement, SECOND));
  return { ...state, lengths: replaced(state.lengths, state.block, length), circle, queue: circle };
}

function joinedGroups(state, number) {
  return reseated(joinedCircle(state, number), [], number);
}

function leftGroups(state, number) {
  const last = () => state.seating.seats[state.seating.seats.length - 1];
  const gone = state.seating ? [number === null ? last() : number] : [];
  return reseated({ ...state, seats: state.seats.slice(0, -1) }, gone, 0);
}

function reseated(state, leave, join) {
  const gathering = is(state, 'gathering');
  if (peopleIn(state) < 2) return { ...state, seating: null };
  let after = state;
  if (!state.seating) {
    after = { ...state, seating: gathering ? seatingOf(groupsOfState(state), peopleIn(state)) : null };
  } else {
    let done = state.lap;
    let rounds = state.seating.rounds;
    if (!gathering) {
      const [moved, now] = movedTogether(state, rounds[done], leave);
      after = moved;
      rounds = replaced(rounds, done, now);
      done += 1;
    }
    const later = laterRounds(groupsOfState(state), { ...state.seating, rounds }, done, leave, join);
    after = { ...after, seating: later };
  }
  return gathering ? relaid(after) : after;
}

function movedTogether(state, groups, leave) {
  const here = groups.flat();
  const spare = state.seating.seats.filter((seat) => !here.includes(seat));
  const [now, moved] = nobodyAlone(groups, leave, spare);
  const client = is(state, 'turn') ? state.slot.seat : 0;
  const speaking = groups.filter((group) => client > 0 && client <= group.length).map((group) => group[client - 1]);
  const waiting = waitingSeats(state);
  const guests = moved.filter((seat) => !waiting.includes(seat) && !speaking.includes(seat));
  const cutShort = moved.some((seat) => speaking.includes(seat)) ? usedOf(state) : state.cutShort;
  return [{ ...state, guests: [...state.guests, ...guests], cutShort }, now];
}

function laterRounds(block, seating, done, leave, join) {
  const given = Math.max(...seating.seats, ...seating.rounds.flat(2));
  const came = range(given + 1, given + 1 + join);
  const seats = [...seating.seats.filter((seat) => !leave.includes(seat)), ...came];
  if (done === seating.rounds.length) return { ...seating, seats };
  const kept = block && placesOf(block, seats, done);
  if (kept) return seatedAs(seats, [...seating.rounds.slice(0, done), ...kept.slice(done)], done, seating.out);
  return reseatedPlainly(block, seating, done, leave, came);
}

function withPlaces(state, places) {
  let blocks = state.plan.blocks;
  for (const [index, rounds] of places) {
    if (groupsIn(blocks[index])) blocks = replaced(blocks, index, { ...blocks[index], places: written(rounds) });
  }
  return withBlocks(state, blocks);
}

function placesFrom(state, first) {
  const found = state.plan.blocks.map((block, index) => (
    [index, index === state.block ? state.seating : seatingOf(groupsIn(block), peopleIn(state))]));
  return found.filter(([index, seating]) => index >= Math.max(first, state.block) && seating)
    .map(([index, seating]) => [index, seating.rounds]);
}

function nobodyAlone(groups, leave, spare) {
  const kept = groups.map((group) => group.filter((seat) => !leave.includes(seat)));
  const moved = [];
  const alone = range(0, kept.length).filter((place) => kept[place].length === 1);
  for (const place of alone) {
    const others = range(0, kept.length).filter((other) => other !== place && kept[other].length);
    if (others.length) {
      const nearest = others.sort((one, other) => kept[one].length - kept[other].length
        || mod(one - place, kept.length) - mod(other - place, kept.length))[0];
      moved.push(...kept[place]);
      kept[nearest] = [...kept[nearest], ...kept[place]];
      kept[place] = [];
    } else kept[place] = [...kept[place], ...spare.filter((seat) => !leave.includes(seat))];
  }
  return [kept.filter((group) => group.length), moved];
}

/** The numbers whose turn in this rotation is still to come. */
function waitingSeats(state) {
  const coming = seatedNow(state).flatMap((group) => (
    state.queue.filter((place) => place <= group.length).map((place) => group[place - 1])));
  return coming.filter((seat) => !state.guests.includes(seat));
}

function owedSeats(before, after) {
  const waiting = waitingSeats(before);
  return withoutATurn(after).filter((seat) => waiting.includes(seat));
}

function interruptedSeats(before, after) {
  const client = is(before, 'turn') ? before.slot.seat : 0;
  const groups = seatedNow(before).filter((group) => client > 0 && client <= group.length);
  const speaking = groups.map((group) => group[client - 1]);
  return withoutATurn(after).filter((seat) => speaking.includes(seat));
}

/** Whether each who is here has a place with a turn in this rotation, or had theirs. */
function everyoneHasATurn(state) {
  const here = [...seatedNow(state).flat(), ...sittingOut(state)];
  return seatedNow(state).length > 0 && !withoutATurn(state).length
    && state.seating.seats.every((seat) => here.includes(seat));
}

/** The place, from 1, whose turn it is in one of the present groups while a turn runs; 0 while none does. */
function speakingPlace(state, group) {
  const block = groupsOfState(state);
  if (!is(state, 'turn') || !block) return 0;
  const own = ownParts(state, block).find(([name]) => name === listed(group));
  if (!own) return state.slot.seat;
  const [, parts] = own;
  const whole = state.circle.length * state.entitlement;
  const gone = spentInTurns(state);
  let [at, place] = [0, 1];
  for (const part of parts.slice(0, -1)) {
    at += div(part * whole, sum(parts));
    if (gone >= at) place += 1;
  }
  return place;
}

function withoutATurn(state) {
  if ((groupsOfState(state) || {}).equal === 'rounds') return [];
  return seatedNow(state).flatMap((group) => group.slice(state.circle.length))
    .filter((seat) => !state.guests.includes(seat));
}

function withATurnOwed(state) {
  const place = state.circle.length + 1;
  const circle = [...state.circle, place];
  if (state.cutShort) return { ...state, circle, offered: new Map([...state.offered, [place, state.cutShort]]) };
  return { ...state, circle, queue: [...state.queue, place] };
}

const GRACE = 15 * SECOND;

/** What the present turn ran over when it ends is due to the others of its group: all turns become as long. */
function withOverRepaid(state, when) {
  const over = when - state.slotBegan - slotMs(state);
  const block = groupsOfState(state);
  if (!block || !speaks(state) || block.turn_seconds.length) return state;
  if (over < Math.min(GRACE, div(state.turn, 10))) return state;
  return { ...state, entitlement: state.entitlement + down(over, SECOND) };
}
