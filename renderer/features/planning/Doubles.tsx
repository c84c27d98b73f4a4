/** What two machines imported twice: one gesture keeps one of each; where two hands wrote two things, a person chooses. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCalendarSearch, IconCopyMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DoubledBooking, Doubles as DoublesFound } from '#shared/contract/exchange.ts';
import { useCommand, useEngine } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { hrefOf } from '../../ground/route.ts';
import { dateAndTimes } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { sayDone } from './undo.ts';

const words = t.planning.settle.doubles;
/** Named in the card. */
const NAMED = 5;

/** Nothing at all when nothing is there twice. */
export function Doubles() {
  const { data } = useEngine('exchange.doubles', {});
  if (data === undefined) return null;
  return (
    <>
      {data.count > 0 ? <Many {...data} /> : null}
      {data.open.map((group) => (
        <Open key={group.map(({ id }) => id).join()} group={group} />
      ))}
    </>
  );
}

const whenOf = ({ date, start, end }: DoubledBooking) => dateAndTimes(date, start, end);

function Many({ count, isAll, first }: Pick<DoublesFound, 'count' | 'isAll' | 'first'>) {
  const command = useCommand('exchange.keepOneOfEach');
  async function keep() {
    const answer = await command.run({});
    if (!answer.ok) return;
    if (answer.value.removed === 0) showDone(words.already);
    else await sayDone(words.done(answer.value.removed), { leftAlone: [] });
  }
  return (
    <Card title={words.title(count, isAll)}>
      <Text>{words.why}</Text>
      <ul style={{ margin: 0 }}>
        {first.slice(0, NAMED).map((booking) => (
          <li key={booking.id}>
            <strong>{booking.title || words.untitled}</strong>, {whenOf(booking)}
          </li>
        ))}
        {count > NAMED ? <li>{words.more(count - NAMED)}</li> : null}
      </ul>
      <Group>
        <Button leftSection={<IconCopyMinus size={18} />} loading={command.busy} onClick={() => void keep()}>
          {words.keep}
        </Button>
      </Group>
    </Card>
  );
}

function Open({ group }: { group: DoubledBooking[] }) {
  return (
    <Card title={words.open}>
      <Text>{words.openWhy}</Text>
      {group.map((booking) => (
        <Group key={booking.id} justify="space-between" wrap="nowrap">
          <Text>
            <strong>{booking.title || words.untitled}</strong>, {whenOf(booking)}
          </Text>
          <Button
            component="a"
            variant="default"
            leftSection={<IconCalendarSearch size={18} />}
            href={hrefOf('planning', { view: 'day', date: booking.date, booking: booking.id })}
            aria-label={`${t.planning.settle.open} : ${booking.title || words.untitled}, ${whenOf(booking)}`}
          >
            {t.planning.settle.open}
          </Button>
        </Group>
      ))}
    </Card>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" aria-label={title} p="md" radius="lg" withBorder bg="var(--surface)">
      <Stack gap="sm">
        <Title order={2} size="h3">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}
