/** A changed calendar imported again: nothing is there twice, nothing goes untold (docs/decisions/0020). */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import {
  anew,
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
  UID,
  weekly,
} from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

describe('a change of shape leaves no second booking', () => {
  test.each<[string, string, string, string[], string[]]>([
    [
      'a series moved to another weekday and hour',
      tuesdays,
      weekly('20270114T140000'),
      ['update', 'update', 'update'],
      ['01-14 14:00–15:00', '01-21 14:00–15:00', '01-28 14:00–15:00'],
    ],
    [
      'a series moved to another hour',
      tuesdays,
      weekly('20270112T140000'),
      ['update', 'update', 'update'],
      ['01-12 14:00–15:00', '01-19 14:00–15:00', '01-26 14:00–15:00'],
    ],
    [
      'a series that became whole days',
      tuesdays,
      event(UID, 'DTSTART;VALUE=DATE:20270112', 'RRULE:FREQ=WEEKLY;COUNT=3'),
      ['update', 'update', 'update'],
      ['01-12 10:00–18:00', '01-19 10:00–18:00', '01-26 10:00–18:00'],
    ],
    [
      'whole days that became hours',
      event(UID, 'DTSTART;VALUE=DATE:20270112', 'RRULE:FREQ=WEEKLY;COUNT=3'),
      tuesdays,
      ['update', 'update', 'update'],
      hours('01-12', '01-19', '01-26'),
    ],
    [
      'one date that became a series',
      single('20270112T100000'),
      weekly('20270112T140000'),
      ['update', 'new', 'new'],
      ['01-12 14:00–15:00', '01-19 14:00–15:00', '01-26 14:00–15:00'],
    ],
    [
      'one date that became a series on another day',
      single('20270112T100000'),
      weekly('20270114T100000'),
      ['update', 'new', 'new'],
      hours('01-14', '01-21', '01-28'),
    ],
    [
      'a series that became one date, the others told to stay',
      tuesdays,
      single('20270112T140000'),
      ['update', '2 from 2027-01-19'],
      ['01-12 14:00–15:00', ...hours('01-19', '01-26')],
    ],
    [
      'an evening that now passes midnight',
      event(UID, 'DTSTART:20270112T200000', 'DURATION:PT2H'),
      event(UID, 'DTSTART:20270112T200000', 'DURATION:PT6H'),
      ['update', 'new'],
      ['01-12 20:00–24:00', '01-13 00:00–02:00'],
    ],
    [
      'a night that ends before midnight now, its second half told to stay',
      event(UID, 'DTSTART:20270112T200000', 'DURATION:PT6H'),
      event(UID, 'DTSTART:20270112T200000', 'DURATION:PT2H'),
      ['update', '1 from 2027-01-13'],
      ['01-12 20:00–22:00', '01-13 00:00–02:00'],
    ],
    [
      'one day that became two',
      event(UID, 'DTSTART;VALUE=DATE:20270112'),
      event(UID, 'DTSTART;VALUE=DATE:20270112', 'DTEND;VALUE=DATE:20270114'),
      ['unchanged', 'new'],
      ['01-12 10:00–18:00', '01-13 10:00–18:00'],
    ],
    [
      'a second event of its UID that moved',
      [single('20270112T100000'), weekly('20270112T150000', 'SUMMARY:Chant')].join('\r\n'),
      [single('20270112T100000'), weekly('20270114T160000', 'SUMMARY:Chant')].join('\r\n'),
      ['unchanged', 'update', 'update', 'update'],
      ['01-12 10:00–11:00', '01-14 16:00–17:00', '01-21 16:00–17:00', '01-28 16:00–17:00'],
    ],
    [
      'the first of two events of one UID that went',
      [single('20270112T100000'), single('20270112T150000', 'SUMMARY:Chant')].join('\r\n'),
      single('20270112T150000', 'SUMMARY:Chant'),
      ['unchanged', '1 from 2027-01-12'],
      ['01-12 10:00–11:00', '01-12 15:00–16:00'],
    ],
    [
      'a series that begins a week later, its first date told to stay',
      tuesdays,
      weekly('20270119T100000'),
      ['unchanged', 'unchanged', 'new', '1 from 2027-01-12'],
      hours('01-12', '01-19', '01-26', '02-02'),
    ],
  ])('%s', async (_title, before, after, states, expected) => {
    await importing(before);
    expect(await toldOf(after)).toEqual(states);
    await importing(after);
    expect(await planned()).toEqual(expected);
    const stays = states.filter((state) => / from /.test(state));
    const rows = states.length - stays.length;
    // The next time, each is met by its own key.
    expect(await toldOf(after)).toEqual([...Array.from({ length: rows }, () => 'unchanged'), ...stays]);
  });

  test('is undone as one', async () => {
    await importing(tuesdays);
    const { importId } = await importing(weekly('20270114T140000'));
    await bench().done('exchange.undoImport', { importId });
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26'));
    expect(await toldOf(tuesdays)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  test('leaves alone what was moved by hand, this time and the next', async () => {
    await importing(tuesdays);
    const { bookings } = await bench().done('planning.range', { from: '2027-01-19', to: '2027-01-19' });
    const { booking } = await bench().done('planning.booking', { id: bookings[0]?.id ?? '' });
    const { claim: _, ...slot } = booking.slot;
    await bench().done('planning.change', {
      id: booking.id,
      slot: { ...slot, date: '2027-01-20' },
      acceptOutsideOpening: true,
    });
    const thursdays = weekly('20270114T140000');
    expect(await toldOf(thursdays)).toEqual(['update', 'by-hand', 'update']);
    await importing(thursdays);
    const expected = ['01-14 14:00–15:00', '01-20 10:00–11:00', '01-28 14:00–15:00'];
    expect(await planned()).toEqual(expected);
    expect(await toldOf(thursdays)).toEqual(['unchanged', 'by-hand', 'unchanged']);
    await importing(thursdays);
    expect(await planned()).toEqual(expected);
  });

  test('an older version of it changes nothing', async () => {
    await importing(weekly('20270114T140000', 'SEQUENCE:2'));
    expect(await toldOf(tuesdays)).toEqual(['older', 'older', 'older']);
  });

  test('a booking exported from here that became a series elsewhere stays one, with new ones beside', async () => {
    const { id } = await bench().done('planning.create', {
      slot: { date: '2027-01-12', start: '10:00', end: '11:00', spaces: [] },
      what: { kind: 'meeting', title: 'Yoga' },
      who: {},
      state: { status: 'confirmed' },
      acceptOutsideOpening: true,
    });
    const series = weekly('20270112T140000', 'SEQUENCE:1').replace(UID, `UID:${id}@margelle`);
    expect(await toldOf(series)).toEqual(['update', 'new', 'new']);
    await importing(series);
    expect(await planned()).toEqual(['01-12 14:00–15:00', '01-19 14:00–15:00', '01-26 14:00–15:00']);
    expect(await toldOf(series)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });
});

describe('a calendar that rolls on', () => {
  test('moves nothing and tells nothing of the past', async () => {
    await importing(tuesdays);
    today('2027-01-21');
    const later = weekly('20270126T100000');
    expect(await toldOf(later)).toEqual(['unchanged', 'new', 'new']);
    await importing(later);
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26', '02-02', '02-09'));
  });

  test('nor when nothing of it is known any more', async () => {
    await importing(tuesdays);
    today('2027-02-05');
    const later = weekly('20270209T100000');
    expect(await toldOf(later)).toEqual(['new', 'new', 'new']);
    await importing(later);
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26', '02-09', '02-16', '02-23'));
  });

  test('a series that moved once it had begun leaves its past as it was', async () => {
    await importing(tuesdays);
    today('2027-01-21');
    expect(await toldOf(weekly('20270128T100000'))).toEqual(['update', 'new', 'new']);
    await importing(weekly('20270128T100000'));
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-28', '02-04', '02-11'));
  });
});

describe('whatever an event becomes', () => {
  const shape = fc.record({
    day: fc.integer({ min: 12, max: 27 }),
    hour: fc.integer({ min: 9, max: 22 }),
    kind: fc.constantFrom('hours', 'day', 'days', 'night'),
    rule: fc.constantFrom(
      '',
      '',
      'WEEKLY;COUNT=3',
      'WEEKLY;COUNT=4',
      'DAILY;COUNT=3',
      'WEEKLY;BYDAY=TU,TH;COUNT=5',
    ),
    second: fc.boolean(),
  });
  type Shape = typeof shape extends fc.Arbitrary<infer S> ? S : never;
  const written = ({ day, hour, kind, rule, second }: Shape): string[] => {
    const times = {
      hours: [`DTSTART:202701${day}T${String(hour).padStart(2, '0')}0000`, 'DURATION:PT1H'],
      night: [`DTSTART:202701${day}T${String(hour).padStart(2, '0')}0000`, 'DURATION:PT16H'],
      day: [`DTSTART;VALUE=DATE:202701${day}`],
      days: [`DTSTART;VALUE=DATE:202701${day}`, 'DURATION:P2D'],
    }[kind];
    const other = event(UID, 'SUMMARY:Chant', `DTSTART:202701${day}T080000`, 'DURATION:PT30M');
    return [event(UID, ...times, ...(rule === '' ? [] : [`RRULE:FREQ=${rule}`])), ...(second ? [other] : [])];
  };

  test('the planning is the file, and what is told to stay; the next time, all is there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(shape, { minLength: 2, maxLength: 4 }), async (shapes) => {
        bench().close();
        anew();
        const imports: string[] = [];
        const plannings: string[][] = [await planned()];
        for (const one of shapes) {
          const preview = await read(calendar(...written(one)));
          const { rows } = await bench().rows(preview);
          const stays = preview.skipped.reduce((sum, { stays: told }) => sum + (told?.count ?? 0), 0);
          const { importId, created, updated } = await bench().import(preview, { overlapping: 'keep' });
          if (created + updated > 0) {
            imports.push(importId);
            plannings.push(await planned());
          }
          const now = await planned();
          for (const { date, start, end } of rows) expect(now).toContain(`${date.slice(5)} ${start}–${end}`);
          expect(now).toHaveLength(rows.length + stays);
          const again = await read(calendar(...written(one)));
          expect((await bench().rows(again)).counts).toMatchObject({
            all: rows.length,
            unchanged: rows.length,
          });
        }
        for (const importId of imports.reverse()) {
          expect(await planned()).toEqual(plannings.pop());
          await bench().done('exchange.undoImport', { importId });
        }
        expect(await planned()).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the rows of the preview', () => {
  test('say what the booking was, where it changes', async () => {
    await importing(tuesdays);
    const moved = weekly('20270112T100000', 'RDATE:20270120T100000');
    const one = event(UID, 'RECURRENCE-ID:20270119T100000', 'DTSTART:20270119T140000', 'DURATION:PT1H');
    const { rows } = await bench().rows(await read(calendar(moved, one)));
    expect(rows.map(({ state, was }) => [state, was])).toEqual([
      ['unchanged', undefined],
      ['update', { title: 'Yoga', date: '2027-01-19', start: '10:00', end: '11:00' }],
      ['new', undefined],
      ['unchanged', undefined],
    ]);
    const other = weekly('20270112T100000', 'SUMMARY:Chant');
    const renamed = await bench().rows(await read(calendar(other)));
    expect(renamed.rows[0]).toMatchObject({ title: 'Chant', was: { title: 'Yoga', date: '2027-01-12' } });
  });

  test('taken back come by date among the others, and are counted with them', async () => {
    const song = weekly('20270113T100000', 'SUMMARY:Chant').replace(UID, 'UID:b@test');
    await importing(song, tuesdays);
    const cancelled = ['UID:b@test', UID].map((uid) =>
      ['BEGIN:VEVENT', uid, 'STATUS:CANCELLED', 'SEQUENCE:1', 'END:VEVENT'].join('\r\n'),
    );
    const bread = event('UID:c@test', 'SUMMARY:Pain', 'DTSTART:20270120T150000', 'DURATION:PT1H');
    const preview = await read(calendar(...cancelled, bread));
    const { rows, counts, total } = await bench().rows(preview);
    const dates = rows.map(({ date }) => date.slice(5));
    expect(dates).toEqual(['01-12', '01-13', '01-19', '01-20', '01-20', '01-26', '01-27']);
    expect(preview).toMatchObject({ rows: 7, period: { from: '2027-01-12', to: '2027-01-27' } });
    expect([total, counts.all, counts.update + counts.new + counts.cancelled]).toEqual([7, 7, 7]);
    // A row is left out by its number, wherever it is shown.
    const songs = rows.filter(({ title }) => title === 'Chant').map(({ index }) => index);
    await bench().import(preview, { exclude: songs });
    expect(await planned()).toEqual(
      [
        ...['01-12', '01-19', '01-26'].map((day) => `${day} 10:00–11:00 cancelled`),
        ...hours('01-13', '01-20', '01-27'),
        '01-20 15:00–16:00',
      ].sort(),
    );
  });
});
