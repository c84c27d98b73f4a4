/** Which of two files is the later one, and what a later one says of how sure an event is (docs/decisions/0020). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import {
  bench,
  eachInItsPlace,
  importing,
  planned,
  read,
  single,
  toldOf,
  tuesdays,
  UID,
} from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

const change = (start: string, ...more: string[]) =>
  event(UID, 'RECURRENCE-ID:20270119T100000', `DTSTART:${start}`, 'DURATION:PT1H', ...more);
const TENTATIVE = 'STATUS:TENTATIVE';

describe('an option of its calendar', () => {
  test.each([
    [
      'is confirmed with it',
      [single('20270112T100000', TENTATIVE)],
      [single('20270112T100000')],
      ['01-12 10:00–11:00'],
    ],
    [
      'is one again',
      [single('20270112T100000')],
      [single('20270112T100000', TENTATIVE)],
      ['01-12 10:00–11:00 option'],
    ],
    [
      'is confirmed and moved',
      [single('20270112T100000', TENTATIVE)],
      [single('20270113T100000', 'SEQUENCE:1')],
      ['01-13 10:00–11:00'],
    ],
    [
      'is confirmed for one date of a series',
      [tuesdays, change('20270119T100000', TENTATIVE)],
      [tuesdays, change('20270119T100000', 'STATUS:CONFIRMED')],
      ['01-12 10:00–11:00', '01-19 10:00–11:00', '01-26 10:00–11:00'],
    ],
  ])('%s', async (_, before, after, expected) => {
    await importing(...before);
    expect(await toldOf(...after)).toContain('update');
    await importing(...after);
    expect(await planned()).toEqual(expected);
    expect(await toldOf(...after)).not.toContain('update');
  });

  test('that was cancelled comes back as one', async () => {
    await importing(single('20270112T100000', TENTATIVE));
    await importing(single('20270112T100000', 'STATUS:CANCELLED'));
    await importing(single('20270112T100000', TENTATIVE));
    expect(await planned()).toEqual(['01-12 10:00–11:00 option']);
  });

  test('that somebody confirmed here stays confirmed, moved or not', async () => {
    await importing(single('20270112T100000', TENTATIVE));
    const { bookings } = await bench().done('planning.range', { from: '2027-01-01', to: '2027-12-31' });
    await bench().done('planning.change', { id: bookings[0]?.id ?? '', state: { status: 'confirmed' } });
    expect(await toldOf(single('20270112T100000', TENTATIVE))).toEqual(['unchanged']);
    await importing(single('20270113T100000', TENTATIVE, 'SEQUENCE:1'));
    expect(await planned()).toEqual(['01-13 10:00–11:00']);
  });

  test('that is one because its place was taken is not confirmed by the same file', async () => {
    const other = event('UID:b', 'SUMMARY:Chant');
    await importing(event(), other);
    expect(await planned()).toEqual(['01-12 10:00–11:00', '01-12 10:00–11:00 option']);
    expect(await toldOf(event(), other)).toEqual(['unchanged', 'unchanged']);
  });
});

test('a change sent alone without a title leaves the one it has', async () => {
  await importing(tuesdays);
  const moved = change('20270120T150000', 'SEQUENCE:1').replace(/SUMMARY:Yoga\r\n/, '');
  await importing('METHOD:REQUEST', moved);
  const { bookings } = await bench().done('planning.range', { from: '2027-01-01', to: '2027-12-31' });
  expect(bookings.map(({ date, title }) => `${date} ${title}`)).toEqual([
    '2027-01-12 Yoga',
    '2027-01-20 Yoga',
    '2027-01-26 Yoga',
  ]);
});

describe('an older file does not take the place of a newer one', () => {
  test.each([
    ['LAST-MODIFIED', ['LAST-MODIFIED:20270105T000000Z'], ['LAST-MODIFIED:20270101T000000Z']],
    ['DTSTAMP', ['DTSTAMP:20270105T000000Z'], ['DTSTAMP:20270101T000000Z']],
    [
      'LAST-MODIFIED before DTSTAMP',
      ['LAST-MODIFIED:20270105T000000Z', 'DTSTAMP:20270101T000000Z'],
      ['LAST-MODIFIED:20270101T000000Z', 'DTSTAMP:20270105T000000Z'],
    ],
    [
      'DTSTAMP, of one SEQUENCE',
      ['SEQUENCE:2', 'DTSTAMP:20270105T000000Z'],
      ['SEQUENCE:2', 'DTSTAMP:20270101T000000Z'],
    ],
  ])('by %s', async (_, newer, older) => {
    await importing(single('20270112T140000', ...newer));
    expect(await toldOf(single('20270112T100000', ...older))).toEqual(['older']);
    await importing(single('20270112T100000', ...older));
    expect(await planned()).toEqual(['01-12 14:00–15:00']);
  });

  test('SEQUENCE comes first', async () => {
    await importing(single('20270112T140000', 'DTSTAMP:20270105T000000Z'));
    await importing(single('20270112T100000', 'SEQUENCE:1', 'DTSTAMP:20270101T000000Z'));
    expect(await planned()).toEqual(['01-12 10:00–11:00']);
  });

  test('a date is as late as its whole event: its change may be gone from a later file', async () => {
    const modified = (day: number) => `LAST-MODIFIED:2027010${day}T000000Z`;
    const series = event(
      UID,
      'DTSTART:20270112T100000',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'DURATION:PT1H',
      modified(1),
    );
    await importing(series, change('20270120T150000', modified(3)));
    expect(await toldOf(series)).toEqual(['unchanged', 'older', 'unchanged']);
    expect(await toldOf(series.replace(modified(1), modified(4)))).toEqual([
      'unchanged',
      'update',
      'unchanged',
    ]);
    const other = event(
      UID,
      'RECURRENCE-ID:20270126T100000',
      'DTSTART:20270126T140000',
      'DURATION:PT1H',
      modified(4),
    );
    expect(await toldOf(series, other)).toEqual(['unchanged', 'update', 'update']);
  });

  test('without any moment it is as before', async () => {
    await importing(single('20270112T140000', 'DTSTAMP:20270105T000000Z'));
    await bench().import(await read(calendar(single('20270112T100000'))));
    expect(await planned()).toEqual(['01-12 10:00–11:00']);
  });
});
