// The twin of live/loop.py: the one place that turns what somebody does into an event, and an event into a state.
//
// A session is {header, kept, ran, state}: `kept` are the events that count, `ran` is run time in milliseconds.

/** A session as it stands after these events and so much run time. */
function opened(header, events = [], ran = 0) {
  const kept = effective(header, events);
  return { header, kept, ran, state: advance(fold(header, kept), Math.floor(ran)) };
}

function atOf(session) {
  return Math.floor(session.ran);
}

/** Let so many milliseconds pass; the lines that are said unasked on the way. */
function passTime(session, ms) {
  session.ran += ms;
  const at = atOf(session);
  const lines = [];
  const hear = (moment) => {
    const before = session.state;
    session.state = advance(before, moment);
    lines.push(spokenLine(before, session.state));
  };
  for (let next = nextBoundary(session.state); next !== null && next <= at; next = nextBoundary(session.state)) {
    hear(next);
  }
  hear(at);
  return lines.filter(Boolean);
}

/** Let an event happen; the line about it, or why it can't. */
function act(session, event) {
  const [before, whyNot] = [session.state, whyNotNow(session, event)];
  if (whyNot) return whyNot;
  const place = event.event === 'undo' ? undone(session.header, session.kept, event.at) : null;
  const gone = place === null ? null : session.kept[place];
  happen(session, event);
  if (gone) return takenBack(session.header, gone, session.state);
  return answerTo(session.header, before, session.state, event);
}

function happen(session, event) {
  const { header, kept, state } = session;
  session.kept = effective(header, [...kept, event]);
  const anew = ['undo', 'began'].includes(event.event);
  session.state = anew ? advance(fold(header, session.kept), event.at) : apply(state, event);
}

function whyNotNow(session, event) {
  const { header, kept, state } = session;
  if (event.event !== 'undo') return refusal(state, event);
  if (state.paused && state.breakUntil === null) return _('It is paused. Resume first.');
  return undone(header, kept, event.at) === null ? _('There is nothing here to take back.') : '';
}

/** The state as it would be if this happened now. */
function afterThat(session, event) {
  const { header, kept, state } = session;
  if (['undo', 'began'].includes(event.event)) {
    return advance(fold(header, effective(header, [...kept, event])), event.at);
  }
  return apply(state, event);
}

function eventNow(session, name, parts = {}) {
  return { at: atOf(session), event: name, ...parts };
}
