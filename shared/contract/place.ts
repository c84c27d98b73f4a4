/** The place: spaces, material, référentes, opening hours, closures, holidays, fares and contact. */
import { z } from 'zod';
import { areDistinct } from '../domain/distinct.ts';
import { type Equipment, equipment } from '../domain/place/equipment.ts';
import { absence, type Host, host } from '../domain/place/host.ts';
import {
  hoursRange,
  type OpeningException,
  type OpeningVersion,
  openingException,
  openingVersion,
  type PlaceSettings,
  placeSettings,
  type SchoolHoliday,
  type SchoolZone,
  type Space,
  schoolHoliday,
  schoolZone,
  space,
} from '../domain/place/model.ts';
import type { SchoolHolidayPeriod, SkippedLine } from '../domain/place/school-calendar.ts';
import type { KnownUntil } from '../domain/place/school-import.ts';
import { typedHours, typedWeek } from '../domain/place/week.ts';
import { localDate } from '../domain/time/schemas.ts';
import { daysBetween, type LocalDate } from '../domain/time/wall.ts';
import { method } from './method.ts';

const id = z.string().min(1).max(64);
/** Absent when the thing is new. */
const optionalId = id.optional();
const fileToken = z.string().min(1).max(100);

/** Everything the place is, archived things included; lists in the order of the screen. */
export interface PlaceView {
  settings: PlaceSettings;
  spaces: Space[];
  equipment: Equipment[];
  hosts: Host[];
  /** Latest `validFrom` first. */
  versions: OpeningVersion[];
  /** By date. */
  exceptions: OpeningException[];
  /** By start, all zones. */
  schoolHolidays: SchoolHoliday[];
  knownUntil: KnownUntil;
  /** Things written by another version of Margelle that this one cannot read; they are kept as they are. */
  setAside: number;
  /** The date it is at the place. */
  today: LocalDate;
}

export interface SchoolHolidaysPreview {
  name: string;
  zones: {
    zone: SchoolZone;
    periods: SchoolHolidayPeriod[];
    knownUntil: LocalDate;
    /** How many lines would be new or changed, and removed, if this zone were imported. */
    changed: number;
    removed: number;
  }[];
  skipped: SkippedLine[];
  ignored: number;
}

/** `gestureId` takes the change back with `planning.undo`; absent when nothing was changed. */
export interface PlaceWritten {
  id: string;
  gestureId?: string;
}

/** Largest school calendar read, in bytes; the official ones are under 1 MB. */
export const SCHOOL_FILE_MAX_BYTES = 20 * 1024 * 1024;

const spaceInput = z.strictObject({
  ...space.omit({ id: true, order: true, archived: true }).shape,
  id: optionalId,
});
const equipmentInput = z.strictObject({ ...equipment.omit({ id: true }).shape, id: optionalId });
const hostInput = z.strictObject({
  id: optionalId,
  name: host.shape.name,
  role: host.shape.role,
  colour: host.shape.colour,
  presence: typedWeek,
  absences: z.array(absence).max(500).default([]),
});
const openingInput = z.strictObject({
  id: optionalId,
  validFrom: localDate,
  weekly: typedWeek,
  rules: openingVersion.shape.rules.max(20),
});
const exceptionInput = z
  .strictObject({
    /** Exceptions that this one takes the place of; those no longer covered are removed. */
    replaces: z.array(id).max(400).default([]),
    /** One exception per date; with `until`, one for each day up to it (included), 366 at most. */
    date: localDate,
    until: localDate.optional(),
    closed: z.boolean(),
    hours: typedHours.default([]),
    reason: openingException.shape.reason,
  })
  .refine(({ date, until }) => until === undefined || (date <= until && daysBetween(date, until) < 366), {
    error: 'ends_before_it_starts',
    path: ['until'],
  })
  .refine(({ closed, hours }) => closed || hours.length > 0, { error: 'hours_missing', path: ['hours'] });
const schoolHolidayInput = z
  .strictObject({
    id: optionalId,
    zone: schoolZone,
    name: schoolHoliday.shape.name,
    start: localDate,
    end: localDate,
  })
  .refine(({ start, end }) => start <= end, { error: 'ends_before_it_starts', path: ['end'] });

/** What the forms of the place fill in; the screens validate with these very schemas. */
export const placeInputs = {
  settings: z
    .strictObject({
      ...placeSettings.shape,
      phone: placeSettings.shape.phone.nullable(),
      email: placeSettings.shape.email.nullable(),
      schoolZone: schoolZone.nullable(),
      categories: placeSettings.shape.categories.refine(areDistinct, { error: 'same_id' }),
    })
    .partial(),
  space: spaceInput,
  equipment: equipmentInput,
  host: hostInput,
  opening: openingInput,
  exception: exceptionInput,
  schoolHoliday: schoolHolidayInput,
  hours: hoursRange,
};
export type SettingsInput = z.input<typeof placeInputs.settings>;
export type SpaceInput = z.input<typeof spaceInput>;
export type EquipmentInput = z.input<typeof equipmentInput>;
export type HostInput = z.input<typeof hostInput>;
export type OpeningInput = z.input<typeof openingInput>;
export type ExceptionInput = z.input<typeof exceptionInput>;
export type SchoolHolidayInput = z.input<typeof schoolHolidayInput>;

/** Writing methods answer the id of what was written; with an `id` that does not exist, the error `not_found`. */
export const placeMethods = {
  'place.get': method<PlaceView>()('unlocked', z.strictObject({})),
  /**
   * Only the fields given are changed; null takes the phone, the address or the zone away. Fares and categories are given
   * whole: a fare that is left out is said no more. Two categories with one id are refused.
   */
  'place.saveSettings': method<Record<never, never>>()(
    'unlocked',
    z.strictObject({ settings: placeInputs.settings }),
  ),
  'place.saveSpace': method<PlaceWritten>()('unlocked', z.strictObject({ space: spaceInput })),
  /** An archived space is offered no more; its bookings stay. */
  'place.archiveSpace': method<PlaceWritten>()('unlocked', z.strictObject({ id, archived: z.boolean() })),
  /** Ids in the wanted order; spaces not named follow in their present order. */
  'place.reorderSpaces': method<Record<never, never>>()(
    'unlocked',
    z.strictObject({ ids: z.array(id).max(200).refine(areDistinct, { error: 'same_id' }) }),
  ),
  'place.saveEquipment': method<PlaceWritten>()('unlocked', z.strictObject({ equipment: equipmentInput })),
  'place.removeEquipment': method<PlaceWritten>()('unlocked', z.strictObject({ id })),
  'place.saveHost': method<PlaceWritten>()('unlocked', z.strictObject({ host: hostInput })),
  'place.archiveHost': method<PlaceWritten>()('unlocked', z.strictObject({ id, archived: z.boolean() })),
  /** A version with the same `validFrom` is replaced. */
  'place.saveOpening': method<PlaceWritten>()('unlocked', z.strictObject({ opening: openingInput })),
  'place.removeOpening': method<PlaceWritten>()('unlocked', z.strictObject({ id })),
  /** Replaces what was decided for these dates. */
  'place.saveException': method<{ ids: string[]; gestureId?: string }>()(
    'unlocked',
    z.strictObject({ exception: exceptionInput }),
  ),
  'place.removeExceptions': method<{ gestureId?: string }>()(
    'unlocked',
    z.strictObject({ ids: z.array(id).min(1).max(400) }),
  ),
  /**
   * Reads an official CSV or ICS and writes nothing.
   * Errors: `file_not_granted`, `file_unreadable`, `file_too_large`, `school_holidays_not_found`.
   */
  'place.previewSchoolHolidays': method<SchoolHolidaysPreview>()(
    'unlocked',
    z.strictObject({ file: fileToken }),
  ),
  /** Errors: as the preview. Earlier imports that the file contradicts are replaced; lines typed by hand stay. */
  'place.importSchoolHolidays': method<{ written: number; removed: number; gestureId?: string }>()(
    'unlocked',
    z.strictObject({ file: fileToken, zones: z.array(schoolZone).min(1).max(3) }),
  ),
  'place.saveSchoolHoliday': method<PlaceWritten>()(
    'unlocked',
    z.strictObject({ holiday: schoolHolidayInput }),
  ),
  'place.removeSchoolHoliday': method<PlaceWritten>()('unlocked', z.strictObject({ id })),
};
