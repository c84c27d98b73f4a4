/**
 * An invented quarter for the place of the demonstration, in the lines a coordinator would type: every category, every
 * rhythm, outings, talks, a party, a week of works, and three clashes to solve (a room, an intervenante, the whole
 * place) once nothing else is planned on those days.
 */
import { profile } from '../place/profiles.ts';
import { type QuarterKey, spanOf } from '../quarter/calendar.ts';
import {
  DEFAULT_QUARTER,
  type DraftClosure,
  type DraftLine,
  type QuarterSettings,
} from '../quarter/model.ts';
import { readOneLine } from '../quarter/one-line/one-line.ts';
import { addDays, type LocalDate, startOfWeek, type Weekday } from '../time/wall.ts';
import { demoActivities } from './activities.ts';
import { demoFacilitators, demoHosts } from './people.ts';

export interface DemoQuarter {
  lines: Pick<DraftLine, 'plan' | 'what' | 'who'>[];
  closures: Omit<DraftClosure, 'id'>[];
  /** `line` is an index in `lines`; without a date, on the whole line. */
  comments: { line: number; date?: LocalDate; text: string; author: string }[];
  settings: QuarterSettings;
}

/** A day of the quarter by its week, 1 to 12, from the first Monday on. */
type DayOf = (week: number, day: Weekday) => LocalDate;

const typed = (day: DayOf): string[] => [
  // Every week
  'Yoga doux, mardi, 10 h 30, référente Nadia',
  'Pilates, mercredi, 10 h 30, référente Nadia, 8 places',
  'Danse en cercle, lundi, 14 h 30, hors vacances scolaires, référente Hélène',
  'Marche sur les berges, mercredi, 14 h, dehors, rendez-vous au ponton d’Honneur, référente Hélène',
  'Stretching du vendredi, vendredi, 14 h 30, référente Marcel',
  'Sophrologie, vendredi, 10 h 30, référente Hélène',
  'Méditation guidée, mardi et vendredi, 12 h 15',
  'Couture et bavardages, lundi, 15 h, référente Nadia',
  'Coup de pouce numérique, jeudi, 15 h, 6 places, référente Nadia',
  'Goûter du mercredi, mercredi, 15 h, référente Odile',
  'Repas partagé, vendredi, 12 h 15, référente Odile',
  'Café et presse, usage libre, mardi, 10 h – 12 h, Salon',
  'Réunion d’équipe, réunion, lundi, 14 h – 15 h, Espace calme',
  // Now and then
  `Atelier terre, mardi, 14 h 30, toutes les 2 semaines, à partir du ${day(1, 2)}, référente Marcel`,
  `Aquarelle, mardi, 14 h 30, toutes les 2 semaines, à partir du ${day(2, 2)}, référente Marcel`,
  `Relaxation sonore, vendredi, 16 h, toutes les 3 semaines, à partir du ${day(1, 5)}, 10 €`,
  'Ma tablette sans stress, mercredi, 14 h 15, 6 séances, tarif habituel',
  'Petit-déjeuner des sourciers, le 1er vendredi du mois, 10 h 15',
  'Café des proches, le 2e mardi du mois, 16 h, Espace calme',
  'Zéro déchet à la maison, le 3e mardi du mois, 14 h 30, Salon',
  'Gestes et postures, le 1er mercredi du mois, 16 h 15',
  'Aménager son logement, le 1er lundi du mois, 16 h',
  'Cuisine du marché, le 2e samedi du mois, 14 h 30',
  'Conférence en ligne : sommeil, dernier jeudi du mois, 17 h, à distance',
  'Sophrologie à distance, le 10 du mois, 18 h 30, à distance',
  `Bibliothèque tournante, tous les jours, du ${day(9, 1)} au ${day(9, 5)}, 17 h – 18 h, Espace calme, gratuit`,
  // Once
  `Rencontre-débat : le répit, ${day(3, 4)}, 15 h, Salon, 40 places`,
  `Comprendre la maladie d’Alzheimer, ${day(7, 1)}, 16 h 15`,
  `Visite guidée du musée, ${day(4, 4)}, 14 h 30, dehors, rendez-vous devant le musée`,
  `Sortie au jardin botanique, ${day(10, 6)}, 14 h, dehors, rendez-vous à la grille du jardin, 15 places`,
  // Three clashes: the room of Pilates, the intervenante of Yoga, the whole place on a Friday.
  `Les aides, mode d’emploi, ${day(5, 3)}, 10 h 45`,
  `Yoga sur chaise, ${day(5, 2)}, 11 h, Espace calme`,
  `Fête de la place, ${day(11, 5)}, 15 h, tout le lieu`,
];

export function demoQuarter(key: QuarterKey): DemoQuarter {
  const span = spanOf(key);
  const monday = startOfWeek(addDays(span.from, 6));
  const day: DayOf = (week, weekday) => addDays(monday, 7 * (week - 1) + weekday - 1);
  const context = {
    span,
    activities: demoActivities.map(({ activity }) => activity),
    spaces: profile('ressourcerie').spaces,
    hosts: demoHosts,
    facilitators: demoFacilitators(span.from),
  };
  const lines = typed(day).map((text) => {
    const [draft, ...more] = readOneLine(text, context).drafts;
    if (!draft || more.length > 0) throw new RangeError(text);
    return draft;
  });
  const line = (activity: string) =>
    lines.findIndex(
      ({ what }) => context.activities.find(({ id }) => id === what.activity)?.name === activity,
    );
  return {
    lines,
    closures: [{ from: day(8, 1), to: day(8, 7), reason: 'Travaux de peinture' }],
    comments: [
      {
        line: line('Rencontre-débat : le répit'),
        date: day(3, 4),
        text: 'La plateforme de répit confirme en fin de semaine. Prévoir le micro.',
        author: demoHosts[1]?.name ?? '',
      },
      {
        line: line('Sortie au jardin botanique'),
        text: 'S’il pleut : repli sur les serres, même horaire.',
        author: demoHosts[0]?.name ?? '',
      },
      {
        line: line('Fête de la place'),
        text: 'Faut-il annuler le stretching ce jour-là, ou le mettre le matin ?',
        author: demoHosts[0]?.name ?? '',
      },
    ],
    settings: {
      ...DEFAULT_QUARTER,
      budgetCents: 600_000,
      remarks: 'Plus de rendez-vous pour celles et ceux qui travaillent : un samedi par mois.',
    },
  };
}
