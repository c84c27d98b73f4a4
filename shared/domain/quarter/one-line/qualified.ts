/**
 * What days that are left out keep to: "sauf les jeudis de février", "sauf le premier mardi après les vacances". It is
 * said of them, not of the line. Where it could be either ("sauf le jeudi à partir de mars"), it is refused.
 */
import { addDays, datesBetween, type LocalDate, weekday } from '../../time/wall.ts';
import { MONTHS, monthsNamed } from './date-words.ts';
import { dateReaders } from './dates.ts';
import { type Line, longest, stepper } from './reader.ts';
import { rhythmReaders } from './rhythm.ts';
import type { DateRange, Except, OneLineContext, Refusal, SaidRank } from './said.ts';
import { holidaysNamed, schoolHolidays } from './school.ts';
import { DURING, END } from './words.ts';

const HOLIDAYS = `(?:les |des )?(?:prochaines )?(?:vacances|vac\\.?)(?: scolaires?)?(?: (?:d'|de la |de l'|de |du )(?<name>\\p{L}+))?`;
const months = stepper(
  ` (?:(?:(?:${DURING}|en|sur|du|des|au|le) )?(?:(?:le|les) )?mois (?:de |d')|(?:de |d'|en ))(?<list>${MONTHS})(?! (?:a|au|jusqu'))${END}`,
);
const during = stepper(` (?:${DURING}|lors|aux|en|sur|des|de)(?: |(?<=aux) )${HOLIDAYS}${END}`);
const around = stepper(` (?<side>avant|jusqu'aux?|apres|a la fin des|depuis) ?${HOLIDAYS}${END}`);

const moment = stepper(` (?:(?:le|l'|du|au) ?)?(?:matin|apres-midi|apres midi|aprem|soir)s?${END}`);
const until = stepper(" jusqu['a]");

/** "Sauf la semaine du 9 février jusqu’au 16 mars": is it out until then, or does the line go on until then? */
export const goesOn = (line: Line, end: number): boolean => until(line, end) !== null;
/** "Sauf les jours fériés de mars". */
export const isOfMonths = (line: Line, end: number): boolean => months(line, end) !== null;

const otherReaders = [
  ...dateReaders.filter(({ part }) => part === 'from' || part === 'until'),
  ...rhythmReaders.filter(({ part }) => part === 'rhythm'),
];

type Of = Pick<Except, 'weekdays' | 'ranks'>;
export interface Qualified {
  end: number;
  read: Pick<Except, 'weekdays' | 'ranks' | 'dates' | 'within'> | Refusal;
}

/** The days that end here with what is said of them right after, no comma between; undefined: nothing is. */
export function qualified(line: Line, end: number, of: Of): Qualified | undefined {
  const { context } = line;
  // "Sauf le jeudi matin en mars".
  const part = moment(line, end);
  const after = part && qualified(line, end + part[0].length, of);
  if (after) return { end: after.end, read: 'of-exception' };
  const named = months(line, end);
  if (named)
    return {
      end: end + named[0].length,
      read: { ...of, within: monthsNamed(named.groups?.list ?? '', context.span) },
    };
  const within = during(line, end);
  if (within) {
    const ranges = rangesNamed(within.groups?.name, context);
    return {
      end: end + within[0].length,
      read: typeof ranges === 'string' ? ranges : { ...of, within: ranges },
    };
  }
  if (of.ranks) {
    const dates = nextToHolidays(line, end, of.ranks);
    if (dates)
      return { end: dates.end, read: typeof dates.read === 'string' ? dates.read : { dates: dates.read } };
  }
  const beside = around(line, end);
  if (beside) return { end: end + beside[0].length, read: 'of-exception' };
  const other = line.letters[end] === ' ' ? longest(otherReaders, line, end + 1) : undefined;
  return other && { end: other.match.end, read: 'of-exception' };
}

function rangesNamed(name: string | undefined, context: OneLineContext): DateRange[] | Refusal {
  if (name === undefined) {
    const all = schoolHolidays(context);
    return all.length > 0 ? all : 'no-holidays-known';
  }
  const range = holidaysNamed(name, context);
  return range ? [range] : 'no-such-holidays';
}

/**
 * "dernier mercredi avant les vacances", "premier mardi après les vacances": dates that are counted from the holidays and
 * not in a month.
 */
export function nextToHolidays(
  line: Line,
  end: number,
  ranks: readonly SaidRank[],
): { end: number; read: LocalDate[] | Refusal } | undefined {
  const beside = around(line, end);
  const { side = '', name } = beside?.groups ?? {};
  if (!beside || side === 'depuis') return undefined;
  const { span } = line.context;
  const to = end + beside[0].length;
  const holidays = holidaysNamed(name, line.context);
  if (!holidays) return { end: to, read: 'no-such-holidays' };
  const isBefore = side === 'avant' || side.startsWith('jusqu');
  // "Le 2e mardi avant les vacances": of the month, or counted back?
  if (ranks.some(({ nth }) => nth < 0 !== isBefore)) return { end: to, read: 'which-date' };
  const days = isBefore
    ? datesBetween(span.from, addDays(holidays.from, -1)).reverse()
    : datesBetween(addDays(holidays.to, 1), span.to);
  const dates = ranks.map(({ nth, day }) => days.filter((date) => weekday(date) === day)[Math.abs(nth) - 1]);
  const known = dates.filter((date) => date !== undefined);
  return { end: to, read: known.length === dates.length ? known.sort() : 'outside-quarter' };
}
