/** Words of adding a line of a quarter, typed in one go or in its form. */
import type { LinePlan } from '#shared/domain/quarter/model.ts';
import { counted, listed } from '../format.ts';
import { longDate } from './quarter-dates.ts';

const dates = (count: number) => counted(count, 'date', 'dates');

const HOLIDAYS_UNKNOWN =
  'Aucunes vacances scolaires ne sont connues pour ce trimestre\u00a0: elles s’importent dans «\u00a0Le lieu\u00a0».';

type Holidays = Pick<LinePlan, 'duringSchoolHolidays' | 'duringPublicHolidays'>;
/** "2 laissées de côté (vacances)": what a line does without, as it says. */
export const leftOut = (count: number, { duringSchoolHolidays, duringPublicHolidays }: Holidays) => {
  const days = [
    ...(duringSchoolHolidays ? [] : ['vacances']),
    ...(duringPublicHolidays === false ? ['jours fériés'] : []),
  ];
  return `${counted(count, 'laissée', 'laissées')} de côté (${days.join(', ')})`;
};

export const lineWords = {
  add: {
    label: 'Ajouter une ligne',
    placeholder: 'Chorale, jeudi 9 h–10 h 15, toutes les 2 semaines, 8 places, 5 €',
    action: 'Ajouter',
    details: 'Plus de détails',
    hint: 'Écrivez comme vous le diriez\u00a0: quoi, quel jour, à quelle heure, où, à quel rythme.',
    added: (title: string, count: number, lines: number) =>
      `${title}\u00a0: ${lines > 1 ? `${lines} lignes, ` : ''}${dates(count)} dans le trimestre.`,
    changed: (title: string, count: number) => `${title} est enregistrée\u00a0: ${dates(count)}.`,
    count: (count: number) => dates(count),
    closed: (count: number) => `dont ${counted(count, 'fermée', 'fermées')}`,
    leftOut,
    missing: (parts: string[]) => `Il manque\u00a0: ${listed(parts)}.`,
    parts: {
      title: 'le nom',
      when: 'le jour',
      hours: 'l’heure',
    },
    withoutSpace: 'Sans espace dit\u00a0: vous pouvez écrire le nom d’un espace, ou «\u00a0rdv …\u00a0».',
    endTaken: {
      activity: 'La fin n’est pas dite\u00a0: c’est la durée habituelle de l’activité.',
      hour: 'La fin n’est pas dite\u00a0: c’est une heure.',
    },
    together: (lines: number) => `${lines} lignes, ajoutées en un geste.`,
    told: {
      fewer: (count: number) => `La ligne en dit plus\u00a0: seulement ${dates(count)} dans ce trimestre.`,
      'goes-on': () => 'La ligne va plus loin\u00a0: rien ne s’ajoute après la fin du trimestre.',
      'no-holidays': () => `${HOLIDAYS_UNKNOWN} Rien n’est laissé de côté tant qu’elles manquent.`,
    },
    blocked:
      'Rien ne s’ajoute tant qu’il reste des mots soulignés. Dites-les autrement, retirez-les, ou mettez le titre entre «\u00a0et\u00a0».',
    create: {
      facilitator: (name: string) => `Créer l’intervenante «\u00a0${name}\u00a0»`,
      host: (name: string) => `Créer la référente «\u00a0${name}\u00a0»`,
    },
    created: {
      facilitator: (name: string) =>
        `${name} est parmi les intervenantes. Son prix et ses coordonnées restent à dire.`,
      host: (name: string) =>
        `${name} est parmi les référentes, comme sourcière. Son rôle se change dans «\u00a0Le lieu\u00a0».`,
    },
    unknown: (text: string) => `«\u00a0${text}\u00a0»\u00a0:`,
    refusals: {
      'not-understood': 'ce n’est pas compris.',
      'not-a-time': 'ce n’est pas une heure, de 5 en 5 minutes.',
      'other-part-of-day': 'cette heure n’est pas à ce moment de la journée.',
      'at-night':
        'si tôt\u00a0? Écrivez «\u00a0du matin\u00a0», ou «\u00a0pendant …\u00a0» si c’est une durée.',
      'no-such-date': 'cette date n’existe pas.',
      'other-weekday': 'cette date tombe un autre jour de la semaine.',
      'which-days':
        'ces deux jours, ou aussi ceux entre les deux\u00a0? Écrivez «\u00a0et\u00a0», ou «\u00a0du … au …\u00a0».',
      'which-date':
        'quel jour\u00a0? Écrivez la date, «\u00a0à partir de …\u00a0» ou «\u00a0jusqu’à …\u00a0».',
      'which-of-the-month': 'lequel du mois\u00a0? Écrivez «\u00a0le 1er\u00a0», «\u00a0le 2e\u00a0»…',
      'not-one-of-its-dates': 'il n’y a pas de séance ce jour-là.',
      'no-such-holidays': 'ces vacances ne sont pas connues ici.',
      'cannot-be-kept': 'Margelle ne sait pas noter cela dans une ligne.',
      'outside-quarter': 'cette date n’est pas dans le trimestre.',
      'no-holidays-known': `lesquelles\u00a0? ${HOLIDAYS_UNKNOWN}`,
      'of-which': 'de chacune, ou en tout\u00a0? Écrivez une ligne à la fois.',
      'of-a-part':
        'de ces séances seulement, ou de toutes\u00a0? Mettez des virgules si c’est de toutes, sinon écrivez deux lignes.',
      'of-exception':
        'est-ce dit des jours laissés de côté, ou de toute la ligne\u00a0? Mettez une virgule avant ce qui vaut pour la ligne, ou écrivez les dates laissées de côté.',
      'day-or-hour':
        'un jour du mois, ou une heure\u00a0? Écrivez «\u00a0de … à …\u00a0», ou la date avec son mois.',
      'no-date': 'il ne reste aucune date dans le trimestre.',
      'no-opening-hours':
        'les heures d’ouverture ne sont pas connues. Dites l’heure, ou remplissez-les dans «\u00a0Le lieu\u00a0».',
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
    duringPublic: 'A lieu aussi les jours fériés',
    only: 'Quels jours comptent',
    onlyAll: 'Tous ceux de ce rythme',
    onlyOpen: 'Seulement ceux où le lieu ouvre',
    onlySchool: 'Seulement ceux des vacances scolaires',
    ranks: 'Lesquels du mois',
    rank: (nth: number) => (nth === -1 ? 'dernier' : nth === 1 ? '1er' : `${nth}e`),
    alsoDate: 'Ajouter une autre date',
    alsoDates: 'Autres dates',
    removeDate: (date: string) => `Retirer le ${longDate(date)}`,
    result: (count: number, closed: number, out: number, plan: Holidays) =>
      `${dates(count)}${closed > 0 ? `, dont ${counted(closed, 'fermée', 'fermées')}` : ''} dans le trimestre${
        out > 0 ? `, ${leftOut(out, plan)}` : ''
      }.`,
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
