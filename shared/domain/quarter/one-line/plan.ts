/** From what a line says to the plans it means, with the habits of its activity for what it does not say. */
import type { Interval } from '../../time/interval.ts';
import { DAY_MINUTES, fromMinutes, type LocalDate, toMinutes } from '../../time/wall.ts';
import { lineDates } from '../dates.ts';
import type { DraftLine, LinePlan } from '../model.ts';
import { inPartOfDay, MORNING } from './hours.ts';
import type { OneLineContext, Said } from './said.ts';
import type { CannotBe, When } from './when.ts';

export type LineDraft = Pick<DraftLine, 'plan' | 'what' | 'who'>;
export type MissingPart = 'title' | 'when' | 'hours' | 'space';

/** Why it ends when it does, if the line does not say: the activity's usual length, or an hour. */
export type EndTaken = 'activity' | 'hour';
export interface Hours {
  start: string;
  end: string;
  taken?: EndTaken;
}

/** What a line says so far: a draft whose parts of `without` are only filled in, and are not to be shown. */
export interface KnownLine {
  draft: LineDraft;
  without: Exclude<MissingPart, 'space'>[];
  /** The line does not say when it ends: this was taken. */
  endTaken?: EndTaken;
  /**
   * What the line does not get as it says: fewer sessions, or none beyond the quarter; or nothing tells when the school
   * holidays are that it avoids.
   */
  told?: ('fewer' | 'goes-on' | 'no-holidays')[];
}

/** What nobody said lasts this long. */
const USUAL_MINUTES = 60;

/** When it starts and ends. */
export function hoursOf(said: Said): Hours | 'missing' | CannotBe {
  const { start, end, durationMin, activity, partOfDay } = said;
  if (start === undefined) return 'missing';
  const first = inPartOfDay(toMinutes(start), partOfDay);
  if (first === undefined) return { part: 'hours', why: 'other-part-of-day' };
  if (first < MORNING && !said.isNight && partOfDay !== 'morning') return { part: 'hours', why: 'at-night' };
  if (end !== undefined) {
    const last =
      end === '24:00' ? DAY_MINUTES : (inPartOfDay(toMinutes(end), shiftOf(start, first, partOfDay)) ?? 0);
    if (durationMin !== undefined && last - first !== durationMin)
      return { part: 'hours', why: 'said-twice' };
    return first < last
      ? { start: fromMinutes(first), end: fromMinutes(last) }
      : { part: 'hours', why: 'ends-before-it-starts' };
  }
  const last = first + (durationMin ?? activity?.defaultDurationMin ?? USUAL_MINUTES);
  if (durationMin !== undefined && last > DAY_MINUTES) return { part: 'hours', why: 'ends-before-it-starts' };
  return {
    start: fromMinutes(first),
    end: fromMinutes(Math.min(last, DAY_MINUTES)),
    ...(durationMin === undefined ? { taken: activity ? 'activity' : 'hour' } : {}),
  };
}

/** "L’après-midi, 2h-4h": both are moved, or none. */
const shiftOf = (start: string, first: number, part: Said['partOfDay']) =>
  toMinutes(start) === first ? undefined : part;

/**
 * The days of a line, by the hours that "toute la journée" gives on them: those of the place. On a day it is closed, the
 * longest it has that quarter. Undefined while its hours are not known.
 */
export function wholeDays(
  said: Said,
  when: When,
  { days = [], span }: OneLineContext,
): { when: When; hours: Hours }[] | undefined {
  const usual = widest(days.flatMap(({ hours }) => spanOf(hours) ?? []));
  if (!usual) return undefined;
  const known = new Map(days.map((day) => [day.date, day]));
  const hoursOn = (date: LocalDate): Hours => {
    const { start, end } = spanOf(known.get(date)?.hours ?? []) ?? usual;
    return { start: fromMinutes(start), end: fromMinutes(end) };
  };
  const dates = lineDates(planOf(when, { start: '00:00', end: '24:00' }, said), span, (date) =>
    known.get(date),
  );
  const isOpen = (date: LocalDate) => known.get(date)?.closed === false;
  const open = dates.filter(isOpen);
  const byHours = [...Map.groupBy(open, (date) => JSON.stringify(hoursOn(date)))];
  if (byHours.length <= 1) return [{ when, hours: hoursOn(open[0] ?? when.date) }];
  // A day it is closed goes with the first ones: it is to be decided, not lost.
  byHours[0]?.[1].push(...dates.filter((date) => !isOpen(date)));
  return byHours.map(([, [date = when.date, ...also]]) => ({
    when: { rule: null, date, ...(also.length > 0 ? { also } : {}) },
    hours: hoursOn(date),
  }));
}

const spanOf = (hours: readonly Interval[]): Interval | undefined => {
  const [first, last] = [hours[0], hours.at(-1)];
  return first && last ? { start: first.start, end: last.end } : undefined;
};
const widest = (all: readonly Interval[]): Interval | undefined =>
  [...all].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)[0];

function planOf(
  { rule, date, also, only }: When,
  { start, end }: Pick<Hours, 'start' | 'end'>,
  said: Said = {},
): LinePlan {
  const { activity } = said;
  return {
    rule,
    slot: {
      date,
      start,
      end,
      spaces: said.wholePlace ? [] : spacesOf(said),
      wholePlace: said.wholePlace ?? false,
      setupMin: said.setupMin ?? activity?.setupMin ?? 0,
      airingMin: said.airingMin ?? activity?.airingMin ?? 0,
    },
    ...(also ? { also } : {}),
    ...(only ? { only } : {}),
    duringSchoolHolidays: said.duringSchoolHolidays ?? true,
    ...(said.duringPublicHolidays === false ? { duringPublicHolidays: false } : {}),
  };
}

export function draftOf(said: Said, when: When, hours: Hours): LineDraft {
  const { activity } = said;
  const kind = said.kind ?? 'session';
  const facilitator =
    said.facilitator === undefined ? activity?.facilitator : (said.facilitator ?? undefined);
  return {
    plan: planOf(when, hours, said),
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

/** A session on site is held somewhere: it is asked, and may be answered later. */
export function needsASpace(said: Said): boolean {
  const mode = modeOf(said);
  const onSite = mode === 'on-site' || mode === 'hybrid';
  return onSite && !said.wholePlace && said.spaces === undefined && said.activity?.spaces[0] === undefined;
}
