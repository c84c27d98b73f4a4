/**
 * What a place is: its spaces, its settings, when it opens, and the school holidays it was given.
 * Everything here is data a team can change; the defaults live in `profiles.ts`. Times are wall times, money is in
 * whole cents, and names are free French text.
 */
import { z } from 'zod';
import { endTime, localDate, wallTime } from '../time/schemas.ts';
import { CATEGORIES, VOLUNTEER_TITLE } from './ressourcerie.ts';

/** Identifiers are made elsewhere; here they are only opaque, non-empty text. */
const id = z.string().min(1).max(64);
const label = z.string().trim().min(1).max(120);
const cents = z.int().min(0).max(1_000_000);

/** Keys of the eight colours a space can have; the renderer owns their values (Okabe–Ito) and patterns. */
export const SPACE_COLOURS = [
  'blue',
  'orange',
  'green',
  'sky',
  'vermillion',
  'purple',
  'yellow',
  'grey',
] as const;
export const spaceColour = z.enum(SPACE_COLOURS);
export type SpaceColour = z.infer<typeof spaceColour>;

export const space = z.object({
  id,
  name: label,
  /** People at once; null when nobody has said. */
  capacity: z.int().min(1).max(10_000).nullable(),
  colour: spaceColour,
  equipment: z.array(label),
  /** Rank on the screen, lowest first. */
  order: z.int(),
  /** No longer offered, but old bookings still show it. */
  archived: z.boolean(),
});
export type Space = z.infer<typeof space>;

/** What one person pays, in cents: 0 is free, and absent is what nobody has said. */
export const prices = z.object({
  full: cents.optional(),
  member: cents.optional(),
  solidarity: cents.optional(),
});
export type Prices = z.infer<typeof prices>;

/** The usual prices of the place. `membership` is for one year. */
export const fares = z.object({ ...prices.shape, membership: cents.optional() });
export type Fares = z.infer<typeof fares>;

/** A kind of activity, as the place calls it; the programme follows the order of their list. */
export const category = z.object({ id, name: label, colour: spaceColour });
export type Category = z.infer<typeof category>;

export const schoolZone = z.enum(['A', 'B', 'C']);
export type SchoolZone = z.infer<typeof schoolZone>;

/** The two extra public holidays of local law in Bas-Rhin, Haut-Rhin and Moselle; Good Friday not in every town. */
export const alsaceMoselle = z.object({ december26: z.boolean(), goodFriday: z.boolean() });
export type AlsaceMoselle = z.infer<typeof alsaceMoselle>;

export const placeSettings = z.object({
  name: label,
  address: z.string().trim().max(300),
  phone: z.string().trim().max(40).optional(),
  email: z.email().max(254).optional(),
  /** IANA name of the time zone whose wall time the place lives by. */
  zone: z.string().refine(isTimeZone, { error: 'not_a_time_zone' }),
  fares,
  alsaceMoselle,
  /** Absent until somebody says in which zone the place is. */
  schoolZone: schoolZone.optional(),
  /** When true, a public holiday closes the day unless an exception opens it. */
  closedOnPublicHolidays: z.boolean(),
  categories: z.array(category).max(30),
  /** What the place calls a volunteer who runs activities; empty for the app's own word. */
  volunteerTitle: z.string().trim().max(60),
});
export type PlaceSettings = z.infer<typeof placeSettings>;

/** As they are kept: vaults made before a place had words of its own hold those of La Ressourcerie without saying so. */
export const storedSettings = placeSettings.extend({
  categories: placeSettings.shape.categories.default(() => CATEGORIES.map((one) => ({ ...one }))),
  volunteerTitle: placeSettings.shape.volunteerTitle.default(VOLUNTEER_TITLE),
});

/** Opening hours within one day; `end` is after `start` and may be `'24:00'`. */
export const hoursRange = z
  .object({ start: wallTime, end: endTime })
  .refine(endsAfterItStarts, { error: 'ends_before_it_starts', path: ['end'] });
export type HoursRange = z.infer<typeof hoursRange>;

export const weekdayNumber = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);
const nthNumber = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(-1),
]);

/** Hours of each weekday, 1 = Monday … 7 = Sunday; an empty list is a closed day. */
export const weeklyHours = z.object({
  1: z.array(hoursRange),
  2: z.array(hoursRange),
  3: z.array(hoursRange),
  4: z.array(hoursRange),
  5: z.array(hoursRange),
  6: z.array(hoursRange),
  7: z.array(hoursRange),
});
export type WeeklyHours = z.infer<typeof weeklyHours>;

/** Hours added on, say, the second Saturday of each month (`nth` 1 to 5, -1 the last). */
export const openingRule = z
  .object({
    kind: z.literal('nth-weekday'),
    nth: nthNumber,
    weekday: weekdayNumber,
    start: wallTime,
    end: endTime,
  })
  .refine(endsAfterItStarts, { error: 'ends_before_it_starts', path: ['end'] });
export type OpeningRule = z.infer<typeof openingRule>;

/** The usual hours from `validFrom` (included) until a version with a later `validFrom` takes over. */
export const openingVersion = z.object({
  id,
  validFrom: localDate,
  weekly: weeklyHours,
  rules: z.array(openingRule),
});
export type OpeningVersion = z.infer<typeof openingVersion>;

/** One date that is not as usual: closed, or open at other hours. `hours` is ignored when `closed`. */
export const openingException = z.object({
  id,
  date: localDate,
  closed: z.boolean(),
  hours: z.array(hoursRange),
  reason: z.string().trim().max(200),
});
export type OpeningException = z.infer<typeof openingException>;

/** School holidays of one zone, from the first day off to the last, both included. */
export const schoolHoliday = z
  .object({
    id,
    zone: schoolZone,
    name: label,
    start: localDate,
    end: localDate,
    /** Where it came from, usually the name of the imported file. */
    source: z.string().trim().max(300),
  })
  .refine(({ start, end }) => start <= end, { error: 'ends_before_it_starts', path: ['end'] });
export type SchoolHoliday = z.infer<typeof schoolHoliday>;

/** Compared as text, in which times sort: this also runs on values that are no times, and must not throw. */
function endsAfterItStarts(range: { start: string; end: string }): boolean {
  return range.start < range.end;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0).length > 0;
  } catch {
    return false;
  }
}
