/**
 * Removals and the keys that follow: administrators who remove each other, and a rotation cut at each of its steps, where
 * the machine comes back from what its disk held at that instant.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CircleName } from '#shared/domain/team/model.ts';
import { isActive } from '#shared/domain/team/register.ts';
import { readHeader } from '../entry/envelope.ts';
import { parseStatement } from '../register/statement.ts';
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
let paul: Machine;
let sofia: Machine;

beforeEach(async () => {
  bench = createBench();
  claire = await bench.founder();
  const circles: CircleName[] = ['team', 'welcome'];
  nadia = await bench.joins(claire, { name: 'Nadia', role: 'communication', circles, admin: true });
  paul = await bench.joins(claire, { name: 'Paul', role: 'social', circles });
  sofia = await bench.joins(claire, { name: 'Sofia', role: 'social', circles });
  await book(claire, 'Avant', 8);
  await claire.done('threads.post', { circle: 'welcome', kind: 'message', text: 'Bonjour' });
  await allShow([nadia, paul, sofia], ['Avant']);
  await until(() => {
    for (const machine of [claire, nadia, paul, sofia]) expect(connectedOf(machine)).toBe(3);
  });
});
afterEach(() => bench.close());

const connectedOf = ({ vault }: Machine): number =>
  vault.membership.relay.links().filter(({ connected }) => connected).length;

const deviceOf = (on: Machine, id: string) => on.vault.membership.team().devices.get(id);

/** The epoch that is written under on this machine has never been in the hands of these devices. */
function isSafeFrom(on: Machine, circle: CircleName, gone: readonly string[]): boolean {
  const { epochs, devices } = on.vault.membership.team();
  const safe = (device: string) => devices.get(device)?.removed === null && !gone.includes(device);
  const newest = epochs.findLast((epoch) => epoch.circle === circle && safe(epoch.by));
  return newest !== undefined && [...newest.sealed.keys()].every(safe);
}

describe('two administrators who remove each other at the same time', () => {
  it('are both out; the one who joined first after them is administrator, and the rest goes on sharing', async () => {
    const [first, second] = [claire.device, nadia.device];
    // Each of the two has somebody on its side who hears it, and does not hear the other.
    bench.links.partition(new Map([claire, paul, nadia, sofia].map(({ name }, i) => [name, i < 2 ? 1 : 2])));
    await until(() => {
      for (const machine of [claire, nadia, paul, sofia]) expect(connectedOf(machine)).toBe(1);
    });
    await claire.done('team.remove', { device: second });
    await nadia.done('team.remove', { device: first });
    await book(paul, 'De Paul', 10);
    await book(sofia, 'De Sofia', 12);
    await until(() => {
      expect(deviceOf(paul, second)?.removed).toMatchObject({ by: first });
      expect(deviceOf(sofia, first)?.removed).toMatchObject({ by: second });
    });
    await allShow([claire, paul], ['Avant', 'De Paul']);
    await allShow([nadia, sofia], ['Avant', 'De Sofia']);
    bench.links.heal();

    await until(() => {
      for (const machine of [paul, sofia]) {
        for (const id of [first, second]) expect(deviceOf(machine, id)?.removed).not.toBeNull();
        expect(deviceOf(machine, paul.device)).toMatchObject({ admin: true, removed: null });
        expect(deviceOf(machine, sofia.device)).toMatchObject({ admin: false, removed: null });
        for (const circle of ['team', 'welcome'] as const)
          expect(isSafeFrom(machine, circle, [first, second])).toBe(true);
      }
    });
    await until(async () => {
      for (const machine of [claire, nadia]) {
        expect((await machine.done('team.sharing', {})).state).toBe('removed');
        expect(await triesToBook(machine, 'Encore', 18)).toMatchObject({
          error: { tag: 'removed_from_team' },
        });
      }
    });
    await allShow([paul, sofia], ['Avant', 'De Paul', 'De Sofia']);
    expect(planningOf(paul)).toBe(planningOf(sofia));
    expect(await titles(claire)).toEqual(['Avant', 'De Paul']);
    expect(await titles(nadia)).toEqual(['Avant', 'De Sofia']);

    // The heir may do what an administrator does: one of the two comes back as a newcomer.
    const back = await bench.joins(paul, {
      name: 'Claire',
      role: 'coordinator',
      circles: ['team'],
      admin: true,
    });
    await allShow([back], ['Avant', 'De Paul', 'De Sofia']);
    await book(back, 'Revenue', 14);
    await allShow([back, paul, sofia], ['Avant', 'De Paul', 'De Sofia', 'Revenue']);
  });
});

describe('an administrator removed before anybody heard that it removed the other', () => {
  it('is out alone: what it said is taken from nobody, and it is told', async () => {
    bench.unplug(claire, nadia);
    await until(() => expect([connectedOf(claire), connectedOf(nadia)]).toEqual([0, 0]));
    await claire.done('team.remove', { device: nadia.device });
    await nadia.done('team.remove', { device: claire.device });
    bench.unplug(nadia);
    await until(() => {
      for (const machine of [paul, sofia]) expect(deviceOf(machine, nadia.device)?.removed).not.toBeNull();
    });
    bench.links.heal();
    await until(async () => expect((await nadia.done('team.sharing', {})).state).toBe('removed'));
    await book(claire, 'Ensuite', 10);
    await allShow([claire, paul, sofia], ['Avant', 'Ensuite']);
    for (const machine of [claire, paul, sofia])
      expect(deviceOf(machine, claire.device)).toMatchObject({ admin: true, removed: null });
    expect(await titles(nadia)).toEqual(['Avant']);
  });
});

type Cut = (at: () => void) => void;
class PowerCut extends Error {}

/** Where the power goes, between one durable step of a rotation and the next; `at` keeps the disk of that instant. */
const cuts: [step: string, cut: Cut][] = [
  [
    'after the removal, before any new key',
    (at) => {
      const { register } = claire.vault.membership.relay;
      const { add } = register;
      register.add = (statements) => {
        const opens = statements.some((bytes) => {
          const read = parseStatement(bytes);
          return read.ok && read.value.body.kind === 'epoch.opened';
        });
        if (opens) at();
        add(statements);
      };
    },
  ],
  [
    'after the new key, before anything is written under it',
    (at) => {
      const { team } = claire.vault;
      const { whole } = team;
      team.whole = (document) => {
        at();
        return whole(document);
      };
    },
  ],
  [
    'after the new state is in the vault, before it is in the log',
    (at) => {
      const log = claire.vault.membership.relay.log('team');
      const { write } = log;
      log.write = (added, collected) => {
        if (added.some((entry) => readHeader(entry)?.type === 'snapshot')) at();
        write(added, collected);
      };
    },
  ],
];

describe('a rotation cut', () => {
  it.each(cuts)('%s is finished at the next start, and nothing is lost', async (_, cut) => {
    const gone = sofia.device;
    bench.unplug(claire);
    await until(() => expect(connectedOf(claire)).toBe(0));
    await book(claire, 'Pas encore partagé', 10);
    const before = claire.vault.membership.team().epochs.length;

    let disk: string | null = null;
    cut(() => {
      disk ??= bench.copyOf(claire);
      throw new PowerCut();
    });
    await claire.call('team.remove', { device: gone });
    expect(disk).not.toBeNull();
    claire = await bench.again(claire, disk ?? '');
    // Alone, from what it finds on its disk.
    await until(() => {
      expect(deviceOf(claire, gone)?.removed).not.toBeNull();
      for (const circle of ['team', 'welcome'] as const)
        expect(isSafeFrom(claire, circle, [gone])).toBe(true);
      expect(claire.vault.membership.team().epochs).toHaveLength(before + 2);
      expect(snapshotsOf(claire, 'team')).toBeGreaterThan(0);
      expect(snapshotsOf(claire, 'welcome')).toBeGreaterThan(0);
    });
    await book(claire, 'Sous la nouvelle clé', 12);

    bench.links.heal();
    const all = ['Avant', 'Pas encore partagé', 'Sous la nouvelle clé'];
    await allShow([claire, nadia, paul], all);
    await until(async () => expect((await sofia.done('team.sharing', {})).state).toBe('removed'));
    expect(await titles(sofia)).toEqual(['Avant']);
    // Whoever comes now has everything from what is in the log.
    const eve = await bench.joins(claire, { name: 'Ève', role: 'social', circles: ['team', 'welcome'] });
    await allShow([eve], all);
    await until(async () =>
      expect((await eve.done('threads.list', { circle: 'welcome' })).messages).toMatchObject([
        { text: 'Bonjour' },
      ]),
    );
    await book(eve, 'D’Ève', 14);
    await allShow([claire, nadia, paul, eve], [...all, 'D’Ève']);
    expect(new Set([claire, nadia, paul, eve].map(planningOf)).size).toBe(1);
    for (const machine of [claire, nadia, paul, eve])
      expect((await machine.done('team.overview', {})).setAside).toEqual([]);
  });

  it('before anything but the removal, on a machine that never comes back, is finished by another', async () => {
    const gone = sofia.device;
    bench.unplug(claire, sofia);
    await until(() => expect(connectedOf(claire)).toBe(0));
    const { register } = claire.vault.membership.relay;
    const kept: Uint8Array[] = [];
    const { add } = register;
    register.add = (statements) => {
      if (statements.some((bytes) => parseStatement(bytes).ok)) kept.push(...statements);
      add(statements);
    };
    await claire.done('team.remove', { device: gone });
    await bench.off(claire);
    // Only the removal had reached the others.
    const [removal] = kept;
    nadia.vault.membership.relay.register.add(removal ? [removal] : []);
    await until(() => {
      for (const machine of [nadia, paul]) {
        expect(isActive(deviceOf(machine, gone) as never)).toBe(false);
        for (const circle of ['team', 'welcome'] as const)
          expect(isSafeFrom(machine, circle, [gone])).toBe(true);
      }
    });
    await book(nadia, 'Après', 10);
    await allShow([nadia, paul], ['Après', 'Avant']);
    bench.links.heal();
    await until(async () => expect((await sofia.done('team.sharing', {})).state).toBe('removed'));
    expect(await titles(sofia)).toEqual(['Avant']);
  });
});

const snapshotsOf = ({ vault, device }: Machine, circle: CircleName): number =>
  vault.membership.relay
    .log(circle)
    .entries()
    .map((bytes) => readHeader(bytes))
    .filter((header) => header?.type === 'snapshot' && header.device === device).length;
