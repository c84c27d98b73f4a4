/** Long work of this capability: told as it goes, stopped when asked, ended whatever happens. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import { err, type Result } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { turn } from '../../capability/long-work.ts';
import type { Job } from '../../ground/jobs.ts';

/** Thrown by `Progress.at` once the person asked to stop. */
class Stopped extends Error {}

export const isStop = (error: unknown): boolean => error instanceof Stopped;

export interface Progress {
  /** Tells how far, lets other calls through, and stops the work when asked to. Out of 1000. */
  at(part: number): Promise<void>;
}

export async function asJob<T>(
  vault: OpenVault,
  id: string,
  work: (progress: Progress) => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  const job: Job = vault.jobs.start(id);
  const progress: Progress = {
    async at(part) {
      await job.progress(Math.max(0, Math.min(1000, Math.round(part * 1000))), 1000);
      if (job.cancelled) throw new Stopped();
    },
  };
  try {
    const result = await work(progress);
    job.end(result.ok ? 'done' : 'failed');
    return result;
  } catch (error) {
    if (error instanceof Stopped) {
      job.end('cancelled');
      return err({ tag: 'cancelled_by_user' });
    }
    job.end('failed');
    throw error;
  }
}

/** For short work that shares its code with long work: lets other calls through, nobody watches. */
export const unwatched: Progress = { at: turn };
