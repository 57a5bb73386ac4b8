// The page: what it shows, what it asks, and what its buttons and keys do.

const $ = (id) => document.getElementById(id);
const data = JSON.parse($('data').textContent);
if (data.catalogue) ({ catalogue } = data);
const DAY = 24 * 3600 * SECOND;
const AWAY = 5 * SECOND;
const LONG_DARK = 30 * SECOND;
const MOST_COUNTED = 1000;
const MAIN = ['resume', 'count', 'next', 'close', 'pause', 'undo', 'time', 'pass', 'accept', 'support', 'menu'];
const FIRST = ['resume', 'next', 'close'];
const MENU = ['script', 'agenda', 'groups', 'joined', 'left', 'more', 'less', 'break', 'end', 'began', 'auto', 'odd', 'owed',
  'warn', 'contract', 'rules', 'close'];
const LABELS = {
  next: N_('Next'), undo: N_('Undo'), pause: N_('Pause'), resume: N_('Resume'), count: N_('Count it'),
  began: N_('It began earlier'), break: N_('A break'), end: N_('Another end'), time: N_('Say the time'),
  agenda: N_('The evening'), script: N_('Words to read out'), joined: N_('Somebody came'), left: N_('Somebody went'),
  more: N_('A minute more'), less: N_('A minute less'), pass: N_('Pass'), accept: N_('What would help'),
  auto: N_('By itself'), groups: N_('Who sits with whom'), contract: N_('The three contracts'),
  warn: N_('When to hear the time'), odd: N_('Uneven groups'), owed: N_('One more turn'), rules: N_('Ground rules'),
  support: N_('For hard moments'), close: N_('Close'), menu: N_('Everything else'),
};

const otherwise = new Map(data.hard.map(([text, lang, dir]) => [text, { lang, dir }])); // lines in another language than the page, by what they say
const inParts = new Map(); // lines of which only a part is
const onSheet = (id, each) => [...document.querySelectorAll(`#${id} ${each}`)].map((one) => {
  if (one.lang) otherwise.set(one.textContent, { lang: one.lang, dir: one.dir });
  if (one.children.length) inParts.set(one.textContent, one);
  return one.textContent;
});
data.rules = onSheet('rules', 'li');
data.support = onSheet('card', 'li');
data.contract = onSheet('contract', 'li');
data.plan.blocks.forEach((block, place) => {
  block.script = onSheet(`script-${place}`, 'span');
  block.language = $(`script-${place}`)?.lang || data.language;
});

let settings = { sound: 'tone', seconds: false, keys: true };
let begun = null; // {started, people, end, changes}: what the evening was begun with
let session = null;
let asked = null; // the question that is asked, with its `anew` and the `key` of its moment
let panel = '';
let placesNew = false;
let timer = 0;
let saidMute = false;
let read = { block: -1, sentence: 0 };
let rulesSaidAt = -1;
const askedAlready = new Set();

function set(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

function element(name, text = '', kind = '') {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (inParts.has(text)) made.append(...inParts.get(text).cloneNode(true).childNodes);
  else made.textContent = text;
  return Object.assign(made, otherwise.get(text));
}

function button(text, does, kind = '') {
  const made = element('button', text, kind);
  made.type = 'button';
  made.addEventListener('click', (event) => { if (event.detail < 2) does(); });
  return made;
}

/** Say lines to whoever hears the page, and show those to whoever sees it that the face does not show. */
function say(lines, shown = lines) {
  const [text, seen] = [lines, shown].map((each) => each.filter(Boolean).join('\n'));
  if (!text || (session && document.body.dataset.view === 'end')) return;
  set('words', '');
  set('words', text);
  set('told', seen);
}

// Time passes.

function look() {
  const { ms, shift } = passedOnTheClock();
  if (Date.now() - begun.started > DAY) {
    forget();
    return [];
  }
  const before = session.state;
  let lines = passTime(session, ms);
  if (ms > LONG_DARK && lines.length) lines = [whereLine(session.header, session.state)];
  if (shift) {
    happen(session, eventNow(session, 'clockset', { shift }));
    lines.push(clockSetLine(session.header, session.state, shift));
    keep();
  }
  if (lines.length) sound(toneOf(before, session.state));
  if (asked && asked.key !== asked.moment(session.state)) {
    asked = null;
    lines.push(_('Nobody answered in time, so nothing was changed.'));
  }
  if (lines.length) noticePlaces(before);
  return lines;
}

function noticePlaces(before) {
  const { state } = session;
  if (slotOf(before) !== slotOf(state)) placesNew = false;
  if (before.block === state.block && before.lap === state.lap && !same(seatedNow(before), seatedNow(state))) {
    placesNew = true;
  }
}

/** Let time pass, do what was tapped, and say what came of it. */
function did(does) {
  const lines = look();
  if (!session) return;
  const before = session.state;
  const slot = slotOf(before);
  const told = does ? settle(does()) : [];
  if (!session) return;
  if (slot !== slotOf(session.state)) sound(toneOf(before, session.state));
  if (does) noticePlaces(before);
  const own = unasked();
  told.push(...atTheRules());
  say([...lines, ...told, own], is(session.state, 'gathering') && slot !== slotOf(session.state) ? [] : [...lines, ...told]);
  if (does && !asked && !panel) window.scrollTo(0, 0);
  if (does) keep();
  beat();
  refresh(Boolean(does));
}

/** What came of something that was done: a line, or a function that asks. */
function settle(result) {
  if (typeof result !== 'function') return [result || ''];
  const question = result();
  if (!question) return [_('There is nothing to change.')];
  if (typeof question === 'string') return [question];
  panel = '';
  set('told', '');
  asked = { ...question, anew: result, key: question.moment(session.state) };
  return [];
}

/** What is said unasked, once, where the rules are heard. */
function atTheRules() {
  const [block, begun_] = [runningOf(session.state), rulesSaidAt !== session.state.block];
  rulesSaidAt = session.state.block;
  return begun_ && block && KINDS[block.kind].rules ? data.atTheRules : [];
}

function unasked() {
  const moment = JSON.stringify([slotOf(session.state), peopleIn(session.state)]);
  if (asked || panel || askedAlready.has(moment)) return '';
  const question = askUnasked(session);
  if (!question) return '';
  askedAlready.add(moment);
  settle(() => askUnasked(session));
  return asked ? asked.text : '';
}

/** The answer to what is asked: it does what the question named, or nothing. */
function answered(choose) {
  did(() => {
    if (!asked) return '';
    const was = asked;
    asked = null;
    const now = was.anew();
    if (!now) return _('That is not possible any more, so nothing was changed.');
    if (was.ways.length && !sameQuestion(now, was)) {
      settle(was.anew);
      return _('Time has passed, and it would be otherwise now.');
    }
    return choose(now);
  });
}

function leave() {
  if (panel) {
    panel = '';
    window.scrollTo(0, 0);
    refresh(true);
  } else if (asked) {
    asked = null;
    did(() => _('Left as it was.'));
  }
}

// What stays on the phone, until the session is closed or a day has passed.

function keep() {
  if (!begun) return;
  memory.write(data.key, JSON.stringify({ begun, events: session.kept, settings }));
}

function beat() {
  if (begun) memory.write(`${data.key}-at`, JSON.stringify([session.ran, Date.now()]));
}

function isOld(kept) {
  return !(Date.now() - kept.begun.started <= DAY);
}

function recall() {
  memory.sweep(isOld);
  try {
    const kept = JSON.parse(memory.read(data.key));
    const [ran, wall] = JSON.parse(memory.read(`${data.key}-at`));
    if (isOld(kept) || !Number.isFinite(ran) || !Number.isFinite(wall) || !SOUNDS.includes(kept.settings.sound)) throw new Error();
    if (!kept.events.every((event) => Number.isFinite(event.at) && typeof event.event === 'string')) throw new Error();
    const found = opened(headerOf(kept.begun), kept.events, ran);
    whereLine(found.header, found.state);
    ({ begun, settings } = kept);
    session = found;
    return Date.now() - wall;
  } catch { // nothing is kept, or what is kept is old or can't be read
    memory.wipe();
    return null;
  }
}

function forget() {
  memory.wipe();
  [begun, session, asked, panel] = [null, null, null, ''];
  askedAlready.clear();
  clearTimeout(timer);
  stayAwake(false);
  toTheStart();
}

function headerOf({ started, people, end, changes }) {
  const found = fitted({ started, people, end, changes });
  if (found.missing) throw new Error();
  return { plan: { ...found, start: started, end }, started, handsOff: false, zone: data.zone };
}

/** The plan with so many people from one moment to another, or how many seconds are missing. */
function fitted({ started, people, end, changes }) {
  const blocks = changes.reduce((those, each) => changed(those, each.place, each.way, each.value), data.plan.blocks);
  return built({ people, seconds: div(end - started, SECOND), blocks });
}

// What is shown.

function show(name) {
  for (const id of ['start', 'now', 'end']) $(id).hidden = id !== name;
  $('seats').hidden = true;
  document.body.dataset.view = name;
}

function refresh(focus = false) {
  clearTimeout(timer);
  if (!session) return;
  const { state } = session;
  showFace(state);
  showGroups(state);
  showButtons();
  showAsked(focus);
  showPanel(focus);
  showNote();
  stayAwake(!state.paused && !state.finished && state.slot !== null);
  if (document.activeElement && document.activeElement !== document.body && !document.activeElement.offsetParent) {
    focusOn(MAIN.map((word) => $(`do-${word}`)).find((each) => each.offsetParent));
  }
  timer = setTimeout(() => did(null), untilNext(state));
}

/** Milliseconds until something is said, or the number is another; a second at most. */
function untilNext(state) {
  const boundary = nextBoundary(state);
  const left = leftOf(state) - Math.ceil(session.ran - state.at);
  const second = mod(left, SECOND) || SECOND;
  return Math.max(1, Math.ceil(Math.min(second, boundary === null ? SECOND : boundary - session.ran)));
}

function showFace(state) {
  const { header } = session;
  const [name, words] = lookOf(state);
  const [block, parts] = [nameOf(state), placeInParts(state)];
  const place = parts.join('. ');
  document.body.dataset.phase = name;
  set('where', block);
  if ($('headline').dataset.shown !== place) {
    const shown = place === block ? [] : parts.map((each, at) => (at + 1 < parts.length ? `${each}.` : each));
    $('headline').replaceChildren(...shown.flatMap((each) => [element('span', each), ' ']));
    $('headline').dataset.shown = place;
  }
  set('state', words);
  set('next-up', nextUp(state));
  set('ends', joined(onTime(state), endsLine(header, state)));
  const face = faceOf(state, settings.seconds);
  $('time').hidden = face === null;
  $('bar').hidden = face === null || face.share === null;
  if (!face) return;
  set('number', face.number);
  set('unit', face.unit);
  $('time').style.setProperty('--digits', Math.max(2, face.number.length));
  $('filled').style.transform = `scaleX(${face.share || 0})`;
}

function showGroups(state) {
  const groups = groupsOfState(state) ? groupsShown(state) : [];
  const fresh = is(state, 'gathering') || (is(state, 'changeover') && !state.offered.size) || placesNew;
  const small = window.matchMedia('(max-height: 24rem) and (max-width: 40rem)').matches;
  const home = fresh && !small ? $('face') : $('main');
  $('seats').hidden = !groups.length;
  $('seats').classList.toggle('new', fresh);
  if ($('seats').parentElement !== home) home.append($('seats'));
  set('out', sittingOutSaid(state));
  $('out').hidden = !$('out').textContent;
  const key = JSON.stringify(groups);
  if ($('groups').dataset.shown === key) return;
  $('groups').dataset.shown = key;
  set('seats-title', _('Who sits with whom'));
  $('groups').replaceChildren(...groups.map(groupCard));
}

function groupCard({ name, text, roles, seats, speaks: speaking, own }) {
  const box = element('li');
  box.append(element('span', roles && name ? `${name}: ${roles}` : roles || text, 'unseen'));
  const seen = element('span', '', 'card');
  seen.setAttribute('aria-hidden', 'true');
  if (name) seen.append(element('span', name, 'name'));
  for (const seat of seats) seen.append(element('span', String(seat), seat === speaking ? 'seat on' : 'seat'));
  if (roles || own) seen.append(element('span', roles || own, 'own'));
  box.append(seen);
  return box;
}

function showButtons() {
  $('controls').hidden = Boolean(asked || panel);
  const [first] = FIRST.filter((word) => (word === 'close' ? session.state.slot === null : isOffered(word)));
  for (const word of MAIN) {
    const shown = word === 'close' ? session.state.slot === null : isOffered(word);
    $(`do-${word}`).hidden = !shown || (FIRST.includes(word) && word !== first);
    $(`do-${word}`).classList.toggle('first', word === first);
  }
}

function showAsked(focus) {
  const hidden = !asked || panel !== '';
  if ($('asking').hidden && hidden) return;
  const before = $('asking').dataset.shown;
  const key = hidden ? '' : JSON.stringify([asked.text, asked.ways, asked.key]);
  $('asking').hidden = hidden;
  $('asking').dataset.shown = key;
  if (hidden || before === key) return;
  set('question', asked.text);
  const ways = asked.ways.map(({ word, meaning }, index) => {
    const made = button('', () => answered((now) => now.ways[index].act()));
    const label = meaning ? _('{n}. {word}.', { n: index + 1, word: capital(called(word)) }) : word;
    made.append(element('strong', label), ...(meaning ? [' ', element('span', meaning)] : []));
    return made;
  });
  $('answers').classList.toggle('few', asked.ways.some(({ meaning }) => !meaning));
  if (!asked.ways.some(({ leaves }) => leaves)) ways.push(button(_('Back'), leave));
  $('answers').replaceChildren(...ways);
  showTyping(asked.typed);
  if (focus || !document.activeElement || !document.activeElement.offsetParent) focusOn($('asking'));
  $('asking').scrollIntoView({ block: $('asking').offsetHeight > window.innerHeight ? 'start' : 'nearest' });
}

function showTyping(typed) {
  $('typing').hidden = !typed;
  if (!typed) return;
  $('typed').type = typed.type === 'number' ? 'text' : typed.type;
  $('typed').inputMode = typed.type === 'time' ? '' : 'numeric';
  $('typed').value = typed.value;
  set('typed-ok', _('OK'));
}

function type() {
  const value = plainFigures($('typed').value);
  answered((now) => {
    const { type: kind, least, most, take } = now.typed;
    if (kind !== 'number') return value ? take(value) : notTyped(now);
    const number = Number(value);
    return Number.isInteger(number) && number >= least && number <= most ? take(number) : notTyped(now);
  });
}

function notTyped(now) {
  settle(() => now);
  return _('That is no answer here.');
}

function focusOn(place) {
  if (place) place.focus();
}

function capital(word) {
  return [...word].map((sign, place) => (place ? sign : sign.toUpperCase())).join('');
}

function showNote() {
  const running = session && !session.state.paused && session.state.slot !== null;
  const mute = running && isMute();
  const touch = _('Touch the page once, and it can sound again.');
  const lines = [
    running && dark ? _('This phone may go dark. The time goes on; touch it to see it.') : '', mute ? touch : '',
  ].filter(Boolean);
  set('note', lines.join(' '));
  $('note').hidden = !lines.length;
  if (mute && !saidMute) say([$('words').textContent, touch]);
  saidMute = mute;
}

function seenAgain() {
  if (document.hidden) {
    last.awake = false;
    if (session) beat();
  } else if (session) did(null);
}

function key(event) {
  if (event.key === 'Escape') leave();
  const word = event.key === ' ' ? (session && session.state.paused ? 'resume' : 'pause') : data.keys[event.key];
  const typing = event.target.closest('input, select') || (event.key === ' ' && event.target.closest('button'));
  if (!session || !settings.keys || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!DO[word] || (asked && !['pause', 'resume', 'support'].includes(word))) return;
  event.preventDefault();
  if (!event.repeat) did(DO[word]);
}

function begin_() {
  for (const word of MAIN) {
    const made = button(_(LABELS[word]), () => did(DO[word]), ['support', 'menu', 'pass', 'accept'].includes(word) ? 'wide' : '');
    made.id = `do-${word}`;
    $('buttons').append(made);
  }
  set('back', _('Back'));
  $('back').addEventListener('click', leave);
  $('typing').addEventListener('submit', (event) => {
    event.preventDefault();
    type();
  });
  $('asks').addEventListener('submit', (event) => {
    event.preventDefault();
    start();
  });
  for (const id of ['people', 'until']) $(id).addEventListener('input', showOrder);
  for (const gesture of ['pointerdown', 'keydown']) document.addEventListener(gesture, wake);
  document.addEventListener('keydown', key);
  document.addEventListener('visibilitychange', seenAgain);
  for (const back of ['pageshow', 'focus']) window.addEventListener(back, seenAgain);
  $('sheet').hidden = true;
  if (data.site) keepOnThePhone();
  const away = recall();
  if (session) goOn(away);
  else toTheStart();
}

/** After a reload, or with a battery that was empty: paused where it stood, unless that was only a moment. */
function goOn(away) {
  show('now');
  if (away >= 0 && away < AWAY) {
    passTime(session, away);
    did(null);
    return;
  }
  const ms = Math.min(Math.max(0, away), 14 * DAY);
  happen(session, eventNow(session, 'gap', { ms, why: 'away' }));
  settle(() => askTimeAway(session, ms));
  say([whereLine(session.header, session.state), asked.text]);
  keep();
  beat();
  refresh(true);
}
