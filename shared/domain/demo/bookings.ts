/**
 * An invented life of the place: weekly series first, then everything else where there is room left. Within one
 * space, or for one person, nothing ever overlaps.
 */
import type { Recurrence, Series, SlotRequest, State, What, Who } from '../planning/model.ts';
import { type Interval, merge, overlaps } from '../time/interval.ts';
import { addDays, datesBetween, fromMinutes, toMinutes, weekday } from '../time/wall.ts';
import { type DemoActivity, demoActivities } from './activities.ts';
import type { Seeded } from './seeded.ts';

export interface DemoBooking {
  slot: SlotRequest;
  what: What;
  who: Who;
  state: State;
  /** Set on the sessions of a series. */
  series?: string;
  privateLabel?: string;
}

export interface DemoYears {
  series: Series[];
  bookings: DemoBooking[];
}

/** A quiet room takes appointments; any other takes the rest. */
export interface DemoRoom {
  id: string;
  quiet: boolean;
  hosts: readonly string[];
}

interface Options {
  from: string;
  to: string;
  /** Opening hours of a day, in minutes. */
  hoursOf: (date: string) => readonly Interval[];
  /** How full the days are, from 0 to 1. */
  density: number;
  /** Rooms to fill, and who may hold what happens there. */
  rooms: DemoRoom[];
  /** Distinguishes the series of one call from those of another. */
  idPrefix: string;
}

const SALON = 'space-salon';
const WORKSHOP = 'space-activites';
const QUIET = 'space-calme';
const HOSTS = ['host-nadia', 'host-helene', 'host-marcel', 'host-odile'];

/** The rooms of the model place. */
export const demoRooms: DemoRoom[] = [
  { id: WORKSHOP, quiet: false, hosts: HOSTS },
  { id: SALON, quiet: false, hosts: HOSTS },
  { id: QUIET, quiet: true, hosts: ['host-agnes', 'host-helene'] },
];

/** weekday · start · which activity · space · host */
const WEEKLY: [number, string, string, string, string][] = [
  [2, '10:30', 'Yoga doux', WORKSHOP, 'host-nadia'],
  [2, '14:30', 'Atelier terre', WORKSHOP, 'host-marcel'],
  [3, '10:30', 'Pilates', WORKSHOP, 'host-nadia'],
  [3, '15:00', 'Goûter du mercredi', SALON, 'host-helene'],
  [4, '15:00', 'Coup de pouce numérique', WORKSHOP, 'host-nadia'],
  [5, '10:30', 'Sophrologie', WORKSHOP, 'host-helene'],
  [5, '12:15', 'Repas partagé', SALON, 'host-odile'],
  [1, '15:00', 'Couture et bavardages', SALON, 'host-nadia'],
];
const byName = (name: string): DemoActivity => {
  const found = demoActivities.find(({ activity }) => activity.name === name);
  if (!found) throw new RangeError(name);
  return found;
};
/** Some hundreds of people who do not exist. */
const surnames = 'Ab Bel Car Dub Est Fau Gar Hub Lam Mar Nav Oli Per Ram Sal Tou Val Ver'.split(' ');
const endings = 'ard eau ella ert iac ier ine onet ot oux ude uy'.split(' ');
const visitor = (chance: Seeded) =>
  `${chance.pick(['Mme', 'M.'])} ${chance.pick(surnames)}${chance.pick(endings)}`;

/** Busy minutes of one day, by space or person. */
class Day {
  readonly #busy = new Map<string, Interval[]>();
  free(key: string, wanted: Interval): boolean {
    return !(this.#busy.get(key) ?? []).some((taken) => overlaps(taken, wanted));
  }
  take(keys: string[], interval: Interval): void {
    for (const key of keys) this.#busy.set(key, merge([...(this.#busy.get(key) ?? []), interval]));
  }
}

export function demoYears(
  chance: Seeded,
  { from, to, hoursOf, density, rooms, idPrefix }: Options,
): DemoYears {
  const series = WEEKLY.map((line, i) => seriesOf(line, `${idPrefix}-series-${i + 1}`, from, to));
  const bookings: DemoBooking[] = [];
  for (const date of datesBetween(from, to)) {
    const hours = hoursOf(date);
    const first = hours[0];
    const last = hours.at(-1);
    if (!first || !last) continue;
    const day = new Day();
    for (const it of series) {
      if (weekday(it.slot.date) !== weekday(date) || date < it.slot.date) continue;
      bookings.push({
        slot: { ...it.slot, date },
        what: it.what,
        who: it.who,
        state: { status: 'confirmed' },
        series: it.id,
      });
      day.take([...it.slot.spaces, ...it.who.hosts, it.who.facilitator ?? ''], footprint(it.slot));
    }
    for (const room of rooms) {
      let at = first.start;
      while (at + 45 <= last.end) {
        const made = chance.chance(density) ? booking(chance, date, room, at, last.end, day) : null;
        if (made) bookings.push(made);
        at = made ? toMinutes(made.slot.end) + made.slot.airingMin + 15 : at + 60;
      }
    }
  }
  return { series, bookings };
}

const footprint = (slot: SlotRequest): Interval => ({
  start: toMinutes(slot.start) - slot.setupMin,
  end: toMinutes(slot.end) + slot.airingMin,
});

function seriesOf(
  [day, start, name, space, host]: (typeof WEEKLY)[number],
  id: string,
  from: string,
  to: string,
): Series {
  const { activity } = byName(name);
  const date = addDays(from, (day - weekday(from) + 7) % 7);
  const rule: Recurrence = { frequency: 'weekly', interval: 1, weekdays: [], until: to, exceptions: [] };
  return {
    id,
    rule,
    slot: {
      date,
      start,
      end: fromMinutes(toMinutes(start) + activity.defaultDurationMin),
      spaces: [space],
      wholePlace: false,
      setupMin: activity.setupMin,
      airingMin: activity.airingMin,
    },
    what: sessionOf({ activity, where: 'room' }),
    who: { hosts: [host], facilitator: activity.facilitator },
    status: 'confirmed',
  };
}

function sessionOf({ activity, where }: DemoActivity): What {
  return {
    kind: 'session',
    activity: activity.id,
    mode: where === 'room' ? 'on-site' : where,
    placeText: where === 'outside' ? 'Rendez-vous devant la place' : undefined,
    equipment: [],
    isPublic: true,
  };
}

const simple = (kind: What['kind'], title?: string): What => ({
  kind,
  title,
  mode: 'on-site',
  equipment: [],
  isPublic: false,
});

/** One booking that starts at `at`, or null when nothing fits before `end`. */
function booking(
  chance: Seeded,
  date: string,
  { id: space, quiet, hosts }: DemoRoom,
  at: number,
  end: number,
  day: Day,
): DemoBooking | null {
  const host = chance.pick(hosts);
  const make = (length: number, what: What, facilitator?: string, margins = 0): DemoBooking | null => {
    const wanted = { start: at, end: at + length + 2 * margins };
    const keys = [space, host, ...(facilitator ? [facilitator] : [])];
    if (wanted.end > end || !keys.every((key) => day.free(key, wanted))) return null;
    day.take(keys, wanted);
    const slot: SlotRequest = {
      date,
      start: fromMinutes(at + margins),
      end: fromMinutes(at + margins + length),
      spaces: what.mode === 'outside' || what.mode === 'remote' ? [] : [space],
      wholePlace: false,
      setupMin: margins,
      airingMin: margins,
    };
    const draw = chance.next();
    const state: State =
      draw < 0.06
        ? { status: 'cancelled', reason: 'Trop peu d’inscriptions' }
        : { status: draw < 0.12 ? 'option' : 'confirmed' };
    return { slot, what, who: { hosts: [host], facilitator }, state };
  };
  if (quiet) {
    const made = make(45, simple('appointment'));
    return made && { ...made, state: { status: 'confirmed' }, privateLabel: visitor(chance) };
  }
  const kind = chance.next();
  if (kind < 0.62) {
    const chosen = chance.pick(demoActivities);
    const { activity } = chosen;
    return make(activity.defaultDurationMin, sessionOf(chosen), activity.facilitator, activity.setupMin);
  }
  if (kind < 0.78)
    return make(
      60,
      simple('informal', chance.pick(['Café et presse', 'Accueil libre', 'Tricot entre voisines'])),
    );
  if (kind < 0.92)
    return make(
      90,
      simple('meeting', chance.pick(['Réunion d’équipe', 'Comité des sourciers', 'Point partenaires'])),
    );
  if (kind < 0.97) return make(120, simple('private', 'Anniversaire'));
  return make(
    60,
    simple('maintenance', chance.pick(['Ménage', 'Passage du plombier', 'Contrôle des extincteurs'])),
  );
}
