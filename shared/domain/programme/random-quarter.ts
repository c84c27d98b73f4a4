/**
 * For the tests of what is published: programmes as places make them. Series of every rhythm that begin before, in or
 * after the period and end when they like, with sessions left out, cancelled, moved or dearer, around closures and school
 * holidays that are known far enough or not, or but for one of them, seen from a day before, in or after the period.
 */
import fc from 'fast-check';
import type { Booking } from '../planning/model.ts';
import { addDays, datesBetween, fromMinutes, isNthWeekday, type LocalDate, weekday } from '../time/wall.ts';
import { sources } from './fixture.ts';
import type { Programme } from './model.ts';
import { type ProgrammeSources, programmeOf } from './public.ts';
import type { ForPeople } from './read-back.ts';

const RHYTHMS = ['weekly', 'fortnightly', 'nth', 'last', 'month-day', 'daily', 'once', 'twice'] as const;

const series = fc.record({
  rhythm: fc.constantFrom(...RHYTHMS),
  /** Days from the first of the period. */
  begins: fc.integer({ min: -30, max: 80 }),
  lasts: fc.oneof(fc.constant(400), fc.integer({ min: 0, max: 120 })),
  start: fc.integer({ min: 96, max: 264 }),
  length: fc.constantFrom(6, 12, 15, 18, 24),
  title: fc.constantFrom('Yoga doux', 'Café des proches', 'Goûter', 'Visite'),
  space: fc.constantFrom('space-salon', 'space-calme'),
  facilitator: fc.boolean(),
  outsideSchool: fc.boolean(),
  /** What happens to the nth session, for the first forty; the rest are held. */
  fates: fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constant('held' as const) },
      fc.constantFrom(
        'left-out',
        'cancelled',
        'moved',
        'later',
        'dearer',
        'led-by-another',
        'internal' as const,
      ),
    ),
    { maxLength: 40 },
  ),
});
type Series = typeof series extends fc.Arbitrary<infer T> ? T : never;

const holds = ({ rhythm }: Series, first: LocalDate, date: LocalDate, rank: number): boolean => {
  const sameDay = weekday(date) === weekday(first);
  switch (rhythm) {
    case 'weekly':
      return sameDay;
    case 'fortnightly':
      return rank % 14 === 0;
    case 'nth':
      return sameDay && isNthWeekday(date, weekday(first), 2);
    case 'last':
      return sameDay && isNthWeekday(date, weekday(first), -1);
    case 'month-day':
      return date.slice(8) === first.slice(8);
    case 'daily':
      return weekday(date) <= 5;
    case 'once':
      return rank === 0;
    case 'twice':
      return rank === 0 || rank === 7;
  }
};

function bookingsOf(
  one: Series,
  at: number,
  from: LocalDate,
  isOff: (date: LocalDate) => boolean,
): Booking[] {
  const first = addDays(from, one.begins);
  const dates = datesBetween(first, addDays(first, one.lasts)).filter(
    (date, rank) => holds(one, first, date, rank) && !(one.outsideSchool && isOff(date)),
  );
  return dates.flatMap((date, n) => {
    const fate = one.fates[n] ?? 'held';
    if (fate === 'left-out') return [];
    const start = one.start * 5 + (fate === 'later' ? 15 : 0);
    return {
      id: `booking-${at}-${n}`,
      slot: {
        date: fate === 'moved' ? addDays(date, 1) : date,
        start: fromMinutes(Math.min(start, 1440 - one.length * 5)),
        end: fromMinutes(Math.min(start + one.length * 5, 1440)),
        spaces: [one.space],
        wholePlace: false,
        setupMin: 0,
        airingMin: 0,
        claim: '000000000.000.x',
      },
      what: {
        kind: 'session',
        mode: 'on-site',
        title: one.title,
        equipment: [],
        isPublic: fate !== 'internal',
        ...(fate === 'dearer' ? { fareCents: 700 } : {}),
      },
      who: {
        hosts: [],
        ...(one.facilitator !== (fate === 'led-by-another') ? { facilitator: 'facilitator' } : {}),
      },
      state: { status: fate === 'cancelled' ? 'cancelled' : 'confirmed' },
      origin: {},
    } satisfies Booking;
  });
}

/** School holidays that come every eight or nine weeks, as they do: where one is missing, more than twelve weeks are left. */
const school = fc.record({
  first: fc.integer({ min: -60, max: 40 }),
  step: fc.integer({ min: 53, max: 63 }),
  lasts: fc.constantFrom(13, 15, 16),
  known: fc.constantFrom(0, 60, 500),
  /** The one that nobody wrote down, when there is any. */
  missing: fc.constantFrom(undefined, 0, 1, 2, 3),
});

export const anyQuarter: fc.Arbitrary<Programme & ForPeople> = fc
  .record({
    starts: fc.integer({ min: 0, max: 500 }),
    lasts: fc.constantFrom(6, 27, 30, 89, 90, 91, 180, 399),
    today: fc.integer({ min: -40, max: 120 }),
    series: fc.array(series, { minLength: 1, maxLength: 6 }),
    closures: fc.array(
      fc.record({ day: fc.integer({ min: -5, max: 100 }), lasts: fc.integer({ min: 0, max: 12 }) }),
      { maxLength: 3 },
    ),
    school,
  })
  .map(({ starts, lasts, today, closures, school, ...given }) => {
    const from = addDays('2026-09-01', starts);
    const holidays = [0, 1, 2, 3, 4, 5, 6].map((n) => {
      const start = addDays(from, school.first + n * school.step);
      return {
        id: `school-${n}`,
        zone: 'A' as const,
        name: 'Vacances',
        source: '',
        start,
        end: addDays(start, school.lasts),
      };
    });
    const isOff = (date: LocalDate) => holidays.some(({ start, end }) => start <= date && date <= end);
    const known = addDays(from, school.known);
    const closed = new Set(
      closures.flatMap(({ day, lasts: days }) => datesBetween(addDays(from, day), addDays(from, day + days))),
    );
    const all: ProgrammeSources = {
      ...sources,
      bookings: given.series.flatMap((one, at) => bookingsOf(one, at, from, isOff)),
      knownUntil: school.known === 0 ? {} : { A: known },
      place: {
        ...sources.place,
        exceptions: [...closed].map((date) => ({
          id: date,
          date,
          closed: true,
          hours: [],
          reason: 'Travaux',
        })),
        schoolHolidays:
          school.known === 0 ? [] : holidays.filter(({ start }, n) => start <= known && n !== school.missing),
      },
    };
    return {
      ...programmeOf({ from, to: addDays(from, lasts), today: addDays(from, today) }, all),
      schoolOfPeople: holidays.map(({ start, end }) => ({ from: start, to: end })),
    };
  });
