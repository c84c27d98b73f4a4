/**
 * Where sharing stands: what each device is known to hold of what was written here, by what it says of itself, and
 * since when. Watches for as long as the vault is open; what took time to learn is kept in the vault.
 */
import type { SharingView } from '#shared/contract/team.ts';
import { CIRCLES, type CircleName, type Device, type DeviceId } from '#shared/domain/team/model.ts';
import { isActive, mayEnter } from '#shared/domain/team/register.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { seconds } from '../../ground/clock.ts';
import { readHosts } from '../place/index.ts';
import { receivedBy } from './facts.ts';
import { labelOf } from './labels.ts';

/** Milliseconds of difference between two clocks that are worth a word. */
const CLOCK_OFF = 5 * 60_000;
/** Between two writes of what was learnt. */
const SAVED_EVERY = seconds(10);

export interface Sharing {
  view(): SharingView;
  /** What was written here and the device is not known to hold. */
  notYetReceived(device: Device): number;
  /** When it was first known to hold everything; undefined while it does not. */
  receivedAt(device: Device): number | undefined;
  /** Something may have changed: receipts, links, what was written here. */
  look(): void;
  /** Writes what was learnt down. */
  stop(): void;
}

export function createSharing(vault: OpenVault): Sharing {
  const { clock, membership } = vault;
  const { relay } = membership;
  const own = membership.identity.device;
  const received = receivedBy.read(vault.sqlite) ?? {};
  /** Of connected devices: what their clock said last, and how far from ours, milliseconds. */
  const clocks = new Map<DeviceId, { at: number; offMs: number | null }>();
  let offlineSince = latestReceipt();
  let unsaved = false;
  let stopSaving: (() => void) | null = null;

  function latestReceipt(): number | undefined {
    const heard = [...relay.receipts().values()].map(({ heardAt }) => heardAt);
    return heard.length > 0 ? Math.max(...heard) : undefined;
  }

  const others = (): Device[] =>
    [...membership.team().devices.values()].filter((device) => device.keys.id !== own && isActive(device));

  const connected = (): Set<DeviceId> =>
    new Set(
      relay
        .links()
        .filter((link) => link.connected && link.device !== own)
        .map(({ device }) => device),
    );

  /** How much was written here, by circle held. */
  const written = (): { circle: CircleName; last: number }[] =>
    CIRCLES.flatMap((circle) => {
      const sealed = membership.sealed(circle);
      return sealed ? [{ circle, last: sealed.lastSeq }] : [];
    });

  const heldBy = (device: DeviceId, circle: CircleName): number =>
    relay.receipts().get(device)?.held[circle]?.[own] ?? 0;

  /** What counts for a device: the circles it may enter. */
  const shares = (device: Device) =>
    written().filter(({ circle }) => mayEnter(membership.team(), device.keys.id, circle));

  function notYetReceived(device: Device): number {
    if (device.keys.id === own || !isActive(device)) return 0;
    const missing = shares(device).map(({ circle, last }) =>
      Math.max(0, last - heldBy(device.keys.id, circle)),
    );
    return missing.reduce((sum, count) => sum + count, 0);
  }

  /** Of each circle, what the best informed of the others lacks. */
  function pending(): number {
    let count = 0;
    for (const { circle, last } of written()) {
      const best = others()
        .filter(({ keys }) => mayEnter(membership.team(), keys.id, circle))
        .map(({ keys }) => heldBy(keys.id, circle));
      if (best.length > 0) count += Math.max(0, last - Math.max(...best));
    }
    return count;
  }

  function receivedAt(device: Device): number | undefined {
    return notYetReceived(device) === 0 ? received[device.keys.id]?.at : undefined;
  }

  function noteReceived(): void {
    for (const device of others()) {
      const receipt = relay.receipts().get(device.keys.id);
      if (!receipt || notYetReceived(device) > 0) continue;
      const total = shares(device).reduce((sum, { last }) => sum + last, 0);
      if (received[device.keys.id]?.total === total) continue;
      received[device.keys.id] = { total, at: Math.min(receipt.heardAt, clock.now()) };
      unsaved = true;
    }
    if (unsaved) stopSaving ??= clock.after(SAVED_EVERY, save);
  }

  /** Throws nothing: a full disk is told by what matters more. */
  function save(): void {
    stopSaving?.();
    stopSaving = null;
    if (!unsaved) return;
    unsaved = false;
    try {
      receivedBy.write(vault.own.sqlite, received);
    } catch {
      unsaved = true;
    }
  }

  /** Only what a device says while it is connected is fresh: a receipt carried by others tells of another time. */
  function compareClocks(present: Set<DeviceId>): void {
    for (const device of clocks.keys()) if (!present.has(device)) clocks.delete(device);
    for (const device of present) {
      const receipt = relay.receipts().get(device);
      if (!receipt) continue;
      const before = clocks.get(device);
      const fresh = before !== undefined && receipt.at > before.at;
      if (!before || fresh)
        clocks.set(device, { at: receipt.at, offMs: fresh ? receipt.heardAt - receipt.at : null });
    }
  }

  function clockOff(): number | undefined {
    const off = [...clocks.values()].flatMap(({ offMs }) => offMs ?? []);
    const worst = off.sort((a, b) => Math.abs(b) - Math.abs(a))[0];
    return worst !== undefined && Math.abs(worst) > CLOCK_OFF ? worst : undefined;
  }

  function seenBy(): SharingView['seenBy'] {
    const hosts = readHosts(vault);
    const nameOf = (person: string) => hosts.find(({ id }) => id === person)?.name ?? '';
    const complete = others().flatMap((device) => {
      const at = receivedAt(device);
      return at === undefined ? [] : [{ device: device.keys.id, at }];
    });
    const latest = complete.sort((a, b) => b.at - a.at)[0];
    return latest && { label: labelOf(vault, membership.team(), latest.device, nameOf), at: latest.at };
  }

  function look(): void {
    const present = connected();
    if (present.size > 0) offlineSince = undefined;
    else offlineSince ??= clock.now();
    compareClocks(present);
    noteReceived();
  }

  look();
  return {
    notYetReceived,
    receivedAt,
    look,

    view() {
      const present = connected();
      const waiting = pending();
      const seen = seenBy();
      const off = clockOff();
      const alone = others().length === 0;
      const state = membership.removed
        ? 'removed'
        : alone
          ? 'alone'
          : present.size === 0
            ? 'offline'
            : waiting > 0
              ? 'pending'
              : 'shared';
      return {
        state,
        pending: waiting,
        connected: present.size,
        ...(seen ? { seenBy: seen } : {}),
        ...(state === 'offline' && offlineSince !== undefined ? { offlineSince } : {}),
        ...(off === undefined ? {} : { clockOffMs: off }),
      };
    },

    stop: save,
  };
}
