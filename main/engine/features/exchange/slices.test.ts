/** Imports written in slices: under one line and one undo, whatever happens in between. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { ok } from '#shared/domain/result.ts';
import { cpuTime } from '../../../../build/testing/cpu-time.ts';
import { later, milliseconds } from '../../ground/clock.ts';
import { meet } from '../testing.ts';
import { openExchangeBench } from './bench.ts';
import { finishInterrupted } from './writing.ts';

type Bench = ReturnType<typeof openExchangeBench>;

let bench: Bench;
beforeEach(() => {
  bench = openExchangeBench();
});
afterEach(() => bench.close());

const two = (n: number) => String(n).padStart(2, '0');
const EVENTS = 400;

/** Spread over two years; `minute` and `sequence` make it another version of the same calendar. */
const many = (minute = '00', sequence = 0, count = EVENTS) =>
  calendar(
    Array.from({ length: count }, (_, n) =>
      event(
        `UID:${n}@test`,
        `SEQUENCE:${sequence}`,
        `SUMMARY:Atelier ${n}`,
        `DTSTART:${2027 + (n % 2)}${two(1 + (n % 12))}${two(1 + (n % 28))}T${two(9 + (n % 5))}${minute}00`,
        'DURATION:PT30M',
      ),
    ).join('\r\n'),
  );

const read = (made: Bench, text: string) => made.preview(made.token(`${made.nextJob()}.ics`, text));

const write = (made: Bench, { previewId }: { previewId: string }, job = made.nextJob()) =>
  made.call('exchange.import', { previewId, job, rooms: {}, kind: 'informal' });

async function start(made: Bench, text: string, job?: string) {
  made.time.now += 1000;
  return write(made, await read(made, text), job);
}

/** The import is stopped dead at the slice of that number, as a kill or a lock would: what it waits for never comes. */
async function cutAt(made: Bench, text: string, slices: number): Promise<void> {
  const { write: writing } = made.circle;
  let left = slices;
  const leave = () => {
    throw new Error('cut');
  };
  made.vault.team = {
    ...made.circle,
    long: { ...made.circle.long, leave },
    write: (work, tell, part) => {
      if (part && left-- === 0) throw new Error('cut');
      return writing(work, tell, part);
    },
  };
  await expect(start(made, text)).rejects.toThrow('cut');
  made.vault.team = made.circle;
}

const lines = (made: Bench, kind: string) =>
  made.sqlite
    .prepare<[string], number>(`SELECT count(*) FROM feed WHERE json_extract(line, '$.kind') = ?`)
    .pluck()
    .get(kind);

/** What the planning shows, whatever the ids. */
async function shown(made: Bench): Promise<string[]> {
  const years = [2027, 2028].map((year) =>
    made.done('planning.range', { from: `${year}-01-01`, to: `${year}-12-31`, withCancelled: true }),
  );
  return (await Promise.all(years))
    .flatMap(({ bookings }) => bookings)
    .map(({ id: _, ...view }) => JSON.stringify(view))
    .sort();
}

const isEmpty = (made: Bench) =>
  expect([made.count('staged_import'), made.count('staged_slices'), made.count('taking_back')]).toEqual([
    0, 0, 0,
  ]);

describe('an import in slices', () => {
  test('leaves one line and one import, taken back as one, and nothing staged', async () => {
    await start(bench, many());
    const before = await shown(bench);
    expect(before).toHaveLength(EVENTS);
    const written = await start(bench, many('10', 1));
    expect(written).toMatchObject({ ok: true, value: { created: 0, updated: EVENTS, leftAlone: 0 } });
    expect(bench.count('gesture_parts')).toBeGreaterThan(4);
    expect(lines(bench, 'imported')).toBe(2);
    isEmpty(bench);
    const [last] = await bench.done('exchange.imports', {});
    expect(last).toMatchObject({ updated: EVENTS, undoable: true });
    await bench.done('exchange.undoImport', { importId: last?.importId ?? '' });
    expect(await shown(bench)).toEqual(before);
    expect(lines(bench, 'undone')).toBe(1);
    expect(await bench.done('exchange.imports', {})).toMatchObject([{ created: EVENTS, undoable: true }]);
    // The planning's own undo takes the other one back.
    const { line } = await bench.done('planning.undo', {});
    expect(line).toMatchObject({ kind: 'undone', count: EVENTS });
    expect(bench.count('bookings')).toBe(0);
    expect(await bench.done('exchange.imports', {})).toEqual([]);
    expect(await bench.call('planning.undo', {})).toMatchObject({ error: { tag: 'nothing_to_undo' } });
    isEmpty(bench);
  });

  test('gives the same in large slices, in small ones, and cut anywhere then finished', async () => {
    const changes = fc.record({ seed: fc.nat(), cut: fc.nat(6), slow: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(changes, async ({ seed, cut, slow }) => {
        const [whole, sliced] = [openExchangeBench('w'), openExchangeBench('s')];
        try {
          const first = many('00', 0, 150);
          const second = many(two((1 + (seed % 11)) * 5), 1 + (seed % 3), 120 + (seed % 60));
          if (slow) {
            // Each look at the clock is a second later: every slice is found too long.
            let at = sliced.vault.clock.elapsed();
            sliced.vault.clock = {
              ...sliced.vault.clock,
              elapsed: () => (at = later(at, milliseconds(1000))),
            };
          }
          for (const text of [first, second]) await start(whole, text);
          await start(sliced, first);
          if (cut > 0) {
            await cutAt(sliced, second, cut % 2);
            await finishInterrupted(sliced.vault);
          } else await start(sliced, second);
          expect(await shown(sliced)).toEqual(await shown(whole));
          expect(lines(sliced, 'imported')).toBe(lines(whole, 'imported'));
          isEmpty(sliced);
        } finally {
          whole.close();
          sliced.close();
        }
      }),
      { numRuns: 12 },
    );
  });

  test('is finished by the next opening when it was cut, and says so; undone as one all the same', async () => {
    await start(bench, many());
    const before = await shown(bench);
    await cutAt(bench, many('10', 1), 2);
    expect(await shown(bench)).not.toEqual(before);
    expect(lines(bench, 'imported')).toBe(1);
    await finishInterrupted(bench.vault);
    expect(await bench.done('exchange.interrupted', {})).toMatchObject([
      { outcome: 'finished', bookings: EVENTS },
    ]);
    expect(lines(bench, 'imported')).toBe(2);
    isEmpty(bench);
    const [last] = await bench.done('exchange.imports', {});
    expect(last).toMatchObject({ updated: EVENTS });
    await bench.done('exchange.undoImport', { importId: last?.importId ?? '' });
    expect(await shown(bench)).toEqual(before);
  });

  test('was never begun when it was cut while being staged', async () => {
    bench.vault.own.sqlite
      .prepare('INSERT INTO staged_import (id, about) VALUES (?, ?)')
      .run('x', JSON.stringify({ summary: { importId: 'x' } }));
    await finishInterrupted(bench.vault);
    expect(await bench.done('exchange.interrupted', {})).toEqual([]);
    isEmpty(bench);
    expect(bench.count('bookings')).toBe(0);
  });

  test('stopped in the middle, is taken back whole, and was never told', async () => {
    await start(bench, many());
    const before = await shown(bench);
    const running = start(bench, many('10', 1), 'stopped');
    const { write: writing } = bench.circle;
    let parts = 0;
    bench.vault.team = {
      ...bench.circle,
      write: (work, tell, part) => {
        if (part && ++parts === 3) bench.vault.jobs.cancel('stopped');
        return writing(work, tell, part);
      },
    };
    expect(await running).toMatchObject({ ok: false, error: { tag: 'cancelled_by_user' } });
    expect(parts).toBe(3);
    expect(await shown(bench)).toEqual(before);
    expect([lines(bench, 'imported'), lines(bench, 'undone')]).toEqual([1, 0]);
    expect(await bench.done('exchange.imports', {})).toHaveLength(1);
    isEmpty(bench);
  });

  test('taken back, goes on being so at the next opening', async () => {
    await start(bench, many());
    const [made] = await bench.done('exchange.imports', {});
    const id = made?.importId ?? '';
    bench.circle.long.leave(id, { kind: 'undone', title: 'Agenda', count: EVENTS });
    expect(bench.circle.long.takeBack(id)).toMatchObject({ ok: true, value: { kept: 0 } });
    expect(bench.count('bookings')).toBeGreaterThan(0);
    await finishInterrupted(bench.vault);
    expect(bench.count('bookings')).toBe(0);
    expect(lines(bench, 'undone')).toBe(1);
    expect(await bench.done('exchange.interrupted', {})).toMatchObject([
      { outcome: 'taken-back', name: 'Agenda' },
    ]);
    isEmpty(bench);
  });
});

describe('while an import is under way', () => {
  /** Runs `act` between the first slice and the second one. */
  function between(act: () => void): void {
    const { write: writing } = bench.circle;
    let done = false;
    bench.vault.team = {
      ...bench.circle,
      write: (work, tell, part) => {
        const answer = writing(work, tell, part);
        if (part && !done) {
          done = true;
          setImmediate(act);
        }
        return answer;
      },
    };
  }
  const byUid = (uid: string) =>
    bench.sqlite.prepare<[string], { id: string }>('SELECT id FROM bookings WHERE uid = ?').get(uid) ?? {
      id: '',
    };

  test('a second one is refused, and so is taking another one back; the planning goes on', async () => {
    await start(bench, many());
    const [made] = await bench.done('exchange.imports', {});
    const another = await read(bench, many('20', 2));
    const answers: Promise<unknown>[] = [];
    between(() => {
      answers.push(
        write(bench, another),
        bench.call('exchange.undoImport', { importId: made?.importId ?? '' }),
        bench.call('planning.create', {
          slot: { date: '2027-06-01', start: '20:00', end: '21:00', spaces: [] },
          what: { kind: 'meeting', title: 'Réunion' },
          who: {},
          state: { status: 'confirmed' },
          acceptOutsideOpening: true,
        }),
      );
    });
    expect(await start(bench, many('10', 1))).toMatchObject({ ok: true });
    expect(await Promise.all(answers)).toMatchObject([
      { error: { tag: 'import_under_way' } },
      { error: { tag: 'import_under_way' } },
      { ok: true },
    ]);
    expect(bench.count('bookings')).toBe(EVENTS + 1);
  });

  test('a booking that somebody changes before its turn is left alone; one changed after it, too, when all is taken back', async () => {
    await start(bench, many());
    const other = openExchangeBench('b');
    try {
      meet(bench, other);
      const lengthen = (uid: string) => {
        const { id } = byUid(uid);
        other.circle.write((writer) => {
          const slot = writer.read('bookings', id)?.facets.slot as object;
          writer.put('bookings', id, { slot: { ...slot, end: '23:00' } });
          return ok({});
        });
      };
      const endOf = (uid: string) =>
        bench.sqlite
          .prepare<[string], string>(`SELECT facets ->> '$.slot.end' FROM bookings WHERE uid = ?`)
          .pluck()
          .get(uid);
      const last = `${EVENTS - 1}@test`;
      // A colleague's change of one that is among the last, by date, comes in the middle.
      between(() => {
        lengthen(last);
        bench.circle.receive(other.updates());
      });
      const written = await start(bench, many('10', 1));
      expect(written).toMatchObject({ ok: true, value: { updated: EVENTS - 1, leftAlone: 1 } });
      expect(endOf(last)).toBe('23:00');
      meet(bench, other);
      lengthen('0@test');
      meet(bench, other);
      const [made] = await bench.done('exchange.imports', {});
      const importId = made?.importId ?? '';
      expect(await bench.call('exchange.undoImport', { importId })).toMatchObject({
        error: { tag: 'changed_meanwhile' },
      });
      expect(bench.count('taking_back')).toBe(0);
      expect(await bench.done('exchange.undoImport', { importId, keepChanged: true })).toEqual({
        removed: EVENTS - 2,
        kept: 1,
      });
      expect(endOf('0@test')).toBe('23:00');
      meet(bench, other);
      expect(await shown(other)).toEqual(await shown(bench));
      expect(lines(other, 'imported')).toBe(2);
    } finally {
      other.close();
    }
  });

  test('a refusal of the disk takes it back, and tells; when that is refused too, the next import finishes it first', async () => {
    await start(bench, many());
    const before = await shown(bench);
    const full = Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    const { write: writing } = bench.circle;
    let parts = 0;
    const refusing: typeof writing = (work, tell, part) => {
      if (part && ++parts > 2) throw full;
      return writing(work, tell, part);
    };
    bench.vault.team = { ...bench.circle, write: refusing };
    await expect(start(bench, many('10', 1))).rejects.toThrow('full');
    expect(await shown(bench)).toEqual(before);
    isEmpty(bench);

    parts = 0;
    const { leave } = bench.circle.long;
    const long = {
      ...bench.circle.long,
      leave: () => {
        throw full;
      },
    };
    bench.vault.team = { ...bench.circle, write: refusing, long };
    expect(await start(bench, many('10', 1))).toMatchObject({
      error: { tag: 'import_half_written', ends: 'finished' },
    });
    expect(bench.count('staged_import')).toBe(1);
    bench.vault.team = { ...bench.circle, long: { ...bench.circle.long, leave } };
    expect(await start(bench, many('20', 2))).toMatchObject({ ok: true, value: { updated: EVENTS } });
    expect(lines(bench, 'imported')).toBe(3);
    isEmpty(bench);
  });
});

test('three times as many changed events cost about three times as much, and about as much as making them', async () => {
  const cost = async (made: Bench, text: string) => {
    const begun = cpuTime();
    await start(made, text);
    return cpuTime() - begun;
  };
  const large = openExchangeBench('l');
  try {
    // The square of it would be nine times as much. The first changes are not counted: they compile what runs.
    await start(bench, many('00', 0, 600));
    await start(bench, many('10', 1, 600));
    const few = await cost(bench, many('20', 2, 600));
    const making = await cost(large, many('00', 0, 1800));
    const changing = await cost(large, many('10', 1, 1800));
    expect(changing / few).toBeLessThan(6);
    expect(changing / making).toBeLessThan(3);
  } finally {
    large.close();
  }
}, 300_000);
