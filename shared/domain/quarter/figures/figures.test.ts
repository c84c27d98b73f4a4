import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionPrices } from '../../catalogue/activity.ts';
import { demoActivities } from '../../demo/activities.ts';
import { demoFacilitators, demoHosts } from '../../demo/people.ts';
import { dayFacts } from '../../place/opening.ts';
import { profile } from '../../place/profiles.ts';
import { addDays, datesBetween, fromMinutes, weekday } from '../../time/wall.ts';
import { spanOf } from '../calendar.ts';
import { DEFAULT_QUARTER, lineWhat, type Placement, type Standing } from '../model.ts';
import { figuresOf } from './figures.ts';
import type { FiguresInput } from './placed.ts';

const span = spanOf('2027-1');
const place = { ...profile('ressourcerie'), schoolHolidays: [] };
const YOGA = 'demo-physical-1';
const LUNCH = 'demo-convivial-1';

const line = (id: string, what: object, facilitator?: string): FiguresInput['lines'][number] => ({
  id,
  what: lineWhat.parse({ kind: 'session', ...what }),
  who: { hosts: [], ...(facilitator === undefined ? {} : { facilitator }) },
});
const at = (
  line: string,
  date: string,
  start: string,
  end: string,
  part: { standing?: Standing; costCents?: number; slot?: object } = {},
): Placement => ({
  line,
  date,
  slot: {
    date,
    start,
    end,
    spaces: ['space-salon'],
    wholePlace: false,
    setupMin: 0,
    airingMin: 0,
    ...part.slot,
  },
  state: 'ok',
  obstacles: [],
  standing: part.standing ?? 'placed',
  costCents: part.costCents ?? 0,
});
const input = (part: Partial<FiguresInput>): FiguresInput => ({
  lines: [],
  placements: [],
  days: datesBetween(span.from, span.to).map((date) => dayFacts(date, place)),
  closures: [],
  settings: DEFAULT_QUARTER,
  fares: place.settings.fares,
  categories: place.settings.categories,
  activities: demoActivities.map(({ activity }) => activity),
  facilitators: demoFacilitators('2027-01-01'),
  spaces: place.spaces,
  hosts: demoHosts,
  ...part,
});
const figures = (part: Partial<FiguresInput>) => figuresOf(input(part));
const yoga = line('yoga', { activity: YOGA }, 'facilitator-1');

describe('the load', () => {
  const cell = (part: Partial<FiguresInput>, space: string, day: number, half: string) =>
    figures(part).load.find((one) => one.space === space && one.weekday === day && one.half === half);

  it('is what is taken of what is open, by space, weekday and half-day', () => {
    const lines = [yoga];
    const placements = [
      at('yoga', '2027-01-05', '10:00', '11:00', { slot: { setupMin: 15, airingMin: 15 } }),
      at('yoga', '2027-01-12', '12:30', '13:30'),
    ];
    // 13 Tuesdays from 10 to 18.
    expect(cell({ lines, placements }, 'space-salon', 2, 'morning')).toEqual({
      space: 'space-salon',
      weekday: 2,
      half: 'morning',
      usedMin: 90 + 30,
      openMin: 13 * 180,
      of: [
        { line: 'yoga', date: '2027-01-05' },
        { line: 'yoga', date: '2027-01-12' },
      ],
    });
    expect(cell({ lines, placements }, 'space-salon', 2, 'afternoon')).toMatchObject({
      usedMin: 30,
      openMin: 13 * 300,
      of: [{ line: 'yoga', date: '2027-01-12' }],
    });
    expect(cell({ lines, placements }, 'space-calme', 2, 'morning')).toMatchObject({ usedMin: 0, of: [] });
    expect(cell({ lines, placements }, 'space-salon', 7, 'morning')).toBeUndefined();
  });

  it('counts a minute once when two share it, and the whole place in each space', () => {
    const lines = [yoga, line('party', { title: 'Fête' })];
    const placements = [
      at('yoga', '2027-01-05', '14:00', '15:00'),
      at('party', '2027-01-05', '14:30', '19:00', { slot: { spaces: [], wholePlace: true } }),
    ];
    expect(cell({ lines, placements }, 'space-salon', 2, 'afternoon')?.usedMin).toBe(240);
    expect(cell({ lines, placements }, 'space-calme', 2, 'afternoon')?.usedMin).toBe(210);
    expect(cell({ lines, placements }, 'space-calme', 2, 'evening')).toMatchObject({
      usedMin: 60,
      openMin: 0,
    });
  });

  it('opens less when the quarter closes days', () => {
    const closures = [{ from: '2027-01-04', to: '2027-01-17' }];
    expect(cell({ closures }, 'space-salon', 2, 'morning')?.openMin).toBe(11 * 180);
  });
});

describe('the balance', () => {
  it('counts placed sessions by category, price and time', () => {
    const lines = [
      yoga,
      line('lunch', { activity: LUNCH }),
      line('talk', { title: 'Rencontre', fareCents: 300 }),
      line('team', { kind: 'meeting', title: 'Équipe' }),
    ];
    const { balance } = figures({
      lines,
      placements: [
        at('yoga', '2027-01-05', '10:00', '11:00'),
        at('yoga', '2027-01-12', '10:00', '11:00', { standing: 'to-replace' }),
        at('yoga', '2027-01-19', '10:00', '11:00', { standing: 'proposed' }),
        at('yoga', '2027-01-26', '10:00', '11:00', { standing: 'dropped' }),
        at('lunch', '2027-01-09', '12:00', '14:00'),
        at('talk', '2027-01-07', '17:30', '18:30'),
        at('team', '2027-01-07', '19:00', '20:00'),
        at('nobody', '2027-01-07', '19:00', '20:00'),
      ],
    });
    expect(balance.sessions.count).toBe(3);
    expect(balance.byCategory.map(({ category, count }) => [category, count])).toEqual([
      ['physical', 1],
      ['well-being', 0],
      ['leisure', 0],
      ['practical', 0],
      ['convivial', 1],
      ['talk', 0],
      [undefined, 1],
    ]);
    expect(balance.free.of).toEqual([{ line: 'lunch', date: '2027-01-09' }]);
    expect(balance.paid.count).toBe(2);
    expect(balance.unsaid.count).toBe(0);
    expect(balance.evenings.of).toEqual([{ line: 'talk', date: '2027-01-07' }]);
    expect(balance.saturdays.of).toEqual([{ line: 'lunch', date: '2027-01-09' }]);
  });
});

describe('the costs', () => {
  it('are by facilitator and by month of the day it is held, against the budget', () => {
    const lines = [yoga, line('pilates', { activity: 'demo-physical-2' }, 'facilitator-2')];
    const moved = { ...at('yoga', '2027-01-26', '10:00', '11:15', { costCents: 6000 }) };
    moved.slot = { ...moved.slot, date: '2027-02-02' };
    const { costs } = figures({
      lines,
      placements: [
        at('pilates', '2027-01-06', '10:00', '11:00', { costCents: 4500 }),
        at('yoga', '2027-01-05', '10:00', '11:15', { costCents: 6000 }),
        moved,
      ],
      settings: { ...DEFAULT_QUARTER, budgetCents: 15_000 },
    });
    expect(costs).toMatchObject({
      sessions: 3,
      minutes: 210,
      cents: 16_500,
      budget: { cents: 15_000, leftCents: -1500 },
    });
    expect(costs.months.map(({ month, cents }) => [month, cents])).toEqual([
      ['2027-01', 10_500],
      ['2027-02', 6000],
      ['2027-03', 0],
    ]);
    expect(
      costs.facilitators.map(({ facilitator, cents, months }) => [facilitator, cents, months.length]),
    ).toEqual([
      ['facilitator-1', 12_000, 2],
      ['facilitator-2', 4500, 1],
    ]);
    expect(costs.months[1]?.of).toEqual([{ line: 'yoga', date: '2027-01-26' }]);
    expect(figures({ lines }).costs.budget).toBeNull();
  });
});

describe('the income', () => {
  it('is seats × occupancy × the share of each fare', () => {
    const { income } = figures({
      lines: [yoga],
      placements: [at('yoga', '2027-01-05', '10:00', '11:00', { costCents: 4000 })],
      settings: { ...DEFAULT_QUARTER, occupancyPercent: 50, memberPercent: 50, solidarityPercent: 25 },
    });
    // 12 seats, 6 taken: 3 members at 6 €, 1.5 at 4.50 €, 1.5 at 12 €.
    expect(income.byFare).toEqual([
      { fare: 'full', seats: 1.5, cents: 1800 },
      { fare: 'member', seats: 3, cents: 1800 },
      { fare: 'solidarity', seats: 1.5, cents: 675 },
    ]);
    expect(income.totalCents).toBe(4275);
    expect(income.selfFinancingPercent).toBeCloseTo(106.875);
  });

  it('leaves aside what is free, and names what has no seats', () => {
    const { income } = figures({
      lines: [line('lunch', { activity: LUNCH }), line('talk', { title: 'Rencontre', fareCents: 500 })],
      placements: [at('lunch', '2027-01-05', '12:00', '14:00'), at('talk', '2027-01-06', '18:00', '20:00')],
    });
    expect(income).toMatchObject({
      totalCents: 0,
      of: [],
      withoutSeats: [{ line: 'talk', date: '2027-01-06' }],
      selfFinancingPercent: null,
    });
  });

  it('assumes nothing of a reduced fare that nobody said', () => {
    const of = (fares: FiguresInput['fares']) =>
      figures({
        fares,
        lines: [line('talk', { title: 'Rencontre', fareCents: 500, capacity: 10 })],
        placements: [at('talk', '2027-01-06', '18:00', '20:00')],
        settings: { ...DEFAULT_QUARTER, occupancyPercent: 50, memberPercent: 60, solidarityPercent: 20 },
      }).income.byFare;
    expect(of({})).toEqual([{ fare: 'full', seats: 5, cents: 2500 }]);
    expect(of({ member: 300 })).toEqual([
      { fare: 'full', seats: 2, cents: 1000 },
      { fare: 'member', seats: 3, cents: 900 },
    ]);
  });

  it('never counts more people than come', () => {
    const { income } = figures({
      lines: [yoga],
      placements: [at('yoga', '2027-01-05', '10:00', '11:00')],
      settings: { ...DEFAULT_QUARTER, occupancyPercent: 100, memberPercent: 80, solidarityPercent: 60 },
    });
    expect(income.byFare.map(({ seats }) => seats)).toEqual([0, 9.6, 2.4]);
  });
});

describe('the prices of a session', () => {
  const { fares } = place.settings;
  it.each([
    ['those of its activity', undefined, { kind: 'standard' as const }, [1200, 600, 450]],
    ['a dearer one: reduced fares stay', 2000, { kind: 'standard' as const }, [2000, 600, 450]],
    [
      'a cheaper one: nobody pays more than the full price',
      500,
      { kind: 'standard' as const },
      [500, 500, 450],
    ],
    ['free for once', 0, { kind: 'standard' as const }, [0, 0, 0]],
    ['a price on what is free', 800, { kind: 'free' as const }, [800, 600, 450]],
    [
      'its own fares',
      1000,
      { kind: 'custom' as const, full: 900, member: 300, solidarity: 100 },
      [1000, 300, 100],
    ],
    ['no activity, a price', 700, undefined, [700, 600, 450]],
  ])('%s', (_, own, fare, [full, member, solidarity]) => {
    expect(sessionPrices(own, fare, fares)).toEqual({ full, member, solidarity });
  });

  it.each([
    ['no activity, no price: nobody knows', undefined, undefined, fares, {}],
    ['an activity of which nobody said the price', undefined, { kind: 'unsaid' as const }, fares, {}],
    ['the usual fares of a place that has none', undefined, { kind: 'standard' as const }, {}, {}],
    ['those that the place said', undefined, { kind: 'standard' as const }, { full: 700 }, { full: 700 }],
    ['a price where no reduced fare is known', 700, undefined, {}, { full: 700 }],
    ['free, which everybody knows then', 0, undefined, {}, { full: 0, member: 0, solidarity: 0 }],
    ['fares of its own, but one', undefined, { kind: 'custom' as const, full: 900 }, fares, { full: 900 }],
  ])('%s', (_, own, fare, of, prices) => {
    expect(sessionPrices(own, fare, of)).toEqual(prices);
  });
});

describe('the psychologist’s days', () => {
  it('is her weekdays without absences and closed days', () => {
    const hosts = demoHosts.map((host) =>
      host.role === 'psychologist' ? { ...host, absences: [{ from: '2027-02-01', to: '2027-02-07' }] } : host,
    );
    const closures = [{ from: '2027-03-01', to: '2027-03-05' }];
    const [agnes, ...others] = figures({ hosts, closures }).psychologists;
    expect(others).toEqual([]);
    // 13 Wednesdays and 13 Fridays, the first of which is New Year's Day.
    expect(agnes?.days).toHaveLength(26 - 1 - 2 - 2);
    expect(agnes?.days[0]).toEqual({ date: '2027-01-06', minutes: 240 });
    expect(agnes?.lost).toEqual([
      { date: '2027-01-01', why: 'closed' },
      { date: '2027-02-03', why: 'away' },
      { date: '2027-02-05', why: 'away' },
      { date: '2027-03-03', why: 'closed' },
      { date: '2027-03-05', why: 'closed' },
    ]);
  });
});

describe('any figures', () => {
  const lines = [
    yoga,
    line('lunch', { activity: LUNCH }),
    line('talk', { title: 'Rencontre', fareCents: 500, capacity: 20 }, 'facilitator-2'),
    line('team', { kind: 'meeting' }),
  ];
  const placements = fc
    .uniqueArray(
      fc.record({
        line: fc.constantFrom('yoga', 'lunch', 'talk', 'team'),
        day: fc.nat(89),
        start: fc.integer({ min: 0, max: 280 }),
        length: fc.integer({ min: 1, max: 40 }),
        standing: fc.constantFrom(
          'placed' as const,
          'placed' as const,
          'to-replace' as const,
          'dropped' as const,
        ),
        costCents: fc.nat(9000),
        wholePlace: fc.boolean(),
      }),
      { selector: ({ line, day }) => `${line} ${day}`, maxLength: 40 },
    )
    .map((all) =>
      all.map(({ line, day, start, length, standing, costCents, wholePlace }) =>
        at(
          line,
          addDays(span.from, day),
          fromMinutes(start * 5),
          fromMinutes(Math.min(1440, (start + length) * 5)),
          {
            standing,
            costCents,
            slot: { wholePlace },
          },
        ),
      ),
    );

  it('add up, name what they count, and do not depend on the order given', () => {
    fc.assert(
      fc.property(placements, (all) => {
        const result = figures({ lines, placements: all });
        expect(figures({ lines: [...lines].reverse(), placements: [...all].reverse() })).toEqual(result);
        const placed = all.filter(({ standing }) => standing === 'placed');
        const sessions = placed.filter(({ line }) => line !== 'team');
        const { balance, costs, income, load } = result;
        expect(balance.sessions.count).toBe(sessions.length);
        expect(balance.byCategory.reduce((sum, { count }) => sum + count, 0)).toBe(sessions.length);
        expect(balance.free.count + balance.paid.count).toBe(sessions.length);
        const withFacilitator = placed.filter(({ line }) => line === 'yoga' || line === 'talk');
        const cents = withFacilitator.reduce((sum, { costCents }) => sum + costCents, 0);
        expect(costs.cents).toBe(cents);
        expect(costs.months.reduce((sum, month) => sum + month.cents, 0)).toBe(cents);
        expect(costs.facilitators.reduce((sum, one) => sum + one.cents, 0)).toBe(cents);
        expect(income.byFare.reduce((sum, fare) => sum + fare.cents, 0)).toBe(income.totalCents);
        const isPlaced = new Set(placed.map(({ line, date }) => `${line} ${date}`));
        for (const { usedMin, of, weekday: day } of load) {
          expect(usedMin > 0).toBe(of.length > 0);
          for (const { line, date } of of) {
            expect(isPlaced.has(`${line} ${date}`)).toBe(true);
            expect(weekday(date)).toBe(day);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
