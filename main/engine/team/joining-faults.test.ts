/** Joining through engines, when something goes wrong on the way; and with clocks that are hours off. */
import { existsSync, readdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JoiningState } from '#shared/contract/team.ts';
import {
  decodeInvitation,
  encodeInvitation,
  type InvitationContents,
} from '#shared/domain/team/invitation.ts';
import { testPassphrase } from '../testing/engine.ts';
import {
  accepts,
  allShow,
  asks,
  type Bench,
  book,
  createBench,
  joined,
  type Machine,
  planningOf,
  until,
} from './testing.ts';

const HOUR = 3_600_000;
const nadiaIs = { name: 'Nadia', role: 'communication', circles: ['team', 'welcome'] } as const;
const Nadia = { ...nadiaIs, circles: [...nadiaIs.circles] };

let bench: Bench;
let claire: Machine;
beforeEach(async () => {
  bench = createBench();
  claire = await bench.founder();
});
afterEach(() => bench.close());

const invite = async (host: Machine = claire) => (await host.done('team.invite', {})).text;
const join = (joiner: Machine, text: string) =>
  joiner.call('team.join', {
    invitation: { text },
    name: joiner.name,
    label: `Poste de ${joiner.name}`,
    passphrase: testPassphrase,
  });
const refusal = (tag: string) => ({ ok: false, error: { tag } });

/** The same invitation with some of it replaced, and its checksum right again. */
function altered(
  text: string,
  change: (contents: InvitationContents) => Partial<InvitationContents>,
): string {
  const read = decodeInvitation(text);
  if (!read.ok) throw new Error(read.error.tag);
  return encodeInvitation({ ...read.value, ...change(read.value) });
}
const flipped = (bytes: Uint8Array, at = 0) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

const reaches = (machine: Machine, state: JoiningState['state']) =>
  until(async () => {
    const now = await machine.done('team.joining', {});
    expect(now.state).toBe(state);
    return now;
  });

/** The way from the joiner to the host, which can be cut: the joiner then hears nothing of what is answered. */
async function cable() {
  const sockets = new Set<net.Socket>();
  let port = 0;
  const server = net.createServer((socket) => {
    const onward = net.connect(port, '127.0.0.1');
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const mine = (server.address() as net.AddressInfo).port;
  return {
    through: (text: string) =>
      altered(text, ({ addresses }) => {
        port = addresses[0]?.port ?? 0;
        return { addresses: [{ host: '127.0.0.1', port: mine }] };
      }),
    cut: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
    async mend() {
      await new Promise<void>((resolve) => server.listen(mine, '127.0.0.1', resolve));
    },
  };
}

/** Nothing of an attempt stands on the disk, and another may be made. */
async function clean(machine: Machine): Promise<void> {
  expect((await machine.done('vault.state', {})).vaults).toEqual([]);
  await until(() => {
    const relays = path.join(machine.folder, 'relays');
    expect(existsSync(relays) ? readdirSync(relays) : []).toEqual([]);
  });
}
const noDeviceMore = async (host: Machine = claire) =>
  expect((await host.done('team.overview', {})).devices).toHaveLength(1);

describe('an invitation', () => {
  it('that expired is refused, whatever the joiner’s clock says', async () => {
    const text = await invite();
    claire.sleptMs += 31 * 60_000;
    const nadia = bench.machine('Nadia');
    nadia.skewMs = -HOUR;
    expect(await join(nadia, text)).toEqual(refusal('invitation_expired'));
    await clean(nadia);
    await noDeviceMore();
  });

  it('that ends while the words are being compared is told on both sides', async () => {
    const nadia = bench.machine('Nadia');
    await asks(claire, nadia);
    claire.sleptMs += 31 * 60_000;
    expect(await reaches(nadia, 'failed')).toMatchObject({ error: { tag: 'invitation_expired' } });
    expect(await claire.done('team.requests', {})).toEqual([]);
    await clean(nadia);
    await noDeviceMore();
  });

  it('used by two at once serves the first, and the admin sees that another tried', async () => {
    const text = await invite();
    const nadia = bench.machine('Nadia');
    const thief = bench.machine('Voleur');
    expect(await join(nadia, text)).toMatchObject({ ok: true });
    expect(await join(thief, text)).toEqual(refusal('invitation_used'));
    expect(await claire.done('team.requests', {})).toMatchObject([{ name: 'Nadia', othersTried: 1 }]);
    await accepts(claire, Nadia);
    await joined(nadia);
    expect(await join(thief, text)).toMatchObject({ ok: false });
    await clean(thief);
    expect((await claire.done('team.overview', {})).devices).toHaveLength(2);
  });

  it('altered on the way is refused, bit by bit', async () => {
    const nadia = bench.machine('Nadia');
    const text = await invite();
    const cases: [(contents: InvitationContents) => Partial<InvitationContents>, string][] = [
      [({ secret }) => ({ secret: flipped(secret) }), 'invitation_invalid'],
      [({ team }) => ({ team: flipped(team, 31) }), 'invitation_invalid'],
      [({ id }) => ({ id: flipped(id) }), 'invitation_expired'],
      [({ certificate }) => ({ certificate: flipped(certificate) }), 'inviter_unreachable'],
    ];
    for (const [change, tag] of cases)
      expect([tag, await join(nadia, altered(text, change))]).toEqual([tag, refusal(tag)]);
    const last = text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');
    expect(await join(nadia, last)).toEqual(refusal('invitation_invalid'));
    await clean(nadia);
    await noDeviceMore();
    // The commitment fails once the inviter has answered: it may be somebody in the middle.
    const other = await invite();
    const middled = altered(other, ({ commitment }) => ({ commitment: flipped(commitment) }));
    expect(await join(nadia, middled)).toEqual(refusal('invitation_invalid'));
    await clean(nadia);
  });

  it('of another team leads to that team’s machine or to none', async () => {
    const nadia = bench.machine('Nadia');
    const odile = await bench.founder('Odile');
    const [here, there] = [await invite(claire), await invite(odile)];
    const theirs = decodeInvitation(there);
    if (!theirs.ok) throw new Error(theirs.error.tag);
    const { addresses, team } = theirs.value;
    // The addresses of one with the certificate of the other; the team of one with everything else of the other.
    expect(
      await join(
        nadia,
        altered(here, () => ({ addresses })),
      ),
    ).toEqual(refusal('inviter_unreachable'));
    expect(
      await join(
        nadia,
        altered(here, () => ({ team })),
      ),
    ).toEqual(refusal('invitation_invalid'));
    await clean(nadia);
    for (const host of [claire, odile]) expect(await host.done('team.requests', {})).toEqual([]);
  });
});

describe('the machine that invites', () => {
  it('gone in the middle and back has forgotten the invitation, and the joiner hears so', async () => {
    const nadia = bench.machine('Nadia');
    await asks(claire, nadia);
    claire = await bench.again(claire);
    expect(await reaches(nadia, 'failed')).toMatchObject({ error: { tag: 'invitation_expired' } });
    await clean(nadia);
    await noDeviceMore();
    // The second time is the right one.
    await asks(claire, nadia);
    await accepts(claire, Nadia);
    await joined(nadia);
  });

  it('that cannot be reached for a while, before or after it accepted, costs the joiner a while', async () => {
    const nadia = bench.machine('Nadia');
    const way = await cable();
    await asks(claire, nadia, way.through);
    await way.cut();
    await accepts(claire, Nadia);
    expect(await nadia.done('team.joining', {})).toMatchObject({ state: 'waiting' });
    await way.mend();
    await joined(nadia);
    await way.cut();
    await book(claire, 'Enfin');
    await allShow([nadia], ['Enfin']);
  });

  it('gone for good after it accepted: the place made is seen, taken back, and the joiner comes again', async () => {
    const nadia = bench.machine('Nadia');
    const way = await cable();
    await asks(claire, nadia, way.through);
    await way.cut();
    const { device } = await accepts(claire, Nadia);
    claire = await bench.again(claire);
    await way.mend();
    expect(await reaches(nadia, 'failed')).toMatchObject({ error: { tag: 'invitation_expired' } });
    await way.cut();
    await clean(nadia);
    const { devices } = await claire.done('team.overview', {});
    expect(devices.find(({ id }) => id === device)).toMatchObject({ connected: false, state: 'active' });
    await claire.done('team.remove', { device });
    await asks(claire, nadia);
    await accepts(claire, Nadia);
    await joined(nadia);
  });
});

describe('the joiner', () => {
  it('who gives up leaves nothing on either side', async () => {
    const nadia = bench.machine('Nadia');
    await asks(claire, nadia);
    await nadia.done('team.cancelJoining', {});
    expect(await nadia.done('team.joining', {})).toEqual({ state: 'none' });
    await until(async () => expect(await claire.done('team.requests', {})).toEqual([]));
    await clean(nadia);
    await noDeviceMore();
  });

  it('who crashes between the acceptance and its vault starts again with nothing, and joins by another invitation', async () => {
    const nadia = bench.machine('Nadia');
    const way = await cable();
    await asks(claire, nadia, way.through);
    await way.cut();
    // What a power cut would leave at this instant: the relay of a device that no team knows to this machine.
    const left = bench.copyOf(nadia);
    expect(readdirSync(path.join(left, 'relays'))).toHaveLength(1);
    await bench.off(nadia);
    const lost = await accepts(claire, Nadia);
    const back = bench.machine('Nadia', left);
    expect(await back.done('team.joining', {})).toEqual({ state: 'none' });
    expect((await back.done('vault.state', {})).vaults).toEqual([]);
    await claire.done('team.remove', { device: lost.device });
    await asks(claire, back);
    const { device } = await accepts(claire, Nadia);
    await joined(back);
    await book(claire, 'Enfin');
    await allShow([back], ['Enfin']);
    expect(device).not.toBe(lost.device);
    // Of the attempt that was cut there is nothing left.
    const { vaults } = await back.done('vault.state', {});
    expect(readdirSync(path.join(back.folder, 'relays'))).toEqual(vaults.map(({ id }) => id));
  });
});

describe('clocks that are hours off', () => {
  it('join, share and settle the same, and it is told by how much', async () => {
    await book(claire, 'Avant', 8);
    const joins = (name: string, skewMs: number) =>
      bench.joins(claire, { name, role: 'social', circles: ['team'], skewMs });
    const nadia = await joins('Nadia', 6 * HOUR);
    const paul = await joins('Paul', -5 * HOUR);
    const all = [claire, nadia, paul];
    await allShow(all, ['Avant']);
    // A clock is compared with what another device says while it is connected.
    for (const [i, machine] of all.entries()) await book(machine, `Bonjour ${machine.name}`, 15 + i);
    const hello = all.map(({ name }) => `Bonjour ${name}`);
    await allShow(all, ['Avant', ...hello]);
    await until(async () => {
      const off = async (machine: Machine) => (await machine.done('team.sharing', {})).clockOffMs ?? 0;
      expect(Math.round((await off(nadia)) / HOUR)).toBe(11);
      expect(Math.round((await off(paul)) / HOUR)).toBe(-11);
      expect(Math.abs(Math.round((await off(claire)) / HOUR))).toBe(6);
    });

    // The same seat taken on three machines that do not reach each other.
    bench.unplug(nadia, paul);
    await until(async () => {
      for (const machine of all) expect((await machine.done('team.sharing', {})).state).toBe('offline');
    });
    for (const [i, machine] of all.entries()) {
      await book(machine, `De ${machine.name}`, 10);
      await book(machine, `Seule ${machine.name}`, 12 + i);
    }
    bench.links.heal();
    const titles = all.flatMap(({ name }) => [`De ${name}`, `Seule ${name}`]);
    await allShow(all, ['Avant', ...hello, ...titles]);
    await until(() => expect(new Set(all.map(planningOf)).size).toBe(1));
    const toSettle = await Promise.all(all.map((machine) => machine.done('planning.toSettle', {})));
    const ids = toSettle.map((list) => JSON.stringify(list.map(({ booking }) => booking.id)));
    expect(new Set(ids).size).toBe(1);
    expect(JSON.parse(ids[0] ?? '[]')).toHaveLength(2);
  });
});
