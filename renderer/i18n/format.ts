/**
 * Dates, times, money and numbers as French people say and typeset them. Dates are `2027-01-12`, times `10:00`,
 * instants epoch milliseconds, money cents.
 */

/** Non-breaking space, and the narrow one that goes before `; ! ?` and between thousands. */
export const NBSP = '\u00a0';
export const NNBSP = '\u202f';

const at = (date: string) => new Date(`${date}T00:00:00Z`);
/** Made when it is first wanted: the first of a process takes as long as all the other words, and the first screen wants none. */
const formatter = (options: Intl.DateTimeFormatOptions) => {
  let made: Intl.DateTimeFormat | undefined;
  return (date: string): string => {
    made ??= new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', ...options });
    return made.format(at(date));
  };
};
const weekdayLong = formatter({ weekday: 'long' });
const weekdayShort = formatter({ weekday: 'short' });
const monthLong = formatter({ month: 'long' });
const monthShort = formatter({ month: 'short' });

const two = (value: number) => String(value).padStart(2, '0');
const clocksIn = (timeZone?: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
let clocks: Intl.DateTimeFormat | undefined;
let clocksZone: string | undefined;
/** Days and hours are those of the place from now on, wherever this machine believes it is. Before that, the machine's. */
export function readClocksIn(zone: string): void {
  if (zone === clocksZone) return;
  clocksZone = zone;
  clocks = clocksIn(zone);
}
function readClocks(instant: number): string {
  clocks ??= clocksIn();
  return clocks.format(instant);
}
/** The day of an instant, where the clocks are read. */
export const dayOf = (instant: number): string => readClocks(instant).slice(0, 10);
/** The hour of an instant, where the clocks are read: `10:05`. */
export const hourOf = (instant: number): string => readClocks(instant).slice(11);
export const today = (): string => dayOf(Date.now());
const thisYear = () => today().slice(0, 4);

const dayNumber = (date: string) => (date.slice(8) === '01' ? '1er' : String(Number(date.slice(8))));
const yearUnlessThis = (date: string) =>
  date.slice(0, 4) === thisYear() ? '' : `${NBSP}${date.slice(0, 4)}`;

/** "12 janvier", with the year when it is not this one. */
export const dayAndMonth = (date: string): string =>
  `${dayNumber(date)}${NBSP}${monthLong(date)}${yearUnlessThis(date)}`;
/** "mardi 12 janvier", with the year when it is not this one. */
export const longDate = (date: string): string => `${weekdayLong(date)} ${dayAndMonth(date)}`;
/** "mar. 12 janv." */
export const shortDate = (date: string): string =>
  `${weekdayShort(date)} ${dayNumber(date)}${NBSP}${monthShort(date)}${yearUnlessThis(date)}`;
/** "janvier 2027" */
export const monthAndYear = (date: string): string => `${monthLong(date)}${NBSP}${date.slice(0, 4)}`;
/** "mardi" */
export const weekdayName = (date: string): string => weekdayLong(date);
/** "12 janvier 2027" always with its year: documents, exports. */
export const fullDate = (date: string): string =>
  `${dayNumber(date)}${NBSP}${monthLong(date)}${NBSP}${date.slice(0, 4)}`;
/** "mar. 12/01/2027": columns of documents. */
export const numericDate = (date: string): string =>
  `${weekdayShort(date)}${NBSP}${date.split('-').reverse().join('/')}`;
/**
 * What people typed, as it is typeset: no line begins with `: ; ! ? »` or `·`, or ends with `«`. Spaces that are there become
 * non-breaking ones; none is added.
 */
export const typeset = (text: string): string =>
  text.replace(/ (?=[:;!?»·])/gu, NBSP).replace(/« /gu, `«${NBSP}`);
/** A large title in a narrow place: lines end between its words, never inside of one for want of a space. */
export const loose = (text: string): string => text.replace(new RegExp(`${NBSP}(?![:;!?»·–])`, 'gu'), ' ');
/** "Mardi 12 janvier": to begin a line or a title. */
export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);

/** `10:00` → "10 h", `10:30` → "10 h 30", `24:00` → "minuit". */
export function time(wall: string): string {
  if (wall === '24:00' || wall === '00:00') return 'minuit';
  const minutes = wall.slice(3);
  return `${Number(wall.slice(0, 2))}${NBSP}h${minutes === '00' ? '' : `${NBSP}${minutes}`}`;
}
/** "10 h – 11 h 30" */
export const timeRange = (start: string, end: string): string => `${time(start)}${NBSP}– ${time(end)}`;
/** "mardi 12 janvier, 10 h – 11 h 30" */
export const dateAndTimes = (date: string, start: string, end: string): string =>
  `${longDate(date)}, ${timeRange(start, end)}`;
/** Minutes as "45 min", "1 h", "1 h 30". */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}${NBSP}min`;
  return `${hours}${NBSP}h${rest === 0 ? '' : `${NBSP}${two(rest)}`}`;
}

/** The clock of an instant: "14 h 02". */
export function clock(instant: number): string {
  const [hours, minutes] = hourOf(instant).split(':');
  return `${Number(hours)}${NBSP}h${NBSP}${minutes}`;
}
/** "mardi 12 janvier à 14 h 02" */
export const dateAndClock = (instant: number): string => `${longDate(dayOf(instant))} à ${clock(instant)}`;

/** "à l’instant", "il y a 5 min", "aujourd’hui à 9 h 12", "hier à 14 h 02", "mardi 12 janvier à 14 h 02". */
export function ago(instant: number, now: number = Date.now()): string {
  const minutes = Math.floor((now - instant) / 60_000);
  if (minutes < 1) return 'à l’instant';
  if (minutes < 60) return `il y a ${minutes}${NBSP}min`;
  const day = dayOf(instant);
  if (day === dayOf(now)) return `aujourd’hui à ${clock(instant)}`;
  if (day === dayOf(now - 86_400_000)) return `hier à ${clock(instant)}`;
  return dateAndClock(instant);
}

/** "4,50 €", "12 €", "1 250 €" */
export const euros = (cents: number): string =>
  new Intl.NumberFormat('fr-FR', {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100);
export const number = (value: number): string => new Intl.NumberFormat('fr-FR').format(value);
/** "12 Mo", "340 ko" */
export const fileSize = (bytes: number): string =>
  bytes >= 1_000_000
    ? `${number(Math.round(bytes / 100_000) / 10)}${NBSP}Mo`
    : `${number(Math.max(1, Math.round(bytes / 1000)))}${NBSP}ko`;

/** "1 séance", "12 séances". Zero is singular in French: "0 séance". */
export const counted = (count: number, one: string, many: string): string =>
  `${number(count)}${NBSP}${Math.abs(count) >= 2 ? many : one}`;
/** "Salon, Espace calme et Salle d’activités" */
export const listed = (words: string[]): string =>
  new Intl.ListFormat('fr-FR', { type: 'conjunction' }).format(words);
