/** An amount of money: whole cents inside, euros on screen. Empty is `''`. */
import { NumberInput, type NumberInputProps } from '@mantine/core';

interface AmountFieldProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'defaultValue'> {
  value: number | '';
  onChange(cents: number | ''): void;
}

export function AmountField({ value, onChange, ...props }: AmountFieldProps) {
  return (
    <NumberInput
      decimalScale={2}
      decimalSeparator=","
      thousandSeparator=" "
      allowNegative={false}
      min={0}
      max={10_000}
      step={0.5}
      suffix={'\u00a0€'}
      hideControls
      {...props}
      value={value === '' ? '' : value / 100}
      onChange={(euros) => onChange(typeof euros === 'number' ? Math.round(euros * 100) : '')}
    />
  );
}
