/**
 * Finds the other machines of a team on the local network (mDNS, DNS-SD type `_margelle._tcp`). Says a tag of the team
 * and a device id, both meaningless to strangers; what is found is a hint, that the certificate confirms or not.
 * Never throws: where multicast cannot be used, `available` is false.
 */
import { Bonjour, type Browser, type Service } from 'bonjour-service';
import sodium from 'sodium-native';
import type { Address } from '#shared/domain/team/address.ts';
import { type DeviceId, deviceId, type StatementId } from '#shared/domain/team/model.ts';

const TYPE = 'margelle';
const TAG_LENGTH = 12;

export interface Found {
  device: DeviceId;
  addresses: Address[];
}

export interface Discovery {
  readonly available: boolean;
  /** Says that the device listens on `port`; the answer takes it back. */
  publish(about: { team: StatementId; device: DeviceId; port: number }): () => void;
  /** The machines of that team, as they are found. */
  found(team: StatementId, listener: (found: Found) => void): () => void;
  close(): void;
}

/** First characters of the hash of a team's id: the id itself is told to no stranger. */
function tagOf(team: StatementId): string {
  const hash = Buffer.alloc(32);
  sodium.crypto_generichash(hash, Buffer.from(`margelle discovery v1 ${team}`));
  return hash.toString('base64url').slice(0, TAG_LENGTH);
}

export function createDiscovery(log: (line: string) => void): Discovery {
  let bonjour: Bonjour | null = null;
  let browser: Browser | null = null;
  const listeners = new Set<{ tag: string; listener: (found: Found) => void }>();
  const seen = new Map<string, Service>();

  function giveUp(error: unknown): void {
    if (!bonjour) return;
    log(`automatic search stopped: ${error instanceof Error ? error.message : 'not an Error'}`);
    close();
  }

  function close(): void {
    const former = bonjour;
    bonjour = null;
    try {
      browser?.stop();
      former?.destroy();
    } catch {
      // It is gone already.
    }
    browser = null;
  }

  function tell(service: Service, { tag, listener }: { tag: string; listener: (found: Found) => void }) {
    const txt = (service.txt ?? {}) as Record<string, unknown>;
    if (txt.t !== tag || !deviceId.safeParse(txt.d).success) return;
    const hosts = [...(service.addresses ?? []), service.referer?.address ?? ''].filter(
      (host) => host !== '' && !host.toLowerCase().startsWith('fe80:'),
    );
    const { port } = service;
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return;
    const addresses = [...new Set(hosts)].slice(0, 8).map((host) => ({ host, port }));
    if (addresses.length > 0) listener({ device: txt.d as string, addresses });
  }

  try {
    bonjour = new Bonjour({}, giveUp);
    // The socket says so later when multicast is not to be had.
    (bonjour as unknown as { server: { mdns: NodeJS.EventEmitter } }).server.mdns.on('error', giveUp);
    browser = bonjour.find({ type: TYPE });
    const heard = (service: Service) => {
      if (seen.size > 256) seen.clear();
      seen.set(service.fqdn, service);
      for (const each of listeners) tell(service, each);
    };
    browser.on('up', heard);
    browser.on('txt-update', heard);
    browser.on('srv-update', heard);
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
          name: `margelle ${device} ${tagOf(team)}`,
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
      for (const service of seen.values()) tell(service, each);
      return () => listeners.delete(each);
    },
    close,
  };
}
