/** The school holidays of the quarter, as people name them. */
import type { DateRange, OneLineContext } from './said.ts';
import { keyOf } from './text.ts';

/** Each is also called by the month it falls in. */
const MONTHS: Record<string, string> = {
  fevrier: '02',
  mars: '03',
  avril: '04',
  mai: '05',
  juillet: '07',
  aout: '08',
  octobre: '10',
  novembre: '11',
  decembre: '12',
};

export const knowsSchoolHolidays = ({ days = [] }: OneLineContext): boolean =>
  days.some(({ reasons }) => reasons.some(({ kind }) => kind === 'school-holiday'));

/** All of them within the quarter, in order. */
export function schoolHolidays({ days = [] }: OneLineContext): DateRange[] {
  const ranges: DateRange[] = [];
  let before: string | undefined;
  for (const { date, reasons } of days) {
    const name = reasons.find(({ kind }) => kind === 'school-holiday')?.name;
    const last = ranges.at(-1);
    if (name !== undefined && name === before && last) last.to = date;
    else if (name !== undefined) ranges.push({ from: date, to: date });
    before = name;
  }
  return ranges;
}

/**
 * Their days within the quarter: those of a name ("hiver", "Noël", "février"), else the first ones that begin in it.
 * Undefined when none is known.
 */
export function holidaysNamed(
  name: string | undefined,
  { days = [] }: OneLineContext,
): DateRange | undefined {
  const word = name === undefined ? undefined : keyOf(name);
  const nameOn = (index: number) => days[index]?.reasons.find(({ kind }) => kind === 'school-holiday')?.name;
  const isIts = (index: number) => {
    const [known, date = ''] = [nameOn(index), days[index]?.date];
    if (known === undefined) return false;
    return word === undefined || keyOf(known).split(' ').includes(word) || MONTHS[word] === date.slice(5, 7);
  };
  // Without a name, those that are under way on the first day are not the ones to come.
  const running = word === undefined ? days.findIndex((_, index) => nameOn(index) === undefined) : 0;
  const first = days.findIndex((_, index) => index >= running && isIts(index));
  if (first < 0) return undefined;
  const holiday = nameOn(first);
  const after = days.findIndex((_, index) => index > first && nameOn(index) !== holiday);
  const [from, to] = [days[first], days[after < 0 ? days.length - 1 : after - 1]];
  return from && to ? { from: from.date, to: to.date } : undefined;
}
