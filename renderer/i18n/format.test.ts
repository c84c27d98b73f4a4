import { expect, test } from 'vitest';
import {
  ago,
  capitalised,
  clock,
  counted,
  dateAndTimes,
  dayOf,
  duration,
  euros,
  hourOf,
  longDate,
  readClocksIn,
  shortDate,
  time,
} from './format.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('dates are said as people say them', () => {
  expect(plain(longDate('1999-01-12'))).toBe('mardi 12 janvier 1999');
  expect(plain(longDate('1999-08-01'))).toBe('dimanche 1er août 1999');
  expect(plain(shortDate('1999-01-12'))).toBe('mar. 12 janv. 1999');
  expect(plain(dateAndTimes('1999-01-12', '10:00', '11:30'))).toBe('mardi 12 janvier 1999, 10 h – 11 h 30');
  expect(capitalised('été')).toBe('Été');
});

test('this year is not repeated', () => {
  const year = new Date().getFullYear();
  expect(longDate(`${year}-03-05`)).not.toContain(String(year));
});

test('times end at midnight and carry two digits of minutes', () => {
  expect(plain(time('09:05'))).toBe('9 h 05');
  expect(plain(time('10:00'))).toBe('10 h');
  expect(time('24:00')).toBe('minuit');
  expect(plain(duration(90))).toBe('1 h 30');
  expect(plain(duration(45))).toBe('45 min');
});

test('a number never parts from its word', () => {
  expect(time('10:00')).toContain('\u00a0');
  expect(counted(2, 'séance', 'séances')).toBe('2\u00a0séances');
  expect(counted(0, 'séance', 'séances')).toBe('0\u00a0séance');
});

test('money', () => {
  expect(plain(euros(450))).toBe('4,50 €');
  expect(plain(euros(1200))).toBe('12 €');
});

test('the recent past', () => {
  const now = new Date(2027, 0, 12, 15, 0).getTime();
  expect(ago(now - 20_000, now)).toBe('à l’instant');
  expect(plain(ago(now - 5 * 60_000, now))).toBe('il y a 5 min');
  expect(plain(ago(new Date(2027, 0, 12, 9, 12).getTime(), now))).toBe('aujourd’hui à 9 h 12');
  expect(plain(ago(new Date(2027, 0, 11, 14, 2).getTime(), now))).toBe('hier à 14 h 02');
});

test('days and hours are those of the place, wherever the machine believes it is', () => {
  const instant = Date.UTC(2026, 10, 29, 23, 5);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const [zone, day, hour] of [
    ['Europe/Paris', '2026-11-30', '00:05'],
    ['America/Cayenne', '2026-11-29', '20:05'],
    ['Pacific/Auckland', '2026-11-30', '12:05'],
    ['UTC', '2026-11-29', '23:05'],
  ] as const) {
    readClocksIn(zone);
    expect([dayOf(instant), hourOf(instant)]).toEqual([day, hour]);
  }
  readClocksIn('Europe/Paris');
  expect(plain(clock(instant))).toBe('0 h 05');
  readClocksIn(here);
});
