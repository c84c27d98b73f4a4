/**
 * French public holidays, computed for any year from 1900 to 2199.
 * Source: article L3133-1 of the Code du travail for the eleven, L3134-13 for the two of Alsace-Moselle. Names and
 * days are those of the official file "Jours fériés en France" (1950–2050), which applies today's list to every
 * year it covers, whatever the law was then.
 */
import { addDays, dateOf, type LocalDate } from '../time/wall.ts';
import type { AlsaceMoselle } from './model.ts';

export type HolidayKey =
  | 'new-year'
  | 'good-friday'
  | 'easter-monday'
  | 'labour-day'
  | 'victory-1945'
  | 'ascension'
  | 'whit-monday'
  | 'bastille-day'
  | 'assumption'
  | 'all-saints'
  | 'armistice'
  | 'christmas'
  | 'saint-stephen';

export interface PublicHoliday {
  readonly date: LocalDate;
  /** Unique in the year, which the date is not: Ascension fell on 8 May in 1997 and on 1 May in 2008. */
  readonly key: HolidayKey;
  /** The official file's own spelling. */
  readonly name: string;
}

const computed = new Map<string, readonly PublicHoliday[]>();

/**
 * The public holidays of a year, by date: 11, plus one for each switch that is on.
 * Two may share a date; each keeps its own line.
 */
export function publicHolidays(year: number, extra: AlsaceMoselle): readonly PublicHoliday[] {
  const memo = `${year} ${extra.december26} ${extra.goodFriday}`;
  const known = computed.get(memo);
  if (known) return known;
  const holidays = compute(year, extra);
  computed.set(memo, holidays);
  return holidays;
}

/** The public holidays of one date: usually none, at most two. */
export const publicHolidaysOn = (date: LocalDate, extra: AlsaceMoselle): PublicHoliday[] =>
  publicHolidays(Number(date.slice(0, 4)), extra).filter((holiday) => holiday.date === date);

/** Easter Sunday in the Gregorian calendar, between 22 March and 25 April (Meeus, Jones and Butcher's algorithm). */
export function easter(year: number): LocalDate {
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const golden = year % 19;
  const lunar = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - lunar + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * sunday) / 451);
  const sinceMarch = epact + sunday - 7 * late + 114;
  return dateOf(year, Math.floor(sinceMarch / 31), (sinceMarch % 31) + 1);
}

function compute(year: number, { december26, goodFriday }: AlsaceMoselle): readonly PublicHoliday[] {
  const sunday = easter(year);
  const holidays: PublicHoliday[] = [
    { date: dateOf(year, 1, 1), key: 'new-year', name: 'Jour de l’an' },
    { date: addDays(sunday, 1), key: 'easter-monday', name: 'Lundi de Pâques' },
    { date: dateOf(year, 5, 1), key: 'labour-day', name: 'Fête du travail' },
    { date: dateOf(year, 5, 8), key: 'victory-1945', name: 'Victoire des alliés' },
    { date: addDays(sunday, 39), key: 'ascension', name: 'Ascension' },
    { date: addDays(sunday, 50), key: 'whit-monday', name: 'Lundi de Pentecôte' },
    { date: dateOf(year, 7, 14), key: 'bastille-day', name: 'Fête Nationale' },
    { date: dateOf(year, 8, 15), key: 'assumption', name: 'Assomption' },
    { date: dateOf(year, 11, 1), key: 'all-saints', name: 'Toussaint' },
    { date: dateOf(year, 11, 11), key: 'armistice', name: 'Armistice' },
    { date: dateOf(year, 12, 25), key: 'christmas', name: 'Noël' },
  ];
  if (goodFriday) holidays.push({ date: addDays(sunday, -2), key: 'good-friday', name: 'Vendredi Saint' });
  if (december26) holidays.push({ date: dateOf(year, 12, 26), key: 'saint-stephen', name: 'Saint Étienne' });
  return Object.freeze(holidays.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)));
}
