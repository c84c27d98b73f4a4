/**
 * Reads the official school calendar, which cannot be computed: the ministry decides it a year or two ahead.
 * The file may be CSV or iCalendar; the bytes are already text (see `domain/text/decode.ts`). Nothing is guessed beyond
 * the file: `knownUntil` says where its knowledge ends.
 */
import { err, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/wall.ts';
import type { SchoolZone } from './model.ts';
import { mergePeriods, type SchoolHolidayPeriod, type SkippedLine } from './school-calendar.ts';
import { readSchoolCsv } from './school-holidays-csv.ts';
import { looksLikeIcs, readSchoolIcs } from './school-holidays-ics.ts';

export type { SchoolHolidayPeriod, SkippedLine, SkipReason } from './school-calendar.ts';

export interface SchoolCalendar {
  /** Zones A, B and C only, by start then zone, each holiday once per zone. */
  holidays: SchoolHolidayPeriod[];
  /** The last day the file speaks of, per zone it has holidays for; later days are unknown, not school days. */
  knownUntil: Partial<Record<SchoolZone, LocalDate>>;
  /** Lines or events that should have been readable and were not. */
  skipped: SkippedLine[];
  /** Lines or events left out on purpose: other territories, teachers' dates, the return to school. */
  ignored: number;
}

export type SchoolCalendarError =
  | { tag: 'file_unreadable'; name: string }
  | { tag: 'school_holidays_not_found'; name: string };

/**
 * The school holidays of a file. `fileName` names it in errors and may name its zone ("Zone-A.ics").
 * Errors: `file_unreadable` when it is empty or not text at all; `school_holidays_not_found` when it is of no known
 * form or holds no holiday of zones A to C. Single bad lines are counted in `skipped`, never thrown.
 */
export function readSchoolHolidays(
  text: string,
  fileName: string,
): Result<SchoolCalendar, SchoolCalendarError> {
  const content = text.replace(/^\ufeff/, '');
  if (content.trim() === '' || content.includes('\0')) return err({ tag: 'file_unreadable', name: fileName });
  const reading = looksLikeIcs(content) ? readSchoolIcs(content, fileName) : readSchoolCsv(content);
  if (!reading || reading.periods.length === 0)
    return err({ tag: 'school_holidays_not_found', name: fileName });

  const holidays = mergePeriods(reading.periods);
  const knownUntil: SchoolCalendar['knownUntil'] = { ...reading.coveredUntil };
  for (const { zone, end } of holidays) if (end > (knownUntil[zone] ?? '')) knownUntil[zone] = end;
  return ok({ holidays, knownUntil, skipped: reading.skipped, ignored: reading.ignored });
}
