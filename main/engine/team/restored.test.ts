/**
 * Vaults restored from a backup come back as other devices than the one that made it: two of them from one backup, and
 * the original that still runs.
 */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatAddress } from '#shared/domain/team/address.ts';
import { readHeader } from '../entry/envelope.ts';
import { testPassphrase } from '../testing/engine.ts';
import {
  allShow,
  type Bench,
  book,
  createBench,
  type Machine,
  planningOf,
  titles,
  triesToBook,
  until,
} from './testing.ts';

let bench: Bench;
let claire: Machine;
let nadia: Machine;
/** What only this file holds of Nadia's: "Sauvegarde seule". */
let backup: string;

beforeEach(async () => {
  bench = createBench();
  claire = await bench.founder();
  nadia = await bench.joins(claire, { name: 'Nadia', role: 'social', circles: ['team', 'welcome', 'care'] });
  await book(nadia, 'Avant', 8);
  await nadia.done('threads.post', { circle: 'care', kind: 'message', text: 'Du soin' });
  await allShow([claire], ['Avant']);
  bench.unplug(nadia);
  await until(async () => expect((await nadia.done('team.sharing', {})).state).toBe('offline'));
  await book(nadia, 'Sauvegarde seule', 9);
  backup = path.join(bench.folder(), 'nadia.margelle');
  await nadia.done('vault.backupNow', { file: nadia.engine.grantFile(backup, 'write') });
  await book(claire, 'Pendant', 12);
});
afterEach(() => bench.close());

/** On a machine that had nothing: its person types where Claire's is. */
async function restored(name: string): Promise<Machine> {
  const made = bench.machine(name);
  await made.done('vault.restore', {
    file: made.engine.grantFile(backup, 'read'),
    secret: { kind: 'passphrase', passphrase: testPassphrase },
    mode: 'new',
  });
  await made.unlock();
  const [address] = claire.vault.membership.relay.addresses();
  await made.done('team.addAddress', { address: address ? formatAddress(address) : '' });
  return made;
}

/** Every number of every author stands for one content only. */
function collisions(on: Machine): string[] {
  const seen = new Map<string, string>();
  return (['team', 'welcome', 'care'] as const).flatMap((circle) =>
    on.vault.membership.relay
      .log(circle)
      .entries()
      .flatMap((bytes) => {
        const header = readHeader(bytes);
        const key = `${circle} ${header?.device} ${header?.seq}`;
        const print = Buffer.from(bytes).toString('base64');
        const known = seen.get(key);
        seen.set(key, print);
        return known !== undefined && known !== print ? [key] : [];
      }),
  );
}

describe('two vaults restored from one backup', () => {
  it('come back as two devices, share what only the backup held, and lose nothing', async () => {
    const former = nadia.device;
    await bench.off(nadia);
    bench.links.heal();
    const one = await restored('Nadia un');
    const two = await restored('Nadia deux');
    expect(new Set([former, one.device, two.device]).size).toBe(3);
    await allShow([claire, one, two], ['Avant', 'Pendant', 'Sauvegarde seule']);
    await book(one, 'De un', 14);
    await book(two, 'De deux', 16);
    await allShow([claire, one, two], ['Avant', 'De deux', 'De un', 'Pendant', 'Sauvegarde seule']);
    expect(new Set([claire, one, two].map(planningOf)).size).toBe(1);
    for (const machine of [claire, one, two]) {
      expect(collisions(machine)).toEqual([]);
      expect((await machine.done('team.overview', {})).setAside).toEqual([]);
    }
    // The circle that nobody else holds came back too, and both may write in it.
    await one.done('threads.post', { circle: 'care', kind: 'message', text: 'Encore du soin' });
    await until(async () => {
      for (const machine of [one, two])
        expect((await machine.done('threads.list', { circle: 'care' })).messages).toHaveLength(2);
    });
    const { devices } = await claire.done('team.overview', {});
    expect(devices.map(({ id, state }) => [id, state])).toEqual(
      expect.arrayContaining([
        [claire.device, 'active'],
        [former, 'succeeded'],
        [one.device, 'active'],
        [two.device, 'active'],
      ]),
    );
  });
});

describe('the original that still runs', () => {
  it('is told that another device goes on for it, keeps what it had, and takes nothing from the others', async () => {
    await book(nadia, 'Après la sauvegarde', 10);
    const one = await restored('Nadia un');
    await allShow([claire, one], ['Avant', 'Pendant', 'Sauvegarde seule']);
    bench.links.heal();
    await until(async () => expect((await nadia.done('team.sharing', {})).state).toBe('removed'));
    expect(await triesToBook(nadia, 'Encore', 14)).toEqual({
      ok: false,
      error: { tag: 'removed_from_team' },
    });
    expect(await titles(nadia)).toEqual(['Après la sauvegarde', 'Avant', 'Sauvegarde seule']);
    await book(one, 'Ensuite', 16);
    await allShow([claire, one], ['Avant', 'Ensuite', 'Pendant', 'Sauvegarde seule']);
    expect(await titles(nadia)).not.toContain('Ensuite');

    // What it had not shared stays on it, to be seen and copied, and is counted.
    expect((await nadia.done('team.sharing', {})).pending).toBeGreaterThan(0);
    nadia = await bench.again(nadia);
    expect(await nadia.done('team.sharing', {})).toMatchObject({ state: 'removed' });
    expect(await titles(nadia)).toEqual(['Après la sauvegarde', 'Avant', 'Sauvegarde seule']);
    expect(planningOf(claire)).toBe(planningOf(one));
    for (const machine of [claire, one]) expect(collisions(machine)).toEqual([]);
  });
});
