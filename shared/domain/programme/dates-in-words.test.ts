import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, datesBetween, weekday } from '../time/wall.ts';
import { datesInWords, type Period } from './dates-in-words.ts';
import { datesRead } from './read-back.ts';

const quarter: Period = { from: '2027-01-01', to: '2027-03-31', school: null };
const winter = { from: '2027-02-06', to: '2027-02-21' };
const withSchool: Period = {
  ...quarter,
  school: {
    from: '2026-12-19',
    to: '2027-04-18',
    holidays: [{ from: '2026-12-19', to: '2027-01-03' }, winter],
  },
};
/** Tuesdays from 5 January, by their rank. */
const tuesdays = (...ranks: number[]) => ranks.map((rank) => addDays('2027-01-05', rank * 7));
const range = (count: number, step = 1) => Array.from({ length: count }, (_, n) => n * step);
const said = (dates: string[], period = quarter) => datesInWords(dates, period).replaceAll('\u00a0', ' ');

describe('a regularity is said where it is true, with its bounds and its exceptions', () => {
  it.each([
    ['each week', tuesdays(...range(13)), 'chaque mardi, du 5 janvier au 30 mars'],
    ['from the middle of the quarter', tuesdays(5, 6, 7, 8), 'chaque mardi, du 9 février au 2 mars'],
    ['within a month', tuesdays(0, 1, 2), 'chaque mardi, du 5 au 19 janvier'],
    [
      'but once',
      tuesdays(...range(13).filter((n) => n !== 6)),
      'chaque mardi, du 5 janvier au 30 mars, sauf le 16 février',
    ],
    [
      'but twice',
      tuesdays(...range(13).filter((n) => n !== 5 && n !== 6)),
      'chaque mardi, du 5 janvier au 30 mars, sauf les 9 et 16 février',
    ],
    ['every second week', tuesdays(...range(6, 2)), 'un mardi sur deux, du 5 janvier au 16 mars'],
    [
      'each month',
      ['2027-01-12', '2027-02-09', '2027-03-09'],
      'le 2e mardi du mois, du 12 janvier au 9 mars',
    ],
    [
      'at the end of each month',
      ['2027-01-26', '2027-02-23', '2027-03-30'],
      'le dernier mardi du mois, du 26 janvier au 30 mars',
    ],
    ['by no rule', tuesdays(0, 1, 3, 8), 'les mardis 5, 12, 26 janvier et 2 mars'],
    ['twice', tuesdays(0, 4), 'les mardis 5 janvier et 2 février'],
    ['once', tuesdays(4), 'le mardi 2 février'],
  ])('%s', (_, dates, words) => {
    expect(said(dates)).toBe(words);
  });

  it('"hors vacances scolaires" where it is exactly that, and where the holidays are known', () => {
    const outside = tuesdays(...range(13).filter((n) => n !== 5 && n !== 6));
    expect(said(outside, withSchool)).toBe('chaque mardi, du 5 janvier au 30 mars, hors vacances scolaires');
    const oneLess = outside.filter((date) => date !== '2027-03-16');
    expect(said(oneLess, withSchool)).toBe(
      'chaque mardi, du 5 janvier au 30 mars, hors vacances scolaires, sauf le 16 mars',
    );
    // Held once in the holidays: it is not outside of them.
    const once = tuesdays(...range(13).filter((n) => n !== 5));
    expect(said(once, withSchool)).toBe('chaque mardi, du 5 janvier au 30 mars, sauf le 9 février');
    // Each week before the holidays: they are no exception to it.
    expect(said(tuesdays(...range(4)), withSchool)).toBe('chaque mardi, du 5 au 26 janvier');
    // The calendar is known until February only: in March there might be holidays.
    const short = { ...withSchool, school: { from: '2026-12-19', to: '2027-02-21', holidays: [winter] } };
    expect(said(outside, short)).toBe('chaque mardi, du 5 janvier au 30 mars, sauf les 9 et 16 février');
  });

  it('"hors vacances scolaires" is not said where one of the holidays in between is not known', () => {
    const [fall, christmas, , spring] = [
      { from: '2026-10-17', to: '2026-11-01' },
      { from: '2026-12-19', to: '2027-01-03' },
      winter,
      { from: '2027-04-10', to: '2027-04-25' },
    ];
    const from = (first: string, last: string, ...holidays: (typeof winter)[]) => {
      const isOff = (date: string) => holidays.some((one) => one.from <= date && date <= one.to);
      const dates = datesBetween(first, last).filter((date) => weekday(date) === 2 && !isOff(date));
      const school = { from: fall.from, to: '2027-08-31', holidays };
      return said(dates, { from: '2026-10-01', to: '2027-07-31', school });
    };
    const autumn = ['2026-11-03', '2027-03-30'] as const;
    expect(from(...autumn, fall, christmas, winter, spring)).toMatch(/, hors vacances scolaires$/);
    expect(from(...autumn, fall, winter, spring)).toMatch(/, sauf les 9 et 16 février 2027$/);
    // The files of two years, with another one between them.
    const later = { from: '2028-10-21', to: '2028-11-05' };
    expect(from('2027-01-05', '2027-05-25', christmas, winter, later)).not.toContain('vacances');
    // Of a spring that somebody removed, the days off at Ascension are none; the file went on until August.
    const bridge = { from: '2027-05-06', to: '2027-05-09' };
    expect(from('2027-01-05', '2027-05-25', fall, christmas, winter, bridge)).not.toContain('vacances');
    // What is missing later does not matter.
    expect(from('2026-11-03', '2027-02-02', fall, christmas, winter)).toMatch(/, hors vacances scolaires$/);
  });

  it('years are said where the programme is of two', () => {
    const period = { from: '2026-12-01', to: '2027-01-31', school: null };
    expect(said(['2026-12-08', '2026-12-15', '2027-01-05', '2027-01-26'], period)).toBe(
      'les mardis 8, 15 décembre 2026, 5 et 26 janvier 2027',
    );
    expect(said(['2026-12-22', '2026-12-29', '2027-01-05'], period)).toBe(
      'chaque mardi, du 22 décembre 2026 au 5 janvier 2027',
    );
  });
});

it('whatever the dates and the holidays, the words read back give these dates and no other', () => {
  const any = fc.record({
    first: fc.integer({ min: 0, max: 700 }),
    step: fc.constantFrom(7, 14, 28, 35),
    count: fc.integer({ min: 1, max: 30 }),
    out: fc.array(fc.nat(29), { maxLength: 6 }),
    more: fc.array(fc.nat(29), { maxLength: 3 }),
    outsideSchool: fc.boolean(),
    holidays: fc.array(
      fc.record({ day: fc.integer({ min: -60, max: 300 }), lasts: fc.integer({ min: 0, max: 16 }) }),
    ),
    known: fc.record({ from: fc.integer({ min: -90, max: 30 }), to: fc.integer({ min: 0, max: 400 }) }),
  });
  fc.assert(
    fc.property(any, ({ first, step, count, out, more, outsideSchool, holidays, known }) => {
      const from = addDays('2026-09-01', first);
      const isHeld = (n: number) => !out.includes(n);
      const off = holidays.map(({ day, lasts }) => ({
        from: addDays(from, day),
        to: addDays(from, day + lasts),
      }));
      const isOff = (date: string) => off.some((one) => one.from <= date && date <= one.to);
      const dates = [
        ...range(count)
          .filter(isHeld)
          .map((n) => addDays(from, n * step)),
        ...more.map((n) => addDays(from, n * 7)),
      ];
      const held = [...new Set(dates)].filter((date) => !(outsideSchool && isOff(date))).sort();
      if (held.length === 0) return;
      const school = { from: addDays(from, known.from), to: addDays(from, known.to), holidays: off };
      const period = { from: held[0] ?? '', to: addDays(held.at(-1) ?? '', 3), school };
      expect(datesRead(datesInWords(held, period), period)).toEqual(held);
    }),
    { numRuns: 2_000 },
  );
});

it('the reader is told of another date by words that hold one', () => {
  const all = datesBetween('2027-01-05', '2027-03-30').filter((date) => weekday(date) === 2);
  expect(datesRead('Chaque mardi, du 5 janvier au 30 mars', quarter)).toEqual(all);
  expect(datesRead('chaque mardi, du 5 janvier au 30 mars, sauf le 16 février', quarter)).toHaveLength(12);
  expect(() => datesRead('chaque mardi', quarter)).toThrow('Not understood');
  expect(() => datesRead('les mardis 6 et 12 janvier', quarter)).toThrow('2027-01-06 is no mardi');
});
