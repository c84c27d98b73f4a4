/** From what a line says to the plan it means, with the habits of its activity for what it does not say. */
import type { LocalDate } from '../../time/wall.ts';
import {
  DAY_MINUTES,
  datesBetween,
  fromMinutes,
  isNthWeekday,
  type Nth,
  toMinutes,
  weekday,
} from '../../time/wall.ts';
import type { QuarterSpan } from '../calendar.ts';
import type { DraftLine, LineRule } from '../model.ts';
import type { LinePart, Refusal, Said } from './said.ts';

export type LineDraft = Pick<DraftLine, 'plan' | 'what' | 'who'>;
/** `end`: when it starts is said, and not how long it lasts. */
export type MissingPart = 'title' | 'when' | 'hours' | 'end' | 'space';

type When = { rule: LineRule | null; date: LocalDate };

/** The days a line falls on; a refusal names the part that cannot be. */
export function whenOf(said: Said, span: QuarterSpan): When | 'missing' | { part: LinePart; why: Refusal } {
  const { rank, dayOfMonth, date, weekdays = [], frequency, from } = said;
  const start = from ?? span.from;
  const first = (fits: (day: LocalDate) => boolean, after = start) => datesBetween(after, span.to).find(fits);
  const monthly = (nth: Nth | undefined): LineRule => ({
    ...pattern(nth === undefined ? 'monthly-by-date' : 'monthly-by-weekday', said),
    ...(nth === undefined ? {} : { nth }),
  });
  const placed = (rule: LineRule | null, day: LocalDate | undefined) => {
    if (day === undefined) return { part: 'when', why: 'outside-quarter' } as const;
    const tooEarly = rule?.until !== undefined && rule.until < day;
    return tooEarly ? ({ part: 'until', why: 'ends-before-it-starts' } as const) : { rule, date: day };
  };
  if (rank)
    return placed(
      monthly(rank.nth),
      first((day) => isNthWeekday(day, rank.day, rank.nth)),
    );
  if (dayOfMonth !== undefined)
    return placed(
      monthly(undefined),
      first((day) => Number(day.slice(8)) === dayOfMonth),
    );
  if (weekdays.length > 0) {
    const day = first((other) => weekdays.includes(weekday(other)), date?.date ?? start);
    if (frequency === 'monthly' && day !== undefined) return placed(monthly(rankOf(day)), day);
    const several = weekdays.length > 1 ? [...weekdays].sort((a, b) => a - b) : [];
    return placed({ ...pattern('weekly', said), weekdays: several }, day);
  }
  const day = date?.date ?? from;
  if (frequency === 'daily') return placed(pattern('daily', said), day ?? start);
  if (day === undefined) return 'missing';
  if (frequency === 'monthly') return placed(monthly(date?.named ? rankOf(day) : undefined), day);
  const repeats = frequency !== undefined || said.count !== undefined || said.until !== undefined;
  if (!repeats && !date) return 'missing';
  return placed(repeats ? pattern('weekly', said) : null, day);
}

const rankOf = (date: LocalDate): Nth => Math.ceil(Number(date.slice(8)) / 7) as Nth;

function pattern(frequency: LineRule['frequency'], said: Said): LineRule {
  return {
    frequency,
    interval: said.interval ?? 1,
    weekdays: [],
    exceptions: [...(said.exceptions ?? [])].sort(),
    ...(said.until === undefined ? {} : { until: said.until }),
    ...(said.count === undefined ? {} : { count: said.count }),
  };
}

/** When it starts and ends; the activity's usual length when only the start is said. */
export function hoursOf({
  start,
  end,
  durationMin,
  activity,
}: Said): { start: string; end: string } | MissingPart {
  if (start === undefined) return 'hours';
  if (end !== undefined) return { start, end };
  const length = durationMin ?? activity?.defaultDurationMin;
  const last = length === undefined ? undefined : toMinutes(start) + length;
  return last === undefined || last > DAY_MINUTES ? 'end' : { start, end: fromMinutes(last) };
}

export function draftOf(said: Said, when: When, hours: { start: string; end: string }): LineDraft {
  const { activity } = said;
  const kind = said.kind ?? 'session';
  const facilitator =
    said.facilitator === undefined ? activity?.facilitator : (said.facilitator ?? undefined);
  return {
    plan: {
      rule: when.rule,
      slot: {
        date: when.date,
        ...hours,
        spaces: said.wholePlace ? [] : spacesOf(said),
        wholePlace: said.wholePlace ?? false,
        setupMin: said.setupMin ?? activity?.setupMin ?? 0,
        airingMin: said.airingMin ?? activity?.airingMin ?? 0,
      },
      duringSchoolHolidays: said.duringSchoolHolidays ?? true,
    },
    what: {
      kind,
      ...(said.title === undefined ? {} : { title: said.title }),
      ...(activity ? { activity: activity.id } : {}),
      mode: modeOf(said),
      ...(said.placeText === undefined ? {} : { placeText: said.placeText }),
      ...(said.link === undefined ? {} : { link: said.link }),
      ...(said.capacity === undefined ? {} : { capacity: said.capacity }),
      ...(typeof said.fareCents === 'number' ? { fareCents: said.fareCents } : {}),
      equipment: activity?.equipment ?? [],
      isPublic: said.isPublic ?? isPublicByHabit(said),
    },
    who: {
      hosts: said.hosts ?? (activity?.host === undefined ? [] : [activity.host]),
      ...(facilitator === undefined ? {} : { facilitator }),
    },
  };
}

/** A session of a quarter is for the public unless its activity, or the line, says otherwise; a meeting is not. */
export const isPublicByHabit = ({ activity, kind }: Pick<Said, 'activity' | 'kind'>): boolean =>
  activity?.isPublic ?? (kind ?? 'session') === 'session';

/** A meeting point is outside, a link alone is remote. */
export const modeOf = ({ mode, placeText, link }: Pick<Said, 'mode' | 'placeText' | 'link'>) =>
  mode ?? (placeText !== undefined ? 'outside' : link !== undefined ? 'remote' : 'on-site');

function spacesOf(said: Said): string[] {
  if (said.spaces !== undefined) return said.spaces;
  const mode = modeOf(said);
  const best = said.activity?.spaces[0];
  return mode === 'remote' || mode === 'outside' || best === undefined ? [] : [best];
}
