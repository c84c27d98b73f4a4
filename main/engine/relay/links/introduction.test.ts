/** A device that continues another shows itself to one that has not heard of it. */
import fs from 'node:fs';
import { createSecureContext } from 'node:tls';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock, systemRandom } from '../../ground/system.ts';
import { createIdentity, type Identity } from '../../register/identity.ts';
import { signStatement } from '../../register/statement.ts';
import { credentialsOf, impostor } from '../testing/strangers.ts';
import { admit, declare, found, type Machine, machine } from '../testing/teams.ts';
import { createIntroducer, takeIntroduction } from './introduction.ts';

let claire: Machine;
let nadia: Machine;
/** The machine on which Nadia's vault was restored. */
let restored: Machine;
beforeEach(async () => {
  [claire, nadia, restored] = await Promise.all([machine(), machine({ network: null }), machine()]);
  found(claire);
  admit(claire, nadia);
  restored.relay.register.add(claire.relay.register.bytes());
});
afterEach(async () => {
  for (const { relays, folder } of [claire, nadia, restored]) {
    await relays.closeAll();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

const succession = (by: Identity = nadia.identity, to: Identity = restored.identity) =>
  signStatement(by, {
    parents: [...(claire.relay.register.team?.heads ?? [])],
    at: 1,
    body: { kind: 'device.succeeded', device: to.keys },
  }).bytes;

function introducer(as: Machine = restored) {
  const credentials = createSecureContext({ ...credentialsOf(as), minVersion: 'TLSv1.3' });
  const { register, device: own } = restored.relay;
  return createIntroducer({ register, own, credentials, connect: undefined, clock: systemClock });
}
const [toClaire] = [() => [claire.relay.addresses()[0] as never, claire.relay.device] as const];
const knows = () => claire.relay.register.team?.devices.has(restored.relay.device);

it('is known from then on, and the former device is not active any more', async () => {
  expect(await introducer()(...toClaire())).toBe(false);
  restored.relay.register.add([succession()]);
  expect(await introducer()(...toClaire())).toBe(true);
  expect(knows()).toBe(true);
  expect(claire.relay.register.team?.devices.get(nadia.relay.device)?.succeededBy).toBe(
    restored.relay.device,
  );
});

it('says nothing to a machine that is not the one it looks for, nor to none', async () => {
  restored.relay.register.add([succession()]);
  const stranger = await impostor();
  expect(await introducer()(stranger.address, claire.relay.device)).toBe(false);
  await vi.waitFor(() => expect(stranger.visits()).toBe(1), { timeout: 120_000, interval: 20 });
  expect(stranger.records).toEqual(['hello']);
  stranger.close();
  expect(await introducer()(claire.relay.addresses()[0] as never, nadia.relay.device)).toBe(false);
  expect(await introducer()({ host: '127.0.0.1', port: 1 }, claire.relay.device)).toBe(false);
  expect(knows()).toBe(false);
});

it('is refused when another certificate shows the same statement', async () => {
  restored.relay.register.add([succession()]);
  expect(await introducer(nadia)(...toClaire())).toBe(false);
  expect(knows()).toBe(false);
});

it('is refused when the former device was removed, or is nobody of the team', async () => {
  const stranger = createIdentity(
    systemRandom,
    systemRandom.bytes(6).toString('base64url'),
    nadia.relay.transport,
  );
  const { register } = claire.relay;
  const { certificate } = restored.relay.transport;
  expect(takeIntroduction(register, succession(stranger), certificate)).toBe(false);
  const impostor = { ...stranger, device: nadia.relay.device };
  expect(takeIntroduction(register, succession(impostor), certificate)).toBe(false);
  const before = succession();
  declare(claire, { kind: 'device.removed', device: nadia.relay.device });
  expect(takeIntroduction(register, before, certificate)).toBe(false);
  expect(register.statements()).toHaveLength(3);
});

it('is refused whatever bit of it is altered, and takes no other statement', () => {
  const { register } = claire.relay;
  const { certificate } = restored.relay.transport;
  const bytes = succession();
  for (let at = 0; at < bytes.length; at += 7) {
    const altered = new Uint8Array(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(takeIntroduction(register, altered, certificate)).toBe(false);
  }
  const parents = [...(register.team?.heads ?? [])];
  const other = signStatement(nadia.identity, {
    parents,
    at: 1,
    body: { kind: 'device.removed', device: nadia.relay.device },
  });
  for (const each of [other.bytes, new Uint8Array(), new Uint8Array([1, 2, 3])])
    expect(takeIntroduction(register, each, certificate)).toBe(false);
  expect(register.statements()).toHaveLength(2);
  expect(takeIntroduction(register, bytes, certificate)).toBe(true);
});
