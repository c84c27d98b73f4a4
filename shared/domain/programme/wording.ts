/** The words of what is published, the same on paper, on the web page and in the texts. French typography. */
import { isFree } from '../place/free.ts';
import { hourText } from '../planning/wording.ts';
import { monthNameOf, weekdayNameOf } from '../time/names.ts';
import { addDays, dateOf, type LocalDate, monthOf, startOfWeek, yearOf } from '../time/wall.ts';
import type { Programme, ProgrammePlace, ProgrammeSession } from './model.ts';

export const NBSP = '\u00a0';
const dayNumber = (date: LocalDate) => (date.endsWith('-01') ? '1er' : String(Number(date.slice(8))));

/** "12 janvier" */
const dayAndMonth = (date: LocalDate) => `${dayNumber(date)}${NBSP}${monthNameOf(date)}`;
/** "mardi 12 janvier" */
export const dayText = (date: LocalDate): string => `${weekdayNameOf(date)} ${dayAndMonth(date)}`;
/** "janvier 2027" */
export const monthText = (date: LocalDate): string => `${monthNameOf(date)}${NBSP}${yearOf(date)}`;

/** "du 12 au 18 janvier 2027", "du 28 décembre 2026 au 3 janvier 2027", "le 12 janvier 2027". */
export const spanText = (from: LocalDate, to: LocalDate): string => spanOf(from, to, true);

function spanOf(from: LocalDate, to: LocalDate, withYear: boolean): string {
  const whole = (date: LocalDate) => `${dayAndMonth(date)}${withYear ? `${NBSP}${yearOf(date)}` : ''}`;
  if (from === to) return `le ${whole(to)}`;
  if (yearOf(from) !== yearOf(to)) return `du ${whole(from)} au ${whole(to)}`;
  const first = monthOf(from) === monthOf(to) ? dayNumber(from) : dayAndMonth(from);
  return `du ${first} au ${whole(to)}`;
}

type Days = Pick<Programme, 'from' | 'to'>;
/** What is published says its days; where they are of one year, a date in it says no year. */
const sayYear = ({ from, to }: Days): boolean => yearOf(from) !== yearOf(to);

/** "du 5 janvier au 30 mars", with the years where the programme is of two. */
export const spanWithin = (from: LocalDate, to: LocalDate, period: Days): string =>
  spanOf(from, to, sayYear(period));

/** "mardi 12 janvier", with its year where the programme is of two. */
export const dayWithin = (date: LocalDate, period: Days): string =>
  `${dayText(date)}${sayYear(period) ? `${NBSP}${yearOf(date)}` : ''}`;

/** "le mardi 5 janvier", "les mardis 5, 12 janvier et 9 février"; `weekdayName` may be empty. Dates in order. */
export function dateList(dates: readonly LocalDate[], weekdayName: string, period: Days): string {
  const said = dates.map((date, at) => {
    const next = dates[at + 1] ?? '';
    if (next.slice(0, 7) === date.slice(0, 7)) return dayNumber(date);
    const year = sayYear(period) && next.slice(0, 4) !== date.slice(0, 4) ? `${NBSP}${yearOf(date)}` : '';
    return `${dayAndMonth(date)}${year}`;
  });
  const [article, plural] = said.length === 1 ? ['le', ''] : ['les', 's'];
  return [
    article,
    ...(weekdayName === '' ? [] : [`${weekdayName}${plural}`]),
    [said.slice(0, -1).join(', '), said.at(-1) ?? ''].filter((part) => part !== '').join(' et '),
  ].join(' ');
}

/** Whole months by their names: "janvier 2027", "janvier – mars 2027"; else the days. */
export function periodText({ from, to }: Pick<Programme, 'from' | 'to'>): string {
  const wholeMonths = from.endsWith('-01') && addDays(to, 1).endsWith('-01');
  if (!wholeMonths) return spanText(from, to);
  if (from.slice(0, 7) === to.slice(0, 7)) return monthText(from);
  const first = yearOf(from) === yearOf(to) ? monthNameOf(from) : monthText(from);
  return `${first}${NBSP}– ${monthText(to)}`;
}

/** "semaine du 11 au 17 janvier 2027" */
export const weekText = (date: LocalDate): string =>
  `semaine ${spanText(startOfWeek(date), addDays(startOfWeek(date), 6))}`;

/** The first day of a date's month. */
export const monthOfDate = (date: LocalDate): LocalDate => dateOf(yearOf(date), monthOf(date), 1);

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);

const clock = (time: string) => (time === '24:00' || time === '00:00' ? 'minuit' : hourText(time));
/** "10 h – 11 h 15" */
export const hoursText = ({ start, end }: Pick<ProgrammeSession, 'start' | 'end'>): string =>
  `${clock(start)}${NBSP}–${NBSP}${clock(end)}`;

/** "12 €", "4,50 €" */
export function euros(cents: number): string {
  const [whole, rest] = [Math.floor(cents / 100), cents % 100];
  return `${whole}${rest === 0 ? '' : `,${String(rest).padStart(2, '0')}`}${NBSP}€`;
}

/** "gratuit", "12 €" */
const amount = (cents: number): string => (cents === 0 ? 'gratuit' : euros(cents));

/** "gratuit", "12 €", "12 € (adhérents 6 €, solidaire 4,50 €)"; empty when nobody said. */
export function priceText({ full, member, solidarity }: ProgrammeSession['prices']): string {
  const reduced = [
    ...(member === undefined ? [] : [`adhérents ${amount(member)}`]),
    ...(solidarity === undefined ? [] : [`solidaire ${amount(solidarity)}`]),
  ].join(', ');
  if (full === undefined) return reduced;
  const isOne = (member ?? full) === full && (solidarity ?? full) === full;
  return isOne ? amount(full) : `${amount(full)} (${reduced})`;
}
/** "12 €", "gratuit": beside the fares, which say the rest. */
export const shortPrice = (prices: ProgrammeSession['prices']): string =>
  prices.full === undefined ? priceText(prices) : amount(prices.full);

/** Where one goes. How to connect is given to those who sign up, never here. */
export function whereText({ mode, spaces, placeText }: ProgrammeSession): string {
  const inside = spaces.join(', ');
  switch (mode) {
    case 'remote':
      return 'en visio';
    case 'hybrid':
      return inside === '' ? 'sur place et en visio' : `${inside} et en visio`;
    case 'outside':
      return placeText || 'en extérieur';
    case 'on-site':
      return [inside, placeText].filter((part) => part !== '').join(', ');
  }
}

/** What one does to come; empty when nobody said. */
export const registrationText = ({ registration }: Pick<ProgrammeSession, 'registration'>): string =>
  registration === undefined ? '' : { required: 'sur inscription', open: 'entrée libre' }[registration];

export const withText = ({ facilitator }: Pick<ProgrammeSession, 'facilitator'>): string =>
  facilitator === '' ? '' : `avec ${facilitator}`;

/** "plein tarif 12 €", "adhérents 6 €", "tarif solidaire 4,50 €", "adhésion 29 € par an": those that somebody said. */
export const faresOf = ({ fares }: Pick<ProgrammePlace, 'fares'>): string[] => [
  ...(isFree(fares)
    ? ['gratuit']
    : [
        ...(fares.full === undefined ? [] : [`plein tarif ${amount(fares.full)}`]),
        ...(fares.member === undefined ? [] : [`adhérents ${amount(fares.member)}`]),
        ...(fares.solidarity === undefined ? [] : [`tarif solidaire ${amount(fares.solidarity)}`]),
      ]),
  ...(fares.membership === undefined
    ? []
    : [fares.membership === 0 ? 'adhésion gratuite' : `adhésion ${euros(fares.membership)} par an`]),
];
/** All of them on one line; empty when there are none. */
export const faresText = (place: Pick<ProgrammePlace, 'fares'>): string => faresOf(place).join(`${NBSP}· `);

/** Each on its own: address, telephone, e-mail, website; those that are known. */
export const contactsOf = ({ address, phone, email, website }: ProgrammePlace): string[] =>
  [address, phone, email, website].filter((part) => part !== '');
