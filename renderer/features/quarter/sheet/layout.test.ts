import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayFacts } from '#shared/domain/place/opening.ts';
import { addDays, isLocalDate, startOfWeek } from '#shared/domain/time/wall.ts';
import { aLine, aQuarter, placementsOf, SPAN } from '../ground/fixture.ts';
import { groupsOf, sameRow, weekIndex, weeksOf } from './layout.ts';

const everything = { undecided: false };
const categoryOf = (activity: string) => (activity === 'yoga' ? 'physical' : undefined);

describe('the weeks of a quarter', () => {
  it('are those that hold a day of it, each from its Monday', () => {
    const weeks = weeksOf(aQuarter([]));
    expect(weeks).toHaveLength(14);
    expect(weeks[0]?.monday).toBe('2026-12-28');
    expect(weeks.at(-1)?.monday).toBe('2027-03-29');
    fc.assert(
      fc.property(fc.nat(89), (days) => {
        const date = addDays(SPAN.from, days);
        expect(isLocalDate(date)).toBe(true);
        expect(weeks[weekIndex(SPAN.from, date)]?.monday).toBe(startOfWeek(date));
      }),
    );
  });

  it('are marked with what is particular about their days, once each, and not with usual closed days', () => {
    const days: DayFacts[] = [
      { date: '2027-02-15', hours: [], closed: true, reasons: [{ kind: 'weekly-closed', name: '' }] },
      { date: '2027-02-16', hours: [], closed: false, reasons: [{ kind: 'school-holiday', name: 'Hiver' }] },
      { date: '2027-02-17', hours: [], closed: false, reasons: [{ kind: 'school-holiday', name: 'Hiver' }] },
      { date: '2027-03-29', hours: [], closed: true, reasons: [{ kind: 'holiday', name: 'Pâques' }] },
      { date: '2027-03-30', hours: [], closed: false, reasons: [{ kind: 'exception', name: 'Nocturne' }] },
    ];
    const closures = [{ id: 'c', from: '2027-02-17', to: '2027-02-18', reason: 'Congés' }];
    const weeks = weeksOf(aQuarter([], { days, closures }));
    expect(weeks[weekIndex(SPAN.from, '2027-02-15')]?.marks).toEqual([
      { kind: 'school-holiday', name: 'Hiver', dates: ['2027-02-16', '2027-02-17'] },
      { kind: 'closure', name: 'Congés', dates: ['2027-02-17'] },
    ]);
    expect(weeks.at(-1)?.marks).toEqual([{ kind: 'holiday', name: 'Pâques', dates: ['2027-03-29'] }]);
  });
});

describe('the lines of the sheet', () => {
  const yoga = aLine({
    title: 'Yoga',
    date: '2027-01-12',
    activity: 'yoga',
    space: 'salle',
    facilitator: 'lea',
  });
  const lunch = aLine({ title: 'Repas', date: '2027-01-15', start: '12:00', end: '14:00', space: 'salon' });
  const party = aLine({ title: 'Fête', date: '2027-02-20', start: '19:00', end: '22:00', rule: null });
  const view = aQuarter([party, lunch, yoga]);
  const source = { view, weeks: 14, categories: ['talk', 'physical'], categoryOf } as const;

  it('stand by category, then those of none, then one-off events', () => {
    const groups = groupsOf(source, everything);
    expect(groups.map(({ key, rows }) => [key, rows.map(({ line }) => line.title)])).toEqual([
      ['physical', ['Yoga']],
      ['no-category', ['Repas']],
      ['one-off', ['Fête']],
    ]);
  });

  it('hold each of their dates once, in the week where it is now', () => {
    const moved = view.placements.map((placement) =>
      placement.date === '2027-01-19' && placement.line === yoga.id
        ? { ...placement, slot: { ...placement.slot, date: '2027-01-27' } }
        : placement,
    );
    const [physical] = groupsOf({ ...source, view: { ...view, placements: moved } }, everything);
    const cells = physical?.rows[0]?.cells ?? [];
    expect(cells.flat()).toHaveLength(placementsOf(yoga).length);
    expect(cells[weekIndex(SPAN.from, '2027-01-19')]).toEqual([]);
    expect(cells[weekIndex(SPAN.from, '2027-01-26')]?.map(({ slot }) => slot.date)).toEqual([
      '2027-01-26',
      '2027-01-27',
    ]);
  });

  it.each([
    [{ category: 'physical' }, ['Yoga']],
    [{ space: 'salon' }, ['Repas']],
    [{ facilitator: 'lea' }, ['Yoga']],
    [{ half: 'morning' as const }, ['Yoga', 'Repas']],
    [{ half: 'evening' as const }, ['Fête']],
    [{ space: 'salon', half: 'evening' as const }, []],
  ])('pass the filter %j', (filter, titles) => {
    const groups = groupsOf(source, { ...everything, ...filter });
    expect(groups.flatMap(({ rows }) => rows.map(({ line }) => line.title))).toEqual(titles);
  });

  it('are only those that wait for a decision, when asked', () => {
    const waiting = view.placements.map((placement) =>
      placement.line === lunch.id && placement.date === '2027-02-19'
        ? { ...placement, standing: 'proposed' as const }
        : placement,
    );
    const groups = groupsOf({ ...source, view: { ...view, placements: waiting } }, { undecided: true });
    expect(groups.flatMap(({ rows }) => rows.map(({ line }) => line.title))).toEqual(['Repas']);
  });

  it('are the same row until something of theirs changes', () => {
    const row = (placements = view.placements) =>
      groupsOf({ ...source, view: { ...view, placements } }, everything)[0]?.rows[0];
    const [before, again] = [row(), row()];
    expect(before && again && sameRow(before, again)).toBe(true);
    const changed = row(view.placements.map((one) => (one.line === yoga.id ? { ...one } : one)));
    expect(before && changed && sameRow(before, changed)).toBe(false);
    const elsewhere = row(view.placements.map((one) => (one.line === lunch.id ? { ...one } : one)));
    expect(before && elsewhere && sameRow(before, elsewhere)).toBe(true);
  });
});
