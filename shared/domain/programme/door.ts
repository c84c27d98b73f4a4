/**
 * What the screen at the entrance shows of a programme at a given minute: today and tomorrow, space by space, and what
 * of it is over, running or about to begin. A visitor reads it in passing; nobody stands there to scroll.
 */
import { addDays, type LocalDate, toMinutes } from '../time/wall.ts';
import type { Programme, ProgrammePlace, ProgrammeSession } from './model.ts';

/** `next`: the first to begin in its list, and what begins together with it. */
export type Moment = 'over' | 'now' | 'next' | 'later';

export interface DoorEntry {
  session: ProgrammeSession;
  moment: Moment;
  /** Minutes until it begins, from 1 to an hour; absent otherwise. */
  startsIn?: number;
}

export interface DoorList {
  entries: DoorEntry[];
  /** Left out for lack of room. */
  more: number;
}

export interface DoorColumn extends DoorList {
  /** Null for what is outside, at a distance, or in a space that is no longer one of the place's. */
  space: ProgrammePlace['spaces'][number] | null;
}

export interface DoorDay {
  date: LocalDate;
  /** `unknown`: the programme does not go that far. */
  state: 'sessions' | 'nothing' | 'closed' | 'unknown';
  /** Why it is closed, when there is a reason to give. */
  reason: string;
  wholePlace: DoorList;
  /** The same spaces on both days, in the order of the place: an eye that found a room finds it again below. */
  columns: DoorColumn[];
  /** Everything of that day is behind. */
  done: boolean;
}

export interface DoorView {
  today: DoorDay;
  tomorrow: DoorDay;
  /** The first session after tomorrow, when nothing is left before. */
  upcoming: ProgrammeSession | null;
}

/** What the clocks of the place show; `time` in minutes since midnight, as `fromEpoch` gives it. */
export interface WallNow {
  date: LocalDate;
  time: number;
}

const SOON_MIN = 60;

export function doorView(programme: Programme, now: WallNow): DoorView {
  const { sessions, place } = programme;
  const tomorrow = addDays(now.date, 1);
  const shown = sessions.filter(({ date }) => date === now.date || date === tomorrow);
  const spaces = place.spaces.filter((space) => shown.some((session) => isIn(session, space, place)));
  const elsewhere = shown.some((session) => isElsewhere(session, place));
  const columns = elsewhere ? [...spaces, null] : spaces;
  const days = [now.date, tomorrow].map((date) => dayOf(programme, date, now, columns));
  const [first, second] = days as [DoorDay, DoorDay];
  const nothingLeft = (first.done || first.state !== 'sessions') && second.state !== 'sessions';
  return {
    today: first,
    tomorrow: second,
    upcoming: nothingLeft ? (sessions.find(({ date }) => date > tomorrow) ?? null) : null,
  };
}

/** Leaves out what is over, then what comes last: at most `most` sessions a list. */
export function shortened(view: DoorView, most = Number.POSITIVE_INFINITY): DoorView {
  const list = <L extends DoorList>(it: L): L => {
    const left = it.entries.filter(({ moment }) => moment !== 'over');
    return { ...it, entries: left.slice(0, most), more: it.more + Math.max(0, left.length - most) };
  };
  const day = (it: DoorDay): DoorDay => ({
    ...it,
    wholePlace: list(it.wholePlace),
    columns: it.columns.map(list),
  });
  return { ...view, today: day(view.today), tomorrow: day(view.tomorrow) };
}

/** Also when every space was taken one by one: it is the same for who stands at the door. */
const isWholePlace = ({ spaceIds }: ProgrammeSession, { spaces }: ProgrammePlace): boolean =>
  spaces.length > 1 && spaces.every(({ id }) => spaceIds.includes(id));

const isIn = (session: ProgrammeSession, space: { id: string }, place: ProgrammePlace): boolean =>
  !isWholePlace(session, place) && session.spaceIds.includes(space.id);

const isElsewhere = ({ spaceIds }: ProgrammeSession, { spaces }: ProgrammePlace): boolean =>
  !spaces.some(({ id }) => spaceIds.includes(id));

function dayOf(
  { sessions, closedDays, place, from, to }: Programme,
  date: LocalDate,
  now: WallNow,
  columns: DoorColumn['space'][],
): DoorDay {
  const own = sessions.filter((session) => session.date === date);
  const closed = closedDays.find((day) => day.date === date);
  const listOf = (belongs: (session: ProgrammeSession) => boolean): DoorList => ({
    entries: entriesOf(own.filter(belongs), now),
    more: 0,
  });
  const empty = date < from || date > to ? 'unknown' : closed ? 'closed' : 'nothing';
  return {
    date,
    // A session held on a closed day (an outing on a Sunday) says more than the closed door.
    state: own.length > 0 ? 'sessions' : empty,
    reason: closed?.reason ?? '',
    wholePlace: listOf((session) => isWholePlace(session, place)),
    columns: columns.map((space) => ({
      space,
      ...listOf((session) => (space ? isIn(session, space, place) : isElsewhere(session, place))),
    })),
    done: own.length > 0 && own.every((session) => minutesLeft(session, now) <= 0),
  };
}

/** Minutes of the wall from now to the end of a session of today or later; 0 or less when it is over. */
const minutesLeft = ({ date, end }: ProgrammeSession, now: WallNow): number =>
  date > now.date ? Number.POSITIVE_INFINITY : toMinutes(end) - now.time;

function entriesOf(sessions: readonly ProgrammeSession[], now: WallNow): DoorEntry[] {
  const ahead = sessions.filter(({ date, start }) => date === now.date && toMinutes(start) > now.time);
  const next = ahead.map(({ start }) => start).sort()[0];
  return sessions.map((session) => {
    const wait = session.date === now.date ? toMinutes(session.start) - now.time : Number.POSITIVE_INFINITY;
    if (minutesLeft(session, now) <= 0) return { session, moment: 'over' };
    if (wait <= 0) return { session, moment: 'now' };
    const moment = session.date === now.date && session.start === next ? 'next' : 'later';
    return wait <= SOON_MIN ? { session, moment, startsIn: wait } : { session, moment };
  });
}
