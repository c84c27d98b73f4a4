/**
 * A member whose machine is stolen or faulty, among real engines over real TLS: it holds valid keys, and nobody has removed
 * it yet. What it writes closes no vault, keeps no relay busy, and is told under its name.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { seal } from '../entry/envelope.ts';
import { systemRandom } from '../ground/system.ts';
import { hostileContents, hostileFrames } from '../ground/testing-updates.ts';
import { pathOf } from '../relay/rooms/room-path.ts';
import { CLOSE } from '../relay/wire/close-codes.ts';
import { allShow, type Bench, book, createBench, type Machine, titles, until } from './testing.ts';

let bench: Bench;
let claire: Machine;
let nadia: Machine;
let eve: Machine;

beforeEach(async () => {
  bench = createBench();
  claire = await bench.founder();
  await book(claire, 'Avant', 8);
  nadia = await bench.joins(claire, { name: 'Nadia', role: 'social', circles: ['team'] });
  eve = await bench.joins(claire, { name: 'Ève', role: 'communication', circles: ['team'] });
  await allShow([nadia, eve], ['Avant']);
});
afterEach(() => bench.close());

/** What the app of `by` would seal, with whatever content. */
function sealedBy({ vault: { membership, sqlite } }: Machine, update: Uint8Array, seq: number): Uint8Array[] {
  const { epoch, key } = sqlite
    .prepare<[], { epoch: string; key: Buffer }>(
      "SELECT epoch, key FROM epoch_keys WHERE circle = 'team' LIMIT 1",
    )
    .get() as { epoch: string; key: Buffer };
  const { device, signSecret } = membership.identity;
  return seal({
    header: { type: 'update', circle: 'team', document: '2027', epoch, device, seq, covers: null },
    packed: true,
    content: deflateRawSync(update, { level: 9 }),
    ...{ key, signSecret: signSecret.unwrap(), random: systemRandom },
  });
}

const asideOf = async (on: Machine): Promise<number> => {
  const { setAside } = await on.done('team.overview', {});
  return setAside.filter(({ device }) => device === eve.device).reduce((sum, { count }) => sum + count, 0);
};

/** One more connection of `by` to the relay of another, which sends a frame and is told how it is let go. */
function sends(by: Machine, to: Machine, update: Uint8Array): Promise<number> {
  const { sqlite, membership } = by.vault;
  const id = sqlite.prepare<[], string>("SELECT value FROM meta WHERE key = 'vault.id'").pluck().get() ?? '';
  const file = path.join(by.folder, 'relays', JSON.parse(id) as string, 'transport.json');
  const { certificate, key } = JSON.parse(readFileSync(file, 'utf8')) as { certificate: string; key: string };
  const [address] = to.vault.membership.relay.addresses();
  const url = `wss://127.0.0.1:${address?.port}${pathOf({ id: membership.team().id } as never, 'team')}`;
  const socket = new WebSocket(url, { cert: certificate, key, rejectUnauthorized: false });
  socket.on('error', () => undefined);
  const frame = createEncoder();
  writeVarUint(frame, 0);
  writeVarUint(frame, 2);
  writeVarUint8Array(frame, update);
  socket.on('open', () => socket.send(toUint8Array(frame)));
  return new Promise((resolve) => socket.once('close', resolve));
}

it('each kind of content is set aside under its name; the others go on, and start again', async () => {
  const bad = Object.values(hostileContents).flatMap(({ make, large }, at) =>
    sealedBy(eve, make(large), 5000 + 100 * at),
  );
  eve.vault.membership.relay.log('team').write(bad);
  await until(async () => {
    for (const machine of [claire, nadia]) expect(await asideOf(machine)).toBe(bad.length);
  });
  await book(claire, 'Pendant', 9);
  await book(nadia, 'Aussi', 10);
  await allShow([claire, nadia], ['Avant', 'Pendant', 'Aussi']);
  await bench.off(nadia);
  nadia = await bench.again(nadia);
  expect((await titles(nadia)).sort()).toEqual(['Aussi', 'Avant', 'Pendant']);
  await book(nadia, 'Après', 11);
  await allShow([claire, nadia], ['Avant', 'Pendant', 'Aussi', 'Après']);
});

it('each kind of frame is refused by the relays of the others, which go on and start again', async () => {
  for (const [family, { make, large }] of Object.entries(hostileFrames))
    expect(await sends(eve, claire, make(large)), family).toBe(CLOSE.malformed);
  await book(claire, 'Pendant', 9);
  await allShow([claire, nadia, eve], ['Avant', 'Pendant']);
  await bench.off(claire);
  claire = await bench.again(claire);
  await book(claire, 'Après', 10);
  await allShow([claire, nadia, eve], ['Avant', 'Pendant', 'Après']);
});
