/** From the parts that were understood to the lines they mean, and what keeps these from being added. */
import type { LocalDate } from '../../time/wall.ts';
import { lineDates } from '../dates.ts';
import { knownIn, untilItsWeeks } from './kept-days.ts';
import { occasionsOf, sorts } from './occasions.ts';
import {
  draftOf,
  type Hours,
  hoursOf,
  type KnownLine,
  type MissingPart,
  needsASpace,
  wholeDays,
} from './plan.ts';
import type { LinePart, OneLineContext, Refusal, Refused, Said, Understood } from './said.ts';
import { knowsSchoolHolidays } from './school.ts';
import { type CannotBe, type When, whenOf } from './when.ts';

interface Planned {
  known: KnownLine[];
  missing: MissingPart[];
  refused: Refused[];
}

/** What the parts of a line say together: its lines as far as they are known, what is missing, what cannot be. */
export function planned(parts: readonly Understood[], text: string, context: OneLineContext): Planned {
  const { span, fares } = context;
  const { occasions, refused } = occasionsOf(parts, text);
  const missing = new Set<MissingPart>();
  const known: KnownLine[] = [];
  const missed: string[][] = [];
  const refuse = (among: readonly Understood[], part: LinePart, why: Refusal, only?: string) => {
    const its = among.filter((one) => one.part === part && (only === undefined || one.said.except));
    // "Du 5 au 9 mars" says until when too; a day may come of the rhythm.
    const near = among.filter((one) => ABOUT_DAYS.includes(one.part));
    const [last] = [its, near, among].find((all) => all.length > 0)?.slice(-1) ?? [];
    if (last && !refused.some(({ from, to }) => from === last.from && to === last.to))
      refused.push({ from: last.from, to: last.to, part, why });
  };
  const taken: { date: LocalDate; by: string }[] = [];
  for (const { said: all, parts: its } of occasions) {
    const said = untilItsWeeks(all, span);
    const counts = countOf(its);
    const isOfSeveral =
      (said.times?.length ?? 1) > 1 ||
      occasions.some((other) => other.parts !== its && countOf(other.parts) === counts);
    if (counts && isOfSeveral) refuse([counts], counts.part, 'of-which');
    if (said.fareCents === null && !said.activity) {
      if (fares?.full !== undefined) said.fareCents = fares.full;
      else refuse(its, 'fare', 'cannot-be-kept');
    }
    if (said.registration !== undefined && said.registration !== said.activity?.registration)
      refuse(its, 'registration', 'cannot-be-kept');
    const without: KnownLine['without'] = [];
    if (said.activity === undefined && said.title === undefined && said.kind === undefined)
      without.push('title');
    const days = whenOf(said, context);
    if (days === 'missing') without.push('when');
    else if ('why' in days) {
      refuse(its, days.part, days.why);
      without.push('when');
    } else missed.push(days.missed);
    const whens: When[] =
      typeof days === 'object' && 'whens' in days ? days.whens : [{ rule: null, date: span.from }];
    for (const when of whens) {
      const dates = without.includes('when')
        ? []
        : lineDates(draftOf(said, when, NO_HOURS).plan, span, knownIn(context));
      // "Mardi 10h-11h, le 9 février à 14h": instead, or besides?
      if (dates.some((date) => taken.some((one) => one.date === date && one.by !== sorts(said))))
        refuse(its, 'when', 'said-twice');
      taken.push(...dates.map((date) => ({ date, by: sorts(said) })));
      if (dates.length === 0 && !without.includes('when')) {
        const { part, why } = noDate(said, its, context);
        refuse(its, part, why);
      }
      const told = without.includes('when') ? [] : toldOf(said, dates.length, context);
      const timed = timesOf(said, when, context);
      if (timed === 'missing') {
        known.push({ draft: draftOf(said, when, NO_HOURS), without: [...without, 'hours'] });
        continue;
      }
      if ('why' in timed) {
        refuse(its, timed.part, timed.why);
        known.push({ draft: draftOf(said, when, NO_HOURS), without: [...without, 'hours'] });
        continue;
      }
      for (const { when: day, hours } of timed)
        known.push({
          draft: draftOf(said, day, hours),
          without,
          ...(hours.taken ? { endTaken: hours.taken } : {}),
          ...(told.length > 0 ? { told } : {}),
        });
    }
    for (const part of known.flatMap((one) => one.without)) missing.add(part);
    if (needsASpace(said)) missing.add('space');
  }
  // Excepted from one of several series is enough.
  const [first = [], ...others] = missed;
  for (const text of first)
    if (others.every((more) => more.includes(text)))
      refuse(parts, 'exceptions', 'not-one-of-its-dates', text);
  return { known, missing: ORDER.filter((part) => missing.has(part)), refused };
}

/** What an occasion says itself comes after what all of them do. */
const countOf = (parts: readonly Understood[]) => parts.findLast(({ said }) => said.count !== undefined);

/** What keeps a line from having any date, though it is understood. */
function noDate(said: Said, its: readonly Understood[], context: OneLineContext): CannotBe {
  const part = its.findLast(
    ({ said: { only, duringSchoolHolidays, duringPublicHolidays } }) =>
      only !== undefined || duringSchoolHolidays === false || duringPublicHolidays === false,
  )?.part;
  const isUnknown = said.only === 'school-holidays' && !knowsSchoolHolidays(context);
  return { part: part ?? 'when', why: isUnknown ? 'no-holidays-known' : 'no-date' };
}

/** What is to be known of a line that can be added all the same. */
function toldOf(said: Said, dates: number, context: OneLineContext): NonNullable<KnownLine['told']> {
  const isFewer = said.count !== undefined && dates < said.count;
  return [
    ...(isFewer ? (['fewer'] as const) : []),
    ...(!isFewer && said.until !== undefined && said.until > context.span.to ? (['goes-on'] as const) : []),
    ...(said.duringSchoolHolidays === false && context.days && !knowsSchoolHolidays(context)
      ? (['no-holidays'] as const)
      : []),
  ];
}

interface Timed {
  when: When;
  hours: Hours;
}

const ABOUT_DAYS: readonly LinePart[] = ['when', 'rhythm', 'from', 'until', 'count', 'exceptions'];
const ORDER: readonly MissingPart[] = ['title', 'when', 'hours', 'space'];
const NO_HOURS = { start: '10:00', end: '11:00' };

function timesOf(said: Said, when: When, context: OneLineContext): Timed[] | 'missing' | CannotBe {
  const { start, times, wholeDay } = said;
  if ([start, times, wholeDay].filter((one) => one !== undefined).length > 1)
    return { part: 'hours', why: 'said-twice' };
  if (wholeDay) return wholeDays(said, when, context) ?? { part: 'hours', why: 'no-opening-hours' };
  const all: Timed[] = [];
  for (const time of times ?? [{}]) {
    const hours = hoursOf({ ...said, ...time });
    if (hours === 'missing' || 'why' in hours) return hours;
    all.push({ when, hours });
  }
  return all;
}
