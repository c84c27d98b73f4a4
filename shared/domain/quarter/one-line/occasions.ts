/**
 * One line may say several occasions: "lundi 10 h et jeudi 14 h". Each has its days and its hours; what stands between
 * two of them belongs to the first, what stands before or after them all to all of them.
 */

import { gapBefore } from './gaps.ts';
import { OF_A_SESSION, ofAPart } from './of-a-part.ts';
import {
  addTo,
  type LinePart,
  type Refused,
  type Said,
  saysDays,
  saysHours,
  type Understood,
} from './said.ts';
import { whoseOf } from './whose.ts';

export interface Occasion {
  said: Said;
  parts: Understood[];
}

/** What an occasion has of its own when it is said between two. */
const OWN: readonly LinePart[] = [
  'when',
  'hours',
  'rhythm',
  'from',
  'until',
  'count',
  'exceptions',
  'space',
  'place',
  'mode',
  'people',
  'holidays',
  'capacity',
  'fare',
];

/** What holds for the days that stand beside it: between two days, or two rooms, it would belong to one of them. */
const OF_ONE: readonly LinePart[] = ['rhythm', 'from', 'until', 'count', 'holidays'];

/**
 * "Mardi en janvier et jeudi en février", "salon en janvier, espace calme en février": each has its own, and a line says
 * one. The second day, or room, of them.
 */
function apart(parts: readonly Understood[], text: string): Understood | undefined {
  const hasDays = parts.filter(({ said }) => saysDays(said)).length > 1;
  for (const { isIts, isOfOne } of hasDays ? SORTS : SORTS.slice(0, -1)) {
    const its = parts.filter(isIts);
    const second = its.find((one, index) => {
      const before = its[index - 1];
      if (!before || isSame(before.said, one.said)) return false;
      if (before.said.weekdays && (hasOther(before, one, 'interval') || hasOther(before, one, 'count')))
        return true;
      // "Mardi 10h-11h et jeudi en mars".
      const at = parts.indexOf(one);
      const after = parts[at + 1];
      const isTold = parts.slice(0, at).some(({ said }) => saysHours(said));
      if (one.said.weekdays && after && isOfNoOther(after, isTold) && gapBefore(text, one, after) === 0)
        return true;
      return parts.slice(parts.indexOf(before) + 1, parts.indexOf(one)).some(isOfOne);
    });
    if (second) return second;
  }
  return undefined;
}

const SORTS: { isIts(one: Understood): boolean; isOfOne(between: Understood): boolean }[] = [
  { isIts: ({ said }) => said.weekdays !== undefined, isOfOne: ({ part }) => OF_ONE.includes(part) },
  { isIts: ({ said }) => said.hosts !== undefined, isOfOne: ({ part }) => OF_ONE.includes(part) },
  { isIts: ({ part }) => part === 'space', isOfOne: () => true },
  { isIts: ({ said }) => said.within !== undefined, isOfOne: () => true },
  // "Mardi avec Nadia et jeudi avec Léa", "avec Nadia, dès mars avec Léa".
  {
    isIts: ({ part }) => part === 'people',
    isOfOne: ({ said, part }) => saysDays(said) || OF_ONE.includes(part),
  },
  // "En visio mardi et au salon jeudi".
  { isIts: ({ part }) => PLACES.includes(part), isOfOne: ({ said }) => saysDays(said) },
];
const PLACES: readonly LinePart[] = ['space', 'place', 'mode'];
/** Right after the second day it may be of that day alone, the more so when the first one has its hours. */
const isOfNoOther = ({ part, said }: Understood, isTold: boolean) =>
  OF_ONE.includes(part) ||
  (isTold && OF_A_SESSION.includes(part)) ||
  said.except?.some(({ range, daysOfMonth }) => range ?? daysOfMonth) === true;
const hasOther = (a: Understood, b: Understood, key: 'interval' | 'count') => a.said[key] !== b.said[key];
const isSame = (a: Said, b: Said) =>
  a.weekdays !== undefined && JSON.stringify(a.weekdays) === JSON.stringify(b.weekdays);

export function occasionsOf(
  parts: readonly Understood[],
  text: string,
): { occasions: Occasion[]; refused: Refused[] } {
  const starts = startsOf(parts);
  const refused: Refused[] = [];
  const besides = () => ofAPart(parts, text).filter(({ from }) => !refused.some((one) => one.from === from));
  const gather = (all: readonly Understood[]): Occasion => {
    const occasion: Occasion = { said: {}, parts: [] };
    const own = apart(all, text);
    for (const one of all) {
      const why = one === own ? 'said-twice' : addTo(occasion.said, one.said);
      if (why === undefined) occasion.parts.push(one);
      else if (!refused.some(({ from }) => from === one.from))
        refused.push({ from: one.from, to: one.to, part: one.part, why });
    }
    return occasion;
  };
  if (starts.length < 2) {
    const occasions = [gather(parts)];
    return { occasions, refused: [...refused, ...besides()] };
  }
  // "…, jeudi en mars 14h-15h": between the last day and its hours.
  const whole = parts.findLast(({ said }) => saysDays(said) || saysHours(said))?.from ?? 0;
  const isOwn = (index: number, one: Understood) => {
    if (index < 0) return false;
    const isWithin = index < starts.length - 1 || one.from < whole;
    return isWithin ? OWN.includes(one.part) : saysDays(one.said) || one.part === 'hours';
  };
  const whose = whoseOf(parts, starts, text);
  for (const [{ from, to, part }, of] of whose)
    if (of === 'nobody') refused.push({ from, to, part, why: 'said-twice' });
  const ofOccasion = (one: Understood) => {
    const index = starts.findLastIndex((start) => start <= one.from);
    return whose.get(one) ?? (isOwn(index, one) ? index : 'all');
  };
  const owned = starts.map((_, index) => parts.filter((one) => ofOccasion(one) === index));
  const common = parts.filter((one) => ofOccasion(one) === 'all');
  const all = gather(common);
  const occasions = owned.map((own) => {
    const mine = gather(own);
    return { said: { ...all.said, ...mine.said }, parts: [...all.parts, ...mine.parts] };
  });
  return { occasions: joined(occasions), refused: [...refused, ...besides()] };
}

/** Where each occasion begins; fewer than two when the line says one, or days and hours do not go by pairs. */
function startsOf(parts: readonly Understood[]): number[] {
  const told = parts.filter((one) => saysDays(one.said) || saysHours(one.said));
  if (told.filter(({ said }) => saysHours(said)).length < 2) return [];
  const leads = saysDays((told[0] as Understood).said) ? saysDays : saysHours;
  const isLed = leads === saysDays ? saysHours : saysDays;
  const starts: number[] = [];
  let isComplete = true;
  for (const one of told) {
    if (leads(one.said) && isComplete) {
      starts.push(one.from);
      isComplete = false;
    } else if (isLed(one.said)) {
      // Two hours for the same days, or days without any.
      if (isComplete && leads === saysDays) return [];
      isComplete = true;
    }
  }
  return isComplete ? starts : [];
}

/** "lundi 10 h et jeudi 10 h" is one series on two days, not two series. */
function joined(occasions: readonly Occasion[]): Occasion[] {
  const all: Occasion[] = [];
  for (const occasion of occasions) {
    const same = all.find(
      (one) =>
        sorts(one.said) !== '' &&
        sorts(one.said) === sorts(occasion.said) &&
        others(one.said) === others(occasion.said),
    );
    if (!same) {
      all.push({ ...occasion });
      continue;
    }
    addTo(same.said, { ...daysOf(occasion.said) });
    same.parts = [...new Set([...same.parts, ...occasion.parts])];
  }
  return all;
}

const daysOf = ({ dates, weekdays, ranks, daysOfMonth }: Said): Said => ({
  ...(dates ? { dates } : {}),
  ...(weekdays ? { weekdays } : {}),
  ...(ranks ? { ranks } : {}),
  ...(daysOfMonth ? { daysOfMonth } : {}),
});
/** How an occasion says its days: by dates, by weekdays, by ranks. */
export const sorts = (said: Said) => Object.keys(daysOf(said)).join();
function others({
  dates: _,
  weekdays: __,
  ranks: ___,
  daysOfMonth: ____,
  everyWeek: _____,
  ...rest
}: Said): string {
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}
