/** A typed line: made from a line, and understood as one. */
import type { LineInput } from '#shared/contract/quarter.ts';
import { quarterInputs } from '#shared/contract/quarter.ts';
import { isWithin, type QuarterSpan, spanOf } from '#shared/domain/quarter/calendar.ts';
import type { DraftLine, LinePlan, LineRule } from '#shared/domain/quarter/model.ts';
import { isLocalDate } from '#shared/domain/time/wall.ts';
import { emptyForm, formOf, type Problem, understand } from '../../../components/booking/booking-form.ts';
import { noRepetition, ruleOf } from '../../../components/booking/repetition-form.ts';
import type { LineForm } from '../ground/lines.ts';

/** Where a half-typed line is kept; without an id, one to add. */
export const lineDraftKey = (quarter: string, id?: string): string =>
  `quarter.line.${id ?? `${quarter}.new`}`;

/** Where a half-typed sentence is kept. */
export const typedDraftKey = (quarter: string): string => `quarter.line.${quarter}.typed`;

/** A weekly series on the first day of the quarter, to start from. */
export function emptyLine(quarter: string): LineForm {
  const { from } = spanOf(quarter);
  const booking = emptyForm({ date: from });
  return {
    booking: { ...booking, isPublic: true, repetition: { ...booking.repetition, on: true } },
    ends: 'quarter',
    duringSchoolHolidays: true,
  };
}

export function formOfLine({
  id,
  plan,
  what,
  who,
}: Pick<DraftLine, 'id' | 'plan' | 'what' | 'who'>): LineForm {
  const { rule, slot } = plan;
  const booking = formOf({
    booking: { id, slot: { ...slot, claim: '' }, what, who, state: { status: 'confirmed' }, origin: {} },
  });
  const fresh = noRepetition(slot.date);
  return {
    booking: {
      ...booking,
      repetition:
        rule === null
          ? fresh
          : {
              ...fresh,
              on: true,
              frequency: rule.frequency,
              interval: rule.interval,
              weekdays: rule.weekdays.length > 0 ? (rule.weekdays as typeof fresh.weekdays) : fresh.weekdays,
              until: rule.until ?? '',
              count: rule.count ?? fresh.count,
            },
    },
    ends: rule?.until !== undefined ? 'until' : rule?.count !== undefined ? 'count' : 'quarter',
    duringSchoolHolidays: plan.duringSchoolHolidays,
    ...(plan.duringPublicHolidays === undefined ? {} : { duringPublicHolidays: plan.duringPublicHolidays }),
    ...(plan.only === undefined ? {} : { only: plan.only }),
    ...(plan.also === undefined ? {} : { also: plan.also }),
    ...(rule?.alsoNth === undefined ? {} : { alsoNth: rule.alsoNth }),
    ...(rule
      ? { kept: { exceptions: rule.exceptions, nth: rule.nth, frequency: rule.frequency, date: slot.date } }
      : {}),
  };
}

/** Undefined while the rule has no end that makes sense. */
export function lineRuleOf({ booking, ends, kept, alsoNth = [] }: LineForm): LineRule | null | undefined {
  if (!booking.repetition.on) return null;
  const { date } = booking;
  const bounded = ruleOf({
    date,
    repetition: { ...booking.repetition, ends: ends === 'until' ? 'until' : 'count' },
  });
  if (!bounded) return undefined;
  const { count, ...open } = bounded;
  const same = kept !== undefined && kept.date === date && kept.frequency === bounded.frequency;
  return {
    ...open,
    ...(ends === 'count' ? { count } : {}),
    ...(same && kept.nth !== undefined ? { nth: kept.nth } : {}),
    ...(alsoNth.length > 0 && bounded.frequency === 'monthly-by-weekday' ? { alsoNth } : {}),
    exceptions: kept?.exceptions ?? [],
  };
}

/** The days of its plan, whatever its rule is: those of an event are listed, those of a series may be fewer. */
export function daysOfForm({
  booking,
  duringSchoolHolidays,
  duringPublicHolidays,
  only,
  also = [],
}: LineForm): Pick<LinePlan, 'duringSchoolHolidays' | 'duringPublicHolidays' | 'only' | 'also'> {
  const isSeries = booking.repetition.on;
  const others = also.filter((date) => date !== booking.date);
  return {
    duringSchoolHolidays,
    ...(duringPublicHolidays === false ? { duringPublicHolidays } : {}),
    ...(isSeries && only !== undefined ? { only } : {}),
    ...(!isSeries && others.length > 0 ? { also: others } : {}),
  };
}

export type LineProblem = Problem | 'rule' | 'outside';

/** What the form says, or all that is missing. */
export function understandLine(
  form: LineForm,
  quarter: string,
  id?: string,
): { input?: LineInput; problems: LineProblem[] } {
  const span: QuarterSpan = spanOf(quarter);
  const { asked, problems: ofBooking } = understand(form.booking);
  const rule = lineRuleOf(form);
  const problems: LineProblem[] = [...ofBooking];
  const { date } = form.booking;
  if (rule === undefined && isLocalDate(date)) problems.push('rule');
  const days = daysOfForm(form);
  if ([date, ...(days.also ?? [])].some((one) => isLocalDate(one) && !isWithin(one, span)))
    problems.push('outside');
  if (!asked || rule === undefined || problems.length > 0) return { problems };
  const input = quarterInputs.line.safeParse({
    ...(id === undefined ? {} : { id }),
    plan: { rule, slot: asked.slot, ...days },
    what: asked.what,
    who: asked.who,
  });
  return input.success ? { input: input.data, problems } : { problems: [...problems, 'rule'] };
}
