import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMinutes } from '#shared/domain/time/wall.ts';
import { parseTime, writeTime } from './time-entry.ts';

test.each([
  ['10h', '10:00'],
  ['10 h 30', '10:30'],
  ['10h5', '10:05'],
  ['1030', '10:30'],
  ['930', '09:30'],
  ['9', '09:00'],
  ['18:45', '18:45'],
  ['18.45', '18:45'],
  ['midi', '12:00'],
  ['minuit', '24:00'],
  ['24h', '24:00'],
  ['10h32', '10:30'],
  [' 14 H ', '14:00'],
])('"%s" is %s', (typed, time) => {
  expect(parseTime(typed)).toBe(time);
});

test.each(['', 'demain', '25h', '10h75', '24h30', '-3', '10h30h', 'constructor', 'valueOf'])(
  '"%s" is not a time',
  (typed) => {
    expect(parseTime(typed)).toBeUndefined();
  },
);

test('what is written back is read the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 288 }), (step) => {
      const time = fromMinutes(step * 5);
      expect(parseTime(writeTime(time))).toBe(time);
    }),
  );
});
