'use strict';
// Where a rotation stands: a fold of what was tapped over the schedule. It knows no clock and no page.
// Times are milliseconds. `at` is the time inside a round that is neither paused nor waiting.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const USUAL = [
  [20 * MINUTE, [5 * MINUTE, MINUTE]], [8 * MINUTE, [2 * MINUTE]], [3 * MINUTE, [MINUTE]], [MINUTE, [15 * SECOND]],
];

const FRESH = { at: 0, opened: -1, more: [], choice: null };

/** The state at `now`. `events`: what was tapped, as {what, when, value}, in order. */
function standing(data, events, now) {
  const s = {
    ...FRESH, round: 0, mode: 'running', wait: false, endedAt: null,
    clock: events.length ? events[0].when : now,
  };
  run(data, s, 0);
  for (const event of events) {
    pass(data, s, event.when);
    TAPS[event.what](data, s, event.value);
    if (s.mode === 'waiting') s.mode = 'running';
    run(data, s, 0);
  }
  pass(data, s, now);
  return look(data, s);
}

function pass(data, s, now) {
  const time = Math.max(0, now - s.clock);
  s.clock = Math.max(now, s.clock);
  run(data, s, time);
}

/** Let `time` run: it stops at a gate, goes over into the next round, and stops at the end. */
function run(data, s, time) {
  while (s.mode === 'running') {
    const groups = laidOut(data, s);
    const gate = gateAhead(data, s, groups);
    const stop = gate ? gate.stop : endOf(groups);
    if (s.at + time < stop) {
      s.at += time;
      return;
    }
    time -= stop - s.at;
    s.at = stop;
    if (gate) s.mode = 'waiting';
    else if (s.round + 1 < data.rounds.length) Object.assign(s, { ...FRESH, round: s.round + 1 });
    else Object.assign(s, { mode: 'ended', endedAt: s.clock - time });
  }
}

const TAPS = {
  start(data, s, choice) {
    const gate = s.mode === 'waiting' && gateAhead(data, s, laidOut(data, s));
    if (gate) Object.assign(s, { at: gate.to, opened: gate.to, mode: 'running', choice });
  },
  next(data, s) {
    const mode = s.mode;
    if (mode === 'waiting' || mode === 'ended') return;
    s.mode = 'running';
    run(data, s, nextChange(s, laidOut(data, s)) - s.at);
    if (s.mode === 'running') s.mode = mode;
  },
  pause(data, s) { if (s.mode === 'running') s.mode = 'paused'; },
  go(data, s) { if (s.mode === 'paused') s.mode = 'running'; },
  more(data, s, ms) { if (s.mode !== 'ended') s.more = [...s.more, { at: s.at, ms }]; },
  wait(data, s, value) { s.wait = value; },
};

/** The turns of each group in this round. Who had a turn before it was made longer has the rest due at the end. */
function laidOut(data, s) {
  const gap = data.changeover * SECOND;
  const groups = data.rounds[s.round].map((seats, group) => seats.map((seat, place) => (
    { group, seat, place, ms: data.seconds[s.round][group][place] * SECOND, due: false, since: -Infinity })));
  lay(groups, s.round ? gap : 0, gap);
  for (const more of s.more) {
    for (const turns of groups) {
      for (const place of data.rounds[s.round][turns[0].group].keys()) {
        const last = turns.filter((turn) => turn.place === place).pop();
        if (last.end > more.at) last.ms += more.ms;
        else turns.push({ ...last, ms: more.ms, due: true, since: more.at });
      }
    }
    lay(groups, s.round ? gap : 0, gap);
  }
  return groups;
}

function lay(groups, lead, gap) {
  for (const turns of groups) follow(turns.filter((turn) => !turn.due), lead - gap, gap);
  const allHad = endOf(groups.map((turns) => turns.filter((turn) => !turn.due)));
  for (const turns of groups) follow(turns.filter((turn) => turn.due), allHad, gap);
}

function follow(turns, after, gap) {
  for (const turn of turns) {
    turn.start = Math.max(after, turn.since) + gap;
    turn.end = after = turn.start + turn.ms;
  }
}

function endOf(groups) {
  return Math.max(...groups.map((turns) => turns[turns.length - 1].end));
}

/** What waits for a tap: the first round, later ones if asked to, and every turn of a single pair or three. */
function gateAhead(data, s, groups) {
  if (!data.alone && s.round > 0 && !s.wait) return null;
  let before = 0;
  for (const turn of data.alone ? groups[0] : [groups[0][0]]) {
    if (turn.start > s.opened && turn.start >= s.at) return { stop: Math.max(before, s.at), to: turn.start };
    before = turn.end;
  }
  return null;
}

function nextChange(s, groups) {
  const turns = groups.flat();
  const running = turns.filter((turn) => turn.start <= s.at && s.at < turn.end);
  if (running.length) return Math.min(...running.map((turn) => turn.end));
  return Math.min(...turns.filter((turn) => turn.start > s.at).map((turn) => turn.start));
}

/** How many milliseconds before the end of a turn it is told. The client's own choice comes first. */
function warnings(data, s, turn) {
  const usual = (USUAL.find(([least]) => turn.ms >= least) || [0, []])[1];
  const asked = s.choice === 'half' ? [turn.ms / 2] : typeof s.choice === 'number' ? [s.choice]
    : data.warn ? data.warn.map((left) => left * SECOND) : usual;
  return [...asked, data.attentionSwitch * SECOND].filter((left) => left > 0 && left < turn.ms);
}

/** What is to be seen: for each group its turn, what was told last, what is next, and when it will all be over. */
function look(data, s) {
  const groups = laidOut(data, s);
  const gate = s.mode === 'waiting' ? gateAhead(data, s, groups) : null;
  const still = gate !== null || s.mode === 'ended';
  const at = gate ? gate.to : s.at;
  const seen = groups.map((turns) => oneGroupSeen(data, s, turns, at, still));
  const turns = seen.map((group) => group.turn).filter(Boolean);
  const alike = (turn) => ['end', 'place', 'due'].every((name) => turn[name] === turns[0][name]);
  const inStep = turns.every(alike) && (!turns.length || !seen.some((group) => group.soon));
  const changes = seen.map((group) => (group.turn ? group.left : group.soon ? group.next.start - at : Infinity));
  const rest = s.mode === 'ended' ? 0 : endOf(groups) - at + later(data, s.round);
  const stage = seen.map((group) => [group.turn && group.turn.start, group.told]);
  const key = JSON.stringify([s.mode, s.round, still && at, stage]);
  return { ...s, gate, seen, turns, inStep, key, left: still ? null : Math.min(...changes), endsAt: s.clock + rest };
}

/** `soon`: the group is in its changeover. */
function oneGroupSeen(data, s, turns, at, still) {
  const turn = still ? null : turns.find((each) => each.start <= at && at < each.end) || null;
  const next = turns.find((each) => each.start > at || (still && each.start === at)) || null;
  const left = turn ? turn.end - at : null;
  const told = turn ? Math.min(Infinity, ...warnings(data, s, turn).filter((warning) => warning >= left)) : Infinity;
  const soon = !still && !turn && next !== null && next.start - at <= data.changeover * SECOND;
  return { turns, turn, next, left, told, soon };
}

function later(data, round) {
  const gap = data.changeover * SECOND;
  const lengths = data.seconds.slice(round + 1).map((groups) => Math.max(...groups.map(
    (seconds) => seconds.reduce((sum, each) => sum + each * SECOND + gap, 0))));
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** How long until something has to be told or the shown time is another. */
function untilChange(data, s, seconds) {
  if (s.mode === 'ended') return null;
  if (s.mode !== 'running') return MINUTE - (s.endsAt % MINUTE);
  const unit = seconds || s.left <= MINUTE ? SECOND : MINUTE;
  const next = s.seen.flatMap((group) => (group.turn
    ? warnings(data, s, group.turn).map((warning) => group.left - warning).filter((wait) => wait > 0) : []));
  return Math.min(s.left, s.left % unit || unit, 5 * SECOND, ...next);
}
