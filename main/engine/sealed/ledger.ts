/**
 * What this device's vault keeps of one circle's sealed log: its own entries until a snapshot covers them, the numbers
 * taken in, and what could not be. Plain SQL: whatever is written inside a transaction goes with it.
 */

import type { SetAsideReason } from '#shared/contract/team.ts';
import { CIRCLES, type CircleName, type DeviceId } from '#shared/domain/team/model.ts';
import type { Held } from '../entry/header.ts';
import type { WriteHandle } from '../ground/handles.ts';
import { pack, unpack } from '../ground/packing.ts';
import { regainable, transactions } from '../ground/transactions.ts';

export interface OwnEntry {
  seq: number;
  document: string;
  bytes: Buffer;
}

export interface AppliedEntry {
  device: DeviceId;
  seq: number;
  hash: string;
  document: string;
}

export interface SetAsideEntry {
  hash: string;
  device: string;
  reason: SetAsideReason;
}

interface Run {
  first: number;
  upto: number;
}

/** Entries set aside beyond these are counted while the vault is open, and looked at again at the next start. */
const SET_ASIDE_MAX = 1000;
const RESTORE_POINTS_KEPT = 5;
/** Begins the keys of what is being taken in. */
const UNDER_WAY = 'applying:';
/** Begins the keys of documents that lost values which the log still holds. */
const ERASED = 'erased:';
/** Numbers that each circle has for itself in `own_entries`: an entry's id is that of its circle's first, plus its own. */
const NUMBERS = 2 ** 48;

export type Ledger = ReturnType<typeof createLedger>;

/** `me`: the device that wrote what is in `own_entries`. */
export function createLedger(sqlite: WriteHandle, circle: CircleName, me: DeviceId) {
  const base = CIRCLES.indexOf(circle) * NUMBERS;
  const touching = sqlite.prepare<[string, string, number, number], Run>(
    'SELECT first, upto FROM received WHERE circle = ? AND device = ? AND first <= ? AND upto >= ?',
  );
  const deleteRun = sqlite.prepare('DELETE FROM received WHERE circle = ? AND device = ? AND first = ?');
  const extendRun = sqlite.prepare(
    'UPDATE received SET upto = ? WHERE circle = ? AND device = ? AND first = ?',
  );
  const insertRun = sqlite.prepare('INSERT INTO received (circle, device, first, upto) VALUES (?, ?, ?, ?)');
  const runs = sqlite.prepare<Record<string, string | number>, Run & { device: string }>(
    `SELECT device, first, upto FROM received WHERE circle = @circle
     UNION ALL SELECT device, seq, seq FROM applied WHERE circle = @circle
     UNION ALL SELECT @me, id - @base, id - @base FROM own_entries WHERE id > @base AND id < @end
     ORDER BY device, first`,
  );
  const lastOf = sqlite
    .prepare<(string | number)[], number>(
      `SELECT max(ifnull((SELECT max(id) FROM own_entries WHERE id > ? AND id < ?) - ?, 0),
         ifnull((SELECT max(seq) FROM applied WHERE circle = ? AND device = ?), 0),
         ifnull((SELECT max(upto) FROM received WHERE circle = ? AND device = ?), 0))`,
    )
    .pluck();
  const coveredOf = sqlite.prepare<[string, string, string], { upto: number }>(
    'SELECT upto FROM covered WHERE circle = ? AND document = ? AND device = ?',
  );
  const coveredIn = sqlite.prepare<[string, string], { device: string; upto: number }>(
    'SELECT device, upto FROM covered WHERE circle = ? AND document = ?',
  );
  const coveredAnywhere = sqlite.prepare<[string], { device: string; upto: number }>(
    'SELECT device, max(upto) AS upto FROM covered WHERE circle = ? GROUP BY device',
  );
  const cover = sqlite.prepare(
    `INSERT INTO covered (circle, document, device, upto) VALUES (?, ?, ?, ?)
     ON CONFLICT (circle, document, device) DO UPDATE SET upto = max(upto, excluded.upto)`,
  );
  const insertOwn = sqlite.prepare('INSERT INTO own_entries (id, document, bytes) VALUES (?, ?, ?)');
  const ownAfter = sqlite.prepare<[number, number, number], OwnEntry>(
    'SELECT id - ? AS seq, document, bytes FROM own_entries WHERE id > ? AND id < ? ORDER BY id',
  );
  const own = sqlite.prepare<[number], { bytes: Buffer }>('SELECT bytes FROM own_entries WHERE id = ?');
  const deleteOwn = sqlite.prepare('DELETE FROM own_entries WHERE id = ?');
  const insertApplied = sqlite.prepare(
    'INSERT OR IGNORE INTO applied (circle, device, seq, hash, document) VALUES (?, ?, ?, ?, ?)',
  );
  const isApplied = sqlite.prepare<[string, string, number, string], unknown>(
    'SELECT 1 FROM applied WHERE circle = ? AND device = ? AND seq = ? AND hash = ?',
  );
  const allApplied = sqlite.prepare<[string], AppliedEntry>(
    'SELECT device, seq, hash, document FROM applied WHERE circle = ?',
  );
  const deleteApplied = sqlite.prepare(
    'DELETE FROM applied WHERE circle = ? AND device = ? AND seq = ? AND hash = ?',
  );
  const insertAside = sqlite.prepare(
    `INSERT INTO set_aside (circle, hash, device, reason, at)
     SELECT @circle, @hash, @device, @reason, @at
     WHERE (SELECT count(*) FROM set_aside WHERE circle = @circle) < @max
     ON CONFLICT (circle, hash) DO UPDATE SET reason = excluded.reason`,
  );
  const deleteAside = sqlite.prepare('DELETE FROM set_aside WHERE circle = ? AND hash = ?');
  const allAside = sqlite.prepare<[string], SetAsideEntry>(
    'SELECT hash, device, reason FROM set_aside WHERE circle = ?',
  );
  const mark = sqlite.prepare('INSERT OR IGNORE INTO sealed_state (circle, key) VALUES (?, ?)');
  const marked = sqlite.prepare<[string, string], unknown>(
    'SELECT 1 FROM sealed_state WHERE circle = ? AND key = ?',
  );
  const keysUnder = sqlite
    .prepare<[string, string], string>('SELECT key FROM sealed_state WHERE circle = ? AND key GLOB ?')
    .pluck();
  const unmark = sqlite.prepare('DELETE FROM sealed_state WHERE circle = ? AND key GLOB ?');
  const inTransaction = transactions(sqlite);
  const insertPoint = sqlite.prepare(
    'INSERT INTO restore_points (circle, document, at, state, packed) VALUES (?, ?, ?, ?, ?)',
  );
  const pointsOf = sqlite.prepare<[string, string], { id: number; state: Buffer; packed: 0 | 1 }>(
    'SELECT id, state, packed FROM restore_points WHERE circle = ? AND document = ?',
  );
  const updatePoint = sqlite.prepare('UPDATE restore_points SET state = ?, packed = ? WHERE id = ?');
  const prunePoints = sqlite.prepare(
    `DELETE FROM restore_points WHERE circle = @circle AND document = @document AND id NOT IN
       (SELECT id FROM restore_points WHERE circle = @circle AND document = @document ORDER BY id DESC LIMIT @kept)`,
  );

  /** The greatest number such that all up to it are taken in or below `base`, by device. */
  function contiguous(bases: Iterable<{ device: string; upto: number }>): Held {
    const held: Held = {};
    for (const { device, upto } of bases) held[device] = upto;
    for (const { device, first, upto } of runs.iterate({ circle, me, base, end: base + NUMBERS })) {
      const until = held[device] ?? 0;
      if (first <= until + 1) held[device] = Math.max(until, upto);
    }
    for (const device of Object.keys(held)) if (held[device] === 0) delete held[device];
    return held;
  }

  function receive(device: DeviceId, first: number, upto: number): void {
    const merged = { first, upto };
    const touched = touching.all(circle, device, upto + 1, first - 1);
    const [only] = touched;
    // Almost always the next number.
    if (only && touched.length === 1 && only.first <= first) {
      if (upto > only.upto) extendRun.run(upto, circle, device, only.first);
      return;
    }
    for (const run of touched) {
      merged.first = Math.min(merged.first, run.first);
      merged.upto = Math.max(merged.upto, run.upto);
      deleteRun.run(circle, device, run.first);
    }
    insertRun.run(circle, device, merged.first, merged.upto);
  }

  return {
    /** Notes that the numbers `first` to `upto` of a device are dealt with, though nothing else here says so. */
    receive,
    /** The last number written here, or that came back as written here; 0 when none. */
    lastOwn: (): number => lastOf.get(base, base + NUMBERS, base, circle, me, circle, me) ?? 0,
    /**
     * Everything up to these numbers is here: taken in, or said to be in a snapshot taken in. For the eyes: a number of
     * another document may still be on its way.
     */
    held: (): Held => contiguous(coveredAnywhere.all(circle)),
    /** Everything up to these numbers that was written in this document is in this device's document. */
    heldIn: (document: string): Held => contiguous(coveredIn.all(circle, document)),
    /** How far a document holds, by the snapshots taken in, what a device wrote in it. */
    covered: (document: string, device: DeviceId): number =>
      coveredOf.get(circle, document, device)?.upto ?? 0,
    cover(document: string, covers: Held): void {
      for (const [device, upto] of Object.entries(covers)) cover.run(circle, document, device, upto);
    },

    addOwn(seq: number, document: string, bytes: Uint8Array): void {
      insertOwn.run(base + seq, document, bytes);
    },
    ownAfter: (seq: number): OwnEntry[] => ownAfter.all(base, base + seq, base + NUMBERS),
    isOwn: (seq: number, bytes: Uint8Array): boolean => own.get(base + seq)?.bytes.equals(bytes) ?? false,
    /** It stays among the numbers taken in. */
    removeOwn(seq: number): void {
      receive(me, seq, seq);
      deleteOwn.run(base + seq);
    },
    removeAllOwn(): void {
      for (const { seq } of this.ownAfter(0)) this.removeOwn(seq);
    },

    addApplied({ device, seq, hash, document }: AppliedEntry): void {
      insertApplied.run(circle, device, seq, hash, document);
    },
    isApplied: (device: DeviceId, seq: number, hash: string): boolean =>
      isApplied.get(circle, device, seq, hash) !== undefined,
    /** It is dealt with, and listed as applied no more. */
    isReceived: (device: DeviceId, seq: number): boolean =>
      touching.get(circle, device, seq, seq) !== undefined,
    applied: (): AppliedEntry[] => allApplied.all(circle),
    /** It stays among the numbers taken in. */
    removeApplied({ device, seq, hash }: AppliedEntry): void {
      receive(device, seq, seq);
      deleteApplied.run(circle, device, seq, hash);
    },

    setAside({ hash, device, reason }: SetAsideEntry, at: number): void {
      insertAside.run({ circle, hash, device, reason, at, max: SET_ASIDE_MAX });
    },
    takeBack(hash: string): void {
      deleteAside.run(circle, hash);
    },
    asides: (): SetAsideEntry[] => allAside.all(circle),

    mark(key: string): void {
      mark.run(circle, key);
    },
    marked: (key: string): boolean => marked.get(circle, key) !== undefined,

    /** Contents that are being taken in, by the hash of their first entry: found here by the process after one that it killed. */
    underWay: (): string[] =>
      keysUnder.all(circle, `${UNDER_WAY}*`).map((key) => key.slice(UNDER_WAY.length)),
    setUnderWay(hashes: readonly string[]): void {
      regainable(sqlite, () =>
        inTransaction(() => {
          unmark.run(circle, `${UNDER_WAY}*`);
          for (const hash of hashes) mark.run(circle, UNDER_WAY + hash);
        }),
      );
    },

    /** Documents that lost values which the log still holds. */
    erased: (): string[] => keysUnder.all(circle, `${ERASED}*`).map((key) => key.slice(ERASED.length)),
    setErased(document: string, isSo: boolean): void {
      if (isSo) mark.run(circle, ERASED + document);
      else unmark.run(circle, ERASED + document);
    },

    /** What each of them becomes; those that it answers as they are stay so. */
    changeRestorePoints(document: string, become: (state: Uint8Array) => Uint8Array): void {
      for (const { id, state, packed } of pointsOf.all(circle, document)) {
        const before = unpack({ packed: packed === 1, bytes: state });
        const after = before && become(before);
        if (!after || after === before) continue;
        const { bytes, packed: isPacked } = pack(after);
        updatePoint.run(bytes, Number(isPacked), id);
      }
    },
    addRestorePoint(document: string, at: number, state: Uint8Array): void {
      const { packed, bytes } = pack(state);
      insertPoint.run(circle, document, at, bytes, Number(packed));
      prunePoints.run({ circle, document, kept: RESTORE_POINTS_KEPT });
    },
    restorePoints: () =>
      sqlite
        .prepare<[string], { id: number; document: string; at: number }>(
          'SELECT id, document, at FROM restore_points WHERE circle = ? ORDER BY id DESC',
        )
        .all(circle),
    restorePoint(id: number): { document: string; state: Uint8Array } | null {
      const row = sqlite
        .prepare<[string, number], { document: string; state: Buffer; packed: 0 | 1 }>(
          'SELECT document, state, packed FROM restore_points WHERE circle = ? AND id = ?',
        )
        .get(circle, id);
      const state = row && unpack({ packed: row.packed === 1, bytes: row.state });
      return state ? { document: row.document, state } : null;
    },
  };
}
