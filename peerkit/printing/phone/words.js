// Every line that the page says, from what stands.

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

function counted(number, thing) {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** `5 minutes 20 seconds`, rounded up to a second. */
function said(ms) {
  const seconds = Math.ceil(ms / SECOND);
  const parts = [[Math.floor(seconds / 60), 'minute'], [seconds % 60, 'second']].filter(([number]) => number);
  return parts.map(([number, thing]) => counted(number, thing)).join(' ') || 'no time';
}

function clockTime(ms) {
  const time = new Date(ms);
  return `${time.getHours()}:${String(time.getMinutes()).padStart(2, '0')}`;
}

function listed(things) {
  return things.length < 2 ? `${things[0]}` : `${things.slice(0, -1).join(', ')} and ${things[things.length - 1]}`;
}

function groupsNamed(groups) {
  return `${groups.length > 1 ? 'Groups' : 'Group'} ${listed(groups.map((group) => group + 1))}`;
}

/** Where in the whole it is: `Round 2 of 7, turn 1 of 3`. */
function placeLine(data, s) {
  const rounds = data.rounds.length > 1 ? [`Round ${s.round + 1} of ${data.rounds.length}`] : [];
  const turn = s.gate ? s.seen[0].next : s.turns[0];
  const of = Math.max(...data.rounds[s.round].map((seats) => seats.length));
  if (!turn || !s.inStep || s.mode === 'ended') return rounds.join();
  const name = turn.due ? 'a little more' : `turn ${turn.place + 1} of ${of}`;
  const line = [...rounds, name].join(', ');
  return line[0].toUpperCase() + line.slice(1);
}

/** Who has the turn, of turns that are in step. */
function turnLine(data, s, turns) {
  const [turn] = turns;
  const more = turn.due ? 'A little more, to make it equal. ' : '';
  const seats = data.rounds[s.round][turn.group];
  if (s.seen.length === 1) return more + oneGroup(data, turn, seats);
  const all = turns.length === s.seen.length;
  const where = all ? 'in each group' : `in ${groupsNamed(turns.map((each) => each.group)).toLowerCase()}`;
  const rest = all ? '' : ' The other groups have quiet time.';
  const does = data.coCounselling ? 'is client' : 'speaks';
  return `${more}The ${ORDINALS[turn.place] || `person in place ${turn.place + 1}`} ${where} ${does}.${rest}`;
}

function oneGroup(data, turn, seats) {
  const listen = seats.length > 2 ? 'the others listen' : 'the other listens';
  if (!data.coCounselling) return `Number ${turn.seat} speaks, ${listen}.`;
  const others = seats.filter((seat) => seat !== turn.seat);
  const roles = others.map((seat) => `number ${seat} ${role(data, turn, seats, seat)}`);
  return `${listed([`Number ${turn.seat} is client`, ...roles])}.`;
}

/** What a seat does while `turn` runs. The counsellor is whoever comes next; in threes and more the others witness. */
function role(data, turn, seats, seat) {
  if (seat === turn.seat) return data.coCounselling ? 'client' : 'speaks';
  if (!data.coCounselling) return '';
  return seat === seats[(turn.place + 1) % seats.length] ? 'counsellor' : 'witness';
}

function headline(data, s) {
  if (s.mode === 'ended') return 'That was the last turn. Thank you.';
  if (s.gate && s.seen.length === 1) return turnLine(data, s, [s.seen[0].next]);
  if (s.gate) return s.round ? 'Find your new places.' : 'Find your group.';
  if (s.turns.length) return s.inStep ? turnLine(data, s, s.turns) : 'The groups change at different moments.';
  return s.round && s.at < data.changeover * SECOND && s.seen.length > 1 ? 'Find your new places.' : 'Change over.';
}

/** The shape and the words beside the time: never colour alone. */
function phase(data, s) {
  if (s.mode === 'ended') return ['ended', 'The end'];
  if (s.gate) return ['waiting', 'Ready when you are'];
  if (s.mode === 'paused') return ['paused', 'Paused. This time is nobody’s.'];
  if (!s.turns.length) return ['change', 'This time is nobody’s.'];
  const near = s.seen.some((group) => group.soon || group.told < Infinity);
  if (!s.inStep) return [near ? 'warn' : 'turn', `Next call: ${callNames(s)}`];
  const { told } = s.seen.find((group) => group.turn);
  if (told === data.attentionSwitch * SECOND) return ['warn', 'Attention switch: back to here and now'];
  return told < Infinity ? ['warn', `In the last ${said(told).replace(/^1 (minute)$/, '$1')}`] : ['turn', 'Running'];
}

function nextLine(data, s) {
  if (s.gate && !s.round && !s.gate.to) return data.countOff;
  if (s.mode === 'ended' || s.gate) return '';
  if (!s.inStep) return `Next call: ${callNames(s)}.`;
  const coming = s.seen.map((group) => group.next).filter(Boolean).sort((a, b) => a.start - b.start)[0];
  if (coming && !s.turns.length) return `Then: ${lower(turnLine(data, s, startingWith(s, coming)))}`;
  if (coming) return `Next: ${lower(turnLine(data, s, startingWith(s, coming)))}`;
  if (s.round + 1 === data.rounds.length) return 'Then it is the end.';
  return `Next: round ${s.round + 2}${s.seen.length > 1 ? ', in new places' : ''}.`;
}

function lower(text) {
  return text[0].toLowerCase() + text.slice(1);
}

function startingWith(s, coming) {
  return s.seen.map((group) => group.next).filter((turn) => turn && turn.start === coming.start);
}

function callNames(s) {
  const wait = (group) => (group.turn ? group.left : group.soon ? group.next.start - s.at : Infinity);
  return lower(groupsNamed([...s.seen.keys()].filter((index) => wait(s.seen[index]) === s.left)));
}

function endsLine(s) {
  if (s.mode === 'ended') return `It ended at ${clockTime(s.endedAt)}.`;
  const lead = s.gate ? 'Begun now, it ends' : s.mode === 'paused' ? 'Gone on with now, it ends' : 'Ends';
  return `${lead} about ${clockTime(s.endsAt)}.`;
}

/** The big number, its unit, and the share that is left where groups are in step; null when no one time is right. */
function face(s, seconds) {
  const turn = s.gate && s.seen[0].next;
  const left = turn ? turn.ms : s.left;
  if (left === null || (turn && s.seen.some((group) => group.next.ms !== left))) return null;
  const whole = Math.ceil(left / SECOND);
  const of = turn ? left : !s.inStep ? null : s.turns.length ? s.turns[0].ms : data.changeover * SECOND;
  const share = of && Math.min(1, left / of);
  const end = turn ? (s.seen.length > 1 ? 'each' : '') : s.inStep ? 'left' : 'to the next call';
  if ((seconds && whole > 60) || (turn && whole % 60)) {
    return { number: `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`, unit: end, share };
  }
  const [number, thing] = whole > 60 || (turn && whole === 60) ? [Math.ceil(whole / 60), 'minute'] : [whole, 'second'];
  return { number: `${number}`, unit: `${thing}${number === 1 ? '' : 's'} ${end}`.trim(), share };
}

/** The whole answer to `Say the time`. */
function whereLine(data, s) {
  const left = s.inStep ? remaining(s) : `${said(s.left)} to the next call: ${callNames(s)}.`;
  const paused = s.mode === 'paused' ? 'Paused.' : '';
  const parts = [`${placeLine(data, s)}.`, headline(data, s), left, paused, endsLine(s)];
  return parts.filter((part) => part.length > 1).join(' ');
}

/** What has to be told now that `was` has become `s`, and its tone; null when nothing has changed. */
function news(data, was, s) {
  if (was.key === s.key) return null;
  const ran = was.turns.length > 0 && was.mode === 'running';
  const over = ran && (s.mode === 'ended' || s.gate || s.round !== was.round) ? 'Time. ' : '';
  if (s.mode === 'ended') return { words: over + headline(data, s), tone: 'time' };
  if (s.gate) return { words: `${over}${placeLine(data, s)}. ${headline(data, s)}`, tone: over ? 'time' : '' };
  if (s.mode === 'paused') return was.mode === 'paused' ? null : { words: `Paused. ${remaining(s)}`, tone: '' };
  if (was.mode === 'paused') return { words: `Going on. ${remaining(s)}`, tone: '' };
  if (over) return { words: `${over}Round ${was.round + 1} is over. ${headline(data, s)}`, tone: 'time' };
  return changes(data, was, s);
}

function remaining(s) {
  return s.left === null ? '' : `${said(s.left)} left.`;
}

function changes(data, was, s) {
  const at = (group) => (group.turn ? group.turn.start : null);
  const indices = [...s.seen.keys()];
  const nothing = { turn: null, told: Infinity };
  const before = (index) => (was.round === s.round && was.mode !== 'waiting' ? was.seen[index] : nothing);
  const begun = indices.filter((index) => s.seen[index].turn && at(s.seen[index]) !== at(before(index)));
  const done = indices.filter((index) => before(index).turn && at(s.seen[index]) !== at(before(index)));
  const still = indices.filter((index) => s.seen[index].turn && !begun.includes(index));
  const told = still.filter((index) => s.seen[index].told < before(index).told);
  const busy = indices.filter((index) => before(index).turn);
  const parts = [];
  const others = indices.some((index) => !done.includes(index) && (s.seen[index].turn || s.seen[index].soon));
  if (done.length) parts.push(others ? `${groupsNamed(done)}: time.` : 'Time.');
  if (begun.length && s.inStep) parts.push(`${headline(data, s)} ${said(s.left)}.`);
  else if (begun.length === s.seen.length) parts.push(turnLine(data, s, s.turns));
  else if (begun.length) parts.push(`${groupsNamed(begun)}: next one.`);
  else if (done.length && !s.turns.length) parts.push(headline(data, s));
  else if (done.every((index) => s.seen[index].next) && done.length) parts.push('Change over.');
  else if (done.length) parts.push('Quiet time until the others are done.');
  if (told.length) parts.push(warning(data, s, told, busy));
  const tone = begun.length ? 'begin' : done.length ? 'time' : told.length ? 'warn' : '';
  return { words: parts.join(' ') || whereLine(data, s), tone };
}

function warning(data, s, told, busy) {
  const { told: level, left } = s.seen[told[0]];
  const name = told.length < busy.length ? `${groupsNamed(told)}: ` : '';
  const attention = level === data.attentionSwitch * SECOND ? ' Attention switch: back to here and now.' : '';
  return `${name}${said(left)} left.${attention}`;
}

/** What a minute more costs, and what going on now would take from groups in the middle of a turn. */
function moreQuestion(data, s, then) {
  const price = then.endsAt - s.endsAt;
  const owed = then.seen.some((group) => group.turns.some((turn) => turn.due));
  const had = owed ? ' Whoever has had a turn gets the minute at the end.' : '';
  const all = data.alone ? 'One minute more for everyone' : 'One minute more for everyone in this round';
  return `${all}? It ends ${said(price)} later: about ${clockTime(then.endsAt)}, not ${clockTime(s.endsAt)}.${had}`;
}

function nextQuestion(s) {
  const losing = s.seen.map((group, index) => [group, index]).filter(([group]) => group.turn && group.left > s.left);
  if (!losing.length || s.left === null) return '';
  const names = groupsNamed(losing.map(([, index]) => index));
  return `Go on now? ${names} would lose ${said(s.left)} of a turn.`;
}
