/** Relays of a made-up team on real folders, for tests: what a vault would do for them, without a vault. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CircleName, DeviceKeys, DeviceType, StatementBody } from '#shared/domain/team/model.ts';
import { systemClock, systemRandom } from '../../ground/system.ts';
import { createIdentity, type Identity } from '../../register/identity.ts';
import { signStatement } from '../../register/statement.ts';
import { createRelays, type NetworkOptions, type Relays } from '../index.ts';
import type { Relay } from '../relay.ts';

export const VAULT = 'vault';

export interface Machine {
  folder: string;
  relays: Relays;
  relay: Relay;
  identity: Identity;
  lines: string[];
}

const loopback = (): NetworkOptions => ({ host: '127.0.0.1', discovery: null });

export function testFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'margelle-relay-'));
}

export function openRelays(
  folder: string,
  lines: string[],
  network: NetworkOptions | null,
  clock = systemClock,
): Relays {
  const log = (line: string) => void lines.push(line);
  return createRelays({ dataDir: folder, network, clock, random: systemRandom, log });
}

export async function machine({
  folder = testFolder(),
  network = loopback(),
  device = randomBytes(6).toString('base64url'),
}: {
  folder?: string;
  device?: string;
  network?: NetworkOptions | null;
} = {}): Promise<Machine> {
  const lines: string[] = [];
  const relays = openRelays(folder, lines, network);
  const relay = await relays.create(VAULT, { device });
  return {
    folder,
    relays,
    relay,
    lines,
    identity: createIdentity(systemRandom, relay.device, relay.transport),
  };
}

/** The same folder, after a stop or a crash. */
export async function reopen(
  machine: Machine,
  network: NetworkOptions | null = loopback(),
  clock = systemClock,
): Promise<Machine> {
  const relays = openRelays(machine.folder, machine.lines, network, clock);
  await relays.ready;
  const relay = relays.get(VAULT);
  if (!relay) throw new Error('no relay in that folder');
  return { ...machine, relays, relay };
}

export function declare({ relay, identity }: Machine, body: StatementBody): Uint8Array {
  const parents = [...(relay.register.team?.heads ?? [])];
  const { bytes } = signStatement(identity, { parents, at: Date.now(), body });
  relay.register.add([bytes]);
  return bytes;
}

export function found(founder: Machine, circles: CircleName[] = ['team', 'welcome']): void {
  declare(founder, {
    kind: 'team.founded',
    device: founder.identity.keys,
    role: 'coordinator',
    person: 'person-0',
    circles,
  });
}

/** Added by `admin`, and given the register as pairing does. */
export function admit(
  admin: Machine,
  { relay, identity }: Machine,
  { circles = ['team'], type = 'workstation' }: { circles?: CircleName[]; type?: DeviceType } = {},
): void {
  declare(admin, added(identity.keys, circles, type));
  relay.register.add(admin.relay.register.bytes());
}

function added(device: DeviceKeys, circles: CircleName[], type: DeviceType): StatementBody {
  const person = type === 'relay' ? null : `person-${device.id}`;
  const role = type === 'relay' ? null : 'social';
  return { kind: 'device.added', device, type, role, person, admin: false, circles };
}

/** Each knows where the others listen. */
export function introduce(...machines: Machine[]): void {
  for (const one of machines) {
    for (const other of machines) {
      if (one !== other) for (const address of other.relay.addresses()) one.relay.addAddress(address);
    }
  }
}
