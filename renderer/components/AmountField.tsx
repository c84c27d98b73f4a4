/** An amount of money: whole cents inside, euros on screen. Empty is `''`. */
import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';

type Cents = number | '';

interface AmountFieldProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'defaultValue'> {
  value: Cents;
  onChange(cents: Cents): void;
}

/** "12", "4.50": round amounts without cents. */
const write = (cents: Cents): string =>
  cents === '' ? '' : (cents / 100).toFixed(cents % 100 === 0 ? 0 : 2);

function read(typed: number | string): Cents {
  const euros = typed === '' ? Number.NaN : Number(typed);
  return Number.isNaN(euros) ? '' : Math.round(euros * 100);
}

export function AmountField({ value, onChange, onBlur, ...props }: AmountFieldProps) {
  // What is typed stays as it is typed ("4,0" on the way to "4,05"), until it is left or changed from elsewhere.
  const [typed, setTyped] = useState<number | string>(write(value));
  if (read(typed) !== value) setTyped(write(value));
  return (
    <NumberInput
      decimalScale={2}
      decimalSeparator=","
      allowedDecimalSeparators={[',', '.']}
      thousandSeparator={'\u202f'}
      allowNegative={false}
      min={0}
      max={10_000}
      step={0.5}
      suffix={'\u00a0€'}
      hideControls
      {...props}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        onChange(read(next));
      }}
      onBlur={(event) => {
        setTyped(write(value));
        onBlur?.(event);
      }}
    />
  );
}
