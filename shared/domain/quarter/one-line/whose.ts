/**
 * Of several occasions, whose is what is said beside them: "avec Léa mardi 10 h, avec Nadia jeudi 14 h" says it before
 * each day, "mardi 10 h salon, jeudi 14 h espace calme" after. Said of some in one way and of some in the other, it is of
 * nobody knows which, and is refused.
 */
import { type Gap, gapBefore } from './gaps.ts';
import { type LinePart, saysDays, saysHours, type Understood } from './said.ts';

/** Whose a part is: an occasion by its place in the line, or nobody's. What is absent is as the order of the line says. */
export type Whose = Map<Understood, number | 'nobody'>;

const SORTS: readonly (readonly LinePart[])[] = [
  ['space', 'place', 'mode'],
  ['people'],
  ['rhythm'],
  ['from', 'until'],
  ['count'],
  ['exceptions'],
  ['holidays'],
  ['capacity'],
  ['fare'],
];
/** Whatever day they stand beside; or a title, which is of all of them. */
const OF_ANY: readonly LinePart[] = [...SORTS.flat(), 'title', 'activity'];
/** What the whole line says first and last adds up: "à partir du 12 janvier, … jusqu’au 9 mars". */
const ADDS_UP: readonly LinePart[] = ['from', 'until', 'exceptions'];

/** `starts`: where each occasion begins in the text. */
export function whoseOf(parts: readonly Understood[], starts: readonly number[], text: string): Whose {
  const whose: Whose = new Map();
  const last = starts.length - 1;
  const slotOf = ({ from }: Understood) => starts.findLastIndex((start) => start <= from);
  const { led, unsure, bare } = ledIn(parts, starts, text);
  for (const sort of SORTS) {
    const its = parts.filter(({ part }) => sort.includes(part));
    const slots = new Set(its.map(slotOf));
    if (!slots.has(-1) && its.some((one) => led.has(one))) {
      // "… et en visio jeudi 14h-15h salon", "… salon et espace calme jeudi 14h-15h".
      const isClear = !slots.has(last) && !its.some((one) => unsure.has(one));
      for (const one of its) if (led.has(one)) whose.set(one, isClear ? slotOf(one) + 1 : 'nobody');
      continue;
    }
    if (!slots.has(-1) && !slots.has(last)) {
      for (const one of its) if (bare.has(one)) whose.set(one, 'nobody');
      continue;
    }
    if (slots.size < 2 || new Set(its.map(({ said }) => JSON.stringify(said))).size === 1) continue;
    const isFull = starts.every((_, index) => slots.has(index));
    if (slots.has(-1)) {
      const leads =
        !slots.has(last) &&
        slots.size === starts.length &&
        its.every((one) => slotOf(one) < 0 || bare.has(one) || (led.has(one) && !unsure.has(one)));
      const isOfAll = slots.size === 2 && slots.has(last) && its.every(({ part }) => ADDS_UP.includes(part));
      for (const one of its) {
        if (leads) whose.set(one, slotOf(one) + 1);
        else if (!isOfAll && slotOf(one) >= 0) whose.set(one, 'nobody');
      }
    } else if (isFull) for (const one of its) whose.set(one, slotOf(one));
    else if (slots.has(last) && !sort.includes('exceptions'))
      for (const one of its) if (slotOf(one) === last) whose.set(one, 'nobody');
  }
  // "… et interne jeudi 14h-15h", "… et pendant 2h jeudi 14h": of the whole line by its order.
  const isLength = ({ part }: Understood) => part === 'hours';
  for (const one of [...led, ...[...bare].filter((one) => !isLength(one))])
    if (!OF_ANY.includes(one.part)) whose.set(one, 'nobody');
  return whose;
}

/**
 * What leads to the day that follows: "mardi 10h-11h et en mars jeudi 14h-15h", "mardi 10h-11h (salon) ; espace calme
 * jeudi 14h-15h". Of all that stands between the hours of one and the day of the next, what comes after the widest gap.
 */
function ledIn(parts: readonly Understood[], starts: readonly number[], text: string) {
  const led = new Set<Understood>();
  const unsure = new Set<Understood>();
  // With no gap at all: "mardi 10h-11h en mars jeudi 14h-15h".
  const bare = new Set<Understood>();
  starts.slice(1).forEach((start, index) => {
    const its = parts.filter(({ from }) => from >= (starts[index] ?? 0) && from < start);
    const told = its.findLastIndex(({ said }) => saysDays(said) || saysHours(said) || said.end !== undefined);
    const next = parts.find(({ from }) => from === start);
    if (!next) return;
    const chain = [...its.slice(Math.max(told, 0)), next];
    const gaps = chain.slice(1).map((one, at): Gap => {
      const from = chain[at] as Understood;
      const gap = gapBefore(text, from, one);
      return gap === 0 && at === 0 && text.slice(from.to, one.from).includes(':') ? 1 : gap;
    });
    const widest = gaps.lastIndexOf(Math.max(...gaps) as Gap);
    if (gaps.every((gap) => gap === 0)) for (const one of chain.slice(1, -1)) bare.add(one);
    const [before, first] = [chain[widest], chain[widest + 1]];
    if (!before || !first) return;
    const isOpened = /(?:et|puis) ?,/iu.test(text.slice(before.to, first.from));
    // "Salon et 12 places, jeudi", "salon et espace calme jeudi": one more thing of the day before, or the next one's?
    const isUnsure = (gaps.at(-1) !== 0 && !isOpened) || (gaps[widest] === 2 && before.part === first.part);
    for (const one of chain.slice(widest + 1, -1)) {
      led.add(one);
      // "Salon et en visio jeudi".
      if (isUnsure || (one.said.mode === 'hybrid' && /^(?:et|[+&])/iu.test(text.slice(one.from))))
        unsure.add(one);
    }
  });
  return { led, unsure, bare };
}
