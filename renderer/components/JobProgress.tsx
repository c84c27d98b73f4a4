/** How far a long work is, and stopping it; a moving bar until the engine knows how long it is. */
import { Button, Group, Progress, Text } from '@mantine/core';
import type { WatchedJob } from '../ground/jobs.ts';
import { t } from '../i18n/index.ts';

export function JobProgress({ job, label }: { job: WatchedJob; label: string }) {
  const { progress } = job;
  const percent = progress ? Math.round((100 * progress.done) / progress.total) : null;
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm" role="status">
          {label}
          {percent === null ? null : ` ${percent}\u00a0%`}
        </Text>
        <Button variant="subtle" size="compact-sm" onClick={job.cancel}>
          {t.app.job.stop}
        </Button>
      </Group>
      <Progress
        value={percent ?? 100}
        animated={percent === null}
        striped={percent === null}
        aria-label={label}
      />
    </div>
  );
}
