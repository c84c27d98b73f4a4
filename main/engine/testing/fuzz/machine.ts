/**
 * One machine of a fuzzed team: the real membership, relay, sealed logs and planning, over real TLS sockets on loopback.
 * Only the vault's encryption is left out (its own tests prove it); the base lives in memory and survives a restart.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { type Answer, type MethodName, methods, type ParamsOf } from '#shared/contract/index.ts';
import type { CircleName } from '#shared/domain/team/model.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { catalogueFeature } from '../../features/catalogue/index.ts';
import { placeFeature } from '../../features/place/index.ts';
import { planningFeature } from '../../features/planning/index.ts';
import type { Context } from '../../ground/context.ts';
import { createFileGrants } from '../../ground/file-grants.ts';
import type { WriteHandle } from '../../ground/handles.ts';
import { createJobs } from '../../ground/jobs.ts';
import { systemRandom } from '../../ground/system.ts';
import { hastyClock } from '../../ground/testing-clock.ts';
import { createIdentity, storeIdentity } from '../../register/identity.ts';
import { createRelays, type NetworkOptions, type Relays } from '../../relay/index.ts';
import type { Relay } from '../../relay/relay.ts';
import { openVault } from '../../roof/open-vault.ts';
import { emptyBase } from '../../schema/testing.ts';
import { type OpenMembership, openMembership } from '../../team/open-membership.ts';
import type { Arrival, Founding } from '../../vault/gate.ts';
import type { Links } from './links.ts';

/** Waits from the first on, as the machine counts them, take the second at least. */
const LONG_MS = 3000;
const LONG_LEAST_MS = 500;

const features = [placeFeature, catalogueFeature, planningFeature];
const handlers: Record<string, (params: unknown, vault: OpenVault) => unknown> = Object.assign(
  {},
  ...features.map((feature) => feature.handlers),
);
export const VAULT = '0'.repeat(32);

const founding: Founding = { team: 'Essai', profile: 'ressourcerie', name: 'Claire', role: 'coordinator' };

export interface MachineOptions {
  name: string;
  folder: string;
  links: Links;
  log: (line: string) => void;
  /** How many times shorter than in use waits are (healing, dialling, receipts). */
  haste: number;
}

export class Machine {
  readonly name: string;
  /** Milliseconds that this machine's clock is off by. */
  skew = 0;
  readonly #options: MachineOptions;
  readonly #sqlite = emptyBase();
  #relays: Relays | null = null;
  #membership: OpenMembership | null = null;
  #open: ReturnType<typeof openVault> | null = null;

  constructor(options: MachineOptions) {
    this.name = options.name;
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
  }

  get relay(): Relay {
    const relay = this.#relays?.get(VAULT);
    if (!relay) throw new Error(`${this.name} is off`);
    return relay;
  }
  get membership(): OpenMembership {
    if (!this.#membership) throw new Error(`${this.name} is locked`);
    return this.#membership;
  }
  get vault(): OpenVault {
    if (!this.#open) throw new Error(`${this.name} is locked`);
    return this.#open.vault;
  }
  get isOn(): boolean {
    return this.#relays !== null;
  }
  get isOpen(): boolean {
    return this.#open !== null;
  }
  get sqlite(): WriteHandle {
    return this.#sqlite;
  }
  get device(): string {
    return this.relay.device;
  }

  /** Switches the machine on: its relay listens and dials. */
  async start(): Promise<void> {
    const { folder, links, log, name } = this.#options;
    const network: NetworkOptions = {
      host: '127.0.0.1',
      discovery: null,
      connect: (address) => links.connect(name, address),
    };
    this.#relays = createRelays({
      dataDir: folder,
      network,
      clock: this.#clock(),
      random: systemRandom,
      log: (line) => log(`${name} ${line}`),
    });
    await this.#relays.ready;
  }

  /** Opens the vault. */
  async unlock(arrival?: Arrival): Promise<void> {
    if (!this.#relays) await this.start();
    const base = { id: VAULT, sqlite: this.#sqlite, db: drizzle(this.#sqlite), close: () => {} };
    const context = this.#context();
    this.#membership = await openMembership({
      base,
      relays: this.#relays as Relays,
      context,
      log: (line) => this.#options.log(`${this.name} ${line}`),
      arrival,
    });
    this.#open = openVault({ base, context, features, membership: this.#membership });
    if (arrival && 'founding' in arrival)
      for (const feature of features) feature.founded?.(this.#open.vault, arrival.founding);
    this.#options.links.name(this.relay.addresses(), this.name);
  }

  found(): Promise<void> {
    return this.unlock({ founding });
  }

  /** Joins as a device that `host` accepts, without the four words: their own tests prove them. */
  async join(host: Machine, role: 'communication' | 'psychologist', circles: CircleName[], admin: boolean) {
    await this.start();
    const relay = await (this.#relays as Relays).replace(VAULT, { device: newDevice() });
    const identity = createIdentity(systemRandom, relay.device, relay.transport);
    host.membership.declare({
      kind: 'device.added',
      device: identity.keys,
      type: 'workstation',
      role,
      person: `host-${this.name}`,
      admin,
      circles,
    });
    for (const circle of circles) host.membership.handKey(relay.device, circle);
    await this.unlock({
      joined: {
        identity: storeIdentity(identity),
        statements: host.relay.register.bytes(),
        person: `host-${this.name}`,
      },
    });
    for (const address of host.relay.addresses()) this.relay.addAddress(address);
  }

  /** Joins as a relay that is nobody's workstation: it holds no vault and no key. */
  async joinAsRelay(host: Machine): Promise<void> {
    await this.start();
    const relay = await (this.#relays as Relays).replace(VAULT, { device: newDevice() });
    host.membership.declare({
      kind: 'device.added',
      device: createIdentity(systemRandom, relay.device, relay.transport).keys,
      type: 'relay',
      role: null,
      person: null,
      admin: false,
      circles: [],
    });
    relay.register.add(host.relay.register.bytes());
    for (const address of host.relay.addresses()) relay.addAddress(address);
    this.#options.links.name(relay.addresses(), this.name);
  }

  lock(): void {
    this.#open?.close();
    this.#membership?.close();
    this.#open = null;
    this.#membership = null;
  }

  /** Off at once, as when the power goes; the base and the relay's files stay. */
  async stop(): Promise<void> {
    this.lock();
    await this.#relays?.closeAll();
    this.#relays = null;
  }

  async destroy(): Promise<void> {
    await this.stop();
    this.#sqlite.close();
  }

  call<M extends MethodName>(method: M, params: ParamsOf<M>): Answer<M> {
    const handler = handlers[method];
    if (!handler) throw new Error(`no handler of ${method}`);
    return handler(methods[method].params.parse(params), this.vault) as Answer<M>;
  }

  /**
   * Time itself goes faster, not only what is waited for: the minute in which a relay counts failed tries is then as short
   * as the pauses between them. Else a busy machine, whose handshakes take longer than the hastened wait, is sent away for
   * a whole real minute. Nor are the long waits made too short for it: a handshake has half a second, since the client's
   * own pause before the next try is not hastened.
   */
  #clock() {
    const { haste } = this.#options;
    const wait = (ms: number) => Math.max(ms / haste, ms < LONG_MS ? 0 : LONG_LEAST_MS);
    return hastyClock({ haste, hands: true, skew: () => this.skew, wait });
  }

  #context(): Context {
    return {
      clock: this.#clock(),
      random: systemRandom,
      files: createFileGrants(systemRandom),
      jobs: createJobs(() => {}),
      emit: () => {},
    };
  }
}

export const newDevice = (): string => systemRandom.bytes(6).toString('base64url');
export const machineFolder = (root: string, name: string): string => path.join(root, name);
