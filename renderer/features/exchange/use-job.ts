/** Long work of the engine: a name for it, how far it is, and a way to stop it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { callEngine, onTopic } from '../../ground/engine.ts';

export interface WatchedJob {
  /** Between 0 and 1; null when nothing runs. */
  part: number | null;
  /** Runs a call that takes the name of a job. */
  run<T>(call: (job: string) => Promise<T>): Promise<T>;
  stop(): void;
  /** It was asked to stop, and takes back what it had begun. */
  stopping: boolean;
}

export function useJob(): WatchedJob {
  const [part, setPart] = useState<number | null>(null);
  const [stopping, setStopping] = useState(false);
  const current = useRef<string | null>(null);

  useEffect(
    () =>
      onTopic('job.progress', ({ job, done, total }) => {
        if (job === current.current && total > 0) setPart(done / total);
      }),
    [],
  );
  const stop = useCallback(() => {
    if (current.current === null) return;
    setStopping(true);
    void callEngine('exchange.cancel', { job: current.current });
  }, []);
  // A screen that goes away does not leave a reading behind.
  useEffect(() => stop, [stop]);
  const run = useCallback(async <T>(call: (job: string) => Promise<T>): Promise<T> => {
    const job = crypto.randomUUID();
    current.current = job;
    setPart(0);
    setStopping(false);
    try {
      return await call(job);
    } finally {
      if (current.current === job) {
        current.current = null;
        setPart(null);
      }
    }
  }, []);
  return { part, run, stop, stopping };
}
