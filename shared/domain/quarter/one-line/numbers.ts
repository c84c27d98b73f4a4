/** Hours, seats and prices in a typed line. */
import { DAY_MINUTES, fromMinutes, GRID_MINUTES } from '../../time/wall.ts';
import { type Found, NUMBER, numberOf, type Reader, words } from './reader.ts';

/** "10 h 12 places" is ten o'clock and twelve seats. */
const NOT_COUNTED = '(?! ?(?:places?|pers|participant|seances?|fois|dates?|€|eur|min))';
const clock = (at: string) =>
  `(?:(?<${at}h>\\d{1,2}) ?(?:h(?:eures?)?|:)(?: ?(?<${at}m>\\d{2})(?!\\d)${NOT_COUNTED})?|(?<${at}word>midi|minuit))`;
/** The first of two may be a bare number: "10-11 h". */
const loose = (at: string) =>
  `(?:(?<${at}h>\\d{1,2})(?: ?(?:h(?:eures?)?|:)(?: ?(?<${at}m>\\d{2})(?!\\d))?)?|(?<${at}word>midi|minuit))`;

/** Minutes since midnight; undefined when it is no time of the grid. */
function minutesAt(found: Found, at: string, isEnd: boolean): number | undefined {
  const word = found.group(`${at}word`);
  if (word !== '') return word === 'midi' ? DAY_MINUTES / 2 : isEnd ? DAY_MINUTES : 0;
  const [hours, minutes] = [Number(found.group(`${at}h`)), Number(found.group(`${at}m`))];
  const total = hours * 60 + minutes;
  const last = isEnd ? DAY_MINUTES : DAY_MINUTES - GRID_MINUTES;
  return minutes < 60 && total <= last && total % GRID_MINUTES === 0 ? total : undefined;
}

function margin(found: Found, key: 'setupMin' | 'airingMin') {
  const minutes = Number(found.group('n'));
  if (minutes % GRID_MINUTES !== 0) return 'not-a-time' as const;
  return minutes <= 240 ? { [key]: minutes } : ('too-much' as const);
}

export const numberReaders: Reader[] = [
  {
    part: 'hours',
    pattern: words(
      `(?:pendant|duree(?: de)?) (?:(?<h>\\d{1,2}) ?h(?: ?(?<m>\\d{2}))?|(?<min>\\d{1,4}) ?min(?:utes)?)`,
    ),
    read(found) {
      const minutes = Number(found.group('h')) * 60 + Number(found.group('m')) + Number(found.group('min'));
      return minutes > 0 && minutes % GRID_MINUTES === 0 ? { durationMin: minutes } : 'not-a-time';
    },
  },
  {
    part: 'hours',
    pattern: words(`(?:de |entre )?${loose('a')} ?(?:-|a|et|jusqu'a) ?${clock('b')}`),
    read(found) {
      const [start, end] = [minutesAt(found, 'a', false), minutesAt(found, 'b', true)];
      if (start === undefined || end === undefined) return 'not-a-time';
      return start < end ? { start: fromMinutes(start), end: fromMinutes(end) } : 'ends-before-it-starts';
    },
  },
  {
    part: 'hours',
    pattern: words(`(?:a |des |vers )?${clock('a')}`),
    read(found) {
      const start = minutesAt(found, 'a', false);
      return start === undefined ? 'not-a-time' : { start: fromMinutes(start) };
    },
  },
  {
    part: 'margins',
    pattern: words('(?:avec )?mise en place(?: de)? (?<n>\\d{1,3}) ?min(?:utes)?'),
    read: (found) => margin(found, 'setupMin'),
  },
  {
    part: 'margins',
    pattern: words('(?:avec )?aeration(?: de)? (?<n>\\d{1,3}) ?min(?:utes)?'),
    read: (found) => margin(found, 'airingMin'),
  },
  {
    part: 'count',
    pattern: words(`(?<n>${NUMBER}) (?:seances?|fois|dates?)(?! par)`),
    read(found) {
      const count = numberOf(found.group('n'));
      return count >= 1 ? { count } : undefined;
    },
  },
  {
    part: 'capacity',
    pattern: words(
      "(?:(?:max(?:imum)?|jusqu'a) )?(?<n>\\d{1,6}) (?:places?|personnes?|pers\\.?|participante?s?)(?: (?:max(?:imum)?|au plus))?",
    ),
    read(found) {
      const capacity = Number(found.group('n'));
      return capacity <= 10_000 ? { capacity } : 'too-much';
    },
  },
  {
    part: 'fare',
    pattern: words('(?<e>\\d{1,6})(?:[,.](?<c>\\d{2}))? ?(?:€(?<c2>\\d{2})?|eur(?:os?)?)(?: par personne)?'),
    read(found) {
      const cents = Number(found.group('e')) * 100 + Number(found.group('c') || found.group('c2'));
      return cents <= 1_000_000 ? { fareCents: cents } : 'too-much';
    },
  },
  { part: 'fare', pattern: words('gratuite?s?|entree libre'), read: () => ({ fareCents: 0 }) },
  { part: 'fare', pattern: words('(?:au )?tarif (?:habituel|normal)'), read: () => ({ fareCents: null }) },
];
