/** The same file again: all of it is there, whatever it says and whatever it took the place of (docs/decisions/0020). */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { anew, bench, eachInItsPlace, read } from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

test('a date that is there already under another name is not there twice the next time', async () => {
  const UID = 'UID:s@test';
  const days = event(
    UID,
    'DTSTART;VALUE=DATE:20270114',
    'RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4',
    'SEQUENCE:0',
  );
  const wednesdays = event(UID, 'DTSTART;VALUE=DATE:20270120', 'RRULE:FREQ=WEEKLY;COUNT=3', 'SEQUENCE:1');
  const change = event(UID, 'RECURRENCE-ID;VALUE=DATE:20270122', 'DTSTART;VALUE=DATE:20270119', 'SEQUENCE:1');
  const statesOf = async () => {
    const preview = await read(calendar(wednesdays, change));
    const { rows } = await bench().rows(preview);
    await bench().import(preview);
    return rows.map(({ state }) => state);
  };
  await bench().import(await read(calendar(days)));
  expect(await statesOf()).toEqual(['unchanged', 'update', 'update', 'new']);
  expect(await statesOf()).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged']);
});

const day = fc.integer({ min: 12, max: 27 });
const two = (n: number) => String(n).padStart(2, '0');
const one = fc.record({
  uid: fc.constantFrom('a', 'a', 'b', 'a_R20270119T090000'),
  day,
  hour: fc.integer({ min: 9, max: 21 }),
  isDays: fc.boolean(),
  length: fc.constantFrom(1, 1, 2, 6),
  rule: fc.constantFrom('', 'WEEKLY;COUNT=3', 'DAILY;COUNT=4', 'WEEKLY;BYDAY=TU,TH;COUNT=5'),
  out: fc.array(day, { maxLength: 3 }),
  changes: fc.array(fc.record({ of: day, to: day, isCancelled: fc.boolean() }), { maxLength: 2 }),
  status: fc.constantFrom('', '', '', 'CANCELLED', 'TENTATIVE'),
  isBare: fc.boolean(),
});
type Drawn = typeof one extends fc.Arbitrary<infer S> ? S : never;
type One = Omit<Drawn, 'rule' | 'length'> & { rule: string; length: number };

/** Of a series that is cut in two, the first part ends before the second one begins (docs/limits.md). */
function cut(events: One[]): One[] {
  const PART = 'a_R20270119T090000';
  if (!events.some(({ uid }) => uid === PART)) return events;
  const before = (date: number) => 12 + ((date - 12) % 4);
  const after = (date: number) => Math.max(19, date);
  return events.map((it): One => {
    if (it.uid === 'b') return it;
    const move = it.uid === 'a' ? before : after;
    return {
      ...it,
      day: move(it.day),
      length: Math.min(it.length, 2),
      rule: it.uid !== 'a' || it.rule === '' ? it.rule : 'DAILY;COUNT=3',
      changes: it.changes.map((change) => ({ ...change, of: move(change.of), to: move(change.to) })),
    };
  });
}

function written(
  { uid, hour, isDays, length, rule, out, changes, status, isBare, ...it }: One,
  sequence: number,
) {
  const name = `UID:${uid}@test`;
  const version = `SEQUENCE:${sequence}`;
  if (isBare && status === 'CANCELLED')
    return [['BEGIN:VEVENT', name, 'STATUS:CANCELLED', version, 'END:VEVENT'].join('\r\n')];
  const at = (date: number) =>
    isDays ? `;VALUE=DATE:202701${two(date)}` : `:202701${two(date)}T${two(hour)}0000`;
  const lasts = isDays ? `DURATION:P${length}D` : `DURATION:PT${length}H`;
  const more = [version, status === '' ? '' : `STATUS:${status}`].filter((line) => line !== '');
  const exdates = rule === '' ? [] : out.map((date) => `EXDATE${at(date)}`);
  const rules = rule === '' ? [] : [`RRULE:FREQ=${rule}`];
  return [
    event(name, `DTSTART${at(it.day)}`, lasts, ...rules, ...exdates, ...more),
    ...changes.map(({ of, to, isCancelled }) =>
      event(
        name,
        `RECURRENCE-ID${at(of)}`,
        `DTSTART${at(to)}`,
        lasts,
        version,
        ...(isCancelled ? ['STATUS:CANCELLED'] : []),
      ),
    ),
  ];
}

test('nothing is to be imported, nothing new is listed, dates taken out and cancellations included', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(one, { minLength: 1, maxLength: 3 }).map(cut), { minLength: 1, maxLength: 3 }),
      async (files) => {
        bench().close();
        anew();
        for (const [sequence, events] of files.entries()) {
          const text = calendar('X-WR-CALNAME:Ateliers', ...events.flatMap((it) => written(it, sequence)));
          const first = await read(text);
          const before = await bench().rows(first);
          await bench().import(first, { overlapping: 'keep' });
          const again = await read(text);
          const { rows, counts } = await bench().rows(again);
          const left = new Set(['older', 'cancelled', 'unchanged']);
          expect(rows.filter(({ state }) => !left.has(state))).toEqual([]);
          expect(counts.unchanged).toBeGreaterThanOrEqual(before.counts.new);
          expect(again.skipped).toEqual(first.skipped);
          expect(again.skippedCount).toBe(first.skippedCount);
          const { created, updated, cancelled } = await bench().import(again, { overlapping: 'keep' });
          expect([created, updated, cancelled]).toEqual([0, 0, 0]);
        }
      },
    ),
    { numRuns: 60 },
  );
});
