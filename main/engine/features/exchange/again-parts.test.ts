/** The two parts of a series that Google cut ("this and the following"), in one file or each in its own (docs/decisions/0020). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calendar } from '#shared/domain/exchange/fixture.ts';
import {
  bench,
  eachInItsPlace,
  hours,
  importing,
  planned,
  read,
  sent,
  today,
  toldOf,
  tuesdays,
  UID,
  weekly,
} from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

const first = (...more: string[]) =>
  weekly('20270112T100000', ...more).replace('COUNT=3', 'UNTIL=20270118T225959Z');
/** What begins on 19 January at 10 h. */
const second = (start: string, ...more: string[]) =>
  weekly(start, ...more)
    .replace(UID, 'UID:s_R20270119T090000@test')
    .replace('COUNT=3', 'COUNT=2');
describe('a series that Google cut in two', () => {
  const cut = (start: string, sequence: number) => [
    weekly('20270112T100000', 'SEQUENCE:3').replace('COUNT=3', 'UNTIL=20270118T225959Z'),
    weekly(start, `SEQUENCE:${sequence}`)
      .replace(UID, 'UID:s_R20270119T090000@test')
      .replace('COUNT=3', 'COUNT=2'),
  ];

  test.each([
    [
      'another weekday and hour from the second on',
      '20270121T140000',
      ['01-21 14:00–15:00', '01-28 14:00–15:00'],
    ],
    ['the same hour, other words', '20270119T100000', hours('01-19', '01-26')],
  ])('%s: no second booking, nothing left', async (_title, start, expected) => {
    await importing(weekly('20270112T100000', 'SEQUENCE:3'));
    const parts = cut(start, 0);
    await importing(...parts);
    expect(await planned()).toEqual([...hours('01-12'), ...expected]);
    expect(await toldOf(...parts)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  test('its parts are known by their own UID from then on', async () => {
    await importing(tuesdays);
    await importing(...cut('20270121T140000', 4));
    await importing(...cut('20270122T150000', 5));
    expect(await planned()).toEqual([...hours('01-12'), '01-22 15:00–16:00', '01-29 15:00–16:00']);
    await importing(...cut('20270122T150000', 5).slice(0, 1));
    expect(await planned()).toEqual([...hours('01-12'), '01-22 15:00–16:00', '01-29 15:00–16:00']);
  });
});

describe('its second part alone', () => {
  test.each([
    ['another weekday and hour', '20270121T140000', ['01-21 14:00–15:00', '01-28 14:00–15:00']],
    ['another hour', '20270119T140000', ['01-19 14:00–15:00', '01-26 14:00–15:00']],
  ])('%s: meets the dates of the whole, the one before is told to stay', async (_title, start, expected) => {
    await importing(tuesdays);
    expect(await toldOf(second(start))).toEqual(['update', 'update', '1 from 2027-01-12']);
    await importing(second(start));
    expect(await planned()).toEqual([...hours('01-12'), ...expected]);
    expect(await toldOf(second(start))).toEqual(['unchanged', 'unchanged', '1 from 2027-01-12']);
  });

  test('once its first part is past, nothing is told of it', async () => {
    await importing(tuesdays);
    today('2027-01-15');
    expect(await toldOf(second('20270121T140000'))).toEqual(['update', 'update']);
  });

  test('unchanged where both parts are known', async () => {
    await importing(first(), second('20270121T140000'));
    today('2027-01-15');
    expect(await toldOf(second('20270121T140000'))).toEqual(['unchanged', 'unchanged']);
  });

  test('cut again, its latest part alone', async () => {
    await importing(first(), second('20270119T140000'));
    today('2027-01-20');
    const third = weekly('20270127T090000')
      .replace(UID, 'UID:s_R20270126T130000@test')
      .replace('COUNT=3', 'COUNT=1');
    expect(await toldOf(third)).toEqual(['update']);
    await importing(third);
    expect(await planned()).toEqual([...hours('01-12'), '01-19 14:00–15:00', '01-27 09:00–10:00']);
  });

  test('one change of it moves that date only', async () => {
    await importing(tuesdays);
    const change = second('20270126T150000', 'RECURRENCE-ID:20270126T100000').replace(/RRULE.*\r\n/, '');
    expect(await toldOf(change)).toEqual(['update']);
    await importing(change);
    expect(await planned()).toEqual([...hours('01-12', '01-19'), '01-26 15:00–16:00']);
  });

  test('cancelled as a whole, takes back what it was cut out of, from its day on', async () => {
    await importing(tuesdays);
    await bench().import(await read(sent('CANCEL', second('20270119T100000', 'SEQUENCE:1'))));
    expect(await planned()).toEqual([
      ...hours('01-12'),
      ...hours('01-19', '01-26').map((one) => `${one} cancelled`),
    ]);
  });
});

describe('its first part alone', () => {
  test('the second one is told to stay', async () => {
    await importing(first(), second('20270121T140000'));
    expect(await toldOf(first())).toEqual(['unchanged', '2 from 2027-01-21']);
  });

  test('the whole again, its dates meet those of both parts', async () => {
    await importing(first(), second('20270121T140000'));
    expect(await toldOf(tuesdays)).toEqual(['unchanged', 'update', 'update']);
    await importing(tuesdays);
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26'));
  });

  test('cancelled as a whole, it leaves the second one', async () => {
    await importing(first(), second('20270121T140000'));
    await bench().import(await read(sent('CANCEL', first('SEQUENCE:1'))));
    expect(await planned()).toEqual([
      '01-12 10:00–11:00 cancelled',
      '01-21 14:00–15:00',
      '01-28 14:00–15:00',
    ]);
  });
});

test('another event whose UID only begins alike is not met', async () => {
  await importing(
    tuesdays.replace(UID, 'UID:s_Rose@test'),
    tuesdays.replace(UID, 'UID:s_R20270119@elsewhere'),
  );
  expect(await toldOf(tuesdays)).toEqual(['new', 'new', 'new']);
  expect((await read(calendar(tuesdays))).skipped).toEqual([]);
});
