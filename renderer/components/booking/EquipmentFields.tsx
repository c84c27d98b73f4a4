/** The material a booking takes along, each with its quantity. */
import { ActionIcon, Group, NumberInput, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import { TypedSelect } from '../TypedSelect.tsx';
import { withUnlisted } from './booking-form.ts';
import type { FieldsProps } from './fields.ts';

const words = t.planning.panel;

export function EquipmentFields({ form, set, names }: FieldsProps) {
  if (names.equipment.length === 0) return null;
  const nameOf = (id: string) => names.equipment.find((item) => item.id === id)?.name ?? id;
  const free = names.equipment.filter(({ id }) => form.equipment.every((item) => item.id !== id));
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {words.equipment}
      </Text>
      {form.equipment.map(({ id, quantity }) => (
        <Group key={id} gap="xs" mb={4} wrap="nowrap">
          <Text size="sm" flex={1}>
            {nameOf(id)}
          </Text>
          <NumberInput
            aria-label={words.quantity(nameOf(id))}
            w="6rem"
            size="xs"
            min={1}
            max={1000}
            allowDecimal={false}
            value={quantity}
            onChange={(value) =>
              set((now) => ({
                ...now,
                equipment: now.equipment.map((item) =>
                  item.id === id && typeof value === 'number' && value >= 1
                    ? { ...item, quantity: value }
                    : item,
                ),
              }))
            }
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words.remove(nameOf(id))}
            onClick={() =>
              set((now) => ({ ...now, equipment: now.equipment.filter((item) => item.id !== id) }))
            }
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      {free.length > 0 ? (
        <TypedSelect
          aria-label={words.equipmentAdd}
          placeholder={words.equipmentAdd}
          words={form.unlisted?.equipment}
          onWords={(typed) => set((now) => withUnlisted(now, 'equipment', typed))}
          value={null}
          data={free.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) =>
            id && set((now) => ({ ...now, equipment: [...now.equipment, { id, quantity: 1 }] }))
          }
        />
      ) : null}
    </div>
  );
}
