/** What the place knows of the days of a quarter, in runs of days: holidays, school holidays, its own exceptions. */
import type { DayFacts, DayReason } from '#shared/domain/place/opening.ts';
import { addDays, type LocalDate } from '#shared/domain/time/wall.ts';

export interface SpecialRun {
  kind: Exclude<DayReason['kind'], 'weekly-closed'>;
  name: string;
  from: LocalDate;
  to: LocalDate;
  closed: boolean;
}

/** By first day. Days that follow each other for the same reason are one run. */
export function specialDays(days: readonly DayFacts[]): SpecialRun[] {
  const runs: SpecialRun[] = [];
  for (const { date, closed, reasons } of days)
    for (const { kind, name } of reasons) {
      if (kind === 'weekly-closed') continue;
      const open = runs.find((run) => run.kind === kind && run.name === name && addDays(run.to, 1) === date);
      const closes = closed && kind !== 'school-holiday';
      if (open) Object.assign(open, { to: date, closed: open.closed || closes });
      else runs.push({ kind, name, from: date, to: date, closed: closes });
    }
  return runs;
}
