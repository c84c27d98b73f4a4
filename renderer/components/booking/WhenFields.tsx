/** The date, the start and the end, typed as people write them. */
import { Group, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useRef } from 'react';
import { isLocalDate, weekday } from '#shared/domain/time/wall.ts';
import { t } from '../../i18n/index.ts';
import { lengthOf, withStart } from './booking-form.ts';
import { FieldGroup } from './FieldGroup.tsx';
import { type FieldsProps, problemOf } from './fields.ts';
import { parseTime, writeTime } from './time-entry.ts';

const words = t.planning.panel;
/** "1030" becomes "10 h 30" once left; what is not understood stays as typed. */
const tidy = (typed: string) => {
  const time = parseTime(typed);
  return time === undefined ? typed : writeTime(time);
};

export function WhenFields({ form, set, problems }: FieldsProps) {
  // The length when the start begins to be typed: half-typed starts must not change it.
  const length = useRef<number | undefined>(undefined);
  return (
    <FieldGroup legend={words.when}>
      <Group align="flex-start" grow preventGrowOverflow={false} wrap="wrap" gap="sm">
        <DatePickerInput
          label={words.date}
          value={isLocalDate(form.date) ? form.date : null}
          valueFormat="dddd D MMMM YYYY"
          error={problemOf(problems, 'date')}
          miw="15rem"
          onChange={(date) => {
            if (!date) return;
            set((now) => ({ ...now, date, repetition: { ...now.repetition, weekdays: [weekday(date)] } }));
          }}
        />
        <TextInput
          label={words.start}
          w="6rem"
          maw="8rem"
          error={problemOf(problems, 'start')}
          value={form.start}
          onChange={(event) => {
            const { value } = event.currentTarget;
            set((now) => withStart(now, value, length.current));
          }}
          onBlur={() => tidy(form.start) !== form.start && set((now) => ({ ...now, start: tidy(now.start) }))}
          onFocus={(event) => {
            length.current = lengthOf(form);
            event.currentTarget.select();
          }}
          aria-description={words.timeHint}
        />
        <TextInput
          label={words.end}
          w="6rem"
          maw="8rem"
          error={problemOf(problems, 'end', 'order')}
          value={form.end}
          onChange={(event) => {
            const { value } = event.currentTarget;
            set((now) => ({ ...now, end: value }));
          }}
          onBlur={() => tidy(form.end) !== form.end && set((now) => ({ ...now, end: tidy(now.end) }))}
          onFocus={(event) => event.currentTarget.select()}
          aria-description={words.timeHint}
        />
      </Group>
    </FieldGroup>
  );
}
