/** The activity feed as sentences: who did what, from where to where. */
import { Anchor, Stack, Text } from '@mantine/core';
import type { FeedLine } from '#shared/contract/planning.ts';
import type { Names } from '../../components/booking/names.ts';
import { hrefOf } from '../../ground/route.ts';
import { ago } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

interface FeedProps {
  lines: readonly FeedLine[];
  names: Names;
  /** Offers to open the booking of each line. */
  withLinks?: boolean;
}

export function Feed({ lines, names, withLinks = false }: FeedProps) {
  return (
    <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {lines.map((line) => (
        <li key={line.id}>
          <Text size="sm">{t.planning.feed.sentence(line, (spaces) => names.place({ spaces }))}</Text>
          <Text size="xs" c="dimmed">
            {ago(line.at)}
            {withLinks && line.bookingId ? (
              <>
                {' · '}
                <Anchor
                  underline="always"
                  href={hrefOf('planning', {
                    booking: line.bookingId,
                    date: line.to?.date ?? line.from?.date,
                  })}
                  inherit
                  py={3}
                >
                  {t.planning.feed.open}
                </Anchor>
              </>
            ) : null}
          </Text>
        </li>
      ))}
    </Stack>
  );
}
