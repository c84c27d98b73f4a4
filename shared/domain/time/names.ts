/** The names of weekdays and months as French people write them, for the rules that read or write a line of text. */
import { folded } from '../search/folding.ts';
import { type LocalDate, monthOf, type Weekday, weekday } from './wall.ts';

/** Monday first. */
export const WEEKDAY_NAMES = [
  'lundi',
  'mardi',
  'mercredi',
  'jeudi',
  'vendredi',
  'samedi',
  'dimanche',
] as const;
export const MONTH_NAMES = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

const FOLDED_MONTHS = MONTH_NAMES.map(folded);

export const weekdayName = (day: Weekday): string => WEEKDAY_NAMES[day - 1] ?? '';
export const weekdayNameOf = (date: LocalDate): string => weekdayName(weekday(date));
export const monthNameOf = (date: LocalDate): string => MONTH_NAMES[monthOf(date) - 1] ?? '';

/** By its name, in the plural too, or by its first letters: "mar", "merc". `word` is without accents, in lower case. */
export function weekdayNamed(word: string): Weekday | undefined {
  const found = WEEKDAY_NAMES.findIndex((name) => name.startsWith(word.replace(/s$/, '')));
  return word.length >= 3 && found >= 0 ? ((found + 1) as Weekday) : undefined;
}

/** 1 to 12, by its first letters when they are enough: "jan", "juil". `word` is without accents, in lower case. */
export function monthNamed(word: string): number | undefined {
  const found = FOLDED_MONTHS.flatMap((month, index) => (month.startsWith(word) ? [index + 1] : []));
  return word.length >= 3 && found.length === 1 ? found[0] : undefined;
}
