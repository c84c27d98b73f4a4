import { expect, test } from 'vitest';
import { lookedAt } from './presence.ts';

const NOW = '2027-01-14';

test('the planning says its week, from Monday', () => {
  expect(lookedAt({ screen: 'planning', params: {} }, NOW)).toEqual({
    screen: 'planning',
    week: '2027-01-11',
  });
  expect(lookedAt({ screen: 'planning', params: { view: 'day', date: '2027-01-24' } }, NOW)).toEqual({
    screen: 'planning',
    week: '2027-01-18',
  });
});

test('a date that is none is today', () => {
  expect(lookedAt({ screen: 'planning', params: { date: 'demain' } }, NOW)).toHaveProperty(
    'week',
    '2027-01-11',
  );
});

test('a month and the other screens have no week', () => {
  expect(lookedAt({ screen: 'planning', params: { view: 'month', date: '2027-01-24' } }, NOW)).toEqual({
    screen: 'planning',
  });
  expect(lookedAt({ screen: 'notes', params: { date: '2027-01-24' } }, NOW)).toEqual({ screen: 'notes' });
});

test('the screens of closed circles are told as one that everybody uses', () => {
  const ordinary = lookedAt({ screen: 'aujourdhui', params: {} }, NOW);
  for (const screen of ['transmissions', 'binome'] as const)
    expect(lookedAt({ screen, params: { date: '2027-01-24', message: 'm' } }, NOW)).toEqual(ordinary);
});
