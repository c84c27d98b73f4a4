/** Which ones of its weekday in the month a rule takes. */
import type { LocalDate, Nth } from '../time/wall.ts';
import type { Recurrence } from './model.ts';

/** Which one of its weekday: as the rule says, else as the first date is. */
export const nthOf = ({ nth }: Pick<Recurrence, 'nth'>, first: LocalDate): number =>
  nth || Math.ceil(Number(first.slice(8)) / 7);

/** All of them, in the order of the month as a rule: 1 to 5, then the last. */
export const nthsOf = (rule: Pick<Recurrence, 'nth' | 'alsoNth'>, first: LocalDate): Nth[] =>
  [...new Set([nthOf(rule, first), ...(rule.alsoNth ?? [])])]
    .filter((nth) => nth !== 0)
    .sort((a, b) => (a < 0 ? 1 : b < 0 ? -1 : a - b)) as Nth[];
