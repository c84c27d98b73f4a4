/** A length of time in minutes, by steps of five. */
import { NumberInput, type NumberInputProps } from '@mantine/core';
import { GRID_MINUTES } from '#shared/domain/time/wall.ts';

export const MinutesField = (props: NumberInputProps) => (
  <NumberInput
    suffix={'\u00a0min'}
    step={GRID_MINUTES}
    min={0}
    max={1440}
    allowDecimal={false}
    allowNegative={false}
    {...props}
  />
);
