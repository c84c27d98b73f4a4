import { expect, test } from 'vitest';
import { programmeWith, session } from './fixture.ts';
import { closuresOf, mondaysOf, spaceWeek, weeksOf } from './weeks.ts';

test('by week and day, with the closures worth telling; empty weeks are left out', () => {
  const programme = programmeWith([session({ id: 'a' }), session({ id: 'b', date: '2027-01-13' })]);
  expect(
    weeksOf(programme).map(({ monday, days }) => [
      monday,
      ...days.map(({ date, sessions, closed }) => `${date} ${sessions.length} ${closed}`),
    ]),
  ).toEqual([
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
