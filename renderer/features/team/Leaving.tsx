/** Removing a device, or leaving with one's own: what it can do and what it cannot is said before. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconLogout, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeviceView } from '#shared/contract/team.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useCommand } from '../../ground/engine.ts';
import { showDone } from '../../ground/notices.tsx';
import { t } from '../../i18n/index.ts';

const words = t.team.panel;

export function Leaving({ device, onDone }: { device: DeviceView; onDone(): void }) {
  const [asking, setAsking] = useState(false);
  const remove = useCommand('team.remove');
  const leave = useCommand('team.leave');
  const { me, label, person } = device;

  async function confirm() {
    const answer = me ? await leave.run({}) : await remove.run({ device: device.id });
    setAsking(false);
    if (!answer.ok) return;
    showDone(me ? words.left : words.removed(label));
    onDone();
  }

  return (
    <Group>
      <Button
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        leftSection={me ? <IconLogout size={18} /> : <IconUserMinus size={18} />}
        onClick={() => setAsking(true)}
      >
        {me ? words.leave : words.remove}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={me ? words.leaveTitle : words.removeTitle(label)}
        confirm={me ? words.leave : words.remove}
        busy={remove.busy || leave.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        {me ? (
          words.leaveText
        ) : (
          <Stack gap="xs">
            <Text>{words.removeSafe}</Text>
            <Text>{words.removeKept(person?.name ?? words.theRelay)}</Text>
            <Text>{words.removeUnsent}</Text>
            <Text>{words.removeBack}</Text>
          </Stack>
        )}
      </ConfirmDialog>
    </Group>
  );
}
