import { deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ENTRY_MAX, seal } from '../entry/envelope.ts';
import { UNPACKED_MAX } from '../ground/packing.ts';
import { closeAll, kept, remove, seededRandom, two } from './testing.ts';
import { inject, reasons, share } from './testing-log.ts';

afterEach(closeAll);

describe('what must not be taken', () => {
  async function scene() {
    const { team, a, b } = two();
    a.put('x', { slot: 1 });
    await share(a, b);
    const [genuine] = a.log.entries() as [Uint8Array];
    const epoch = a.keys.inForce()?.id ?? '';
    const update = Y.encodeStateAsUpdate(new Y.Doc());
    const forge = (
      over: object = {},
      content: Uint8Array = update,
      secret = a.identity.signSecret.unwrap(),
      packed = false,
    ) =>
      seal({
        packed,
        header: {
          ...{ type: 'update', circle: 'team', document: '2027', epoch, device: a.id, seq: 2, covers: null },
          ...over,
        },
        content,
        key: a.keys.key(epoch) as Buffer,
        signSecret: secret,
        random: seededRandom(5),
      })[0] as Uint8Array;
    const refused = async (entry: Uint8Array) => {
      inject(b, entry);
      await b.settled();
      return reasons(b);
    };
    return { team, a, b, genuine, forge, refused, epoch };
  }

  it('an entry signed by another, or with its author swapped', async () => {
    const { b, forge, refused } = await scene();
    expect(await refused(forge({}, undefined, b.identity.signSecret.unwrap()))).toEqual({
      'bad-signature': 1,
    });
    expect(await refused(forge({ device: b.id, seq: 40 }))).toEqual({ 'bad-signature': 2 });
  });

  it('an entry of an unknown device, epoch, version or circle', async () => {
    const { genuine, forge, refused } = await scene();
    const id = (bytes: number) => seededRandom(3).bytes(bytes).toString('base64url');
    expect(await refused(forge({ device: id(6) }))).toEqual({ 'unknown-device': 1 });
    expect(await refused(forge({ epoch: id(16) }))).toMatchObject({ 'unknown-epoch': 1 });
    expect(await refused(forge({ circle: 'care' }))).toMatchObject({ malformed: 1 });
    expect(await refused(Buffer.concat([Buffer.from([9]), genuine.subarray(1)]))).toMatchObject({
      'unknown-version': 1,
    });
  });

  it('an entry too large, cut short, or with any byte altered', async () => {
    const { b, genuine, refused } = await scene();
    expect(await refused(new Uint8Array(ENTRY_MAX + 1))).toEqual({ 'too-large': 1 });
    for (let at = 0; at < genuine.length; at += 1) {
      const altered = Uint8Array.from(genuine);
      altered[at] = (altered[at] as number) ^ (1 << (at % 8));
      inject(b, altered, genuine.subarray(0, at));
    }
    await b.settled();
    const counted = b.sealed.setAside().reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(1 + 2 * genuine.length);
    expect(b.things()).toHaveLength(1);
    expect(b.sqlite.prepare('SELECT count(*) FROM set_aside').pluck().get()).toBe(
      Math.min(1000, 1 + 2 * genuine.length),
    );
  });

  it('an entry of a device that may only read, until it may write', async () => {
    const { team, a, b } = two();
    a.put('x', { slot: 1 });
    team.change(a.id, { role: 'volunteer-host' });
    expect(a.put('y', { slot: 1 })).toBe(false);
    expect(a.sealed.outlet.refusal()).toEqual({ tag: 'read_only_device' });
    await share(a, b);
    expect(reasons(b)).toEqual({ 'read-only-device': 1 });
    team.change(a.id, { role: 'social' });
    expect(b.things()).toHaveLength(1);
  });

  it('an entry of a removed device, whatever its number, though it is rightly sealed', async () => {
    const { team, a, b, forge, refused } = await scene();
    remove(team, b, a);
    expect(await refused(forge({ seq: 1 }))).toEqual({ 'removed-device': 1 });
    expect(a.sealed.outlet.refusal()).toEqual({ tag: 'removed_from_team' });
  });

  it('an entry repeated: it changes nothing and is counted as nothing', async () => {
    const { a, b, genuine, refused } = await scene();
    const before = b.sqlite.prepare('SELECT count(*) FROM circle_updates').pluck().get();
    expect(await refused(genuine)).toEqual({});
    expect(b.sqlite.prepare('SELECT count(*) FROM circle_updates').pluck().get()).toBe(before);
    expect(b.things()).toEqual(a.things());
  });

  it('a content that says it is packed and is not, or would never end', async () => {
    const { a, b, forge } = await scene();
    a.put('y', { slot: 1 });
    const secret = a.identity.signSecret.unwrap();
    const endless = deflateRawSync(Buffer.alloc(UNPACKED_MAX + 1));
    inject(
      b,
      forge({ seq: 90 }, Buffer.from('not packed at all'), secret, true),
      ...a.log.entries(),
      forge({ seq: 91 }, endless, secret, true),
    );
    await b.settled();
    expect(reasons(b)).toEqual({ 'unreadable-content': 2 });
    expect(b.things()).toHaveLength(2);
  });

  it('a content that is no update; the others are taken, one that claims to cover what was never written too, but for its claim', async () => {
    const { a, b, forge } = await scene();
    a.put('y', { slot: 1 });
    const bad = forge({ seq: 90 }, Buffer.from([255, 255, 255, 255, 1]));
    const lie = forge({ type: 'snapshot', seq: 91, covers: { [b.id]: 7 } });
    inject(b, bad, ...a.log.entries(), lie);
    await b.settled();
    expect(reasons(b)).toEqual({ 'unreadable-content': 1 });
    expect(b.things()).toHaveLength(2);
    const again = kept(b.restart());
    expect(reasons(again)).toEqual({ 'unreadable-content': 1 });
    expect(again.put('z', { slot: 1 })).toBe(true);
  });

  it('garbage without end: a thousand are remembered, all are counted', async () => {
    const { b } = await scene();
    inject(b, ...Array.from({ length: 1500 }, (_, i) => seededRandom(i).bytes(40)));
    await b.settled();
    expect(b.sqlite.prepare('SELECT count(*) FROM set_aside').pluck().get()).toBe(1000);
    const counted = b.sealed.setAside().reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(1500);
  });
});
