/** What a schema finds wrong, as sentences under the fields. The engine checks the same schemas again. */
import type { z } from 'zod';
import { t } from '../i18n/index.ts';

type Issue = z.core.$ZodIssue;

const { problems } = t.forms;

/** Messages that the rules use as codes. */
const byCode: Record<string, string> = {
  not_a_date: problems.notADate,
  not_a_time: problems.notATime,
  ends_before_it_starts: problems.endsBefore,
  hours_overlap: problems.hoursOverlap,
  hours_missing: problems.hoursMissing,
  minimum_above_maximum: problems.minimumAboveMaximum,
};

function sentence(issue: Issue): string {
  const known = byCode[issue.message];
  if (known !== undefined) return known;
  if (issue.code === 'too_small') {
    // Fields hold no negative number: below zero is how an emptied one arrives.
    const empty = issue.origin === 'string' || Number(issue.minimum) === 0;
    return empty ? problems.required : problems.tooSmall(Number(issue.minimum));
  }
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? problems.tooLong(Number(issue.maximum))
      : problems.tooLarge(Number(issue.maximum));
  if (issue.code === 'not_multiple_of') return problems.step;
  if (issue.code === 'invalid_format' && issue.format === 'email') return problems.email;
  if (issue.code === 'invalid_type' && issue.input === undefined) return problems.required;
  return problems.invalid;
}

/** Problems by path (`contact.email`, `weekly.2`); the first of each field. Empty when the value is good. */
export function problemsOf(schema: z.ZodType, value: unknown): Record<string, string> {
  const parsed = schema.safeParse(value);
  const found: Record<string, string> = {};
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.map(String).join('.');
    found[path] ??= sentence(issue);
  }
  return found;
}
