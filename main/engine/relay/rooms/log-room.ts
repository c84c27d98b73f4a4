/** The sealed log of a circle, kept in its room. Knows the bytes of entries only. */
import type * as Y from 'yjs';
import type { CircleName } from '#shared/domain/team/model.ts';
import { arrayChange } from '../../ground/array-change.ts';
import type { Clock } from '../../ground/clock.ts';
import { logOf } from '../wire/update-check.ts';
import { createChangeQueue } from './change-queue.ts';
import { HERE, openRoom, type Room } from './room.ts';
import type { RelayStore } from './store.ts';

/** The log of a circle: sealed entries, in no order that means anything. */
export interface SealedLog {
  /** Everything present. */
  entries(): Uint8Array[];
  /** One transaction: adds entries, and removes those for which `collected` answers true. Durable when it returns. */
  write(added: readonly Uint8Array[], collected?: (entry: Uint8Array) => boolean): void;
  /** Entries that came (from elsewhere or by `write`) and went. Never throws into the caller. */
  onChange(
    listen: (change: { added: Uint8Array[]; removed: Uint8Array[]; own: boolean }) => void,
  ): () => void;
}

interface Options {
  circle: CircleName;
  store: RelayStore;
  clock: Clock;
  log: (line: string) => void;
}

interface Change {
  added: Uint8Array[];
  removed: Uint8Array[];
  own: boolean;
}

export interface LogRoom extends SealedLog {
  readonly room: Room;
  close(): void;
}

export function openLogRoom({ circle, store, clock, log }: Options): LogRoom {
  const queue = createChangeQueue<Change>(log);
  /** Seen in memory, not yet known to be stored. */
  let seen: Change[] = [];

  const watch = (doc: Y.Doc) => {
    seen = [];
    logOf(doc).observe((event) => {
      const { added, deleted } = arrayChange(event.target, event.transaction);
      const own = event.transaction.origin === HERE;
      seen.push({ added: added as Uint8Array[], removed: deleted as Uint8Array[], own });
    });
  };
  const room = openRoom({ name: circle, store, clock, log, watch });
  room.onUpdate(() => {
    for (const change of seen) queue.push(change);
    seen = [];
    queue.flushSoon();
  });

  return {
    room,
    entries: () => logOf(room.doc).toArray(),
    write(added, collected) {
      room.change((doc) => {
        const entries = logOf(doc);
        const all = collected ? entries.toArray() : [];
        for (let end = all.length; end > 0; ) {
          let start = end;
          while (start > 0 && collected?.(all[start - 1] as Uint8Array)) start -= 1;
          if (start < end) entries.delete(start, end - start);
          end = start - 1;
        }
        // Yjs takes plain arrays only, and keeps what it is given. It would look for the end of a log entry by entry.
        entries.unshift(added.map((entry) => new Uint8Array(entry)));
      });
      queue.flush();
    },
    onChange: queue.onChange,
    close() {
      queue.close();
      room.close();
    },
  };
}
