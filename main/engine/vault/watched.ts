/** Long work as a job, when the screen asked for one. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Jobs } from '../ground/jobs.ts';
import type { Step } from './backup-file.ts';

export async function watched<T>(
  jobs: Jobs,
  id: string | undefined,
  work: (step: Step) => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  if (id === undefined) {
    return work(async () => {
      await new Promise((resume) => setImmediate(resume));
      return true;
    });
  }
  const job = jobs.start(id);
  let state: 'done' | 'cancelled' | 'failed' = 'failed';
  try {
    const result = await work(async (done, total) => {
      await job.progress(done, total);
      return !job.cancelled;
    });
    if (result.ok) state = 'done';
    else if (result.error.tag === 'cancelled_by_user') state = 'cancelled';
    return result;
  } finally {
    job.end(state);
  }
}
