/** What a calendar imported again cancels (docs/decisions/0020). */
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
  today,
  toldOf,
  tuesdays,
  weekly,
} from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

describe('a cancellation of a whole event that does not repeat its rule', () => {
  const whole = (...more: string[]) =>
    ['BEGIN:VCALENDAR', 'METHOD:CANCEL', single('20270112T100000', ...more), 'END:VCALENDAR', ''].join(
      '\r\n',
    );

  test.each([
    ['METHOD:CANCEL', whole('SEQUENCE:1')],
    ['STATUS:CANCELLED', calendar(single('20270112T100000', 'STATUS:CANCELLED', 'SEQUENCE:1'))],
    ['without a SEQUENCE', whole()],
  ])('%s cancels all its dates, told, and undone as one', async (_title, text) => {
    await importing(tuesdays);
    const preview = await read(text);
    const { rows, counts } = await bench().rows(preview);
    expect(rows.map(({ date, state }) => `${date} ${state}`)).toEqual([
      '2027-01-12 update',
      '2027-01-19 update',
      '2027-01-26 update',
    ]);
    expect(counts).toMatchObject({ cancelled: 3, update: 0 });
    expect(preview.skipped).toEqual([]);
    const { importId, ...summary } = await bench().import(preview);
    expect(summary).toMatchObject({ cancelled: 3, updated: 0, created: 0 });
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26').map((one) => `${one} cancelled`));
    const again = await read(text);
    expect((await bench().rows(again)).counts).toMatchObject({ update: 0, new: 0 });
    await bench().done('exchange.undoImport', { importId });
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26'));
  });

  test('leaves what has taken place', async () => {
    await importing(tuesdays);
    today('2027-01-20');
    await bench().import(await read(whole('SEQUENCE:1')));
    expect(await planned()).toEqual([...hours('01-12', '01-19'), '01-26 10:00–11:00 cancelled']);
  });

  test('leaves what was changed by hand, and says so', async () => {
    await importing(tuesdays);
    const { bookings } = await bench().done('planning.range', { from: '2027-01-19', to: '2027-01-19' });
    const { booking } = await bench().done('planning.booking', { id: bookings[0]?.id ?? '' });
    await bench().done('planning.change', { id: booking.id, what: { ...booking.what, title: 'À nous' } });
    const { rows } = await bench().rows(await read(whole('SEQUENCE:1')));
    expect(rows.map(({ state }) => state)).toEqual(['update', 'by-hand', 'update']);
  });

  test('also where nothing else of it can be read, and until a later version brings it back', async () => {
    await importing(tuesdays);
    const damaged = whole('SEQUENCE:1').replace('DURATION:PT1H', 'DTEND:20270111T100000');
    await bench().import(await read(damaged));
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26').map((one) => `${one} cancelled`));
    await importing(weekly('20270112T100000', 'SEQUENCE:2'));
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26'));
  });

  test('an older one cancels nothing', async () => {
    await importing(weekly('20270112T100000', 'SEQUENCE:3'));
    const { rows } = await bench().rows(await read(whole('SEQUENCE:1')));
    expect(rows.map(({ state }) => state)).toEqual(['older', 'older', 'older']);
  });

  test('one of a row can be left out', async () => {
    await importing(tuesdays);
    await bench().import(await read(whole('SEQUENCE:1')), { exclude: [1] });
    expect(await planned()).toEqual([
      '01-12 10:00–11:00 cancelled',
      '01-19 10:00–11:00',
      '01-26 10:00–11:00 cancelled',
    ]);
  });
});

test('a date cancelled in a series that moved cancels no other day, and the next import does nothing', async () => {
  await importing(tuesdays);
  const moved = weekly('20270113T140000', 'EXDATE:20270120T140000');
  expect(await toldOf(moved)).toEqual(['update', 'cancelled', 'update', '1 from 2027-01-19']);
  await importing(moved);
  expect(await toldOf(moved)).toEqual(['unchanged', 'cancelled', 'unchanged', '1 from 2027-01-19']);
  const noon = weekly('20270113T120000', 'EXDATE:20270113T120000');
  await importing(noon);
  expect(await planned()).toContain('01-13 14:00–15:00 cancelled');
  expect((await toldOf(noon))[0]).toBe('unchanged');
});

test('each booking of a preview is counted once, whatever becomes of it', async () => {
  await importing(tuesdays, event('UID:b@test', 'DTSTART:20270113T100000', 'DURATION:PT1H'));
  const preview = await read(
    calendar(
      weekly('20270112T100000', 'SEQUENCE:1', 'EXDATE:20270126T100000'),
      single('20270119T120000', 'RECURRENCE-ID:20270119T100000', 'SEQUENCE:1'),
      event('UID:b@test', 'DTSTART:20270113T100000', 'DURATION:PT1H', 'SEQUENCE:1', 'STATUS:CANCELLED'),
      event('UID:n@test', 'DTSTART:20270114T100000', 'DURATION:PT1H', 'CLASS:PRIVATE'),
      event('UID:x@test', 'DTSTART:20270115T100000', 'DURATION:PT1H', 'STATUS:CANCELLED'),
    ),
  );
  const { rows, counts, adjusted } = await bench().rows(preview);
  const { all, ...each } = counts;
  expect(each).toMatchObject({
    new: 1,
    update: 1,
    cancelled: 2,
    unchanged: 1,
    'left-alone': 0,
    'not-here': 1,
    adjusted: 1,
  });
  expect(all).toBe(6);
  expect(rows.filter(({ isCancelled }) => isCancelled).map(({ date }) => date)).toEqual([
    '2027-01-13',
    '2027-01-26',
  ]);
  expect(adjusted).toEqual(['confidential']);
  expect(await bench().import(preview)).toMatchObject({ created: 1, updated: 1, cancelled: 2 });
});
