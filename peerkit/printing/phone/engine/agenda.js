// The twin of running/agenda.py: the whole evening in view, what was, what is and what comes.

/** {name, begins, ends, when} of each block, in milliseconds on the wall after the beginning. */
function agendaOf(state, begun) {
  const { blocks } = state.plan;
  const parts = [];
  let later = begun.has(blocks.length) ? begun.get(blocks.length) : state.end + overTheEnd(state);
  for (const place of range(0, blocks.length).reverse()) {
    const when = whenOf(place, state, begun);
    let begins = later;
    if (when === 'comes') begins -= state.lengths[place] * SECOND;
    else if (when !== 'left out') begins = begun.get(place);
    parts.unshift({ name: blocks[place].name, begins, ends: later, when });
    later = begins;
  }
  return parts;
}

function whenOf(place, state, begun) {
  if (place >= state.block) return place === state.block ? 'is' : 'comes';
  return begun.has(place) ? 'was' : 'left out';
}

/** The agenda as lines, one a block; at the end, when it ends and what is booked. */
function agendaLines(header, state, events) {
  const lines = agendaOf(state, whenBegun(header, state, events)).map((part) => agendaLine(header, part));
  const [ends, booked] = [endsLine(header, state), clockTime(header, state.end)];
  return ends.includes(booked) ? [...lines, ends] : [...lines, ends, _('Booked until {time}.', { time: booked })];
}

function agendaLine(header, { name, begins, ends, when }) {
  const parts = { begins: clockTime(header, begins), ends: clockTime(header, ends), name };
  switch (when) {
    case 'was': return _('{begins} to {ends}: {name}. It is over.', parts);
    case 'left out': return _('Left out: {name}.', parts);
    case 'is': return _('{begins} to {ends}: {name}. It is on now.', parts);
    default: return _('{begins} to {ends}: {name}.', parts);
  }
}

/** When each block began that has begun, by its index; `events` are those that count. */
function whenBegun(header, state, events) {
  let then = begin(header);
  const found = new Map([[0, 0]]);
  const reached = (after, byTheClock = true) => {
    if (byTheClock) {
      for (const place of range(Math.max(...found.keys()), after.block)) {
        found.set(place + 1, found.get(place) + after.lengths[place] * SECOND);
      }
    }
    found.set(after.block, nowOf(after) - (after.spent - after.blockBegan));
  };
  const until = (at) => {
    for (let next = nextBoundary(then); next !== null && next <= at; next = nextBoundary(then)) {
      const before = then;
      then = advance(then, next);
      if (then.block !== before.block) reached(then);
    }
    then = advance(then, at);
  };
  for (const event of putRight(events)) {
    until(event.at);
    const before = then;
    then = apply(then, event);
    if (then.block !== before.block || event.event === 'began') reached(then, event.event === 'count');
  }
  until(state.at);
  return found;
}
