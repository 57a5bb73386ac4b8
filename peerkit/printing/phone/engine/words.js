// The twin of messages.py, durations.py and what turns/share.py says: whole messages, whose parts go in by name.
'use strict';

const SECOND = 1000;
const MINUTE = 60;
let catalogue = { said: {}, counted: {}, form: '' }; // what spoken.py makes; nothing of English

function _(message, parts = null) {
  return filled(catalogue.said[message] || message, parts);
}

function filled(text, parts) {
  return parts ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in parts ? parts[name] : whole)) : text;
}

/** A message that is bound as the page is loaded: `_` says it. */
function N_(message) {
  return message;
}

function ngettext(one, many, n, parts = {}) {
  const forms = catalogue.counted[one];
  const form = n < 200 ? n : 100 + mod(n, 100);
  const text = forms ? forms[parseInt(catalogue.form[form], 36)] : n === 1 ? one : many;
  return filled(text, { n, ...parts });
}

function pgettext(context, message, parts = null) {
  return filled(catalogue.said[`${context}\u0004${message}`] || message, parts);
}

/** What a word that can be said is called, where it is an answer to a question. */
function called(word) {
  return catalogue.said[`word to say\u0004${word}`] || word;
}

function listed(things, ends = '') {
  const others = things.slice(0, -1).map(String);
  const last = String(things[things.length - 1]);
  return others.length ? filled(ends || and(last), { others: commas(others), last }) : last;
}

function commas(things) {
  return things.join(pgettext('between the items of a list', ', '));
}

function apart(things) {
  return things.join(pgettext('between items that hold commas', '; '));
}

/** Spanish has "e" for "y" before the sound of i. */
function and(last) {
  return /^(?:[ií]|hi(?![ae]))/i.test(last)
    ? pgettext('a list whose last item begins with i', '{others} and {last}') : _('{others} and {last}');
}

function joined(...sentences) {
  return sentences.filter(Boolean).join(' ');
}

/** A whole number of times that `step` goes into `number`, as Python's // has it. */
function div(number, step) {
  return Math.floor(number / step);
}

/** What is left then, as Python's % has it. */
function mod(number, step) {
  return number - div(number, step) * step;
}

function up(number, step) {
  return Math.ceil(number / step) * step + 0;
}

function down(number, step) {
  return div(number, step) * step;
}

/** `1 hour 15 minutes`, from whole seconds. */
function said(seconds) {
  const [hours, minutes, left] = [div(seconds, 3600), mod(div(seconds, 60), 60), mod(seconds, 60)];
  const parts = [];
  if (hours) parts.push(ngettext('{n} hour', '{n} hours', hours));
  if (minutes) parts.push(ngettext('{n} minute', '{n} minutes', minutes));
  if (left || !parts.length) parts.push(ngettext('{n} second', '{n} seconds', left));
  const [first, second, third] = parts;
  if (!second) return first;
  if (!third) return pgettext('a length of time', '{first} {second}', { first, second });
  return pgettext('a length of time', '{first} {second} {third}', { first, second, third });
}

function saidMs(ms) {
  return said(div(ms, SECOND));
}

function count(items, wanted) {
  return items.filter((each) => each === wanted).length;
}

function sum(numbers) {
  return numbers.reduce((total, each) => total + each, 0);
}

function ascending(numbers) {
  return [...numbers].sort((one, other) => one - other);
}

function range(start, end) {
  return Array.from({ length: Math.max(0, end - start) }, (nothing, place) => start + place);
}

/** Whether two values of numbers, texts, lists and plain objects are the same. */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// Small groups, as turns/share.py has them.

function groupSizes(people, size) {
  const whole = div(people, size);
  const groups = size === 2 ? Math.max(1, whole) : Math.ceil(people / size);
  const [small, withOneMore] = [div(people, groups), mod(people, groups)];
  return [...Array(groups - withOneMore).fill(small), ...Array(withOneMore).fill(small + 1)];
}

function usualSize(split) {
  return [...new Set(split)].sort((one, other) => count(split, other) - count(split, one) || one - other)[0];
}

function usualAndOdd(split) {
  const usual = usualSize(split);
  return [usual, split.find((size) => size !== usual)];
}

function splitInWords(split) {
  if (split.length === 1 && split[0] > 6) return ngettext('{n} circle', '{n} circles', 1);
  const usual = usualSize(split);
  const each = [...new Set(split)].sort((one, other) => (one !== usual) - (other !== usual) || one - other);
  return listed(each.map((size) => groupsOf(size, count(split, size))));
}

function groupsOf(size, number) {
  switch (size) {
    case 2: return ngettext('{n} pair', '{n} pairs', number);
    case 3: return ngettext('{n} three', '{n} threes', number);
    case 4: return ngettext('{n} four', '{n} fours', number);
    case 5: return ngettext('{n} five', '{n} fives', number);
    case 6: return ngettext('{n} six', '{n} sixes', number);
    case 7: return ngettext('{n} seven', '{n} sevens', number);
    case 8: return ngettext('{n} eight', '{n} eights', number);
    default: return ngettext('{n} circle', '{n} circles', number);
  }
}

function kindOf(size) {
  switch (size) {
    case 2: return _('Pairs');
    case 3: return pgettext('groups of 3', 'Threes');
    case 4: return pgettext('groups of 4', 'Fours');
    case 5: return pgettext('groups of 5', 'Fives');
    case 6: return pgettext('groups of 6', 'Sixes');
    case 7: return pgettext('groups of 7', 'Sevens');
    case 8: return pgettext('groups of 8', 'Eights');
    default: return _('Groups of {n}', { n: size });
  }
}

function together(groups) {
  return apart(groups.map((group) => listed(group)));
}

function numbersSaid(seats) {
  if (!same(seats, range(1, seats.length + 1))) {
    return _('Keep the number that you have. Here now: {seats}.', { seats: listed(seats) });
  }
  return _('Count off from 1 to {last}, and keep your number.', { last: seats.length });
}

/** `26 November 2026`, of a moment of UTC. */
function dateOf(day) {
  const month = [
    _('January'), _('February'), _('March'), _('April'), pgettext('the month', 'May'), _('June'), _('July'),
    _('August'), _('September'), _('October'), _('November'), _('December'),
  ][day.getUTCMonth()];
  return _('{day} {month} {year}', { day: day.getUTCDate(), month, year: day.getUTCFullYear() });
}

function weekdayOf(days) {
  return [
    _('Monday'), _('Tuesday'), _('Wednesday'), _('Thursday'), _('Friday'), _('Saturday'), _('Sunday'),
  ][mod(days + 3, 7)];
}
