// The twin of planning/: how turns go in a block, the ladder of lengths that it may have, and fitting blocks into time.

const STEP = 5;
const SHORTEST_TURN = 30;
const LONGEST_BOOKING = 12 * 3600;
const SHRINKS = ['never', 'last', 'middle', 'first'];

/** Of each kind: who gives way, whether people can sit again after it, whether it holds the group's own rules. */
const KINDS = {
  segment: { shrinks: 'middle' },
  reading: { shrinks: 'middle' },
  agreement: { shrinks: 'never', rules: true },
  break: { shrinks: 'last', rest: true },
  buffer: { shrinks: 'first' },
  round: { shrinks: 'middle' },
  groups: { shrinks: 'middle' },
};

function levelOf(block) {
  return SHRINKS.indexOf(block.shrinks || (block.part ? 'never' : KINDS[block.kind].shrinks));
}

function groupsIn(block) {
  return block && block.kind === 'groups' ? block : null;
}

/** How turns follow each other in a block for so many people, or null where nobody takes turns. */
function turnsOf(block, people) {
  const { turn: each, changeover } = block;
  const level = levelOf(block);
  let turns = null;
  if (block.kind === 'round') turns = { each, changeover, laps: [people], level, sideBySide: false, open: block.open };
  if (block.kind === 'groups') {
    const laps = range(0, block.rounds).map((lap) => turnsAmong(block, sizesIn(block, people, lap)));
    turns = { each, changeover, laps, level, sideBySide: true, open: false };
  }
  if (!turns) return null;
  turns.number = sum(turns.laps);
  turns.gaps = changeover * (turns.sideBySide ? turns.number : Math.max(0, turns.number - 1));
  turns.least = up(level ? each.min : each.ideal, STEP);
  turns.most = Math.max(turns.least, down(each.max, STEP));
  return turns;
}

function lengthOfTurns(turns, turn) {
  return up(turns.number * turn + turns.gaps, MINUTE);
}

function turnIn(turns, length) {
  if (turns.open) return turns.each.ideal;
  return Math.max(STEP, Math.min(down(div(length - turns.gaps, turns.number), STEP), turns.most));
}

function sizesIn(block, people, rotation) {
  if (rotation < block.schedule.length) {
    const sizes = ascending(block.schedule[rotation].map((group) => group.length));
    if (sum(sizes) === people - block.sit_out) return sizes;
  }
  return groupSizes(takingTurns(block, people), block.size);
}

/** How many of them sit in the groups of one rotation: all but those who sit out, and two at least. */
function takingTurns(block, people) {
  return Math.max(people - block.sit_out, 2);
}

function turnsAmong(block, sizes) {
  if (block.turn_seconds.length) return 1;
  return block.equal === 'turns' ? Math.max(...sizes) : usualSize(sizes);
}

function hasTwoSizes(block, people) {
  const uneven = people > 1 && new Set(groupSizes(takingTurns(block, people), block.size)).size > 1;
  return uneven && block.equal === 'turns' && !block.turn_seconds.length;
}

/** The ladder of a block: `rungs` in seconds, upward, the first its least; `ideal` is one of them. */
function needOf(block, people) {
  const turns = turnsOf(block, people);
  const level = levelOf(block);
  if (block.length) {
    const once = turns ? turns.number * turns.each.ideal + turns.gaps : 0;
    const [least, ideal, most] = ['min', 'ideal', 'max'].map((name) => Math.max(once, block.length[name]));
    const low = up(level ? least : ideal, MINUTE);
    const high = Math.max(low, down(most, MINUTE));
    const wanted = Math.min(Math.max(up(ideal, MINUTE), low), high);
    return { rungs: range(0, (high - low) / MINUTE + 1).map((step) => low + step * MINUTE), ideal: wanted, level };
  }
  const wanted = Math.min(Math.max(up(turns.each.ideal, STEP), turns.least), turns.most);
  const steps = range(0, div(turns.most - turns.least, STEP) + 1);
  const rungs = new Set(steps.map((step) => lengthOfTurns(turns, turns.least + step * STEP)));
  return { rungs: ascending(rungs), ideal: lengthOfTurns(turns, wanted), level: turns.level };
}

/** Lengths in `available` seconds, or how many are `missing`; the climb of planning/fit.py. */
function fit(needs, available) {
  const lengths = needs.map((need) => need.rungs[0]);
  let spare = available - sum(lengths);
  if (spare < 0) return { missing: -spare };
  for (const { place, rung } of needs.flatMap(stepsOf).sort(stepOrder)) {
    const cost = rung - lengths[place];
    if (cost > spare) break;
    lengths[place] = rung;
    spare -= cost;
  }
  return { lengths, spare };
}

function stepsOf(need, place) {
  return need.rungs.slice(1).map((rung) => {
    const toIdeal = rung <= need.ideal;
    const [start, end] = toIdeal ? [need.rungs[0], need.ideal] : [need.ideal, need.rungs[need.rungs.length - 1]];
    return { past: toIdeal ? 0 : 1, level: toIdeal ? need.level : 0, gone: rung - start, of: end - start, place, rung };
  });
}

/** Fractions are compared crosswise: what a division leaves out must not decide. */
function stepOrder(one, other) {
  return one.past - other.past || one.level - other.level || one.gone * other.of - other.gone * one.of
    || one.place - other.place || one.rung - other.rung;
}

/** The plan of an evening: {people, seconds, blocks} with its lengths, or how many seconds are missing. */
function built(evening) {
  const found = fit(evening.blocks.map((block) => needOf(block, evening.people)), evening.seconds);
  return found.missing ? found : { ...evening, ...found };
}

function leastPeople(blocks) {
  return blocks.some(groupsIn) ? 2 : 1;
}

function leastSeconds(blocks, people) {
  return sum(blocks.map((block) => needOf(block, people).rungs[0]));
}

function replaced(blocks, place, block) {
  return blocks.map((each, at) => (at === place ? block : each));
}

function inThrees(block) {
  return {
    kind: 'groups', name: block.name, part: null, shrinks: block.shrinks, moves_on: 'by itself', warn: block.warn,
    script: block.script, language: block.language, led_by: 'groups', turn: block.turn, changeover: block.changeover,
    size: 3, rounds: 1, partners: 'choose', equal: 'turns', sit_out: 0, attention_switch: 0, schedule: [], places: [],
    turn_seconds: [], seats: [],
  };
}

/** The blocks with the one at `place` changed: see planning/offers.py. */
function changed(blocks, place, way, value = 0) {
  const block = blocks[place];
  if (way === 'without') return blocks.filter((each, at) => at !== place);
  if (way === 'turns') return replaced(blocks, place, withTurn(block, value));
  if (way === 'threes' && block.kind === 'round') return replaced(blocks, place, inThrees(block));
  if (way === 'equal' && groupsIn(block)) return replaced(blocks, place, { ...block, equal: 'rounds' });
  return blocks;
}

function withTurn(block, turn) {
  const made = { ...block, turn: { min: turn, ideal: turn, max: turn } };
  if (groupsIn(block) && block.attention_switch >= turn) made.attention_switch = 0;
  return made;
}

/** What would make blocks fit that do not, each tried: {words, way, place, value, more, blocks}. */
function offers(blocks, people, available) {
  const missing = Math.max(0, leastSeconds(blocks, people) - available);
  if (!missing) return [];
  const fits = (offer) => leastSeconds(offer.blocks, people) <= available + (offer.more || 0);
  const ways = [laterEnd, shorterTurns, threes, equalRounds, leftOut];
  return ways.map((way) => way(blocks, people, missing, available)
    .find((offer) => (offer.blocks.length || offer.more) && fits(offer))).filter(Boolean);
}

function laterEnd(blocks, people, missing, available) {
  const more = up(missing, 5 * MINUTE);
  if (up(available + more, MINUTE) > LONGEST_BOOKING) return [];
  return [{ words: _('End later: {length}.', { length: said(more) }), way: 'end', place: 0, value: 0, more, blocks }];
}

/** The places of blocks that their name calls and no other. */
function namedAlone(blocks) {
  const names = blocks.map((block) => block.name.toLowerCase());
  return range(0, blocks.length).filter((place) => count(names, names[place]) === 1);
}

function offer(words, blocks, way, place, value = 0) {
  return { words, way, place, value, more: 0, blocks: changed(blocks, place, way, value) };
}

function shorterTurns(blocks, people, missing) {
  const found = [];
  for (const place of namedAlone(blocks)) {
    const turns = turnsOf(blocks[place], people);
    if (!blocks[place].part && turns && !turns.open) {
      const length = needOf(blocks[place], people).rungs[0] - missing;
      const turn = down(div(down(length, MINUTE) - turns.gaps, turns.number), STEP);
      if (turn >= SHORTEST_TURN) found.push({ cut: turns.each.min - turn, place, turn });
    }
  }
  found.sort((one, other) => one.cut - other.cut || one.place - other.place || one.turn - other.turn);
  return found.map(({ place, turn }) => offer(
    _('{block}: shorter turns. Each turn: {length}.', { block: blocks[place].name, length: said(turn) }),
    blocks, 'turns', place, turn,
  ));
}

function threes(blocks, people) {
  const can = namedAlone(blocks).filter((place) => {
    const block = blocks[place];
    return block.kind === 'round' && !block.part && !block.open && people >= 4;
  });
  const groups = splitInWords(groupSizes(people, 3));
  return can.map((place) => offer(
    _('{block}: in small groups, all at once: {groups}.', { block: blocks[place].name, groups }),
    blocks, 'threes', place,
  ));
}

function equalRounds(blocks, people) {
  const can = namedAlone(blocks).filter((place) => (
    groupsIn(blocks[place]) && !blocks[place].part && hasTwoSizes(blocks[place], people)));
  return can.map((place) => offer(
    _('{block}: all groups end together, with shorter turns in the larger.', { block: blocks[place].name }),
    blocks, 'equal', place,
  ));
}

function leftOut(blocks, people, missing) {
  const can = namedAlone(blocks).filter((place) => !blocks[place].part && !KINDS[blocks[place].kind].rules);
  const least = (place) => needOf(blocks[place], people).rungs[0];
  return can.sort((one, other) => least(one) - least(other) || one - other).filter((place) => least(place) >= missing)
    .map((place) => offer(_('Leave out: {block}.', { block: blocks[place].name }), blocks, 'without', place));
}
