/** The schemas of dates and clock times: apart from their arithmetic, which the first screen needs without them. */
import { z } from 'zod';
import { isLocalDate } from './wall.ts';

const TIME_SHAPE = /^(?:[01]\d|2[0-3]):[0-5][05]$/;

// `abort`: what compares or counts them is not asked about one that is none.
export const localDate = z.string().refine(isLocalDate, { error: 'not_a_date', abort: true });
export const wallTime = z.string().regex(TIME_SHAPE, { error: 'not_a_time', abort: true });
export const endTime = z
  .string()
  .refine((value) => value === '24:00' || TIME_SHAPE.test(value), { error: 'not_a_time', abort: true });
