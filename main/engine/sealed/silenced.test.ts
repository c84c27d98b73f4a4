/** A member whose snapshots claim to hold what a colleague wrote: she is heard all the same, by those who are there and those who come. */
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ok } from '#shared/domain/result.ts';
import { seal } from '../entry/envelope.ts';
import {
  admit,
  closeAll,
  createSealedDevice,
  kept,
  type SealedDevice,
  seededRandom,
  teamOf,
} from './testing.ts';
import { by, hide, inject, share } from './testing-log.ts';

afterEach(closeAll);

/** Rightly signed, of nothing if not told. */
function claims(
  liar: SealedDevice,
  seq: number,
  covers: Record<string, number>,
  content = Y.encodeStateAsUpdate(new Y.Doc()),
): Uint8Array {
  const epoch = liar.keys.inForce()?.id ?? '';
  return seal({
    packed: false,
    header: { type: 'snapshot', circle: 'team', document: '2027', epoch, device: liar.id, seq, covers },
    content,
    key: liar.keys.key(epoch) as Buffer,
    signSecret: liar.identity.signSecret.unwrap(),
    random: seededRandom(seq),
  })[0] as Uint8Array;
}
async function scene() {
  const { team, devices } = teamOf(3);
  const [liar, her, other] = devices as [SealedDevice, SealedDevice, SealedDevice];
  liar.put('w', { slot: 0 });
  await share(liar, her, other);
  return { team, liar, her, other };
}
const names = (device: SealedDevice) => device.circle.list('things').map(({ id }) => id);
async function passes(...devices: SealedDevice[]): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await share(...devices);
    for (const device of devices) device.elapse();
  }
  await share(...devices);
}

describe('a snapshot that claims to cover a colleague', () => {
  it.each([
    ['what she wrote', 2],
    ['what she will write', 3],
    ['all that she could ever write', 2 ** 40],
  ])('does not keep %s from the others, nor from who comes later', async (_, upto) => {
    const { team, liar, her, other } = await scene();
    her.put('x', { slot: 1 });
    her.put('y', { slot: 2 });
    // The liar alone is reached, and keeps it for itself.
    await share(liar, her);
    hide(liar, by(her));
    inject(liar, claims(liar, 50, { [her.id]: upto }));
    await share(liar, other);
    await passes(liar, her, other);
    her.put('z', { slot: 3 });
    await passes(liar, her, other);
    for (const device of [her, other]) expect(names(device)).toEqual(['w', 'x', 'y', 'z']);
    // An honest snapshot, whatever it believed.
    other.sealed.snapshotAll();
    await passes(liar, her, other);
    her.put('zz', { slot: 4 });
    await passes(liar, her, other);
    expect(names(other)).toEqual(['w', 'x', 'y', 'z', 'zz']);
    const late = kept(createSealedDevice({ team, seed: 77 }));
    admit(team, other, team.team.devices.get(late.id) as never);
    await passes(late, other, her);
    expect(late.things()).toEqual(her.things());
    her.put('last', { slot: 5 });
    await passes(late, other, her);
    expect(names(late)).toContain('last');
  });

  it('does not take the place of her own snapshot, in several parts', async () => {
    const { liar, her, other } = await scene();
    her.put('x', { slot: seededRandom(9).bytes(1_600_000).toString('base64') });
    her.put('y', { slot: 2 });
    her.sealed.snapshotAll();
    await share(liar, her);
    hide(liar, by(her));
    inject(liar, claims(liar, 50, { [her.id]: her.sealed.lastSeq }));
    await share(liar, other);
    await passes(liar, her, other);
    expect(names(other)).toEqual(['w', 'x', 'y']);
  });

  it('that ends inside a content of several parts leaves her to be heard', async () => {
    const { liar, her, other } = await scene();
    const [before, stale] = [her.sealed.lastSeq, liar.circle.whole('2027')];
    her.put('x', { slot: seededRandom(9).bytes(1_600_000).toString('base64') });
    await share(liar, her);
    hide(liar, by(her));
    inject(liar, claims(liar, 50, { [her.id]: before + 1 }, stale));
    await share(liar, other);
    await passes(liar, her, other);
    her.put('y', { slot: 1 });
    await passes(liar, her, other);
    expect(names(other)).toEqual(['w', 'x', 'y']);
  });

  it('of what she only took away leaves her to be heard', async () => {
    const { liar, her, other } = await scene();
    const line = { kind: 'imported' as const, title: 'agenda', count: 2 };
    const imports = (id: string, isLast: boolean) =>
      her.circle.write(
        (writer) => {
          writer.put('things', id, { slot: id, what: 'x' }, '2027');
          return ok({});
        },
        () => line,
        { gesture: 'g', isLast },
      );
    imports('x', false);
    imports('y', true);
    await share(liar, her, other);
    const stale = liar.circle.whole('2027');
    her.time.now += 5;
    her.circle.long.leave('g', null);
    her.circle.long.takeBack('g');
    her.circle.long.takeBack('g');
    await share(liar, her);
    hide(liar, by(her));
    inject(liar, claims(liar, 50, { [her.id]: her.sealed.lastSeq }, stale));
    await share(liar, other);
    await passes(liar, her, other);
    for (const device of [her, other]) expect(names(device)).toEqual(['w']);
  });

  it.each([3, 2 ** 40])('of %i numbers that are to come makes no liar of whom believed it', async (more) => {
    const { liar, her, other } = await scene();
    inject(liar, claims(liar, 50, { [her.id]: her.sealed.lastSeq + more }));
    await share(liar, other);
    other.put('o', { slot: 1 });
    other.sealed.snapshotAll();
    await passes(liar, her, other);
    expect(names(her)).toEqual(['o', 'w']);
    expect(her.sealed.setAside()).toEqual([]);
    her.put('x', { slot: 2 });
    await passes(liar, her, other);
    expect(names(other)).toEqual(['o', 'w', 'x']);
  });

  it('of the numbers of one who has not come yet does not keep her from receiving all', async () => {
    const { team, liar, other } = await scene();
    const late = kept(createSealedDevice({ team, seed: 77 }));
    inject(liar, claims(liar, 50, { [late.id]: 3 }));
    await share(liar, other);
    other.sealed.snapshotAll();
    await share(liar, other);
    admit(team, other, team.team.devices.get(late.id) as never);
    await passes(late, other, liar);
    expect(late.things()).toEqual(other.things());
    late.put('mine', { slot: 1 });
    await passes(late, other, liar);
    expect(names(other)).toContain('mine');
  });

  it('counts for what its author wrote before she could only read', async () => {
    const { team, her, other } = await scene();
    her.put('x', { slot: 1 });
    await share(her, other);
    const before = her.log.entries().filter(by(her));
    other.sealed.snapshotAll();
    await share(her, other);
    team.change(her.id, { role: 'volunteer-host' });
    // An entry of then, which a log somewhere still held.
    inject(other, ...before);
    const late = kept(createSealedDevice({ team, seed: 77 }));
    admit(team, other, team.team.devices.get(late.id) as never);
    await passes(late, other);
    expect(names(late)).toContain('x');
    // Looked at again, once the snapshot was taken in.
    late.sealed.teamChanged();
    expect(late.sealed.setAside()).toEqual([]);
  });

  it('made while she was closed, and her entries taken out, leaves her to be heard at her next start', async () => {
    const { liar, her, other } = await scene();
    her.put('x', { slot: 1 });
    await share(liar, her);
    her.stop();
    hide(liar, by(her));
    inject(liar, claims(liar, 50, { [her.id]: 1 }));
    await share(liar, other);
    const again = kept(her.restart());
    await passes(liar, again, other);
    expect(names(other)).toEqual(['w', 'x']);
    const twice = kept(again.restart());
    twice.put('y', { slot: 2 });
    await passes(liar, twice, other);
    expect(names(other)).toEqual(['w', 'x', 'y']);
  });
});
