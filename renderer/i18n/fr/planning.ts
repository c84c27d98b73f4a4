/** Words of the screens of `renderer/features/planning`: the planning, a booking, what is to settle, the history. */
import type { FeedLine, SeriesPlacement } from '#shared/contract/planning.ts';
import type { DayReason, OutsideReason } from '#shared/domain/place/opening.ts';
import type { BookingKind, BookingMode, Recurrence, SlotProposal } from '#shared/domain/planning/model.ts';
import {
  capitalised,
  counted,
  dateAndTimes,
  dayAndMonth,
  duration,
  listed,
  longDate,
  monthAndYear,
  shortDate,
  time,
  timeRange,
} from '../format.ts';

interface Moment {
  date: string;
  start: string;
  end: string;
}

const reason = ({ kind, name }: DayReason | OutsideReason): string => {
  if (kind === 'weekly-closed') return 'Fermé ce jour-là';
  if (kind === 'outside-hours') return 'En dehors des heures d’ouverture';
  if (kind === 'exception') return name || 'Jour particulier';
  return name;
};

const sessions = (count: number) => counted(count, 'séance', 'séances');
const moment = ({ date, start }: Moment) => `${longDate(date)}, ${time(start)}`;

/** "de 10 h à 14 h" the same day, "du mardi 12 janvier 10 h au mercredi 13 janvier 14 h" otherwise. */
function fromTo(from: Moment & { place: string }, to: Moment & { place: string }): string {
  const place =
    from.place === to.place ? '' : ` (${from.place || 'sans espace'} → ${to.place || 'sans espace'})`;
  if (from.date === to.date && from.start === to.start && from.end === to.end)
    return `${place ? place.trim() : 'au même moment'}, ${longDate(to.date)} ${timeRange(to.start, to.end)}`;
  if (from.date === to.date && from.start === to.start)
    return `: fin à ${time(to.end)} au lieu de ${time(from.end)}, ${longDate(to.date)}${place}`;
  if (from.date === to.date)
    return `de ${time(from.start)} à ${time(to.start)}, ${longDate(to.date)}${place}`;
  return `du ${longDate(from.date)} ${time(from.start)} au ${longDate(to.date)} ${time(to.start)}${place}`;
}

const modes: Record<BookingMode, string> = {
  'on-site': 'Sur place',
  remote: 'À distance',
  hybrid: 'Sur place et à distance',
  outside: 'À l’extérieur',
};

const frequencies: Record<Recurrence['frequency'], string> = {
  daily: 'Tous les jours',
  weekly: 'Toutes les semaines',
  'monthly-by-date': 'Tous les mois, à la même date',
  'monthly-by-weekday': 'Tous les mois, le même jour de la semaine',
};

const every: Record<Recurrence['frequency'], (count: number) => string> = {
  daily: (count) => (count === 1 ? 'tous les jours' : `tous les ${count} jours`),
  weekly: (count) => (count === 1 ? 'toutes les semaines' : `toutes les ${count} semaines`),
  'monthly-by-date': (count) => (count === 1 ? 'tous les mois' : `tous les ${count} mois`),
  'monthly-by-weekday': (count) => (count === 1 ? 'tous les mois' : `tous les ${count} mois`),
};

export const planning = {
  title: 'Planning',
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
    elsewhere: 'Sans espace',
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
    openDay: (date: string) => `Ouvrir la journée du ${longDate(date)}`,
    now: 'Maintenant',
    empty: {
      title: 'Rien n’est réservé sur cette période.',
      example:
        'Choisissez un créneau dans la grille, ou appuyez sur la touche N. Exemple : Yoga, mardi de 10 h à 11 h 15.',
    },
    noSpaces: {
      title: 'Les réservations se posent dans les espaces du lieu. Il n’y en a pas encore.',
      example: 'Exemple : Salon, Salle d’activités, Espace calme.',
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
    outside: 'À l’extérieur',
    remote: 'À distance',
    name: (parts: string[]) => parts.filter((part) => part !== '').join(', '),
    series: 'se répète',
    with: (names: string[]) => (names.length === 0 ? '' : `avec ${listed(names)}`),
    seats: (count: number) => counted(count, 'place', 'places'),
    margins: (setup: number, airing: number) =>
      [
        setup > 0 ? `${duration(setup)} de préparation` : '',
        airing > 0 ? `${duration(airing)} d’aération` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
  },
  day: { reason, closed: 'Fermé' },
  gestures: {
    moved: (title: string, to: Moment) => `${title} déplacé au ${moment(to)}`,
    resized: (title: string, to: Moment) => `${title} : ${timeRange(to.start, to.end)}`,
    cancelled: (title: string) => `${title} annulé`,
    restored: (title: string) => `${title} de nouveau au planning`,
    created: (title: string, at: Moment) => `${title} réservé : ${moment(at)}`,
    createdSeries: (title: string, count: number) => `${title} : ${sessions(count)} au planning`,
    changed: (title: string) => `${title} modifié`,
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
    elsewhere: (places: string) => `Même heure, ${places}`,
    earlier: 'Plus tôt',
    later: 'Plus tard',
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
    question: 'Que voulez-vous changer ?',
    this: 'Cette séance seulement',
    following: (count: number) => `Cette séance et les suivantes (${sessions(count)})`,
    all: (count: number) => `Toute la série (${sessions(count)})`,
    byHand: 'Les séances changées à la main restent comme elles sont, et vous saurez lesquelles.',
    overwrite: 'Changer aussi les séances modifiées à la main',
    confirm: 'Changer',
    cancelConfirm: 'Annuler ces séances',
  },
  cancel: {
    title: (title: string) => `Annuler « ${title} » ?`,
    reason: 'Pourquoi ?',
    reasonHint: 'La raison reste visible de l’équipe. Par exemple : intervenante malade.',
    reasons: ['Intervenante absente', 'Pas assez d’inscrits', 'Espace indisponible', 'Reporté'],
    confirm: 'Annuler la réservation',
    back: 'La garder',
  },
  panel: {
    create: 'Nouvelle réservation',
    edit: (title: string) => title,
    kind: 'Quoi ?',
    kindHints: {
      session: 'Une activité du lieu',
      appointment: 'Confidentiel : les autres voient « Occupé »',
      informal: 'L’espace est libre d’accès',
      meeting: 'Équipe ou partenaires',
      private: 'Un anniversaire, une fête',
      maintenance: 'Ménage, travaux',
    } satisfies Record<BookingKind, string>,
    activity: 'Activité',
    activityPlaceholder: 'Choisir dans le catalogue',
    activityNone: 'Aucune activité de ce nom',
    orTitle: 'Ou un titre',
    title: 'Titre',
    ownTitle: 'Titre particulier (facultatif)',
    titlePlaceholder: {
      session: 'Exemple : Atelier découverte',
      appointment: '',
      informal: 'Exemple : Café du matin',
      meeting: 'Exemple : Réunion d’équipe',
      private: 'Exemple : Anniversaire',
      maintenance: 'Exemple : Ménage',
    } satisfies Record<BookingKind, string>,
    privateLabel: 'Qui vient',
    privateLabelHint: 'Visible sur ce poste seulement. Les autres voient « Occupé ».',
    when: 'Quand ?',
    date: 'Date',
    start: 'Début',
    end: 'Fin',
    timeHint: 'Par exemple 10h, 1030',
    where: 'Où ?',
    mode: 'Comment',
    modes,
    spaces: 'Espaces',
    wholePlace: 'Tout le lieu',
    meetingPoint: 'Point de rendez-vous',
    address: 'Adresse ou salle',
    link: 'Lien de connexion',
    setup: 'Préparation avant',
    airing: 'Aération après',
    minutes: (value: number) => (value === 0 ? 'Aucune' : duration(value)),
    who: 'Qui ?',
    hosts: 'Référentes',
    hostsPlaceholder: 'Choisir une personne',
    facilitator: 'Intervenante',
    facilitatorPlaceholder: 'Personne de l’extérieur',
    details: 'Détails',
    capacity: 'Nombre de places',
    fare: 'Prix par personne (€)',
    fareHint: 'Vide : le tarif de l’activité',
    equipment: 'Matériel',
    equipmentAdd: 'Ajouter du matériel',
    quantity: (name: string) => `Quantité : ${name}`,
    remove: (name: string) => `Retirer : ${name}`,
    isPublic: 'Annoncé au public (programme)',
    description: 'Description',
    asOption: 'Option, à confirmer plus tard',
    asOptionHint: 'Une option peut céder la place à une réservation confirmée.',
    save: 'Enregistrer',
    create_: 'Réserver',
    saveKeys: 'Ctrl+Enter',
    cancelBooking: 'Annuler la réservation',
    restore: 'Remettre au planning',
    cancelledBecause: (why: string) => (why ? `Annulé : ${why}` : 'Annulé'),
    duplicate: 'Dupliquer',
    saving: 'Enregistrement…',
    notFound: 'Cette réservation n’existe plus.',
    problems: {
      date: 'Indiquez une date.',
      start: 'Indiquez une heure, par exemple 10h.',
      end: 'Indiquez une heure, par exemple 11h30.',
      order: 'La fin doit être après le début.',
      title: 'Donnez un titre.',
      activity: 'Choisissez une activité ou donnez un titre.',
      fare: 'Indiquez un prix, par exemple 4,50.',
      space: 'Choisissez un espace ou tout le lieu.',
    },
  },
  check: {
    free: 'Le créneau est libre.',
    checking: 'Vérification…',
    taken: 'Le créneau est pris :',
    outside: 'À confirmer :',
    take: (label: string) => `Prendre : ${label}`,
    alternatives: 'Places libres proches :',
  },
  repetition: {
    on: 'Se répète',
    frequency: 'Rythme',
    frequencies,
    interval: 'Un intervalle de',
    intervalOf: (frequency: Recurrence['frequency'], count: number) => capitalised(every[frequency](count)),
    weekdays: 'Jours',
    ends: 'Jusqu’à',
    until: 'Une date',
    count: 'Un nombre de séances',
    untilDate: 'Dernière date',
    countLabel: 'Nombre de séances',
    preview: (count: number) => `${sessions(count)} :`,
    noRule: 'Indiquez quand la série s’arrête.',
    states: {
      ok: 'Libre',
      closed: 'Fermé',
      'outside-hours': 'Hors des heures d’ouverture',
      clash: 'Pris',
    } satisfies Record<SeriesPlacement['state'], string>,
    include: (date: string) => `Garder la séance du ${longDate(date)}`,
    skipProblems: 'Passer celles qui ne conviennent pas',
    inSeries: (total: number) => `Séance d’une série de ${total}`,
    byHand: 'Changée à la main',
    date: (date: string) => shortDate(date),
  },
  linkedNotes: {
    title: 'Mes notes',
    hint: 'Visibles de vous seule, sur ce poste.',
    none: 'Aucune note sur cette réservation.',
    write: 'Écrire une note',
    untitled: 'Note sans titre',
  },
  history: { title: 'Historique', none: 'Pas encore de changement.' },
  feed: {
    title: 'Historique de l’équipe',
    none: {
      title: 'Ici s’écrit tout ce que l’équipe change au planning.',
      example: 'Exemple : Claire a déplacé Yoga du mardi 12 janvier 10 h au mercredi 13 janvier 14 h.',
    },
    more: 'Voir plus ancien',
    open: 'Ouvrir',
    sentence: (line: FeedLine, place: (ids: string[]) => string): string => {
      const who = line.author;
      const several = line.count > 1;
      const what = several ? `${line.title} (${sessions(line.count)})` : line.title;
      const at = line.to ?? line.from;
      const when = at ? `, ${longDate(at.date)} ${time(at.start)}` : '';
      const why = line.reason ? ` : ${line.reason}` : '';
      switch (line.kind) {
        case 'created':
          return `${who} a réservé ${what}${several && at ? `, à partir du ${longDate(at.date)} ${time(at.start)}` : when}.`;
        case 'moved':
          return line.from && line.to
            ? `${who} a déplacé ${what} ${fromTo({ ...line.from, place: place(line.from.spaces) }, { ...line.to, place: place(line.to.spaces) })}.`
            : `${who} a déplacé ${what}${when}.`;
        case 'changed':
          return `${who} a modifié ${what}${when}.`;
        case 'cancelled':
          return `${who} a annulé ${what}${when}${why}.`;
        case 'restored':
          return `${who} a remis ${what} au planning${when}.`;
        case 'settled':
          return `${who} a réglé ${what}${when}.`;
        case 'imported':
          return `${who} a importé ${counted(line.count, 'réservation', 'réservations')} (${line.title}).`;
        case 'undone':
          return `${who} est revenu en arrière sur ${what}${when}.`;
      }
    },
  },
  settle: {
    title: 'À régler',
    detail: (count: number) =>
      count === 0
        ? 'Rien à régler.'
        : `${counted(count, 'réservation se chevauche', 'réservations se chevauchent')} avec une autre.`,
    empty: {
      title:
        'Rien à régler. Quand deux personnes réservent le même espace au même moment, chacune sans voir l’autre, le choix se fait ici.',
      example:
        'Exemple : Yoga et Rendez-vous pris tous les deux dans l’Espace calme pendant une coupure de réseau.',
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
    lineLabel: (title: string, at: Moment) => `${title}, ${dateAndTimes(at.date, at.start, at.end)}`,
  },
  dateShort: (date: string) => shortDate(date),
  dayAndMonth,
};
