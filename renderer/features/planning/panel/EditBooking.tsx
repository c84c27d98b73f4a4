/** A booking that exists: its form, what happens to it, its history, one's own notes about it. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import type { BookingDetail } from '#shared/contract/planning.ts';
import { BookingFields } from '../../../components/booking/BookingFields.tsx';
import { type BookingForm, changesOf, formOf, understand } from '../../../components/booking/booking-form.ts';
import { FieldGroup } from '../../../components/booking/FieldGroup.tsx';
import { FormShell } from '../../../components/booking/FormShell.tsx';
import { DraftNotice } from '../../../components/DraftNotice.tsx';
import { KeyHint } from '../../../components/KeyHint.tsx';
import { useDraft } from '../../../ground/drafts.ts';
import { useCommand } from '../../../ground/engine.ts';
import { hrefOf } from '../../../ground/route.ts';
import { t } from '../../../i18n/index.ts';
import { AboutBooking } from '../../threads/index.tsx';
import { ATTEMPT_HANDLES, ClashList } from '../attempts.tsx';
import { Feed } from '../Feed.tsx';
import type { PanelTools } from '../panel-tools.ts';
import { sayDone } from '../undo.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { LinkedNotes } from './LinkedNotes.tsx';
import { LiveCheck } from './LiveCheck.tsx';

export function EditBooking({
  detail,
  names,
  attempt,
  ask,
  onClose,
}: PanelTools & { detail: BookingDetail }) {
  const { booking, view } = detail;
  const draft = useDraft<BookingForm>(`planning.booking.${booking.id}`, formOf(detail));
  const form = draft.value;
  const [tried, setTried] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const { asked, problems } = understand(form);
  const change = useCommand('planning.change', { handles: ATTEMPT_HANDLES });
  const cancel = useCommand('planning.cancel');
  const restore = useCommand('planning.restore', { handles: ATTEMPT_HANDLES });
  const words = t.planning.panel;
  const said = t.planning.gestures;
  const cancelled = booking.state.status === 'cancelled';

  const save = async () => {
    setTried(true);
    if (!asked) return;
    const changes = changesOf(asked, detail);
    if (Object.keys(changes).length === 0) {
      await draft.discard();
      onClose();
      return;
    }
    const scope = await ask(view);
    if (!scope) return;
    await attempt({
      title: view.title,
      slot: asked.slot,
      canBeOption: true,
      write: (slot, knowingly) =>
        change.run({
          id: booking.id,
          ...changes,
          ...(changes.slot || slot !== asked.slot ? { slot, seenClaim: booking.slot.claim } : {}),
          ...scope,
          ...knowingly,
        }),
      done: (written) => {
        void draft.discard();
        onClose();
        const message =
          written.ids.length > 1
            ? said.changedSeries(view.title, written.ids.length)
            : said.changed(view.title);
        void sayDone(message, written);
      },
    });
  };

  const cancelBooking = async (reason: string) => {
    const scope = await ask(view, 'cancel');
    if (!scope) return;
    const answer = await cancel.run({ id: booking.id, reason, ...scope });
    if (!answer.ok) return;
    setCancelling(false);
    await draft.discard();
    onClose();
    await sayDone(said.cancelled(view.title), answer.value);
  };

  const bringBack = () =>
    attempt({
      title: view.title,
      slot: booking.slot,
      canBeOption: true,
      write: (_slot, knowingly) => restore.run({ id: booking.id, ...knowingly }),
      done: (written) => void sayDone(said.restored(view.title), written),
    });

  return (
    <FormShell
      onSave={save}
      footer={
        <Group justify="space-between">
          {cancelled ? (
            <Button variant="light" leftSection={<IconRestore size={18} />} onClick={() => void bringBack()}>
              {words.restore}
            </Button>
          ) : (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconBan size={18} />}
              onClick={() => setCancelling(true)}
            >
              {words.cancelBooking}
            </Button>
          )}
          <Button type="submit" loading={change.busy} rightSection={<KeyHint keys={words.saveKeys} />}>
            {words.save}
          </Button>
        </Group>
      }
    >
      <DraftNotice draft={draft} />
      {cancelled ? (
        <Alert color="gray" icon={<IconBan size={18} />}>
          {words.cancelledBecause(booking.state.reason ?? '')}
        </Alert>
      ) : null}
      {view.toSettle ? (
        <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={t.planning.booking.toSettle}>
          <ClashList clashes={detail.clashes} />
          <Button component="a" variant="light" mt="xs" href={hrefOf('a-regler')}>
            {t.planning.booking.toSettle}
          </Button>
        </Alert>
      ) : null}
      {detail.series ? (
        <Text size="sm" c="dimmed">
          {t.planning.repetition.inSeries(detail.series.total)}
          {detail.series.byHand ? ` · ${t.planning.repetition.byHand}` : ''}
        </Text>
      ) : null}
      <BookingFields form={form} set={draft.set} names={names} problems={tried ? problems : []} chosenSpace>
        {cancelled ? null : <LiveCheck form={form} set={draft.set} names={names} ignore={booking.id} />}
      </BookingFields>
      <LinkedNotes bookingId={booking.id} />
      <AboutBooking bookingId={booking.id} />
      <FieldGroup legend={t.planning.history.title}>
        {detail.history.length > 0 ? (
          <Feed lines={detail.history} names={names} />
        ) : (
          <Text size="sm" c="dimmed">
            {t.planning.history.none}
          </Text>
        )}
      </FieldGroup>
      <Stack>
        <CancelDialog
          opened={cancelling}
          title={view.title}
          busy={cancel.busy}
          onConfirm={cancelBooking}
          onClose={() => setCancelling(false)}
        />
      </Stack>
    </FormShell>
  );
}
