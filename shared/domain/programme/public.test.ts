import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from './calendar.ts';
import { anyBooking, MARKER, QUARTER, sources } from './fixture.ts';
import { pageOf } from './page.ts';
import { programmeOf, publicSession } from './public.ts';
import { newsletterText, socialText } from './texts.ts';
import { registrationText } from './wording.ts';

const every = { calendarOf, pageOf, newsletterText, socialText, model: JSON.stringify };

test('whatever the planning is full of, no output of any format says a word of what stays inside', () => {
  fc.assert(
    fc.property(fc.array(anyBooking, { maxLength: 60 }), (bookings) => {
      const programme = programmeOf(QUARTER, { ...sources, bookings });
      for (const [format, write] of Object.entries(every)) {
        const words = write(programme).replaceAll('\r\n ', '');
        expect(words.includes(MARKER), format).toBe(false);
      }
      const shown = bookings.filter(
        ({ slot, what, state }) =>
          slot.date >= QUARTER.today &&
          what.kind === 'session' &&
          what.isPublic &&
          state.status === 'confirmed',
      );
      expect(programme.sessions.map(({ id }) => id).sort()).toEqual(shown.map(({ id }) => id).sort());
    }),
    { numRuns: 60 },
  );
});

const publicBooking = fc.sample(
  anyBooking.filter(
    ({ what, state }) => what.kind === 'session' && what.isPublic && state.status === 'confirmed',
  ),
  { numRuns: 1, seed: 7 },
)[0];

test.each(['appointment', 'informal', 'meeting', 'private', 'maintenance'] as const)(
  'a session turned into "%s" is no longer announced, though the tick stayed',
  (kind) => {
    if (!publicBooking) throw new Error('none was made');
    expect(publicSession(publicBooking, sources)).not.toBeNull();
    expect(publicSession({ ...publicBooking, what: { ...publicBooking.what, kind } }, sources)).toBeNull();
  },
);

test('from today on, nobody is invited to what was; a period that is over is looked at whole', () => {
  if (!publicBooking) throw new Error('none was made');
  const dates = ['2027-01-01', '2027-02-09', '2027-02-10', '2027-03-31'];
  const bookings = dates.map((date, index) => ({
    ...publicBooking,
    id: `s${index}`,
    slot: { ...publicBooking.slot, date },
  }));
  const seen = (today: string) =>
    programmeOf({ ...QUARTER, today }, { ...sources, bookings }).sessions.map(({ date }) => date);
  expect(seen('2026-12-31')).toEqual(dates);
  expect(seen('2027-01-01')).toEqual(dates);
  expect(seen('2027-02-10')).toEqual(['2027-02-10', '2027-03-31']);
  expect(seen('2027-03-31')).toEqual(['2027-03-31']);
  expect(seen('2027-04-01')).toEqual(dates);
});

test('an option, a cancelled session and one that is not announced stay inside', () => {
  if (!publicBooking) throw new Error('none was made');
  for (const status of ['option', 'cancelled'] as const)
    expect(publicSession({ ...publicBooking, state: { status } }, sources)).toBeNull();
  expect(
    publicSession({ ...publicBooking, what: { ...publicBooking.what, isPublic: false } }, sources),
  ).toBeNull();
});

test('what is told: the activity’s words, the price of the session, seats, the place, who comes from outside', () => {
  if (!publicBooking) throw new Error('none was made');
  const { title: _, description: __, ...what } = publicBooking.what;
  const told = publicSession(
    {
      ...publicBooking,
      what: { ...what, mode: 'on-site', activity: 'activity-0', fareCents: 1000, capacity: 8 },
    },
    sources,
  );
  expect(told).toMatchObject({
    title: 'Activité 1',
    description: 'Un temps pour soi, numéro 1.',
    category: { id: 'physical', name: 'Activité physique', rank: 0 },
    prices: { full: 1000, member: 600, solidarity: 450 },
    capacity: 8,
    registration: 'required',
    facilitator: 'Paule Delmas',
  });
  expect(told).not.toHaveProperty('link');
});

test('a session of no activity says nothing of how one comes, whatever its price, its seats or its distance', () => {
  if (!publicBooking) throw new Error('none was made');
  for (const mode of ['on-site', 'remote', 'hybrid', 'outside'] as const) {
    const { activity: _, ...what } = publicBooking.what;
    const told = publicSession(
      { ...publicBooking, what: { ...what, mode, fareCents: 1000, capacity: 8 } },
      sources,
    );
    if (!told) throw new Error('it is told');
    expect(told).not.toHaveProperty('registration');
    expect(registrationText(told)).toBe('');
  }
});

test('closed days say why when there is something to say', () => {
  const { closedDays } = programmeOf(QUARTER, sources);
  expect(closedDays.filter(({ reason }) => reason !== '')).toEqual([
    { date: '2027-02-09', reason: 'Travaux' },
    { date: '2027-02-10', reason: 'Travaux' },
    { date: '2027-03-29', reason: 'Lundi de Pâques' },
  ]);
  expect(closedDays).toContainEqual({ date: '2027-01-10', reason: '' });
  expect(closedDays).not.toContainEqual(expect.objectContaining({ date: '2027-01-05' }));
});

test('a day on which a session is held in the place is told closed by nothing; a session elsewhere changes nothing', () => {
  if (!publicBooking) throw new Error('none was made');
  const closedBeside = (mode: 'on-site' | 'remote' | 'hybrid' | 'outside') =>
    programmeOf(QUARTER, {
      ...sources,
      bookings: [
        {
          ...publicBooking,
          slot: { ...publicBooking.slot, date: '2027-02-10' },
          what: { ...publicBooking.what, mode },
        },
      ],
    }).closedDays.flatMap(({ date, reason }) => (reason === 'Travaux' ? [date] : []));
  for (const mode of ['on-site', 'hybrid'] as const) expect(closedBeside(mode)).toEqual(['2027-02-09']);
  for (const mode of ['remote', 'outside'] as const)
    expect(closedBeside(mode)).toEqual(['2027-02-09', '2027-02-10']);
});

test('a closure that is over is told to nobody, one that goes on from today', () => {
  const told = (today: string) =>
    programmeOf({ ...QUARTER, today }, sources)
      .closedDays.filter(({ reason }) => reason !== '')
      .map(({ date }) => date);
  expect(told('2026-12-15')).toEqual(['2027-01-01', '2027-02-09', '2027-02-10', '2027-03-29']);
  expect(told('2027-02-10')).toEqual(['2027-02-10', '2027-03-29']);
  expect(told('2027-04-01')).toEqual([]);
});
