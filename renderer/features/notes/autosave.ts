/**
 * Saves a note as one types. At most `AFTER_MS` after the first unsaved change (however long the typing goes on), one
 * call at a time, nothing forgotten when a call fails. The engine answers calls in order: what is flushed before a
 * lock is written before it.
 */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Answer, ParamsOf } from '#shared/contract/index.ts';

export const AFTER_MS = 300;
const RETRY_MS = 5000;

export type NotePatch = Omit<ParamsOf<'notes.save'>, 'id' | 'seen'>;

export type SaveState = { kind: 'saved'; at: number } | { kind: 'saving' } | { kind: 'failed' };

interface AutosaveOptions {
  id: string;
  /** `changedAt` of the version shown. */
  seen: number;
  save(params: ParamsOf<'notes.save'>): Promise<Answer<'notes.save'>>;
  changed(state: SaveState): void;
  /** Another window saved since: nothing of `patch` was written. No more is saved afterwards. */
  conflict(patch: NotePatch): void;
  refused(error: AppError): void;
  /** Runs `task` after `ms`; the answer cancels it. */
  after(ms: number, task: () => void): () => void;
}

export interface Autosave {
  change(patch: NotePatch): void;
  /** Sends what waits, now. Resolves when nothing waits any more or a call failed. */
  flush(): Promise<void>;
  /** True when what is shown is what is written. */
  readonly idle: boolean;
  readonly seen: number;
  /** Another version is now shown. */
  accept(seen: number): void;
  /** Forgets what waits: the note is gone. */
  stop(): void;
}

export function createAutosave(options: AutosaveOptions): Autosave {
  let { seen } = options;
  let pending: NotePatch | null = null;
  let running: Promise<void> | null = null;
  let cancelTimer: (() => void) | null = null;
  let stopped = false;
  let retrying = false;

  const schedule = (ms: number) => {
    cancelTimer ??= options.after(ms, () => {
      cancelTimer = null;
      void flush();
    });
  };
  const unschedule = () => {
    cancelTimer?.();
    cancelTimer = null;
  };

  async function run(): Promise<void> {
    while (pending !== null && !stopped) {
      const patch: NotePatch = pending;
      pending = null;
      unschedule();
      const answer = await options.save({ ...patch, id: options.id, seen });
      if (stopped) return;
      if (answer.ok) {
        seen = answer.value.changedAt;
        if (pending === null) options.changed({ kind: 'saved', at: seen });
        continue;
      }
      const left: NotePatch = { ...patch, ...(pending ?? {}) };
      if (answer.error.tag === 'changed_meanwhile' || answer.error.tag === 'not_found') {
        stopped = true;
        pending = null;
        options.conflict(left);
      } else {
        pending = left;
        options.changed({ kind: 'failed' });
        options.refused(answer.error);
        schedule(RETRY_MS);
        retrying = true;
      }
      return;
    }
  }

  function flush(): Promise<void> {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    change(patch) {
      if (stopped) return;
      pending = { ...pending, ...patch };
      options.changed({ kind: 'saving' });
      if (retrying) unschedule();
      retrying = false;
      schedule(AFTER_MS);
    },
    flush,
    get idle() {
      return pending === null && running === null;
    },
    get seen() {
      return seen;
    },
    accept(next) {
      seen = next;
    },
    stop() {
      stopped = true;
      pending = null;
      unschedule();
    },
  };
}
