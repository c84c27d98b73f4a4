/** What took place stays as it was when its calendar is imported again (docs/decisions/0020). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { event } from '#shared/domain/exchange/fixture.ts';
import {
  eachInItsPlace,
  hours,
  importing,
  planned,
  single,
  today,
  toldOf,
  tuesdays,
  UID,
  weekly,
} from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

describe('what took place stays', () => {
  test('a series cancelled as a whole, its rule repeated', async () => {
    await importing(tuesdays);
    today('2027-01-20');
    const cancelled = weekly('20270112T100000', 'STATUS:CANCELLED', 'SEQUENCE:1');
    expect(await toldOf(cancelled)).toEqual(['past', 'past', 'update']);
    await importing(cancelled);
    expect(await planned()).toEqual([...hours('01-12', '01-19'), '01-26 10:00–11:00 cancelled']);
    expect(await toldOf(cancelled)).toEqual(['past', 'past', 'unchanged']);
  });

  test('a series moved to another day and hour, or with another title', async () => {
    await importing(tuesdays);
    today('2027-01-22');
    const moved = weekly('20270111T140000', 'SUMMARY:Chant');
    expect(await toldOf(moved)).toEqual(['past', 'past', 'update']);
    await importing(moved);
    expect(await planned()).toEqual([...hours('01-12', '01-19'), '01-25 14:00–15:00']);
    expect(await toldOf(moved)).toEqual(['past', 'past', 'unchanged']);
  });

  test('a single event that its program writes at its next date', async () => {
    await importing(single('20270112T100000'));
    for (const [now, next] of [
      ['2027-01-13', '20270119T100000'],
      ['2027-01-20', '20270126T100000'],
    ] as const) {
      today(now);
      expect(await toldOf(single(next))).toEqual(['new']);
      await importing(single(next));
      expect(await toldOf(single(next))).toEqual(['unchanged']);
    }
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26'));
  });

  test('a past date is corrected only by what the file says of it alone, on its day', async () => {
    await importing(tuesdays);
    today('2027-01-20');
    expect(await toldOf(weekly('20270112T100000', 'EXDATE:20270119T100000'))).toEqual([
      'unchanged',
      'past',
      'unchanged',
    ]);
    const own = (day: string) =>
      event(UID, 'RECURRENCE-ID:20270119T100000', `DTSTART:202701${day}T120000`, 'DURATION:PT1H');
    expect(await toldOf(tuesdays, own('19'))).toEqual(['unchanged', 'update', 'unchanged']);
    expect(await toldOf(tuesdays, own('18'))).toEqual(['unchanged', 'past', 'unchanged']);
  });

  test('a past date that its own change moves to today or later stays, and that day is told as new', async () => {
    await importing(tuesdays);
    today('2027-01-20');
    for (const day of ['20', '22']) {
      const moved = event(
        UID,
        'RECURRENCE-ID:20270119T100000',
        `DTSTART:202701${day}T120000`,
        'DURATION:PT1H',
      );
      expect(await toldOf(tuesdays, moved)).toEqual(['unchanged', 'new', 'unchanged']);
    }
    const moved = event(UID, 'RECURRENCE-ID:20270119T100000', 'DTSTART:20270122T120000', 'DURATION:PT1H');
    await importing(tuesdays, moved);
    expect(await planned()).toEqual([...hours('01-12', '01-19'), '01-22 12:00–13:00', ...hours('01-26')]);
    expect(await toldOf(tuesdays, moved)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });
});
