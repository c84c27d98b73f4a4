/**
 * What each device says it holds, kept in the register's room under its id. This machine's own one is written again
 * after changes, once a second at most; those of others are believed when their signature is right and they are newer
 * than the last one heard.
 */

import type { Address } from '#shared/domain/team/address.ts';
import {
  CIRCLES,
  type CircleName,
  type DeviceId,
  type Room as RoomName,
  type Team,
} from '#shared/domain/team/model.ts';
import { isActive, mayEnter } from '#shared/domain/team/register.ts';
import type { Held } from '../../entry/header.ts';
import { heldOf } from '../../entry/held.ts';
import { type Clock, type Elapsed, later, left, milliseconds, seconds } from '../../ground/clock.ts';
import type { Receipt } from '../wire/receipt.ts';
import { readReceipt, type SignedReceipt, signReceipt } from '../wire/receipt.ts';
import type { Transport } from '../wire/transport.ts';
import { RECEIPTS } from '../wire/update-check.ts';
import type { LogRoom } from './log-room.ts';
import type { RegisterRoom } from './register-room.ts';
import type { RelayStore } from './store.ts';

const EVERY = seconds(1);

interface Options {
  transport: Transport;
  register: RegisterRoom;
  logs: ReadonlyMap<CircleName, LogRoom>;
  store: RelayStore;
  addresses: () => Address[];
  clock: Clock;
  log: (line: string) => void;
  /** Something new was heard. */
  heard: () => void;
}

export interface Receipts {
  all(): ReadonlyMap<DeviceId, Receipt>;
  /** The own one is written again soon, when it says something new. */
  refresh(): void;
  close(): void;
}

export function createReceipts(options: Options): Receipts {
  const { transport, register, logs, store, addresses, clock, log } = options;
  const latest = new Map<DeviceId, Receipt & { number: number }>();
  /** Values of the room already read. */
  const taken = new Map<DeviceId, Uint8Array>();
  const held = new Map<CircleName, Held>();
  let own: { bytes: Uint8Array; number: number; said: string } | null = null;
  let cancel: (() => void) | null = null;
  let again: Elapsed | null = null;

  const receiptsOf = () => register.room.doc.getMap<unknown>(RECEIPTS);
  const mayShare = (team: Team, room: RoomName) => mayEnter(team, transport.device, room);
  const keyIn = (team: Team | null) => (id: DeviceId) => {
    const device = team?.devices.get(id);
    return device && isActive(device) ? device.keys.transport : null;
  };
  const read = (bytes: Uint8Array, device: DeviceId): SignedReceipt | null => {
    const receipt = readReceipt(bytes, keyIn(register.team));
    return receipt?.device === device ? receipt : null;
  };

  function listen(): void {
    let news = false;
    for (const [device, bytes] of receiptsOf()) {
      if (!(bytes instanceof Uint8Array) || device === transport.device) continue;
      if (taken.get(device) === bytes) continue;
      const receipt = read(bytes, device);
      // Its device may be one that the register is about to name.
      if (!receipt) continue;
      taken.set(device, bytes);
      if (receipt.number <= (latest.get(device)?.number ?? -1)) continue;
      const heardAt = clock.now();
      latest.set(device, { ...receipt, heardAt });
      news = true;
      try {
        store.heard({ device, bytes, heardAt });
      } catch {
        // It stands in the room too; only the hour is lost.
      }
    }
    if (news) options.heard();
  }

  function said(): Pick<Receipt, 'held' | 'addresses'> {
    const { team } = register;
    const mine: Receipt['held'] = {};
    for (const circle of CIRCLES) {
      const entries = logs.get(circle);
      if (!entries || !team || !mayShare(team, circle)) continue;
      if (!held.has(circle)) held.set(circle, heldOf(entries.entries()));
      mine[circle] = held.get(circle) ?? {};
    }
    return { held: mine, addresses: addresses() };
  }

  function write(): void {
    const { team } = register;
    if (!team || !mayShare(team, 'register')) return;
    const now = said();
    const text = JSON.stringify(now);
    const present = receiptsOf().get(transport.device);
    const shown = present instanceof Uint8Array ? read(present, transport.device) : null;
    const same = own !== null && present instanceof Uint8Array && Buffer.compare(present, own.bytes) === 0;
    if (same && own?.said === text) return;
    // Later than any that this device ever signed, were its memory of them lost.
    const number = Math.max(own?.number ?? 0, shown?.number ?? 0, clock.now()) + 1;
    const receipt = { device: transport.device, number, at: clock.now(), ...now };
    const bytes = signReceipt(receipt, transport.secret.unwrap());
    own = { bytes, number, said: text };
    again = later(clock.elapsed(), EVERY);
    try {
      register.room.change((doc) => doc.getMap(RECEIPTS).set(transport.device, bytes));
    } catch (error) {
      own = null;
      log(`receipt not written (${error instanceof Error ? error.message : 'not an Error'})`);
    }
  }

  function refresh(): void {
    if (cancel) return;
    cancel = clock.after(again ? left(clock, again) : milliseconds(0), () => {
      cancel = null;
      write();
    });
  }

  for (const { device, bytes, heardAt } of store.receipts()) {
    const receipt = read(bytes, device);
    if (receipt) latest.set(device, { ...receipt, heardAt });
  }
  const stops = new DisposableStack();
  stops.defer(
    register.room.onUpdate(() =>
      queueMicrotask(() => {
        listen();
        refresh();
      }),
    ),
  );
  stops.defer(
    register.onChange(() => {
      listen();
      refresh();
    }),
  );
  for (const [circle, entries] of logs) {
    stops.defer(
      entries.onChange(() => {
        held.delete(circle);
        refresh();
      }),
    );
  }
  listen();
  refresh();

  return {
    all: () => latest,
    refresh,
    close() {
      cancel?.();
      stops.dispose();
    },
  };
}
