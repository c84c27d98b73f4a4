/**
 * Long work with a progress bar: `const job = useJob(); await command.run({ …, job: job.begin() })`, then
 * `<JobProgress job={job} label={…} />` while `command.busy`.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Topics } from '#shared/contract/index.ts';
import { callEngine, onTopic } from './engine.ts';

export interface Progress {
  done: number;
  total: number;
}

export interface WatchedJob {
  /** A new job id, to pass to the engine. */
  begin(): string;
  id: string | null;
  /** Null until the engine has said how long it is. */
  progress: Progress | null;
  /** Asks the engine to stop; the command then answers `cancelled_by_user`. */
  cancel(): void;
}

export function useJob(): WatchedJob {
  const [id, setId] = useState<string | null>(null);
  const current = useRef<string | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(
    () =>
      onTopic('job.progress', ({ job, done, total, state }: Topics['job.progress']) => {
        if (job !== current.current) return;
        setProgress(state === 'running' && total > 0 ? { done, total } : null);
      }),
    [],
  );
  const begin = useCallback(() => {
    const made = crypto.randomUUID();
    current.current = made;
    setId(made);
    setProgress(null);
    return made;
  }, []);
  const cancel = useCallback(() => {
    if (current.current !== null) void callEngine('jobs.cancel', { job: current.current });
  }, []);
  return { begin, id, progress, cancel };
}
