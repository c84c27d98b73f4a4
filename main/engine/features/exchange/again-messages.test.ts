/** What a calendar that is sent for something does to what is known (RFC 5546). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import {
  bench,
  eachInItsPlace,
  hours,
  importing,
  planned,
  read,
  sent,
  single,
  toldOfFile,
  tuesdays,
  UID,
  weekly,
} from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

describe('METHOD:ADD', () => {
  test.each([
    ['on another day', '20270121T140000', '01-21 14:00–15:00'],
    ['on a day of the series, at another hour', '20270119T140000', '01-19 14:00–15:00'],
  ])('%s: one more date, nothing else of the series moves or is told', async (_title, start, added) => {
    await importing(tuesdays);
    const text = sent('ADD', single(start, 'SEQUENCE:1'));
    expect(await toldOfFile(text)).toEqual(['new']);
    await bench().import(await read(text));
    expect(await planned()).toEqual([...hours('01-12', '01-19', '01-26'), added].sort());
    expect(await toldOfFile(text)).toEqual(['unchanged']);
    // The whole series again, with the date that was added.
    const whole = calendar(tuesdays.replace('DURATION', `RDATE:${start}\r\nDURATION`));
    expect(new Set(await toldOfFile(whole))).toEqual(new Set(['unchanged']));
  });

  test('a rule that comes with it is told', async () => {
    await importing(tuesdays);
    expect(await toldOfFile(sent('ADD', weekly('20270121T140000', 'SEQUENCE:1')))).toEqual([
      'new',
      'others-not-changed',
    ]);
  });
});

describe('METHOD:CANCEL that names its event and nothing else', () => {
  const bare = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
  const all = hours('01-12', '01-19', '01-26').map((one) => `${one} cancelled`);
  test.each([
    ['METHOD:CANCEL', sent('CANCEL', bare(UID, 'SEQUENCE:1'))],
    ['METHOD:CANCEL after it', calendar(bare(UID, 'SEQUENCE:1'), 'METHOD:CANCEL')],
    ['STATUS:CANCELLED', calendar(bare(UID, 'STATUS:CANCELLED', 'SEQUENCE:1'))],
  ])('%s cancels all its dates', async (_title, text) => {
    await importing(tuesdays);
    expect(await toldOfFile(text)).toEqual(['update', 'update', 'update']);
    await bench().import(await read(text));
    expect(await planned()).toEqual(all);
  });

  test('with its RECURRENCE-ID, cancels that date', async () => {
    await importing(tuesdays);
    const text = sent('CANCEL', bare(UID, 'RECURRENCE-ID:20270119T100000', 'SEQUENCE:1'));
    expect(await toldOfFile(text)).toEqual(['update']);
    await bench().import(await read(text));
    expect(await planned()).toContain('01-19 10:00–11:00 cancelled');
  });

  test('of what is not known, nor of an older version, it does nothing', async () => {
    expect(await toldOfFile(sent('CANCEL', bare(UID)))).toEqual([]);
    await importing(weekly('20270112T100000', 'SEQUENCE:3'));
    expect(await toldOfFile(sent('CANCEL', bare(UID, 'SEQUENCE:1')))).toEqual(['older', 'older', 'older']);
  });

  test('after its event in one file, the later version counts', async () => {
    const cancel = (sequence: number) => sent('CANCEL', bare(UID, `SEQUENCE:${sequence}`));
    const series = calendar(weekly('20270112T100000', 'SEQUENCE:2'));
    expect(await toldOfFile(series + cancel(3))).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(await toldOfFile(series + cancel(1))).toEqual(['new', 'new', 'new']);
  });
});

test.each(['REPLY', 'COUNTER', 'REFRESH', 'DECLINECOUNTER'])('METHOD:%s changes nothing', async (method) => {
  await importing(tuesdays);
  const text = sent(method, event(UID, 'DTSTART:20270119T140000', 'DURATION:PT1H', 'SEQUENCE:5'));
  const preview = await read(text);
  expect(preview.rows).toBe(0);
  expect(preview.skippedCount).toBe(1);
});
