// The twin of running/phrases.py, group_phrases.py, answers.py and telling.py: every line that a session says.

const SOON = [[20 * MINUTE, [5 * MINUTE, MINUTE]], [8 * MINUTE, [2 * MINUTE]], [3 * MINUTE, [MINUTE]], [MINUTE, [15]]];

function warningsFor(block, seconds, own = null) {
  const usual = (SOON.find(([least]) => seconds >= least) || [0, []])[1];
  const given = own !== null ? own : block.warn !== null ? block.warn : usual;
  const switches = groupsIn(block) && block.attention_switch ? [block.attention_switch] : [];
  return ascending(new Set([...given, ...switches].filter((warn) => warn < seconds))).reverse();
}

function placeLine(state) {
  return placeInParts(state).join('. ');
}

/** Sentence by sentence, without full stops. */
function placeInParts(state) {
  if (state.slot === null) return [_('The end')];
  switch (state.slot.is) {
    case 'whole': return [nameOf(state)];
    case 'changeover': return [_('Changeover')];
    case 'gathering': return [beforeTheFirstTurn(state)];
    case 'due': return [_('A little more, to make it equal')];
    default: return groupsOfState(state) ? groupTurn(state, groupsOfState(state)) : circleTurn(state);
  }
}

function nameOf(state) {
  const block = runningOf(state);
  return block ? block.name : _('The end');
}

function leftLine(state) {
  if (state.slot === null) return '';
  if (is(state, 'gathering')) return _('Next when everyone is ready.');
  const left = leftOf(state);
  if (left > -SECOND) {
    return left > 0 ? _('{length} left.', { length: said(Math.ceil(left / SECOND)) }) : _('Time.');
  }
  return _('Over: {length}.', { length: saidMs(-left) });
}

function whereLine(header, state) {
  if (state.slot === null) return joined(_('The last part is over.'), endsLine(header, state));
  const [name, here] = [nameOf(state), placeLine(state)];
  return joined(
    _('{name}.', { name }), here === name ? '' : _('{name}.', { name: here }), leftLine(state), standingLine(state),
    inAll(state), endsLine(header, state),
  );
}

function moreLine(header, state) {
  const here = ngettext('{n} person here.', '{n} people here.', peopleIn(state));
  const groups = groupsOfState(state) ? _('Small groups: {groups}.', { groups: splitLine(state) }) : '';
  const wall = _('It is {time}.', { time: clockTime(header, nowOf(state)) });
  return joined(dueNext(state), nextUp(state), groups, here, wall);
}

function standingLine(state) {
  if (state.breakUntil !== null) {
    const rest = div(state.breakUntil - state.at, SECOND);
    return rest > 0 ? _('Break. {length} left of it.', { length: said(rest) }) : _('The break is over.');
  }
  if (state.paused) return _('Paused.');
  return movesByItself(state) && !is(state, 'changeover') ? _('It moves on by itself.') : '';
}

function onTime(state) {
  const minutes = div(div(Math.abs(drift(state)), SECOND), MINUTE);
  if (!minutes) return _('On time.');
  if (minutes >= 60) return hoursOff(state, said(minutes * MINUTE));
  if (drift(state) > 0) return ngettext('{n} minute behind.', '{n} minutes behind.', minutes);
  if (!blocksNotBegun(state).length) return ngettext('{n} minute early.', '{n} minutes early.', minutes);
  return ngettext('{n} minute ahead.', '{n} minutes ahead.', minutes);
}

function hoursOff(state, length) {
  if (drift(state) > 0) return _('{length} behind.', { length });
  if (!blocksNotBegun(state).length) return _('{length} early.', { length });
  return _('{length} ahead.', { length });
}

function inAll(state) {
  const isOver = state.slot !== null && !is(state, 'gathering') && leftOf(state) <= -SECOND;
  if (!isOver || drift(state) >= MINUTE * SECOND) return onTime(state);
  return _('The evening as a whole: {how}', { how: onTime(state) });
}

function endsLine(header, state) {
  const over = overTheEnd(state);
  const booked = clockTime(header, state.end);
  if (state.slot === null && nowOf(state) > state.end) {
    const past = down(div(over, SECOND), MINUTE);
    return past ? _('{length} past the end at {time}.', { length: said(past), time: booked })
      : _('The end was at {time}.', { time: booked });
  }
  const time = clockTime(header, state.end + over);
  if (over > 0 && time !== booked) return _('Ends at {time}, booked until {booked}.', { time, booked });
  return _('Ends at {time}.', { time });
}

/** `21:05`, `now` milliseconds after the beginning, by the clock of the plan's zone and not the phone's. */
function clockTime(header, now) {
  const wall = wallOf(header, header.started + now);
  let time = `${pad(wall.hour)}:${pad(wall.minute)}`;
  if (wall.twice) time = _('{time} ({zone})', { time, zone: wall.zone });
  if (wall.day !== wallOf(header, header.started).day) {
    time = _('{time} on {weekday}', { time, weekday: weekdayOf(wall.day) });
  }
  return time;
}

function pad(number) {
  return String(number).padStart(2, '0');
}

/** `header.zone` is a list of [from (UTC, ms), offset (s), name], upward: see data.py. */
function wallOf(header, moment) {
  const at = zoneAt(header, moment);
  const [, offset, zone] = header.zone[at];
  const local = moment + offset * SECOND;
  const others = [header.zone[at - 1], header.zone[at + 1]].filter(Boolean);
  const twice = others.some(([, other]) => (
    other !== offset && header.zone[zoneAt(header, local - other * SECOND)][1] === other));
  const minutes = div(local, MINUTE * SECOND);
  return { day: div(minutes, 1440), hour: mod(div(minutes, 60), 24), minute: mod(minutes, 60), zone, twice };
}

function zoneAt(header, moment) {
  return Math.max(0, header.zone.filter(([from]) => from <= moment).length - 1);
}

function nextUp(state) {
  return joined(...comingLines(state));
}

function comingLines(state) {
  if (state.slot === null) return [];
  const turn = nextTurn(state);
  const [block] = blocksNotBegun(state);
  const part = block
    ? _('{name}, {length}', { name: block.name, length: said(state.lengths[state.block + 1]) }) : '';
  if (turn && part) return [_('Next: {name}.', { name: turn }), _('Then: {name}.', { name: part })];
  return [turn || part ? _('Next: {name}.', { name: turn || part }) : _('This is the last part.')];
}

function passedOn(before, after) {
  const turn = after.queue.length ? nextTurn(after) : '';
  if (!turn || !is(before, 'changeover') || !is(after, 'changeover')) return '';
  return _('It is the turn of whoever comes next: {turn}. Another pass would be for them.', { turn });
}

function nextTurn(state) {
  const turns = turnsNow(state);
  if (!turns) return '';
  const present = speaks(state) ? [[state.slot.seat, state.entitlement]] : [];
  const coming = { ...state, slot: null, offered: new Map([...state.offered, ...present]) };
  if (state.queue.length) {
    const turn = whatIsNew(state, { ...coming, slot: { is: 'turn', seat: state.queue[0] } });
    if (turn) return turn;
  }
  const [owed] = state.queue.length ? [] : dueSeats(coming);
  if (owed !== undefined) return placeLine({ ...coming, slot: { is: 'due', seat: owed } });
  const total = turns.laps.length;
  return state.lap + 1 < total ? _('Round {n} of {total}', { n: state.lap + 2, total }) : '';
}

/** Where the run will stand, without the sentences that are so already, such as the round. */
function whatIsNew(state, after) {
  const [now, then] = [placeInParts(state), placeInParts(after)];
  const same = now.findIndex((part, at) => part !== then[at]);
  return then.slice(same < 0 ? now.length : same).join('. ');
}

function beginningOfBlock(state) {
  const block = runningOf(state);
  if (!block) return _('That was the last part. Close when everyone is ready.');
  const about = { round: circleTurns, groups: aboutGroups }[block.kind];
  return joined(_('{name}.', { name: block.name }), about ? about(state, block) : `${said(state.lengths[state.block])}.`);
}

function beginningOfSlot(state) {
  if (is(state, 'gathering')) return gatheringLine(state);
  if (is(state, 'changeover')) {
    const newRound = state.offered.size ? '' : whoSits(state);
    return joined(_('Changeover, {length}.', { length: saidMs(slotMs(state)) }), newRound);
  }
  if (!speaks(state)) return '';
  return joined(_('{name}.', { name: placeLine(state) }), _('{length}.', { length: saidMs(slotMs(state)) }));
}

function warningLine(state, seconds) {
  const length = said(seconds);
  const block = groupsOfState(state);
  if (block && seconds === block.attention_switch) {
    return _('Attention switch: {length}. Come back to the room: name five things that are here.', { length });
  }
  return _('{length} left.', { length });
}

function timeIsUp() {
  return _('Time. Raise a hand. Next when you are ready.');
}

/** The one line that is said unasked when one state has become the other; empty between boundaries. */
function heard(before, after, warns = true) {
  const key = (state) => [state.block, state.lap, state.slot, state.slotBegan];
  if (!same(key(before), key(after))) {
    const block = after.block !== before.block ? beginningOfBlock(after) : '';
    return joined(repaidLine(before, after), block, beginningOfSlot(after));
  }
  if (after.breakUntil !== null && before.at < after.breakUntil && after.breakUntil <= after.at) {
    return _('The break is over. Resume when everyone is back.');
  }
  const block = runningOf(after);
  if (!block || is(after, 'changeover', 'gathering')) return '';
  if (leftOf(before) > 0 && leftOf(after) <= 0) return timeIsUp();
  const gone = [spentInTurns(before), spentInTurns(after)];
  const lines = ownMoments(after).filter(([at]) => gone[0] < at && at <= gone[1])
    .map(([, groups]) => _('Change over now: {groups}. Raise a hand.', { groups }));
  const own = warns || after.warn !== null ? after.warn : [];
  const marks = warningsFor(block, div(slotMs(after), SECOND), own)
    .filter((mark) => leftOf(before) > mark * SECOND && mark * SECOND >= leftOf(after));
  return joined(...lines, ...marks.map((mark) => warningLine(after, mark)));
}

/** The run time at which something will be said or moved, if nobody does anything; null when nothing will. */
function nextBoundary(state) {
  if (state.breakUntil !== null && state.at < state.breakUntil) return state.breakUntil;
  const block = runningOf(state);
  if (state.paused || state.finished || state.slot === null || !block) return null;
  const quiet = is(state, 'changeover', 'gathering');
  const spoken = quiet ? [] : warningsFor(block, div(slotMs(state), SECOND), state.warn);
  const marks = spoken.map((warn) => warn * SECOND);
  if (!is(state, 'gathering') || state.handsOff) marks.push(0);
  const left = leftOf(state);
  const toCome = marks.filter((mark) => left > mark).map((mark) => left - mark);
  if (is(state, 'turn')) {
    const gone = spentInTurns(state);
    toCome.push(...ownMoments(state).filter(([at]) => at > gone).map(([at]) => at - gone));
  }
  return toCome.length ? state.at + Math.min(...toCome) : null;
}

function outOfTime(state) {
  return Math.abs(drift(state)) >= MINUTE * SECOND && blocksNotBegun(state).length > 0;
}

function offerToMend(header, state) {
  const found = outOfTime(state) ? proposal(state) : null;
  if (!found) return '';
  const over = down(div(overTheEnd(withLengths(state, found.lengths)), SECOND), MINUTE);
  if (found.missing && over > 0) {
    return _('Even if all that can shrink does, it runs over by {length}.', { length: said(over) });
  }
  const told = changesLine(state, found.lengths);
  return told ? _('To end at {time}: {changes}.', { time: clockTime(header, state.end), changes: told }) : '';
}

function changesLine(state, lengths) {
  return commas(blocksNotBegun(state).map((block, place) => {
    const [old, now] = [state.lengths[state.block + 1 + place], lengths[place]];
    const parts = { name: block.name, old: div(old, MINUTE) };
    return old === now ? ''
      : ngettext('{name} from {old} to {n} minute', '{name} from {old} to {n} minutes', div(now, MINUTE), parts);
  }).filter(Boolean));
}

function priceLine(header, before, after) {
  const cost = div(overTheEnd(after) - overTheEnd(before), SECOND);
  const told = cost > 0 ? _('{length} more in all.', { length: said(cost) })
    : cost < 0 ? _('{length} less in all.', { length: said(-cost) }) : '';
  return joined(told, endsLine(header, after));
}

// One circle: running/circle.py.

function circleTurns(state, block) {
  return joined(
    ngettext('{n} turn.', '{n} turns.', state.circle.length),
    _('Each turn: {length}.', { length: saidMs(state.entitlement) }),
    block.may_pass ? _('Anyone may pass.') : '',
  );
}

function circleTurn(state) {
  const had = state.circle.filter((seat) => state.offered.has(seat)).length;
  const told = state.lap ? [_('Round {number}', { number: state.lap + 1 })] : [];
  told.push(_('Turn {number} of {total}', { number: had + 1, total: state.circle.length }));
  if (is(state, 'turn') && state.passed.includes(state.slot.seat)) told.push(_('Offered again to somebody who passed'));
  return told;
}

function circleCame(before, after) {
  if (after.circle.length > before.circle.length) return _('They get a full turn at the end of this round.');
  return _('There is no time for another turn in this round; they have one from the next round on.');
}

// Small groups: running/group_phrases.py.

function splitLine(state) {
  return peopleIn(state) > 1 ? splitInWords(sizesNow(state)) : _('1 person, so no small groups');
}

function aboutGroups(state, block) {
  const told = `${splitLine(state)}. ${said(state.lengths[state.block])}.`;
  if (block.equal === 'rounds' && !block.turn_seconds.length && new Set(sizesNow(state)).size > 1) {
    return `${told} ${_('All groups end together.')} ${ownTurns(state)}`;
  }
  return told;
}

function beforeTheFirstTurn(state) {
  if (aloneTogether(state)) return _('Before the first turn');
  return seatedNow(state).length ? _('Finding places') : _('Finding partners');
}

function gatheringLine(state) {
  const seated = seatedNow(state);
  if (aloneTogether(state) && !seated.length) {
    return _('Sit down together, and agree who goes first. Next begins the first turn.');
  }
  if (!seated.length) return _('Find your partners. Next when everyone has one.');
  const count_ = state.lap ? '' : numbersSaid(ascending([...seated.flat(), ...sittingOut(state)]));
  return `${count_} ${whoSits(state)} ${_('Next when everyone has a place.')}`.trim();
}

function whoSits(state) {
  const groups = together(seatedNow(state));
  const total = roundsOf(state);
  if (!groups) return '';
  const told = total > 1 ? _('Round {number} of {total}: {groups}.', { number: state.lap + 1, total, groups })
    : _('Sitting together: {groups}.', { groups });
  return joined(told, sittingOutSaid(state));
}

function sittingOutSaid(state) {
  const out = sittingOut(state);
  return out.length ? _('Sitting out: {seats}.', { seats: listed(out) }) : '';
}

function roundsOf(state) {
  const turns = turnsNow(state);
  return turns ? turns.laps.length : 0;
}

/** Who sits with whom now, a line a group, with whose turn it is. */
function seatingLines(state) {
  const block = groupsOfState(state);
  if (!block) return [_('There are no small groups just now.')];
  const seated = seatedNow(state);
  if (!seated.length) return [_('People choose their partners: {groups}.', { groups: splitLine(state) })];
  const total = roundsOf(state);
  const head = total > 1 ? _('Round {number} of {total}.', { number: state.lap + 1, total }) : '';
  const lines = [head || _('Who sits with whom.'), ...seated.map((group) => rolesLine(block, group, state))];
  if (seated.some((group) => group.length > 2) || !is(state, 'turn')) lines.push(_('Turns go in that order.'));
  if (sittingOut(state).length) lines.push(sittingOutSaid(state));
  return lines;
}

function rolesLine(block, group, state) {
  const taking = group.filter((seat) => !state.guests.includes(seat));
  const guests = group.filter((seat) => state.guests.includes(seat));
  const told = guests.length
    ? ` ${_('With them, after a turn of their own: {seats}.', { seats: listed(guests) })}` : '';
  const place = speakingPlace(state, group);
  if (!is(state, 'turn') || place > taking.length || block.turn_seconds.length) return `${listed(taking)}.${told}`;
  const client = taking[place - 1];
  if (!block.attention_switch) {
    return `${_('{seats}: number {speaker} speaks.', { seats: listed(taking), speaker: client })}${told}`;
  }
  const [counsellor, ...others] = [...taking.slice(place), ...taking.slice(0, place - 1)];
  let roles = _('Client: {client}. Counsellor: {counsellor}.', { client, counsellor });
  if (others.length) {
    roles += ` ${ngettext('Witness: {seats}.', 'Witnesses: {seats}.', others.length, { seats: listed(others) })}`;
  }
  return `${roles}${told}`;
}

function groupTurn(state, block) {
  const total = roundsOf(state);
  const head = total > 1 ? [_('Round {number} of {total}', { number: state.lap + 1, total })] : [];
  if (block.turn_seconds.length) return total > 1 ? head : [_('Turns')];
  return [...head, ...groupPlace(state, block)];
}

function groupPlace(state, block) {
  const { seat } = state.slot;
  const had = seat - 1;
  const [total, sizes] = [seat + state.queue.filter((place) => place > seat).length, sizesNow(state)];
  const numbers = { number: had + 1, total };
  const largest = Math.max(...sizes);
  if (largest === total && total === 2) return [[_('First half')], [_('Second half')]][had];
  if (block.equal === 'turns' && had >= Math.min(...sizes)) return onlyFor(state, had, numbers);
  if (largest > total && sizes.includes(total)) return [_('{groups}: turn {number} of {total}', { groups: kindOf(total), ...numbers })];
  return [_('Turn {number} of {total}', numbers)];
}

function onlyFor(state, had, numbers) {
  const seated = seatedNow(state);
  const who = seated.filter((group) => group.length > had && !state.guests.includes(group[had]))
    .map((group) => group[had]);
  const sizes = sizesNow(state);
  const largest = Math.max(...sizes);
  let turn = _('Turn {number} of {total}, for whoever has not had one', numbers);
  if (who.length) turn = _('Turn {number} of {total}, only for: {who}', { ...numbers, who: listed(who) });
  else if (had < largest && !seated.length) {
    const large = groupsOf(largest, count(sizes, largest));
    turn = _('Turn {number} of {total}, only for: {who}', { ...numbers, who: large });
  }
  return [turn, _('Everyone else may talk on, or fetch tea')];
}

function oddQuestion(state) {
  const [block, split] = [groupsOfState(state), sizesNow(state)];
  if (!block || new Set(split).size < 2 || block.turn_seconds.length || block.equal === 'rounds') return '';
  return _('{groups}. How do they share the time?', { groups: splitLine(state) });
}

function oddEqual(state) {
  return joined(
    _('Everyone has: {length}.', { length: saidMs(state.entitlement) }),
    _('All are done after: {length}.', { length: said(takenBy(state)) }),
    _('{groups} are done first, and may talk on or fetch tea.', { groups: kindOf(Math.min(...sizesNow(state))) }),
  );
}

function oddInstead(state) {
  const done = _('All are done after: {length}.', { length: said(takenBy(withEqual(state, 'rounds'))) });
  return `${ownTurns(state)} ${done}`;
}

function ownTurns(state) {
  return ascending(new Set(sizesNow(state))).map((size) => (
    _('{groups}, each turn: {length}.', { groups: kindOf(size), length: said(ownTurn(state)[size]) }))).join(' ');
}

function ownTurn(state) {
  const [usual, odd] = usualAndOdd(sizesNow(state));
  const turn = div(state.entitlement, SECOND);
  return { [usual]: turn, [odd]: div(usual * turn, odd) };
}

function takenBy(state) {
  const turns = turnsNow(state);
  return sum(turns.laps.slice(state.lap)) * (div(state.entitlement, SECOND) + turns.changeover);
}

function repaidLine(before, after) {
  const over = after.entitlement - before.entitlement;
  if (!is(before, 'turn') || after.lap !== before.lap || after.block !== before.block || over <= 0) return '';
  if (!groupsOfState(after)) return '';
  const ran = _('That turn ran over: {length}.', { length: saidMs(over) });
  if (after.queue.length) return `${ran} ${_('It is repaid: the next turn is as long.')}`;
  return `${ran} ${_('It is repaid: whoever spoke before has that much more.')}`;
}

function dueNext(state) {
  const block = groupsOfState(state);
  if (!block || !is(state, 'turn') || block.turn_seconds.length || leftOf(state) >= 0) return '';
  return _('What runs over is repaid to the others.');
}

function groupWent(before, after) {
  if (peopleIn(after) < 2) {
    return _('Nobody else is here. The turns that are left are owed: pause until somebody comes, or close.');
  }
  return joined(makesLine(after), leftBehind(before, after));
}

function leftBehind(before, after) {
  const [were, are] = [seatedNow(before), seatedNow(after)];
  if (!were.length || !are.length) return peopleIn(after) > 1 ? choseLine(before, after) : '';
  const groups = are.filter((group) => !were.some((each) => same(each, group)));
  const told = groups.length ? [_('Sitting together now: {groups}.', { groups: together(groups) })] : [];
  if (!is(after, 'gathering')) {
    const [whole, rest] = [owedSeats(before, after), interruptedSeats(before, after)];
    if (whole.length) {
      const length = saidMs(after.entitlement);
      told.push(_('Owed a turn: {seats}. {length}.', { seats: listed(whole), length }));
    }
    if (rest.length) {
      const length = saidMs(Math.max(0, leftOf(before)));
      told.push(_('Owed the rest of a turn: {seats}. {length}.', { seats: listed(rest), length }));
    }
    if (whole.length || rest.length) told.push(addsLine(after));
  }
  return joined(...told);
}

function addsLine(state) {
  const whyNot = noTurnOwed(state);
  if (whyNot) return whyNot;
  const more = restOfTurns(withATurnOwed(state)) - restOfTurns(state);
  return _('For a whole turn at the end of this round: {word}, or the key {key}. In all that takes: {length}.', {
    word: called('owed'), key: 'x', length: saidMs(more),
  });
}

function choseLine(before, after) {
  const told = _('Nobody sits alone: whoever is left over joins the nearest group.');
  const shared = (groupsOfState(before) || {}).equal === 'rounds';
  if (is(before, 'gathering') || !before.queue.length || shared) return told;
  const length = saidMs(before.entitlement);
  return joined(told, _('If they have not had a turn, they are owed one: {length}.', { length }), addsLine(after));
}

function groupCame(before, after) {
  const seats = after.seating ? after.seating.seats : [];
  const fresh = before.seating ? seats.filter((seat) => !before.seating.seats.includes(seat)) : [];
  const named = fresh.length
    ? ngettext('New number: {seats}.', 'New numbers: {seats}.', fresh.length, { seats: listed(fresh) }) : '';
  if (is(after, 'gathering')) return joined(makesLine(after), named, whoSits(after));
  const told = joined(makesLine(after), named, _('Sit with any group for now.'));
  if ((groupsOfState(after) || {}).equal === 'rounds') return told;
  const turn = noTurnOwed(after) ? _('There is no time for one more turn in this round.') : addsLine(after);
  return joined(told, turn);
}

function makesLine(state) {
  const there = sum(sizesNow(state)) + sittingOut(state).length;
  return there === peopleIn(state) ? _('That makes: {groups}.', { groups: splitLine(state) }) : '';
}

// What answers whoever did something: running/answers.py.

function answerTo(header, before, after, event) {
  switch (event.event) {
    case 'pass': {
      const again = after.passed.length > before.passed.length;
      return joined(again ? _('Passed, and offered again at the end of the round.') : _('Passed.'), heard(before, after),
        passedOn(before, after));
    }
    case 'pause': return _('Paused. This time belongs to nobody.');
    case 'takebreak': {
      const taken = _('Break: {length}. This time belongs to nobody.', { length: said(event.seconds) });
      return joined(taken, refitLine(before, after), endsLine(header, after));
    }
    case 'resume': return joined(_('Going on.'), whereLine(header, after));
    case 'count': return joined(_('Counted.'), whereLine(header, after));
    case 'began': {
      const ago = _('Began: {length} ago.', { length: said(event.seconds) });
      return joined(ago, whereLine(header, after));
    }
    case 'moveon': return movesOnLine(before, after, event.by_itself);
    case 'extend': return joined(_('Done.'), refitLine(before, after), whereLine(header, after));
    case 'joined': {
      const came = { round: circleCame, groups: groupCame }[(runningOf(after) || {}).kind];
      return joined(hereNow(after), came ? came(before, after) : '', refitLine(before, after));
    }
    case 'left': {
      const went = groupsOfState(after) ? groupWent(before, after) : '';
      return joined(hereNow(after), went, refitLine(before, after), heard(before, after));
    }
    case 'equal': {
      const told = event.equal === 'rounds' ? _('All groups end each round together.')
        : _('Every turn is as long, in every group.');
      return joined(told, endsLine(header, after));
    }
    case 'warn': {
      const lengths = commas(event.left.map(said));
      return lengths ? _('It will be said with this much left: {lengths}.', { lengths })
        : _('It will be said at the end only.');
    }
    case 'owed': {
      const length = saidMs(after.entitlement);
      return joined(_('One more turn at the end of this round: {length}.', { length }), endsLine(header, after));
    }
    case 'toclosing': return joined(heard(before, after), after.paused ? _('Paused.') : '');
    case 'arrange':
    case 'accept': return joined(_('Done.'), refitLine(before, after), endsLine(header, after));
    case 'clockset': return clockSetLine(header, after, event.shift);
    case 'gap': return awayLine(event.ms);
    case 'finish': return _('This session is closed.');
    default: return heard(before, after) || whereLine(header, after);
  }
}

function movesOnLine(before, after, byItself) {
  const name = nameOf(before);
  let how = _('{name} moves on by hand.', { name });
  if (after.block !== before.block) how = _('{name} moves on by itself, and its time was over.', { name });
  else if (byItself) how = _('{name} moves on by itself at its time.', { name });
  return joined(how, heard(before, after));
}

function takenBack(header, event, after) {
  return joined(lostLine(event, after), whereLine(header, after));
}

function lostLine(event, after) {
  const people = ['joined', 'left'].includes(event.event) ? hereNow(after) : '';
  const name = nameOf(after);
  const moves = event.event !== 'moveon' ? ''
    : after.byItself ? _('{name} moves on by itself at its time.', { name }) : _('{name} moves on by hand.', { name });
  return joined(_('Taken back: {what}.', { what: whatWasDone(event) }), people, moves);
}

function whatWasDone(event) {
  switch (event.event) {
    case 'joined': return ngettext('{n} person joined', '{n} people joined', event.number);
    case 'left': return pgettext('what was done', 'somebody left');
    case 'pass': return pgettext('what was done', 'pass');
    case 'toclosing': return pgettext('what was done', 'straight to the closing');
    case 'moveon': return pgettext('what was done', 'moving on by itself or by hand');
    case 'began': return pgettext('what was done', 'when it began');
    case 'extend': return pgettext('what was done', 'another length');
    case 'takebreak': return pgettext('what was done', 'the break');
    case 'arrange':
      return event.way === 'end' ? pgettext('what was done', 'another end') : pgettext('what was done', 'another evening');
    case 'equal': return pgettext('what was done', 'what is equal in uneven groups');
    case 'warn': return pgettext('what was done', 'when to hear the time');
    case 'owed': return pgettext('what was done', 'the turn that was owed');
    case 'accept': return pgettext('what was done', 'the new lengths');
    default: return pgettext('what was done', 'next');
  }
}

function awayLine(ms) {
  return joined(
    _('Time away: {length}.', { length: saidMs(ms) }), _('The session stands paused where it was.'),
    _("Resume, and that time is nobody's. Count, and it has passed."),
  );
}

function clockSetLine(header, state, shift) {
  const length = saidMs(Math.abs(shift));
  const moved = shift > 0 ? _("The computer's clock was put forward: {length}.", { length })
    : _("The computer's clock was put back: {length}.", { length });
  return joined(moved, _('Turns go on as they were.'), endsLine(header, state));
}

function hereNow(state) {
  return ngettext('Here now: {n} person.', 'Here now: {n} people.', peopleIn(state));
}

function refitLine(before, after) {
  if (before.plan.blocks.length !== after.plan.blocks.length || before.block !== after.block) return '';
  const told = changesLine(before, laterLengths(after));
  return told ? _('Later: {changes}.', { changes: told }) : '';
}

// What is said again while people wait: running/telling.py, as usual.

const DOZEN = 12 * 60;

/** What is said unasked when one state has become the other. */
function spokenLine(before, after) {
  const slot = (state) => [state.block, state.lap, state.slot];
  const moved = !same(slot(before), slot(after)) && is(before, 'turn', 'due', 'whole');
  return joined(moved ? _('Time. Raise a hand.') : '', heard(before, after), reminder(before, after));
}

function reminder(before, after) {
  const [waits, waited] = [waitsAt(after), waitsAt(before)];
  if (!waits || !waited || waits.at !== waited.at || after.handsOff || after.finished) return '';
  const minute = (ms) => div(ms, MINUTE * SECOND);
  const passed_ = range(minute(waited.ms) + 1, minute(waits.ms) + 1).filter(isSaid);
  if (!passed_.length) return '';
  if (waits.at === 'over') {
    const length = said(passed_[passed_.length - 1] * 60);
    return joined(_('Over: {length}.', { length }), _('Next when you are ready.'));
  }
  if (waits.at === 'break') return _('The break is over. Resume when everyone is back.');
  return waits.at === 'places' ? _('Next when everyone is ready.') : _('Close when everyone is ready.');
}

function waitsAt(state) {
  if (state.breakUntil !== null) return { ms: Math.max(0, state.at - state.breakUntil), at: 'break' };
  if (state.paused) return null;
  if (state.slot === null) return { ms: state.spent - state.slotBegan, at: 'end' };
  if (is(state, 'gathering')) return { ms: usedOf(state), at: 'places' };
  return { ms: Math.max(0, -leftOf(state)), at: 'over' };
}

function isSaid(minute) {
  return minute <= DOZEN && ([2, 5, 10].includes(minute) || (minute >= 20 && minute % 10 === 0));
}
