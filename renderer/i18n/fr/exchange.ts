/** Words of the screens of `renderer/features/exchange`: importing a calendar, exporting the planning. */
import type { LaterImport } from '#shared/contract/errors/tags.ts';
import type {
  ImportPreview,
  ImportSummary,
  PastImport,
  PreviewRow,
  RowFilter,
  RowProblem,
  RowState,
} from '#shared/contract/exchange.ts';
import type { CappedSeries, PlacementNote, SkippedPart } from '#shared/domain/exchange/reading.ts';
import type { BookingKind } from '#shared/domain/planning/model.ts';
import { ago, counted, fullDate, listed, number, shortDate, timeRange } from '../format.ts';
import { app } from './app.ts';
import { notes, shortNotes, why } from './exchange-reading.ts';

const states: Record<RowState, string> = {
  new: 'Nouveau',
  update: 'À mettre à jour',
  unchanged: 'Déjà là',
  'by-hand': 'Modifié ici : laissé tel quel',
  older: 'Plus récent ici : laissé tel quel',
  past: 'Passé : laissé tel quel',
  cancelled: 'Annulé dans le fichier',
};

const filters: Record<RowFilter, string> = {
  all: 'Tout',
  new: 'Nouveaux',
  update: 'À mettre à jour',
  unchanged: 'Déjà là',
  'left-alone': 'Laissés tels quels',
  cancelled: 'À annuler',
  'not-here': 'Annulés, absents du planning',
  'overlaps-planning': 'Place déjà prise',
  'overlaps-file': 'Se chevauchent dans le fichier',
  closed: 'Hors ouverture',
  adjusted: 'À regarder',
};

function problem(it: RowProblem): string {
  switch (it.kind) {
    case 'overlaps-planning':
      return `place déjà prise : ${listed(it.with)}`;
    case 'overlaps-file':
      return `en même temps dans le fichier : ${listed(it.with)}`;
    case 'outside-hours':
      return 'en dehors des heures d’ouverture';
    case 'closed': {
      const names = it.reasons.flatMap(({ name }) => (name === '' ? [] : [name]));
      return names.length > 0 ? `jour fermé : ${listed(names)}` : 'jour fermé';
    }
    default:
      return notes[it.kind];
  }
}

/** What the booking of a row that changes was. */
function was({ was: before, ...row }: Pick<PreviewRow, 'title' | 'date' | 'start' | 'end' | 'was'>): string {
  if (!before) return '';
  const { title, date, start, end } = before;
  const name = title === row.title ? '' : `« ${title || 'Sans titre'} »`;
  const isElsewhere = date !== row.date || start !== row.start || end !== row.end;
  const moment = `${shortDate(date)}, ${timeRange(start, end)}`;
  return `était ${[name, isElsewhere ? moment : ''].filter((part) => part !== '').join(', ')}`;
}

/** Something said of one line of a file; of what has no line (0), by its name alone. */
export const ofLine = (line: number, what: string, said: string): string =>
  line === 0
    ? `« ${what || 'Sans titre'} » : ${said}.`
    : `Ligne ${number(line)}${what === '' ? '' : ` (« ${what} »)`} : ${said}.`;

const between = (from: string, to: string) =>
  from === to ? `le ${fullDate(from)}` : `du ${fullDate(from)} au ${fullDate(to)}`;
const bookings = (count: number) => counted(count, 'réservation', 'réservations');

export const exchange = {
  title: 'Import et export',
  detail: 'Faire entrer un agenda dans le planning, ou en donner une copie.',
  import: {
    title: 'Importer un agenda',
    how: 'Choisissez un fichier .ics exporté d’un autre agenda. Vous verrez tout ce qu’il contient avant que quoi que ce soit ne soit écrit.',
    choose: 'Choisir un fichier…',
    reading: 'Lecture du fichier…',
    writing: 'Import en cours…',
    stop: 'Arrêter',
    stopping: 'Arrêt : tout revient comme avant…',
    stopped: 'Arrêté. Le planning est comme avant.',
    another: 'Choisir un autre fichier',
  },
  preview: {
    found: ({ events, rows, rooms, period, fileName }: ImportPreview) => {
      const where = rooms.length > 0 ? `, dans ${counted(rooms.length, 'salle', 'salles')}` : '';
      const when = period ? `, ${between(period.from, period.to)}` : '';
      const many = rows === events ? '' : `, soit ${bookings(rows)}`;
      return `« ${fileName} » contient ${counted(events, 'événement', 'événements')}${many}${where}${when}.`;
    },
    nothing: 'Ce fichier ne contient aucun événement à placer dans le planning.',
    sentence: {
      new: (count: number) => `${counted(count, 'réservation est nouvelle', 'réservations sont nouvelles')}.`,
      update: (count: number) =>
        `${counted(count, 'sera mise à jour', 'seront mises à jour')}, sans doublon.`,
      cancelled: (count: number) =>
        `${counted(count, 'sera annulée', 'seront annulées')}, comme dans le fichier.`,
      unchanged: (count: number) =>
        `${counted(count, 'est déjà là, identique', 'sont déjà là, identiques')}.`,
      'left-alone': (count: number) =>
        `${counted(count, 'est passée, ou a été modifiée ici : elle ne change pas', 'sont passées, ou ont été modifiées ici : elles ne changent pas')}.`,
      'overlaps-planning': (count: number) =>
        `${counted(count, 'tombe', 'tombent')} sur une place déjà prise dans le planning.`,
      'overlaps-file': (count: number) =>
        `${counted(count, 'se chevauche avec une autre', 'se chevauchent')} dans le fichier.`,
      closed: (count: number) =>
        `${counted(count, 'tombe', 'tombent')} un jour fermé ou en dehors des heures d’ouverture.`,
      'not-here': (count: number) =>
        `${counted(count, 'est annulée dans le fichier, et n’est pas dans le planning', 'sont annulées dans le fichier, et ne sont pas dans le planning')} : rien à faire.`,
      adjusted: (count: number, adjusted: readonly PlacementNote[]) =>
        `${counted(count, 'demande', 'demandent')} un coup d’œil : ${listed([...new Set(adjusted.map((note) => shortNotes[note]))])}.`,
    } satisfies Partial<Record<RowFilter, (count: number, adjusted: readonly PlacementNote[]) => string>>,
    capped: ({ title, kept, leftOut, until }: CappedSeries) =>
      leftOut === null
        ? `« ${title || 'Sans titre'} » se répète sans fin ou presque : ${counted(kept, 'date lue', 'dates lues')}, jusqu’au ${fullDate(until)}.`
        : `« ${title || 'Sans titre'} » : ${counted(kept, 'date lue', 'dates lues')}, ${counted(leftOut, 'date laissée', 'dates laissées')} de côté.`,
    cappedMore: (count: number) => `Et ${counted(count, 'autre série', 'autres séries')} dans le même cas.`,
    unknownZones: (zones: string[]) =>
      `Fuseau horaire inconnu (${listed(zones)}) : ces heures sont lues comme celles du lieu. Vérifiez-les.`,
    tooMany: (count: number) =>
      `Ce fichier est très grand : ${bookings(count)} de plus ne tiennent pas dans un seul import. Choisissez une période pour les lire.`,
    outsidePeriod: (count: number) => `${bookings(count)} en dehors de la période choisie.`,
    period: 'Ne lire qu’une période',
    readAgain: 'Relire',
    skippedTitle: ({ skipped, skippedCount }: ImportPreview) =>
      skipped.some(({ why: it }) => it === 'no-longer-written')
        ? counted(
            skippedCount,
            'chose ne sera pas comme dans le fichier',
            'choses ne seront pas comme dans le fichier',
          )
        : counted(
            skippedCount,
            'chose n’a pas été lue telle quelle',
            'choses n’ont pas été lues telles quelles',
          ),
    skipped: (part: SkippedPart) => ofLine(part.line, part.what, why(part)),
    skippedMore: (count: number) => `… et ${counted(count, 'autre', 'autres')}.`,
    showAll: 'Tout montrer',
  },
  rooms: {
    title: 'Les salles',
    how: 'Dites à quel espace correspond chaque salle du fichier. Une salle sans espace garde son nom, mais ne réserve rien.',
    room: 'Salle du fichier',
    count: 'Réservations',
    space: 'Espace du lieu',
    choose: (room: string) => `Espace pour la salle ${room}`,
    none: 'Aucun espace (le nom reste écrit)',
    create: 'Créer cet espace',
    whole: 'Tout le lieu',
    createMissing: (count: number) =>
      count === 1 ? 'Créer l’espace qui manque' : `Créer les ${number(count)} espaces qui manquent`,
    withoutRoom: (count: number) =>
      `${bookings(count)} sans salle : ${count === 1 ? 'elle ne réserve' : 'elles ne réservent'} aucun espace.`,
    several: (names: string[]) => names.join(' + '),
  },
  list: {
    title: 'Ce que contient le fichier',
    filter: 'Montrer',
    filterCount: (filter: RowFilter, count: number) => `${filters[filter]} (${number(count)})`,
    when: 'Quand',
    what: 'Quoi',
    state: 'État',
    take: 'Prendre en compte',
    takeRow: (
      { title, state, isCancelled }: Pick<PreviewRow, 'title' | 'state' | 'isCancelled'>,
      date: string,
    ) =>
      `${isCancelled ? 'Annuler' : state === 'update' ? 'Mettre à jour' : 'Importer'} ${title || 'sans titre'}, ${date}`,
    untitled: 'Sans titre',
    stateOf: ({ state, isCancelled }: Pick<PreviewRow, 'state' | 'isCancelled'>) =>
      isCancelled ? 'À annuler' : states[state],
    was,
    problem,
    page: (from: number, to: number, total: number) => `${number(from)} à ${number(to)} sur ${number(total)}`,
    previous: 'Page précédente',
    next: 'Page suivante',
    empty: 'Rien à montrer ici.',
  },
  choices: {
    title: 'Comment les importer',
    kind: 'Type de réservation',
    kinds: { ...app.kinds } as Record<BookingKind, string>,
    activity: 'Activité',
    noActivity: 'Aucune',
    isPublic: 'Montrer au public (programme)',
    overlapping: 'Quand la place est déjà prise',
    overlappings: {
      option: 'Importer comme option, à régler ensuite',
      keep: 'Importer quand même, à régler ensuite',
      skip: 'Ne pas importer',
    },
    closed: 'Hors des heures d’ouverture',
    closeds: { keep: 'Importer', skip: 'Ne pas importer' },
    excluded: (count: number) =>
      `${counted(count, 'réservation décochée', 'réservations décochées')} à la main.`,
    /** What the import will do of so many bookings, in the verb that fits all of them. */
    go: ({ created, updated, cancelled }: Pick<ImportSummary, 'created' | 'updated' | 'cancelled'>) => {
      const count = created + updated + cancelled;
      if (count === 0) return 'Rien à importer';
      if (count === created) return `Importer ${bookings(count)}`;
      if (count === updated) return `Mettre à jour ${bookings(count)}`;
      if (count === cancelled) return `Annuler ${bookings(count)}`;
      return `Appliquer ${counted(count, 'changement', 'changements')}`;
    },
    oneGesture: 'Vous pourrez ensuite annuler tout cet import, sur ce poste.',
    cancel: 'Renoncer',
  },
  done: {
    title: 'Import terminé',
    lines: (it: ImportSummary): string[] =>
      [
        it.created > 0 ? `${counted(it.created, 'réservation ajoutée', 'réservations ajoutées')}` : '',
        it.updated > 0 ? `${counted(it.updated, 'mise à jour', 'mises à jour')}` : '',
        it.cancelled > 0 ? `${counted(it.cancelled, 'annulée', 'annulées')}` : '',
        it.unchanged > 0 ? `${counted(it.unchanged, 'était déjà là', 'étaient déjà là')}` : '',
        it.leftAlone > 0
          ? `${counted(it.leftAlone, 'laissée telle quelle', 'laissées telles quelles')} (passée, ou modifiée ici)`
          : '',
        it.skipped > 0 ? `${counted(it.skipped, 'laissée de côté', 'laissées de côté')}` : '',
        it.spacesCreated > 0 ? `${counted(it.spacesCreated, 'espace créé', 'espaces créés')}` : '',
      ].filter((line) => line !== ''),
    toSettle: (count: number) =>
      `${counted(count, 'est à régler', 'sont à régler')} : ${count < 2 ? 'sa' : 'leur'} place était déjà prise.`,
    settle: 'Aller à « À régler »',
    see: 'Voir le planning',
    undo: 'Annuler cet import',
    undone: 'L’import a été annulé : le planning est comme avant.',
    partlyUndone: (left: number) =>
      `Cet import a été annulé depuis, sauf ${bookings(left)} qui ${left < 2 ? 'avait changé' : 'avaient changé'}.`,
    otherUndone: 'Depuis, un autre import a été annulé : une partie de ce qui suit n’est plus vraie.',
  },
  past: {
    title: 'Imports déjà faits',
    none: 'Aucun import pour l’instant.',
    line: ({ created, updated, cancelled, left }: PastImport) => {
      const done = [
        created > 0 ? counted(created, 'ajoutée', 'ajoutées') : '',
        updated > 0 ? counted(updated, 'mise à jour', 'mises à jour') : '',
        cancelled > 0 ? counted(cancelled, 'annulée', 'annulées') : '',
      ];
      const line = done.filter((part) => part !== '').join(', ');
      if (left === undefined) return line;
      return `${line} ; annulé depuis, sauf ${bookings(left)}`;
    },
    by: ({ author, at }: PastImport) => `${author === '' ? 'Importé' : `Par ${author}`}, ${ago(at)}`,
    elsewhere: 'Fait sur un autre poste : s’annule là-bas.',
    undoing: 'Annulation commencée, pas encore terminée.',
    finishUndo: 'Terminer l’annulation',
    finishUndoOf: (name: string) => `Terminer l’annulation de cet import : « ${name} »`,
    undoOf: (name: string) => `Annuler cet import : « ${name} »`,
    keep: 'Garder l’import',
    confirmTitle: 'Annuler cet import ?',
    confirm: (count: number, name?: string) => {
      const of = name === undefined ? 'cet import' : `«\u00a0${name}\u00a0»`;
      return count === 1
        ? `La réservation de ${of} reviendra à son état d’avant l’import. Si elle a changé depuis, Margelle vous demandera avant d’y toucher.`
        : `Les ${bookings(count)} de ${of} reviendront à leur état d’avant l’import. Si certaines ont changé depuis, Margelle vous demandera avant d’y toucher.`;
    },
    changedTitle: 'Des réservations ont changé depuis',
    /** What changed since, of how many; then what to do first, where a later import changed it. */
    changed: ({
      count,
      total,
      imports,
    }: {
      count: number;
      total: number;
      imports: LaterImport[];
    }): string[] => {
      const left = Math.max(0, total - count);
      const [latest] = imports;
      return [
        `${bookings(count)} de cet import, sur ${number(total)}, ${count === 1 ? 'a' : 'ont'} changé depuis.`,
        ...imports.map(
          (one) => `${number(one.count)} par un import plus récent, « ${one.name} » (${ago(one.at)}).`,
        ),
        ...(latest
          ? [
              `Pour revenir comme avant, gardez celui-ci pour l’instant, annulez d’abord « ${latest.name} » (${ago(latest.at)}), puis celui-ci.`,
            ]
          : []),
        left === 0
          ? 'Aucune n’est restée telle que l’import l’a écrite : il n’y a rien à retirer.'
          : `Vous pouvez retirer ${left === 1 ? 'celle' : `les ${number(left)}`} que personne n’a ${left === 1 ? 'touchée' : 'touchées'}. Le reste demeure dans le planning, et cet import dans la liste, pour être annulé plus tard.`,
      ];
    },
    keepChanged: 'Retirer celles que personne n’a touchées',
    partly: (removed: number, kept: number) =>
      `${counted(removed, 'réservation retirée', 'réservations retirées')}, ${counted(kept, 'gardée', 'gardées')} (changées depuis, ou importées aussi sur un autre poste).`,
  },
  export: {
    title: 'Exporter le planning',
    how: 'Le fichier ne contient aucun titre confidentiel : un rendez-vous y est seulement « Occupé ».',
    scope: 'Que voulez-vous exporter ?',
    planning: 'Tout le planning',
    spaces: 'Un espace',
    activities: 'Une activité',
    from: 'Du',
    to: 'Au',
    publicOnly: 'Seulement ce qui est montré au public',
    ics: 'Agenda (.ics)',
    csv: 'Tableau (.csv)',
    writing: 'Écriture du fichier…',
    done: (count: number, name: string) =>
      count === 0
        ? `« ${name} » est écrit, mais aucune réservation ne tombe dans cette période.`
        : `« ${name} » est écrit : ${bookings(count)}.`,
    fileName: (name: string, from: string, to: string) => `${name} ${from} ${to}`,
    badRange: 'La fin est avant le début.',
  },
};
