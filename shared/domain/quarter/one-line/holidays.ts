/** Days that a typed line leaves out or keeps to: school holidays, public holidays, "sauf le 17 février". */

import { addDays, startOfWeek, type Weekday } from '../../time/wall.ts';
import { isWithin } from '../calendar.ts';
import { dateList, dateRange, isRefused, MONTHS, monthRanges, monthsNamed, oneDate } from './date-words.ts';
import { daysFrom, rankedDays, ranksNamed } from './days.ts';
import { goesOn, isOfMonths, qualified } from './qualified.ts';
import { type Line, type Match, phrase, type Reader, stepper } from './reader.ts';
import type { Except, OneLineContext, Refusal, Said } from './said.ts';
import { holidaysNamed } from './school.ts';
import { weekEndNamed } from './week-ends.ts';
import { AND, BUT, DAY, DURING, END, PAUSE, RANK, weekdayOf } from './words.ts';

const SCHOOL =
  '(?:la periode (?:de |des )?|periodes? (?:de |des )?)?(?:les |des )?(?:vacances|conges|vac\\.?)(?: scolaires?| scol\\.?)?';
const NAMED = "(?:les )?vacances (?:d'|de la |de l'|de |du )(?<name>\\p{L}+)";
const FERIES = '(?:les |des )?(?:jours? )?feries';

/** What may come after "sauf", one of several. */
const excepted: ((line: Line, at: number) => { end: number; said: Said | Refusal } | undefined)[] = [
  step(`(?:${DURING} |en )?${NAMED}`, ({ groups }, text, context) => {
    const range = holidaysNamed(groups?.name ?? '', context);
    return range ? { except: [{ text, range }] } : 'no-such-holidays';
  }),
  step(`(?:${DURING} |en )?${SCHOOL}`, () => ({ duringSchoolHolidays: false })),
  (line, at) => {
    const all = feries(line, at);
    if (!all) return undefined;
    const end = at + all[0].length;
    return { end, said: isOfMonths(line, end) ? 'of-exception' : { duringPublicHolidays: false } };
  },
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
    // "Sauf le 9 février jusqu’au 16 mars": until when it is out, or until when the line goes on?
    if (/^(?!d[ue]|entre).* jusqu/.test(line.letters.slice(at, end))) return { end, said: 'of-exception' };
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
    return read && ofDays(line, at, read.end, { ranks: read.ranks });
  },
  step(`(?:les? |tout le )?mois (?:de |d')(?<months>${MONTHS})`, ({ groups }, text, { span }) => ({
    except: monthsNamed(groups?.months ?? '', span).map((range) => ({ text, range })),
  })),
  step(
    `les? (?<days>\\d{1,2}(?: ?er)?(?:${AND}(?:le )?\\d{1,2}(?: ?er)?)*)(?! ?(?:h|:|/|[.,-]\\d|€|a \\d|du mois|(?:en|de|d') ?\\p{L}))`,
    ({ groups }, text) => ({
      except: [{ text, daysOfMonth: (groups?.days?.match(/\d+/g) ?? []).map(Number) }],
    }),
  ),
  step(
    `(?:les? )?(?<ranks>${RANK}(?: et (?:les? )?${RANK})*) (?:du|de chaque|par) mois`,
    ({ groups }, text) => ({
      except: [{ text, nths: ranksNamed(groups?.ranks ?? '') }],
    }),
  ),
  step(MONTHS, ({ 0: months }, text, { span }) => ({
    except: monthsNamed(months, span).map((range) => ({ text, range })),
  })),
  (line, at) => {
    const read = weekEndNamed(line, at);
    if (!read || isRefused(read.read)) return read && { end: read.end, said: read.read as Refusal };
    return { end: read.end, said: leftOut(line, at, read.end, { dates: read.read }) };
  },
  ofWeekdays('(?:les? )?(?:week-?ends?|we)', () => [6, 7]),
  ofWeekdays(`(?:du |de )?(?<from>${DAY}) (?:au|a|jusqu'au) (?<to>${DAY})`, ({ from = '', to = '' }) =>
    daysFrom(weekdayOf(from), weekdayOf(to)),
  ),
  ofWeekdays(`(?:les? )?(?<day>${DAY})`, ({ day = '' }) => [weekdayOf(day)]),
];
const feries = stepper(`${FERIES}${END}`);
const week = stepper('(?:la )?semaine du ');

function ofWeekdays(source: string, daysOf: (groups: Record<string, string | undefined>) => Weekday[]) {
  const pattern = stepper(`(?:${source})${END}`);
  return (line: Line, at: number) => {
    const match = pattern(line, at);
    return match
      ? ofDays(line, at, at + match[0].length, { weekdays: daysOf(match.groups ?? {}) })
      : undefined;
  };
}

/** Days with what is said of them right after. */
function ofDays(line: Line, at: number, end: number, days: Pick<Except, 'weekdays' | 'ranks'>) {
  const more = qualified(line, end, days);
  if (!more) return { end, said: leftOut(line, at, end, days) };
  return {
    end: more.end,
    said: typeof more.read === 'string' ? more.read : leftOut(line, at, more.end, more.read),
  };
}

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
  stepper(`${but}(?: ${DURING})? (?:les? |des? |du |l')?`),
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
      // "Sauf le jeudi et le mardi de mars": of both?
      if (more.some(({ within }) => within) && said.except?.some(({ weekdays, ranks }) => weekdays ?? ranks))
        return { end: found.end, said: 'of-exception' };
      if (more.length > 0 && goesOn(line, found.end)) return { end: found.end, said: 'of-exception' };
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
  `(?:uniquement |seulement )?(?:${DURING}|lors des) ${NAMED}`,
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
  phrase(
    'holidays',
    `(?:(?:en|${DURING})(?: la)? )?periodes? scolaires?|hors periode de vacances|vacances(?: scolaires)? (?:exclues|non comprises)`,
    {
      duringSchoolHolidays: false,
    },
  ),
  phrase(
    'holidays',
    `(?:(?:meme|aussi|egalement|y compris|inclus) (?:${DURING} )?(?:les )?|y compris les )vacances(?: scolaires)?|(?:${DURING} les )?vacances(?: scolaires)? (?:comprises|incluses|aussi)`,
    { duringSchoolHolidays: true },
  ),
  phrase(
    'holidays',
    `(?:(?:uniquement|seulement|que) )?(?:${DURING}|lors des|aux)(?: les)? ?vacances(?: scolaires)?(?: (?:uniquement|seulement))?|vacances(?: scolaires)? (?:uniquement|seulement)`,
    { only: 'school-holidays' },
  ),
  phrase('holidays', '(?:meme |aussi |y compris )(?:les )?(?:jours )?feries|feries compris', {
    duringPublicHolidays: true,
  }),
];
