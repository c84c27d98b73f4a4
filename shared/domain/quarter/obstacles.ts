/** What stands against a slot of a line before anything else is placed: closed days, hours, people who are away. */
import type { Facilitator } from '../catalogue/facilitator.ts';
import { type Host, isAway } from '../place/host.ts';
import { closes, type DayFacts, outsideHours, type PlaceCalendar } from '../place/opening.ts';
import { takesASpace } from '../planning/footprint.ts';
import type { SlotRequest } from '../planning/model.ts';
import { type LocalDate, toMinutes } from '../time/wall.ts';
import { type DraftClosure, type DraftLine, type LinePlan, type Obstacle, obstacleKinds } from './model.ts';

export interface Circumstances {
  place: Pick<PlaceCalendar, 'settings'>;
  closures: readonly Pick<DraftClosure, 'from' | 'to' | 'reason'>[];
  facts(date: LocalDate): DayFacts;
  host(id: string): Pick<Host, 'absences'> | undefined;
  facilitator(id: string): Pick<Facilitator, 'absences'> | undefined;
}

type Line = Pick<DraftLine, 'plan' | 'who'>;
/** The days that a line does without, open or not. */
type LineHolidays = Pick<LinePlan, 'duringSchoolHolidays' | 'duringPublicHolidays'>;

/**
 * The obstacles that do not depend on other bookings. What takes no space (an outing, a remote session) does not need
 * the hours of the place, but a closure, a holiday that closes, or school holidays it avoids stop it like the rest.
 */
export function standingObstacles({ plan, who }: Line, slot: SlotRequest, around: Circumstances): Obstacle[] {
  const found: Obstacle[] = [...closedBy(plan, slot, around)];
  for (const id of who.hosts)
    if (isAway(around.host(id)?.absences ?? [], slot.date))
      found.push({ kind: 'host-away', who: 'host', id });
  const { facilitator: id } = who;
  if (id !== undefined && isAway(around.facilitator(id)?.absences ?? [], slot.date))
    found.push({ kind: 'host-away', who: 'facilitator', id });
  if (found.some(({ kind }) => kind === 'closed') || !takesASpace(slot)) return found;
  const { reasons } = outside(slot, around);
  if (reasons.some(({ kind }) => kind === 'outside-hours')) found.push({ kind: 'outside-hours' });
  return found;
}

/**
 * Why the day is closed to the line. A closure of this quarter is told alone: published, it is the place's own. Holidays
 * that the line avoids are only met by a date that somebody put there: its rule gives none in them (`lineDates`).
 */
export function closedBy(
  { duringSchoolHolidays, duringPublicHolidays }: LineHolidays,
  slot: SlotRequest,
  around: Pick<Circumstances, 'place' | 'closures' | 'facts'>,
): Obstacle[] {
  const { date } = slot;
  const closure = around.closures.find(({ from, to }) => from <= date && date <= to);
  if (closure) return [{ kind: 'closed', why: 'quarter-closure', name: closure.reason }];
  const facts = around.facts(date);
  const found: Extract<Obstacle, { kind: 'closed' }>[] = [];
  for (const { kind, name } of facts.closed ? facts.reasons : []) {
    if (kind === 'school-holiday' || !closes({ kind, name }, facts.reasons, around.place)) continue;
    if (kind === 'weekly-closed' && !takesASpace(slot)) continue;
    found.push({ kind: 'closed', why: kind, name });
  }
  if (duringPublicHolidays === false && !found.some(({ why }) => why === 'holiday')) {
    const holiday = facts.reasons.find(({ kind }) => kind === 'holiday');
    if (holiday) found.push({ kind: 'closed', why: 'holiday', name: holiday.name });
  }
  if (!duringSchoolHolidays) {
    const holiday = facts.reasons.find(({ kind }) => kind === 'school-holiday');
    if (holiday) found.push({ kind: 'closed', why: 'school-holiday', name: holiday.name });
  }
  return found;
}

const outside = ({ date, start, end }: SlotRequest, around: Circumstances) =>
  outsideHours(around.facts(date), toMinutes(start), toMinutes(end), around.place);

/** The one that decides the state first. */
export const inOrder = (obstacles: readonly Obstacle[]): Obstacle[] =>
  [...obstacles].sort((a, b) => obstacleKinds.indexOf(a.kind) - obstacleKinds.indexOf(b.kind));
