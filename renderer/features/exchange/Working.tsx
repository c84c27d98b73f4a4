/** Long work in sight: what is being done, how far, and the button that stops it. */
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import type { WatchedJob } from './use-job.ts';

export function Working({ label, job }: { label: string; job: WatchedJob }) {
  const percent = Math.round((job.part ?? 0) * 100);
  return (
    <Stack gap="xs" role="status" aria-live="polite">
      <Text>{job.stopping ? t.exchange.import.stopping : label}</Text>
      <Group wrap="nowrap">
        <Progress.Root size="lg" style={{ flex: 1 }}>
          <Progress.Section value={percent} aria-label={label} />
        </Progress.Root>
        <Button variant="default" onClick={job.stop} disabled={job.stopping}>
          {t.exchange.import.stop}
        </Button>
      </Group>
    </Stack>
  );
}
