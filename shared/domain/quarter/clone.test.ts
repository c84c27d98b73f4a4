import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoActivities } from '../demo/activities.ts';
import { demoFacilitators, demoHosts } from '../demo/people.ts';
import { dayFacts } from '../place/opening.ts';
import { profile } from '../place/profiles.ts';
import { addDays, daysBetween, isNthWeekday, monthOf, type Nth, startOfWeek, weekday } from '../time/wall.ts';
import { alignedPlan } from './aligned.ts';
import { isWithin, shifted, spanOf } from './calendar.ts';
import { type CloneContext, cloneQuarter } from './clone.ts';
import { lineDates } from './dates.ts';
import { DEFAULT_QUARTER, type DraftLine, type LinePlan, linePlan, lineWhat } from './model.ts';
import type { ReviewLine } from './review.ts';

const plan = (rule: object | null, date: string, more: object = {}): LinePlan =>
  linePlan.parse({
    rule: rule && { frequency: 'weekly', ...rule },
    slot: { date, start: '10:00', end: '11:00', spaces: ['space-salon'] },
    ...more,
  });
const aligned = (of: LinePlan, from: string, to: string) => {
  const result = alignedPlan(of, spanOf(from), spanOf(to));
  if (!result) throw new Error('left out');
  return { ...result, dates: lineDates(result, spanOf(to)) };
};

describe('a plan in another quarter', () => {
  it.each([
    ['every Tuesday', {}, '2027-01-05', ['2027-04-06', '2027-04-13', '2027-04-20']],
    // Weeks are counted from Monday 28 December on one side, from Monday 29 March on the other.
    ['every other week', { interval: 2 }, '2027-01-05', ['2027-04-06', '2027-04-20', '2027-05-04']],
    ['the other weeks', { interval: 2 }, '2027-01-12', ['2027-04-13', '2027-04-27', '2027-05-11']],
    [
      'the second Tuesday',
      { frequency: 'monthly-by-weekday', nth: 2 },
      '2027-01-12',
      ['2027-04-13', '2027-05-11', '2027-06-08'],
    ],
    [
      'the last Friday',
      { frequency: 'monthly-by-weekday', nth: -1 },
      '2027-01-29',
      ['2027-04-30', '2027-05-28', '2027-06-25'],
    ],
    [
      'the first and third Thursday',
      { frequency: 'monthly-by-weekday', nth: 1, alsoNth: [3] },
      '2027-01-07',
      ['2027-04-01', '2027-04-15', '2027-05-06'],
    ],
    ['the 12th', { frequency: 'monthly-by-date' }, '2027-01-12', ['2027-04-12', '2027-05-12', '2027-06-12']],
    ['from the third Tuesday on', {}, '2027-01-19', ['2027-04-20', '2027-04-27', '2027-05-04']],
    ['several days', { weekdays: [2, 5] }, '2027-01-05', ['2027-04-06', '2027-04-09', '2027-04-13']],
    ['every day', { frequency: 'daily' }, '2027-01-01', ['2027-04-01', '2027-04-02', '2027-04-03']],
  ])('%s', (_, rule, date, first) => {
    expect(aligned(plan(rule, date), '2027-1', '2027-2').dates.slice(0, 3)).toEqual(first);
  });

  it('moves each date of an event that has several, and keeps what days of a rule count', () => {
    const list = aligned(
      plan(null, '2027-01-12', { also: ['2027-01-19', '2027-01-26'] }),
      '2027-1',
      '2027-2',
    );
    expect(list.dates).toEqual(['2027-04-13', '2027-04-20', '2027-04-27']);
    expect(aligned(plan({}, '2027-01-07', { only: 'school-holidays' }), '2027-1', '2027-2').only).toBe(
      'school-holidays',
    );
  });

  it('moves a one-off event to the same weekday of the same week', () => {
    expect(aligned(plan(null, '2027-01-12'), '2027-1', '2027-2').slot.date).toBe('2027-04-13');
    // The quarter begins on a Friday, the next one on a Thursday; the other way there is no such Thursday.
    expect(aligned(plan(null, '2027-04-01'), '2027-2', '2027-1').slot.date).toBe('2027-01-07');
    // Thursday 31 December is in week 14; the first quarter of 2027 ends on a Wednesday of its week 13.
    expect(aligned(plan(null, '2026-12-31'), '2026-4', '2027-1').slot.date).toBe('2027-03-25');
  });

  it('keeps how many dates an earlier end left, and drops an end that left all of them', () => {
    const short = aligned(plan({ until: '2027-02-02' }, '2027-01-05'), '2027-1', '2027-2');
    expect(short.dates).toHaveLength(5);
    expect(short.rule?.until).toBe('2027-05-04');
    expect(
      aligned(plan({ until: '2027-03-30' }, '2027-01-05'), '2027-1', '2027-2').rule?.until,
    ).toBeUndefined();
    expect(aligned(plan({ count: 4 }, '2027-01-05'), '2027-1', '2027-2').dates).toHaveLength(4);
  });

  it('carries no exception, and does not count them', () => {
    const rule = { until: '2027-02-02', exceptions: ['2027-01-05', '2027-01-12'] };
    const copy = aligned(plan(rule, '2027-01-05'), '2027-1', '2027-2');
    expect(copy.rule?.exceptions).toEqual([]);
    expect(copy.dates[0]).toBe('2027-04-06');
    expect(copy.dates).toHaveLength(5);
  });

  it('is nothing when the pattern does not exist in the new quarter', () => {
    // A fifth Friday in the first month of the quarter only: April 2027 has one, April 2028 has not.
    const fifth = plan({ frequency: 'monthly-by-weekday', nth: 5, interval: 3 }, '2027-01-29');
    expect(alignedPlan(fifth, spanOf('2027-1'), spanOf('2027-2'))?.slot.date).toBe('2027-04-30');
    expect(alignedPlan(fifth, spanOf('2027-1'), spanOf('2028-2'))).toBeUndefined();
  });
});

const keys = fc
  .record({ year: fc.integer({ min: 2020, max: 2060 }), q: fc.integer({ min: 1, max: 4 }) })
  .map(({ year, q }) => `${year}-${q}`);
const quarters = fc.record({ from: keys, to: keys, day: fc.nat(89) });
const frequencies = ['daily', 'weekly', 'monthly-by-date', 'monthly-by-weekday'] as const;
const rules = fc.option(
  fc.record({
    frequency: fc.constantFrom(...frequencies),
    interval: fc.integer({ min: 1, max: 5 }),
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  }),
);

describe('any plan in any other quarter', () => {
  const given = ({ from, day }: { from: string; day: number }, rule: object | null) =>
    plan(rule, addDays(spanOf(from).from, day));

  it('has all its dates there, on its weekdays', () => {
    fc.assert(
      fc.property(quarters, rules, (where, rule) => {
        const of = given(where, rule);
        const before = lineDates(of, spanOf(where.from));
        const copy = alignedPlan(of, spanOf(where.from), spanOf(where.to));
        if (!copy) {
          expect(
            of.rule?.frequency === 'monthly-by-date' || of.rule?.interval !== 1 || before.length < 3,
          ).toBe(true);
          return;
        }
        const dates = lineDates(copy, spanOf(where.to));
        expect(dates.length).toBeGreaterThan(0);
        expect(dates.every((date) => isWithin(date, spanOf(where.to)))).toBe(true);
        expect(isWithin(copy.slot.date, spanOf(where.to))).toBe(true);
        if (rule?.frequency === 'monthly-by-date') {
          expect(new Set(dates.map((date) => date.slice(8)))).toEqual(new Set([of.slot.date.slice(8)]));
        } else if (rule?.frequency !== 'daily') {
          const usual =
            rule?.frequency === 'weekly' && rule.weekdays.length > 0
              ? rule.weekdays
              : [weekday(of.slot.date)];
          expect(dates.every((date) => usual.includes(weekday(date)))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the rank in the month', () => {
    fc.assert(
      fc.property(
        quarters,
        fc.constantFrom(1, 2, 3, 4, -1),
        fc.integer({ min: 1, max: 3 }),
        (where, nth, interval) => {
          const of = given(where, { frequency: 'monthly-by-weekday', nth, interval });
          fc.pre(lineDates(of, spanOf(where.from)).length > 0);
          const copy = alignedPlan(of, spanOf(where.from), spanOf(where.to));
          const dates = copy ? lineDates(copy, spanOf(where.to)) : [];
          expect(dates.length).toBeGreaterThan(0);
          for (const date of dates) expect(isNthWeekday(date, weekday(of.slot.date), nth as Nth)).toBe(true);
          // Months of the quarter stay those they were.
          const months = (all: string[]) => all.map((date) => (monthOf(date) - 1) % 3);
          expect(months(dates)).toEqual(months(lineDates(of, spanOf(where.from))));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps the weeks of a rhythm, counted from the first Monday', () => {
    fc.assert(
      fc.property(quarters, fc.integer({ min: 1, max: 4 }), (where, interval) => {
        const of = given(where, { interval });
        const copy = alignedPlan(of, spanOf(where.from), spanOf(where.to));
        const phases = (of: LinePlan | undefined, key: string) => {
          const span = spanOf(key);
          const weeks = of ? lineDates(of, span) : [];
          return new Set(
            weeks.map((date) => (daysBetween(startOfWeek(span.from), startOfWeek(date)) / 7) % interval),
          );
        };
        expect(phases(copy, where.to)).toEqual(phases(of, where.from));
      }),
      { numRuns: 200 },
    );
  });

  it('is what it was, a year later and back, for a weekly line', () => {
    const weekly = fc.record({
      interval: fc.integer({ min: 1, max: 3 }),
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    });
    fc.assert(
      fc.property(keys, fc.nat(60), weekly, (from, day, rule) => {
        const of = given({ from, day }, rule);
        const to = shifted(from, 4) ?? from;
        const there = alignedPlan(of, spanOf(from), spanOf(to));
        const back = there && alignedPlan(there, spanOf(to), spanOf(from));
        expect(back && lineDates(back, spanOf(from))).toEqual(lineDates(of, spanOf(from)));
      }),
      { numRuns: 300 },
    );
  });
});

const place = profile('ressourcerie');
const calendar = {
  ...place,
  schoolHolidays: [
    { zone: 'A' as const, name: 'Vacances de printemps', start: '2027-04-10', end: '2027-04-25' },
  ],
};
const byId =
  <T extends { id: string }>(all: readonly T[]) =>
  (id: string) =>
    all.find((one) => one.id === id);

function context(part: Partial<CloneContext> = {}): CloneContext {
  let made = 0;
  return {
    activity: byId(demoActivities.map(({ activity }) => activity)),
    space: byId(place.spaces),
    host: byId(demoHosts),
    facilitator: byId(demoFacilitators('2027-01-01')),
    equipment: byId([{ id: 'mats', name: 'Tapis' }]),
    fares: place.settings.fares,
    facts: (date) => dayFacts(date, calendar),
    place: calendar,
    newLineId: () => {
      made += 1;
      return `2027-2.${made}`;
    },
    ...part,
  };
}
const line = (part: { plan?: LinePlan; what?: object; who?: DraftLine['who'] } = {}): DraftLine =>
  Object.assign(
    {
      id: '2027-1.a',
      order: '1',
      plan: part.plan ?? plan({}, '2027-01-05'),
      what: lineWhat.parse({ kind: 'session', activity: 'demo-physical-1', ...part.what }),
      who: part.who ?? { hosts: ['host-nadia'], facilitator: 'facilitator-1' },
    },
    { decisions: { '2027-01-05': { kind: 'dropped' as const } } },
  );
const clone = (lines: DraftLine[], part: Partial<CloneContext> = {}) =>
  cloneQuarter(
    { key: '2027-1', lines, settings: { ...DEFAULT_QUARTER, budgetCents: 90_000 } },
    '2027-2',
    context(part),
  );

describe('a quarter made of another one', () => {
  it('has its lines and settings, and nothing of what was decided', () => {
    const copy = clone([line(), line({ plan: plan(null, '2027-01-12') })]);
    expect(copy.settings.budgetCents).toBe(90_000);
    expect(copy.remarks).toEqual([]);
    expect(copy.lines.map(({ id, plan: { slot } }) => [id, slot.date])).toEqual([
      ['2027-2.1', '2027-04-06'],
      ['2027-2.2', '2027-04-13'],
    ]);
    expect(Object.keys(copy.lines[0] ?? {}).sort()).toEqual(['id', 'plan', 'what', 'who']);
  });

  it('takes off what is gone, and names it', () => {
    const gone = <T extends { archived: boolean }>(known: T | undefined) =>
      known && { ...known, archived: true };
    const usual = context();
    const copy = clone(
      [
        line({
          what: {
            equipment: [
              { id: 'mats', quantity: 3 },
              { id: 'organ', quantity: 1 },
            ],
          },
        }),
      ],
      {
        activity: (id) => gone(usual.activity(id)),
        space: (id) => gone(usual.space(id)),
        host: () => undefined,
        facilitator: (id) => gone(usual.facilitator(id)),
      },
    );
    const [made] = copy.lines;
    expect(made?.what).toEqual({
      kind: 'session',
      title: 'Yoga doux',
      mode: 'on-site',
      capacity: 12,
      fareCents: 1200,
      equipment: [{ id: 'mats', quantity: 3 }],
      isPublic: false,
    });
    expect(made?.plan.slot.spaces).toEqual([]);
    expect(made?.who).toEqual({ hosts: [] });
    expect(copy.remarks).toEqual(
      [
        { kind: 'activity-gone', name: 'Yoga doux' },
        { kind: 'space-gone', name: 'Salon' },
        { kind: 'host-gone' },
        { kind: 'facilitator-gone', name: 'Sophie Lagarde' },
        { kind: 'equipment-gone' },
      ].map((remark) => ({ line: '2027-2.1', title: 'Yoga doux', ...remark })),
    );
  });

  it('says what prices and fares became', () => {
    const copy = clone([line()], {
      pricesThen: { 'facilitator-1': { unit: 'hour', cents: 5000 } },
      faresThen: { ...place.settings.fares, member: 500 },
    });
    expect(copy.remarks).toEqual([
      { title: '', kind: 'fare-changed', name: 'member', before: 500, now: 600 },
      {
        line: '2027-2.1',
        title: 'Yoga doux',
        kind: 'price-changed',
        name: 'Sophie Lagarde',
        before: 5000,
        now: 6000,
      },
    ]);
    expect(clone([line()], { pricesThen: {} }).remarks).toEqual([]);
  });

  it('says which lines meet closed days', () => {
    // Easter Monday is 29 March in 2027; 17 May is Whit Monday, on a day the place opens.
    const monday = plan({}, '2027-01-04');
    expect(clone([line({ plan: monday })]).remarks).toEqual([
      { line: '2027-2.1', title: 'Yoga doux', kind: 'closed-dates', count: 1 },
    ]);
    const sunday = plan({}, '2027-01-03');
    expect(clone([line({ plan: sunday })]).remarks).toMatchObject([{ kind: 'closed-dates', count: 13 }]);
    const outing = { ...sunday, slot: { ...sunday.slot, spaces: [] } };
    expect(clone([line({ plan: outing })]).remarks).toEqual([]);
    const outOfHolidays = { ...plan({}, '2027-01-05'), duringSchoolHolidays: false };
    expect(clone([line({ plan: outOfHolidays })]).remarks).toEqual([]);
  });

  it('says which lines were often cancelled, and which are left out', () => {
    const then = (cancelled: number): ReviewLine => ({
      line: '2027-1.a',
      title: 'Yoga doux',
      planned: 12,
      held: 12 - cancelled,
      toCome: 0,
      cancelled,
      moved: 0,
      reasons: [],
      plannedCostCents: 0,
      heldCostCents: 0,
    });
    const review = (cancelled: number) => ({
      review: { lines: [then(cancelled)], total: then(cancelled), attendance: null },
    });
    expect(clone([line()], review(4)).remarks).toMatchObject([
      { kind: 'often-cancelled', count: 12, cancelled: 4 },
    ]);
    expect(clone([line()], review(3)).remarks).toEqual([]);
    const never = plan({ frequency: 'monthly-by-date', interval: 3 }, '2027-01-31');
    const copy = clone([line({ plan: never }), line()]);
    expect(copy.lines).toHaveLength(1);
    expect(copy.remarks).toEqual([{ title: 'Yoga doux', kind: 'left-out' }]);
  });
});
