/** What one typed line says, part by part, before it is made into a plan. */
import type { Activity } from '../../catalogue/activity.ts';
import type { Facilitator } from '../../catalogue/facilitator.ts';
import type { Host } from '../../place/host.ts';
import type { Fares, Space } from '../../place/model.ts';
import type { BookingKind, BookingMode } from '../../planning/model.ts';
import type { LocalDate, Nth, Weekday } from '../../time/wall.ts';
import type { QuarterSpan } from '../calendar.ts';

/** What the line may name. Archived ones are not found. */
export interface OneLineContext {
  span: QuarterSpan;
  activities: readonly Activity[];
  spaces: readonly Pick<Space, 'id' | 'name' | 'archived'>[];
  hosts: readonly Pick<Host, 'id' | 'name' | 'archived'>[];
  facilitators: readonly Pick<Facilitator, 'id' | 'name' | 'archived'>[];
  /** What "tarif habituel" is for a line without an activity; not understood there while it is not known. */
  fares?: Pick<Fares, 'full'> | undefined;
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
  | 'school-holidays'
  | 'space'
  | 'margins'
  | 'capacity'
  | 'fare'
  | 'people'
  | 'kind'
  | 'public'
  | 'mode'
  | 'place';

/** Why a part that was recognised cannot be used. */
export type Refusal =
  /** Off the 5-minute grid, or no time at all. */
  | 'not-a-time'
  | 'no-such-date'
  /** "mardi 13 janvier" when the 13th is a Wednesday. */
  | 'other-weekday'
  | 'outside-quarter'
  | 'ends-before-it-starts'
  /** The line already says otherwise. */
  | 'said-twice'
  | 'nobody-of-that-name'
  | 'several-of-that-name'
  | 'too-much';

export interface Said {
  activity?: Activity;
  title?: string;
  /** `named`: the date was said with its weekday. */
  date?: { date: LocalDate; named: boolean };
  weekdays?: Weekday[];
  rank?: { nth: Nth; day: Weekday };
  dayOfMonth?: number;
  frequency?: 'daily' | 'weekly' | 'monthly';
  interval?: number;
  from?: LocalDate;
  until?: LocalDate;
  count?: number;
  exceptions?: LocalDate[];
  start?: string;
  end?: string;
  durationMin?: number;
  spaces?: string[];
  wholePlace?: boolean;
  setupMin?: number;
  airingMin?: number;
  capacity?: number;
  /** Null: the usual one, of the activity or of the place. */
  fareCents?: number | null;
  duringSchoolHolidays?: boolean;
  hosts?: string[];
  /** Null: nobody, whatever the activity is used to. */
  facilitator?: string | null;
  kind?: BookingKind;
  isPublic?: boolean;
  mode?: BookingMode;
  placeText?: string;
  link?: string;
}

/** Said by several parts of a line, these add up; anything else is said once. */
const LISTS = ['weekdays', 'exceptions', 'spaces', 'hosts'] as const;
const isList = (key: string): key is (typeof LISTS)[number] => (LISTS as readonly string[]).includes(key);

/** Adds what a part says, or refuses when the line already says otherwise. */
export function addTo(said: Said, more: Said): 'said-twice' | undefined {
  for (const [key, value] of Object.entries(more)) {
    const known = said[key as keyof Said];
    if (known === undefined || isList(key)) continue;
    if (JSON.stringify(known) !== JSON.stringify(value)) return 'said-twice';
  }
  for (const [key, value] of Object.entries(more)) {
    const known = said[key as keyof Said];
    const merged =
      isList(key) && Array.isArray(known)
        ? [...new Set<unknown>([...known, ...(value as unknown[])])]
        : value;
    Object.assign(said, { [key]: merged });
  }
  return undefined;
}
