/** Dates in a typed line: those it falls on, from when, until when, in which months. */
import { addDays, type LocalDate, weekday } from '../../time/wall.ts';
import { isWithin } from '../calendar.ts';
import {
  about,
  dateList,
  dateRange,
  isRefused,
  monthRanges,
  oneDate,
  partOfMonth,
  type Read,
} from './date-words.ts';
import { type Line, phrase, type Reader, stepper } from './reader.ts';
import type { LinePart, Refusal, Said } from './said.ts';
import { holidaysNamed } from './school.ts';
import { DAY, MONTH, weekdayOf } from './words.ts';

/** What is read from a place on, and what it says. */
const reader = <T extends object | LocalDate>(
  part: LinePart,
  read: (line: Line, at: number) => Read<T> | undefined,
  said: (read: T, line: Line) => Said | Refusal,
): Reader => ({
  part,
  match(line, at) {
    const found = read(line, at);
    return found && { end: found.end, said: isRefused(found.read) ? found.read : said(found.read, line) };
  },
});

const beginning = stepper(
  '(?:(?:a partir|a compter|depuis|des)(?: (?:du|de|le|des|la)(?: la)?)? |(?:debut|debute|demarre|demarrage|commence|reprise)(?: ?: ?(?:le )?| (?:le|du|en) ))',
);
/** "Commence mi-janvier": a date would want its article. */
const beginningAbout = stepper('(?:debute?|demarre|demarrage|commence|reprise|reprend) (?:a |vers )?');
const dayOf = stepper(`(?:le )?(?<day>${DAY}) (?=du \\d)`);
const firstSession = stepper(
  '(?:la )?(?:premiere|1(?:re|ere)) (?:seance|rencontre|date|fois)(?: ?: ?| )(?:le )?',
);
const ending = stepper(
  "(?:jusqu[' ]?(?:aux?|a|en)(?: la)?|jusque|(?:arret|fin|s'arrete|se termine|finit)(?: ?:(?: le)?| le| en)) ?",
);
const included = stepper(' inclus(?:e)?(?![\\p{L}\\p{N}])');
/** "jusqu’au 12 mars inclus". */
function withIncluded<T, A extends unknown[]>(
  read: (line: Line, at: number, ...more: A) => Read<T> | undefined,
): typeof read {
  return (line, at, ...more) => {
    const found = read(line, at, ...more);
    return found && { ...found, end: found.end + (included(line, found.end)?.[0].length ?? 0) };
  };
}
const OF = /(?<![\p{L}\p{N}])(?:d[eu]|des|d'|l[ae]) ?$/u;
const inWeek = stepper('(?:(?:pendant|durant|de|dans|sur) )?(?:toute )?(?=la semaine du )');
const MOMENT = `(?:${DAY} )?\\d{1,2}(?: ?er)?(?: ${MONTH}|/\\d{1,2})?`;
const HOUR = '(?:a )?\\d{1,2} ?h(?: ?\\d{2})?';
const OF_DAY = '(?:matin|midi|apres-midi|apres midi|soir)';
const HOLIDAYS = "vacances(?: scolaires)?(?: (?:d'|de la |de l'|de |du )(?<name>\\p{L}+))?";

export const dateReaders: Reader[] = [
  reader('when', dateList, (dates, { context: { span } }) =>
    dates.some(({ date }) => !isWithin(date, span)) ? 'outside-quarter' : { dates },
  ),
  // A session ends on the day it begins.
  phrase('when', `du ${MOMENT} ${HOUR} au ${MOMENT}(?: ${HOUR})?`, () => 'cannot-be-kept'),
  phrase(
    'when',
    `(?:du|de) ${DAY} (?:${HOUR}|${OF_DAY}) (?:au|a) ${DAY}(?: (?:${HOUR}|${OF_DAY}))?`,
    () => 'cannot-be-kept',
  ),
  reader(
    'from',
    (line, at) => {
      const led = inWeek(line, at);
      return led ? about(line, at + led[0].length, 'first') : undefined;
    },
    (from, { context: { span } }) =>
      isWithin(from, span)
        ? { from, until: addDays(from, 6), isRange: true, isWeek: true }
        : 'outside-quarter',
  ),
  reader('from', withIncluded(dateRange), ({ from, to, day }, { context: { span } }) =>
    isWithin(from, span)
      ? { from, until: to, isRange: true, ...(day === undefined ? {} : { rangeDay: day }) }
      : 'outside-quarter',
  ),
  reader(
    'from',
    (line, at) => {
      const read = monthRanges(line, at);
      return read && { end: read.end, read: read.ranges };
    },
    (within, { context: { span } }) =>
      within.some(({ from, to }) => to < span.from || from > span.to) ? 'outside-quarter' : { within },
  ),
  reader(
    'from',
    (line, at) => {
      const opened = beginning(line, at);
      const read = opened ? about(line, at + opened[0].length, 'first') : undefined;
      const led = read ? undefined : beginningAbout(line, at);
      if (!led) return read;
      const here = at + led[0].length;
      return (
        partOfMonth(line, here) ??
        (/^d[e]|^com/.test(led[0]) && !/^debut /.test(led[0]) ? oneDate(line, here) : undefined)
      );
    },
    (from, { context: { span } }) => (isWithin(from, span) ? { from } : 'outside-quarter'),
  ),
  // "Le samedi du 16 janvier": that day, and no other.
  reader(
    'when',
    (line, at) => {
      const led = dayOf(line, at);
      const here = at + (led?.[0].length ?? 0);
      const read = led && !dateRange(line, here) ? dateList(line, here + 'du '.length) : undefined;
      if (!read || isRefused(read.read)) return read;
      const day = weekdayOf(led?.groups?.day ?? '');
      return read.read.every(({ date }) => weekday(date) === day)
        ? read
        : { ...read, read: 'other-weekday' as const };
    },
    (dates, { context: { span } }) =>
      dates.some(({ date }) => !isWithin(date, span)) ? 'outside-quarter' : { dates },
  ),
  // "Première séance 19 janvier": it is one of them, and goes on every week.
  reader(
    'when',
    (line, at) => {
      const opened = firstSession(line, at);
      return opened ? oneDate(line, at + opened[0].length) : undefined;
    },
    (date, { context: { span } }) =>
      isWithin(date, span)
        ? { dates: [{ date, named: false }], frequency: 'weekly', everyWeek: true }
        : 'outside-quarter',
  ),
  reader(
    'until',
    (line, at) => {
      const opened = ending(line, at);
      return opened ? withIncluded(about)(line, at + opened[0].length, 'last') : undefined;
    },
    (until, { context: { span } }) => (until < span.from ? 'outside-quarter' : { until }),
  ),
  // "Yoga début mars": on which day is not said.
  reader(
    'when',
    (line, at) => (OF.test(line.letters.slice(0, at)) ? undefined : partOfMonth(line, at)),
    () => 'which-date',
  ),
  phrase('until', `(?:jusqu'aux|avant les) (?:prochaines )?${HOLIDAYS}`, ({ group }, context) => {
    const holidays = holidaysNamed(group('name') || undefined, context);
    return holidays ? { until: addDays(holidays.from, -1) } : 'no-such-holidays';
  }),
  phrase('from', `(?:apres les|a la fin des) ${HOLIDAYS}`, ({ group }, context) => {
    const holidays = holidaysNamed(group('name') || undefined, context);
    if (!holidays) return 'no-such-holidays';
    const from = addDays(holidays.to, 1);
    return isWithin(from, context.span) ? { from } : 'outside-quarter';
  }),
  phrase('until', "jusqu'a la fin(?: du trimestre)?|tout le trimestre", {}),
];
