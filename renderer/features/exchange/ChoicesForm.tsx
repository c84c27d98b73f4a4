/** How the rows come in: as what, and what becomes of those that meet something. */
import { Checkbox, Group, Radio, Select, Stack, Text } from '@mantine/core';
import type { Activity } from '#shared/domain/catalogue/activity.ts';
import { type BookingKind, bookingKinds } from '#shared/domain/planning/model.ts';
import { TypedSelect } from '../../components/TypedSelect.tsx';
import { t } from '../../i18n/index.ts';
import { PartTitle } from './PartTitle.tsx';

export interface Wishes {
  kind: BookingKind;
  activity: string | null;
  isPublic: boolean;
  overlapping: 'option' | 'keep' | 'skip';
  closed: 'keep' | 'skip';
}

export const firstWishes: Wishes = {
  kind: 'informal',
  activity: null,
  isPublic: false,
  overlapping: 'option',
  closed: 'keep',
};

interface ChoicesFormProps {
  wishes: Wishes;
  onChange(wishes: Wishes): void;
  activities: readonly Activity[];
  /** Rows left out one by one. */
  excluded: number;
}

export function ChoicesForm({ wishes, onChange, activities, excluded }: ChoicesFormProps) {
  const texts = t.exchange.choices;
  const set = (change: Partial<Wishes>) => onChange({ ...wishes, ...change });
  return (
    <Stack>
      <PartTitle>{texts.title}</PartTitle>
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <Select
          label={texts.kind}
          data={bookingKinds.map((kind) => ({ value: kind, label: texts.kinds[kind] }))}
          value={wishes.kind}
          allowDeselect={false}
          onChange={(kind) => set({ kind: (kind ?? 'informal') as BookingKind })}
        />
        {wishes.kind === 'session' ? (
          <TypedSelect
            label={texts.activity}
            placeholder={texts.noActivity}
            data={activities
              .filter(({ archived }) => !archived)
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={wishes.activity}
            clearable
            onChange={(activity) => set({ activity })}
          />
        ) : null}
      </Group>
      <Checkbox
        label={texts.isPublic}
        checked={wishes.isPublic}
        onChange={(event) => set({ isPublic: event.currentTarget.checked })}
      />
      <Group align="flex-start" gap="xl">
        <Radio.Group
          label={texts.overlapping}
          value={wishes.overlapping}
          onChange={(value) => set({ overlapping: value as Wishes['overlapping'] })}
        >
          <Stack gap={6} mt={6}>
            {Object.entries(texts.overlappings).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group
          label={texts.closed}
          value={wishes.closed}
          onChange={(value) => set({ closed: value as Wishes['closed'] })}
        >
          <Stack gap={6} mt={6}>
            {Object.entries(texts.closeds).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      </Group>
      {excluded > 0 ? <Text c="dimmed">{texts.excluded(excluded)}</Text> : null}
    </Stack>
  );
}
