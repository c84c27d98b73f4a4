/** Dates of a quarter, without their year: the title of the screen says it once for all. */
import * as full from '../format.ts';

const yearless = (text: string): string => text.replace(/\u00a0\d{4}\b/, '');

export const longDate = (date: string): string => yearless(full.longDate(date));
export const shortDate = (date: string): string => yearless(full.shortDate(date));
export const dayAndMonth = (date: string): string => yearless(full.dayAndMonth(date));
export const dateAndTimes = (date: string, start: string, end: string): string =>
  yearless(full.dateAndTimes(date, start, end));
