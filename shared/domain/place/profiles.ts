/**
 * Where a new place starts from. A profile is copied once into the team's data and then belongs to the team:
 * nothing reads these values again.
 */
import type {
  HoursRange,
  OpeningException,
  OpeningVersion,
  PlaceSettings,
  Space,
  WeeklyHours,
} from './model.ts';
import { CATEGORIES, VOLUNTEER_TITLE } from './ressourcerie.ts';

export interface PlaceProfile {
  settings: PlaceSettings;
  spaces: Space[];
  versions: OpeningVersion[];
  exceptions: OpeningException[];
}

export type ProfileName = 'ressourcerie' | 'empty';

const WHOLE_DAY: HoursRange = { start: '10:00', end: '18:00' };
const AFTERNOON: HoursRange = { start: '14:00', end: '18:00' };
const NEVER: WeeklyHours = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };

const space = (id: string, name: string, colour: Space['colour'], order: number): Space => ({
  id,
  name,
  capacity: null,
  colour,
  equipment: [],
  order,
  archived: false,
});

/** A fresh copy each time: the caller may change it. */
export function profile(name: ProfileName): PlaceProfile {
  return name === 'ressourcerie' ? ressourcerie() : empty();
}

/** The model place (Bordeaux, open since April 2019): three spaces, its hours, its fares (in cents) and its words. */
function ressourcerie(): PlaceProfile {
  return {
    settings: {
      name: 'La Ressourcerie',
      address: 'Bordeaux',
      zone: 'Europe/Paris',
      fares: { full: 1200, member: 600, solidarity: 450, membership: 2900 },
      alsaceMoselle: { december26: false, goodFriday: false },
      schoolZone: 'A',
      closedOnPublicHolidays: true,
      categories: CATEGORIES.map((category) => ({ ...category })),
      volunteerTitle: VOLUNTEER_TITLE,
    },
    spaces: [
      space('space-salon', 'Salon', 'orange', 1),
      space('space-activites', 'Salle d’activités', 'blue', 2),
      space('space-calme', 'Espace calme', 'green', 3),
    ],
    versions: [
      {
        id: 'opening-2019',
        validFrom: '2019-04-01',
        weekly: structuredClone({
          ...NEVER,
          1: [AFTERNOON],
          2: [WHOLE_DAY],
          3: [WHOLE_DAY],
          4: [AFTERNOON],
          5: [WHOLE_DAY],
        }),
        rules: [{ kind: 'nth-weekday', nth: 2, weekday: 6, ...AFTERNOON }],
      },
    ],
    exceptions: [],
  };
}

/** A place that has said nothing yet, and of which nothing is said: only its clocks are those of mainland France. */
function empty(): PlaceProfile {
  return {
    settings: {
      name: 'Notre lieu',
      address: '',
      zone: 'Europe/Paris',
      fares: {},
      alsaceMoselle: { december26: false, goodFriday: false },
      closedOnPublicHolidays: false,
      categories: [],
      volunteerTitle: '',
    },
    spaces: [],
    versions: [],
    exceptions: [],
  };
}
