import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoActivities } from '../demo/activities.ts';
import { demoFacilitators, demoHosts } from '../demo/people.ts';
import { dayFacts } from '../place/opening.ts';
import { profile } from '../place/profiles.ts';
import { type Occupant, rivalPairs } from '../planning/conflict.ts';
import { footprint, wantsOf } from '../planning/footprint.ts';
import { addDays, datesBetween, fromMinutes } from '../time/wall.ts';
import { isWithin, spanOf } from './calendar.ts';
import { compose, type Surroundings } from './compose.ts';
import { lineDates } from './dates.ts';
import {
  bookingIdOf,
  type Decision,
  type DraftClosure,
  type DraftLine,
  decision,
  linePlan,
  lineWhat,
  type Placement,
} from './model.ts';

const span = spanOf('2027-1');
const days = datesBetween(span.from, span.to);
const place = {
  ...profile('ressourcerie'),
  schoolHolidays: [{ zone: 'A' as const, name: 'Vacances d’hiver', start: '2027-02-13', end: '2027-02-28' }],
};
const facts = (date: string) => dayFacts(date, place);
const facilitators = demoFacilitators('2027-01-01').map((one, index) => ({
  ...one,
  absences: index === 0 ? [{ from: '2027-03-01', to: '2027-03-20' }] : [],
}));

const dates = fc.constantFrom(...days);
/** Few days and hours, so that lines often want the same place. */
const fewDates = fc.constantFrom('2027-01-05', '2027-01-06', '2027-01-12', '2027-01-19', '2027-02-02');
const slots = fc
  .record({
    date: fc.oneof(fewDates, fewDates, dates),
    start: fc.integer({ min: 120, max: 160 }),
    length: fc.integer({ min: 6, max: 24 }),
    spaces: fc.subarray(['space-salon', 'space-activites', 'space-calme'], { maxLength: 2 }),
    wholePlace: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
    setupMin: fc.constantFrom(0, 15),
    airingMin: fc.constantFrom(0, 15),
  })
  .map(({ start, length, ...slot }) => ({
    ...slot,
    start: fromMinutes(start * 5),
    end: fromMinutes((start + length) * 5),
  }));
const rules = fc.option(
  fc.record({
    frequency: fc.constantFrom(
      'daily' as const,
      'weekly' as const,
      'weekly' as const,
      'monthly-by-date' as const,
      'monthly-by-weekday' as const,
    ),
    interval: fc.integer({ min: 1, max: 3 }),
  }),
);
const decided: fc.Arbitrary<Decision> = fc.oneof(
  fc.constant(decision.parse({ kind: 'out', why: [] })),
  fc.constant(decision.parse({ kind: 'dropped' })),
  fc.constant(decision.parse({ kind: 'forced' })),
  slots.map((slot) => decision.parse({ kind: 'moved', slot })),
  slots.map((slot) => decision.parse({ kind: 'forced', slot })),
);
const draftLines = fc
  .array(
    fc.record({
      slot: slots,
      rule: rules,
      duringSchoolHolidays: fc.boolean(),
      activity: fc.constantFrom(...demoActivities.slice(0, 10).map(({ activity }) => activity.id)),
      hosts: fc.subarray(['host-nadia', 'host-helene'], { maxLength: 1 }),
      facilitator: fc.option(fc.constantFrom('facilitator-1', 'facilitator-2', 'facilitator-3'), {
        nil: undefined,
      }),
      mats: fc.nat(4),
      decisions: fc.array(fc.tuple(fc.nat(90), decided), { maxLength: 4 }),
      order: fc.nat(3),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) =>
    all.map(
      (
        { slot, rule, duringSchoolHolidays, activity, hosts, facilitator, mats, decisions, order },
        index,
      ): DraftLine => {
        const plan = linePlan.parse({ slot, rule, duringSchoolHolidays });
        const own = lineDates(plan, span);
        return {
          id: `2027-1.${index}`,
          order: String(order),
          plan,
          what: lineWhat.parse({
            kind: 'session',
            activity,
            equipment: mats === 0 ? [] : [{ id: 'mats', quantity: mats }],
          }),
          who: { hosts, ...(facilitator === undefined ? {} : { facilitator }) },
          decisions: Object.fromEntries(
            decisions.map(([at, one]) => [own[at % own.length] ?? slot.date, one]),
          ),
        };
      },
    ),
  );
const closuresOf = fc.array(
  fc.record({ at: dates, length: fc.nat(9) }).map(
    ({ at, length }): DraftClosure => ({
      id: at,
      from: at,
      to: addDays(at, length),
      reason: 'Travaux',
    }),
  ),
  { maxLength: 2 },
);
/** The planning: one booking of the salon, all day, on some days. */
const busyOn = fc.uniqueArray(dates, { maxLength: 10 });

function around(part: Partial<Surroundings> & { busyOn?: string[] } = {}): Surroundings {
  const { busyOn: taken = [], ...rest } = part;
  return {
    span,
    place,
    closures: [],
    host: (id) => demoHosts.find((one) => one.id === id),
    facilitator: (id) => facilitators.find((one) => one.id === id),
    stockOf: (id) => (id === 'mats' ? 5 : undefined),
    busy: (date): Occupant[] =>
      taken.includes(date)
        ? [
            {
              id: `planning-${date}`,
              status: 'confirmed',
              claim: '1',
              busy: { start: 0, end: 1440 },
              wants: [{ kind: 'space', id: 'space-salon', quantity: 1 }],
            },
          ]
        : [],
    held: () => undefined,
    budgetCents: null,
    ...rest,
  };
}

const decisionOf = (lines: readonly DraftLine[], { line, date }: Placement) =>
  lines.find(({ id }) => id === line)?.decisions[date];
const circumstances = fc.record({ closures: closuresOf, busyOn, budgetCents: fc.option(fc.nat(60_000)) });

describe('a quarter composed from any lines', () => {
  it('is the same whatever the order they are given in', () => {
    fc.assert(
      fc.property(draftLines, circumstances, fc.infiniteStream(fc.nat(100)), (lines, where, chance) => {
        const shuffled = lines
          .map((line) => ({ line, rank: chance.next().value ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ line }) => line);
        expect(compose(shuffled, around(where)).placements).toEqual(compose(lines, around(where)).placements);
      }),
      { numRuns: 60 },
    );
  });

  it('has each date of each line once, in one state, with what explains it', () => {
    fc.assert(
      fc.property(draftLines, circumstances, (lines, where) => {
        const { placements } = compose(lines, around(where));
        const wanted = lines.flatMap(({ id, plan, decisions }) =>
          lineDates(plan, span, facts, decisions).map((date) => bookingIdOf({ line: id, date })),
        );
        expect(placements.map(bookingIdOf).sort()).toEqual(wanted.sort());
        for (const placement of placements) {
          const { state, obstacles, standing } = placement;
          expect(state).toBe(obstacles[0]?.kind ?? 'ok');
          const own = decisionOf(lines, placement);
          if (standing === 'dropped') expect(own?.kind).toBe('dropped');
          else if (own?.kind === 'forced') expect(standing).toBe('placed');
          else if (obstacles.length > 0) expect(standing).toBe('to-replace');
          else expect(standing).toBe(own?.kind === 'out' ? 'proposed' : 'placed');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('places nothing on a closed day, nor over anything else, unless somebody forced it', () => {
    fc.assert(
      fc.property(draftLines, circumstances, (lines, where) => {
        const surroundings = around(where);
        const { placements } = compose(lines, surroundings);
        const unforced = placements.filter(
          (one) => one.standing === 'placed' && decisionOf(lines, one)?.kind !== 'forced',
        );
        for (const { slot, line } of unforced) {
          expect(where.closures.some(({ from, to }) => from <= slot.date && slot.date <= to)).toBe(false);
          const plan = lines.find(({ id }) => id === line)?.plan;
          if (!plan?.duringSchoolHolidays)
            expect('2027-02-13' <= slot.date && slot.date <= '2027-02-28').toBe(false);
        }
        for (const date of days) {
          const occupants = unforced
            .filter(({ slot }) => slot.date === date)
            .map((one): Occupant => {
              const { what, who } = lines.find(({ id }) => id === one.line) ?? lines[0] ?? never();
              return {
                id: bookingIdOf(one),
                status: 'confirmed',
                claim: '',
                busy: footprint(one.slot),
                wants: wantsOf({ slot: one.slot, what, who }),
              };
            });
          expect(rivalPairs([...occupants, ...surroundings.busy(date)], surroundings.stockOf)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps to its budget, what was forced aside', () => {
    fc.assert(
      fc.property(draftLines, fc.nat(60_000), (lines, budgetCents) => {
        const { placements } = compose(lines, around({ budgetCents }));
        const cents = (all: Placement[]) => all.reduce((sum, { costCents }) => sum + costCents, 0);
        const counted = placements.filter(({ standing }) => standing === 'placed' || standing === 'proposed');
        const forced = counted.filter((one) => decisionOf(lines, one)?.kind === 'forced');
        expect(cents(counted)).toBeLessThanOrEqual(Math.max(budgetCents, cents(forced)));
      }),
      { numRuns: 60 },
    );
  });

  it('gives a date back as a proposal when the closure that pushed it out is gone', () => {
    fc.assert(
      fc.property(draftLines, closuresOf, (undecided, closures) => {
        const lines = undecided.map((line) => ({ ...line, decisions: {} }));
        const closed = compose(lines, around({ closures })).placements;
        const out = closed.filter(({ standing }) => standing === 'to-replace');
        const noted = lines.map((line) => ({
          ...line,
          decisions: Object.fromEntries(
            out
              .filter((one) => one.line === line.id)
              .map(({ date, obstacles }) => [
                date,
                decision.parse({ kind: 'out', why: [...new Set(obstacles.map(({ kind }) => kind))] }),
              ]),
          ),
        }));
        const { placements } = compose(noted, around());
        const after = new Map(placements.map((one) => [bookingIdOf(one), one]));
        for (const one of closed) {
          const now = after.get(bookingIdOf(one)) ?? never();
          if (one.standing === 'placed') expect(now.standing).toBe('placed');
          // Nothing stood against it but the closure, and what is placed is where it was.
          else if (
            one.obstacles.every(
              (obstacle) => obstacle.kind === 'closed' && obstacle.why === 'quarter-closure',
            )
          ) {
            const clean = compose([{ ...(lines.find(({ id }) => id === one.line) ?? never()) }], around());
            const alone = clean.placements.find(({ date }) => date === one.date);
            if (alone?.standing === 'placed') expect([now.standing, now.state]).toEqual(['proposed', 'ok']);
          }
          expect(isWithin(now.date, span)).toBe(true);
        }
        expect(
          placements.filter(({ standing }) => standing === 'proposed').every(({ state }) => state === 'ok'),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

function never(): never {
  throw new Error('a line that was not given');
}
