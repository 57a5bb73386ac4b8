// The page: its one clock, what it remembers, its sounds, and what it shows.

const TWELVE_HOURS = 720 * MINUTE;
const SOUNDS = navigator.vibrate ? ['tone', 'buzz', 'none'] : ['tone', 'none'];
const SOUND_WORDS = { tone: 'Sound on', buzz: 'Only vibration', none: 'Silent' };
const NOTES = { warn: [528], time: [528, 396], begin: [396, 528] };
const $ = (id) => document.getElementById(id);
const data = JSON.parse($('data').textContent);

let events = [];
let settings = { sound: 'tone', seconds: false, keys: true };
let offset = 0;
let shown = null;
let timer = 0;
let answer = null;
let audio = null;
let lock = null;
let dark = false;
let spoken = ''; // the line that was asked for, or the last call where groups change at different moments

// The clock is the phone's. The steady one stops in many phones when they sleep, so it is asked only where the phone
// was awake all the while, or where the clock went back: then somebody set the clock, and that takes no time from anyone.
let last = reading();

function reading() {
  return { wall: Date.now(), steady: performance.now(), awake: lock !== null && !document.hidden };
}

function now() {
  const next = reading();
  const jump = next.wall - last.wall - (next.steady - last.steady);
  if (jump < -2 * SECOND || (jump > 2 * SECOND && next.awake && last.awake)) offset -= Math.round(jump);
  last = next;
  return next.wall + offset;
}

// What it remembers: when a button was tapped, and the settings.
function remember() {
  const text = JSON.stringify({ events, settings, offset });
  try {
    localStorage.setItem(data.key, text);
  } catch {
    history.replaceState(null, '', `#${encodeURIComponent(text)}`);
  }
}

function recall() {
  let text = null;
  try {
    text = localStorage.getItem(data.key);
  } catch { /* storage is refused: the address has it */ }
  try {
    const kept = JSON.parse(text || decodeURIComponent(location.hash.slice(1)));
    if (!kept.events.every(isTap) || !Number.isFinite(kept.offset) || !SOUNDS.includes(kept.settings.sound)) return;
    ({ events, offset, settings } = kept);
  } catch { /* nothing is kept, or nothing that can be read: a fresh start */ }
  if (events.length) offset += Math.max(0, events[events.length - 1].when - now());
}

function isTap({ what, when }) {
  return Object.keys(TAPS).includes(what) && Number.isFinite(when);
}

function stand(extra = []) {
  const time = now();
  return standing(data, [...events, ...extra.map((event) => ({ when: time, ...event }))], time);
}

function tap(what, value) {
  events.push({ what, when: now(), ...(value !== undefined && { value }) });
  remember();
  refresh();
}

// Sounds.
function wake() {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!audio && Context) audio = new Context();
  if (audio && audio.state !== 'running') audio.resume();
}

function sound(tone) {
  if (!tone || settings.sound === 'none') return;
  if (navigator.vibrate && navigator.userActivation?.hasBeenActive !== false) navigator.vibrate(NOTES[tone].flatMap(() => [250, 200]));
  if (settings.sound === 'tone' && audio) NOTES[tone].forEach((pitch, index) => note(pitch, audio.currentTime + index * 0.5));
}

function note(pitch, start) {
  const wave = audio.createOscillator();
  const volume = audio.createGain();
  wave.frequency.value = pitch;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.3, start + 0.08);
  volume.gain.exponentialRampToValueAtTime(0.001, start + 1.8);
  wave.connect(volume).connect(audio.destination);
  wave.start(start);
  wave.stop(start + 1.9);
}

// The screen stays awake from the first tap to the end.
async function stayAwake() {
  const wanted = events.length > 0 && shown.mode !== 'ended';
  if (!wanted && lock) lock.release();
  if (!wanted || lock || document.hidden) return;
  try {
    const got = await navigator.wakeLock.request('screen');
    got.addEventListener('release', () => { lock = null; });
    lock = got;
    dark = false;
  } catch {
    dark = true;
  }
  showNote();
}

// What it shows.
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
  const start = data.alone && turn ? `Start: number ${turn.seat}` : data.rounds.length > 1 ? `Start round ${s.round + 1}` : 'Start';
  set('go', s.gate ? start : s.mode === 'paused' ? 'Go on' : 'Pause');
  for (const id of ['go', 'say']) $(id).hidden = s.mode === 'ended';
  for (const id of ['next', 'more']) $(id).hidden = s.mode === 'ended' || s.gate !== null;
  $('undo').hidden = lastTap() < 0;
  $('over').hidden = !events.length;
  $('warning').hidden = !(data.alone && turn);
  if (data.alone && turn) showChoices(turn);
}

function showChoices(turn) {
  const usual = warnings({ ...data, attentionSwitch: 0 }, { choice: null }, turn);
  const choices = [['usual', usual.length ? `As usual: ${listed(usual.map(said))} before the end` : 'As usual: at the end']];
  for (const minutes of [5, 2, 1]) if (minutes * MINUTE < turn.ms) choices.push([minutes * MINUTE, said(minutes * MINUTE)]);
  choices.push(['half', 'Half-way'], [0, 'Not at all']);
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
}

function card(s, group, index) {
  const seats = data.rounds[s.round][index];
  const turn = group.turn || (s.gate || group.soon ? group.next : null);
  const box = element('li', data.coCounselling && turn ? 'roles' : '');
  if (s.seen.length > 1) box.append(element('span', 'name', `Group ${index + 1}`));
  for (const seat of seats) {
    const mine = turn !== null && seat === turn.seat;
    const does = turn === null ? '' : mine && !group.turn && !data.coCounselling ? 'is next' : role(data, turn, seats, seat);
    const one = element('span', mine ? 'seat on' : 'seat', `${seat} `);
    one.append(element('span', data.coCounselling ? 'role' : 'unseen', does));
    box.append(one, ' ');
  }
  if (!s.inStep) box.append(element('span', 'own', ownTime(group)));
  return box;
}

function ownTime(group) {
  if (group.turn) return group.left > MINUTE ? `${said(Math.ceil(group.left / MINUTE) * MINUTE)} left` : 'in the last minute';
  return group.soon ? 'changing over' : 'quiet time';
}

function showNote() {
  const running = shown.mode === 'running';
  const silent = running && settings.sound === 'tone' && (!audio || audio.state !== 'running') && (window.AudioContext || window.webkitAudioContext);
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
}

function lastTap() {
  return events.map((event) => ['start', 'next', 'more'].includes(event.what)).lastIndexOf(true);
}

const DO = {
  go() {
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
    const more = { what: 'more', value: MINUTE };
    ask(moreQuestion(data, stand(), stand([more])), 'Yes, a minute more', 'No, leave it', () => tap(more.what, more.value));
  },
  undo() {
    const without = events.filter((event, index) => index !== lastTap());
    const then = standing(data, without, now());
    const words = { start: 'Start', next: 'Next', more: 'a minute more' }[events[lastTap()].what];
    ask(`Take back “${words}”? Then it stands so: ${whereLine(data, then)}`, 'Yes, take it back', 'No, leave it', () => {
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
    $('asking').scrollIntoView({ block: 'center' });
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
  const hours = Math.floor(since / (60 * MINUTE));
  ask(`Nobody has touched this for ${counted(hours, 'hour')}. Start over?`, 'Yes, start over', 'No, show how it stands', startOver);
}

const KEYS = { ' ': 'go', n: 'next', '+': 'more', u: 'undo', t: 'say', s: 'sound' };

function key(event) {
  if (event.key === 'Escape' && answer) answer(false);
  const id = KEYS[event.key];
  const own = event.key === ' ' && event.target.closest('button, input, summary');
  if (!id || !settings.keys || answer || own || event.ctrlKey || event.metaKey || event.altKey || $(id).hidden) return;
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
  for (const back of ['visibilitychange', 'pageshow', 'focus']) (back === 'visibilitychange' ? document : window).addEventListener(back, seenAgain);
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
