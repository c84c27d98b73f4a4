/** À régler: bookings that overlap because two people could not see each other. One gesture each. */
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import {
  IconArrowsExchange,
  IconBan,
  IconCalendarSearch,
  IconCircleCheck,
  IconCopyCheck,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ToSettle } from '#shared/contract/planning.ts';
import type { SlotRequest } from '#shared/domain/planning/model.ts';
import { type Names, useNames } from '../../components/booking/names.ts';
import { Proposals } from '../../components/booking/Proposals.tsx';
import { stateWord } from '../../components/booking-block.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { bookingIcon } from '../../components/marks.tsx';
import { Page } from '../../components/Page.tsx';
import { useToSettle } from '../../components/to-settle.ts';
import { useCommand, useEngine } from '../../ground/engine.ts';
import { hrefOf } from '../../ground/route.ts';
import { capitalised, dateAndTimes } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Rivals } from '../rivals/index.tsx';
import { ATTEMPT_HANDLES, useAttempts } from './attempts.tsx';
import { Doubles } from './Doubles.tsx';
import { slotOf } from './moves.ts';
import { CancelDialog } from './panel/CancelDialog.tsx';
import { sayDone } from './undo.ts';

export default function ToSettleScreen() {
  const { data, error } = useEngine('planning.toSettle', {});
  const { overlapping, rivals, doubled, count } = useToSettle();
  const names = useNames();
  const words = t.planning.settle;
  return (
    <Page
      title={words.title}
      detail={data ? words.detail(overlapping, rivals, doubled) : undefined}
      width="wide"
    >
      {error ? <ErrorNotice error={error} /> : null}
      {data && count === 0 ? (
        <EmptyState icon={IconCircleCheck} title={words.empty.title} example={words.empty.example} />
      ) : null}
      <Stack>
        <Doubles />
        {data?.map((line) => (
          <Line key={line.booking.id} line={line} names={names} />
        ))}
        <Rivals />
      </Stack>
    </Page>
  );
}

function Line({ line: { booking, clashes, alternatives }, names }: { line: ToSettle; names: Names }) {
  const words = t.planning.settle;
  const [asking, setAsking] = useState<'keep' | 'cancel' | null>(null);
  const settle = useCommand('planning.settle', { handles: ATTEMPT_HANDLES });
  const { attempt, dialogs } = useAttempts(names);
  const others = [...new Map(clashes.map((clash) => [clash.with.id, clash])).values()];
  const Icon = bookingIcon(booking.kind, booking.category);
  const when = dateAndTimes(booking.date, booking.start, booking.end);

  type How = Parameters<typeof settle.run>[0]['how'];
  const run = (how: How, slot: SlotRequest = slotOf(booking)) =>
    attempt({
      title: booking.title,
      slot,
      canBeOption: false,
      write: (wanted) =>
        settle.run({ id: booking.id, how: how.kind === 'move' ? { kind: 'move', slot: wanted } : how }),
      done: (written, taken) => {
        setAsking(null);
        const said =
          how.kind === 'move'
            ? t.planning.gestures.moved(booking.title, taken)
            : words.settled(booking.title);
        void sayDone(said, written);
      },
    });

  return (
    <Paper
      component="section"
      // The same title may be twice in the list.
      aria-label={`${booking.title}, ${when}`}
      p="md"
      radius="lg"
      withBorder
      bg="var(--surface)"
    >
      <Stack gap="sm">
        <div>
          <Group gap="xs">
            <Icon size={20} stroke={1.5} aria-hidden />
            <Title order={2} size="h3">
              {booking.title}
            </Title>
            {stateWord({ ...booking, toSettle: false }) ? (
              <Badge variant="default" tt="none">
                {stateWord({ ...booking, toSettle: false })}
              </Badge>
            ) : null}
          </Group>
          <Text>
            {capitalised(when)} · {names.where(booking)}
          </Text>
        </div>
        <div>
          <Text c="dimmed">{words.versus}</Text>
          {others.map((clash) => (
            <Text key={clash.with.id}>
              <strong>{clash.with.title}</strong>,{' '}
              {dateAndTimes(clash.with.date, clash.with.start, clash.with.end)} · {names.where(clash.with)} (
              {t.planning.conflict.why[clash.reason]}, {words.priority})
            </Text>
          ))}
        </div>
        {alternatives.length > 0 ? (
          <Stack gap="xs" align="flex-start">
            <Text fw={600}>{words.take}</Text>
            <Proposals
              proposals={alternatives}
              names={names}
              onTake={(slot) => void run({ kind: 'move', slot }, slot)}
            />
          </Stack>
        ) : null}
        <Group gap="xs">
          {others.map((clash) => (
            <Button
              key={clash.with.id}
              variant="default"
              leftSection={<IconArrowsExchange size={18} />}
              onClick={() => void run({ kind: 'swap', with: clash.with.id })}
            >
              {words.swap(clash.with.title)}
            </Button>
          ))}
          <Button
            variant="default"
            leftSection={<IconCopyCheck size={18} />}
            onClick={() => setAsking('keep')}
          >
            {words.keep}
          </Button>
          <Button variant="default" leftSection={<IconBan size={18} />} onClick={() => setAsking('cancel')}>
            {words.cancel}
          </Button>
          <Button
            component="a"
            variant="subtle"
            leftSection={<IconCalendarSearch size={18} />}
            href={hrefOf('planning', { view: 'day', date: booking.date, booking: booking.id })}
          >
            {words.open}
          </Button>
        </Group>
      </Stack>
      <ConfirmDialog
        opened={asking === 'keep'}
        title={words.keepTitle}
        confirm={words.keep}
        busy={settle.busy}
        onConfirm={() => void run({ kind: 'keep' })}
        onClose={() => setAsking(null)}
      >
        {words.keepBody}
      </ConfirmDialog>
      <CancelDialog
        opened={asking === 'cancel'}
        title={booking.title}
        busy={settle.busy}
        onConfirm={(reason) => run({ kind: 'cancel', reason })}
        onClose={() => setAsking(null)}
      />
      {dialogs}
    </Paper>
  );
}
