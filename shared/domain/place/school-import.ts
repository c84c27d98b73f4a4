/**
 * Bringing an official school calendar into what the team already has. Pure: says what to write and what to remove.
 * Ids come from zone and first day, so that two machines that import the same file write the same entities.
 */
import { z } from 'zod';
import { localDate } from '../time/schemas.ts';
import type { LocalDate } from '../time/wall.ts';
import { type SchoolHoliday, type SchoolZone, schoolZone } from './model.ts';
import type { SchoolHolidayPeriod } from './school-calendar.ts';

/** Until which day the calendar of a zone is known; the days after are unknown, not school days. */
export const schoolCoverage = z.object({
  zone: schoolZone,
  until: localDate,
  source: z.string().trim().max(300),
});
export type SchoolCoverage = z.infer<typeof schoolCoverage>;

export type KnownUntil = Partial<Record<SchoolZone, LocalDate>>;

/** Source of a holiday typed by hand: such a line is never taken away by an import, unless it is the same. */
export const BY_HAND = '';

export interface SchoolImport {
  put: SchoolHoliday[];
  /** Ids of earlier imports that the file contradicts: same zone, within the days it covers, absent from it. */
  remove: string[];
  /** Ids that are already as the file says. */
  same: string[];
}

export const schoolHolidayId = ({ zone, start }: Pick<SchoolHoliday, 'zone' | 'start'>): string =>
  `school-${zone}-${start}`;

/**
 * What importing `periods` for the `zones` chosen changes. Years the file does not speak of are left alone: a file
 * covers, for each zone, from its first day off to its last.
 */
export function planSchoolImport(
  existing: readonly SchoolHoliday[],
  periods: readonly SchoolHolidayPeriod[],
  zones: readonly SchoolZone[],
  source: string,
): SchoolImport {
  const plan: SchoolImport = { put: [], remove: [], same: [] };
  for (const zone of new Set(zones)) {
    const wanted = new Map<string, SchoolHoliday>();
    for (const period of periods) {
      if (period.zone !== zone) continue;
      const id = schoolHolidayId(period);
      const twin = wanted.get(id);
      if (!twin || twin.end < period.end) wanted.set(id, { id, ...period, source });
    }
    const first = [...wanted.values()].reduce((least, { start }) => (start < least ? start : least), '9999');
    const last = [...wanted.values()].reduce((most, { end }) => (end > most ? end : most), '');
    for (const old of existing) {
      if (old.zone !== zone || old.source === BY_HAND || wanted.has(old.id)) continue;
      if (old.end >= first && old.start <= last) plan.remove.push(old.id);
    }
    for (const holiday of wanted.values()) {
      const old = existing.find(({ id }) => id === holiday.id);
      const same = old?.name === holiday.name && old.end === holiday.end;
      if (same) plan.same.push(holiday.id);
      else plan.put.push(holiday);
    }
  }
  return plan;
}

/** The later of what files covered and of the last holiday known, per zone. */
export function knownUntil(
  holidays: readonly Pick<SchoolHoliday, 'zone' | 'end'>[],
  coverage: readonly SchoolCoverage[],
): KnownUntil {
  const known: KnownUntil = {};
  const extend = (zone: SchoolZone, until: LocalDate) => {
    if (until > (known[zone] ?? '')) known[zone] = until;
  };
  for (const { zone, end } of holidays) extend(zone, end);
  for (const { zone, until } of coverage) extend(zone, until);
  return known;
}
