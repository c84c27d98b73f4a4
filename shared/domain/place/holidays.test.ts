import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, weekday } from '../time/wall.ts';
import { easter, publicHolidays, publicHolidaysOn } from './holidays.ts';

const NOWHERE = { december26: false, goodFriday: false };
const ALSACE_MOSELLE = { december26: true, goodFriday: true };
const aYear = fc.integer({ min: 1900, max: 2199 });

describe('known years', () => {
  it('knows 2027', () => {
    expect(publicHolidays(2027, NOWHERE).map(({ date, name }) => `${date} ${name}`)).toEqual([
      '2027-01-01 Jour de l’an',
      '2027-03-29 Lundi de Pâques',
      '2027-05-01 Fête du travail',
      '2027-05-06 Ascension',
      '2027-05-08 Victoire des alliés',
      '2027-05-17 Lundi de Pentecôte',
      '2027-07-14 Fête Nationale',
      '2027-08-15 Assomption',
      '2027-11-01 Toussaint',
      '2027-11-11 Armistice',
      '2027-12-25 Noël',
    ]);
  });
  it.each([
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2019, '2019-04-21'],
    [2024, '2024-03-31'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2076, '2076-04-19'],
  ])('puts Easter of %i on %s', (year, date) => {
    expect(easter(year)).toBe(date);
  });
  it('adds each day of Alsace-Moselle by its own switch', () => {
    const extra = (december26: boolean, goodFriday: boolean) =>
      publicHolidays(2027, { december26, goodFriday })
        .filter(({ key }) => key === 'saint-stephen' || key === 'good-friday')
        .map(({ date, name }) => `${date} ${name}`);
    expect(extra(true, false)).toEqual(['2027-12-26 Saint Étienne']);
    expect(extra(false, true)).toEqual(['2027-03-26 Vendredi Saint']);
    expect(extra(true, true)).toEqual(['2027-03-26 Vendredi Saint', '2027-12-26 Saint Étienne']);
  });
  it('keeps both holidays of a shared date', () => {
    const keys = (date: string) => publicHolidaysOn(date, NOWHERE).map(({ key }) => key);
    expect(keys('1997-05-08')).toEqual(['victory-1945', 'ascension']);
    expect(keys('2008-05-01')).toEqual(['labour-day', 'ascension']);
    expect(keys('2008-05-02')).toEqual([]);
  });
});

describe('every year', () => {
  it('has Easter on a Sunday from 22 March to 25 April', () => {
    fc.assert(
      fc.property(aYear, (year) => {
        const date = easter(year);
        expect(weekday(date)).toBe(7);
        expect(date >= `${year}-03-22` && date <= `${year}-04-25`).toBe(true);
      }),
    );
  });
  it('has 11 holidays, 13 in Alsace-Moselle, each key once, in order and in the year', () => {
    fc.assert(
      fc.property(aYear, (year) => {
        for (const [extra, count] of [
          [NOWHERE, 11],
          [ALSACE_MOSELLE, 13],
        ] as const) {
          const holidays = publicHolidays(year, extra);
          const dates = holidays.map(({ date }) => date);
          expect(new Set(holidays.map(({ key }) => key)).size).toBe(count);
          expect(dates).toEqual([...dates].sort());
          expect(dates.every((date) => date.startsWith(`${year}-`))).toBe(true);
        }
      }),
    );
  });
  it('counts Ascension and Whit Monday from Easter', () => {
    fc.assert(
      fc.property(aYear, (year) => {
        const daysFromEaster = (key: string) =>
          publicHolidays(year, NOWHERE)
            .filter((holiday) => holiday.key === key)
            .map(({ date }) => daysBetween(easter(year), date));
        expect(['easter-monday', 'ascension', 'whit-monday'].map(daysFromEaster)).toEqual([[1], [39], [50]]);
      }),
    );
  });
});

const official = (file: string) => fileURLToPath(new URL(`../../../../shared/data/${file}`, import.meta.url));

describe.each([
  ['jours_feries_seuls.csv', NOWHERE],
  ['jours_feries_seuls_alsace_moselle.csv', ALSACE_MOSELLE],
])('the official file %s', (file, extra) => {
  const path = official(file);
  if (!existsSync(path))
    process.stderr.write(`left out, ../shared/data/${file} is absent: its days and names\n`);
  it.skipIf(!existsSync(path))(
    `matches day for day and name for name, 1950–2050 (left out when ../shared/data/${file} is absent)`,
    () => {
      const theirs = readFileSync(path, 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.replace(',True,', ' '));
      const years = Array.from({ length: 101 }, (_, index) => 1950 + index);
      const ours = years.flatMap((year) => publicHolidays(year, extra));
      // The file holds one line per date: where Ascension meets another holiday, it keeps only the other.
      const first = ours.filter(({ date }, index) => ours[index - 1]?.date !== date);
      const dropped = ours.filter((holiday) => !first.includes(holiday));
      expect(first.map(({ date, name }) => `${date} ${name}`)).toEqual(theirs);
      expect(dropped.map(({ date, name }) => `${date} ${name}`)).toEqual([
        '1975-05-08 Ascension',
        '1986-05-08 Ascension',
        '1997-05-08 Ascension',
        '2008-05-01 Ascension',
      ]);
    },
  );
});
