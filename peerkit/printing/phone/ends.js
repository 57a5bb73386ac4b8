// Before and after: who is there and until when, and the count to pass on.

function toTheStart() {
  show('start');
  set('start-title', data.alone ? _('Ready when you are') : _('Who is here, and until when?'));
  for (const row of document.querySelectorAll('#asks p:not(#wrong)')) row.hidden = data.alone;
  document.querySelector('label[for=people]').textContent = _('How many people, you included?');
  document.querySelector('label[for=until]').textContent = _('Until when?');
  set('begin', _('Begin'));
  set('order-title', _('The running order'));
  set('privacy', _('Put the phone on do not disturb, or in flight mode. Nothing of this leaves it.'));
  $('people').value = data.plan.people;
  $('until').value = clockValue(onThePage(Date.now()), usualEnd(Date.now()) - Date.now());
  changesSoFar = [];
  clearTimeout(timer);
  startLater();
}

/** While nobody has begun, the running order begins now, minute by minute. */
function startLater() {
  if (session || document.body.dataset.view !== 'start') return;
  showOrder();
  timer = setTimeout(startLater, MINUTE * SECOND - mod(Date.now(), MINUTE * SECOND));
}

let changesSoFar = [];

function onThePage(now) {
  return { started: now, zone: data.zone };
}

/** The booked end on the day of the plan; otherwise as long as planned, and up to the next five minutes. */
function usualEnd(now) {
  const { start, end } = data.plan;
  const day = (moment) => wallOf(onThePage(moment), moment).day;
  if (data.booked && day(start) === day(now) && end > now) return end;
  return up(now + end - start, 5 * MINUTE * SECOND);
}

/** What is typed: {started, people, end, changes}, or why that can't be. */
function typedIn() {
  if (data.alone) {
    const now = Date.now();
    return { started: now, people: data.plan.people, end: usualEnd(now), changes: [] };
  }
  const people = Number(plainFigures($('people').value));
  const [least, now] = [leastPeople(data.plan.blocks), Date.now()];
  if (!Number.isInteger(people) || people < least || people > MOST_PEOPLE) {
    return _('Say how many people, from {least} to {most}.', { least, most: MOST_PEOPLE });
  }
  if (!$('until').value) return _('Say until when.');
  const ms = nextTime(onThePage(now), 0, $('until').value);
  if (ms < 5 * MINUTE * SECOND) return _('A session lasts at least 5 minutes.');
  if (ms > LONGEST_BOOKING * SECOND) return _('12 hours are the most.');
  return { started: now, people, end: now + ms, changes: changesSoFar };
}

function showOrder() {
  const typed = typedIn();
  const found = typeof typed === 'string' ? null : fitted(typed);
  const missing = found && found.missing;
  let wrong = typeof typed === 'string' ? typed : '';
  if (missing) wrong = doesNotFit(typed, found);
  set('wrong', wrong);
  $('wrong').hidden = !wrong;
  $('ways').hidden = !missing;
  $('ways').replaceChildren(...(missing ? waysOut(typed) : []));
  const header = onThePage(typed.started);
  let at = 0;
  $('order').replaceChildren(...(found && !missing ? found.blocks.map((block, place) => {
    const begins = clockTime(header, at);
    at += found.lengths[place] * SECOND;
    const turns = turnsOf(block, typed.people);
    const told = _('{begins} to {ends}: {name}.', { begins, ends: clockTime(header, at), name: block.name });
    const length = turns ? said(turnIn(turns, found.lengths[place])) : '';
    const rounds = groupsIn(block) && block.turn_seconds.length;
    const each = rounds ? _('Each round: {length}.', { length }) : turns ? _('Each turn: {length}.', { length }) : '';
    return element('li', joined(told, each));
  }) : []));
  $('order-title').hidden = !found || missing;
  return found && !missing ? typed : null;
}

function doesNotFit({ people, started, end }, { missing }) {
  return joined(
    ngettext('{title} does not fit with {n} person.', '{title} does not fit with {n} people.', people,
      { title: data.title }),
    _('Booked: {length}.', { length: said(div(end - started, SECOND)) }),
    _('Missing: {length}.', { length: said(up(missing, MINUTE)) }),
  );
}

function waysOut({ started, people, end, changes }) {
  const blocks = changes.reduce((those, each) => changed(those, each.place, each.way, each.value), data.plan.blocks);
  return offers(blocks, people, div(end - started, SECOND)).map(({ words, more, place, way: how, value }, index) => (
    button(`${index + 1}. ${words}`, () => {
      if (more) $('until').value = clockValue(onThePage(started), up(end - started + more * SECOND, MINUTE * SECOND));
      else changesSoFar = [...changesSoFar, { place, way: how, value }];
      showOrder();
      say([$('wrong').textContent || words]);
      focusOn($('begin'));
    })));
}

function start() {
  const typed = showOrder();
  if (!typed) {
    say([$('wrong').textContent]);
    focusOn($('ways').firstElementChild || $('people'));
    return;
  }
  begun = typed;
  session = opened(headerOf(begun));
  passedOnTheClock();
  window.scrollTo(0, 0);
  show('now');
  did(() => {
    sound('begin');
    return `${beginningOfBlock(session.state)} ${beginningOfSlot(session.state)}`.trim();
  });
  focusOn($('do-next'));
}

// The end.

function toTheCount() {
  if (data.alone) return closed([element('p', _('Done. Nothing of it was kept. Thank you, all of you.'))]);
  show('end');
  set('end-title', _('The count'));
  const form = element('form');
  form.noValidate = true;
  const label = element('label', _('How many came, everyone counted, you too?'));
  const box = element('input');
  Object.assign(box, { inputMode: 'numeric', value: session.state.nextSeat - 1, id: 'came' });
  label.htmlFor = 'came';
  const [row, buttons] = [element('p'), element('div', '', 'buttons')];
  row.append(label, ' ', box);
  if (data.also) form.append(element('p', data.also));
  const done = element('button', _('That is the number'), 'first');
  done.type = 'submit';
  buttons.append(
    done, button(_('Nobody counted'), () => closed(countRows(null))),
    button(_('Do not count'), () => closed([element('p', _('Not counted. Nothing of it was kept.'))])),
    button(_('Back to the session'), () => {
      show('now');
      did(() => '');
    }),
  );
  const unsure = element('p', '', 'unsure');
  unsure.setAttribute('role', 'alert');
  form.append(row, unsure, buttons);
  let sure = 0;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const people = Number(plainFigures(box.value));
    if (!Number.isInteger(people) || people < 1 || people > MOST_COUNTED) {
      unsure.textContent = _('Say how many people, from {least} to {most}.', { least: 1, most: MOST_COUNTED });
      return;
    }
    const likely = session.state.nextSeat - 1;
    if (people > 3 * likely + 10 && sure !== people) {
      sure = people;
      unsure.textContent = _('In the session were: {likely}. Is {people} right?', { likely, people });
      return;
    }
    closed(countRows(people));
  });
  $('end-body').replaceChildren(form);
  focusOn($('end-title'));
  return '';
}

/** The number to tell whoever keeps the counts, in words and as a line to type; null: they met, and nobody counted. */
function countRows(people) {
  const { header } = session;
  const day = new Date(wallOf(header, header.started).day * DAY);
  const date = day.toISOString().slice(0, 10);
  const words = dateOf(day);
  const number = people === null ? '--uncounted' : people;
  const typed = `peerkit tally add ${number} --on ${date} --session ${data.session} ${data.format}`.trim().split(' ');
  const line = Object.assign(element('p', '', 'line'), { lang: 'en', dir: 'ltr' });
  line.append(...typed.flatMap((part, at) => [...(at ? [' '] : []), element('span', part)]));
  const said = people === null ? _('You met on {day}, and nobody counted.', { day: words })
    : ngettext('{n} person came on {day}.', '{n} people came on {day}.', people, { day: words });
  return [
    element('p', said, 'count'),
    element('p', people === null ? _('Tell that to whoever keeps the counts, or let them type this:')
      : _('Tell that number to whoever keeps the counts, or let them type this:')), line,
    element('p', _('Thank you, all of you.')),
  ];
}

/** Nothing of the session stays on the phone from here on; what a page can't take away is named. */
function closed(rows) {
  memory.wipe();
  [begun, session, asked, panel] = [null, null, null, ''];
  askedAlready.clear();
  clearTimeout(timer);
  stayAwake(false);
  show('end');
  set('end-title', _('This session is closed.'));
  const left = _('All else is wiped from this phone. A page can’t wipe itself: if nobody needs it again, delete the file, and its line in the list of downloads.');
  $('end-body').replaceChildren(...rows, element('p', left), button(_('Begin another session'), toTheStart));
  say([_('This session is closed.')]);
  focusOn($('end-title'));
  return '';
}

begin_();
