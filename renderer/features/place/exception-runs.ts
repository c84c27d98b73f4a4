/** Days decided alike and following each other, told as one: "Du 2 au 20 août, fermé, congés". */
import type { OpeningException } from '#shared/domain/place/model.ts';
import { addDays } from '#shared/domain/time/wall.ts';

export interface ExceptionRun {
  from: string;
  to: string;
  /** Of each day, in order; at least one. */
  ids: string[];
  closed: boolean;
  hours: OpeningException['hours'];
  reason: string;
}

/** In the order of their dates. `exceptions` come sorted by date. */
export function exceptionRuns(exceptions: readonly OpeningException[]): ExceptionRun[] {
  const runs: ExceptionRun[] = [];
  for (const { id, date, closed, hours, reason } of exceptions) {
    const last = runs.at(-1);
    const alike =
      last !== undefined &&
      last.closed === closed &&
      last.reason === reason &&
      JSON.stringify(last.hours) === JSON.stringify(hours);
    if (last && alike && date === addDays(last.to, 1)) {
      last.to = date;
      last.ids.push(id);
    } else runs.push({ from: date, to: date, ids: [id], closed, hours, reason });
  }
  return runs;
}
