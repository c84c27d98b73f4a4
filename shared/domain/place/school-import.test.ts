import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../time/wall.ts';
import type { SchoolHoliday, SchoolZone } from './model.ts';
import type { SchoolHolidayPeriod } from './school-calendar.ts';
import { BY_HAND, knownUntil, planSchoolImport, schoolHolidayId } from './school-import.ts';

const zone = fc.constantFrom<SchoolZone>('A', 'B', 'C');
const period = fc
  .record({ zone, name: fc.constantFrom('Toussaint', 'Noël', 'Hiver'), from: fc.nat(700), days: fc.nat(20) })
  .map(({ zone, name, from, days }): SchoolHolidayPeriod => {
    const start = addDays('2026-09-01', from);
    return { zone, name, start, end: addDays(start, days) };
  });
const periods = fc.array(period, { maxLength: 12 });
const zones = fc.uniqueArray(zone, { minLength: 1 });

function apply(
  existing: readonly SchoolHoliday[],
  plan: ReturnType<typeof planSchoolImport>,
): SchoolHoliday[] {
  const after = new Map(existing.map((holiday) => [holiday.id, holiday]));
  for (const id of plan.remove) after.delete(id);
  for (const holiday of plan.put) after.set(holiday.id, holiday);
  return [...after.values()];
}
const kept = (list: readonly SchoolHoliday[]) => list.map(({ source: _, ...rest }) => rest);

describe('importing a school calendar', () => {
  it('twice is the same as once', () => {
    fc.assert(
      fc.property(periods, zones, (file, chosen) => {
        const once = apply([], planSchoolImport([], file, chosen, 'f.csv'));
        const again = planSchoolImport(once, file, chosen, 'f.csv');
        expect(again.put).toEqual([]);
        expect(again.remove).toEqual([]);
      }),
    );
  });

  it('never touches a zone that was not chosen, nor what was typed by hand', () => {
    fc.assert(
      fc.property(periods, periods, zones, (old, file, chosen) => {
        const existing = old.map((one) => ({ ...one, id: `${schoolHolidayId(one)}-old`, source: BY_HAND }));
        const plan = planSchoolImport(existing, file, chosen, 'f.csv');
        expect(plan.remove).toEqual([]);
        for (const holiday of plan.put) expect(chosen).toContain(holiday.zone);
      }),
    );
  });

  it('leaves, for the days a file covers, exactly what it says', () => {
    fc.assert(
      fc.property(periods, periods, zone, (old, file, chosen) => {
        const before = apply([], planSchoolImport([], old, [chosen], 'old.csv'));
        const after = apply(before, planSchoolImport(before, file, [chosen], 'new.csv'));
        const fresh = apply([], planSchoolImport([], file, [chosen], 'new.csv'));
        const said = kept(fresh);
        for (const one of said) expect(kept(after)).toContainEqual(one);
        const first = said.map(({ start }) => start).sort()[0];
        const last = said
          .map(({ end }) => end)
          .sort()
          .at(-1);
        for (const one of kept(after)) {
          const within = first !== undefined && last !== undefined && one.end >= first && one.start <= last;
          if (within) expect(said).toContainEqual(one);
        }
      }),
    );
  });

  it('keeps the years before', () => {
    const winter = { zone: 'A' as const, name: 'Hiver', start: '2026-02-07', end: '2026-02-22' };
    const existing = [{ ...winter, id: schoolHolidayId(winter), source: '2026.csv' }];
    const next = [{ ...winter, start: '2027-02-13', end: '2027-02-28' }];
    expect(planSchoolImport(existing, next, ['A'], '2027.csv').remove).toEqual([]);
  });
});

it('is known until the later of what the files covered and the last holiday', () => {
  const summer = { zone: 'A' as const, end: '2025-08-31' };
  expect(knownUntil([summer], [{ zone: 'A', until: '2025-12-31', source: 'f' }])).toEqual({
    A: '2025-12-31',
  });
  expect(knownUntil([summer], [{ zone: 'B', until: '2025-01-01', source: 'f' }])).toEqual({
    A: '2025-08-31',
    B: '2025-01-01',
  });
});
