/** A team's sealed circles, device by device. Over 400 lines: all of it happens between the same two or three of them. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { StatementBody } from '#shared/domain/team/model.ts';
import { readHeader } from '../entry/envelope.ts';
import { milliseconds, seconds } from '../ground/clock.ts';
import {
  admit,
  closeAll,
  createSealedDevice,
  createTestTeam,
  kept,
  remove,
  type SealedDevice,
  seededRandom,
  teamOf,
  two,
} from './testing.ts';
import { by, hide, inject, memoryLog, reasons, share, snapshots } from './testing-log.ts';

afterEach(closeAll);

describe('sealed circles', () => {
  it('show on each device what the others wrote, whatever order the keys and entries come in', async () => {
    const team = createTestTeam();
    const a = kept(createSealedDevice({ team, seed: 1 }));
    a.put('x', { slot: 1 });
    const b = kept(createSealedDevice({ team, seed: 2 }));
    expect(b.put('y', { slot: 1 })).toBe(false);
    await share(a, b);
    expect(reasons(b)).toEqual({ 'no-key': 1 });
    admit(team, a, team.team.devices.get(b.id) as never);
    expect(b.things()).toEqual(a.things());
    expect(b.sealed.setAside()).toEqual([]);
    expect(b.put('y', { slot: 2 })).toBe(true);
    await share(a, b);
    expect(a.things()).toHaveLength(2);
    expect(a.things()).toEqual(b.things());
    expect(a.sealed.held()).toEqual(b.sealed.held());
  });

  it('write nothing in the clear', async () => {
    const { a, b } = two();
    a.put('x', { what: 'un mot que personne ne doit lire' });
    await share(a, b);
    expect(Buffer.from(Y.encodeStateAsUpdate(a.log.doc)).includes('personne')).toBe(false);
    expect(b.things()).toHaveLength(1);
  });

  it('write nothing packed in the clear either', async () => {
    const { a, b } = two();
    const long = 'un mot que personne ne doit lire '.repeat(500);
    a.put('x', { what: long });
    await share(a, b);
    const [entry] = a.log.entries() as [Uint8Array];
    expect(readHeader(entry)?.packed).toBe(true);
    // What the vault keeps packed is what was sealed: none of it stands in the log.
    const kept = a.sqlite
      .prepare<[], Buffer>('SELECT "update" FROM circle_updates WHERE packed = 1')
      .pluck()
      .all();
    expect(kept).toHaveLength(1);
    const log = Buffer.from(Y.encodeStateAsUpdate(a.log.doc));
    for (const bytes of kept) expect(log.includes(bytes.subarray(0, 24))).toBe(false);
    expect(b.things()).toMatchObject([{ facets: { what: long } }]);
  });

  it('take a content of several mebibytes in parts, in any order', async () => {
    const { a, b } = two();
    const long = seededRandom(9).bytes(3_000_000).toString('base64');
    a.put('x', { long });
    const parts = a.log.entries().filter((entry) => (readHeader(entry)?.parts ?? 0) > 1);
    expect(parts.length).toBeGreaterThan(2);
    inject(b, ...parts.slice(1).reverse());
    await b.settled();
    expect(b.things()).toEqual([]);
    inject(b, parts[0] as Uint8Array);
    await b.settled();
    expect(b.things()).toMatchObject([{ facets: { long } }]);
  });

  it('start an existing base by sharing the whole of it', async () => {
    const team = createTestTeam();
    const a = createSealedDevice({ team, seed: 1 });
    a.put('x', { slot: 1 }, '2019');
    a.sqlite.exec(
      'DELETE FROM own_entries; DELETE FROM received; DELETE FROM covered; DELETE FROM sealed_state',
    );
    const again = kept(a.restart(memoryLog()));
    expect(snapshots(again)).toMatchObject([{ document: '2019', seq: 1 }]);
  });

  it('append again at the start what the log does not hold: a crash in between, a lost relay', async () => {
    const { a, b } = two();
    a.log.broken = true;
    a.put('x', { slot: 1 });
    expect(a.log.entries()).toHaveLength(0);
    expect(a.reported).toHaveLength(1);
    a.log.broken = false;
    const again = kept(a.restart());
    await share(again, b);
    expect(b.things()).toEqual(again.things());
    const lost = kept(again.restart(memoryLog()));
    expect(lost.log.entries()).toHaveLength(1);
    lost.put('y', { slot: 1 });
    expect(lost.sealed.lastSeq).toBe(2);
  });

  it('append again when the log could be written no more', async () => {
    const { a, b } = two();
    a.log.broken = true;
    a.put('x', { slot: 1 });
    a.log.broken = false;
    a.elapse();
    await share(a, b);
    expect(b.things()).toHaveLength(1);
  });

  it('put no entry in the log of a gesture that was rolled back', async () => {
    const { a } = two();
    const roll = a.sqlite.transaction(() => {
      a.put('x', { slot: 1 });
      throw new Error('rolled back');
    });
    expect(roll).toThrow('rolled back');
    await a.settled();
    expect(a.log.entries()).toHaveLength(0);
    expect(a.sealed.lastSeq).toBe(0);
  });

  it('replace a long log by a snapshot, from which a newcomer gets everything', async () => {
    const { team, devices } = teamOf(2);
    const [a, b] = devices as [SealedDevice, SealedDevice];
    for (let i = 0; i < 405; i += 1) a.put(`x${i % 30}`, { slot: i });
    await share(a, b);
    a.elapse();
    expect(a.log.entries().length).toBe(1);
    await share(a, b);
    b.put('x1', { slot: 'b' });
    await share(a, b);
    expect(a.sqlite.prepare('SELECT count(*) FROM own_entries').pluck().get()).toBe(1);
    const c = kept(createSealedDevice({ team, seed: 99 }));
    admit(team, a, team.team.devices.get(c.id) as never);
    await share(a, b, c);
    expect(c.things()).toEqual(a.things());
    expect(c.sealed.held()).toEqual(a.sealed.held());
    expect(b.log.entries().length).toBe(2);
  });

  it('make no snapshot while something long is being written', async () => {
    const { a } = two();
    for (let i = 0; i < 405; i += 1) a.put(`x${i % 30}`, { slot: i });
    a.elapse(milliseconds(500));
    expect(a.log.entries()).toHaveLength(405);
    a.elapse(seconds(2));
    expect(a.log.entries()).toHaveLength(1);
  });

  it('claim to cover, of a document, what they have of that document only', async () => {
    const { devices } = teamOf(3);
    const [a, b, c] = devices as [SealedDevice, SealedDevice, SealedDevice];
    b.put('x', { slot: 1 }, '2026');
    b.put('y', { slot: 1 }, '2027');
    await share(a, b);
    a.sealed.snapshotAll();
    const [of2026] = a.log.entries().filter((entry) => readHeader(entry)?.document === '2026');
    inject(c, of2026 as Uint8Array);
    await c.settled();
    // Of the other document, c has nothing that b wrote: it is still on its way.
    c.put('z', { slot: 1 }, '2027');
    c.sealed.snapshotAll();
    const covers = snapshots(c).filter(({ device }) => device === c.id);
    expect(covers.find(({ document }) => document === '2026')?.covers).toMatchObject({ [b.id]: 2 });
    expect(covers.find(({ document }) => document === '2027')?.covers).not.toHaveProperty([b.id]);
    await share(a, b, c);
    for (const device of devices) expect(device.things()).toHaveLength(3);
  });

  it('keep five states of a document to go back to', async () => {
    const { a, b } = two();
    for (let i = 0; i < 7; i += 1) {
      a.put('x', { slot: i });
      a.sealed.snapshotAll();
      await share(a, b);
    }
    const points = b.sealed.restorePoints();
    expect(points.map(({ document }) => document)).toEqual(['2027', '2027', '2027', '2027', '2027']);
    const oldest = b.sealed.restorePoint(points.at(-1)?.id ?? 0);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, oldest?.state ?? new Uint8Array());
    expect(JSON.stringify(doc.getMap('things').toJSON())).toMatch(/\\n2"/);
    expect(b.sealed.restorePoint(12345)).toBeNull();
  });

  it('put back what vanished: their own entries at once, a colleague’s under a snapshot', async () => {
    const { a, b } = two();
    a.put('x', { slot: 1 });
    b.put('y', { slot: 1 });
    await share(a, b);
    hide(a, by(a));
    await a.settled();
    expect(a.log.entries().some(by(a))).toBe(true);
    b.stop();
    hide(a, by(b));
    await a.settled();
    expect(a.log.entries().some(by(b))).toBe(false);
    a.elapse();
    expect(snapshots(a)).toMatchObject([{ device: a.id, covers: { [b.id]: 1 } }]);
  });

  it('go on after a disk that refused', async () => {
    const { a, b } = two();
    a.put('x', { slot: 1 });
    b.sqlite.exec(
      "CREATE TRIGGER full BEFORE INSERT ON circle_updates BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    const prepared = b.circle.receive;
    b.circle.receive = () => {
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    };
    await share(a, b);
    expect(b.sealed.setAside()).toEqual([]);
    expect(b.reported).toHaveLength(1);
    b.sqlite.exec('DROP TRIGGER full');
    b.circle.receive = prepared;
    b.elapse();
    expect(b.things()).toHaveLength(1);
  });
});

describe('a removal', () => {
  it('is followed by a new key and snapshots under it; nothing of its own is taken any more', async () => {
    const { team, devices } = teamOf(3);
    const [a, b, c] = devices as [SealedDevice, SealedDevice, SealedDevice];
    c.put('x', { slot: 1 });
    await share(a, b, c);
    c.put('late', { slot: 1 });
    remove(team, a, c);
    expect(c.put('refused', { slot: 1 })).toBe(false);
    await share(a, b, c);
    const epoch = a.keys.inForce();
    expect(epoch?.sealed.has(c.id)).toBe(false);
    expect(snapshots(a)).toMatchObject([{ document: '2027', epoch: epoch?.id }]);
    expect(a.things()).toMatchObject([{ thing: 'x' }]);
    expect(b.things()).toEqual(a.things());
    expect(c.keys.key(epoch?.id ?? '')).toBeNull();
  });

  it('makes whoever had taken more of its entries give it to the others', async () => {
    const { team, devices } = teamOf(3);
    const [a, b, c] = devices as [SealedDevice, SealedDevice, SealedDevice];
    c.put('x', { slot: 1 });
    await share(a, b, c);
    c.put('seen by b only', { slot: 1 });
    await share(b, c);
    remove(team, a, c);
    await share(a, b);
    expect(a.things()).toHaveLength(1);
    b.elapse();
    await share(a, b);
    expect(a.things()).toHaveLength(2);
    expect(a.things()).toEqual(b.things());
    // Done once and for all.
    const before = a.log.entries().length;
    b.elapse();
    a.elapse();
    await share(a, b);
    expect(a.log.entries().length).toBe(before);
  });

  it.each(['before the key', 'after the key', 'after the snapshots'])(
    'is finished at the next start when it was cut %s',
    async (cut) => {
      const { team, devices } = teamOf(2);
      const [a, b] = devices as [SealedDevice, SealedDevice];
      a.put('x', { slot: 1 });
      await share(a, b);
      a.log.broken = cut === 'after the snapshots';
      if (cut !== 'after the snapshots') a.stop();
      if (cut === 'after the key') team.declare(a.id, a.keys.openEpoch(team.team, seededRandom(7)));
      remove(team, a, b);
      if (cut === 'after the key') team.declare(a.id, a.keys.openEpoch(team.team, seededRandom(8)));
      a.log.broken = false;
      const again = kept(a.restart());
      const epoch = again.keys.inForce();
      expect(epoch?.sealed.has(b.id)).toBe(false);
      expect(snapshots(again)).toMatchObject([{ epoch: epoch?.id, document: '2027' }]);
      const once = kept(again.restart());
      expect(snapshots(once)).toHaveLength(1);
    },
  );

  it('leaves a holder that nobody rotated for able to write at once, under a key of its own making', async () => {
    const { team, devices } = teamOf(3);
    const [a, b, c] = devices as [SealedDevice, SealedDevice, SealedDevice];
    a.put('x', { slot: 1 });
    await share(a, b, c);
    a.stop();
    remove(team, a, c);
    expect(b.keys.inForce()).toBeNull();
    expect(b.put('y', { slot: 1 })).toBe(true);
    expect(b.keys.inForce()?.by).toBe(b.id);
    expect(snapshots(b)).toMatchObject([{ device: b.id }]);
  });

  it('is shared with a holder that was given an older key meanwhile', async () => {
    const { team, devices } = teamOf(3);
    const [a, b, c] = devices as [SealedDevice, SealedDevice, SealedDevice];
    const said: StatementBody[] = [];
    const late = kept(createSealedDevice({ team, seed: 77, declare: (body) => said.push(body) }));
    remove(team, a, c);
    // Given by someone who did not know the removal yet: the old key only.
    const old = team.team.epochs[0]?.id ?? '';
    const { keys, ...body } = b.keys.handBody(team.team.devices.get(late.id) as never);
    team.declare(b.id, { ...body, keys: { [old]: keys[old] as string } });
    const force = a.keys.inForce()?.id ?? '';
    expect(late.keys.key(force)).toBeNull();
    b.elapse();
    expect(late.keys.key(force)).not.toBeNull();
    expect(said).toEqual([]);
  });
});

describe('whatever comes in whatever order', () => {
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('put' as const),
        who: fc.nat(2),
        thing: fc.nat(3),
        facet: fc.nat(2),
        value: fc.nat(5),
        year: fc.nat(1),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('send' as const),
        who: fc.nat(2),
        to: fc.nat(2),
        part: fc.nat(100),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('snapshot' as const), who: fc.nat(2) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('elapse' as const), who: fc.nat(2) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('hide' as const), who: fc.nat(2), part: fc.nat(100) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('restart' as const), who: fc.nat(2), lost: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const) }) },
  );

  it('all who stay end with the same, and nothing of theirs is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.nat(1000), async (steps, seed) => {
        const { team, devices } = teamOf(3, seed + 2);
        const written = new Set<string>();
        let removed = false;
        const device = (who: number) => devices[who] as SealedDevice;
        for (const now of steps) {
          if (now.do === 'put') {
            const thing = `${now.who}-${now.thing}`;
            const year = now.year === 0 ? '2026' : '2027';
            const made = device(now.who).put(thing, { [`facet${now.facet}`]: now.value }, year);
            if (made && now.who !== 2) written.add(thing);
          } else if (now.do === 'send') {
            // Some entries only, and those the other has already too.
            const entries = device(now.who).log.entries();
            const some = entries.filter((_, i) => (i * 37 + now.part) % 3 !== 0).reverse();
            inject(device(now.to), ...some);
            await device(now.to).settled();
          } else if (now.do === 'snapshot') device(now.who).sealed.snapshotAll();
          else if (now.do === 'elapse') device(now.who).elapse();
          else if (now.do === 'hide') {
            hide(device(now.who), (entry) => ((entry.at(-1) ?? 0) + now.part) % 4 === 0);
            await device(now.who).settled();
          } else if (now.do === 'restart') {
            const log = now.lost ? memoryLog() : undefined;
            devices[now.who] = kept(device(now.who).restart(log));
          } else if (!removed) {
            removed = true;
            remove(team, device(0), device(2));
          }
        }
        const staying = removed ? devices.slice(0, 2) : devices;
        for (let round = 0; round < 4; round += 1) {
          await share(...staying);
          for (const one of staying) one.elapse();
        }
        await share(...staying);
        const [first, ...others] = staying.map((one) => JSON.stringify(sorted(one.things())));
        for (const other of others) expect(other).toBe(first);
        for (const thing of written) expect(first).toContain(`"${thing}"`);
        for (const one of staying) {
          const before = sorted(one.things());
          one.circle.rebuild();
          expect(sorted(one.things())).toEqual(before);
        }
        closeAll();
      }),
      { numRuns: 60 },
    );
  });
});

/** Without the order of JSON keys, which is no part of the state. */
const sorted = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, inner) =>
      inner && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ),
  );
