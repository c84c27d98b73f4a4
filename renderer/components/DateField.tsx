/**
 * A date as the app holds it (`2027-01-12`), typed as people write it (12/01/2027) or picked. Empty is `''`. What was typed and
 * is no date leaves the field with a sentence that says so.
 */
import { DateInput, type DateInputProps } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { parseDate } from '#shared/domain/time/typed-date.ts';
import { today } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';

interface DateFieldProps extends Omit<DateInputProps, 'value' | 'onChange' | 'defaultValue'> {
  value: string;
  onChange(date: string): void;
}

const parsed = (typed: string) => parseDate(typed, Number(today().slice(0, 4))) ?? null;

export function DateField({ value, onChange, ...props }: DateFieldProps) {
  const [missed, setMissed] = useState('');
  const before = useRef('');
  return (
    <DateInput
      valueFormat="DD/MM/YYYY"
      // The library's own parser reads 05/01 as the first of May.
      dateParser={parsed}
      placeholder="jj/mm/aaaa"
      leftSection={<IconCalendar size={18} stroke={1.5} aria-hidden />}
      leftSectionPointerEvents="none"
      minDate="1900-01-01"
      maxDate="2199-12-31"
      clearable={props.required !== true}
      clearButtonProps={{ 'aria-label': t.forms.clear }}
      {...props}
      error={missed === '' ? props.error : t.forms.notADate(missed)}
      value={value === '' ? null : value}
      onChange={(date) => {
        setMissed('');
        onChange(date ?? '');
      }}
      onFocus={(event) => {
        before.current = event.currentTarget.value;
        props.onFocus?.(event);
      }}
      onBlur={(event) => {
        const typed = event.currentTarget.value.trim();
        setMissed(typed !== '' && typed !== before.current && parsed(typed) === null ? typed : '');
        props.onBlur?.(event);
      }}
    />
  );
}
