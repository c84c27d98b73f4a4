/** One's own notes about a booking: links only, the notes stay on their screen. */
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { FieldGroup } from '../../../components/booking/FieldGroup.tsx';
import { useEngine } from '../../../ground/engine.ts';
import { hrefOf } from '../../../ground/route.ts';
import { shortDate } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';

const words = t.planning.linkedNotes;

export function LinkedNotes({ bookingId }: { bookingId: string }) {
  const { data } = useEngine('notes.list', { bookingId });
  return (
    <FieldGroup legend={words.title}>
      <Text size="sm" c="dimmed">
        {data && data.notes.length === 0 ? words.none : words.hint}
      </Text>
      <Stack gap={4} align="flex-start">
        {data?.notes.map((note) => (
          <Anchor key={note.id} href={hrefOf('notes', { note: note.id })} size="sm" py={2}>
            {note.title || words.untitled} · {shortDate(note.date)}
          </Anchor>
        ))}
        <Button
          component="a"
          variant="light"
          size="compact-md"
          leftSection={<IconPencil size={16} />}
          href={hrefOf('notes', { new: '1', booking: bookingId })}
        >
          {words.write}
        </Button>
      </Stack>
    </FieldGroup>
  );
}
