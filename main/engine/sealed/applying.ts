/**
 * Takes entries of the log into the circle: checked one by one, applied together. An entry that fails is set aside and
 * counted; it never stops the others. A disk that refuses stops everything until it is tried again.
 */

import type { SetAsideReason } from '#shared/contract/team.ts';
import type { Circle, DocumentName } from '../circles/circle.ts';
import { isBearable, TooMuch } from '../circles/content-bounds.ts';
import type { EntryHeader } from '../entry/header.ts';
import { type Clock, seconds } from '../ground/clock.ts';
import { isOfTheDisk } from '../ground/disk-errors.ts';
import type { WriteHandle } from '../ground/handles.ts';
import { giveMemoryBack } from '../ground/memory.ts';
import { unpack } from '../ground/packing.ts';
import { transactions } from '../ground/transactions.ts';
import { heldIn } from '../ground/update-within.ts';
import { CHECKPOINT_PAGES } from '../vault/base.ts';
import { type createChecks, type Item, isRetryable } from './checks.ts';
import type { Ledger } from './ledger.ts';
import type { LogIndex, Present } from './log-index.ts';
import { keepRestorePoint } from './own-entries.ts';

const RETRY = seconds(30);
/** Contents applied in one transaction, and those from which it is given more pages in memory. */
const PORTION_BYTES = 64 * 1024 * 1024;
const LARGE_BYTES = 1024 * 1024;
/** More than any year: a first copy. */
const FIRST_COPY_BYTES = 16 * 1024 * 1024;
const CHECKPOINT = seconds(5);
const LARGE_CACHE_KIB = 192 * 1024;

/** Contents shorter than this, together, are not worth two more writes: they can do little. */
const WATCHED_BYTES = 64 * 1024;

/** How much longer a packed content usually is. */
const USUAL_RATIO = 10;

/** Begins the marks of snapshots that say to hold what they do not. */
const UNTRUE = 'untrue:';

interface Unpacked extends Item {
  update: Uint8Array;
}

interface Options {
  sqlite: WriteHandle;
  device: string;
  ledger: Ledger;
  index: LogIndex;
  checks: ReturnType<typeof createChecks>;
  clock: Clock;
  report: (line: string) => void;
}

export function createApplying({ sqlite, device, ledger, index, checks, clock, report }: Options) {
  /** Everything in the log that is set aside, by hash. */
  const asides = new Map<string, { device: string; reason: SetAsideReason }>();
  const inTransaction = transactions(sqlite);
  /** What the process before this one was taking in when it ended: one of them may have ended it. */
  const suspects = new Set<string>();
  let isOneSuspect = false;
  let retry: (() => void) | null = null;
  let checkpoint: (() => void) | null = null;

  function setAside(hash: string, author: string, reason: SetAsideReason): void {
    if (asides.get(hash)?.reason === reason) return;
    asides.set(hash, { device: author, reason });
    ledger.setAside({ hash, device: author, reason }, clock.now());
  }

  function takeBack(hash: string): void {
    if (asides.delete(hash)) ledger.takeBack(hash);
  }

  function note(circle: Circle, items: readonly Unpacked[]): void {
    for (const { header, first, hashes, update } of items) {
      hashes.forEach((hash, part) => {
        ledger.addApplied({ device: header.device, seq: first + part, hash, document: header.document });
        takeBack(hash);
      });
      if (header.covers) {
        const isTrue = holdsOwn(header, update);
        if (!isTrue) for (const hash of hashes) ledger.mark(UNTRUE + hash);
        const { [device]: _, ...others } = header.covers;
        ledger.cover(header.document, isTrue ? header.covers : others);
        const state = circle.withoutErased(header.document as DocumentName, update);
        // Who made it had not heard of the removal: the log holds what was erased.
        if (state !== update) ledger.setErased(header.document, true);
        keepRestorePoint(ledger, header.document, state, clock.now());
      }
    }
  }

  /**
   * Whether a snapshot holds what it says to hold of what was written here and no snapshot in the log held before. If not, what it
   * holds is taken, and what it says counts for nothing: what was written here goes back to the log (own-entries.ts).
   */
  function holdsOwn({ covers, document }: EntryHeader, snapshot: Uint8Array): boolean {
    const upto = covers?.[device] ?? 0;
    if (upto === 0) return true;
    if (upto > ledger.lastOwn()) return false;
    const own = ledger.ownAfter(0).filter((entry) => entry.document === document);
    const isHeld = heldIn(snapshot);
    return (
      checks
        .ownContents(own.map(({ bytes }) => bytes))
        // No honest claim ends inside a content of several parts.
        .every(({ first, last, update }) => first > upto || (last <= upto && isHeld(update)))
    );
  }
  const trust = (hash: string): void => index.trust(hash, !ledger.marked(UNTRUE + hash));

  /**
   * Rightly signed and of no use. `toAll`: its number is dealt with, or nothing after it could ever be covered. What is of no
   * use here alone may be in the documents of others: no snapshot of this device may say that it is in its own.
   */
  function refuse({ header, first, last, hashes }: Item, toAll: boolean): void {
    inTransaction(() => {
      if (toAll) ledger.receive(header.device, first, last);
      for (const hash of hashes) setAside(hash, header.device, 'unreadable-content');
    });
  }

  const firstHash = ({ hashes }: Item): string => hashes[0] ?? '';

  /** A disk that takes no more keeps what is under way: nothing else may be taken for it by the next process. */
  let isNoted = false;
  function noteUnderWay(items: readonly Item[]): void {
    isNoted = true;
    ledger.setUnderWay(items.map(firstHash));
    isNoted = items.length > 0;
  }

  /** As `apply`, but that what would end this process is known to the next one, which sets it aside. */
  function applyWatched(circle: Circle, items: readonly Unpacked[]): Unpacked[] {
    const bytes = items.reduce((sum, { update }) => sum + update.length, 0);
    if (bytes < WATCHED_BYTES && !items.some((item) => suspects.has(firstHash(item))))
      return apply(circle, items);
    noteUnderWay(items);
    try {
      return apply(circle, items);
    } finally {
      noteUnderWay([]);
      for (const item of items) suspects.delete(firstHash(item));
    }
  }

  /** The suspect alone, when there are several: the next process knows which. The only one is not tried again. */
  function* apart(portion: readonly Unpacked[]): Generator<Unpacked[]> {
    const isSuspect = (item: Item) => suspects.has(firstHash(item));
    const others = portion.filter((item) => !isSuspect(item));
    if (others.length > 0) yield others;
    for (const suspect of portion.filter(isSuspect)) {
      if (!isOneSuspect) yield [suspect];
      else {
        refuse(suspect, false);
        suspects.clear();
        noteUnderWay([]);
      }
    }
  }

  /** Applies all that can be; answers what was. Throws when the disk refuses. */
  function apply(circle: Circle, items: readonly Unpacked[]): Unpacked[] {
    if (items.length === 0) return [];
    const updates = items.map(({ header, content, update }) => ({
      document: header.document as DocumentName,
      update,
      packed: header.packed ? content : null,
    }));
    try {
      circle.receive(updates, () => note(circle, items));
      return [...items];
    } catch (error) {
      if (isOfTheDisk(error)) throw error;
      const [only] = items;
      if (items.length > 1 || !only) {
        const middle = Math.ceil(items.length / 2);
        return [...apply(circle, items.slice(0, middle)), ...apply(circle, items.slice(middle))];
      }
      refuse(only, !(error instanceof TooMuch));
      return [];
    }
  }

  function examine(entries: Iterable<Present>): Item[] {
    const items: Item[] = [];
    for (const entry of entries) {
      const before = asides.get(entry.hash);
      if (entry.trusted || !index.has(entry.hash) || (before && !isRetryable(before.reason))) continue;
      const examined = checks.examine(entry);
      if (!examined.ok) setAside(entry.hash, entry.header?.device ?? '', examined.error);
      else if (examined.value === 'known') {
        trust(entry.hash);
        takeBack(entry.hash);
      } else if (examined.value !== 'waits') {
        items.push(examined.value);
      }
    }
    return items.sort(inOrder);
  }

  return {
    /**
     * Takes in what can be of these entries; answers the headers of the contents that were. When the disk refuses, `again`
     * is called later.
     */
    take(circle: Circle, entries: Iterable<Present>, again: () => void): EntryHeader[] {
      try {
        const items = inTransaction(() => examine(entries));
        const all = () => {
          const taken: EntryHeader[] = [];
          for (const portion of portions(items, (item) => refuse(item, true)))
            for (const together of suspects.size === 0 ? [portion] : apart(portion))
              for (const { header, hashes } of applyWatched(circle, together)) {
                for (const hash of hashes) trust(hash);
                taken.push(header);
              }
          return taken;
        };
        return withRoom(sqlite, items, all, (task) => {
          checkpoint?.();
          checkpoint = clock.after(CHECKPOINT, task);
        });
      } catch (error) {
        checks.forget();
        report(`entries could not be taken in: ${error instanceof Error ? error.message : 'unknown'}`);
        retry ??= clock.after(RETRY, () => {
          retry = null;
          again();
        });
        return [];
      }
    },
    /** What was set aside before this start and need not be looked at again. */
    recall(): void {
      for (const hash of ledger.underWay()) suspects.add(hash);
      isOneSuspect = suspects.size === 1;
      for (const { hash, device: author, reason } of ledger.asides()) {
        // A newer version of the app may have come since: it reads what the former could not.
        if (index.has(hash) && reason !== 'unknown-version') asides.set(hash, { device: author, reason });
        else ledger.takeBack(hash);
      }
    },
    gone: takeBack,
    /** Entries that may be acceptable now that the register has changed. */
    retryable: (): Present[] =>
      [...asides].flatMap(([hash, { reason }]) => (isRetryable(reason) ? (index.get(hash) ?? []) : [])),
    setAside(): { reason: SetAsideReason; device: string; count: number }[] {
      const counts = new Map<string, { reason: SetAsideReason; device: string; count: number }>();
      for (const { reason, device: author } of asides.values()) {
        const key = `${reason}/${author}`;
        const known = counts.get(key) ?? { reason, device: author, count: 0 };
        counts.set(key, { ...known, count: known.count + 1 });
      }
      return [...counts.values()];
    },
    stop(): void {
      retry?.();
      retry = null;
      checkpoint?.();
      checkpoint = null;
      asides.clear();
      suspects.clear();
      if (isNoted) noteUnderWay([]);
      checks.forget();
    },
  };
}

/**
 * A first copy of ten years touches more pages than are kept in memory, and each would be written many times over. Its
 * pages also stay in SQLite's own log (as durable there) until `later`, once the screens have what they wait for.
 */
function withRoom<T>(
  sqlite: WriteHandle,
  items: readonly Item[],
  work: () => T,
  later: (task: () => void) => void,
): T {
  const bytes = items.reduce(
    (sum, { header, content }) => sum + content.length * (header.packed ? USUAL_RATIO : 1),
    0,
  );
  if (bytes < LARGE_BYTES) return work();
  const usual = sqlite.pragma('cache_size', { simple: true });
  sqlite.pragma(`cache_size = -${LARGE_CACHE_KIB}`);
  sqlite.pragma('wal_autocheckpoint = 0');
  try {
    return work();
  } finally {
    sqlite.pragma(`cache_size = ${usual}`);
    sqlite.pragma('shrink_memory');
    later(() => {
      if (!sqlite.open) return;
      sqlite.pragma('wal_checkpoint(PASSIVE)');
      sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      if (bytes >= FIRST_COPY_BYTES) giveMemoryBack();
    });
  }
}

/**
 * What is applied in one transaction, so that no log is too long to be taken in. Unpacked one portion at a time: a short
 * entry may hold a very long content, and a colleague's faulty machine may have written many of them.
 */
function* portions(items: readonly Item[], refuse: (item: Item) => void): Generator<Unpacked[]> {
  let portion: Unpacked[] = [];
  let bytes = 0;
  for (const item of items) {
    const update = unpack({ packed: item.header.packed, bytes: item.content });
    if (update === null || !isBearable(update)) {
      refuse(item);
      continue;
    }
    portion.push({ ...item, update });
    bytes += update.length;
    if (bytes < PORTION_BYTES) continue;
    yield portion;
    portion = [];
    bytes = 0;
  }
  if (portion.length > 0) yield portion;
}

/** Snapshots first, then each author's in the order written: little is then held back for its dependencies. */
function inOrder(a: Item, b: Item): number {
  if (a.header.type !== b.header.type) return a.header.type === 'snapshot' ? -1 : 1;
  if (a.header.device !== b.header.device) return a.header.device < b.header.device ? -1 : 1;
  return a.first - b.first;
}
