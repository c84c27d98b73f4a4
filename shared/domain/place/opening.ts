/**
 * When the place is open. Being closed is a fact to show and confirm, never a wall: nothing here refuses a booking.
 * Hours come out as minutes since midnight (0–1440), sorted, disjoint.
 */
import { contains, type Interval, isEmpty, merge } from '../time/interval.ts';
import { isNthWeekday, type LocalDate, toMinutes, weekday } from '../time/wall.ts';
import { publicHolidaysOn } from './holidays.ts';
import { areHoursKnown } from './hours-known.ts';
import type { HoursRange, OpeningException, OpeningVersion, PlaceSettings, SchoolHoliday } from './model.ts';

/** The hours a team decided, before any public holiday. */
export interface OpeningHours {
  versions: readonly OpeningVersion[];
  exceptions: readonly OpeningException[];
}

/** Everything that decides whether a day is open. */
export interface PlaceCalendar extends OpeningHours {
  settings: Pick<PlaceSettings, 'alsaceMoselle' | 'closedOnPublicHolidays' | 'schoolZone'>;
  schoolHolidays: readonly Pick<SchoolHoliday, 'zone' | 'name' | 'start' | 'end'>[];
}

export interface DayReason {
  kind: 'exception' | 'holiday' | 'school-holiday' | 'weekly-closed';
  /** The exception's reason or the holiday's name; empty for `weekly-closed`, which the screen words itself. */
  name: string;
}

export interface DayFacts {
  date: LocalDate;
  hours: Interval[];
  /**
   * True when there is no opening hour at all, and the place said so. A place that has said nothing of its hours is neither
   * open nor closed (`areHoursKnown`).
   */
  closed: boolean;
  /** What is particular about the day, whether or not it closes it: an open day may have reasons too. */
  reasons: DayReason[];
}

export interface OutsideReason {
  kind: DayReason['kind'] | 'outside-hours';
  name: string;
}

export interface OutsideOpening {
  outside: boolean;
  /** Why, when outside: what closes the day, or `outside-hours` on a day that opens at other times. */
  reasons: OutsideReason[];
  hours: Interval[];
}

/**
 * The hours decided for a date: those of the version with the greatest `validFrom` not after it (weekly grid and
 * monthly rules together), unless exceptions replace them. Two machines may each have added an exception for the
 * same date: closed wins over hours, and hours add up. Before the first version there are none.
 */
export function openingOn(
  date: LocalDate,
  { versions, exceptions }: OpeningHours,
): { hours: Interval[]; reasons?: string[] } {
  const exceptional = exceptionsOn(date, exceptions);
  if (exceptional.length === 0) return { hours: usualHours(date, versions) };
  const hours = exceptional.some(({ closed }) => closed)
    ? []
    : merge(exceptional.flatMap((exception) => exception.hours.map(toInterval)));
  return { hours, reasons: exceptional.map(({ reason }) => reason) };
}

/**
 * The hours of a date with all that is worth saying about it. A public holiday closes the day when the place says
 * so, unless an exception settles that date. School holidays never close anything.
 */
export function dayFacts(date: LocalDate, place: PlaceCalendar): DayFacts {
  const { settings } = place;
  const opening = openingOn(date, place);
  const holidays = publicHolidaysOn(date, settings.alsaceMoselle);
  const closedByLaw = settings.closedOnPublicHolidays && holidays.length > 0 && !opening.reasons;
  const hours = closedByLaw ? [] : opening.hours;
  const isSaid = place.versions.length > 0 || closedByLaw || opening.reasons !== undefined;

  const reasons: DayReason[] = (opening.reasons ?? []).map((name) => ({ kind: 'exception', name }));
  for (const { name } of holidays) reasons.push({ kind: 'holiday', name });
  for (const { name } of schoolHolidaysOn(date, place)) reasons.push({ kind: 'school-holiday', name });
  if (place.versions.length > 0 && !opening.reasons && opening.hours.length === 0)
    reasons.push({ kind: 'weekly-closed', name: '' });
  return { date, hours, closed: isSaid && hours.length === 0, reasons };
}

/**
 * Whether some minute from `start` to `end` (minutes since midnight, end excluded) is outside the opening hours of
 * `date`, and why. An empty span is never outside, nor is any while the place has said nothing of its hours.
 */
export function outsideOpening(
  date: LocalDate,
  start: number,
  end: number,
  place: PlaceCalendar,
): OutsideOpening {
  return outsideHours(dayFacts(date, place), start, end, place);
}

/** The same for a day whose facts are known: whoever looks at many spans of one day asks for them once. */
export function outsideHours(
  { hours, closed, reasons }: Pick<DayFacts, 'hours' | 'closed' | 'reasons'>,
  start: number,
  end: number,
  place: Pick<PlaceCalendar, 'settings'>,
): OutsideOpening {
  const span = { start, end };
  const isInside = isEmpty(span) || !areHoursKnown({ hours, closed }) || contains(hours, span);
  if (isInside) return { outside: false, reasons: [], hours };
  if (!closed) return { outside: true, reasons: [{ kind: 'outside-hours', name: '' }], hours };
  return { outside: true, reasons: reasons.filter((reason) => closes(reason, reasons, place)), hours };
}

/**
 * Whether a reason closes its day: on a closed day, an exception alone decides; else the usual week and, if the place
 * follows them, holidays do.
 */
export function closes(
  reason: DayReason,
  all: readonly DayReason[],
  place: Pick<PlaceCalendar, 'settings'>,
): boolean {
  if (all.some(({ kind }) => kind === 'exception')) return reason.kind === 'exception';
  if (reason.kind === 'holiday') return place.settings.closedOnPublicHolidays;
  return reason.kind === 'weekly-closed';
}

const schoolHolidaysOn = (date: LocalDate, { schoolHolidays, settings }: PlaceCalendar) =>
  schoolHolidays.filter(
    ({ zone, start, end }) => zone === settings.schoolZone && start <= date && date <= end,
  );

/** In the order of their ids, so that every machine says the same. */
const exceptionsOn = (date: LocalDate, exceptions: readonly OpeningException[]) =>
  exceptions
    .filter((exception) => exception.date === date)
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

function usualHours(date: LocalDate, versions: readonly OpeningVersion[]): Interval[] {
  const version = versionOn(date, versions);
  if (!version) return [];
  const monthly = version.rules.filter((rule) => isNthWeekday(date, rule.weekday, rule.nth));
  return merge([...version.weekly[weekday(date)], ...monthly].map(toInterval));
}

/** Two versions may start the same day on two machines: the greatest id wins everywhere. */
function versionOn(date: LocalDate, versions: readonly OpeningVersion[]): OpeningVersion | undefined {
  let current: OpeningVersion | undefined;
  for (const version of versions) {
    if (version.validFrom > date) continue;
    const later =
      !current ||
      version.validFrom > current.validFrom ||
      (version.validFrom === current.validFrom && version.id > current.id);
    if (later) current = version;
  }
  return current;
}

const toInterval = ({ start, end }: HoursRange): Interval => ({
  start: toMinutes(start),
  end: toMinutes(end),
});
