/**
 * Of several occasions, whose is what is said beside them: "avec Léa mardi 10 h, avec Nadia jeudi 14 h" says it before
 * each day, "mardi 10 h salon, jeudi 14 h espace calme" after. Said of some in one way and of some in the other, it is of
 * nobody knows which, and is refused.
 */
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
/** What the whole line says first and last adds up: "à partir du 12 janvier, … jusqu’au 9 mars". */
const ADDS_UP: readonly LinePart[] = ['from', 'until', 'exceptions'];

/** `starts`: where each occasion begins in the text. */
export function whoseOf(parts: readonly Understood[], starts: readonly number[], text: string): Whose {
  const whose: Whose = new Map();
  const last = starts.length - 1;
  const slotOf = ({ from }: Understood) => starts.findLastIndex((start) => start <= from);
  for (const sort of SORTS) {
    const its = parts.filter(({ part }) => sort.includes(part));
    const slots = new Set(its.map(slotOf));
    if (slots.size < 2 || new Set(its.map(({ said }) => JSON.stringify(said))).size === 1) continue;
    const isFull = starts.every((_, index) => slots.has(index));
    if (slots.has(-1)) {
      const leads =
        !slots.has(last) && slots.size === starts.length && its.every((one) => isBeforeItsDay(one));
      const isOfAll = slots.size === 2 && slots.has(last) && its.every(({ part }) => ADDS_UP.includes(part));
      for (const one of its) {
        if (leads) whose.set(one, slotOf(one) + 1);
        else if (!isOfAll && slotOf(one) >= 0) whose.set(one, 'nobody');
      }
    } else if (isFull) for (const one of its) whose.set(one, slotOf(one));
    else if (slots.has(last) && !sort.includes('exceptions'))
      for (const one of its) if (slotOf(one) === last) whose.set(one, 'nobody');
  }
  return whose;

  /** After all that the occasion before says of its day and hours, and with no sign between it and its own. */
  function isBeforeItsDay(one: Understood): boolean {
    const slot = slotOf(one);
    const [next = 0] = starts.slice(slot + 1);
    if (slot < 0) return true;
    const isAfterHours = parts.every(
      (other) =>
        slotOf(other) !== slot || other.from <= one.from || !(saysDays(other.said) || saysHours(other.said)),
    );
    const others = parts.filter(({ from, part }) => from > one.from && from < next && part === one.part);
    return isAfterHours && (others.length > 0 || !/[,;·|\n]| et /u.test(text.slice(one.to, next)));
  }
}
