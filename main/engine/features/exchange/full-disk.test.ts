/** A disk that fills up in the middle of an import, or of its undo, then has room again. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { type TestClock, testClock } from '../../ground/testing-clock.ts';
import { openExchangeBench } from './bench.ts';
import { endLater } from './writing.ts';

let bench: ReturnType<typeof openExchangeBench>;
let clock: TestClock;
let close: () => void;
beforeEach(() => {
  bench = openExchangeBench();
  clock = testClock();
  isFull = false;
  bench.vault.clock = clock;
  close = endLater(bench.vault);
});
afterEach(() => {
  close();
  bench.close();
});

const EVENTS = 300;
const two = (n: number) => String(n).padStart(2, '0');

const version = (minute: string, sequence: number) =>
  calendar(
    Array.from({ length: EVENTS }, (_, n) =>
      event(
        `UID:${n}@test`,
        `SEQUENCE:${sequence}`,
        `SUMMARY:Atelier ${n} ${'long '.repeat(20)}`,
        `DTSTART:2027${two(1 + (n % 12))}${two(1 + (n % 28))}T${two(9 + (n % 5))}${minute}00`,
        'DURATION:PT30M',
      ),
    ).join('\r\n'),
  );

async function start(text: string, job = bench.nextJob()) {
  bench.time.now += 1000;
  const { previewId } = await bench.preview(bench.token(`${job}.ics`, text));
  try {
    return await bench.call('exchange.import', { previewId, job, rooms: {}, kind: 'informal' });
  } catch (error) {
    // As the engine answers it.
    expect(error).toMatchObject({ code: 'SQLITE_FULL' });
    return { ok: false as const, error: { tag: 'disk_full' as const } };
  }
}

const pages = () => bench.sqlite.pragma('page_count', { simple: true }) as number;

let isFull = false;

/** No room is left, not even in pages that were used before. */
function fill(): void {
  isFull = true;
  const { sqlite } = bench.vault.own;
  sqlite.pragma(`max_page_count = ${pages()}`);
  for (const size of [100_000, 3000, 500])
    try {
      for (;;) sqlite.prepare('INSERT INTO filler (bytes) VALUES (zeroblob(?))').run(size);
    } catch (error) {
      expect(error).toMatchObject({ code: 'SQLITE_FULL' });
    }
}

function makeRoom(): void {
  isFull = false;
  bench.vault.own.sqlite.pragma('max_page_count = 1000000');
}

/**
 * The disk is full from that slice on, of what is written or taken back. A base that cannot grow still writes what room it
 * frees itself; when nothing is taken (`none`), nothing at all can be written.
 */
function fullAt(slice: number, takes: 'freed' | 'none' = 'freed'): void {
  const refuse = () => {
    if (isFull && takes === 'none') throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
  };
  bench.vault.own.sqlite.exec('CREATE TABLE IF NOT EXISTS filler (bytes BLOB)');
  const { circle } = bench;
  let left = slice;
  const count = () => {
    if (left-- === 0) fill();
  };
  bench.vault.team = {
    ...circle,
    write: (work, tell, part) => {
      if (part) count();
      refuse();
      return circle.write(work, tell, part);
    },
    long: {
      ...circle.long,
      leave: (gesture, line) => {
        refuse();
        return circle.long.leave(gesture, line);
      },
      takeBack: (gesture) => {
        count();
        refuse();
        return circle.long.takeBack(gesture);
      },
    },
  };
}

async function shown(): Promise<string[]> {
  const { bookings } = await bench.done('planning.range', {
    from: '2027-01-01',
    to: '2027-12-31',
    withCancelled: true,
  });
  return bookings.map(({ id: _, ...view }) => JSON.stringify(view)).sort();
}

const lines = (kind: string) =>
  bench.sqlite
    .prepare<[string], number>(`SELECT count(*) FROM feed WHERE json_extract(line, '$.kind') = ?`)
    .pluck()
    .get(kind);

const isUnderWay = () =>
  ['staged_import', 'staged_slices', 'taking_back'].some((table) => bench.count(table) !== 0);

/** Turns of the event loop, until what rang is over. */
async function ended(): Promise<void> {
  for (let turn = 0; turn < 10_000 && isUnderWay(); turn++) await new Promise((next) => setImmediate(next));
}

const cuts = [0, 1, 2, 3].flatMap((slice) => [[slice, 'freed'] as const, [slice, 'none'] as const]);

test('an import cut in the middle is finished, as told, though one before it was refused at once', async () => {
  const { own } = bench.vault;
  let isRefusing = false;
  // Refused while it is being staged; forgetting what is staged of it is refused too.
  bench.vault.own = {
    ...own,
    sqlite: new Proxy(own.sqlite, {
      get(sqlite, name) {
        const value: unknown = Reflect.get(sqlite, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          isRefusing ||= String(given[0]).startsWith('INSERT INTO staged_slices');
          if (isRefusing && /^(?:INSERT|DELETE)/.test(String(given[0])))
            throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
          return value.apply(sqlite, given) as unknown;
        };
      },
    }),
  };
  expect(await start(version('00', 0))).toMatchObject({ error: { tag: 'disk_full' } });
  expect(bench.count('staged_import')).toBe(1);
  bench.vault.own = own;

  fullAt(2, 'none');
  const answer = await start(version('00', 0));
  expect(answer).toMatchObject({ error: { tag: 'import_half_written', ends: 'finished' } });
  makeRoom();
  await clock.pass(20_000);
  await ended();
  expect(await shown()).toHaveLength(EVENTS);
  expect(await bench.done('exchange.interrupted', {})).toMatchObject([{ outcome: 'finished' }]);
});

describe('an import of changes', () => {
  test.each(cuts)(
    'cut at slice %i (room: %s) is finished or taken back once there is room, under one line',
    async (slice, takes) => {
      await start(version('00', 0));
      const before = await shown();
      fullAt(slice, takes);
      const answer = await start(version('10', 1));
      if (answer.ok) {
        // What it freed was enough.
        expect(takes).toBe('freed');
        expect(lines('imported')).toBe(2);
        expect(isUnderWay()).toBe(false);
        return;
      }
      if (answer.error.tag === 'disk_full') {
        // What it says is true: nothing of it stands.
        expect(await shown()).toEqual(before);
        expect(lines('imported')).toBe(1);
      } else {
        expect(answer.error).toMatchObject({ tag: 'import_half_written' });
        expect(isUnderWay()).toBe(true);
        // Still full: it is tried, and nothing is lost.
        await clock.pass(60_000);
        if (takes === 'none') expect(isUnderWay()).toBe(true);
      }
      makeRoom();
      await clock.pass(20_000);
      await ended();
      expect(isUnderWay()).toBe(false);
      const after = await shown();
      const isWhole = lines('imported') === 2;
      if (!isWhole) expect(after).toEqual(before);
      else expect(after.filter((one) => /"start":"\d\d:10"/.test(one))).toHaveLength(EVENTS);
      expect(isWhole).toBe(answer.error.tag === 'import_half_written' && answer.error.ends === 'finished');
      if (!isWhole) return;
      const [last] = await bench.done('exchange.imports', {});
      expect(last).toMatchObject({ updated: EVENTS, undoable: true, undoing: false });
      await bench.done('exchange.undoImport', { importId: last?.importId ?? '' });
      expect(await shown()).toEqual(before);
      expect(lines('undone')).toBe(1);
    },
  );

  test('is finished by trying again, which then finds nothing left to change', async () => {
    await start(version('00', 0));
    fullAt(1, 'none');
    const answer = await start(version('10', 1));
    expect(answer).toMatchObject({ error: { tag: 'import_half_written', ends: 'finished' } });
    makeRoom();
    expect(await start(version('10', 1))).toMatchObject({ ok: true, value: { unchanged: EVENTS } });
    expect(lines('imported')).toBe(2);
    expect(await bench.done('exchange.interrupted', {})).toMatchObject([
      { outcome: 'finished', bookings: EVENTS },
    ]);
  });

  test('that the person stopped is taken back, not finished, once there is room', async () => {
    await start(version('00', 0));
    const before = await shown();
    fullAt(Number.POSITIVE_INFINITY, 'none');
    const { team } = bench.vault;
    let parts = 0;
    bench.vault.team = {
      ...team,
      write: (work, tell, part) => {
        const written = team.write(work, tell, part);
        if (part && ++parts === 2) {
          fill();
          bench.vault.jobs.cancel('stopped');
        }
        return written;
      },
    };
    const answer = await start(version('10', 1), 'stopped');
    expect(answer).toMatchObject({ error: { tag: 'import_half_written', ends: 'taken-back' } });
    makeRoom();
    await clock.pass(20_000);
    await ended();
    expect(await shown()).toEqual(before);
    expect(lines('imported')).toBe(1);
  });
});

describe('taking an import back', () => {
  const undo = (importId: string) => bench.call('exchange.undoImport', { importId });

  test.each(cuts)(
    'cut at slice %i (room: %s) stays in the list, and goes on by itself',
    async (slice, takes) => {
      await start(version('00', 0));
      const before = await shown();
      await start(version('10', 1));
      const [last] = await bench.done('exchange.imports', {});
      fullAt(slice, takes);
      const importId = last?.importId ?? '';
      const answer = await undo(importId);
      if (answer.ok) {
        expect(takes).toBe('freed');
        expect(await shown()).toEqual(before);
        return;
      }
      expect(answer).toMatchObject({ error: { tag: 'undo_half_done' } });
      expect(await bench.done('exchange.imports', {})).toMatchObject([
        { importId, name: last?.name, at: last?.at, undoable: true, undoing: true },
        { created: EVENTS, undoing: false },
      ]);
      if (takes === 'none') expect(await undo(importId)).toMatchObject({ error: { tag: 'undo_half_done' } });
      makeRoom();
      await clock.pass(20_000);
      await ended();
      expect(await shown()).toEqual(before);
      expect(lines('undone')).toBe(1);
      expect(await bench.done('exchange.imports', {})).toMatchObject([{ created: EVENTS, undoing: false }]);
    },
  );

  test.each(['in the list', 'in the planning', 'in the planning, by its line'])(
    'goes on by a click %s',
    async (where) => {
      await start(version('00', 0));
      const before = await shown();
      await start(version('10', 1));
      const [last] = await bench.done('exchange.imports', {});
      const importId = last?.importId ?? '';
      fullAt(1, 'none');
      expect(await undo(importId)).toMatchObject({ error: { tag: 'undo_half_done' } });
      makeRoom();
      if (where === 'in the list')
        expect(await undo(importId)).toEqual({ ok: true, value: { removed: EVENTS, kept: 0 } });
      else
        expect(
          await bench.call('planning.undo', where === 'in the planning' ? {} : { id: importId }),
        ).toMatchObject({ ok: true, value: { line: { kind: 'undone', count: EVENTS } } });
      expect(await shown()).toEqual(before);
      expect(lines('undone')).toBe(1);
      expect(await bench.done('exchange.imports', {})).toMatchObject([{ created: EVENTS }]);
    },
  );
});

test('where nothing was cut, nothing is looked for', async () => {
  const after = vi.spyOn(clock, 'after');
  const closeAgain = endLater(bench.vault);
  await bench.import(await bench.preview(bench.token('a.ics', calendar(event()))));
  closeAgain();
  expect(after).not.toHaveBeenCalled();
});
