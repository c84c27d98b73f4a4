import { expect, test } from 'vitest';
import { addDays } from '../time/wall.ts';
import { programmeWith, session } from './fixture.ts';
import { closuresOf, mondaysOf, rhythmOf, spaceWeek, weeksOf } from './weeks.ts';

const weekly = (count: number, step = 7, over: Parameters<typeof session>[0] = {}) =>
  Array.from({ length: count }, (_, n) =>
    session({ id: `s${n}`, date: addDays('2027-01-05', n * step), ...over }),
  );

test('by week and day, with the closures worth telling; empty weeks are left out', () => {
  const programme = programmeWith([session({ id: 'a' }), session({ id: 'b', date: '2027-01-13' })]);
  expect(
    weeksOf(programme).map(({ monday, days }) => [
      monday,
      ...days.map(({ date, sessions, closed }) => `${date} ${sessions.length} ${closed}`),
    ]),
  ).toEqual([
    ['2026-12-28', '2027-01-01 0 Jour de l’an'],
    ['2027-01-11', '2027-01-12 1 ', '2027-01-13 1 '],
    ['2027-02-08', '2027-02-09 0 Travaux', '2027-02-10 0 Travaux'],
    ['2027-03-29', '2027-03-29 0 Lundi de Pâques'],
  ]);
});

test('closures that follow one another are one, over a Sunday too, and not over an open day', () => {
  const day = (date: string, reason = 'Congés') => ({ date, reason });
  expect(
    closuresOf({
      closedDays: [
        day('2027-02-13'),
        day('2027-02-14', ''),
        day('2027-02-15'),
        day('2027-02-16', 'Travaux'),
        day('2027-02-18', 'Travaux'),
      ],
    }),
  ).toEqual([
    { from: '2027-02-13', to: '2027-02-15', reason: 'Congés' },
    { from: '2027-02-16', to: '2027-02-16', reason: 'Travaux' },
    { from: '2027-02-18', to: '2027-02-18', reason: 'Travaux' },
  ]);
});

test('what comes back is a habit with its pace; what happens once or twice is an event', () => {
  const paces = (sessions: ReturnType<typeof weekly>) => rhythmOf(sessions).weekly.map(({ pace }) => pace);
  expect(paces(weekly(6))).toEqual(['weekly']);
  expect(paces(weekly(4, 14))).toEqual(['fortnightly']);
  expect(paces(weekly(3, 28))).toEqual(['dates']);
  // A holiday in the middle changes nothing.
  expect(paces(weekly(8).filter((_, n) => n !== 3))).toEqual(['weekly']);
  const talk = session({ id: 't', title: 'Conférence', date: '2027-02-02' });
  const { weekly: habits, events } = rhythmOf([...weekly(3), talk, ...weekly(2, 7, { start: '15:00' })]);
  expect(habits).toHaveLength(1);
  expect(habits[0]?.dates).toHaveLength(3);
  expect(events.map(({ title, start }) => `${title} ${start}`).sort()).toEqual([
    'Conférence 10:30',
    'Yoga doux 15:00',
    'Yoga doux 15:00',
  ]);
});

test('the poster of a space: this space alone, empty days too, the weekend when something is held', () => {
  const programme = programmeWith([
    session({ id: 'a', date: '2027-02-08' }),
    session({ id: 'b', date: '2027-02-09', spaceIds: ['space-calme'] }),
    session({ id: 'c', date: '2027-02-13' }),
  ]);
  expect(
    spaceWeek(programme, 'space-salon', '2027-02-08').map(
      ({ date, sessions, closed }) => `${date} ${sessions.length} ${closed}`,
    ),
  ).toEqual([
    '2027-02-08 1 ',
    '2027-02-09 0 Travaux',
    '2027-02-10 0 Travaux',
    '2027-02-11 0 ',
    '2027-02-12 0 ',
    '2027-02-13 1 ',
  ]);
  expect(mondaysOf(programme.sessions)).toEqual(['2027-02-08']);
});
