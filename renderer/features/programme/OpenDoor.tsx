/** Opens, and closes, the screen at the entrance. */
import { Button, Stack, Text } from '@mantine/core';
import { IconDeviceTv, IconDeviceTvOff } from '@tabler/icons-react';
import { useDoor } from '../../app/door.ts';
import { t } from '../../i18n/index.ts';

export function OpenDoor() {
  const { open, show, close } = useDoor();
  const Icon = open ? IconDeviceTvOff : IconDeviceTv;
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm" c="dimmed" maw="46rem">
        {t.door.explained}
      </Text>
      <Button
        variant="default"
        leftSection={<Icon size={18} stroke={1.5} aria-hidden />}
        onClick={open ? close : show}
      >
        {open ? t.door.close : t.door.open}
      </Button>
    </Stack>
  );
}
