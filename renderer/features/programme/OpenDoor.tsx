/** Opens, and closes, the screen at the entrance; among the actions of the screen of the programme. */
import { Button, Tooltip } from '@mantine/core';
import { IconDeviceTv, IconDeviceTvOff } from '@tabler/icons-react';
import { useDoor } from '../../ground/door.ts';
import { t } from '../../i18n/index.ts';

export function OpenDoor() {
  const { open, show, close } = useDoor();
  const Icon = open ? IconDeviceTvOff : IconDeviceTv;
  return (
    <Tooltip label={t.door.explained} multiline w={320}>
      <Button
        variant="default"
        leftSection={<Icon size={18} stroke={1.5} aria-hidden />}
        onClick={open ? close : show}
      >
        {open ? t.door.close : t.door.open}
      </Button>
    </Tooltip>
  );
}
