/**
 * Finds the other machines of a team on the local network (mDNS, DNS-SD type `_margelle._tcp`). Says a tag of the team
 * and a device id, both meaningless to strangers; what is found is a hint, that the certificate confirms or not. Nothing
 * that was heard is kept here, and other teams are not even listened to: a stranger may announce as many as it likes.
 * Never throws: where multicast cannot be used, `available` is false.
 */
import { Bonjour } from 'bonjour-service';
import sodium from 'sodium-native';
import type { Address } from '#shared/domain/team/address.ts';
import { type DeviceId, deviceId, type StatementId } from '#shared/domain/team/model.ts';

const TYPE = 'margelle';
const TAG_LENGTH = 12;
/** Of one packet: the vaults of one machine and where it is take some tens. */
const RECORDS_MAX = 256;
const ADDRESSES_MAX = 8;

export interface Found {
  device: DeviceId;
  addresses: Address[];
}

export interface Discovery {
  readonly available: boolean;
  /** Says that the device listens on `port`; the answer takes it back. */
  publish(about: { team: StatementId; device: DeviceId; port: number }): () => void;
  /** The machines of that team, each time they are heard. */
  found(team: StatementId, listener: (found: Found) => void): () => void;
  /** Asks those who are there to say so again. */
  ask(): void;
  close(): void;
}

/** What a library made of a packet: anybody may have sent it, and put anything in it. */
interface Packet {
  answers: readonly Heard[];
  additionals: readonly Heard[];
}
interface Heard {
  type: string;
  name: string;
  ttl?: number;
  data?: unknown;
}
interface Mdns {
  on(event: 'error', hear: (error: unknown) => void): unknown;
  on(event: 'response', hear: (packet: Packet, from: { address: string }) => void): unknown;
  query(name: string, type: 'PTR'): void;
}

/** First characters of the hash of a team's id: the id itself is told to no stranger. */
function tagOf(team: StatementId): string {
  const hash = Buffer.alloc(32);
  sodium.crypto_generichash(hash, Buffer.from(`margelle discovery v1 ${team}`));
  return hash.toString('base64url').slice(0, TAG_LENGTH);
}

const nameOf = (device: DeviceId, tag: string): string => `margelle ${device} ${tag}`;
const named = /^margelle (\S+) (\S+)\._margelle\._tcp\.local$/;

/** Where a packet says that machines of a team are, whose tag is `wanted`. */
export function foundIn({ answers, additionals }: Packet, from: string, wanted: string): Found[] {
  const records = [...answers, ...additionals].slice(0, RECORDS_MAX).filter(({ ttl = 0 }) => ttl > 0);
  return records.flatMap(({ type, name, data }) => {
    const [, device, tag] = type === 'SRV' ? (named.exec(name) ?? []) : [];
    if (tag !== wanted || !deviceId.safeParse(device).success) return [];
    const { port = 0, target } = (data ?? {}) as { port?: number; target?: string };
    if (port < 1) return [];
    const hosts = records
      .filter((record) => (record.type === 'A' || record.type === 'AAAA') && record.name === target)
      .map((record) => String(record.data))
      .filter((host) => !host.toLowerCase().startsWith('fe80:'));
    const addresses = [...new Set([from, ...hosts])].slice(0, ADDRESSES_MAX).map((host) => ({ host, port }));
    return [{ device: device as DeviceId, addresses }];
  });
}

export function createDiscovery(log: (line: string) => void): Discovery {
  let bonjour: Bonjour | null = null;
  let mdns: Mdns | null = null;
  const listeners = new Set<{ tag: string; listener: (found: Found) => void }>();

  function giveUp(error: unknown): void {
    if (!bonjour) return;
    log(`automatic search stopped: ${error instanceof Error ? error.message : 'not an Error'}`);
    close();
  }

  function close(): void {
    const former = bonjour;
    bonjour = null;
    mdns = null;
    try {
      former?.destroy();
    } catch {
      // It is gone already.
    }
  }

  try {
    bonjour = new Bonjour({}, giveUp);
    ({ mdns } = (bonjour as unknown as { server: { mdns: Mdns } }).server);
    // The socket says so later when multicast is not to be had.
    mdns.on('error', giveUp);
    mdns.on('response', (packet, { address }) => {
      for (const { tag, listener } of listeners)
        for (const found of foundIn(packet, address, tag)) listener(found);
    });
  } catch (error) {
    giveUp(error);
  }

  return {
    get available() {
      return bonjour !== null;
    },
    publish({ team, device, port }) {
      try {
        const service = bonjour?.publish({
          name: nameOf(device, tagOf(team)),
          type: TYPE,
          port,
          probe: false,
          txt: { t: tagOf(team), d: device },
        });
        service?.on('error', giveUp);
        return () => {
          try {
            service?.stop?.();
          } catch {
            // The socket is gone.
          }
        };
      } catch (error) {
        giveUp(error);
        return () => {};
      }
    },
    found(team, listener) {
      const each = { tag: tagOf(team), listener };
      listeners.add(each);
      return () => listeners.delete(each);
    },
    ask() {
      try {
        mdns?.query(`_${TYPE}._tcp.local`, 'PTR');
      } catch (error) {
        giveUp(error);
      }
    },
    close,
  };
}
