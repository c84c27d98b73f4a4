/** What an activity takes along, and how much of it. */
import { ActionIcon, Fieldset, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Equipment } from '#shared/domain/place/equipment.ts';
import { t } from '../../i18n/index.ts';
import type { ActivityValues } from './activity-form.ts';

interface EquipmentFieldProps {
  equipment: readonly Equipment[];
  value: ActivityValues['equipment'];
  onChange(lines: ActivityValues['equipment']): void;
  problem(path: string): string | undefined;
}

export function EquipmentField({ equipment, value, onChange, problem }: EquipmentFieldProps) {
  const texts = t.catalogue;
  const free = equipment.filter(({ id }) => !value.some((line) => line.id === id));
  return (
    <Fieldset legend={texts.equipment}>
      <Stack gap="xs">
        {value.map((line, index) => {
          const name = equipment.find(({ id }) => id === line.id)?.name ?? '';
          return (
            <Group key={line.id} wrap="nowrap" gap="sm">
              <Text style={{ flex: 1 }}>{name}</Text>
              <NumberInput
                aria-label={texts.quantityOf(name)}
                w={90}
                min={1}
                max={1000}
                allowDecimal={false}
                value={line.quantity}
                error={problem(`equipment.${index}.quantity`)}
                onChange={(quantity) =>
                  onChange(
                    value.with(index, { ...line, quantity: typeof quantity === 'number' ? quantity : '' }),
                  )
                }
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={30}
                aria-label={texts.removeEquipment(name)}
                onClick={() => onChange(value.toSpliced(index, 1))}
              >
                <IconX size={18} />
              </ActionIcon>
            </Group>
          );
        })}
        {free.length === 0 ? null : (
          <Select
            aria-label={texts.addEquipment}
            placeholder={texts.addEquipment}
            data={free.map(({ id, name }) => ({ value: id, label: name }))}
            value={null}
            onChange={(id) => {
              if (id !== null) onChange([...value, { id, quantity: 1 }]);
            }}
          />
        )}
      </Stack>
    </Fieldset>
  );
}
