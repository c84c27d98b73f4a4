/** How many messages of a thread wait to be read, beside its name in the navigation. */
import { Badge } from '@mantine/core';
import type { ThreadCircle } from '#shared/contract/threads.ts';
import { useEngine } from '../ground/engine.ts';
import { t } from '../i18n/index.ts';

export function UnreadCount({ circle, className }: { circle: ThreadCircle; className: string | undefined }) {
  const count = useEngine('threads.list', { circle, limit: 1 }).data?.unread ?? 0;
  if (count === 0) return null;
  return (
    <Badge
      className={className}
      size="md"
      circle={count < 10}
      color="wood.7"
      aria-label={t.threads.unread(count)}
    >
      {t.threads.badge(count)}
    </Badge>
  );
}
