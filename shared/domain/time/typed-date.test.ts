import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#shared/domain/time/wall.ts';
import { parseDate } from './typed-date.ts';

const parse = (typed: string) => parseDate(typed, 2027);

test('the day comes first, whatever the separator', () => {
  for (const typed of ['05/01/2027', '5/1/27', '5.1.2027', '05-01-2027', '5 1', '05012027', '050127'])
    expect(parse(typed), typed).toBe('2027-01-05');
  expect(parse('5 janvier 2028')).toBe('2028-01-05');
  expect(parse('1er août')).toBe('2027-08-01');
  expect(parse('14 févr. 2027')).toBe('2027-02-14');
});

test('what is no date stays none', () => {
  for (const typed of [
    '',
    'demain',
    '31/02/2027',
    '29/02/2027',
    '12/13/2027',
    '3 ju 2027',
    '0/1/2027',
    '32/1',
  ])
    expect(parse(typed), typed).toBeUndefined();
  expect(parse('29/02/2028')).toBe('2028-02-29');
});

test('every date of two centuries comes back as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 73_000 }), (days) => {
      const date = addDays('1950-01-01', days);
      const [year, month, day] = date.split('-');
      expect(parse(`${day}/${month}/${year}`)).toBe(date);
    }),
  );
});
