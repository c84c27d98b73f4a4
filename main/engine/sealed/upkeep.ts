/**
 * What a circle's log needs besides writing and reading: snapshots in the place of long logs, entries that vanished or
 * whose author was removed put under a snapshot, and the keys that a removal or an arrival calls for.
 *
 * What any holder may do is done by each after a delay of its own and only if it is still needed: most of the time one
 * of them does it for all.
 */
import type { Device, DeviceId, StatementBody, Team } from '#shared/domain/team/model.ts';
import type { Circle, DocumentName } from '../circles/circle.ts';
import { between, type Clock, milliseconds, type Random, seconds, times } from '../ground/clock.ts';
import { isAllowed } from './checks.ts';
import type { OwnKeys } from './keys.ts';
import type { Ledger } from './ledger.ts';
import type { LogIndex } from './log-index.ts';
import type { OwnEntries } from './own-entries.ts';

/** Milliseconds: the shortest delay, and the most that chance adds. */
const COMPACTION = { least: 2000, more: 18_000 };
/** A snapshot takes as long as its document is: it waits until nothing came or went for this long. */
const QUIET = seconds(1);
/** Soon: until then, whoever joins receives what was removed. */
const ERASING = { least: 500, more: 5000 };
const HEALING = { least: 3000, more: 27_000 };
const KEYS = { least: 1000, more: 9000 };

interface Options {
  ledger: Ledger;
  index: LogIndex;
  own: OwnEntries;
  keys: OwnKeys;
  team: () => Team;
  me: () => Device;
  clock: Clock;
  random: Random;
  /** The circle while it is open. */
  open: () => Circle | null;
  /** The circle while it is open and this device may write in it. */
  writable: () => Circle | null;
  declare: (body: StatementBody) => void;
}

export function createUpkeep(options: Options) {
  const { ledger, index, own, keys, team, me, clock, random, open, writable, declare } = options;
  const timers = new Map<string, () => void>();
  let changed = clock.elapsed();
  const allowed = (device: DeviceId) => isAllowed(team().devices.get(device));

  function later(task: string, { least, more }: { least: number; more: number }, run: () => void): void {
    if (timers.has(task)) return;
    const delay = least + Math.floor((random.bytes(2).readUInt16BE() / 65_536) * more);
    const cancel = clock.after(times(milliseconds(1), delay), () => {
      timers.delete(task);
      run();
    });
    timers.set(task, cancel);
  }

  /** While an import is being written, whoever waits for an answer would wait for the snapshot too. */
  function compact(): void {
    if (between(changed, clock.elapsed()) < QUIET) later('compaction', COMPACTION, compact);
    else snapshot(index.overgrown() as DocumentName[]);
  }

  function snapshot(documents: readonly DocumentName[]): void {
    const circle = writable();
    // Between a removal and the epoch that follows it there is nothing to seal under: that epoch brings us back here.
    if (circle && documents.length > 0 && ensureEpoch()) own.snapshot(circle, documents);
  }

  /** What was erased from a document is still in the entries that a snapshot of it takes the place of. */
  function eraseFromLog(): void {
    if (between(changed, clock.elapsed()) < QUIET) {
      later('erasing', ERASING, eraseFromLog);
      return;
    }
    const documents = ledger.erased() as DocumentName[];
    const circle = open();
    // Another device did it.
    const done = documents.filter((document) => index.contents(document) <= 1);
    if (circle) for (const document of done) own.erasedFrom(circle, document);
    snapshot(documents.filter((document) => !done.includes(document)));
  }

  /** Documents holding what another wrote, that no log would give any more to who comes now. */
  function exposed(): DocumentName[] {
    const documents = new Set<string>();
    for (const { device, seq, hash, document } of ledger.applied()) {
      if (index.has(hash) && allowed(device)) continue;
      if (!index.covers(document, device, seq, allowed)) documents.add(document);
    }
    return [...documents] as DocumentName[];
  }

  /** Opens an epoch when there is none to write under; true when there is one. */
  function ensureEpoch(): boolean {
    if (keys.inForce()) return true;
    if (!keys.any() || !isAllowed(me())) return false;
    declare(keys.openEpoch(team(), random));
    keys.learn(team());
    return keys.inForce() !== null;
  }

  function snapshotUnderOwnEpoch(): void {
    const force = keys.inForce();
    const circle = writable();
    if (!circle || force?.by !== me().keys.id || ledger.marked(`snapshotted:${force.id}`)) return;
    own.snapshot(circle, circle.documents(), [`snapshotted:${force.id}`]);
  }

  function renewKeys(): void {
    if (!writable()) return;
    if (keys.split()) declare(keys.openEpoch(team(), random));
    ensureEpoch();
    snapshotUnderOwnEpoch();
  }

  function handKeys(): void {
    if (!writable()) return;
    for (const device of keys.lacking()) declare(keys.handBody(device));
  }

  return {
    ensureEpoch,
    /** The log changed, or what is known of it. */
    logChanged(): void {
      changed = clock.elapsed();
      if (index.overgrown().length > 0) later('compaction', COMPACTION, compact);
    },
    /** Values left a document, or had left it before this start. */
    mayHoldErased(): void {
      if (ledger.erased().length > 0) later('erasing', ERASING, eraseFromLog);
    },
    /** Something in the log vanished, or its author was removed. */
    mayBeExposed(): void {
      if (exposed().length > 0) later('healing', HEALING, () => snapshot(exposed()));
    },
    /** At each start: closed years are one snapshot. */
    tidyYears(): void {
      const year = new Date(clock.now()).getUTCFullYear();
      const split = () =>
        index.documents().filter((document) => Number(document) < year && index.contents(document) > 1);
      if (split().length > 0) later('years', COMPACTION, () => snapshot(split() as DocumentName[]));
    },
    teamChanged(): void {
      if (!writable()) return;
      if (!keys.inForce() || keys.split()) {
        // Whoever removed a device opens the next epoch at once; the others only if it does not.
        const mine = [...team().devices.values()].some(({ removed }) => removed?.by === me().keys.id);
        if (mine) renewKeys();
        else later('keys', KEYS, renewKeys);
      }
      snapshotUnderOwnEpoch();
      if (keys.lacking().length > 0) later('handing', KEYS, handKeys);
    },
    stop(): void {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}
