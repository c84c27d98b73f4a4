/** Words of the screens of `renderer/features/planning`: the planning, a booking, what is to settle, the history. */
import type { DayReason, OutsideReason } from '#shared/domain/place/opening.ts';
import type { SlotProposal } from '#shared/domain/planning/model.ts';
import {
  capitalised,
  counted,
  dateAndTimes,
  dayAndMonth,
  listed,
  longDate,
  monthAndYear,
  time,
  timeRange,
} from '../format.ts';
import { feedWords } from './planning-feed.ts';
import { panelWords } from './planning-panel.ts';

interface Moment {
  date: string;
  start: string;
  end: string;
}

const reason = ({ kind, name }: DayReason | OutsideReason): string => {
  if (kind === 'weekly-closed') return 'Fermé ce jour-là';
  if (kind === 'outside-hours') return 'En dehors des heures d’ouverture';
  if (kind === 'exception') return name || 'Jour particulier';
  // Official calendars are typed with the straight apostrophe.
  return name.replaceAll("'", '’');
};

const sessions = (count: number) => counted(count, 'séance', 'séances');
const moment = ({ date, start }: Moment) => `${longDate(date)}, ${time(start)}`;

export const planning = {
  ...panelWords,
  ...feedWords,
  period: {
    day: (date: string) => capitalised(longDate(date)),
    week: (from: string, to: string) =>
      from.slice(0, 7) === to.slice(0, 7)
        ? `${Number(from.slice(8))} – ${dayAndMonth(to)}`
        : `${dayAndMonth(from)} – ${dayAndMonth(to)}`,
    month: (date: string) => capitalised(monthAndYear(date)),
  },
  views: { label: 'Période affichée', day: 'Jour', week: 'Semaine', month: 'Mois' },
  by: { label: 'Lignes', space: 'Espaces', host: 'Personnes' },
  toolbar: {
    label: 'Réglages de l’affichage',
    previous: { day: 'Jour précédent', week: 'Semaine précédente', month: 'Mois précédent' },
    next: { day: 'Jour suivant', week: 'Semaine suivante', month: 'Mois suivant' },
    today: 'Aujourd’hui',
    date: 'Aller à une date',
    create: 'Réserver',
    feed: 'Historique',
    filters: 'Filtres',
    filtersOn: (count: number) => `Filtres (${count})`,
    kinds: 'Sortes de réservation',
    categories: 'Catégories d’activité',
    cancelled: 'Montrer ce qui est annulé',
    clear: 'Tout afficher',
  },
  keys: {
    previous: 'Planning : période précédente',
    next: 'Planning : période suivante',
    today: 'Planning : aujourd’hui',
    day: 'Planning : vue du jour',
    week: 'Planning : vue de la semaine',
    month: 'Planning : vue du mois',
    create: 'Planning : nouvelle réservation',
    undo: 'Annuler mon dernier changement',
    feed: 'Planning : historique',
    all: 'Planning : raccourcis du clavier',
  },
  shortcuts: {
    title: 'Le planning au clavier',
    onBlock: 'Sur une réservation',
    onScreen: 'Partout sur le planning',
    block: [
      ['Flèches', 'Aller à la réservation voisine'],
      ['Entrée', 'Ouvrir'],
      ['Alt + ← →', 'Décaler de 15 minutes (d’un jour dans le mois)'],
      ['Alt + ↑ ↓', 'Changer d’espace, de personne ou de jour (de semaine dans le mois)'],
      ['Alt + Maj + ← →', 'Raccourcir ou allonger de 15 minutes'],
      ['Échap', 'Renoncer, tant que Alt est enfoncée'],
    ],
    screen: [
      ['← →', 'Période précédente ou suivante'],
      ['T', 'Aujourd’hui'],
      ['J · S · M', 'Jour, semaine, mois'],
      ['N', 'Nouvelle réservation'],
      ['Tab puis flèches', 'Choisir un créneau libre ; Entrée le réserve'],
      ['H', 'Historique'],
      ['Ctrl + Z', 'Annuler mon dernier changement'],
      ['Ctrl + Entrée', 'Enregistrer la réservation ouverte'],
    ],
  },
  grid: {
    label: 'Planning',
    slot: (row: string, start: string, end: string) => `Réserver : ${row}, ${timeRange(start, end)}`,
    row: (date: string, resource: string) => `${longDate(date)}, ${resource}`,
    elsewhere: 'Ailleurs',
    nobody: 'Sans référente',
    archived: 'Ancien espace',
    resources: { space: 'Espaces', host: 'Personnes' },
    more: (count: number) => `+${count}`,
    moreLabel: (count: number, date: string) =>
      `${counted(count, 'autre réservation', 'autres réservations')} le ${longDate(date)}`,
    weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    dayCell: (date: string, count: number, reasons: string[]) =>
      [
        capitalised(longDate(date)),
        count === 0 ? 'rien de prévu' : counted(count, 'réservation', 'réservations'),
        ...reasons,
      ].join(', '),
    dayNumber: (date: string) => (date.endsWith('-01') ? '1er' : String(Number(date.slice(8)))),
    empty: 'Rien n’est réservé ici. Choisissez un créneau dans la grille, ou appuyez sur la touche N.',
    noSpaces: {
      title: 'Les réservations se posent dans les espaces du lieu. Il n’y en a pas encore.',
      example: 'Exemple : Grande salle, Cuisine, Bureau.',
      action: 'Décrire le lieu',
    },
    noHosts: {
      title: 'Ce planning montre ce que fait chaque personne de l’équipe. Personne n’y est encore.',
      example: 'Exemple : la coordinatrice, présente du mardi au vendredi.',
      action: 'Décrire l’équipe',
    },
  },
  booking: {
    option: 'Option',
    cancelled: 'Annulé',
    toSettle: 'À régler',
    wholePlace: 'Tout le lieu',
    name: (parts: string[]) => parts.filter((part) => part !== '').join(', '),
    series: 'se répète',
    with: (names: string[]) => (names.length === 0 ? '' : `avec ${listed(names)}`),
    seats: (count: number) => counted(count, 'place', 'places'),
  },
  day: { reason },
  gestures: {
    // No word agrees with the title, which may be feminine or plural.
    moved: (title: string, to: Moment) => `Déplacement : ${title}, ${moment(to)}`,
    resized: (title: string, to: Moment) => `${title} : ${timeRange(to.start, to.end)}`,
    cancelled: (title: string) => `Annulation : ${title}`,
    restored: (title: string) => `${title} de nouveau au planning`,
    created: (title: string, at: Moment) => `Réservation : ${title}, ${moment(at)}`,
    createdSeries: (title: string, count: number) => `${title} : ${sessions(count)} au planning`,
    changed: (title: string) => `Modification : ${title}`,
    changedSeries: (title: string, count: number) => `${title} : ${sessions(count)} modifiées`,
    leftAlone: (count: number) =>
      count === 1
        ? 'Une séance avait été changée à la main : elle n’a pas bougé.'
        : `${count} séances avaient été changées à la main : elles n’ont pas bougé.`,
    undone: (title: string) => `Changement annulé : ${title}`,
    refused: (title: string) => `${title} : le créneau est pris, rien n’a changé.`,
    announce: (title: string, date: string, start: string, end: string, place: string) =>
      `${title} : ${dateAndTimes(date, start, end)}${place ? `, ${place}` : ''}`,
    edge: 'Impossible d’aller plus loin.',
  },
  conflict: {
    title: 'Ce créneau est pris',
    asked: (title: string, at: Moment, place: string) =>
      `Vous vouliez : ${title}, ${dateAndTimes(at.date, at.start, at.end)}${place ? `, ${place}` : ''}.`,
    held: 'Il est occupé par :',
    safe: 'Rien n’a été modifié.',
    why: {
      space: 'même espace',
      host: 'même référente',
      facilitator: 'même intervenante',
      equipment: 'matériel déjà pris',
    },
    alternatives: 'Places libres les plus proches',
    none: 'Aucune place libre proche n’a été trouvée.',
    option: 'Poser une option quand même',
    optionHint: 'Une option peut être déplacée : les deux réservations resteront visibles dans « À régler ».',
    back: 'Ne rien changer',
  },
  proposal: {
    label: ({ kind, slot }: SlotProposal, places: string) => {
      const when = dateAndTimes(slot.date, slot.start, slot.end);
      if (kind === 'elsewhere') return `${places} à la même heure (${timeRange(slot.start, slot.end)})`;
      return `${kind === 'earlier' ? 'Plus tôt' : 'Plus tard'} : ${when}${places ? `, ${places}` : ''}`;
    },
  },
  outside: {
    title: 'En dehors des heures d’ouverture',
    body: 'Le lieu est fermé sur ce créneau :',
    confirm: 'Réserver quand même',
    back: 'Choisir une autre heure',
  },
  scope: {
    title: 'Cette séance fait partie d’une série',
    this: 'Cette séance seulement',
    following: (count: number) => `Cette séance et les suivantes (${sessions(count)})`,
    all: (count: number) => `Toute la série (${sessions(count)})`,
    byHand: 'Les séances changées à la main restent comme elles sont, et vous saurez lesquelles.',
    change: {
      question: 'Que voulez-vous changer ?',
      overwrite: 'Changer aussi les séances modifiées à la main',
      confirm: (_count: number) => 'Changer',
    },
    cancel: {
      question: 'Que voulez-vous annuler ?',
      overwrite: 'Annuler aussi les séances modifiées à la main',
      confirm: (count: number) => (count === 1 ? 'Annuler cette séance' : 'Annuler ces séances'),
    },
  },
  cancel: {
    title: (title: string) => `Annuler « ${title} » ?`,
    reason: 'Pourquoi ?',
    reasonHint: 'La raison reste visible de l’équipe. Par exemple : intervenante malade.',
    reasons: ['Intervenante absente', 'Pas assez d’inscrits', 'Espace indisponible', 'Reporté'],
    confirm: 'Annuler la réservation',
    back: 'La garder',
  },
  history: { title: 'Historique', none: 'Pas encore de changement.' },
  settle: {
    title: 'À régler',
    detail: (overlapping: number, rivals: number, doubled: number) =>
      [
        overlapping + rivals + doubled === 0 ? 'Rien à régler.' : '',
        doubled === 0 ? '' : 'Des réservations ont été importées deux fois.',
        overlapping === 0
          ? ''
          : `${counted(overlapping, 'réservation se chevauche', 'réservations se chevauchent')} avec une autre.`,
        rivals === 0
          ? ''
          : `${counted(rivals, 'chose modifiée', 'choses modifiées')} en même temps sur deux postes.`,
      ]
        .filter((part) => part !== '')
        .join(' '),
    empty: {
      title:
        'Rien à régler. Quand deux réservations veulent la même place au même moment, le choix se fait ici.',
      example:
        'Exemple : une option posée sur un créneau déjà pris, ou deux séances d’un agenda importé dans la même salle.',
    },
    doubles: {
      title: (count: number, isAll: boolean) =>
        `${isAll ? '' : 'Plus de '}${counted(count, 'réservation importée deux fois', 'réservations importées deux fois')}`,
      why: 'Le même agenda a été importé sur deux postes qui ne se voyaient pas. Margelle en garde une de chaque\u00a0: celle que quelqu’un a changée, sinon la plus récente.',
      more: (count: number) => `et ${counted(count, 'autre', 'autres')}`,
      keep: 'N’en garder qu’une de chaque',
      done: (count: number) =>
        `${counted(count, 'réservation en double retirée', 'réservations en double retirées')}.`,
      already: 'C’était déjà fait, sur un autre poste peut-être.',
      open: 'Importée deux fois, et changée de deux façons',
      openWhy: 'Quelqu’un a changé l’une et l’autre. Regardez-les, puis annulez celle qui est de trop.',
      untitled: 'Sans titre',
    },
    versus: 'se chevauche avec',
    priority: 'garde la place',
    take: 'Prendre une place libre',
    swap: (title: string) => `Échanger avec ${title}`,
    keep: 'Garder les deux',
    cancel: 'Annuler',
    open: 'Voir au planning',
    keepTitle: 'Garder les deux réservations ?',
    keepBody: 'Elles resteront au même endroit, au même moment. La liste n’en parlera plus.',
    settled: (title: string) => `${title} : réglé`,
  },
};
