/** What an event means by its own zone, and what a change of one date takes from its series. */
import { describe, expect, test } from 'vitest';
import { event, read, shortly, titles, told } from './fixture.ts';

describe('a bare date is a day of the zone of its event', () => {
  const ISLAND = 'TZID=America/Martinique';
  const evenings = (...more: string[]) =>
    event(
      `DTSTART;${ISLAND}:20270112T200000`,
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3',
      ...more,
    );
  const at = (...dates: string[]) => dates.map((date) => `2027-${date} 01:00–02:00`);

  test.each([['VALUE=DATE:20270119'], [`${ISLAND}:20270119T200000`], ['VALUE=DATE:20270119,20270119']])(
    'EXDATE;%s',
    (exdate) => {
      expect(shortly(read(evenings(`EXDATE;${exdate}`)))).toEqual(at('01-13', '01-27'));
    },
  );
  test('the day of the place is none of it', () => {
    expect(shortly(read(evenings('EXDATE;VALUE=DATE:20270120')))).toEqual(at('01-13', '01-20', '01-27'));
  });
  test('RECURRENCE-ID;VALUE=DATE, and an hour that its series no longer has, in any zone', () => {
    for (const id of [
      ';VALUE=DATE:20270119',
      `;${ISLAND}:20270119T190000`,
      ':20270119T230000Z',
      ':20270120T010000Z',
    ])
      expect(
        shortly(read(evenings(), event(`RECURRENCE-ID${id}`, 'DTSTART:20270122T100000', 'DURATION:PT1H'))),
      ).toEqual([...at('01-13'), '2027-01-22 10:00–11:00', ...at('01-27')]);
  });
});

describe('a zone that its file defines without saying its hours', () => {
  const zone = (...lines: string[]) => [
    'BEGIN:VTIMEZONE',
    'TZID:Maison',
    'BEGIN:STANDARD',
    ...lines,
    'END:STANDARD',
    'END:VTIMEZONE',
  ];
  const [START, FROM, TO] = ['DTSTART:19700101T000000', 'TZOFFSETFROM:-0400', 'TZOFFSETTO:-0400'];
  const readIn = (...lines: string[]) =>
    read(...zone(...lines), event('DTSTART;TZID=Maison:20270112T100000', 'DURATION:PT1H'));

  test.each([
    ['TZOFFSETTO', [START, FROM]],
    ['TZOFFSETFROM', [START, TO]],
    ['DTSTART', [FROM, TO]],
  ])('has those of the place without %s, and is told', (_, lines) => {
    const reading = readIn(...lines);
    expect(told(reading)).toEqual(['2027-01-12 10:00–11:00 zone-guessed']);
    expect(reading.unknownZones).toEqual(['Maison']);
  });
  test('has its own with all of them', () => {
    expect(told(readIn(START, FROM, TO))).toEqual(['2027-01-12 15:00–16:00']);
  });
});

describe('a change of one date', () => {
  const series = (...more: string[]) => event('RRULE:FREQ=WEEKLY;COUNT=2', ...more);
  const moved = (...more: string[]) =>
    event('RECURRENCE-ID:20270119T100000', 'DTSTART:20270119T150000', 'DURATION:PT1H', ...more).replace(
      /SUMMARY:Yoga\r\n/,
      '',
    );
  const notes = (...events: string[]) =>
    read(...events).placements.map((one) => one.notes.includes('confidential'));

  test('without a title has that of its series, also when it names it by its day, or changes the following ones', () => {
    expect(titles(read(series(), moved()))).toEqual(['Yoga', 'Yoga']);
    const byDay = moved().replace('RECURRENCE-ID:20270119T100000', 'RECURRENCE-ID;VALUE=DATE:20270119');
    expect(titles(read(series(), byDay))).toEqual(['Yoga', 'Yoga']);
    const following = moved().replace('RECURRENCE-ID:', 'RECURRENCE-ID;RANGE=THISANDFUTURE:');
    expect(titles(read(event('RRULE:FREQ=WEEKLY;COUNT=3'), following))).toEqual(['Yoga', 'Yoga', 'Yoga']);
    const off = moved().replace('RECURRENCE-ID:20270119', 'RECURRENCE-ID:20270121');
    expect(titles(read(series(), off))).toEqual(['Yoga', 'Yoga', 'Yoga']);
  });
  test('keeps its own, and an event without any stays so', () => {
    expect(titles(read(series(), moved('SUMMARY:Chant')))).toEqual(['Yoga', 'Chant']);
    expect(titles(read(moved()))).toEqual(['']);
  });
  test('is as private as its series, unless it has a title of its own and says to be public', () => {
    expect(notes(series('CLASS:PRIVATE'), moved())).toEqual([true, true]);
    expect(notes(series('CLASS:PRIVATE'), moved('SUMMARY:Chant'))).toEqual([true, true]);
    expect(notes(series('CLASS:PRIVATE'), moved('CLASS:PUBLIC'))).toEqual([true, true]);
    expect(notes(series('CLASS:PRIVATE'), moved('SUMMARY:Chant', 'CLASS:PUBLIC'))).toEqual([true, false]);
    expect(notes(series(), moved('CLASS:PRIVATE'))).toEqual([false, true]);
  });
});
