/** What is removed of a type of which nothing stays: no document, row, stored update, entry, snapshot or kept state holds a word of it. */
import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import { open, readHeader } from '../entry/envelope.ts';
import { unpack } from '../ground/packing.ts';
import { entitiesIn } from '../team/past-state.ts';
import { holds, tablesWith } from '../testing/word-in-base.ts';
import {
  admit,
  closeAll,
  createSealedDevice,
  kept,
  type SealedDevice,
  type TestTeam,
  teamOf,
} from './testing.ts';
import { share } from './testing-log.ts';

afterEach(closeAll);

const CANARY = 'mot-canari';
/** Where the word stands on a device: in its base, in what it would hand over, in its log. */
function placesOf(device: SealedDevice, { team }: TestTeam): string[] {
  const { sqlite, circle, sealed, log, keys } = device;
  const places = tablesWith(sqlite, CANARY);
  const note = (place: string, bytes: Uint8Array | null) => holds(bytes, CANARY) && places.push(place);
  for (const document of circle.documents()) note(`document ${document}`, circle.whole(document));
  for (const { id } of sealed.restorePoints()) note('kept state', sealed.restorePoint(id)?.state ?? null);
  const held = new Set(sqlite.prepare<[], Buffer>('SELECT bytes FROM own_entries').pluck().all());
  for (const bytes of [...log.entries(), ...held]) {
    const header = readHeader(bytes);
    const author = header && team.devices.get(header.device);
    if (!header || !author) continue;
    const opened = open(bytes, {
      key: keys.key(header.epoch),
      signPublic: Buffer.from(author.keys.sign, 'base64url'),
    });
    if (!opened.ok) throw new Error(opened.error);
    note(
      'log',
      header.packed
        ? unpack({ packed: true, bytes: Buffer.from(opened.value.content) })
        : opened.value.content,
    );
  }
  return [...new Set(places)].sort();
}
const remove = (device: SealedDevice, id: string): boolean => {
  device.time.now += 1;
  return device.circle.write((writer) => {
    writer.remove('things', id);
    return ok({});
  }).ok;
};
async function passes(...devices: SealedDevice[]): Promise<void> {
  await share(...devices);
  for (const device of devices) device.elapse();
  await share(...devices);
}
const three = () => {
  const { team, devices } = teamOf(3, 1, ['things']);
  return {
    team,
    devices,
    a: devices[0] as SealedDevice,
    b: devices[1] as SealedDevice,
    c: devices[2] as SealedDevice,
  };
};

describe('a word that its author removes', () => {
  it('stands nowhere any more on any device, nor on one that comes afterwards', async () => {
    const { team, devices, a, b, c } = three();
    a.put('x', { what: CANARY });
    a.put('y', { what: 'reste' });
    await share(...devices);
    b.put('x', { done: `${CANARY} fait` });
    // Kept states hold it, and entries of several authors.
    for (const device of devices) device.sealed.snapshotAll();
    await share(...devices);
    for (const device of devices)
      expect(placesOf(device, team)).toEqual(
        expect.arrayContaining(['circle_updates', 'document 2027', 'entities', 'kept state', 'log']),
      );
    remove(a, 'x');
    for (let round = 0; round < 3; round++) await passes(...devices);
    for (const device of devices) {
      expect(placesOf(device, team)).toEqual([]);
      expect(device.things()).toMatchObject([{ thing: 'y' }]);
      device.circle.rebuild();
      expect(device.things()).toMatchObject([{ thing: 'y' }]);
    }
    const d = kept(createSealedDevice({ team, seed: 99, erases: ['things'] }));
    admit(team, b, team.team.devices.get(d.id) as never);
    await share(d, c);
    expect(d.things()).toMatchObject([{ thing: 'y' }]);
    expect(placesOf(d, team)).toEqual([]);
  });

  it('goes of what was changed apart too, whoever hears of it last', async () => {
    const { team, devices, a, b, c } = three();
    a.put('x', { what: 'avant' });
    await share(...devices);
    b.put('x', { what: CANARY, done: CANARY });
    b.sealed.snapshotAll();
    c.put('x', { done: `${CANARY} ?` });
    remove(a, 'x');
    await passes(a, c);
    for (let round = 0; round < 3; round++) await passes(...devices);
    for (const device of devices) {
      expect(device.things()).toEqual([]);
      expect(placesOf(device, team)).toEqual([]);
    }
  });

  it('goes from a device that was away and hears of it by a snapshot that has not the word any more', async () => {
    const { team, devices, a, b, c } = three();
    a.put('x', { what: CANARY });
    a.put('y', { what: 'reste' });
    await share(...devices);
    remove(a, 'x');
    for (let round = 0; round < 3; round++) await passes(a, b);
    for (let round = 0; round < 3; round++) await passes(...devices);
    expect(placesOf(c, team)).toEqual([]);
    expect(c.things()).toMatchObject([{ thing: 'y' }]);
  });

  it('does not come back with a kept state, nor what was changed of it apart', async () => {
    const { team, devices, a, b, c } = three();
    a.put('x', { what: CANARY });
    a.put('y', { what: 'reste' });
    a.sealed.snapshotAll();
    await share(...devices);
    c.put('x', { what: `${CANARY} ailleurs` });
    remove(a, 'x');
    // At once, and after it was erased.
    for (const wait of [false, true]) {
      if (wait) for (let round = 0; round < 3; round++) await passes(a, b);
      for (const { id } of a.sealed.restorePoints()) {
        const point = a.sealed.restorePoint(id);
        const then = point ? entitiesIn(point.state) : [];
        expect(then.map((one) => one.id)).toEqual(['y']);
      }
    }
    for (let round = 0; round < 4; round++) await passes(...devices);
    for (const device of devices) {
      expect(device.things()).toMatchObject([{ thing: 'y' }]);
      expect(placesOf(device, team)).toEqual([]);
    }
  });

  it('leaves the log again when one that had not heard put it back there by a snapshot', async () => {
    const { team, devices, a, b, c } = three();
    a.put('x', { what: CANARY });
    a.put('y', { what: 'reste' });
    await share(...devices);
    remove(a, 'x');
    for (let round = 0; round < 3; round++) await passes(a, b);
    c.sealed.snapshotAll();
    await share(a, c);
    c.stop();
    for (let round = 0; round < 3; round++) await passes(a, b);
    for (const device of [a, b]) expect(placesOf(device, team)).toEqual([]);
  });

  it('goes at the next start, of what a version before left', async () => {
    const { team, devices } = teamOf(2, 4);
    const [a, b] = devices as [SealedDevice, SealedDevice];
    a.put('x', { what: CANARY });
    await share(a, b);
    a.sealed.snapshotAll();
    await share(a, b);
    remove(a, 'x');
    await share(a, b);
    expect(placesOf(a, team)).not.toEqual([]);
    for (const device of devices) device.stop();
    const updated = devices.map(({ identity, log, circle, sqlite, time }, at) => {
      const base = { circle, sqlite, time, updates: () => [] };
      return kept(createSealedDevice({ team, seed: 500 + at, identity, log, base, erases: ['things'] }));
    });
    for (let round = 0; round < 3; round++) await passes(...updated);
    for (const device of updated) {
      expect(device.things()).toEqual([]);
      expect(placesOf(device, team)).toEqual([]);
    }
  });
});
