/** Invented facilitators and bookings, for the tests of the timesheets. */
import fc from 'fast-check';
import type { Booking, BookingKind, BookingStatus } from '../planning/model.ts';
import { addDays, fromMinutes } from '../time/wall.ts';
import type { TimesheetFacts } from './timesheets.ts';

export const aude = { id: 'aude', name: 'Aude', price: { unit: 'session' as const, cents: 6_000 } };
const elise = { id: 'elise', name: 'Élise', price: { unit: 'hour' as const, cents: 4_550 } };
const zoe = { id: 'zoe', name: 'Zoé', price: null };

interface Told {
  id?: string;
  date?: string;
  start?: string;
  end?: string;
  facilitator?: string | undefined;
  kind?: BookingKind;
  status?: BookingStatus;
  title?: string;
  activity?: string;
}
export const booking = ({
  id = 'b',
  date = '2027-01-12',
  start = '10:00',
  end = '11:15',
  facilitator = 'aude',
  kind = 'session',
  status = 'confirmed',
  ...what
}: Told): Booking => ({
  id,
  slot: {
    date,
    start,
    end,
    spaces: ['salon'],
    wholePlace: false,
    setupMin: 15,
    airingMin: 15,
    claim: 'c',
  },
  what: { kind, mode: 'on-site', equipment: [], isPublic: true, ...what },
  who: { hosts: [], facilitator },
  state: { status },
  origin: {},
});
export const facts = (bookings: Booking[], more: Partial<TimesheetFacts> = {}): TimesheetFacts => ({
  bookings,
  facilitators: [zoe, elise, aude],
  activities: new Map([['yoga', 'Yoga doux']]),
  now: { date: '2027-01-12', time: 11 * 60 + 15 },
  months: { from: '2027-01', to: '2027-03' },
  ...more,
});

const aBooking = fc
  .record({
    id: fc.uuid(),
    date: fc.integer({ min: -40, max: 130 }).map((days) => addDays('2027-01-01', days)),
    from: fc.integer({ min: 0, max: 280 }),
    lasts: fc.integer({ min: 1, max: 8 }),
    facilitator: fc.constantFrom('aude', 'elise', 'zoe', 'unknown', undefined),
    kind: fc.constantFrom<BookingKind>(
      'session',
      'appointment',
      'informal',
      'meeting',
      'private',
      'maintenance',
    ),
    status: fc.constantFrom<BookingStatus>('option', 'confirmed', 'cancelled'),
  })
  .map(({ from, lasts, facilitator, ...told }) => {
    const made = booking({ ...told, start: fromMinutes(from * 5), end: fromMinutes((from + lasts) * 5) });
    return { ...made, who: { hosts: [], ...(facilitator === undefined ? {} : { facilitator }) } };
  });
export const someFacts = fc
  .record({
    bookings: fc.uniqueArray(aBooking, { selector: ({ id }) => id, maxLength: 40 }),
    day: fc.integer({ min: -40, max: 130 }),
    time: fc.integer({ min: 0, max: 1439 }),
  })
  .map(({ bookings, day, time }) => facts(bookings, { now: { date: addDays('2027-01-01', day), time } }));
