/** Another date, other hours, another space: chosen by hand. */
import { Button, Chip, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SlotRequest } from '#shared/domain/planning/model.ts';
import { isWithin } from '#shared/domain/quarter/calendar.ts';
import { isLocalDate } from '#shared/domain/time/wall.ts';
import type { Names } from '../../../components/booking/names.ts';
import { DateField } from '../../../components/DateField.tsx';
import { HoursField } from '../../../components/HoursField.tsx';
import { ColourMark } from '../../../components/marks.tsx';
import { t } from '../../../i18n/index.ts';
import { useQuarter } from '../ground/context.ts';
import classes from '../ground/quarter.module.css';

const words = t.quarter.panel;

interface MoveFormProps {
  slot: SlotRequest;
  names: Names;
  onMove(slot: SlotRequest): void;
}

export function MoveForm({ slot, names, onMove }: MoveFormProps) {
  const { view } = useQuarter();
  const [typed, setTyped] = useState(slot);
  const outside = isLocalDate(typed.date) && !isWithin(typed.date, view);
  const good = isLocalDate(typed.date) && !outside && typed.start !== '' && typed.start < typed.end;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (good) onMove(typed);
  };
  const hasSpaces = slot.wholePlace || slot.spaces.length > 0;
  return (
    <details className={classes.details}>
      <summary>{words.elsewhere}</summary>
      <form onSubmit={submit}>
        <Stack gap="sm" mt="xs">
          <Group gap="sm" align="flex-end">
            <DateField
              label={t.planning.panel.date}
              value={typed.date}
              minDate={view.from}
              maxDate={view.to}
              error={outside ? t.quarter.sheet.outside : undefined}
              onChange={(date) => setTyped({ ...typed, date })}
            />
            <HoursField
              what={words.when}
              value={typed}
              onChange={({ start, end }) => setTyped({ ...typed, start, end })}
            />
          </Group>
          {hasSpaces ? (
            <div>
              <Text size="sm" fw={500} mb={4} id="move-spaces">
                {t.planning.panel.spaces}
              </Text>
              <Group gap="xs" role="group" aria-labelledby="move-spaces">
                {names.spaces.map(({ id, name, colour }) => (
                  <Chip
                    key={id}
                    size="sm"
                    variant="light"
                    disabled={typed.wholePlace}
                    checked={typed.wholePlace || typed.spaces.includes(id)}
                    onChange={(checked) =>
                      setTyped({
                        ...typed,
                        spaces: checked
                          ? [...typed.spaces, id]
                          : typed.spaces.filter((other) => other !== id),
                      })
                    }
                  >
                    <Group component="span" gap={6} wrap="nowrap">
                      <ColourMark colour={colour} size={12} />
                      {name}
                    </Group>
                  </Chip>
                ))}
                <Chip
                  size="sm"
                  variant="light"
                  checked={typed.wholePlace}
                  onChange={(wholePlace) => setTyped({ ...typed, wholePlace })}
                >
                  {t.planning.panel.wholePlace}
                </Chip>
              </Group>
            </div>
          ) : null}
          <Button type="submit" variant="light" disabled={!good} style={{ alignSelf: 'flex-start' }}>
            {words.move}
          </Button>
        </Stack>
      </form>
    </details>
  );
}
