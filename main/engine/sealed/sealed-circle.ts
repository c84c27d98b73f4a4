/**
 * One circle between its documents and its sealed log: what this device writes is sealed into entries, what comes is
 * checked, opened and applied; long logs are replaced by snapshots, and what vanished without reason is put back.
 */

import type { AppError } from '#shared/contract/errors/tags.ts';
import type { SetAsideReason } from '#shared/contract/team.ts';
import type { CircleName, Device, StatementBody, Team } from '#shared/domain/team/model.ts';
import { isActive, mayWrite } from '#shared/domain/team/register.ts';
import type { Circle, DocumentName, Outlet } from '../circles/circle.ts';
import type { Held } from '../entry/header.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { WriteHandle } from '../ground/handles.ts';
import type { Identity } from '../register/identity.ts';
import type { SealedLog } from '../relay/rooms/log-room.ts';
import { createApplying } from './applying.ts';
import { createBatching } from './batching.ts';
import { createChecks } from './checks.ts';
import type { OwnKeys } from './keys.ts';
import { createLedger } from './ledger.ts';
import { createLogIndex, type Present } from './log-index.ts';
import { createOwnEntries } from './own-entries.ts';
import { createUpkeep } from './upkeep.ts';

export interface SealedCircle {
  readonly name: CircleName;
  readonly outlet: Outlet;
  /** The key in force and the circle are known: takes in what the log holds and follows it from now on. */
  start(circle: Circle): void;
  stop(): void;
  /** Numbers of the entries applied, by author, without a gap; own ones included. */
  held(): Held;
  /** The number of the last entry written here; 0 when none. */
  readonly lastSeq: number;
  setAside(): { reason: SetAsideReason; device: string; count: number }[];
  /** The register changed: what waited for it is tried again, and a new key is used from now on. */
  teamChanged(): void;
  /** Writes every document as a snapshot under the epoch in force. */
  snapshotAll(): void;
  /** States to go back to, newest first; `state` is a whole document. */
  restorePoints(): { id: number; document: string; at: number }[];
  restorePoint(id: number): { document: string; state: Uint8Array } | null;
  onChange(listen: () => void): () => void;
}

interface Options {
  name: CircleName;
  sqlite: WriteHandle;
  identity: Identity;
  log: SealedLog;
  keys: OwnKeys;
  team: () => Team;
  /** This device as the team knows it. */
  me: () => Device;
  clock: Clock;
  random: Random;
  report: (line: string) => void;
  /** Signs a statement and publishes it: new epochs, and keys for devices that lack the one in force. */
  declare: (body: StatementBody) => void;
}

/** Nothing is taken in before `start`; `teamChanged` may be called at any time, from within `declare` too. */
export function createSealedCircle(options: Options): SealedCircle {
  const { name, sqlite, identity, log, keys, team, me, clock, random, report, declare } = options;
  const ledger = createLedger(sqlite, name, identity.device);
  const index = createLogIndex();
  const own = createOwnEntries({
    ...{ name, sqlite, identity, log, keys, team, ledger, index, clock, random, report },
  });
  const checks = createChecks({ name, team, keys, ledger, device: identity.device });
  const applying = createApplying({
    ...{ sqlite, device: identity.device, ledger, index, checks, clock, report },
  });
  const writable = () => (circle && refused() === null ? circle : null);
  const upkeep = createUpkeep({
    ...{ ledger, index, own, keys, team, me, clock, random, writable, declare },
    open: () => circle,
  });
  const listeners = new Set<() => void>();
  let circle: Circle | null = null;
  let unfollow: (() => void) | null = null;
  let vanished = false;
  let changing = false;

  /** Why this device may not write, keys apart. */
  function refused(): AppError | null {
    if (!isActive(me())) return { tag: 'removed_from_team' };
    return mayWrite(me()) ? null : { tag: 'read_only_device' };
  }

  function tell(): void {
    for (const listen of listeners) listen();
  }

  function takeAll(): void {
    take(index.all());
  }

  function take(entries: Iterable<Present>): void {
    if (!circle) return;
    const taken = applying.take(circle, entries, takeAll);
    if (taken.some(({ type }) => type === 'snapshot')) own.tidy();
    upkeep.logChanged();
    upkeep.mayHoldErased();
    tell();
  }

  const batching = createBatching((entries) => {
    if (!circle) return;
    if (entries.length > 0) take(entries);
    if (!vanished) return;
    vanished = false;
    own.restore();
    upkeep.mayBeExposed();
    tell();
  });

  function onLog({
    added,
    removed,
    own: mine,
  }: {
    added: Uint8Array[];
    removed: Uint8Array[];
    own: boolean;
  }) {
    let news = false;
    for (const bytes of added) {
      const entry = index.add(bytes);
      // Only what this device numbered needs no check: whoever else writes here may write anything.
      if (entry && mine && entry.header?.device === identity.device) index.trust(entry.hash);
      else if (entry) {
        batching.push(entry);
        news = true;
      }
    }
    for (const bytes of removed) {
      const entry = index.remove(bytes);
      if (entry) applying.gone(entry.hash);
      vanished ||= !mine && entry !== null;
    }
    if (news || vanished) batching.soon();
  }

  function teamChanged(): void {
    keys.learn(team());
    // Declaring something calls back here; what it changes is looked at below.
    if (changing || !circle) return;
    changing = true;
    try {
      take(applying.retryable());
      upkeep.teamChanged();
      upkeep.mayHoldErased();
      upkeep.mayBeExposed();
    } finally {
      changing = false;
    }
    tell();
  }

  return {
    name,
    outlet: {
      refusal() {
        const refusal = refused();
        if (refusal) return refusal;
        return upkeep.ensureEpoch() ? null : { tag: 'not_holder', circle: name };
      },
      written: (document, update) => own.written(document, update),
      committed() {
        own.push();
        upkeep.logChanged();
      },
      erased(document) {
        ledger.setErased(document, true);
        upkeep.mayHoldErased();
      },
    },
    start(opened) {
      circle = opened;
      keys.learn(team());
      circle.eraseLeft();
      unfollow = log.onChange(onLog);
      for (const bytes of log.entries()) index.add(bytes);
      applying.recall();
      // A base that this device did not fill through its own log: made before it was shared, or restored.
      const first = !ledger.marked(`started:${identity.device}`);
      const unshared = first && own.lastSeq() === 0 ? circle.documents() : [];
      takeAll();
      own.restore();
      teamChanged();
      if (unshared.length > 0 && own.lastSeq() === 0 && writable() && upkeep.ensureEpoch()) {
        own.snapshot(circle, circle.documents());
      }
      if (first && writable()) ledger.mark(`started:${identity.device}`);
      upkeep.mayBeExposed();
      upkeep.mayHoldErased();
      upkeep.tidyYears();
    },
    stop() {
      unfollow?.();
      unfollow = null;
      circle = null;
      batching.clear();
      upkeep.stop();
      own.stop();
      applying.stop();
      index.clear();
      listeners.clear();
    },
    held: () => ledger.held(),
    get lastSeq() {
      return own.lastSeq();
    },
    setAside: () => applying.setAside(),
    teamChanged,
    snapshotAll() {
      const open = writable();
      if (open && upkeep.ensureEpoch()) own.snapshot(open, open.documents());
    },
    restorePoints: () => ledger.restorePoints(),
    restorePoint(id) {
      const point = ledger.restorePoint(id);
      const state = point && circle?.withoutErased(point.document as DocumentName, point.state);
      return point && state ? { ...point, state } : point;
    },
    onChange(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}
