/**
 * What the catalogue of a new place starts with: the activities of the model place (La Ressourcerie), copied once and then
 * the team's own. Spaces are those of the `ressourcerie` profile.
 */
import type { ProfileName } from '../place/profiles.ts';
import { type CATEGORIES, colourOfCategory } from '../place/ressourcerie.ts';
import type { Activity } from './activity.ts';

type Given = Pick<Activity, 'id' | 'name' | 'description' | 'defaultDurationMin'> &
  Partial<Activity> & { category: (typeof CATEGORIES)[number]['id'] };

const SALON = 'space-salon';
const WORKSHOP = 'space-activites';
const QUIET = 'space-calme';

function activity(given: Given): Activity {
  return {
    spaces: [WORKSHOP],
    setupMin: 0,
    airingMin: 0,
    fare: { kind: 'free' },
    registration: 'required',
    equipment: [],
    colour: colourOfCategory(given.category),
    isPublic: true,
    archived: false,
    ...given,
  };
}

/** A fresh copy each time; empty for a profile that says nothing. */
export const startingCatalogue = (profile: ProfileName): Activity[] =>
  profile === 'ressourcerie' ? ressourcerie().map(activity) : [];

const withFacilitator: Pick<Activity, 'fare'> = { fare: { kind: 'standard' } };

const ressourcerie = (): Given[] => [
  {
    id: 'activity-yoga',
    name: 'Yoga doux',
    category: 'physical',
    description: 'Une heure pour respirer et s’étirer, sans condition physique particulière.',
    defaultDurationMin: 75,
    setupMin: 15,
    airingMin: 15,
    capacityMin: 4,
    capacityMax: 10,
    ...withFacilitator,
  },
  {
    id: 'activity-pilates',
    name: 'Pilates',
    category: 'physical',
    description: 'Renforcer son dos et sa posture, à son rythme.',
    defaultDurationMin: 60,
    setupMin: 15,
    airingMin: 15,
    capacityMin: 4,
    capacityMax: 10,
    ...withFacilitator,
  },
  {
    id: 'activity-sophrologie',
    name: 'Sophrologie',
    category: 'well-being',
    description: 'Des exercices simples pour relâcher les tensions et mieux dormir.',
    defaultDurationMin: 60,
    setupMin: 10,
    airingMin: 10,
    capacityMin: 4,
    capacityMax: 10,
    ...withFacilitator,
  },
  {
    id: 'activity-esthetique',
    name: 'Pause esthétique',
    category: 'well-being',
    description: 'Un soin individuel, un temps rien que pour soi.',
    defaultDurationMin: 45,
    spaces: [QUIET],
    setupMin: 10,
    airingMin: 10,
    capacityMax: 1,
    ...withFacilitator,
  },
  {
    id: 'activity-atelier-creatif',
    name: 'Atelier créatif',
    category: 'leisure',
    description: 'Peinture, couture ou terre : on apprend ensemble, le matériel est fourni.',
    defaultDurationMin: 120,
    setupMin: 15,
    airingMin: 15,
    capacityMin: 4,
    capacityMax: 12,
    ...withFacilitator,
  },
  {
    id: 'activity-visite',
    name: 'Visite guidée',
    category: 'leisure',
    description: 'Une sortie à la découverte de la ville ou d’une exposition.',
    defaultDurationMin: 120,
    spaces: [],
    capacityMin: 5,
    capacityMax: 15,
    ...withFacilitator,
  },
  {
    id: 'activity-numerique',
    name: 'Coup de pouce numérique',
    category: 'practical',
    description: 'Démarches en ligne, téléphone, courriel : chacun vient avec sa question.',
    defaultDurationMin: 90,
    capacityMax: 6,
  },
  {
    id: 'activity-zero-dechet',
    name: 'Atelier zéro déchet',
    category: 'practical',
    description: 'Fabriquer soi-même des produits simples pour la maison.',
    defaultDurationMin: 90,
    spaces: [SALON],
    setupMin: 15,
    airingMin: 15,
    capacityMin: 4,
    capacityMax: 10,
    ...withFacilitator,
  },
  {
    id: 'activity-repas',
    name: 'Repas partagé',
    category: 'convivial',
    description: 'Chacun apporte un plat, on déjeune ensemble.',
    defaultDurationMin: 120,
    spaces: [SALON],
    setupMin: 30,
    airingMin: 30,
    capacityMax: 20,
  },
  {
    id: 'activity-gouter',
    name: 'Goûter',
    category: 'convivial',
    description: 'Un café, un gâteau, une conversation : on entre sans s’inscrire.',
    defaultDurationMin: 90,
    spaces: [SALON],
    registration: 'open',
  },
  {
    id: 'activity-conference',
    name: 'Rencontre-débat',
    category: 'talk',
    description: 'Un invité, un sujet, et du temps pour les questions.',
    defaultDurationMin: 90,
    spaces: [WORKSHOP, SALON],
    setupMin: 15,
    airingMin: 15,
    capacityMax: 30,
    registration: 'open',
  },
  {
    id: 'activity-cafe-proches',
    name: 'Café des proches',
    category: 'talk',
    description: 'Un échange entre personnes qui aident un proche, en petit groupe.',
    defaultDurationMin: 90,
    spaces: [QUIET, SALON],
    capacityMax: 8,
  },
];
