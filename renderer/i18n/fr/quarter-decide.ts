/** Words of a date of a quarter: its state, its obstacles, what can be decided, what is waiting. */

import type { ClashReason } from '#shared/domain/planning/model.ts';
import type { CloneRemark } from '#shared/domain/quarter/clone.ts';
import type { ObstacleKind, PlacementState, Standing } from '#shared/domain/quarter/model.ts';
import { under } from '#shared/domain/under.ts';
import { ago, counted, euros } from '../format.ts';
import { dateAndTimes, longDate } from './quarter-dates.ts';

const dates = (count: number) => counted(count, 'date', 'dates');

/** As a mark in the sheet says it, and as a sentence does. */
const states: Record<PlacementState, { short: string; long: string }> = {
  ok: { short: '', long: 'Libre' },
  closed: { short: 'fermé', long: 'Fermé' },
  'host-away': { short: 'absente', long: 'Personne absente' },
  clash: { short: 'pris', long: 'Déjà pris' },
  'outside-hours': { short: 'hors h.', long: 'Hors des heures d’ouverture' },
  'over-budget': { short: 'budget', long: 'Budget dépassé' },
};
const standings: Record<Standing | 'forced' | 'moved', { short: string; long: string }> = {
  placed: { short: '', long: 'placée' },
  'to-replace': { short: '', long: 'à replacer' },
  proposed: { short: 'libre\u00a0?', long: 'de nouveau libre, à remettre' },
  dropped: { short: 'non', long: 'abandonnée' },
  forced: { short: 'forcée', long: 'placée quand même' },
  moved: { short: 'déplacée', long: 'déplacée' },
};

const clashWith: Record<ClashReason, (what: string, who: string) => string> = {
  space: (what, who) => `${who}\u00a0: la place est prise par ${what}`,
  host: (what, who) => `${who} est déjà prise\u00a0: ${what}`,
  facilitator: (what, who) => `${who} intervient déjà\u00a0: ${what}`,
  equipment: (what, who) => `${who}\u00a0: il n’en reste pas assez à côté de ${what}`,
};

export const decideWords = {
  states,
  standings,
  obstacle: {
    quarterClosure: (reason: string) =>
      reason ? `fermé par ce trimestre, ${reason}` : 'fermé par ce trimestre',
    /** Nothing more than that the place is closed on this day of the week: said once. */
    closed: (why: string) => (why === '' ? 'fermé ce jour-là' : `fermé, ${why}`),
    schoolHoliday: (name: string) => `vacances scolaires, ${name}`,
    away: (name: string) => `${name} est absente`,
    clash: clashWith,
    otherDate: (title: string, when: string) => `${title}, ${when} (dans ce trimestre)`,
    unknown: 'une autre réservation',
    outsideHours: 'en dehors des heures d’ouverture',
    overBudget: (over: number) => `le budget des intervenantes est dépassé de ${euros(over)}`,
  },
  cell: {
    /** "mardi 12 janvier, 10 h – 11 h 15, Yoga, Salle d’activités : fermé, lundi de Pâques" */
    name: (parts: string[], what: string[]) =>
      `${parts.filter((part) => part !== '').join(', ')}${what.length > 0 ? `\u00a0: ${what.join('\u00a0; ')}` : ''}`,
    movedFrom: (date: string) => `déplacée du ${longDate(date)}`,
    commented: 'commentée',
    empty: (title: string, monday: string) => `${title}, semaine du ${longDate(monday)}\u00a0: aucune date`,
  },
  panel: {
    was: (date: string) => `La règle donnait le ${longDate(date)}.`,
    cost: (cents: number) => `Intervenante\u00a0: ${euros(cents)}`,
    editLine: 'Modifier toute la série',
    obstacles: 'Ce qui empêche cette date',
    fine: 'Rien n’empêche cette date.',
    placedAnyway: 'Placée quand même\u00a0: l’équipe est au courant.',
    proposed: 'L’obstacle a disparu\u00a0: cette date est de nouveau libre.',
    dropped: 'Vous avez renoncé à cette date. Elle ne sera pas publiée.',
    toReplace:
      'Tant que rien n’est décidé, cette date attend dans «\u00a0À replacer\u00a0» et ne sera pas publiée.',
    nearby: 'Places libres proches',
    searching: 'Recherche des places libres…',
    noneNearby: 'Aucune place libre toute proche. Choisissez vous-même ci-dessous.',
    elsewhere: 'Choisir une autre date',
    move: 'Déplacer ici',
    force: 'Placer quand même',
    drop: 'Renoncer à cette date',
    giveBack: 'Remettre cette date',
    undo: 'Revenir à ce que dit la série',
    comments: 'Commentaires',
    noComment: 'Un mot pour l’équipe sur cette date\u00a0? Il ne sera jamais publié.',
    noLineComment: 'Un mot pour l’équipe sur cette ligne\u00a0? Il ne sera jamais publié.',
    comment: 'Votre commentaire',
    addComment: 'Ajouter',
    removeComment: (author: string) => `Supprimer le commentaire de ${author}`,
    by: (author: string, at: number) => `${author}, ${ago(at)}`,
    when: 'Quand',
  },
  done: {
    moved: (title: string, date: string, start: string, end: string) =>
      `${title}\u00a0: déplacée au ${dateAndTimes(date, start, end)}.`,
    forced: (title: string) => `${title}\u00a0: placée quand même.`,
    dropped: (title: string, date: string) => `${title}\u00a0: date du ${longDate(date)} abandonnée.`,
    givenBack: (title: string, date: string) => `${title}\u00a0: date du ${longDate(date)} remise.`,
    acceptedAll: (count: number) => `${dates(count)} ${count > 1 ? 'remises' : 'remise'}.`,
  },
  tray: {
    detail: 'Ces dates ne seront pas publiées tant que rien n’est décidé.',
    empty: 'Rien n’attend\u00a0: toutes les dates ont une place.',
    emptyExample:
      'Quand une date tombe sur une fermeture ou sur une salle prise, elle vient ici. Si l’obstacle disparaît, elle vous est proposée de nouveau.',
    proposed: (count: number) =>
      count === 1 ? 'Une date est de nouveau libre' : `${count} dates sont de nouveau libres`,
    proposal: (title: string, date: string) => `${title}\u00a0: le ${longDate(date)} est de nouveau libre`,
    acceptAll: 'Tout remettre',
    accept: 'Remettre',
    groups: {
      closed: 'Le lieu est fermé',
      'host-away': 'Quelqu’un est absent',
      clash: 'La place est déjà prise',
      'outside-hours': 'Hors des heures d’ouverture',
      'over-budget': 'Le budget est dépassé',
    } satisfies Record<ObstacleKind, string>,
    remedies: 'Autres places',
    remediesOf: (title: string, date: string) => `Autres places\u00a0: ${title}, ${longDate(date)}`,
    forceOf: (title: string, date: string) => `Placer quand même\u00a0: ${title}, ${longDate(date)}`,
    dropOf: (title: string, date: string) => `Renoncer\u00a0: ${title}, ${longDate(date)}`,
    drop: 'Renoncer',
    open: 'Ouvrir',
    openOf: (title: string, date: string) => `Ouvrir ${title}, ${longDate(date)}`,
  },
  table: {
    empty: 'Aucun conflit dans ce trimestre.',
    nothing: 'Aucun conflit de cette sorte.',
    caption: 'Les obstacles du trimestre',
    sorts: {
      space: 'Salle prise',
      host: 'Référente prise',
      facilitator: 'Intervenante prise',
      equipment: 'Matériel pris',
      'host-away': 'Personne absente',
      closed: 'Jour fermé',
      holiday: 'Jour férié',
      'school-holiday': 'Vacances scolaires',
      'outside-hours': 'Hors horaires',
      'over-budget': 'Budget dépassé',
    },
    all: (count: number) => `Tout (${count})`,
    counted: (name: string, count: number) => `${name} (${count})`,
    filter: 'Sorte de conflit',
    openOnly: 'Seulement ce qui attend une décision',
    columns: {
      date: 'Date',
      line: 'Série',
      sort: 'Conflit',
      why: 'Pourquoi',
      remedy: 'Que faire',
    },
    count: (count: number) => counted(count, 'conflit', 'conflits'),
  },
};

const fares: Readonly<Record<string, string>> = {
  full: 'Le plein tarif',
  member: 'Le tarif adhérent',
  solidarity: 'Le tarif solidaire',
  membership: 'L’adhésion',
};

/** What changed since the quarter that was copied, one sentence a remark. */
export function remarkText({
  kind,
  title,
  name = '',
  count = 0,
  cancelled = 0,
  before,
  now,
}: CloneRemark): string {
  const money = (cents: number | undefined) => (cents === undefined ? 'non dit' : euros(cents));
  switch (kind) {
    case 'activity-gone':
      return `${title}\u00a0: l’activité n’est plus proposée.`;
    case 'space-gone':
      return `${title}\u00a0: l’espace ${name} n’existe plus.`;
    case 'host-gone':
      return `${title}\u00a0: ${name} n’est plus dans l’équipe.`;
    case 'facilitator-gone':
      return `${title}\u00a0: l’intervenante ${name} n’est plus proposée.`;
    case 'equipment-gone':
      return `${title}\u00a0: le matériel ${name} n’existe plus.`;
    case 'price-changed':
      return `${title}\u00a0: le prix de ${name || 'l’intervenante'} passe de ${money(before)} à ${money(now)}.`;
    case 'fare-changed':
      return `${under(fares, name) ?? 'Un tarif'} passe de ${money(before)} à ${money(now)}.`;
    case 'closed-dates':
      return `${title}\u00a0: ${dates(count)} ${count > 1 ? 'tombent' : 'tombe'} sur des jours fermés.`;
    case 'left-out':
      return `${title}\u00a0: laissée de côté, aucune de ses dates ne tombe dans ce trimestre.`;
    case 'often-cancelled':
      return `${title}\u00a0: ${cancelled} séances annulées sur ${count} la dernière fois.`;
  }
}
