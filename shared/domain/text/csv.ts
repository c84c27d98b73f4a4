/** Tables that French spreadsheets open by a double click: semicolons, UTF-8 with its mark, commas in decimals. */

/** Without it, spreadsheets take UTF-8 for another encoding. */
export const CSV_MARK = '\ufeff';

/** One line, its end included. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(cell).join(';')}\r\n`;

function cell(text: string): string {
  const flat = text.replace(/\r\n?/g, '\n');
  const safe = /^[\s]*[=+\-@\t|]/.test(flat) ? `'${flat}` : flat;
  return /[;"\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `2027-01-12` → "12/01/2027". */
export const csvDate = (date: string): string => date.split('-').reverse().join('/');

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
/** 1 → "lundi". */
export const csvWeekday = (day: number): string => DAYS[day - 1] ?? '';

/** Cents as an amount that a spreadsheet adds up: 4550 → "45,50". Takes none below 0. */
export const csvAmount = (cents: number): string =>
  `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
