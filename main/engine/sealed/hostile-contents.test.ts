/** Contents of a member whose machine is stolen or faulty: rightly sealed, and made to close the vaults of the others. */
import { deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { seal } from '../entry/envelope.ts';
import { boasts, hostileContents, inTwoSteps } from '../ground/testing-updates.ts';
import { hashOf } from './log-index.ts';
import { closeAll, kept, type SealedDevice, seededRandom, two } from './testing.ts';
import { inject, reasons, share, snapshots } from './testing-log.ts';

afterEach(closeAll);

/** What `by` would seal; a long content has several parts. */
function sealedBy(by: SealedDevice, update: Uint8Array, seq: number): Uint8Array[] {
  const epoch = by.keys.inForce()?.id ?? '';
  return seal({
    header: { type: 'update', circle: 'team', document: '2027', epoch, device: by.id, seq, covers: null },
    packed: true,
    content: deflateRawSync(update, { level: 9 }),
    key: by.keys.key(epoch) as Buffer,
    signSecret: by.identity.signSecret.unwrap(),
    random: seededRandom(seq),
  });
}

async function scene() {
  const { a, b } = two();
  a.put('x', { slot: 1 });
  await share(a, b);
  return { a, b };
}

/** Things of one device, so many bytes and more. */
function honest(things: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let at = 0; at < things; at += 1) {
      const map = new Y.Map();
      doc.getMap('things').set(`of-another-${at}`, map);
      map.set('slot@device', `0mwwwbptw.00b.a\n"${'x'.repeat(600)}"`);
    }
  });
  return Y.encodeStateAsUpdate(doc);
}

describe('a hostile content is set aside, and closes nothing', () => {
  for (const [family, { make, large }] of Object.entries(hostileContents))
    it(family, async () => {
      const { a, b } = await scene();
      const bad = sealedBy(a, make(large), 100);
      a.put('y', { slot: 2 });
      inject(b, ...bad, ...a.log.entries());
      await b.settled();
      expect(reasons(b)).toEqual({ 'unreadable-content': bad.length });
      expect(b.things()).toHaveLength(2);
      const again = kept(b.restart());
      expect(again.things()).toHaveLength(2);
      expect(again.put('z', { slot: 3 })).toBe(true);
    });

  it('what boasts of more than it has', async () => {
    const { a, b } = await scene();
    const bad = Object.values(boasts).flatMap((update, at) => sealedBy(a, update, 100 + at));
    inject(b, ...bad);
    await b.settled();
    expect(reasons(b)).toEqual({ 'unreadable-content': bad.length });
  });

  it('values that go back among others that are there', async () => {
    const { a, b } = await scene();
    const [first, then] = inTwoSteps(20_000).contents;
    inject(b, ...sealedBy(a, first, 100));
    await b.settled();
    expect(reasons(b)).toEqual({});
    const bad = sealedBy(a, then, 200);
    inject(b, ...bad);
    await b.settled();
    expect(reasons(b)).toEqual({ 'unreadable-content': bad.length });
    // A whole document that has what is here already contests nothing.
    b.put('z', { slot: 3 });
    b.sealed.snapshotAll();
    await share(a, b);
    expect(reasons(a)).toEqual({ 'unreadable-content': bad.length });
    expect(a.things()).toEqual(b.things());
  });

  it('borne one by one, as many as would fill the document: it stays writable', async () => {
    const { a, b } = await scene();
    const { make } = hostileContents['one long text'] as (typeof hostileContents)[string];
    const bad = Array.from({ length: 10 }, (_, at) =>
      sealedBy(a, ofAnother(make(3_900_000), at + 7), 100 + at),
    );
    inject(b, ...bad.flat());
    await b.settled();
    expect(reasons(b)['unreadable-content']).toBeGreaterThan(1);
    expect(b.put('z', { slot: 3 })).toBe(true);
    await share(a, b);
    expect(a.put('y', { slot: 2 })).toBe(true);
    await share(a, b);
    b.sealed.snapshotAll();
    await share(a, b);
    expect(a.things()).toEqual(b.things());
    expect(b.things()).toHaveLength(3);
  });
});

/** The same update of another client (third byte) and under another id (the letter after "thing", 1). */
function ofAnother(update: Uint8Array, client: number): Uint8Array {
  const other = Uint8Array.from(update);
  other[2] = client;
  other[13] = 'a'.charCodeAt(0) + client;
  return other;
}

describe('a content that ends the process is not tried again', () => {
  const underWay = ({ sqlite }: SealedDevice): string[] =>
    sqlite.prepare<[], string>("SELECT key FROM sealed_state WHERE key LIKE 'applying:%'").pluck().all();
  /** What stands in the base while contents are applied. */
  function watching(device: SealedDevice): string[][] {
    const seen: string[][] = [];
    const { receive } = device.circle;
    vi.spyOn(device.circle, 'receive').mockImplementation((...given) => {
      seen.push(underWay(device));
      receive.apply(device.circle, given);
    });
    return seen;
  }
  /** The device, starting after a process that was killed while it took these in. */
  function killedOver(device: SealedDevice, entries: readonly Uint8Array[]): SealedDevice {
    device.stop();
    inject(device, ...entries);
    const mark = device.sqlite.prepare("INSERT INTO sealed_state (circle, key) VALUES ('team', ?)");
    for (const entry of entries) mark.run(`applying:${hashOf(entry)}`);
    return kept(device.restart());
  }

  it('a long one is noted while it is applied, a short one is not', async () => {
    const { a, b } = await scene();
    const seen = watching(b);
    const entries = sealedBy(a, honest(500), 100);
    inject(b, ...entries);
    await b.settled();
    a.put('y', { slot: 2 });
    inject(b, ...a.log.entries());
    await b.settled();
    expect(seen).toEqual([entries.map((entry) => `applying:${hashOf(entry)}`), []]);
    expect(underWay(b)).toEqual([]);
    expect(b.things()).toHaveLength(502);
  });

  it('alone, it is set aside by the next process; the others are taken', async () => {
    const { a, b } = await scene();
    const [guilty] = sealedBy(a, honest(500), 100) as [Uint8Array];
    a.put('y', { slot: 2 });
    b.stop();
    inject(b, ...a.log.entries());
    const again = killedOver(b, [guilty]);
    expect(reasons(again)).toEqual({ 'unreadable-content': 1 });
    expect(again.things()).toHaveLength(2);
    expect(underWay(again)).toEqual([]);
  });

  it('was it honest, no snapshot says that it is here: it comes back with that of another', async () => {
    const { a, b } = await scene();
    const [entry] = sealedBy(a, honest(500), 2) as [Uint8Array];
    const again = killedOver(b, [entry]);
    expect(again.things()).toHaveLength(1);
    expect(again.sealed.held()[a.id]).toBe(1);
    again.sealed.snapshotAll();
    const other = snapshots(again).at(-1);
    expect(other?.covers?.[a.id]).toBe(1);
  });

  it('among several, each is tried alone, and those that end nothing are taken', async () => {
    const { a, b } = await scene();
    const [first] = sealedBy(a, honest(300), 100) as [Uint8Array];
    const [second] = sealedBy(a, honest(400), 101) as [Uint8Array];
    const again = killedOver(b, [first, second]);
    expect(reasons(again)).toEqual({});
    expect(again.things()).toHaveLength(401);
    expect(underWay(again)).toEqual([]);
  });

  it('a disk that was full is no end of the process', async () => {
    const { a, b } = await scene();
    vi.spyOn(b.circle, 'receive').mockImplementationOnce(() => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    });
    inject(b, ...sealedBy(a, honest(500), 100));
    await b.settled();
    expect(b.things()).toHaveLength(1);
    const again = kept(b.restart());
    expect(again.things()).toHaveLength(501);
  });
});
