/** The days someone is away, first and last included. */
import { ActionIcon, Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Absence } from '#shared/domain/place/host.ts';
import { t } from '../i18n/index.ts';
import { DateField } from './DateField.tsx';

interface AbsencesFieldProps {
  value: Absence[];
  onChange(absences: Absence[]): void;
  /** Sentence of the field at `absences.<index>.<from or to>`. */
  problem(path: string): string | undefined;
}

export function AbsencesField({ value, onChange, problem }: AbsencesFieldProps) {
  const set = (index: number, part: Partial<Absence>) => {
    const absence = value[index];
    if (absence) onChange(value.with(index, { ...absence, ...part }));
  };
  return (
    <Fieldset legend={t.forms.absences}>
      <Stack gap="xs">
        {value.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t.forms.noAbsence}
          </Text>
        ) : null}
        {value.map(({ from, to }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: absences have no other identity while they are typed
          <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
            <DateField
              label={t.forms.from}
              value={from}
              required
              withAsterisk={false}
              error={problem(`absences.${index}.from`)}
              style={{ flex: 1 }}
              // A first day alone is an absence of one day.
              onChange={(date) =>
                set(index, to === '' || to < date ? { from: date, to: date } : { from: date })
              }
            />
            <DateField
              label={t.forms.to}
              value={to}
              required
              withAsterisk={false}
              error={problem(`absences.${index}.to`)}
              style={{ flex: 1 }}
              onChange={(date) => set(index, { to: date })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              mt={30}
              aria-label={t.forms.removeAbsence(from)}
              onClick={() => onChange(value.toSpliced(index, 1))}
            >
              <IconX size={18} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...value, { from: '', to: '' }])}
        >
          {t.forms.addAbsence}
        </Button>
      </Stack>
    </Fieldset>
  );
}
