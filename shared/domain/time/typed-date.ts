/** Dates as people type them: "05/01/2027", "5/1/27", "5.1.2027", "05012027", "5 janvier 2027". Day first, always. */
import { folded } from '../search/folding.ts';
import { monthNamed } from './names.ts';
import { dateOf, isLocalDate, type LocalDate } from './wall.ts';

/** Undefined when it is no date. Without a year, `thisYear`; of two digits, this century. */
export function parseDate(typed: string, thisYear: number): LocalDate | undefined {
  const text = folded(typed.trim());
  if (isLocalDate(text)) return text;
  const parts =
    /^(\d{1,2})[\s/.-]+(\d{1,2})(?:[\s/.-]+(\d{4}|\d{2}))?$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text) ??
    /^(\d{1,2})(?:er)?\s+([a-z]+)\.?(?:\s+(\d{4}|\d{2}))?$/.exec(text);
  if (!parts) return undefined;
  const [, day = '', month = '', year] = parts;
  const monthNumber = /\d/.test(month) ? Number(month) : monthNamed(month);
  if (monthNumber === undefined || monthNumber < 1 || monthNumber > 12) return undefined;
  const fullYear = year === undefined ? thisYear : year.length === 2 ? 2000 + Number(year) : Number(year);
  const date = dateOf(fullYear, monthNumber, Number(day));
  // The 31st of a shorter month runs into the next one: nobody meant that.
  return isLocalDate(date) && Number(date.slice(8)) === Number(day) ? date : undefined;
}
