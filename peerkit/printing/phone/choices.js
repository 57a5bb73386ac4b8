// The twin of live/choices.py and live/people.py: what is asked, and what each answer does and costs.
//
// A question is {text, ways, moment}: `ways` are {word, meaning, act}, whose `act` gives the line to say or asks on;
// `moment` reads off a state what the question is about: when that is another, it falls. With `typed`, {type, value,
// least, most, take}, something is typed.

const MOST_MINUTES = 120;
const WAYS = { end: 'later', without: 'without', turns: 'shorter', threes: 'threes', equal: 'together' };

function doing(session, event) {
  return () => act(session, { ...event, at: atOf(session) });
}

function way(word, meaning, does) {
  return { word, meaning, act: does };
}

function leaveIt() {
  return { ...way('no', _('Leave it as it is.'), () => _('Left as it was.')), leaves: true };
}

const anyMoment = () => '';
const blockOf = (state) => JSON.stringify([state.block, state.finished]);
const lapOf = (state) => JSON.stringify([state.block, state.finished, state.lap]);

/** What was typed, each figure of any script as 0 to 9: a script's ten figures follow each other. */
function plainFigures(typed) {
  const isFigure = (point) => /\p{Nd}/u.test(String.fromCodePoint(point));
  return typed.trim().replace(/\p{Nd}/gu, (sign) => {
    let value = 0;
    while (isFigure(sign.codePointAt(0) - value - 1)) value += 1;
    return value % 10;
  });
}

/** The words for a question that nobody has answered, or that would be another by now. */
function sameQuestion(one, other) {
  const all = ({ text, ways }) => [text, ...ways.map(({ word, meaning }) => [word, meaning])];
  return same(all(one), all(other));
}

// Time: live/choices.py.

function askBegan(session, seconds) {
  const found = began(session.header, session.kept, atOf(session), seconds);
  if (!found.event) return null;
  const after = afterThat(session, found.event);
  const told = _('{name} began: {length} ago.', { name: placeLine(session.state), length: said(seconds) });
  const text = joined(told, leftLine(after), endsLine(session.header, after));
  return { text, ways: [way('yes', _('So it was.'), () => act(session, found.event)), leaveIt()], moment: slotOf };
}

/** Why the present turn or block can't have begun so many seconds ago, with the most that can be; or nothing. */
function notSoLongAgo(session, seconds) {
  const tried = (ago) => began(session.header, session.kept, atOf(session), ago);
  const { whyNot = '' } = tried(seconds);
  let [least, most] = [div(usedOf(session.state), SECOND) + 1, Math.min(seconds, LONGEST_AGO)];
  if (!whyNot || least >= seconds || !tried(least).event || tried(most).event) return whyNot;
  while (most - least > 1) {
    const middle = div(least + most, 2);
    [least, most] = tried(middle).event ? [middle, most] : [least, middle];
  }
  return joined(whyNot, _('The most that can be: {length}.', { length: said(least) }));
}

function extension(session, seconds) {
  const over = -div(leftOf(session.state), SECOND);
  return eventNow(session, 'extend', { seconds: seconds + (over > 0 && seconds > 0 ? over : 0) });
}

/** Why there can't be so many seconds more or less, with the most that there can be; or nothing. */
function noExtension(session, seconds) {
  const why = (each) => refusal(session.state, extension(session, each));
  if (!why(seconds) || Math.abs(seconds) <= MINUTE) return why(seconds);
  const minute = seconds > 0 ? MINUTE : -MINUTE;
  const wanted = Math.min(div(Math.abs(seconds), MINUTE), MOST_MINUTES);
  const most = (range(1, wanted).reverse().find((each) => !why(each * minute)) || 0) * MINUTE;
  return joined(why(seconds), most ? _('The most that can be: {length}.', { length: said(most) }) : '');
}

function askLonger(session, seconds) {
  const event = extension(session, seconds);
  if (refusal(session.state, event)) return null;
  const after = afterThat(session, event);
  const asMuch = overTheEnd(after) - overTheEnd(session.state) === seconds * SECOND;
  const price = asMuch ? endsLine(session.header, after) : priceOf(session, event);
  const later = dueSeats(after).length > dueSeats(session.state).length
    ? _('Whoever has had their turn gets it at the end of the round, each after a changeover.') : '';
  const text = joined(moreOrLess(session.state, seconds), later, price);
  return { text, ways: [...withOrWithoutShrinking(session, event), leaveIt()], moment: lapOf };
}

function askBreak(session, seconds) {
  const event = eventNow(session, 'takebreak', { seconds });
  if (refusal(session.state, event)) return null;
  const told = _('A break from now: {length}. The clock will stand.', { length: said(seconds) });
  const ways = [...withOrWithoutShrinking(session, event), leaveIt()];
  return { text: joined(told, priceOf(session, event)), ways, moment: anyMoment };
}

function askMovesOn(session) {
  if (leftOf(session.state) > 0 || session.state.slot === null) return null;
  const now = way('yes', _('End it now.'), doing(session, { event: 'moveon', by_itself: true }));
  return { text: _('The time is over: moving on by itself, this ends now.'), ways: [leaveIt(), now], moment: slotOf };
}

function askTimeAway(session, ms) {
  const text = joined(
    _('Time away: {length}.', { length: saidMs(ms) }),
    _('The session stands paused where it was. How does it go on?'),
  );
  const ways = [
    way('resume', _("That time is nobody's."), doing(session, { event: 'resume' })),
    way('count', _('It has passed as if we had been here.'), doing(session, { event: 'count' })),
  ];
  return { text, ways, moment: (state) => JSON.stringify([state.gap]) };
}

function anotherEnd(session, end) {
  const value = div(end - session.state.end, SECOND);
  return eventNow(session, 'arrange', { way: 'end', block: 0, value, lengths: laterLengths(session.state) });
}

/** `end` is in milliseconds after the beginning, on the wall. */
function askEnd(session, end) {
  const { header, state } = session;
  const asItIs = anotherEnd(session, end);
  if (refusal(state, asItIs)) return null;
  const fitted = { ...asItIs, lengths: laterLengths(refitted(arranged(state, 'end', 0, asItIs.value))) };
  let events = asItIs.value >= 0 ? [['keep', asItIs], ['yes', fitted]] : [['yes', fitted], ['keep', asItIs]];
  if (same(fitted, asItIs)) events = [['yes', fitted]];
  let ways = events.map(([word, event]) => way(word, would(session, event), doing(session, event)));
  const fromNow = up(end - nowOf(state), MINUTE * SECOND) / SECOND;
  const over = down(div(overTheEnd(afterThat(session, fitted)), SECOND), MINUTE);
  if (over > 0 && !refusal(state, eventNow(session, 'toclosing'))) {
    const closing = closingAtOnce(session, asItIs);
    const first = overTheEnd(closedAtOnce(session, asItIs)) >= 0;
    const others = ways.map((each) => (first && each.word === 'yes' ? { ...each, word: 'shrink' } : each));
    ways = first ? [closing, ...others] : [...others, closing];
  }
  const told = _('Booked until {time}, {length} from now.', { time: clockTime(header, end), length: said(fromNow) });
  const late = over > 0 ? _('Even if all that can shrink does, it runs over by {length}.', { length: said(over) }) : '';
  return { text: joined(told, late), ways: [...ways, leaveIt()], moment: blockOf };
}

function closedAtOnce(session, booked) {
  return apply(afterThat(session, booked), eventNow(session, 'toclosing'));
}

function closingAtOnce(session, booked) {
  const close = eventNow(session, 'toclosing');
  const ends = endsLine(session.header, closedAtOnce(session, booked));
  return way('closing', joined(_('Go to the closing words now.'), ends), () => {
    doing(session, booked)();
    return joined(doing(session, close)(), endsLine(session.header, session.state));
  });
}

/** What would mend being late or early, each with what it does; null where nothing would. */
function askWhatWouldHelp(session) {
  const { header, state } = session;
  if (!outOfTime(state)) return null;
  const ways = helpful(session).filter(([, , event]) => !refusal(state, event))
    .map(([word, told, event]) => way(word, joined(told, would(session, event)), doing(session, event)));
  if (!ways.length) return null;
  const safe = ['shrink', 'longer'].includes(ways[0].word);
  const text = joined(onTime(state), offerToMend(header, state));
  return { text, ways: safe ? [...ways, leaveIt()] : [leaveIt(), ...ways], moment: blockOf };
}

function helpful(session) {
  const { state } = session;
  const [found, ahead] = [proposal(state), drift(state) < 0];
  const ways = [];
  if (found) {
    const told = ahead ? _('Take the time.') : _('Shrink what can shrink.');
    ways.push([ahead ? 'longer' : 'shrink', told, eventNow(session, 'accept', { lengths: found.lengths })]);
  }
  const over = up(overTheEnd(state), MINUTE * SECOND) / SECOND;
  if (found && !found.missing && over > 0) {
    const lengths = laterLengths(state);
    ways.push(['later', _('End later.'), eventNow(session, 'arrange', { way: 'end', block: 0, value: over, lengths })]);
  }
  for (const each of (found && found.offers) || []) {
    const block = state.block + 1 + each.place;
    const value = each.way === 'end' ? each.more : each.value;
    const lengths = laterLengths(refitted(arranged(state, each.way, block, value)));
    ways.push([WAYS[each.way], each.words, eventNow(session, 'arrange', { way: each.way, block, value, lengths })]);
  }
  return ways;
}

/** To do it, and to do it so that the evening still ends at its time, where that can be. */
function withOrWithoutShrinking(session, event) {
  const ways = [way('yes', _('Do it.'), doing(session, event))];
  const after = afterThat(session, event);
  const found = overTheEnd(after) > 0 ? proposal(after) : null;
  if (found && !found.missing) {
    const onTime_ = { ...event, lengths: found.lengths };
    if (!refusal(session.state, onTime_)) ways.push(way('shrink', would(session, onTime_), doing(session, onTime_)));
  }
  return ways;
}

function priceOf(session, event) {
  return priceLine(session.header, session.state, afterThat(session, event));
}

/** What an event would do to the parts to come, and when it would end. */
function would(session, event) {
  const [state, after] = [session.state, afterThat(session, event)];
  const asMany = laterLengths(after).length === laterLengths(state).length;
  const changes = asMany ? changesLine(state, laterLengths(after)) : '';
  return joined(changes ? _('{changes}.', { changes }) : '', endsLine(session.header, after));
}

function moreOrLess(state, seconds) {
  const minutes = div(Math.abs(seconds), MINUTE);
  if (seconds > 0 && leftOf(state) <= 0) {
    return ngettext('{n} minute more from now.', '{n} minutes more from now.', minutes);
  }
  if (seconds > 0 && turnsNow(state)) {
    return ngettext('{n} minute more for everyone.', '{n} minutes more for everyone.', minutes);
  }
  if (seconds > 0) return ngettext('{n} minute more.', '{n} minutes more.', minutes);
  if (turnsNow(state)) return ngettext('{n} minute less for everyone.', '{n} minutes less for everyone.', minutes);
  return ngettext('{n} minute less.', '{n} minutes less.', minutes);
}

/** `stop` ends the session at once. */
function askClose(session, stop) {
  const stops = way('stop', _('Stop now.'), stop);
  const goesOn = { ...leaveIt(), meaning: _('Go on.') };
  if (!refusal(session.state, eventNow(session, 'toclosing'))) {
    const closing = way('closing', _('Go to the closing words.'), doing(session, { event: 'toclosing' }));
    return { text: _('Close early?'), ways: [closing, stops, goesOn], moment: anyMoment };
  }
  const hasOne = partsOf(session.state).includes('closing');
  const text = hasOne ? _('This is the closing. Stop now?') : _('Stop now?');
  return { text, ways: [goesOn, stops], moment: anyMoment };
}

// People: live/people.py.

function comes(session, number) {
  return act(session, withTheSameTurns(session.state, eventNow(session, 'joined', { number })));
}

function goes(session, seat) {
  const event = eventNow(session, 'left', { seat });
  const whyNot = refusal(session.state, event);
  return whyNot || act(session, withTheSameTurns(session.state, event));
}

/** Who left: a number in a rotation, whether they had their turn in a round, or just somebody. */
function askLeft(session) {
  const { state } = session;
  if (state.seating) {
    const ways = state.seating.seats.map((seat) => way(String(seat), '', () => goes(session, seat)));
    return { text: _('Which number left?'), ways, moment: lapOf };
  }
  if (!goesRound(state)) return null;
  const present = speaks(state) ? state.slot.seat : null;
  const waits = state.queue.length ? state.queue[state.queue.length - 1] : present;
  const ways = [way('no', _('Not yet.'), () => goes(session, waits))];
  if (hadTheirTurn(state).length) ways.unshift(way('yes', _('They had it.'), () => goes(session, null)));
  if (present !== null) ways.push(way('now', _('It is their turn now.'), () => goes(session, present)));
  return { text: _('Had they had their turn in this round?'), ways, moment: slotOf };
}

function otherEquality(session) {
  const block = groupsOfState(session.state);
  return eventNow(session, 'equal', { equal: block && block.equal === 'rounds' ? 'turns' : 'rounds' });
}

function askOdd(session) {
  const { state } = session;
  const text = oddQuestion(state);
  if (!text || !is(state, 'gathering') || otherEquality(session).equal === 'turns') return null;
  const ways = [
    way('same', oddEqual(state), () => _('Every turn is as long, in every group.')),
    way('together', oddInstead(state), doing(session, { event: 'equal', equal: 'rounds' })),
  ];
  return { text, ways, moment: slotOf };
}

/** When whoever is client next wants to hear the time; null where one clock is for several groups. */
function askWarnings(session) {
  const { state } = session;
  const block = groupsOfState(state);
  if (!(block && aloneTogether(state) && state.queue.length && state.warn === null)) return null;
  const turn = div(state.entitlement, SECOND);
  const usual = warningsFor(block, turn);
  const wish = (left) => () => act(session, eventNow(session, 'warn', { left }));
  const half = _('Half-way, with this much left: {length}.', { length: said(div(turn, 2)) });
  let ways = [way('half', half, wish([div(turn, 2)]))];
  const none = way('none', _('Only at the end.'), wish([]));
  if (usual.length) {
    const told = _('With this much left: {lengths}.', { lengths: commas(usual.map(said)) });
    ways = [way('usual', told, wish(usual)), ...ways, none];
  } else ways = [none, ...ways];
  ways.push(way('other', _('Other times.'), () => () => askTimes(session)));
  const text = block.attention_switch ? _('Whoever is client next: when would you like to hear the time?')
    : _('Whoever speaks next: when would you like to hear the time?');
  return { text, ways, moment: slotOf };
}

function askTimes(session) {
  const take = (typed) => {
    const minutes = (typed.match(/\d+/g) || []).map(Number);
    const left = [...new Set(minutes)].sort((one, other) => other - one).map((each) => each * MINUTE);
    return left.length ? act(session, eventNow(session, 'warn', { left })) : _('That is no length of time.');
  };
  return {
    text: _('How many minutes before the end? Such as 5 and 1.'), ways: [], moment: slotOf,
    typed: { type: 'text', value: '', take },
  };
}

/** The question that a session itself has now: what an odd number means, or a client's warning time. */
function askUnasked(session) {
  const { state } = session;
  if (state.paused || !is(state, 'gathering', 'changeover')) return null;
  return askOdd(session) || askWarnings(session);
}

function askMinutes(text, value, moment, take) {
  return { text, ways: [], moment, typed: { type: 'number', value, least: 1, most: 720, take } };
}

/** What is asked on a clock time: `take` gets milliseconds after the beginning, on the wall. */
function askClock(text, header, now, value, take) {
  const at = (typed) => take(nextTime(header, now, typed));
  return { text, ways: [], moment: anyMoment, typed: { type: 'time', value: clockValue(header, value), take: at } };
}

/** The `21:05` that a field for a time takes. */
function clockValue(header, now) {
  const { hour, minute } = wallOf(header, header.started + now);
  return `${pad(hour)}:${pad(minute)}`;
}

/** The next moment after `now` at which the clock of the plan's zone shows this time. */
function nextTime(header, now, typed) {
  const [hour, minute] = typed.split(':').map(Number);
  const { day } = wallOf(header, header.started + now);
  for (const later of range(0, 3)) {
    const local = ((day + later) * 1440 + hour * 60 + minute) * MINUTE * SECOND;
    const found = header.zone.map(([, offset]) => local - offset * SECOND)
      .filter((moment) => header.zone[zoneAt(header, moment)][1] * SECOND === local - moment);
    const first = Math.min(...found) - header.started;
    if (found.length && first > now) return first;
  }
  return now;
}
