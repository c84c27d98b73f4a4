/**
 * The relays of a machine: one for each team it belongs to, in `<dataDir>/relays/<vault>/`. All that are there are
 * opened at once, vaults locked or not.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { DeviceId } from '#shared/domain/team/model.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { storageError } from '../ground/disk-errors.ts';
import { putAside } from '../ground/whole-file.ts';
import type { NetworkOptions } from './network.ts';
import { type OpenRelay, openRelay } from './open-relay.ts';
import type { Relay } from './relay.ts';
import { openStore } from './rooms/store.ts';
import { createTransport, loadTransport } from './wire/transport.ts';

export { createDiscovery, type Discovery } from './links/discovery.ts';
export type { NetworkOptions } from './network.ts';
export type { Relay } from './relay.ts';

interface Options {
  dataDir: string;
  network: NetworkOptions | null;
  clock: Clock;
  random: Random;
  log: (line: string) => void;
}

export interface Relays {
  /** The relays that were there listen, or found that they cannot. Never rejects. */
  readonly ready: Promise<void>;
  /**
   * Null when there is none, or its keys cannot be read. Throws what the disk answers when it is there and cannot be
   * opened for now (another process has it, the disk is full): it must not be taken for lost.
   */
  get(vaultId: string): Relay | null;
  /** A new transport identity, of no team yet: the first founding statement added says which. It listens already. */
  create(vaultId: string, as: { device: DeviceId }): Promise<Relay>;
  /** As `create`; what was there is closed and moved aside. */
  replace(vaultId: string, as: { device: DeviceId }): Promise<Relay>;
  /** Closes it and removes what was kept of it: it never served. */
  discard(vaultId: string): Promise<void>;
  closeAll(): Promise<void>;
}

export function createRelays({ dataDir, network, clock, random, log }: Options): Relays {
  const root = path.join(dataDir, 'relays');
  const open = new Map<string, OpenRelay>();
  let closed = false;

  const folderOf = (vaultId: string) => {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(vaultId)) throw new Error('not the id of a vault');
    return path.join(root, vaultId);
  };
  const start = (vaultId: string, transport: Parameters<typeof openRelay>[0]['transport']) => {
    const relay = openRelay({ folder: folderOf(vaultId), transport, network, clock, random, log });
    open.set(vaultId, relay);
    return relay;
  };

  /** Null when there is none, or its keys cannot be read. Throws what the disk answers. */
  function reopen(vaultId: string): OpenRelay | null {
    if (closed) return null;
    try {
      const transport = loadTransport(folderOf(vaultId));
      return transport ? start(vaultId, transport) : null;
    } catch (error) {
      log(`relay ${vaultId} not opened: ${error instanceof Error ? error.message : 'not an Error'}`);
      if (storageError(error)) throw error;
      return null;
    }
  }

  /** What a crash left of a joining or a founding: no team ever knew it, and nobody would ever ask for it again. */
  function sweep(vaultId: string): void {
    const folder = folderOf(vaultId);
    const transport = loadTransport(folder);
    if (!transport) return;
    transport.secret.wipe();
    transport.privateKey.wipe();
    if (transport.teamId !== null) return;
    // Throws when another process is joining with it at this moment.
    openStore(folder, log).close();
    fs.rmSync(folder, { recursive: true, force: true });
  }

  putAside(root, 'folder');
  for (const name of fs.existsSync(root) ? fs.readdirSync(root) : []) {
    if (name.startsWith('.')) continue;
    try {
      sweep(name);
      reopen(name);
    } catch {
      // Whoever needs it tries again, and hears why.
    }
  }
  const ready = Promise.all([...open.values()].map((relay) => relay.ready)).then(() => {});

  async function stop(vaultId: string): Promise<void> {
    const relay = open.get(vaultId);
    open.delete(vaultId);
    await relay?.close();
  }

  async function create(vaultId: string, { device }: { device: DeviceId }): Promise<Relay> {
    const folder = folderOf(vaultId);
    if (open.has(vaultId) || fs.existsSync(path.join(folder, 'transport.json')))
      throw new Error('this vault has a relay already');
    const transport = await createTransport(folder, device, random);
    if (closed) throw new Error('the relays are closed');
    const relay = start(vaultId, transport);
    await relay.ready;
    return relay;
  }

  return {
    ready,
    get: (vaultId) => open.get(vaultId) ?? reopen(vaultId),
    create,
    async replace(vaultId, as) {
      await stop(vaultId);
      const folder = folderOf(vaultId);
      if (fs.existsSync(folder)) {
        const aside = path.join(root, `.former-${vaultId}`);
        fs.rmSync(aside, { recursive: true, force: true });
        fs.renameSync(folder, aside);
      }
      return create(vaultId, as);
    },
    async discard(vaultId) {
      await stop(vaultId);
      fs.rmSync(folderOf(vaultId), { recursive: true, force: true });
    },
    async closeAll() {
      closed = true;
      await Promise.all([...open.keys()].map(stop));
    },
  };
}
