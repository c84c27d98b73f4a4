import { expect, test } from 'vitest';
import { initialsOf, watchersOf } from './Watching.tsx';

const person = (hostId: string, name: string, screen = 'planning', week = '2027-01-11') => ({
  hostId,
  name,
  screen,
  week,
});

test('those who look at the week shown, each once', () => {
  const present = [
    person('n', 'Nadia'),
    person('n', 'Nadia'),
    person('c', 'Claire'),
    person('x', 'Léa', 'planning', '2027-01-18'),
    person('y', 'Anne', 'notes'),
    { hostId: 'z', name: 'Zoé', screen: 'planning' },
  ];
  expect(watchersOf(present, ['2027-01-11']).map(({ name }) => name)).toEqual(['Claire', 'Nadia']);
  expect(watchersOf(present, ['2027-01-11', '2027-01-18'])).toHaveLength(3);
});

test('initials', () => {
  expect(initialsOf('Nadia')).toBe('N');
  expect(initialsOf('Marie-Claude Petit')).toBe('MC');
  expect(initialsOf('élodie')).toBe('É');
});
