/** A changed calendar imported again: nothing is there twice, nothing goes untold (docs/decisions/0020). */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { toEpoch } from '#shared/domain/time/wall.ts';
import { openExchangeBench } from './bench.ts';

let bench: ReturnType<typeof openExchangeBench>;
beforeEach(() => {
  bench = openExchangeBench();
  today('2027-01-10');
});
afterEach(() => bench.close());

const today = (date: string) => {
  bench.time.now = toEpoch(date, '09:00', 'Europe/Paris');
};
const read = (text: string, period: { from?: string; to?: string } = {}) =>
  bench.done('exchange.preview', {
    file: bench.token(`${bench.nextJob()}.ics`, text),
    job: bench.nextJob(),
    ...period,
  });
const importing = async (...events: string[]) => bench.import(await read(calendar(...events)));

/** What takes place, in short: "01-12 10:00–11:00". */
async function planned(): Promise<string[]> {
  const { bookings } = await bench.done('planning.range', {
    from: '2027-01-01',
    to: '2027-12-31',
    withCancelled: true,
  });
  return bookings
    .map(
      ({ date, start, end, status }) =>
        `${date.slice(5)} ${start}–${end}${status === 'confirmed' ? '' : ` ${status}`}`,
    )
    .sort();
}
/** States of the rows, and what stays: "3 from 2027-01-19". */
async function toldOf(...events: string[]): Promise<string[]> {
  const preview = await read(calendar(...events));
  const { rows } = await bench.rows(preview);
  return [
    ...rows.map(({ state }) => state),
    ...preview.skipped.map(({ why, stays }) => (stays ? `${stays.count} from ${stays.first}` : why)),
  ];
}

const UID = 'UID:s@test';
const weekly = (start: string, ...more: string[]) =>
  event(UID, `DTSTART:${start}`, 'RRULE:FREQ=WEEKLY;COUNT=3', 'DURATION:PT1H', ...more);
const tuesdays = weekly('20270112T100000');
const single = (start: string, ...more: string[]) => event(UID, `DTSTART:${start}`, 'DURATION:PT1H', ...more);
const hours = (...dates: string[]) => dates.map((date) => `${date} 10:00–11:00`);

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
    await bench.done('exchange.undoImport', { importId });
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26'));
    expect(await toldOf(tuesdays)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  test('leaves alone what was moved by hand, this time and the next', async () => {
    await importing(tuesdays);
    const { bookings } = await bench.done('planning.range', { from: '2027-01-19', to: '2027-01-19' });
    const { booking } = await bench.done('planning.booking', { id: bookings[0]?.id ?? '' });
    const { claim: _, ...slot } = booking.slot;
    await bench.done('planning.change', {
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
    const { id } = await bench.done('planning.create', {
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

describe('what is no longer in the file', () => {
  test('is told of each event, with its first date, and stays', async () => {
    await importing(tuesdays, event('UID:b', 'SUMMARY:Chant', 'DTSTART:20270113T100000', 'DURATION:PT1H'));
    const shorter = weekly('20270112T100000').replace('COUNT=3', 'COUNT=1');
    const preview = await read(calendar(shorter));
    expect(preview.skipped).toEqual([
      { line: 3, what: 'Yoga', why: 'no-longer-written', stays: { first: '2027-01-19', count: 2 } },
    ]);
    expect(preview.skippedCount).toBe(1);
    await bench.import(preview);
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

describe('of a period', () => {
  const period = { from: '2027-01-15', to: '2027-01-22' };
  test('nothing is met, moved or told out of it', async () => {
    await importing(tuesdays);
    const preview = await read(calendar(weekly('20270114T140000')), period);
    expect((await bench.rows(preview)).rows.map(({ date, state }) => `${date} ${state}`)).toEqual([
      '2027-01-21 update',
    ]);
    expect(preview.skipped).toEqual([]);
    await bench.import(preview);
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
    const { rows, counts } = await bench.rows(preview);
    expect(rows.map(({ date, state }) => `${date} ${state}`)).toEqual([
      '2027-01-12 update',
      '2027-01-19 update',
      '2027-01-26 update',
    ]);
    expect(counts).toMatchObject({ cancelled: 3, update: 3 });
    expect(preview.skipped).toEqual([]);
    const { importId, ...summary } = await bench.import(preview);
    expect(summary).toMatchObject({ cancelled: 3, updated: 0, created: 0 });
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26').map((one) => `${one} cancelled`));
    const again = await read(text);
    expect((await bench.rows(again)).counts).toMatchObject({ update: 0, new: 0 });
    await bench.done('exchange.undoImport', { importId });
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26'));
  });

  test('leaves what has taken place', async () => {
    await importing(tuesdays);
    today('2027-01-20');
    await bench.import(await read(whole('SEQUENCE:1')));
    expect(await planned()).toEqual([...hours('01-12', '01-19'), '01-26 10:00–11:00 cancelled']);
  });

  test('leaves what was changed by hand, and says so', async () => {
    await importing(tuesdays);
    const { bookings } = await bench.done('planning.range', { from: '2027-01-19', to: '2027-01-19' });
    const { booking } = await bench.done('planning.booking', { id: bookings[0]?.id ?? '' });
    await bench.done('planning.change', { id: booking.id, what: { ...booking.what, title: 'À nous' } });
    const { rows } = await bench.rows(await read(whole('SEQUENCE:1')));
    expect(rows.map(({ state }) => state)).toEqual(['update', 'by-hand', 'update']);
  });

  test('also where nothing else of it can be read, and until a later version brings it back', async () => {
    await importing(tuesdays);
    const damaged = whole('SEQUENCE:1').replace('DURATION:PT1H', 'DTEND:20270111T100000');
    await bench.import(await read(damaged));
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26').map((one) => `${one} cancelled`));
    await importing(weekly('20270112T100000', 'SEQUENCE:2'));
    expect(await planned()).toEqual(hours('01-12', '01-19', '01-26'));
  });

  test('an older one cancels nothing', async () => {
    await importing(weekly('20270112T100000', 'SEQUENCE:3'));
    const { rows } = await bench.rows(await read(whole('SEQUENCE:1')));
    expect(rows.map(({ state }) => state)).toEqual(['older', 'older', 'older']);
  });

  test('one of a row can be left out', async () => {
    await importing(tuesdays);
    await bench.import(await read(whole('SEQUENCE:1')), { exclude: [1] });
    expect(await planned()).toEqual([
      '01-12 10:00–11:00 cancelled',
      '01-19 10:00–11:00',
      '01-26 10:00–11:00 cancelled',
    ]);
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
        bench.close();
        bench = openExchangeBench();
        today('2027-01-10');
        const imports: string[] = [];
        const plannings: string[][] = [await planned()];
        for (const one of shapes) {
          const preview = await read(calendar(...written(one)));
          const { rows } = await bench.rows(preview);
          const stays = preview.skipped.reduce((sum, { stays: told }) => sum + (told?.count ?? 0), 0);
          const { importId, created, updated } = await bench.import(preview, { overlapping: 'keep' });
          if (created + updated > 0) {
            imports.push(importId);
            plannings.push(await planned());
          }
          const now = await planned();
          for (const { date, start, end } of rows) expect(now).toContain(`${date.slice(5)} ${start}–${end}`);
          expect(now).toHaveLength(rows.length + stays);
          const again = await read(calendar(...written(one)));
          expect((await bench.rows(again)).counts).toMatchObject({
            all: rows.length,
            unchanged: rows.length,
          });
        }
        for (const importId of imports.reverse()) {
          expect(await planned()).toEqual(plannings.pop());
          await bench.done('exchange.undoImport', { importId });
        }
        expect(await planned()).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

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
