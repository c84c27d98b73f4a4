/** On site, remote, both or outside; the spaces, and the margins before and after. */
import { Chip, Group, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { bookingModes } from '#shared/domain/planning/model.ts';
import { t } from '../../i18n/index.ts';
import { ColourMark } from '../marks.tsx';
import type { BookingForm } from './booking-form.ts';
import { FieldGroup } from './FieldGroup.tsx';
import { type FieldsProps, problemOf } from './fields.ts';

const words = t.planning.panel;
const MARGINS = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120];
const margins = (value: number) =>
  [...new Set([...MARGINS, value])]
    .sort((a, b) => a - b)
    .map((minutes) => ({ value: String(minutes), label: words.minutes(minutes) }));

export function WhereFields({ form, set, names, problems }: FieldsProps) {
  const change = (part: Partial<BookingForm>) => set((now) => ({ ...now, ...part }));
  const inside = form.mode === 'on-site' || form.mode === 'hybrid';
  const missing = problemOf(problems, 'space');
  return (
    <FieldGroup legend={words.where}>
      <Select
        label={words.mode}
        data={bookingModes.map((mode) => ({ value: mode, label: words.modes[mode] }))}
        value={form.mode}
        allowDeselect={false}
        onChange={(mode) => mode && change({ mode: mode as BookingForm['mode'] })}
      />
      {inside ? (
        <div data-invalid-group={missing ? true : undefined}>
          <Text size="sm" fw={500} mb={4} id="booking-spaces">
            {words.spaces}
          </Text>
          <Group gap="xs" role="group" aria-labelledby="booking-spaces">
            {names.spaces.map((space) => (
              <Chip
                key={space.id}
                size="md"
                variant="light"
                disabled={form.wholePlace}
                checked={form.wholePlace || form.spaces.includes(space.id)}
                onChange={(checked) =>
                  set((now) => ({
                    ...now,
                    spaces: checked ? [...now.spaces, space.id] : now.spaces.filter((id) => id !== space.id),
                  }))
                }
              >
                <Group component="span" gap={6} wrap="nowrap">
                  <ColourMark colour={space.colour} size={12} />
                  {space.name}
                </Group>
              </Chip>
            ))}
            <Chip
              size="md"
              variant="light"
              checked={form.wholePlace}
              onChange={(wholePlace) => change({ wholePlace })}
            >
              {words.wholePlace}
            </Chip>
          </Group>
          {missing ? (
            <Text size="sm" c="var(--mantine-color-error)" mt={4} role="alert">
              {missing}
            </Text>
          ) : null}
        </div>
      ) : null}
      {form.mode === 'outside' || form.mode === 'hybrid' ? (
        <TextInput
          label={form.mode === 'outside' ? words.meetingPoint : words.address}
          maxLength={300}
          value={form.placeText}
          onChange={(event) => change({ placeText: event.currentTarget.value })}
        />
      ) : null}
      {form.mode === 'remote' || form.mode === 'hybrid' ? (
        <TextInput
          label={words.link}
          inputMode="url"
          maxLength={2000}
          value={form.link}
          onChange={(event) => change({ link: event.currentTarget.value })}
        />
      ) : null}
      {inside ? (
        <SimpleGrid cols={2} spacing="sm">
          <Select
            label={words.setup}
            data={margins(form.setupMin)}
            value={String(form.setupMin)}
            allowDeselect={false}
            onChange={(minutes) => change({ setupMin: Number(minutes) })}
          />
          <Select
            label={words.airing}
            data={margins(form.airingMin)}
            value={String(form.airingMin)}
            allowDeselect={false}
            onChange={(minutes) => change({ airingMin: Number(minutes) })}
          />
        </SimpleGrid>
      ) : null}
    </FieldGroup>
  );
}
