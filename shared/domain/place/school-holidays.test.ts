import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../time/wall.ts';
import { holidayName, isPupilsHoliday, mergePeriods, zonesIn } from './school-calendar.ts';
import { readSchoolHolidays, type SchoolCalendar, type SchoolHolidayPeriod } from './school-holidays.ts';

function read(text: string, name = 'calendrier.csv'): SchoolCalendar {
  const result = readSchoolHolidays(text, name);
  if (!result.ok) throw new Error(result.error.tag);
  return result.value;
}
const lines = ({ holidays }: SchoolCalendar) =>
  holidays.map(({ zone, name, start, end }) => `${zone} ${start} ${end} ${name}`);
const refusal = (text: string) => {
  const result = readSchoolHolidays(text, 'x.csv');
  return result.ok ? undefined : result.error;
};

describe('words', () => {
  it.each([
    ['Zone A', 'A'],
    ['Zones A/B/C - Corse', 'ABC'],
    ['Calendrier Scolaire - Zones A B C', 'ABC'],
    ['Vacances de Noël - Zones A et C', 'AC'],
    ['Zones B, C', 'BC'],
    ['Zone-B.ics', 'B'],
    ['c', ''],
    ['C', 'C'],
    ['Toutes les zones', 'ABC'],
    ['Zone Corse', ''],
    ['Bordeaux', ''],
  ])('finds zones in %j', (text, zones) => {
    expect(zonesIn(text).join('')).toBe(zones);
  });
  it.each([
    ["Vacances d'Hiver - Zones A/B - Corse", "Vacances d'Hiver"],
    ['Vacances de Noël (Zone A)', 'Vacances de Noël'],
    ['Zone B : Vacances de printemps', 'Vacances de printemps'],
    ["Début des Vacances d'Été - Zone A", "Vacances d'Été"],
    ["Pont de l'Ascension", "Pont de l'Ascension"],
  ])('takes the name alone out of %j', (text, name) => {
    expect(holidayName(text)).toBe(name);
    expect(isPupilsHoliday(text)).toBe(true);
  });
  it.each([
    'Rentrée scolaire des élèves - Zones A B C',
    "Vacances d'Été(prérentrée Enseignants) - Zones A/B/C",
    'Lundi de Pentecôte - Corse',
  ])('leaves out %j', (text) => {
    expect(isPupilsHoliday(text)).toBe(false);
  });
});

describe('one line per day', () => {
  const header = 'date,vacances_zone_a,vacances_zone_b,vacances_zone_c,nom_vacances';
  it('joins days per zone, and knows until the last line', () => {
    const calendar = read(
      [
        header,
        "2019-02-23,True,True,True,Vacances d'hiver",
        "2019-02-24,True,True,True,Vacances d'hiver",
        "2019-02-25,True,False,True,Vacances d'hiver",
        '2019-02-26,False,False,False,',
      ].join('\n'),
    );
    expect(lines(calendar)).toEqual([
      "A 2019-02-23 2019-02-25 Vacances d'hiver",
      "B 2019-02-23 2019-02-24 Vacances d'hiver",
      "C 2019-02-23 2019-02-25 Vacances d'hiver",
    ]);
    expect(calendar.knownUntil).toEqual({ A: '2019-02-26', B: '2019-02-26', C: '2019-02-26' });
    expect(calendar.skipped).toEqual([]);
  });
  it('counts the lines it could not read and keeps the others', () => {
    const calendar = read(
      [
        header,
        '2024-10-19,True,True,True,Vacances de la Toussaint',
        '2024-10-32,True,True,True,Vacances de la Toussaint',
        '2024-10-20,True,peut-être,True,Vacances de la Toussaint',
        '',
        '2024-10-21,True',
        '2024-10-22,True,True,True,',
      ].join('\r\n'),
    );
    expect(calendar.skipped).toEqual([
      { line: 3, why: 'date_invalid' },
      { line: 4, why: 'flag_invalid' },
      { line: 6, why: 'columns_missing' },
    ]);
    expect(lines(calendar).filter((line) => line.startsWith('A'))).toEqual([
      'A 2024-10-19 2024-10-19 Vacances de la Toussaint',
      'A 2024-10-22 2024-10-22 Vacances scolaires',
    ]);
  });
  it('reads it back as a spreadsheet saved it', () => {
    const calendar = read(
      '\ufeffDate;Vacances_Zone_A;Vacances_Zone_B;Vacances_Zone_C;Nom_Vacances\r\n19/10/2024;VRAI;FAUX;FAUX;Vacances de la Toussaint\r\n',
    );
    expect(lines(calendar)).toEqual(['A 2024-10-19 2024-10-19 Vacances de la Toussaint']);
  });
});

describe('one line per period', () => {
  const header = 'description;population;start_date;end_date;location;zones;annee_scolaire';
  const noel = 'Vacances de Noël;-;2025-12-19T23:00:00+00:00;2026-01-04T23:00:00+00:00';
  it('ends the day before pupils return, in Paris, once per zone', () => {
    const calendar = read(
      [
        header,
        'Vacances de la Toussaint;-;2025-10-17T22:00:00+00:00;2025-11-02T23:00:00+00:00;Bordeaux;Zone A;2025-2026',
        'Vacances de la Toussaint;-;2025-10-17T22:00:00+00:00;2025-11-02T23:00:00+00:00;Lyon;Zone A;2025-2026',
        `${noel};Lille;Zone B;2025-2026`,
      ].join('\n'),
    );
    expect(lines(calendar)).toEqual([
      'A 2025-10-18 2025-11-02 Vacances de la Toussaint',
      'B 2025-12-20 2026-01-04 Vacances de Noël',
    ]);
    expect(calendar.knownUntil).toEqual({ A: '2025-11-02', B: '2026-01-04' });
  });
  it('leaves out teachers, other territories and the return to school, and reports what is damaged', () => {
    const calendar = read(
      [
        header,
        `${noel};Bordeaux;Zone A;2025-2026`,
        "Vacances d'Été;Enseignants;2025-07-04T22:00:00+00:00;2025-08-28T22:00:00+00:00;Bordeaux;Zone A;2024-2025",
        `${noel};Corse;Corse;2025-2026`,
        'Rentrée scolaire des élèves;Élèves;2025-08-31T22:00:00+00:00;2025-08-31T22:00:00+00:00;Lyon;Zone A;2025-2026',
        `${noel};Lyon;;2025-2026`,
        "Vacances d'Hiver;-;bientôt;2026-02-22T23:00:00+00:00;Lyon;Zone A;2025-2026",
        "Vacances d'Hiver;-;2026-02-22T23:00:00+00:00;2026-02-06T23:00:00+00:00;Lyon;Zone A;2025-2026",
      ].join('\n'),
    );
    expect(lines(calendar)).toEqual(['A 2025-12-20 2026-01-04 Vacances de Noël']);
    expect(calendar.ignored).toBe(3);
    expect(calendar.skipped).toEqual([
      { line: 6, why: 'zone_unknown' },
      { line: 7, why: 'date_invalid' },
      { line: 8, why: 'end_before_start' },
    ]);
  });
  it('knows one day of a summer whose end is not published, and of a one-day bridge', () => {
    const calendar = read(
      [
        header.replaceAll(';', ','),
        "Début des Vacances d'Été,-,2027-07-02T22:00:00+00:00,2027-07-02T22:00:00+00:00,Bordeaux,Zone A,2026-2027",
        "Pont de l'Ascension,-,2027-05-06T22:00:00+00:00,2027-05-06T22:00:00+00:00,Bordeaux,Zone A,2026-2027",
      ].join('\n'),
    );
    expect(lines(calendar)).toEqual([
      "A 2027-05-07 2027-05-07 Pont de l'Ascension",
      "A 2027-07-03 2027-07-03 Vacances d'Été",
    ]);
    expect(calendar.knownUntil).toEqual({ A: '2027-07-03' });
  });
  it('reads plain dates, local times and French headers', () => {
    const calendar = read(
      [
        'Description,Population,Date de début,Date de fin,Académies,Zones,annee_scolaire',
        'Vacances de Noël,-,2025-12-20,2026-01-05,Bordeaux,Zone A,2025-2026',
        'Vacances de Noël,-,2025-12-20T00:00:00+01:00,2026-01-05T00:00:00+01:00,Lille,Zone B,2025-2026',
        'Vacances de Noël,-,2025-12-20T00:00:00,2026-01-05T00:00:00,Paris,Zone C,2025-2026',
      ].join('\n'),
    );
    expect(lines(calendar)).toEqual(
      ['A', 'B', 'C'].map((zone) => `${zone} 2025-12-20 2026-01-04 Vacances de Noël`),
    );
  });
});

describe('iCalendar', () => {
  const event = (...properties: string[]) => ['BEGIN:VEVENT', ...properties, 'END:VEVENT'];
  const ics = (...content: string[][]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', ...content.flat(), 'END:VCALENDAR'].join('\r\n');
  const toussaint = ['DTSTART;VALUE=DATE:20251018', 'DTEND;VALUE=DATE:20251103'];

  it('joins the pieces of a holiday that the file cuts where zones change', () => {
    const calendar = read(
      ics(
        event(
          'DTSTART;VALUE=DATE:20260221',
          'DTEND;VALUE=DATE:20260223',
          "SUMMARY:Vacances d'Hiver - Zones A/B/C",
        ),
        event(
          'DTSTART;VALUE=DATE:20260214',
          'DTEND;VALUE=DATE:20260221',
          "SUMMARY:Vacances d'Hiver - Zones A/B",
        ),
        event(
          'DTSTART;VALUE=DATE:20260207',
          'DTEND;VALUE=DATE:20260214',
          "SUMMARY:Vacances d'Hiver - Zone A",
        ),
      ),
    );
    expect(lines(calendar)).toEqual([
      "A 2026-02-07 2026-02-22 Vacances d'Hiver",
      "B 2026-02-14 2026-02-22 Vacances d'Hiver",
      "C 2026-02-21 2026-02-22 Vacances d'Hiver",
    ]);
  });
  it('finds the zone in the location, then the calendar, then the file name', () => {
    const summary = 'SUMMARY:Vacances de la Toussaint';
    expect(lines(read(ics(event(...toussaint, summary, 'LOCATION:Zone B'))))).toEqual([
      'B 2025-10-18 2025-11-02 Vacances de la Toussaint',
    ]);
    const named = ics(['X-WR-CALNAME:Vacances scolaires - Zone C'], event(...toussaint, summary));
    expect(lines(read(named, 'Zone-A.ics'))).toEqual(['C 2025-10-18 2025-11-02 Vacances de la Toussaint']);
    expect(lines(read(ics(event(...toussaint, summary)), 'Zone-A.ics'))).toEqual([
      'A 2025-10-18 2025-11-02 Vacances de la Toussaint',
    ]);
  });
  it('reads folded lines, escapes and times', () => {
    const calendar = read(
      ics(
        event(
          'DTSTART:20251017T220000Z',
          'DTEND:20251102T230000Z',
          'SUMMARY:Vacances de la',
          '  Toussaint\\, Zone A',
        ),
        event(
          'DTSTART;TZID=Europe/Paris:20251220T000000',
          'DTEND;TZID=Europe/Paris:20260104T235900',
          'SUMMARY:Vacances scolaires',
          'LOCATION:Zone A',
        ),
        event('DTSTART;VALUE=DATE:20260704', "SUMMARY:Début des Vacances d'Été - Zone A"),
      ),
    );
    expect(lines(calendar)).toEqual([
      'A 2025-10-18 2025-11-02 Vacances de la Toussaint,',
      'A 2025-12-20 2026-01-04 Vacances scolaires',
      "A 2026-07-04 2026-07-04 Vacances d'Été",
    ]);
  });
  it('loses only what is damaged, and says where', () => {
    const calendar = read(
      ics(
        event(...toussaint, 'SUMMARY:Vacances de la Toussaint - Zone A'),
        event('DTSTART;VALUE=DATE:20251318', 'DTEND;VALUE=DATE:20251103', 'SUMMARY:Vacances - Zone A'),
        event('SUMMARY:Vacances de Noël - Zone A'),
        event('une ligne sans rien', 'SUMMARY:Vacances de Noël - Zone A'),
        event(...toussaint, 'SUMMARY:Vacances de la Toussaint'),
        event(...toussaint, 'SUMMARY:Vacances de la Toussaint - Corse'),
        event(...toussaint, 'SUMMARY:Rentrée - Zone A'),
        ['BEGIN:VEVENT', 'SUMMARY:Vacances'],
      ),
    );
    expect(lines(calendar)).toEqual(['A 2025-10-18 2025-11-02 Vacances de la Toussaint']);
    expect(calendar.ignored).toBe(2);
    expect(calendar.skipped).toEqual([
      { line: 8, why: 'date_invalid' },
      { line: 13, why: 'date_invalid' },
      { line: 16, why: 'event_unreadable' },
      { line: 20, why: 'zone_unknown' },
      { line: 35, why: 'event_unreadable' },
    ]);
  });
});

describe('what is refused', () => {
  it('is not text', () => {
    expect(refusal('  \n')).toEqual({ tag: 'file_unreadable', name: 'x.csv' });
    expect(refusal('PK\u0003\u0004\0\0')).toEqual({ tag: 'file_unreadable', name: 'x.csv' });
  });
  it.each([
    'nom;prénom\nDupont;Jeanne',
    '<!doctype html><title>Erreur 404</title>',
    '{"results": []}',
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270112T090000Z\nSUMMARY:Yoga\nEND:VEVENT\nEND:VCALENDAR',
    'date,vacances_zone_a,vacances_zone_b,vacances_zone_c,nom_vacances\n2027-01-12,False,False,False,',
  ])('holds no school holidays: %j', (text) => {
    expect(refusal(text)?.tag).toBe('school_holidays_not_found');
  });
  it('never throws, whatever the text', () => {
    const heads = fc.constantFrom(
      '',
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\n',
      'date,vacances_zone_a\n',
      'description;start_date;end_date;zones\n',
    );
    fc.assert(
      fc.property(heads, fc.string({ unit: 'binary' }), fc.array(fc.string()), (head, text, more) => {
        const result = readSchoolHolidays(`${head}${text}\n${more.join(';')}\nEND:VEVENT`, 'x');
        expect(typeof result.ok).toBe('boolean');
      }),
    );
  });
});

describe('merging', () => {
  const aPeriod = fc
    .record({
      zone: fc.constantFrom('A' as const, 'B' as const),
      name: fc.constantFrom('Vacances d’Été', "Vacances d'été", 'Vacances de Noël'),
      from: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 0, max: 10 }),
    })
    .map(({ zone, name, from, length }) => ({
      zone,
      name,
      start: addDays('2027-01-01', from),
      end: addDays('2027-01-01', from + length),
    }));
  const isNoel = (name: string) => name === 'Vacances de Noël';

  it('keeps exactly the same days off, in separate periods', () => {
    fc.assert(
      fc.property(fc.array(aPeriod), (periods) => {
        const merged = mergePeriods(periods);
        for (const zone of ['A', 'B'] as const)
          for (const noel of [true, false]) {
            const of = (list: readonly SchoolHolidayPeriod[]) =>
              list.filter((period) => period.zone === zone && isNoel(period.name) === noel);
            const off = (list: readonly SchoolHolidayPeriod[], date: string) =>
              of(list).some(({ start, end }) => start <= date && date <= end);
            for (let day = 0; day <= 75; day++) {
              const date = addDays('2027-01-01', day);
              expect(off(merged, date)).toBe(off(periods, date));
            }
            for (const [index, { start }] of of(merged).entries()) {
              const before = of(merged)[index - 1];
              expect(before === undefined || start > addDays(before.end, 1)).toBe(true);
            }
          }
      }),
    );
  });
});

const officialPath = fileURLToPath(
  new URL('../../../../shared/data/vacances_scolaires_2019_2025.csv', import.meta.url),
);
if (!existsSync(officialPath))
  process.stderr.write(
    'left out, ../shared/data/vacances_scolaires_2019_2025.csv is absent: its 2,435 days\n',
  );

it.skipIf(!existsSync(officialPath))(
  'reads the official days of 2019–2025 (left out when ../shared/data/vacances_scolaires_2019_2025.csv is absent)',
  () => {
    const text = readFileSync(officialPath, 'utf8');
    const calendar = read(text);
    expect(calendar.skipped).toEqual([]);
    expect(calendar.ignored).toBe(0);
    expect(calendar.knownUntil).toEqual({ A: '2025-08-31', B: '2025-08-31', C: '2025-08-31' });
    const bordeaux2024 = lines(calendar).filter((line) => /^A 202(?:4-(?:0[7-9]|1)|5)/.test(line));
    expect(bordeaux2024).toEqual([
      "A 2024-07-06 2024-09-01 Vacances d'été",
      'A 2024-10-19 2024-11-03 Vacances de la Toussaint',
      'A 2024-12-21 2025-01-05 Vacances de Noël',
      "A 2025-02-22 2025-03-09 Vacances d'hiver",
      'A 2025-04-19 2025-05-04 Vacances de printemps',
      "A 2025-07-05 2025-08-31 Vacances d'été",
    ]);
    const days = new Map(
      text
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => [line.slice(0, 10), line.split(',').slice(1, 4)]),
    );
    for (const [date, flags] of days)
      for (const [index, zone] of (['A', 'B', 'C'] as const).entries()) {
        const off = calendar.holidays.some((h) => h.zone === zone && h.start <= date && date <= h.end);
        expect(`${date} ${zone} ${off}`).toBe(`${date} ${zone} ${flags[index] === 'True'}`);
      }
  },
);
