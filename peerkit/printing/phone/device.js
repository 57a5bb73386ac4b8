// What the phone lends: its clock, a memory, sounds, and a screen that stays awake.

const SOUNDS = navigator.vibrate ? ['tone', 'buzz', 'none'] : ['tone', 'none'];
const SOUND_WORDS = { tone: N_('Sound on'), buzz: N_('Only vibration'), none: N_('Silent') };
const NOTES = { warn: [528], time: [528, 396], begin: [396, 528] };
const JUMP = 2 * SECOND;

// The clock is the phone's. The steady one stops in many phones when they sleep, so it is asked only where the phone
// was awake all the while, or where the clock went back: then somebody set the clock, and nobody loses time by it.
let lock = null;
let dark = false;
let last = reading();

function reading() {
  return { wall: Date.now(), steady: performance.now(), awake: lock !== null && !document.hidden };
}

/** The milliseconds since this was last asked, and by how many somebody set the clock meanwhile. */
function passedOnTheClock() {
  const [before, next] = [last, reading()];
  last = next;
  const [wall, steady] = [next.wall - before.wall, next.steady - before.steady];
  const jump = Math.round(wall - steady);
  const wasSet = jump < -JUMP || (jump > JUMP && next.awake && before.awake);
  return wasSet ? { ms: Math.max(0, steady), shift: jump } : { ms: Math.max(0, wall), shift: 0 };
}

// A memory: in the storage of this page, or, where that is refused, with its entry in the browser's history, which
// is no part of the address. It holds no more than numbers, times and settings.
const memory = {
  read(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return (history.state || {})[key] || null;
    }
  },
  write(key, text) {
    try {
      localStorage.setItem(key, text);
    } catch {
      history.replaceState({ ...history.state, [key]: text }, '');
    }
  },
  wipe(key = data.key) {
    try {
      for (const each of [key, `${key}-at`]) localStorage.removeItem(each);
    } catch { /* there is none */ }
    if (history.state) history.replaceState(null, '');
  },
  /** Wipe what other pages of this sort left here long ago: on many phones all files share one storage. */
  sweep(isOld) {
    try {
      for (const key of Object.keys(localStorage).filter((each) => /^session-[0-9a-f]+$/.test(each))) {
        if (key !== data.key && isOld(JSON.parse(localStorage.getItem(key)))) memory.wipe(key);
      }
    } catch { /* there is none, or it is of another sort */ }
  },
};

// Sounds.
let audio = null;

function wake() {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!audio && Context) {
    audio = new Context();
    audio.onstatechange = () => showNote();
  }
  if (audio && audio.state !== 'running') audio.resume();
}

function isMute() {
  return settings.sound === 'tone' && (!audio || audio.state !== 'running');
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

/** Hold the screen awake while it is wanted; where that is refused, `dark` says so. */
async function stayAwake(wanted) {
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

/** On the group's own site: a worker keeps the page, so that it opens without a network; then that is said. */
function keepOnThePhone() {
  if (!navigator.serviceWorker) return;
  const types = window.trustedTypes;
  const name = types ? types.createPolicy('site', { createScriptURL: () => 'worker.js' }).createScriptURL('') : 'worker.js';
  navigator.serviceWorker.register(name).then(() => navigator.serviceWorker.ready).then(() => {
    set('on-phone', _('This page is on this phone now. It opens without a network, too.'));
    $('on-phone').hidden = false;
  }).catch(() => { /* then it is a page like any other */ });
}
