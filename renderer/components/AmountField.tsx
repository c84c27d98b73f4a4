/** An amount of money: whole cents inside, euros on screen. Empty is `''`. */
import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';

interface AmountFieldProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'defaultValue'> {
  value: number | '';
  onChange(cents: number | ''): void;
}

export function AmountField({ value, onChange, ...props }: AmountFieldProps) {
  // "4,50 €" once it is left; while it is typed, digits stay as they are typed.
  const [focused, setFocused] = useState(false);
  return (
    <NumberInput
      fixedDecimalScale={!focused && value !== '' && value % 100 !== 0}
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
      onFocus={(event) => {
        setFocused(true);
        props.onFocus?.(event);
      }}
      onBlur={(event) => {
        setFocused(false);
        props.onBlur?.(event);
      }}
      value={value === '' ? '' : value / 100}
      onChange={(euros) => onChange(typeof euros === 'number' ? Math.round(euros * 100) : '')}
    />
  );
}
