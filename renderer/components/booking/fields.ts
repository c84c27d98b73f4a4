/** What every group of fields of a booking receives. */
import { t } from '../../i18n/index.ts';
import type { BookingForm, Problem } from './booking-form.ts';
import type { Names } from './names.ts';

export type SetForm = (next: BookingForm | ((form: BookingForm) => BookingForm)) => void;

export interface FieldsProps {
  form: BookingForm;
  set: SetForm;
  names: Names;
  problems: readonly Problem[];
}

/** What is wrong with one of these fields, in words. */
export const problemOf = (problems: readonly Problem[], ...of: Problem[]): string | undefined => {
  const found = of.find((problem) => problems.includes(problem));
  return found && t.planning.panel.problems[found];
};
