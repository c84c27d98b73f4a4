import { expect, it } from 'vitest';
import { dayOf } from '../../i18n/format.ts';
import { byDay } from './days.ts';

const at = (day: number, hour: number) => new Date(2027, 0, day, hour).getTime();

it('groups what follows each other on the same day', () => {
  const days = byDay([{ at: at(13, 9) }, { at: at(12, 18) }, { at: at(12, 8) }]);
  expect(days.map(({ date, messages }) => [date, messages.length])).toEqual([
    ['2027-01-13', 1],
    ['2027-01-12', 2],
  ]);
});

it('never changes the order, even when a clock was wrong', () => {
  const messages = [{ at: at(12, 9) }, { at: at(20, 9) }, { at: at(12, 8) }];
  const days = byDay(messages);
  expect(days.flatMap((day) => day.messages)).toEqual(messages);
  expect(days.map(({ date }) => date)).toEqual(['2027-01-12', '2027-01-20', '2027-01-12']);
});

it('counts a day from midnight to midnight on this machine', () => {
  expect(dayOf(new Date(2027, 0, 12, 23, 59, 59).getTime())).toBe('2027-01-12');
  expect(dayOf(new Date(2027, 0, 13).getTime())).toBe('2027-01-13');
});
