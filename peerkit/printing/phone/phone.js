// What the phone lends: its clock, a memory, sounds, and a screen that stays awake.

const SOUNDS = navigator.vibrate ? ['tone', 'buzz', 'none'] : ['tone', 'none'];
const SOUND_WORDS = { tone: 'Sound on', buzz: 'Only vibration', none: 'Silent' };
const NOTES = { warn: [528], time: [528, 396], begin: [396, 528] };
const $ = (id) => document.getElementById(id);
const data = JSON.parse($('data').textContent);

let events = [];
let settings = { sound: 'tone', seconds: false, keys: true };
let offset = 0;
let audio = null;
let lock = null;
let dark = false;

// The clock is the phone's. The steady one stops in many phones when they sleep, so it is asked only where the phone
// was awake all the while, or where the clock went back: then somebody set the clock, and nobody loses time by it.
let last = reading();

function reading() {
  return { wall: Date.now(), steady: performance.now(), awake: lock !== null && !document.hidden };
}

function now() {
  const next = reading();
  const jump = next.wall - last.wall - (next.steady - last.steady);
  if (jump < -2 * SECOND || (jump > 2 * SECOND && next.awake && last.awake)) {
    offset -= Math.round(jump);
    remember();
  }
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

// Sounds.
function wake() {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!audio && Context) {
    audio = new Context();
    audio.onstatechange = showNote;
  }
  if (audio && audio.state !== 'running') audio.resume();
}

function sound(tone) {
  if (!tone || settings.sound === 'none') return;
  if (navigator.vibrate && audio) navigator.vibrate(NOTES[tone].flatMap(() => [250, 200]));
  if (settings.sound !== 'tone' || !audio) return;
  NOTES[tone].forEach((pitch, index) => note(pitch, audio.currentTime + index * 0.5));
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
