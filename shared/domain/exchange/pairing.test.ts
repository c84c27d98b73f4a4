/** Which date of a changed calendar is which booking of the one before. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type LocalDate } from '../time/wall.ts';
import { dayOfKey, type KnownDate, pairDates, type WrittenDate } from './pairing.ts';

const TODAY = '2027-01-12';

/** A date as its key is made: "2027-01-14 14" stands for 14 h of that day, "2027-01-14" for the whole of it. */
function dated(text: string): WrittenDate & KnownDate {
  const [date = '', hour] = text.split(' ');
  const day = date.replaceAll('-', '');
  return {
    key: hour === undefined ? day : `${day}T${hour}00`,
    date,
    start: Number(hour ?? 0) * 60,
    isCancelled: false,
    isFixed: false,
  };
}

const series = (first: LocalDate, count: number, { hour = '10', every = 7 } = {}): string[] =>
  Array.from({ length: count }, (_, n) => `${addDays(first, n * every)} ${hour}`);

/** "19 10 → 21 14", in January 2027 but for other months; then what is left. */
function paired(written: readonly string[], known: readonly string[], today = TODAY): string[] {
  const { pairs, left } = pairDates(written.map(dated), known.map(dated), today);
  const short = (text = '') => text.replace('2027-01-', '').replace('2027-', '');
  return [
    ...[...pairs]
      .sort(([, a], [, b]) => a - b)
      .map(([at, to]) =>
        written[at] === known[to] ? short(known[to]) : `${short(known[to])} → ${short(written[at])}`,
      ),
    ...left.map((at) => `${short(known[at])} stays`),
  ];
}

const tuesdays = series('2027-01-12', 4);

describe('a series that changed its shape', () => {
  test('another weekday and another hour: each session stays in its week', () => {
    expect(paired(series('2027-01-14', 4, { hour: '14' }), tuesdays)).toEqual([
      '12 10 → 14 14',
      '19 10 → 21 14',
      '26 10 → 28 14',
      '02-02 10 → 02-04 14',
    ]);
  });

  test('another weekday, once it has begun, from the next session on', () => {
    expect(paired(series('2027-01-21', 3), tuesdays, '2027-01-20')).toEqual([
      '26 10 → 28 10',
      '02-02 10 → 02-04 10',
      '12 10 stays',
      '19 10 stays',
    ]);
  });

  test('another weekday, once it has begun, its past sessions with it', () => {
    expect(paired(series('2027-01-14', 4), tuesdays, '2027-01-20')).toEqual([
      '12 10 → 14 10',
      '26 10 → 28 10',
      '02-02 10 → 02-04 10',
      '19 10 stays',
    ]);
  });

  test('one of its two weekdays', () => {
    expect(
      paired(
        ['2027-01-12 10', '2027-01-15 10', '2027-01-19 10', '2027-01-22 10'],
        ['2027-01-12 10', '2027-01-14 10', '2027-01-19 10', '2027-01-21 10'],
      ),
    ).toEqual(['12 10', '14 10 → 15 10', '19 10', '21 10 → 22 10']);
  });

  test('hours to whole days, and another hour', () => {
    expect(paired(['2027-01-12', '2027-01-19'], tuesdays.slice(0, 2))).toEqual(['12 10 → 12', '19 10 → 19']);
    expect(paired(series('2027-01-12', 2, { hour: '15' }), tuesdays.slice(0, 2))).toEqual([
      '12 10 → 12 15',
      '19 10 → 19 15',
    ]);
  });

  test('two sessions a day: by the nearest hours', () => {
    expect(paired(['2027-01-12 11', '2027-01-12 17'], ['2027-01-12 10', '2027-01-12 16'])).toEqual([
      '12 10 → 12 11',
      '12 16 → 12 17',
    ]);
    expect(paired(['2027-01-12 15'], ['2027-01-12 10', '2027-01-12 16'])).toEqual([
      '12 16 → 12 15',
      '12 10 stays',
    ]);
  });

  test('one that has not begun and keeps its number moves as a whole, however far', () => {
    expect(paired(series('2027-03-04', 4), tuesdays)).toEqual([
      '12 10 → 03-04 10',
      '19 10 → 03-11 10',
      '26 10 → 03-18 10',
      '02-02 10 → 03-25 10',
    ]);
  });
});

describe('a calendar that rolls on', () => {
  test('moves nothing: what dropped out stays, what comes is new', () => {
    expect(paired(series('2027-01-26', 4), tuesdays, '2027-01-20')).toEqual([
      '26 10',
      '02-02 10',
      '12 10 stays',
      '19 10 stays',
    ]);
  });

  test('nor when nothing of what was known is in it any more', () => {
    expect(paired(series('2027-02-09', 4), tuesdays, '2027-02-09')).toEqual(
      ['12', '19', '26', '02-02'].map((day) => `${day} 10 stays`),
    );
    expect(paired(series('2027-02-09', 3), tuesdays, '2027-01-20')).toEqual(
      ['12', '19', '26', '02-02'].map((day) => `${day} 10 stays`),
    );
  });

  test('nor when one of its sessions alone is known', () => {
    expect(paired(tuesdays, ['2026-12-29 10'], '2026-12-20')).toEqual(['2026-12-29 10 stays']);
    expect(paired(series('2027-01-14', 4), ['2027-01-19 10'])).toEqual(['19 10 → 21 10']);
  });

  test('nor when its first session was only put off by a week', () => {
    expect(paired(series('2027-01-19', 4), tuesdays)).toEqual(['19 10', '26 10', '02-02 10', '12 10 stays']);
  });

  test('whatever its rhythm, how much of it is read each time, and when', () => {
    const any = fc.record({
      every: fc.integer({ min: 1, max: 30 }),
      length: fc.integer({ min: 2, max: 40 }),
      later: fc.nat(60),
      more: fc.nat(20),
      now: fc.nat(1200),
    });
    fc.assert(
      fc.property(any, ({ every, length, later, more, now }) => {
        const known = series('2027-01-12', length, { every });
        const next = addDays('2027-01-12', later * every);
        const written = series(next, length + more, { every });
        const today = addDays('2027-01-12', now);
        // One that keeps its number and has not begun is another case: it may have been moved as a whole.
        fc.pre(later < length || more > 0 || now > 0);
        const { pairs } = pairDates(written.map(dated), known.map(dated), today);
        for (const [at, to] of pairs) expect(written[at]).toBe(known[to]);
        expect(pairs.size).toBe(Math.max(0, length - later));
      }),
    );
  });
});

describe('events of another kind', () => {
  const plain = (date: LocalDate, hour = 10) => ({ ...dated(`${date} ${hour}`), key: '' });
  test('one date that became a series, and the reverse', () => {
    const many = tuesdays.map(dated);
    expect([...pairDates(many, [plain('2027-01-12')], TODAY).pairs]).toEqual([[0, 0]]);
    expect([...pairDates(many, [plain('2027-01-14', 14)], TODAY).pairs]).toEqual([[0, 0]]);
    const { pairs, left } = pairDates([plain('2027-01-12', 15)], many, TODAY);
    expect([...pairs]).toEqual([[0, 0]]);
    expect(left).toEqual([1, 2, 3]);
  });

  test('one day that became two, and the reverse', () => {
    const two = ['/1', '/2'].map((key, n) => ({ ...plain(addDays('2027-01-12', n)), key }));
    expect([...pairDates(two, [plain('2027-01-12')], TODAY).pairs]).toEqual([[0, 0]]);
    const { pairs, left } = pairDates([plain('2027-01-13')], two, TODAY);
    expect([...pairs]).toEqual([[0, 1]]);
    expect(left).toEqual([0]);
    // Both days of a series of such events, moved together.
    const pair = (date: LocalDate) =>
      [0, 1].map((n) => ({
        ...plain(addDays(date, n)),
        key: `${date.replaceAll('-', '')}T1000/${n + 1}`,
      }));
    const weekends = [...pair('2027-01-16'), ...pair('2027-01-23')];
    const moved = [...pair('2027-01-19'), ...pair('2027-01-26')];
    expect([...pairDates(moved, weekends, TODAY).pairs].sort()).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  test('two events of one UID that change places, and one of them that goes', () => {
    const yoga = plain('2027-01-12');
    const chant = plain('2027-01-12', 15);
    const known = [yoga, { ...chant, key: '20270112T1500!' }];
    const swapped = [chant, { ...yoga, key: '20270112T1000!' }];
    expect([...pairDates(swapped, known, TODAY).pairs]).toEqual([
      [0, 1],
      [1, 0],
    ]);
    const gone = pairDates([chant], known, TODAY);
    expect([...gone.pairs]).toEqual([[0, 1]]);
    expect(gone.left).toEqual([0]);
  });

  test('a cancellation meets nothing of the past but by its key', () => {
    const cancelled = { ...plain('2027-01-12'), isCancelled: true };
    expect(pairDates([cancelled], tuesdays.map(dated), '2027-01-20').pairs.size).toBe(0);
    expect(pairDates([cancelled], [plain('2027-01-12')], '2027-01-20').pairs.size).toBe(1);
  });
});

test('each date and each booking meets one at most; the same again meets itself; nothing past moves on', () => {
  const one = fc.record({
    day: fc.integer({ min: -20, max: 40 }),
    hour: fc.integer({ min: 8, max: 20 }),
    moved: fc.integer({ min: -3, max: 3 }),
    shape: fc.constantFrom('', '/1', '/2', '!', 'whole', 'hour', 'hour', 'hour'),
    isFixed: fc.boolean(),
    isCancelled: fc.boolean(),
  });
  const anything = fc.array(one, { maxLength: 25 }).map((dates) =>
    dates.map(({ day, hour, moved, shape, ...rest }) => {
      const date = addDays(TODAY, day);
      const { key } = dated(shape === 'whole' ? date : `${date} ${String(hour).padStart(2, '0')}`);
      const isPlain = shape === '' || shape.startsWith('/');
      return {
        ...rest,
        key: isPlain ? shape : shape === '!' ? `${key}!` : key,
        date: addDays(date, moved),
        start: hour * 60,
      };
    }),
  );
  fc.assert(
    fc.property(anything, anything, (written, known) => {
      const { pairs, left } = pairDates(written, known, TODAY);
      expect(new Set(pairs.values()).size).toBe(pairs.size);
      for (const [at, to] of pairs) {
        const [date, booking] = [written[at], known[to]];
        if (!date || !booking) throw new Error('out of bounds');
        if (date.key === booking.key) continue;
        const isSameMoment = date.date === booking.date && date.start === booking.start;
        if (!isSameMoment) expect(booking.isFixed).toBe(false);
        if (!isSameMoment && booking.date < TODAY) expect(date.date < TODAY && !date.isCancelled).toBe(true);
      }
      for (const at of left) expect([...pairs.values()]).not.toContain(at);
      const again = pairDates(known, known, TODAY);
      expect(again.pairs.size).toBe(known.length);
      expect(again.left).toEqual([]);
      for (const [at, to] of again.pairs) expect(known[at]?.key).toBe(known[to]?.key);
    }),
  );
});

test('a key names its day', () => {
  expect(
    [
      '20270112T1000',
      '20270112',
      '20270112T2200/2',
      '20270112T1500!20270119T1500',
      '',
      '/2',
      '20270112T1500!',
      '20271399',
    ].map(dayOfKey),
  ).toEqual([
    '2027-01-12',
    '2027-01-12',
    '2027-01-13',
    '2027-01-19',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
