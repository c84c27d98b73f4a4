/** Words of adding a line of a quarter, typed in one go or in its form. */
import { counted, listed } from '../format.ts';

const dates = (count: number) => counted(count, 'date', 'dates');

export const lineWords = {
  add: {
    label: 'Ajouter une ligne',
    placeholder: 'Chorale, jeudi 9 h–10 h 15, grande salle, toutes les 2 semaines, 8 places, 5 €',
    action: 'Ajouter',
    details: 'Plus de détails',
    hint: 'Écrivez comme vous le diriez\u00a0: quoi, quel jour, à quelle heure, où, à quel rythme.',
    added: (title: string, count: number) => `${title}\u00a0: ${dates(count)} dans le trimestre.`,
    changed: (title: string, count: number) => `${title} est enregistrée\u00a0: ${dates(count)}.`,
    count: (count: number) => dates(count),
    closed: (count: number) => `dont ${counted(count, 'fermée', 'fermées')}`,
    missing: (parts: string[]) => `Il manque\u00a0: ${listed(parts)}.`,
    parts: {
      title: 'le nom',
      when: 'le jour',
      hours: 'l’heure',
      end: 'l’heure de fin',
      space: 'l’espace',
    },
    unknown: (text: string) => `«\u00a0${text}\u00a0»\u00a0:`,
    refusals: {
      'not-understood': 'ce n’est pas compris. Complétez dans «\u00a0Plus de détails\u00a0».',
      'not-a-time': 'ce n’est pas une heure de 5 en 5 minutes.',
      'no-such-date': 'cette date n’existe pas.',
      'other-weekday': 'cette date tombe un autre jour de la semaine.',
      'outside-quarter': 'cette date n’est pas dans le trimestre.',
      'ends-before-it-starts': 'la fin est avant le début.',
      'said-twice': 'la ligne dit déjà autre chose.',
      'nobody-of-that-name': 'personne ne porte ce nom.',
      'several-of-that-name': 'plusieurs personnes portent ce nom.',
      'too-much': 'c’est trop.',
    },
    couldBe: (activity: string) => `Pensiez-vous à l’activité «\u00a0${activity}\u00a0»\u00a0?`,
  },
  line: {
    new: 'Nouvelle ligne',
    ends: 'Jusqu’à',
    endsQuarter: 'La fin du trimestre',
    endsUntil: 'Une date',
    endsCount: 'Un nombre de dates',
    untilDate: 'Dernière date',
    countLabel: 'Nombre de dates',
    repeats: 'Se répète',
    once: 'Décochez pour un événement qui n’a lieu qu’une fois.',
    duringSchool: 'A lieu aussi pendant les vacances scolaires',
    result: (count: number, closed: number) =>
      `${dates(count)}${closed > 0 ? `, dont ${counted(closed, 'fermée', 'fermées')}` : ''} dans le trimestre.`,
    noDates: 'Cette règle ne donne aucune date dans le trimestre.',
    remove: 'Supprimer la ligne',
    removeTitle: (title: string) => `Supprimer «\u00a0${title}\u00a0»\u00a0?`,
    removeText:
      'Ses dates quittent le brouillon. Si le trimestre était publié, ses séances seront annulées à la prochaine publication.',
    removed: (title: string) => `«\u00a0${title}\u00a0» est supprimée.`,
    gone: 'Cette ligne n’existe plus.',
    problems: {
      rule: 'Indiquez quand la série s’arrête.',
      outside: 'La première date doit être dans le trimestre.',
    },
  },
};
