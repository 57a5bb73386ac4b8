// What can be done, by word: each gives the line to say, or a function that asks.

function happening(name, parts = {}) {
  return () => act(session, eventNow(session, name, parts));
}

const DO = {
  next: happening('next'),
  undo: happening('undo'),
  pause: happening('pause'),
  resume: happening('resume'),
  count: happening('count'),
  pass: happening('pass'),
  owed: happening('owed'),
  began() {
    const { header, kept, state } = session;
    const { whyNot } = began(header, kept, atOf(session), Math.max(1, div(usedOf(state), SECOND) + 1));
    const take = (minutes) => notSoLongAgo(session, minutes * MINUTE) || (() => askBegan(session, minutes * MINUTE));
    return whyNot || (() => askMinutes(_('How many minutes ago did this begin?'), '', slotOf, take));
  },
  break() {
    const why = (minutes) => refusal(session.state, eventNow(session, 'takebreak', { seconds: minutes * MINUTE }));
    const take = (minutes) => why(minutes) || (() => askBreak(session, minutes * MINUTE));
    return why(10)
      || (() => askMinutes(_('A break from now. The clock will stand. How many minutes?'), 10, anyMoment, take));
  },
  end() {
    const take = (end) => refusal(session.state, anotherEnd(session, end)) || (() => askEnd(session, end));
    const { header, state } = session;
    return () => askClock(_('When must you be out?'), header, nowOf(state), state.end, take);
  },
  time() {
    const { header, state } = session;
    return joined(whereLine(header, state), moreLine(header, state), offerToMend(header, state));
  },
  joined: () => comes(session, 1),
  left() {
    const { state } = session;
    return state.seating || goesRound(state) ? () => askLeft(session) : goes(session, null);
  },
  more: () => longer(MINUTE),
  less: () => longer(-MINUTE),
  accept: () => () => askWhatWouldHelp(session),
  auto() {
    const { state } = session;
    if (!state.byItself && state.slot !== null && leftOf(state) <= 0 && !state.paused) return () => askMovesOn(session);
    return doing(session, { event: 'moveon', by_itself: !state.byItself })();
  },
  odd() {
    const event = otherEquality(session);
    const whyNot = refusal(session.state, event);
    if (whyNot || event.equal === 'turns') return whyNot || doing(session, event)();
    return () => askOdd(session);
  },
  warn: () => refusal(session.state, eventNow(session, 'warn', { left: [1] })) || (() => askTimes(session)),
  support() {
    act(session, eventNow(session, 'pause'));
    openPanel('support');
    return session.state.paused ? _('The session is paused. Resume when the group is ready.')
      : _('The session goes on.');
  },
  close() {
    return session.state.slot === null ? toTheCount() : () => askClose(session, toTheCount);
  },
  agenda: () => openPanel('agenda'),
  groups: () => openPanel('groups'),
  script: () => openPanel('script'),
  rules: () => openPanel('rules'),
  contract: () => openPanel('contract'),
  menu: () => openPanel('menu'),
};

function longer(seconds) {
  return noExtension(session, seconds) || (() => askLonger(session, seconds));
}

/** Whether an action has a place among the others just now. */
const OFFERED = {
  next: () => !session.state.paused && session.state.slot !== null,
  pause: () => !session.state.paused && session.state.slot !== null,
  resume: () => session.state.paused,
  count: () => session.state.gap !== null,
  pass: () => session.state.slot !== null && !session.state.paused && !noPass(session.state),
  accept: () => outOfTime(session.state),
  began: () => session.state.slot !== null,
  break: () => session.state.slot !== null,
  less: () => session.state.slot !== null,
  more: () => session.state.slot !== null,
  auto: () => session.state.slot !== null,
  groups: () => groupsOfState(session.state) !== null,
  contract: () => data.contract.length > 0,
  warn: () => groupsOfState(session.state) !== null && aloneTogether(session.state),
  odd: () => is(session.state, 'gathering') && new Set(sizesNow(session.state)).size > 1,
  owed: () => groupsOfState(session.state) !== null && !is(session.state, 'gathering'),
  rules: () => data.rules.length > 0,
  script: () => sentencesNow().length > 0,
};

function isOffered(word) {
  return !OFFERED[word] || OFFERED[word]();
}

/** The words to read out in the present block, and its rules where it holds them. */
function sentencesNow() {
  const block = runningOf(session.state);
  if (!block) return [];
  return [...(block.script || []), ...(KINDS[block.kind].rules ? data.rules : [])];
}
