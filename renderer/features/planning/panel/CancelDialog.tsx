/** Cancels with a reason: the booking stays readable, and people can be told why. */
import { Button, Chip, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../../components/Dialog.tsx';
import { useGesture } from '../../../ground/under-way.ts';
import { t } from '../../../i18n/index.ts';

interface CancelDialogProps {
  opened: boolean;
  title: string;
  busy: boolean;
  onConfirm(reason: string): Promise<void>;
  onClose(): void;
}

export function CancelDialog({ opened, title, busy, onConfirm, onClose }: CancelDialogProps) {
  const [reason, setReason] = useState('');
  const confirm = useGesture(onConfirm);
  const words = t.planning.cancel;
  return (
    <Dialog opened={opened} onClose={onClose} title={words.title(title)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // The dialog is drawn inside the panel's form: this is not a save.
          event.stopPropagation();
          confirm(reason.trim());
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={words.reason}
            description={words.reasonHint}
            data-autofocus
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group gap={6}>
            {words.reasons.map((usual) => (
              <Chip key={usual} size="sm" checked={reason === usual} onChange={() => setReason(usual)}>
                {usual}
              </Chip>
            ))}
          </Group>
          <Group justify="flex-end" mt="sm">
            <Button variant="default" onClick={onClose}>
              {words.back}
            </Button>
            <Button type="submit" loading={busy}>
              {words.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
