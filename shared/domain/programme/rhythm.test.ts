import { expect, test } from 'vitest';
import { addDays } from '../time/wall.ts';
import { session } from './fixture.ts';
import { rhythmOf } from './rhythm.ts';

const weekly = (count: number, step = 7, over: Parameters<typeof session>[0] = {}) =>
  Array.from({ length: count }, (_, n) =>
    session({ id: `s${n}`, date: addDays('2027-01-05', n * step), ...over }),
  );

test('what comes back is a habit with its dates; what happens once or twice is an event', () => {
  const talk = session({ id: 't', title: 'Conférence', date: '2027-02-02' });
  const { weekly: habits, events } = rhythmOf([...weekly(3), talk, ...weekly(2, 7, { start: '15:00' })]);
  expect(habits.map(({ dates }) => dates)).toEqual([['2027-01-05', '2027-01-12', '2027-01-19']]);
  expect(events.map(({ title, start }) => `${title} ${start}`).sort()).toEqual([
    'Conférence 10:30',
    'Yoga doux 15:00',
    'Yoga doux 15:00',
  ]);
});

test.each([
  ['its price', { prices: { full: 700, member: 600, solidarity: 450 } }],
  ['who runs it', { facilitator: 'Une autre' }],
  ['how one comes', { registration: 'open' as const }],
  ['where it is', { spaces: ['Espace calme'] }],
  ['its hours', { end: '12:00' }],
])('a session that differs by %s is not told with the others', (_, over) => {
  const other = session({ id: 'o', date: '2027-01-26', ...over });
  const { weekly: habits, events } = rhythmOf([...weekly(3), other]);
  expect(habits.map(({ dates }) => dates.length)).toEqual([3]);
  expect(events).toEqual([other]);
});
