/** What each facilitator did and what is due to her, month by month, from the bookings of the planning. */
import { costOf, type Facilitator } from '../catalogue/facilitator.ts';
import { isConfidential } from '../exchange/export.ts';
import type { Booking } from '../planning/model.ts';
import { titleOf } from '../planning/wording.ts';
import { type LocalDate, toMinutes } from '../time/wall.ts';
import type { FacilitatorTimesheet, Tally, TimesheetMonth, TimesheetSession, Totals } from './model.ts';

export interface TimesheetFacts {
  bookings: readonly Booking[];
  /** Archived ones too: what they did is still due. */
  facilitators: readonly Pick<Facilitator, 'id' | 'name' | 'price'>[];
  /** Names of activities by id. */
  activities: ReadonlyMap<string, string>;
  /** The wall clock of the place; `time` in minutes since midnight. */
  now: { date: LocalDate; time: number };
  /** Months, `2027-01`, both included. */
  months: { from: string; to: string };
}

/**
 * One timesheet for each facilitator who has a session in these months, by name. An appointment is nobody's session,
 * whoever it names. Each other booking with a facilitator appears exactly once.
 */
export function timesheetsOf({
  bookings,
  facilitators,
  activities,
  now,
  months,
}: TimesheetFacts): FacilitatorTimesheet[] {
  const known = new Map(facilitators.map((facilitator) => [facilitator.id, facilitator]));
  const byFacilitator = new Map<string, TimesheetSession[]>();
  for (const booking of bookings) {
    const id = booking.who.facilitator;
    const month = monthOfDate(booking.slot.date);
    if (id === undefined || booking.what.kind === 'appointment') continue;
    if (month < months.from || month > months.to) continue;
    const price = known.get(id)?.price ?? null;
    const session = sessionOf(booking, price, activities, now);
    byFacilitator.set(id, [...(byFacilitator.get(id) ?? []), session]);
  }
  return [...byFacilitator]
    .map(([id, sessions]): FacilitatorTimesheet => {
      const { name = '', price = null } = known.get(id) ?? {};
      return { facilitator: id, name, price, months: byMonth(sessions), ...totalsOf(sessions) };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.facilitator < b.facilitator ? -1 : 1));
}

export const monthOfDate = (date: LocalDate): string => date.slice(0, 7);

function sessionOf(
  { id, slot, what, state }: Booking,
  price: Facilitator['price'],
  activities: TimesheetFacts['activities'],
  now: TimesheetFacts['now'],
): TimesheetSession {
  const { date, start, end } = slot;
  const minutes = toMinutes(end) - toMinutes(start);
  const isOver = date < now.date || (date === now.date && toMinutes(end) <= now.time);
  const isCancelled = state.status === 'cancelled';
  // A member's private moment leaves under that name only, on paper as in a file.
  const title = isConfidential(what.kind)
    ? titleOf({ kind: what.kind }, undefined)
    : titleOf(what, what.activity === undefined ? undefined : activities.get(what.activity));
  return {
    booking: id,
    date,
    start,
    end,
    title,
    minutes,
    state: state.status === 'confirmed' ? (isOver ? 'given' : 'to-come') : state.status,
    costCents: isCancelled ? 0 : costOf({ price }, minutes),
  };
}

function byMonth(sessions: readonly TimesheetSession[]): TimesheetMonth[] {
  const months = new Map<string, TimesheetSession[]>();
  for (const session of [...sessions].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))) {
    const month = monthOfDate(session.date);
    months.set(month, [...(months.get(month) ?? []), session]);
  }
  return [...months].map(([month, own]) => ({ month, sessions: own, ...totalsOf(own) }));
}

const orderOf = ({ date, start, end, booking }: TimesheetSession) => `${date} ${start} ${end} ${booking}`;

/** Sums of these sessions; the cancelled ones count for nothing. */
export const totalsOf = (sessions: readonly TimesheetSession[]): Totals => ({
  given: tally(sessions.filter(({ state }) => state === 'given')),
  expected: tally(sessions.filter(({ state }) => state !== 'cancelled')),
});

const tally = (sessions: readonly TimesheetSession[]): Tally => ({
  sessions: sessions.length,
  minutes: sessions.reduce((sum, { minutes }) => sum + minutes, 0),
  cents: sessions.reduce((sum, { costCents }) => sum + costCents, 0),
});
