/** How often, and on which days. Where it ends is said elsewhere. */
import { Chip, Group, Select } from '@mantine/core';
import type { Recurrence } from '#shared/domain/planning/model.ts';
import { addDays, startOfWeek, type Weekday } from '#shared/domain/time/wall.ts';
import { capitalised, weekdayName } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { RepetitionForm } from './repetition-form.ts';

const words = t.planning.repetition;
const frequencies = Object.keys(words.frequencies) as Recurrence['frequency'][];
/** Any Monday: only the names of its week matter. */
const A_MONDAY = startOfWeek('2027-01-12');

interface RuleFieldsProps {
  repetition: Pick<RepetitionForm, 'frequency' | 'interval' | 'weekdays'>;
  onChange(part: Partial<RepetitionForm>): void;
}

export function RuleFields({ repetition, onChange }: RuleFieldsProps) {
  return (
    <>
      <Group grow align="flex-end">
        <Select
          label={words.frequency}
          allowDeselect={false}
          data={frequencies.map((value) => ({ value, label: words.frequencies[value] }))}
          value={repetition.frequency}
          onChange={(frequency) => frequency && onChange({ frequency: frequency as Recurrence['frequency'] })}
        />
        <Select
          label={words.interval}
          allowDeselect={false}
          data={[1, 2, 3, 4].map((count) => ({
            value: String(count),
            label: words.intervalOf(repetition.frequency, count),
          }))}
          value={String(repetition.interval)}
          onChange={(interval) => onChange({ interval: Number(interval) })}
        />
      </Group>
      {repetition.frequency === 'weekly' ? (
        <Chip.Group
          multiple
          value={repetition.weekdays.map(String)}
          onChange={(days) => onChange({ weekdays: days.map(Number).sort() as Weekday[] })}
        >
          <Group gap={6} role="group" aria-label={words.weekdays}>
            {[0, 1, 2, 3, 4, 5, 6].map((day) => (
              <Chip key={day} value={String(day + 1)} size="sm" variant="light">
                {capitalised(weekdayName(addDays(A_MONDAY, day)))}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      ) : null}
    </>
  );
}
