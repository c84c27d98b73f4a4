/** Days that a typed line leaves out or keeps to: school holidays, public holidays, "sauf le 17 février". */

import { addDays, startOfWeek } from '../../time/wall.ts';
import { isWithin } from '../calendar.ts';
import { dateList, dateRange, isRefused, MONTHS, monthRanges, monthsNamed, oneDate } from './date-words.ts';
import { daysFrom, rankedDays } from './days.ts';
import { type Line, type Match, phrase, type Reader, stepper } from './reader.ts';
import type { Except, OneLineContext, Refusal, Said } from './said.ts';
import { holidaysNamed } from './school.ts';
import { BUT, DAY, END, PAUSE, weekdayOf } from './words.ts';

const SCHOOL =
  '(?:la periode (?:de |des )?|periodes? (?:de |des )?)?(?:les |des )?(?:vacances|conges|vac\\.?)(?: scolaires?| scol\\.?)?';
const NAMED = "(?:les )?vacances (?:d'|de la |de l'|de |du )(?<name>\\p{L}+)";
const FERIES = '(?:les |des )?(?:jours? )?feries';

/** What may come after "sauf", one of several. */
const excepted: ((line: Line, at: number) => { end: number; said: Said | Refusal } | undefined)[] = [
  step(`(?:pendant |durant |en )?${NAMED}`, ({ groups }, text, context) => {
    const range = holidaysNamed(groups?.name ?? '', context);
    return range ? { except: [{ text, range }] } : 'no-such-holidays';
  }),
  step(`(?:pendant |durant |en )?${SCHOOL}`, () => ({ duringSchoolHolidays: false })),
  step(FERIES, () => ({ duringPublicHolidays: false })),
  (line, at) => {
    const led = week(line, at);
    const read = led && oneDate(line, at + led[0].length);
    if (!read) return undefined;
    const { end, read: day } = read;
    if (isRefused(day)) return { end, said: day };
    const from = startOfWeek(day);
    return { end, said: leftOut(line, at, end, { range: { from, to: addDays(from, 6) } }) };
  },
  (line, at) => {
    const read = dateRange(line, at);
    if (!read) return undefined;
    const { end, read: range } = read;
    return { end, said: isRefused(range) ? range : leftOut(line, at, end, { range }) };
  },
  (line, at) => {
    const read = monthRanges(line, at);
    return (
      read && {
        end: read.end,
        said: { except: read.ranges.map((range) => ({ text: line.text.slice(at, read.end), range })) },
      }
    );
  },
  (line, at) => {
    const read = dateList(line, at);
    if (!read) return undefined;
    const { end, read: dates } = read;
    if (isRefused(dates)) return { end, said: dates };
    return { end, said: leftOut(line, at, end, { dates: dates.map(({ date }) => date) }) };
  },
  (line, at) => {
    const read = rankedDays(line, at);
    return read && { end: read.end, said: leftOut(line, at, read.end, { ranks: read.ranks }) };
  },
  step(MONTHS, ({ 0: months }, text, { span }) => ({
    except: monthsNamed(months, span).map((range) => ({ text, range })),
  })),
  step('(?:les? )?week-?ends?', (_, text) => ({ except: [{ text, weekdays: [6, 7] }] })),
  step(`(?:du |de )?(?<from>${DAY}) (?:au|a|jusqu'au) (?<to>${DAY})`, ({ groups }, text) => ({
    except: [{ text, weekdays: daysFrom(weekdayOf(groups?.from ?? ''), weekdayOf(groups?.to ?? '')) }],
  })),
  step(`(?:les? )?(?<day>${DAY})`, ({ groups }, text) => ({
    except: [{ text, weekdays: [weekdayOf(groups?.day ?? '')] }],
  })),
];
const week = stepper('(?:la )?semaine du ');

const leftOut = ({ text }: Line, at: number, end: number, what: Omit<Except, 'text'>): Said => ({
  except: [{ text: text.slice(at, end), ...what }],
});

function step(
  source: string,
  read: (match: RegExpExecArray, text: string, context: OneLineContext) => Said | Refusal,
) {
  const pattern = stepper(`(?:${source})${END}`);
  return (line: Line, at: number) => {
    const match = pattern(line, at);
    if (!match) return undefined;
    const end = at + match[0].length;
    return { end, said: read(match, line.text.slice(at, end), line.context) };
  };
}

const openings = (but: string) => [
  // "sauf le 9": the article belongs to the date as well as to what opens.
  stepper(`${but} `),
  stepper(`${but}(?: (?:pendant|durant))? (?:les? |des? |du |l')?`),
];
/** A comma alone begins something else: "hors vacances, mardi". */
const and = stepper(`(?:,? ?(?:et|ni) | ?[&+] ?)(?:(?:${BUT}|${PAUSE}) )?`);

/** "sauf le 9 et le 16 février", "hors vacances et jours fériés", "sauf du 15 au 26 février". */
const exceptOpenings = openings(BUT);
const except: Reader = { part: 'exceptions', match: (line, at) => exceptedBy(exceptOpenings, line, at) };

const pauseOpenings = openings(PAUSE);
/** First in a line, or between a word and a day ("Groupe pause mardi"), it is a name. */
const pause: Reader = {
  part: 'exceptions',
  match(line, at) {
    const before = line.letters.slice(0, at);
    if (/^[^\p{L}\p{N}]*(?:(?:les?|la|l'|une?) ?)?$/u.test(before)) return undefined;
    const found = exceptedBy(pauseOpenings, line, at);
    const isOfDays = typeof found?.said === 'object' && found.said.except?.every(({ weekdays }) => weekdays);
    return isOfDays && /\p{L}{2,} $/u.test(before) ? undefined : found;
  },
};

function exceptedBy(opens: ReturnType<typeof openings>, line: Line, at: number): Match | undefined {
  for (const open of opens) {
    const opened = open(line, at);
    if (!opened) continue;
    const said: Said = {};
    let [here, end] = [at + opened[0].length, at];
    for (;;) {
      const found = excepted.flatMap((one) => one(line, here) ?? []).sort((a, b) => b.end - a.end)[0];
      if (!found) break;
      if (typeof found.said === 'string') return { end: found.end, said: found.said };
      const { except: more = [], ...rest } = found.said;
      Object.assign(said, rest);
      if (more.length > 0) said.except = [...(said.except ?? []), ...more];
      end = found.end;
      const joined = and(line, end);
      if (!joined) break;
      here = end + joined[0].length;
    }
    if (end > at) return { end, said };
  }
  return undefined;
}

/** Only the holidays of that name. */
const during = phrase(
  'holidays',
  `(?:uniquement |seulement )?(?:pendant|durant|lors des) ${NAMED}`,
  ({ group }, context): Said | Refusal => {
    const days = holidaysNamed(group('name'), context);
    if (!days) return 'no-such-holidays';
    const { from, to: until } = days;
    return isWithin(from, context.span) ? { from, until, only: 'school-holidays' } : 'outside-quarter';
  },
);

export const holidayReaders: Reader[] = [
  except,
  pause,
  during,
  phrase('holidays', '(?:(?:en|pendant|durant)(?: la)? )?periodes? scolaires?|hors periode de vacances', {
    duringSchoolHolidays: false,
  }),
  phrase(
    'holidays',
    '(?:(?:meme|aussi|egalement|y compris|inclus) (?:pendant |durant )?(?:les )?|y compris les )vacances(?: scolaires)?|(?:pendant les )?vacances(?: scolaires)? (?:comprises|incluses|aussi)',
    { duringSchoolHolidays: true },
  ),
  phrase(
    'holidays',
    '(?:(?:uniquement|seulement|que) )?(?:pendant|durant|lors des|aux)(?: les)? ?vacances(?: scolaires)?(?: (?:uniquement|seulement))?|vacances(?: scolaires)? (?:uniquement|seulement)',
    { only: 'school-holidays' },
  ),
  phrase('holidays', '(?:meme |aussi |y compris )(?:les )?(?:jours )?feries|feries compris', {
    duringPublicHolidays: true,
  }),
];
