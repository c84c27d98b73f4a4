/** What a calendar imported again says no more of an event, or does not say: told, and left (docs/decisions/0020). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import {
  bench,
  eachInItsPlace,
  hours,
  importing,
  planned,
  read,
  single,
  toldOf,
  tuesdays,
  UID,
  weekly,
} from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

describe('what is no longer in the file', () => {
  test('is told of each event, with its first date, and stays', async () => {
    await importing(tuesdays, event('UID:b', 'SUMMARY:Chant', 'DTSTART:20270113T100000', 'DURATION:PT1H'));
    const shorter = weekly('20270112T100000').replace('COUNT=3', 'COUNT=1');
    const preview = await read(calendar(shorter));
    expect(preview.skipped).toEqual([
      { line: 3, what: 'Yoga', why: 'no-longer-written', stays: { first: '2027-01-19', count: 2 } },
    ]);
    expect(preview.skippedCount).toBe(1);
    await bench().import(preview);
    expect(await planned()).toEqual(hours('01-12', '01-13', '01-19', '01-26'));
  });

  test('is not told of what is cancelled here, nor of what the file cancels', async () => {
    await importing(tuesdays);
    await importing(weekly('20270112T100000', 'EXDATE:20270119T100000'));
    expect(await toldOf(weekly('20270112T100000', 'EXDATE:20270119T100000'))).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    expect(await toldOf(weekly('20270112T100000').replace('COUNT=3', 'COUNT=2'))).toEqual([
      'unchanged',
      'update',
      '1 from 2027-01-26',
    ]);
  });
});

describe('a file that does not say all of an event', () => {
  const one = (day: string, ...more: string[]) =>
    event(UID, `RECURRENCE-ID:202701${day}T100000`, `DTSTART:202701${day}T120000`, 'DURATION:PT1H', ...more);
  test('a change of one date alone changes that one, and tells nothing of the others', async () => {
    await importing(tuesdays);
    expect(await toldOf(one('19'))).toEqual(['update']);
    // Of a date that is not known, nothing near it is taken.
    expect(await toldOf(one('20'))).toEqual(['new']);
    expect(await toldOf(one('20', 'STATUS:CANCELLED'))).toEqual(['cancelled']);
  });

  test('a rule that cannot be read is told, and so is that its dates stay', async () => {
    await importing(tuesdays);
    expect(await toldOf(weekly('20270112T100000').replace('WEEKLY', 'JAMAIS'))).toEqual([
      'unchanged',
      '2 from 2027-01-19',
      'rule-unreadable',
    ]);
  });
});

describe('of a period', () => {
  const period = { from: '2027-01-15', to: '2027-01-22' };
  test('nothing is met, moved or told out of it', async () => {
    await importing(tuesdays);
    const preview = await read(calendar(weekly('20270114T140000')), period);
    expect((await bench().rows(preview)).rows.map(({ date, state }) => `${date} ${state}`)).toEqual([
      '2027-01-21 update',
    ]);
    expect(preview.skipped).toEqual([]);
    await bench().import(preview);
    expect(await planned()).toEqual(['01-12 10:00–11:00', '01-21 14:00–15:00', '01-26 10:00–11:00']);
  });

  test('what the file moves out of it is still in the file', async () => {
    await importing(tuesdays);
    const moved = event(UID, 'RECURRENCE-ID:20270119T100000', 'DTSTART:20270203T100000', 'DURATION:PT1H');
    const preview = await read(calendar(tuesdays, moved), period);
    expect(preview.skipped).toEqual([]);
    expect(preview.rows).toBe(0);
  });

  test('an event that left it is told', async () => {
    await importing(single('20270119T100000'), single('20270120T100000', 'SUMMARY:Chant'));
    const preview = await read(calendar(single('20270119T100000')), period);
    expect(preview.skipped).toMatchObject([
      { why: 'no-longer-written', stays: { first: '2027-01-20', count: 1 } },
    ]);
  });
});

test('a lone change that does not name its date to the minute meets the only booking of that day', async () => {
  await importing(tuesdays);
  for (const id of [
    'RECURRENCE-ID;VALUE=DATE:20270119',
    'RECURRENCE-ID:20270119T000000',
    'RECURRENCE-ID:20270119T090000',
  ]) {
    expect(await toldOf(event(UID, id, 'DTSTART:20270119T120000', 'DURATION:PT1H'))).toEqual(['update']);
    expect(await toldOf(event(UID, id, 'DTSTART:20270119T100000', 'STATUS:CANCELLED'))).toEqual(['update']);
  }
});
