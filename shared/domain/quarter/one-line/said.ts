/** What one typed line says, part by part, before it is made into a plan. */
import type { Activity } from '../../catalogue/activity.ts';
import type { Facilitator } from '../../catalogue/facilitator.ts';
import type { Host } from '../../place/host.ts';
import type { Fares, Space } from '../../place/model.ts';
import type { DayFacts } from '../../place/opening.ts';
import type { BookingKind, BookingMode } from '../../planning/model.ts';
import type { LocalDate, Weekday } from '../../time/wall.ts';
import type { QuarterSpan } from '../calendar.ts';
import type { Rank } from './words.ts';

/** What the line may name. Archived ones are not found. */
export interface OneLineContext {
  span: QuarterSpan;
  activities: readonly Activity[];
  spaces: readonly Pick<Space, 'id' | 'name' | 'archived'>[];
  hosts: readonly Pick<Host, 'id' | 'name' | 'archived'>[];
  facilitators: readonly Pick<Facilitator, 'id' | 'name' | 'archived'>[];
  /** What "tarif habituel" is for a line without an activity; not understood there while it is not known. */
  fares?: Pick<Fares, 'full'> | undefined;
  /** Each day of the quarter: what "toute la journée" lasts, when the school holidays are. Not understood without. */
  days?: readonly DayFacts[] | undefined;
}

export type LinePart =
  | 'activity'
  | 'title'
  | 'when'
  | 'hours'
  | 'rhythm'
  | 'from'
  | 'until'
  | 'count'
  | 'exceptions'
  | 'holidays'
  | 'space'
  | 'margins'
  | 'capacity'
  | 'fare'
  | 'registration'
  | 'people'
  | 'kind'
  | 'public'
  | 'mode'
  | 'place';

/** Why a part that was recognised cannot be used. */
export type Refusal =
  /** Off the 5-minute grid, or no time at all. */
  | 'not-a-time'
  /** "10 h du soir" is none of that part of the day. */
  | 'other-part-of-day'
  /** "2 h à 10 h": a length more often than an hour of the night. */
  | 'at-night'
  | 'no-such-date'
  /** "mardi 13 janvier" when the 13th is a Wednesday. */
  | 'other-weekday'
  /** "mardi-jeudi": these two, or the one between them as well? */
  | 'which-days'
  /** "Une fois par mois le mardi": the first one, or another? */
  | 'which-of-the-month'
  | 'outside-quarter'
  /** "sauf le 17 février" of a line that has no session then. */
  | 'not-one-of-its-dates'
  | 'no-such-holidays'
  /** "début mars" alone: from then on, until then, or on which day? */
  | 'which-date'
  /** Of a line that keeps to the school holidays. */
  | 'no-holidays-known'
  /** "mardi 10 h et jeudi 14 h, 5 séances": of each, or in all? */
  | 'of-which'
  /** "mardi 10 h, gratuit en mars": is all of the line so, or a part of it only? */
  | 'of-a-part'
  /** "sauf jeudi à partir de mars": is it said of the days left out, or of the line? */
  | 'of-exception'
  /** "mardi 12 à 14h" where a Tuesday is the 12th. */
  | 'day-or-hour'
  /** It leaves no date in the quarter. */
  | 'no-date'
  /** "toute la journée" where nobody said when the place opens. */
  | 'no-opening-hours'
  | 'ends-before-it-starts'
  /** The line already says otherwise. */
  | 'said-twice'
  | 'nobody-of-that-name'
  | 'several-of-that-name'
  /** "prix libre": it cannot be kept yet. */
  | 'cannot-be-kept'
  | 'too-much';

export interface DateRange {
  from: LocalDate;
  to: LocalDate;
  /** "du mardi 5 janvier au mardi 9 mars": both ends are this day, and it is said. */
  day?: Weekday;
}

export interface SaidDate {
  date: LocalDate;
  /** It was said with its weekday. */
  named: boolean;
}

/** Days that are left out, in the words of who wrote them. */
export interface Except {
  text: string;
  dates?: LocalDate[];
  range?: DateRange;
  weekdays?: Weekday[];
  ranks?: SaidRank[];
  /** Of the weekdays or ranks: only those that fall in one of these. */
  within?: DateRange[];
  /** "en février, sauf le 16": of which month its line tells. */
  daysOfMonth?: number[];
  /** "tous les mardis sauf le premier du mois": of which weekday its line tells. */
  nths?: Rank[];
}

export interface SaidRank {
  nth: Rank;
  day: Weekday;
}

export interface Said {
  activity?: Activity;
  title?: string;
  dates?: SaidDate[];
  weekdays?: Weekday[];
  /** "le lundi", "mardis", "chaque jeudi": every one of them, not the one of a date said beside it. */
  everyWeek?: boolean;
  /** "du samedi au lundi": its Monday is of the next week. */
  passesSunday?: boolean;
  ranks?: SaidRank[];
  /** "du mois" is said of the ranks. */
  isOfMonth?: boolean;
  /** "jeudi, 1er et 3e du mois": of which weekday the line tells. */
  nths?: Rank[];
  daysOfMonth?: number[];
  frequency?: 'daily' | 'weekly' | 'monthly';
  interval?: number;
  /** ISO weeks of an even or an odd number. */
  parity?: 0 | 1;
  only?: 'open-days' | 'school-holidays';
  from?: LocalDate;
  until?: LocalDate;
  /** "du 12 au 14 janvier": every day of it, unless weekdays are said. */
  isRange?: boolean;
  /** "la semaine du 11 janvier": the days of it on which the place opens. */
  isWeek?: boolean;
  /** The day of both its ends, which is meant when no other is said. */
  rangeDay?: Weekday;
  /** "en mars": dates within these only; in order. */
  within?: DateRange[];
  count?: number;
  /** "pendant 6 semaines": from its first day on. */
  weeks?: number;
  except?: Except[];
  start?: string;
  end?: string;
  /** "10h et 14h": each of them, on every day. */
  times?: Pick<Said, 'start' | 'end' | 'isNight'>[];
  durationMin?: number;
  /** An hour of the night is meant: "2 h du matin", "minuit". */
  isNight?: boolean;
  partOfDay?: 'morning' | 'afternoon' | 'evening';
  wholeDay?: boolean;
  spaces?: string[];
  wholePlace?: boolean;
  setupMin?: number;
  airingMin?: number;
  capacity?: number;
  /** Null: the usual one, of the activity or of the place. */
  fareCents?: number | null;
  /** As its activity has it: a line has none of its own. */
  registration?: Activity['registration'];
  duringSchoolHolidays?: boolean;
  duringPublicHolidays?: boolean;
  hosts?: string[];
  /** Null: nobody, whatever the activity is used to. */
  facilitator?: string | null;
  kind?: BookingKind;
  isPublic?: boolean;
  mode?: BookingMode;
  placeText?: string;
  link?: string;
}

/** Something that was understood, in the order of the line. */
export interface Understood {
  from: number;
  to: number;
  part: LinePart;
  said: Said;
}

/** Something that was recognised and cannot be used. */
export interface Refused extends Omit<Understood, 'said'> {
  why: Refusal;
}

export const saysDays = (said: Said): boolean =>
  said.dates !== undefined ||
  said.weekdays !== undefined ||
  said.ranks !== undefined ||
  said.daysOfMonth !== undefined ||
  said.frequency === 'daily';
export const saysHours = (said: Said): boolean =>
  said.start !== undefined || said.times !== undefined || said.wholeDay === true;
/** Said by several parts of a line, these add up; anything else is said once. */
const LISTS = ['dates', 'weekdays', 'ranks', 'daysOfMonth', 'within', 'except', 'spaces', 'hosts'] as const;
const isList = (key: string): key is (typeof LISTS)[number] => (LISTS as readonly string[]).includes(key);

/** Two answers to where: "dehors salon", "tout le lieu en visio". */
function isWhereTwice({ mode, placeText, link, spaces = [], wholePlace }: Said): boolean {
  const isElsewhere = mode === 'remote' || mode === 'outside' || (mode ?? placeText ?? link) !== mode;
  return (
    (isElsewhere && (spaces.length > 0 || wholePlace === true)) || (wholePlace === true && spaces.length > 0)
  );
}

/** Adds what a part says, or refuses when the line already says otherwise. */
export function addTo(said: Said, more: Said): 'said-twice' | undefined {
  if (isWhereTwice({ ...said, ...more })) return 'said-twice';
  for (const [key, value] of Object.entries(more)) {
    const known = said[key as keyof Said];
    if (known === undefined || isList(key)) continue;
    if (JSON.stringify(known) !== JSON.stringify(value)) return 'said-twice';
  }
  for (const [key, value] of Object.entries(more)) {
    const known = said[key as keyof Said];
    const merged =
      isList(key) && Array.isArray(known) ? distinct([...known, ...(value as unknown[])]) : value;
    Object.assign(said, { [key]: merged });
  }
  return undefined;
}

function distinct(all: readonly unknown[]): unknown[] {
  const byText = new Map(all.map((one) => [JSON.stringify(one), one]));
  return [...byText.values()];
}
