/**
 * What this device writes: sealed and numbered inside the transaction that stores the update, then appended to the log.
 * An entry stays in the vault until a snapshot that is in the log covers it, so that a lost log is made again from it.
 */

import type { CircleName, Team } from '#shared/domain/team/model.ts';
import type { Circle, DocumentName } from '../circles/circle.ts';
import { readHeader, seal } from '../entry/envelope.ts';
import type { EntryHeader, Held } from '../entry/header.ts';
import { type Clock, type Random, seconds } from '../ground/clock.ts';
import type { WriteHandle } from '../ground/handles.ts';
import { pack } from '../ground/packing.ts';
import type { Identity } from '../register/identity.ts';
import type { SealedLog } from '../relay/rooms/log-room.ts';
import { isAllowed } from './checks.ts';
import type { CircleKeys } from './keys.ts';
import type { Ledger } from './ledger.ts';
import { hashOf, type LogIndex } from './log-index.ts';

/** After the log could not be written (disk full), it is tried again. */
const RETRY = seconds(30);

interface Options {
  name: CircleName;
  sqlite: WriteHandle;
  identity: Identity;
  log: SealedLog;
  keys: CircleKeys;
  team: () => Team;
  ledger: Ledger;
  index: LogIndex;
  clock: Clock;
  random: Random;
  report: (line: string) => void;
}

export type OwnEntries = ReturnType<typeof createOwnEntries>;

export function createOwnEntries(options: Options) {
  const { name, sqlite, identity, log, keys, team, ledger, index, clock, random, report } = options;
  const me = identity.device;
  const allowed = (device: string) => isAllowed(team().devices.get(device));
  /** Appended up to this number; what comes before was compared with the log at the start. */
  let pushed = Number.MAX_SAFE_INTEGER;
  let retry: (() => void) | null = null;

  function add(
    type: 'update' | 'snapshot',
    document: string,
    content: Uint8Array,
    covers: Held | null,
  ): void {
    const epoch = keys.inForce();
    const key = epoch && keys.key(epoch.id);
    if (!key) throw new Error(`there is no key to write under in the circle ${name}`);
    const first = ledger.lastOwn() + 1;
    const { packed, bytes: short } = pack(content);
    const header = { type, circle: name, document, epoch: epoch.id, device: me, seq: first, covers };
    const parts = seal({
      header,
      packed,
      content: short,
      key,
      signSecret: identity.signSecret.unwrap(),
      random,
    });
    parts.forEach((bytes, part) => {
      ledger.addOwn(first + part, document, bytes);
    });
  }

  /** Entries that the snapshots being added make useless: those they cover, and what removed devices left. */
  function collectible(snapshots: readonly EntryHeader[]): (entry: Uint8Array) => boolean {
    const byDocument = new Map(snapshots.map((header) => [header.document, header]));
    return (bytes) => {
      const header = readHeader(bytes);
      const snapshot = header && byDocument.get(header.document);
      if (!snapshot || header.circle !== name) return false;
      const covered = (snapshot.covers?.[header.device] ?? 0) >= header.seq;
      const known = index.get(hashOf(bytes))?.trusted ?? false;
      return (covered && known) || Boolean(team().devices.get(header.device)?.removed);
    };
  }

  function append(rows: readonly { seq: number; bytes: Buffer }[]): boolean {
    const snapshots = rows.flatMap(({ bytes }) => {
      const header = readHeader(bytes);
      return header?.type === 'snapshot' ? [header] : [];
    });
    // Plain arrays: a Buffer is nothing that Yjs stores.
    const added = rows.map(({ bytes }) => new Uint8Array(bytes));
    try {
      if (snapshots.length > 0) log.write(added, collectible(snapshots));
      else log.write(added);
    } catch (error) {
      report(
        `the log of ${name} could not be written: ${error instanceof Error ? error.message : 'unknown'}`,
      );
      retry ??= clock.after(RETRY, () => {
        retry = null;
        push();
      });
      return false;
    }
    if (snapshots.length > 0) tidy();
    return true;
  }

  function push(): void {
    // Inside someone's larger transaction nothing is sure yet.
    if (sqlite.inTransaction) setImmediate(() => sqlite.open && push());
    else {
      const rows = ledger.ownAfter(pushed).filter(({ bytes }) => !index.has(hashOf(bytes)));
      const last = rows.at(-1);
      if (last && append(rows)) pushed = last.seq;
    }
  }

  /** Forgets what a snapshot in the log now covers. */
  function tidy(): void {
    sqlite.transaction(() => {
      for (const { seq, document } of ledger.ownAfter(0)) {
        if (index.covers(document, me, seq, allowed)) ledger.removeOwn(seq);
      }
      for (const entry of ledger.applied()) {
        if (index.covers(entry.document, entry.device, entry.seq, allowed)) ledger.removeApplied(entry);
      }
    })();
  }

  /** Nothing in the log, once it has this document's snapshot, holds what was erased; nor do the kept states from here on. */
  function erasedFrom(circle: Circle, document: DocumentName): void {
    if (!ledger.erased().includes(document)) return;
    ledger.changeRestorePoints(document, (state) => circle.withoutErased(document, state));
    ledger.setErased(document, false);
  }

  return {
    erasedFrom,
    lastSeq: () => ledger.lastOwn(),
    /** Seals an update inside the caller's transaction. */
    written: (document: string, update: Uint8Array): void => add('update', document, update, null),
    /** Appends what the log was not given yet. */
    push,
    tidy,
    /** Appends again what the log should hold and does not. */
    restore(): void {
      const rows = ledger
        .ownAfter(0)
        .filter(
          ({ seq, document, bytes }) =>
            !index.has(hashOf(bytes)) && !index.covers(document, me, seq, allowed),
        );
      if (rows.length === 0 || append(rows)) pushed = ledger.lastOwn();
      else pushed = Math.min(pushed, (rows[0]?.seq ?? 1) - 1);
    },
    /** Writes whole documents; `marks` are noted in the same transaction. */
    snapshot(circle: Circle, documents: readonly DocumentName[], marks: readonly string[] = []): void {
      sqlite.transaction(() => {
        for (const document of documents) {
          const covers: Held = {};
          const held = { ...ledger.heldIn(document), [me]: ledger.lastOwn() };
          for (const [device, upto] of Object.entries(held)) {
            if (upto > 0 && team().devices.has(device)) covers[device] = upto;
          }
          const state = circle.whole(document);
          add('snapshot', document, state, covers);
          ledger.cover(document, covers);
          keepRestorePoint(ledger, document, state, clock.now());
          erasedFrom(circle, document);
        }
        // What nobody can give any more is in these snapshots now, whatever the numbers they could say to cover.
        for (const entry of ledger.applied()) {
          const given = index.has(entry.hash) && allowed(entry.device);
          if (!given && documents.some((document) => document === entry.document))
            ledger.removeApplied(entry);
        }
        for (const mark of marks) ledger.mark(mark);
      })();
      push();
    },
    stop(): void {
      retry?.();
      retry = null;
    },
  };
}

/** Closed years are not gone back to: only the documents in which one works are kept. */
export function keepRestorePoint(ledger: Ledger, document: string, state: Uint8Array, at: number): void {
  const year = new Date(at).getUTCFullYear();
  if (document === 'undated' || document === `${year}` || document === `${year + 1}`) {
    ledger.addRestorePoint(document, at, state);
  }
}
