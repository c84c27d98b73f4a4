/** Long work that a person can watch and stop. */
import type { Topics } from '#shared/contract/index.ts';

type Progress = Topics['job.progress'];

export interface Job {
  readonly cancelled: boolean;
  /** Tells the screens how far it is, and lets other calls through (await it between batches). */
  progress(done: number, total: number): Promise<void>;
  end(state: Exclude<Progress['state'], 'running'>): void;
}

export interface Jobs {
  /** `id` is chosen by the screen that starts the work, so that it can listen before the first step. */
  start(id: string): Job;
  cancel(id: string): boolean;
}

export function createJobs(emit: (progress: Progress) => void): Jobs {
  const running = new Map<string, { cancelled: boolean }>();
  return {
    start(id) {
      const state = { cancelled: false };
      running.set(id, state);
      let last = { done: 0, total: 0 };
      return {
        get cancelled() {
          return state.cancelled;
        },
        async progress(done, total) {
          last = { done, total };
          emit({ job: id, done, total, state: 'running' });
          await new Promise((resume) => setImmediate(resume));
        },
        end(outcome) {
          running.delete(id);
          emit({ job: id, ...last, state: outcome });
        },
      };
    },
    cancel(id) {
      const state = running.get(id);
      if (state) state.cancelled = true;
      return state !== undefined;
    },
  };
}
