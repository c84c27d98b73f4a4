/** Week-ends in a typed line: every one of them, or those of a date: "week-end du 16 janvier". */
import { addDays, type LocalDate, startOfWeek, weekday } from '../../time/wall.ts';
import { isWithin } from '../calendar.ts';
import { dateList, dateRange, isRefused, type Read } from './date-words.ts';
import { type Line, phrase, type Reader, stepper } from './reader.ts';
import { ALL, EACH, RANK } from './words.ts';

const WEEK_END = '(?:week-? ?ends?|we|w-e)';
const named = stepper(`(?:les? )?${WEEK_END} (?:du |des |de )?`);

/** "week-end du 16 janvier", "week-end du 16 et 17 janvier", "week-ends du 16 et du 30 janvier": both days of each. */
export function weekEndNamed(line: Line, at: number): Read<LocalDate[]> | undefined {
  const led = named(line, at);
  if (!led) return undefined;
  const { span } = line.context;
  const here = at + led[0].length;
  const range = dateRange(line, here);
  if (range) {
    const { end, read } = range;
    if (isRefused(read)) return { end, read };
    // "Les week-ends du 16 janvier au 14 février": every one of them.
    if (read.to > addDays(read.from, 1)) return undefined;
    return { end, read: bothDays([read.from, read.to], (date) => isWithin(date, span)) };
  }
  const list = dateList(line, here);
  if (!list) return undefined;
  const { end, read } = list;
  if (isRefused(read)) return { end, read };
  return {
    end,
    read: bothDays(
      read.map(({ date }) => date),
      (date) => isWithin(date, span),
    ),
  };
}

function bothDays(dates: readonly LocalDate[], isKnown: (date: LocalDate) => boolean) {
  if (dates.some((date) => weekday(date) < 6)) return 'other-weekday';
  const saturdays = new Set(dates.map((date) => addDays(startOfWeek(date), 5)));
  const all = [...saturdays].sort().flatMap((saturday) => [saturday, addDays(saturday, 1)]);
  return all.every(isKnown) ? all : 'outside-quarter';
}

export const weekEndReaders: Reader[] = [
  {
    part: 'when',
    match(line, at) {
      const found = weekEndNamed(line, at);
      if (!found) return undefined;
      const { end, read } = found;
      return { end, said: isRefused(read) ? read : { dates: read.map((date) => ({ date, named: true })) } };
    },
  },
  phrase(
    'when',
    `(?:(?:${ALL} les |${ALL} |${EACH} |les? )?week-? ?ends?|(?:${ALL} les |${EACH} |les? )we)`,
    {
      weekdays: [6, 7],
      everyWeek: true,
    },
  ),
  // "Premier week-end du mois": the Saturday's, or the Sunday's?
  phrase(
    'when',
    `(?:le |les |${EACH} )?(?:${RANK}|prochain) ${WEEK_END}(?: (?:du|de chaque) mois)?|(?:le |un |1 )${WEEK_END} sur (?:deux|trois|2|3)`,
    () => 'cannot-be-kept',
  ),
];
