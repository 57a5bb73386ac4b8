// The page: what it shows, what it asks, and what its buttons and keys do.

const TWELVE_HOURS = 720 * MINUTE;
let shown = null;
let timer = 0;
let answer = null;
let spoken = ''; // the line that was asked for, or the last call where groups change at different moments

function stand(extra = []) {
  const time = now();
  return standing(data, [...events, ...extra.map((event) => ({ when: time, ...event }))], time);
}

function tap(what, value) {
  events.push({ what, when: now(), ...(value !== undefined && { value }) });
  remember();
  refresh();
}

function set(id, text) {
  if ($(id).textContent !== text) $(id).textContent = text;
}

function announce(words) {
  set('words', '');
  set('words', words);
}

function refresh() {
  const s = stand();
  const told = shown && news(data, shown, s);
  if (told) {
    spoken = s.inStep ? '' : told.words;
    announce(told.words);
    sound(told.tone);
  }
  const changed = !shown || shown.key !== s.key;
  shown = s;
  showTime(s);
  showLines(s);
  if (changed) showButtons(s);
  if (changed || !s.inStep) showGroups(s);
  stayAwake();
  showNote();
  clearTimeout(timer);
  const wait = untilChange(data, s, settings.seconds);
  if (wait !== null) timer = setTimeout(refresh, Math.ceil(wait));
}

function showTime(s) {
  const time = face(s, settings.seconds);
  $('time').hidden = time === null;
  $('bar').hidden = time === null || time.share === null;
  if (time === null) return;
  set('number', time.number);
  set('unit', time.unit);
  $('time').style.setProperty('--digits', Math.max(2, time.number.length));
  $('filled').style.transform = `scaleX(${time.share})`;
}

function showLines(s) {
  const [name, words] = phase(data, s);
  document.body.dataset.phase = name;
  set('where', placeLine(data, s));
  set('headline', headline(data, s));
  set('state', spoken || words);
  set('after', nextLine(data, s));
  set('ends', endsLine(s));
}

function showButtons(s) {
  const turn = s.gate && s.seen[0].next;
  const round = data.rounds.length > 1 ? ` round ${s.round + 1}` : '';
  const start = data.alone && turn ? `Start: number ${turn.seat}` : `Start${round}`;
  set('go', { waiting: start, paused: 'Go on', running: 'Pause', ended: 'Start over' }[s.mode]);
  $('say').hidden = s.mode === 'ended';
  for (const id of ['next', 'more']) $(id).hidden = s.mode === 'ended' || s.gate !== null;
  $('undo').hidden = lastTap() < 0;
  $('over').hidden = !events.length || s.mode === 'ended';
  $('warning').hidden = !(data.alone && turn);
  if (data.alone && turn) showChoices(turn);
  if (document.activeElement.hidden) $('go').focus();
}

function showChoices(turn) {
  const usual = warnings({ ...data, attentionSwitch: 0 }, { choice: null }, turn);
  const before = usual.length ? `${listed(usual.map(said))} before the end` : 'at the end';
  const choices = [['usual', `As usual: ${before}`]];
  const times = [5 * MINUTE, 2 * MINUTE, MINUTE].filter((time) => time < turn.ms);
  choices.push(...times.map((time) => [time, said(time)]), ['half', 'Half-way'], [0, 'Not at all']);
  $('choices').replaceChildren(...choices.map(([value, words], index) => {
    const label = element('label', '', words);
    const radio = element('input');
    Object.assign(radio, { type: 'radio', name: 'warn', value: JSON.stringify(value), checked: index === 0 });
    label.prepend(radio);
    return label;
  }));
}

function element(name, kind = '', text = '') {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = text;
  return made;
}

function showGroups(s) {
  set('seats-title', data.rounds.length > 1 ? `Round ${s.round + 1}: who sits with whom` : 'Who sits with whom');
  $('groups').replaceChildren(...s.seen.map((group, index) => card(s, group, index)));
  const out = (data.out || [])[s.round] || [];
  $('out').hidden = !out.length;
  if (out.length) set('out', `Sitting out: ${listed(out)}.`);
}

function card(s, group, index) {
  const seats = data.rounds[s.round][index];
  const turn = group.turn || (s.gate || group.soon ? group.next : null);
  const box = element('li', data.coCounselling && turn ? 'roles' : '');
  if (s.seen.length > 1) box.append(element('span', 'name', `Group ${index + 1}`));
  for (const seat of seats) {
    const mine = turn !== null && seat === turn.seat;
    const next = mine && !group.turn && !data.coCounselling;
    const does = turn === null ? '' : next ? 'is next' : role(data, turn, seats, seat);
    const one = element('span', mine ? 'seat on' : 'seat', `${seat} `);
    one.append(element('span', data.coCounselling ? 'role' : 'unseen', does));
    box.append(one, ' ');
  }
  if (!s.inStep) box.append(element('span', 'own', ownTime(group)));
  return box;
}

function ownTime(group) {
  if (group.turn && group.left > MINUTE) return `${said(Math.ceil(group.left / MINUTE) * MINUTE)} left`;
  if (group.turn) return 'in the last minute';
  return group.soon ? 'changing over' : 'quiet time';
}

function showNote() {
  const running = shown.mode === 'running';
  const silent = running && settings.sound === 'tone' && (!audio || audio.state !== 'running');
  const lines = [
    dark && running ? 'This phone may go dark. The time goes on; touch it to see it.' : '',
    silent ? 'Touch the page once, and it can sound again.' : '',
  ].filter(Boolean);
  set('note', lines.join(' '));
  $('note').hidden = !lines.length;
}

// What is asked, in the page.
function ask(question, yes, no, act) {
  const from = document.activeElement;
  set('question', question);
  set('yes', yes);
  set('no', no);
  $('controls').hidden = true;
  $('asking').hidden = false;
  answer = (agreed) => {
    answer = null;
    $('controls').hidden = false;
    $('asking').hidden = true;
    if (agreed) act();
    (from && from.offsetParent ? from : $('go')).focus();
  };
  $('yes').focus();
  $('asking').scrollIntoView({ block: 'nearest' });
}

function lastTap() {
  return events.map((event) => ['start', 'next', 'more'].includes(event.what)).lastIndexOf(true);
}

const DO = {
  go() {
    if (shown.mode === 'ended') {
      DO.over();
      return;
    }
    const chosen = document.querySelector('input[name=warn]:checked');
    const choice = shown.gate && data.alone && chosen ? JSON.parse(chosen.value) : null;
    if (shown.gate) {
      window.scrollTo(0, 0);
      tap('start', choice);
    } else tap(shown.mode === 'paused' ? 'go' : 'pause');
  },
  next() {
    const question = nextQuestion(shown);
    if (question) ask(question, 'Yes, go on', 'No, let them finish', () => tap('next'));
    else tap('next');
  },
  more() {
    const question = moreQuestion(data, stand(), stand([{ what: 'more', value: MINUTE }]));
    ask(question, 'Yes, a minute more', 'No, leave it', () => tap('more', MINUTE));
  },
  undo() {
    const without = events.filter((event, index) => index !== lastTap());
    const then = standing(data, without, now());
    const words = { start: 'Start', next: 'Next', more: 'a minute more' }[events[lastTap()].what];
    const question = `Take back “${words}”? Then it stands so: ${whereLine(data, then)}`;
    ask(question, 'Yes, take it back', 'No, leave it', () => {
      events = without;
      remember();
      refresh();
    });
  },
  say() {
    const line = whereLine(data, stand());
    spoken = line;
    announce(line);
    set('state', line);
  },
  sound() {
    settings.sound = SOUNDS[(SOUNDS.indexOf(settings.sound) + 1) % SOUNDS.length];
    set('sound', SOUND_WORDS[settings.sound]);
    remember();
    sound('warn');
    showNote();
  },
  over() {
    ask('Start over? All rounds begin again.', 'Yes, start over', 'No, leave it', startOver);
  },
};

function startOver() {
  events = [];
  remember();
  shown = null;
  spoken = '';
  $('wait').checked = false;
  refresh();
}

function askAfterLong() {
  const since = events.length ? now() - events[events.length - 1].when : 0;
  if (since < TWELVE_HOURS || answer) return;
  const question = `Nobody has touched this for ${counted(Math.floor(since / (60 * MINUTE)), 'hour')}. Start over?`;
  ask(question, 'Yes, start over', 'No, show how it stands', startOver);
}

function key(event) {
  if (event.key === 'Escape' && answer) answer(false);
  const id = data.keys[event.key];
  const own = event.key === ' ' && event.target.closest('button, input, summary');
  const meant = id && settings.keys && !answer && !own && !$(id).hidden;
  if (!meant || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (!event.repeat) DO[id]();
}

function begin() {
  recall();
  for (const id of Object.keys(DO)) $(id).addEventListener('click', DO[id]);
  $('yes').addEventListener('click', () => answer(true));
  $('no').addEventListener('click', () => answer(false));
  $('wait').addEventListener('change', () => tap('wait', $('wait').checked));
  for (const id of ['seconds', 'keys']) {
    $(id).checked = settings[id];
    $(id).addEventListener('change', () => {
      settings[id] = $(id).checked;
      remember();
      refresh();
    });
  }
  for (const gesture of ['pointerdown', 'keydown']) document.addEventListener(gesture, wake);
  document.addEventListener('keydown', key);
  document.addEventListener('visibilitychange', seenAgain);
  for (const back of ['pageshow', 'focus']) window.addEventListener(back, seenAgain);
  set('sound', SOUND_WORDS[settings.sound]);
  $('waiting').hidden = data.alone || data.rounds.length === 1;
  for (const id of ['now', 'settings']) $(id).hidden = false;
  $('seats').hidden = data.alone;
  $('still').hidden = true;
  refresh();
  $('wait').checked = shown.wait;
  $('schedule').open = false;
  askAfterLong();
}

function seenAgain() {
  if (document.hidden) last.awake = false;
  if (document.hidden) return;
  refresh();
  askAfterLong();
}

begin();
