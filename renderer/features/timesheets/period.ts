/** The months that timesheets are made for, kept in the address: `from` and `to`, `2027-01`, both included. */
import { addMonths, type LocalDate } from '#shared/domain/time/wall.ts';

export interface Period {
  from: string;
  to: string;
}

/** Most months that one may ask for at once. */
const MOST = 24;
const BEFORE = 36;
const AFTER = 12;

const plus = (month: string, months: number): string => addMonths(`${month}-01`, months).slice(0, 7);
const isMonth = (text: string | undefined): text is string => /^20\d\d-(?:0[1-9]|1[0-2])$/.test(text ?? '');

/** The months to choose from, the latest first: three years back, one year ahead. */
export function monthsAround(today: LocalDate): string[] {
  const month = today.slice(0, 7);
  return Array.from({ length: BEFORE + AFTER + 1 }, (_, index) => plus(month, AFTER - index));
}

/** As the address says; last month and this one when it says nothing of use: what is paid, and what is going on. */
export function periodOf({ from, to }: Readonly<Record<string, string>>, today: LocalDate): Period {
  const month = today.slice(0, 7);
  return isMonth(from) && isMonth(to) ? within({ from, to }, 'from') : { from: plus(month, -1), to: month };
}

/** The other end follows when the two would be in the wrong order or too far apart. */
export function within({ from, to }: Period, kept: keyof Period): Period {
  if (kept === 'from') {
    const last = plus(from, MOST - 1);
    return { from, to: to < from ? from : to > last ? last : to };
  }
  const first = plus(to, 1 - MOST);
  return { from: from > to ? to : from < first ? first : from, to };
}
