/** How far a long work is; a moving bar until the engine knows how long it is. */
import { Progress, Text } from '@mantine/core';
import type { WatchedJob } from '../app/jobs.ts';

export function JobProgress({ job, label }: { job: WatchedJob; label: string }) {
  const { progress } = job;
  const percent = progress ? Math.round((100 * progress.done) / progress.total) : null;
  return (
    <div role="status">
      <Text size="sm" mb={4}>
        {label}
        {percent === null ? null : ` ${percent}\u00a0%`}
      </Text>
      <Progress
        value={percent ?? 100}
        animated={percent === null}
        striped={percent === null}
        aria-label={label}
      />
    </div>
  );
}
