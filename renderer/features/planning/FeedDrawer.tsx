/** What the team changed, latest first. */
import { Button, Stack } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { Names } from '../../components/booking/names.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { useEngine } from '../../ground/engine.ts';
import { t } from '../../i18n/index.ts';
import { Feed } from './Feed.tsx';

const STEP = 50;
const MOST = 200;

export function FeedDrawer({ opened, names, onClose }: { opened: boolean; names: Names; onClose(): void }) {
  const [limit, setLimit] = useState(STEP);
  const { data } = useEngine('planning.feed', { limit }, { enabled: opened });
  const { feed } = t.planning;
  return (
    <SidePanel opened={opened} title={feed.title} onClose={onClose}>
      {data && data.lines.length === 0 ? (
        <EmptyState icon={IconHistory} title={feed.none.title} example={feed.none.example} />
      ) : null}
      {data ? (
        <Stack>
          <Feed lines={data.lines} names={names} withLinks />
          {data.next && limit < MOST ? (
            <Button variant="default" onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
              {feed.more}
            </Button>
          ) : null}
        </Stack>
      ) : null}
    </SidePanel>
  );
}
