// What is opened over the buttons: the evening, who sits with whom, words to read, rules, the card, all that can be done.

const PANELS = {
  menu: () => [_('Everything else'), [...MENU.filter(isOffered).map(menuButton), ...settingRows()]],
  agenda: () => [_('The evening'), [listOf(agendaLines(session.header, session.state, session.kept))]],
  groups: () => [_('Who sits with whom, and whose turn it is'), [listOf(seatingLines(session.state))]],
  script: () => [_('Words to read out'), scriptRows()],
  rules: () => [_('Ground rules'), [listOf(data.rules)]],
  contract: () => [_('The three contracts, to say aloud'), [listOf(data.contract)]],
  support: () => [_('For hard moments'), cardRows()],
};

function openPanel(name) {
  asked = null;
  panel = name;
  set('told', '');
  return '';
}

function showPanel(focus) {
  const before = $('panel').dataset.shown;
  $('panel').hidden = !panel;
  $('panel').dataset.shown = panel;
  if (!panel || before === panel) return;
  const [title, rows] = PANELS[panel]();
  set('panel-title', title);
  $('panel-body').className = panel === 'menu' ? 'ways' : '';
  $('panel-body').replaceChildren(...rows);
  if (focus) focusOn($('panel-title'));
}

function listOf(lines) {
  const list = element('ul', '', 'lines');
  list.append(...lines.map((line) => element('li', line)));
  return list;
}

function menuButton(word) {
  const made = button('', () => {
    panel = '';
    did(DO[word]);
  });
  made.id = `menu-${word}`;
  const [label, more] = [_(LABELS[word]), beyond(_(LABELS[word]), _(data.does[word]))];
  made.append(element('strong', label), ...(more ? [' ', element('span', more)] : []));
  return made;
}

/** What it does as far as its label does not say it: a label that begins it reads on, and one that ends it says all. */
function beyond(label, does) {
  const [short, long] = [label, does].map((each) => each.toLowerCase());
  if (long.startsWith(`${short} `)) return does.slice(label.length + 1);
  return long === short || long.endsWith(` ${short}`) ? '' : does;
}

function scriptRows() {
  const sentences = sentencesNow();
  if (read.block !== session.state.block) read = { block: session.state.block, sentence: 0 };
  const rows = sentences.map((sentence, place) => element('li', sentence, place === read.sentence ? 'read' : ''));
  const list = element('ol', '', 'lines');
  list.append(...rows);
  list.lang = runningOf(session.state).language;
  const move = (step) => {
    rows[read.sentence].className = '';
    rows[read.sentence].removeAttribute('aria-current');
    read.sentence = Math.min(Math.max(0, read.sentence + step), rows.length - 1);
    rows[read.sentence].className = 'read';
    rows[read.sentence].setAttribute('aria-current', 'true');
    rows[read.sentence].scrollIntoView({ block: 'nearest' });
    say([sentences[read.sentence]], []);
  };
  if (rows.length) rows[read.sentence].setAttribute('aria-current', 'true');
  const buttons = element('div', '', 'buttons');
  buttons.append(button(_('The next sentence'), () => move(1), 'wide'), button(_('The one before'), () => move(-1)));
  return rows.length > 1 ? [buttons, list] : [list];
}

/** The group's own lines for hard moments; above a number, that a phone in flight mode can't call it. */
function cardRows() {
  const lines = data.support.length ? data.support : data.hard.map(([text]) => text);
  const numbers = lines.some((line) => (line.match(/\d/g) || []).length > 2);
  return [...(numbers ? [element('p', _('Flight mode off first.'), 'warning')] : []), listOf(lines)];
}

function settingRows() {
  const tick = (name, text) => {
    const box = element('input');
    Object.assign(box, { type: 'checkbox', id: `set-${name}`, checked: settings[name] });
    box.addEventListener('change', () => {
      settings[name] = box.checked;
      keep();
      refresh();
    });
    const label = element('label', text);
    label.prepend(box);
    return label;
  };
  const sounds = button(_(SOUND_WORDS[settings.sound]), () => {
    settings.sound = SOUNDS[mod(SOUNDS.indexOf(settings.sound) + 1, SOUNDS.length)];
    sounds.textContent = _(SOUND_WORDS[settings.sound]);
    say([_(SOUND_WORDS[settings.sound])]);
    sound('warn');
    keep();
  });
  const about = _('This page asks nothing of any network. Until it is closed, this phone holds what was tapped and when, and nothing about anyone.');
  return [
    element('h3', _('Settings')), sounds, tick('seconds', _('Show the seconds all the time')),
    tick('keys', _('Single keys work')), element('p', about),
  ];
}
