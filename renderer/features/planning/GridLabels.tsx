/** The words on the left of the day and the week: the days with what is particular about them, the rows. */
import type { PlanningDay } from '#shared/contract/planning.ts';
import type { LocalDate } from '#shared/domain/time/wall.ts';
import type { By, Names } from '../../components/booking/names.ts';
import { ColourMark } from '../../components/marks.tsx';
import { capitalised, shortDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import classes from './planning.module.css';
import type { Row } from './rows.ts';

interface RowLabelProps {
  row: Row | undefined;
  names: Names;
  by: By;
  today: LocalDate;
  /** Closed days of a week on which nothing happens: their rows are thin. */
  quiet: ReadonlySet<LocalDate>;
}

export function RowLabel({ row, names, by, today, quiet }: RowLabelProps) {
  if (!row) return null;
  const colour = by === 'space' && row.resource ? names.space(row.resource)?.colour : undefined;
  return (
    <span
      className={classes.rowName}
      data-depth={Math.min(row.depth, 4)}
      data-today={row.date === today || undefined}
      data-quiet={quiet.has(row.date) || undefined}
    >
      {colour ? <ColourMark colour={colour} /> : null}
      <span>{names.resource(row.resource, by)}</span>
    </span>
  );
}

interface DayLabelProps {
  day: PlanningDay | undefined;
  date: LocalDate;
  today: LocalDate;
}

export function DayLabel({ day, date, today }: DayLabelProps) {
  const [name, ...reasons] = dayWords(day, date);
  return (
    <span className={classes.dayName} data-today={date === today || undefined}>
      <strong>{name}</strong>
      {reasons.map((reason) => (
        <span key={reason} className={classes.reason}>
          {reason}
        </span>
      ))}
    </span>
  );
}

/** What is said of a day: its name, then what is particular about it. */
export function dayWords(day: PlanningDay | undefined, date: LocalDate): string[] {
  // The title above says the year; here it would be cut in two.
  const name = capitalised(shortDate(date)).replace(/\u00a0\d{4}$/, '');
  return [name, ...(day?.reasons.map(t.planning.day.reason) ?? [])];
}

/** Is as wide as the longest of these words, and is not seen: the column that holds them takes its width (`useHeads`). */
export function Words({ of, as }: { of: readonly string[]; as: 'names' | 'days' }) {
  return (
    <div data-words={as} className={classes.words} aria-hidden>
      {[...new Set(of)].map((name) => (
        <span key={name} data-word={name} />
      ))}
    </div>
  );
}
