/** A date as the app holds it (`2027-01-12`), typed as people write it (12/01/2027) or picked. Empty is `''`. */
import { DateInput, type DateInputProps } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { parseDate } from '#shared/domain/time/typed-date.ts';
import { today } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';

interface DateFieldProps extends Omit<DateInputProps, 'value' | 'onChange' | 'defaultValue'> {
  value: string;
  onChange(date: string): void;
}

export function DateField({ value, onChange, ...props }: DateFieldProps) {
  return (
    <DateInput
      valueFormat="DD/MM/YYYY"
      // The library's own parser reads 05/01 as the first of May.
      dateParser={(typed) => parseDate(typed, Number(today().slice(0, 4))) ?? null}
      placeholder="jj/mm/aaaa"
      leftSection={<IconCalendar size={18} stroke={1.5} aria-hidden />}
      leftSectionPointerEvents="none"
      minDate="1900-01-01"
      maxDate="2199-12-31"
      clearable={props.required !== true}
      clearButtonProps={{ 'aria-label': t.forms.clear }}
      {...props}
      value={value === '' ? null : value}
      onChange={(date) => onChange(date ?? '')}
    />
  );
}
