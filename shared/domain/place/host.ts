/**
 * The référentes: the people of the team whose time the planning looks after, and when each is there.
 * Staff and volunteers who run activities only; never a visitor.
 */
import { z } from 'zod';
import { localDate } from '../time/schemas.ts';
import type { LocalDate, Weekday } from '../time/wall.ts';
import { spaceColour, weeklyHours } from './model.ts';

export const ROLES = ['coordinator', 'communication', 'social', 'psychologist', 'volunteer-host'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** Days away, both included. */
export const absence = z
  .object({ from: localDate, to: localDate })
  .refine(({ from, to }) => from <= to, { error: 'ends_before_it_starts', path: ['to'] });
export type Absence = z.infer<typeof absence>;

export const host = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  role,
  colour: spaceColour.optional(),
  /** Usual hours of each weekday; empty everywhere means that nobody said, not that she never comes. */
  presence: weeklyHours,
  absences: z.array(absence).max(500),
  archived: z.boolean(),
});
export type Host = z.infer<typeof host>;

/** True on a day of one of the absences. */
export const isAway = (absences: readonly Absence[], date: LocalDate): boolean =>
  absences.some(({ from, to }) => from <= date && date <= to);

/** True when at least one usual hour is known. */
export const usualHoursAreKnown = ({ presence }: Pick<Host, 'presence'>): boolean =>
  Object.values(presence).some((hours) => hours.length > 0);

/** The weekdays she usually comes, Monday first. */
export const usualWeekdays = ({ presence }: Pick<Host, 'presence'>): Weekday[] =>
  ([1, 2, 3, 4, 5, 6, 7] as const).filter((day) => presence[day].length > 0);
