/** Invented confidential notes: plausible in tone, about nobody. */
import type { NoteBody } from '../notes/body.ts';
import type { Seeded } from './seeded.ts';

const subjects = [
  'Entretien',
  'Appel téléphonique',
  'Réunion d’équipe',
  'Point de suivi',
  'Idée',
  'Préparation',
  'Bilan',
];
const people = [
  'Mme R.',
  'M. B.',
  'la fille de Mme T.',
  'le fils de M. L.',
  'Mme A.',
  'la voisine de M. K.',
  'Mme V.',
];
const openings = [
  'arrive fatiguée, parle d’abord du sommeil.',
  'demande comment faire garder sa mère pendant l’atelier.',
  'a reçu la réponse du service social, plutôt bonne.',
  'se sent coupable de prendre du temps pour soi.',
  'revient après deux mois d’absence.',
  'cherche un séjour de répit pour le mois d’août.',
  'dit que la réunion avec ses frères s’est mieux passée.',
  'hésite à se reconnaître comme aidante.',
];
const details = [
  'Le médecin traitant propose une évaluation à domicile.',
  'Convenu de rappeler en début de semaine prochaine.',
  'Orienter vers la plateforme de répit et vérifier les délais.',
  'A aimé la sophrologie, voudrait continuer.',
  'La nuit, elle se lève trois fois : parler de l’accueil temporaire.',
  'Besoin d’aide pour le dossier d’allocation personnalisée.',
  'Écouter sans conclure trop vite.',
  'Proposer le café des proches, en petit groupe.',
  'Le trajet en tramway reste un obstacle.',
  'Noter l’anniversaire, elle y tient.',
  'Son mari accepte désormais une présence le mercredi.',
  'Rester attentive à l’épuisement, déjà évoqué à Noël.',
];
const tasks = [
  'Rappeler',
  'Envoyer la liste des partenaires',
  'Demander l’avis de l’équipe',
  'Préparer la salle',
  'Relire les notes',
];
const tags = ['suivi', 'répit', 'à rappeler', 'équipe', 'idées', 'famille', 'démarches', 'sommeil'];

export interface DemoNote {
  title: string;
  body: NoteBody;
  tags: string[];
  pinned: boolean;
  archived: boolean;
}

const paragraph = (text: string) => ({
  type: 'paragraph' as const,
  content: [{ type: 'text' as const, text }],
});

/** A note of 3 to 12 sentences. */
export function demoNote(chance: Seeded): DemoNote {
  const person = chance.pick(people);
  const sentences = Array.from({ length: chance.int(2, 9) }, () => chance.pick(details));
  const body: NoteBody = {
    type: 'doc',
    content: [
      paragraph(`${person.charAt(0).toUpperCase()}${person.slice(1)} ${chance.pick(openings)}`),
      paragraph(sentences.join(' ')),
      ...(chance.chance(0.3)
        ? [
            {
              type: 'taskList' as const,
              content: [0, 1].map(() => ({
                type: 'taskItem' as const,
                attrs: { checked: chance.chance(0.4) },
                content: [paragraph(chance.pick(tasks))] as [ReturnType<typeof paragraph>],
              })),
            },
          ]
        : []),
    ],
  };
  return {
    title: `${chance.pick(subjects)} : ${person}`,
    body,
    tags: [...new Set(Array.from({ length: chance.int(0, 3) }, () => chance.pick(tags)))],
    pinned: chance.chance(0.03),
    archived: chance.chance(0.2),
  };
}
