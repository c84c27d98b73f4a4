import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, fromEpoch, fromMinutes, toEpoch, toMinutes } from '../time/wall.ts';
import { type DoorDay, doorView, shortened } from './door.ts';
import type { Programme, ProgrammeSession } from './model.ts';

const TODAY = '2027-01-12';
const TOMORROW = '2027-01-13';
const spaces = [
  { id: 'salon', name: 'Salon', colour: 'orange' },
  { id: 'salle', name: 'Salle d’activités', colour: 'green' },
  { id: 'calme', name: 'Espace calme', colour: 'blue' },
];
const session = (title: string, wanted: Partial<ProgrammeSession> = {}): ProgrammeSession => ({
  id: title,
  date: TODAY,
  start: '10:00',
  end: '11:00',
  title,
  description: '',
  spaces: [],
  spaceIds: ['salon'],
  mode: 'on-site',
  placeText: '',
  facilitator: '',
  registration: 'open',
  prices: { full: 0, member: 0, solidarity: 0 },
  stampMs: 0,
  ...wanted,
});
const programme = (sessions: ProgrammeSession[], rest: Partial<Programme> = {}): Programme => ({
  from: TODAY,
  to: addDays(TODAY, 28),
  today: TODAY,
  closedDays: [],
  school: null,
  sessions,
  place: {
    name: 'La Ressourcerie',
    address: '',
    phone: '',
    email: '',
    zone: 'Europe/Paris',
    tagline: '',
    website: '',
    logo: null,
    colour: '#20736c',
    fares: { full: 1200, member: 600, solidarity: 450, membership: 2900 },
    spaces,
  },
  ...rest,
});
const at = (time: string, date = TODAY) => ({ date, time: toMinutes(time) });
const titles = (day: DoorDay) =>
  Object.fromEntries(
    day.columns.map(({ space, entries }) => [
      space?.name ?? 'ailleurs',
      entries.map((entry) => entry.session.title),
    ]),
  );
const moments = (sessions: ProgrammeSession[], time: string) =>
  doorView(programme(sessions), at(time)).today.columns.flatMap(({ entries }) =>
    entries.map(({ moment }) => moment),
  );

describe('where a session is shown', () => {
  it('is under its space, in the order of the place, the same spaces on both days', () => {
    const { today, tomorrow } = doorView(
      programme([
        session('Yoga', { spaceIds: ['salle'] }),
        session('Goûter', { date: TOMORROW, spaceIds: ['salon'] }),
        session('Plus tard', { date: addDays(TODAY, 2), spaceIds: ['calme'] }),
      ]),
      at('09:00'),
    );
    expect(titles(today)).toEqual({ Salon: [], 'Salle d’activités': ['Yoga'] });
    expect(titles(tomorrow)).toEqual({ Salon: ['Goûter'], 'Salle d’activités': [] });
    expect(today.columns.map(({ space }) => space?.id)).toEqual(['salon', 'salle']);
  });

  it('is under each of its spaces when it takes two', () => {
    const { today } = doorView(
      programme([session('Atelier', { spaceIds: ['salle', 'salon'] })]),
      at('09:00'),
    );
    expect(titles(today)).toEqual({ Salon: ['Atelier'], 'Salle d’activités': ['Atelier'] });
  });

  it('is above all of them when it takes the whole place, and then makes no column of its own', () => {
    const { today } = doorView(
      programme([session('Fête', { spaceIds: spaces.map(({ id }) => id), spaces: ['Tout le lieu'] })]),
      at('09:00'),
    );
    expect(today.wholePlace.entries.map((entry) => entry.session.title)).toEqual(['Fête']);
    expect(today.columns).toEqual([]);
    expect(today.state).toBe('sessions');
  });

  it('knows no whole place where there is one space', () => {
    const alone = programme([session('Yoga')]);
    alone.place.spaces = spaces.slice(0, 1);
    expect(titles(doorView(alone, at('09:00')).today)).toEqual({ Salon: ['Yoga'] });
  });

  it('is apart, last, when it is outside, at a distance, or in a space that is gone', () => {
    const { today } = doorView(
      programme([
        session('Balade', { spaceIds: [], mode: 'outside', placeText: 'Devant la gare' }),
        session('Visio', { spaceIds: [], mode: 'remote' }),
        session('Ancienne salle', { spaceIds: ['archivée'] }),
        session('Yoga'),
      ]),
      at('09:00'),
    );
    expect(titles(today)).toEqual({ Salon: ['Yoga'], ailleurs: ['Balade', 'Visio', 'Ancienne salle'] });
    expect(today.columns.at(-1)?.space).toBeNull();
  });
});

describe('when it is', () => {
  const day = [
    session('A', { start: '09:00', end: '10:00' }),
    session('B', { start: '10:00', end: '12:00' }),
    session('C', { start: '14:00', end: '15:00' }),
    session('D', { start: '14:00', end: '16:00' }),
    session('E', { start: '17:00', end: '24:00' }),
  ];
  it.each([
    ['08:59', ['next', 'later', 'later', 'later', 'later']],
    ['09:00', ['now', 'next', 'later', 'later', 'later']],
    ['10:00', ['over', 'now', 'next', 'next', 'later']],
    ['12:00', ['over', 'over', 'next', 'next', 'later']],
    ['15:00', ['over', 'over', 'over', 'now', 'next']],
    ['23:55', ['over', 'over', 'over', 'over', 'now']],
  ])('at %s', (time, expected) => {
    expect(moments(day, time)).toEqual(expected);
  });

  it('says in how many minutes it begins within the hour', () => {
    const startsIn = (time: string) =>
      doorView(programme([session('A')]), at(time)).today.columns[0]?.entries[0]?.startsIn;
    expect([startsIn('08:55'), startsIn('09:00'), startsIn('09:55'), startsIn('10:00')]).toEqual([
      undefined,
      60,
      5,
      undefined,
    ]);
  });

  it('has one next in each space', () => {
    const view = doorView(
      programme([
        session('A', { start: '14:00', end: '15:00' }),
        session('B', { start: '16:00', end: '17:00', spaceIds: ['calme'] }),
      ]),
      at('09:00'),
    );
    expect(view.today.columns.flatMap(({ entries }) => entries.map(({ moment }) => moment))).toEqual([
      'next',
      'next',
    ]);
  });

  it('has nothing running or next tomorrow', () => {
    const { tomorrow } = doorView(programme([session('A', { date: TOMORROW })]), at('10:30'));
    expect(tomorrow.columns[0]?.entries[0]).toEqual({ session: expect.anything(), moment: 'later' });
    expect(tomorrow.done).toBe(false);
  });

  it('moves on at midnight: tomorrow is today, and nothing of yesterday stays', () => {
    const known = programme([
      session('Soirée', { start: '22:00', end: '24:00' }),
      session('Matin', { date: TOMORROW, start: '09:00', end: '10:00' }),
    ]);
    const before = doorView(known, { date: TODAY, time: 1439 });
    expect([before.today.columns[0]?.entries[0]?.moment, titles(before.tomorrow)]).toEqual([
      'now',
      { Salon: ['Matin'] },
    ]);
    const after = doorView(known, { date: TOMORROW, time: 0 });
    expect(after.today.date).toBe(TOMORROW);
    expect(titles(after.today)).toEqual({ Salon: ['Matin'] });
    expect(after.tomorrow.state).toBe('nothing');
  });

  it.each([
    ['2027-03-28', 'the clocks go forward'],
    ['2027-10-31', 'the clocks go back'],
  ])('follows the wall on %s, when %s', (date) => {
    const known = programme([session('Balade', { date, start: '14:00', end: '16:00' })], {
      from: date,
      to: addDays(date, 28),
    });
    const seen = (wall: string) => {
      const now = fromEpoch(toEpoch(date, wall, 'Europe/Paris'), 'Europe/Paris');
      const [entry] = doorView(known, now).today.columns[0]?.entries ?? [];
      return [now.date, entry?.moment, entry?.startsIn];
    };
    expect(seen('00:00')).toEqual([date, 'next', undefined]);
    expect(seen('13:45')).toEqual([date, 'next', 15]);
    expect(seen('14:00')).toEqual([date, 'now', undefined]);
    expect(seen('16:00')).toEqual([date, 'over', undefined]);
    const lastMinute = toEpoch(date, '24:00', 'Europe/Paris') - 60_000;
    expect(fromEpoch(lastMinute, 'Europe/Paris')).toEqual({ date, time: 1439 });
    expect(fromEpoch(lastMinute + 60_000, 'Europe/Paris')).toEqual({ date: addDays(date, 1), time: 0 });
  });
});

describe('a day without a session', () => {
  it('says that there is nothing, that the place is closed and why, or that it does not know', () => {
    const known = programme([], {
      to: TOMORROW,
      closedDays: [{ date: TOMORROW, reason: 'Inventaire' }],
    });
    const view = doorView(known, at('09:00'));
    expect(view.today.state).toBe('nothing');
    expect([view.tomorrow.state, view.tomorrow.reason]).toEqual(['closed', 'Inventaire']);
    expect(doorView(known, at('09:00', TOMORROW)).tomorrow.state).toBe('unknown');
    expect(doorView(known, at('09:00', addDays(TODAY, -1))).today.state).toBe('unknown');
  });

  it('shows what is held although the place is closed', () => {
    const known = programme([session('Sortie', { spaceIds: [] })], {
      closedDays: [{ date: TODAY, reason: '' }],
    });
    expect(doorView(known, at('09:00')).today.state).toBe('sessions');
  });

  it('names the next session once nothing is left of the two days', () => {
    const far = session('Dans trois jours', { date: addDays(TODAY, 3) });
    const upcoming = (sessions: ProgrammeSession[], time: string) =>
      doorView(programme([...sessions, far]), at(time)).upcoming?.title;
    expect(upcoming([], '09:00')).toBe('Dans trois jours');
    expect(upcoming([session('A')], '10:59')).toBeUndefined();
    expect(upcoming([session('A')], '11:00')).toBe('Dans trois jours');
    expect(upcoming([session('B', { date: TOMORROW })], '12:00')).toBeUndefined();
  });
});

describe('with too little room', () => {
  const view = doorView(
    programme([
      session('Fini', { start: '08:00', end: '09:00' }),
      ...['10:00', '11:00', '12:00'].map((start) => session(start, { start, end: '13:00' })),
    ]),
    at('09:30'),
  );
  it('leaves out what is over first, without a word about it', () => {
    const [column] = shortened(view).today.columns;
    expect(column?.entries.map((entry) => entry.session.title)).toEqual(['10:00', '11:00', '12:00']);
    expect(column?.more).toBe(0);
  });
  it('then says how many more there are', () => {
    const [column] = shortened(view, 1).today.columns;
    expect(column?.entries.map((entry) => entry.session.title)).toEqual(['10:00']);
    expect(column?.more).toBe(2);
  });
});

const anySession = fc
  .record({
    id: fc.uuid(),
    day: fc.integer({ min: -2, max: 4 }),
    from: fc.integer({ min: 0, max: 286 }),
    length: fc.integer({ min: 1, max: 48 }),
    spaceIds: fc.subarray(['salon', 'salle', 'calme', 'archivée']),
  })
  .map(({ id, day, from, length, spaceIds }) =>
    session(id, {
      date: addDays(TODAY, day),
      start: fromMinutes(from * 5),
      end: fromMinutes(Math.min(1440, (from + length) * 5)),
      spaceIds,
    }),
  );
const anyNow = fc.record({
  date: fc.integer({ min: -1, max: 2 }).map((day) => addDays(TODAY, day)),
  time: fc.integer({ min: 0, max: 1439 }),
});

test('every session of the two days is shown, none of another day, each with the moment its clock says', () => {
  fc.assert(
    fc.property(fc.array(anySession, { maxLength: 30 }), anyNow, (sessions, now) => {
      const view = doorView(programme(sessions, { from: addDays(TODAY, -2) }), now);
      for (const day of [view.today, view.tomorrow]) {
        const lists = [day.wholePlace, ...day.columns];
        const shown = new Set(lists.flatMap(({ entries }) => entries.map((entry) => entry.session.id)));
        expect(shown).toEqual(new Set(sessions.filter(({ date }) => date === day.date).map(({ id }) => id)));
        for (const { session: it, moment } of lists.flatMap(({ entries }) => entries)) {
          const isToday = it.date === now.date;
          const begun = isToday && toMinutes(it.start) <= now.time;
          const ended = isToday && toMinutes(it.end) <= now.time;
          expect(moment === 'over').toBe(ended);
          expect(moment === 'now').toBe(begun && !ended);
        }
      }
      expect(view.today.columns.map(({ space }) => space)).toEqual(
        view.tomorrow.columns.map(({ space }) => space),
      );
    }),
  );
});

test('shortening loses no session that is not over', () => {
  fc.assert(
    fc.property(
      fc.array(anySession, { maxLength: 30 }),
      anyNow,
      fc.integer({ min: 1, max: 5 }),
      (sessions, now, most) => {
        const full = doorView(programme(sessions), now);
        const less = shortened(full, most);
        for (const [day, cut] of [
          [full.today, less.today],
          [full.tomorrow, less.tomorrow],
        ] as const)
          for (const [index, list] of [day.wholePlace, ...day.columns].entries()) {
            const kept = [cut.wholePlace, ...cut.columns][index];
            const left = list.entries.filter(({ moment }) => moment !== 'over').length;
            expect((kept?.entries.length ?? 0) + (kept?.more ?? 0)).toBe(left);
            expect(kept?.entries.length).toBeLessThanOrEqual(most);
          }
      },
    ),
  );
});
