/** Words of the screens of `renderer/features/quarter`. */
import { nthsOf } from '#shared/domain/planning/nths.ts';
import type { LinePlan, LineRule } from '#shared/domain/quarter/model.ts';
import { type LocalDate, weekday } from '#shared/domain/time/wall.ts';
import { ago, capitalised, counted, listed, timeRange } from '../format.ts';
import { dayAndMonth, longDate, shortDate } from './quarter-dates.ts';
import { decideWords } from './quarter-decide.ts';
import { figureWords } from './quarter-figures.ts';
import { leftOut, lineWords } from './quarter-line.ts';
import { publishWords } from './quarter-publish.ts';

const ordinals = ['', '1er', '2e', '3e', '4e'];
const nths: Record<number, string> = {
  1: 'premier',
  2: 'deuxième',
  3: 'troisième',
  4: 'quatrième',
  5: 'cinquième',
  [-1]: 'dernier',
};
/** 1 = Monday … 7. */
const weekdayNames = ['', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const name = (key: string): string =>
  `${ordinals[Number(key.slice(5))]}\u00a0trimestre\u00a0${key.slice(0, 4)}`;

/** "chaque mardi", "un mardi sur deux", "le 2e mardi du mois", "tous les 3 jours". */
function rhythm(rule: LineRule, first: LocalDate, only: LinePlan['only']): string {
  const days = rule.weekdays.length > 0 ? rule.weekdays : [weekday(first)];
  const named = listed(days.map((day) => weekdayNames[day] ?? ''));
  const every = rule.interval;
  switch (rule.frequency) {
    case 'daily':
      if (every > 1) return `tous les ${every} jours`;
      return only === 'open-days' ? 'chaque jour d’ouverture' : 'tous les jours';
    case 'weekly':
      if (every === 1) return days.length === 1 ? `chaque ${named}` : named;
      return every === 2 && days.length === 1
        ? `un ${named} sur deux`
        : `${named}, toutes les ${every} semaines`;
    case 'monthly-by-date':
      return every === 1 ? 'chaque mois, à la même date' : `tous les ${every} mois, à la même date`;
    case 'monthly-by-weekday':
      return `${listed(nthsOf(rule, first).map((nth) => nths[nth] ?? ''))} ${named} du mois${every === 1 ? '' : `, tous les ${every} mois`}`;
  }
}

export const quarter = {
  ...decideWords,
  ...figureWords,
  ...lineWords,
  ...publishWords,
  title: 'Trimestre',
  detail: 'Composez trois mois d’un coup, puis publiez-les en un geste.',
  name,
  back: 'Tous les trimestres',
  list: {
    empty: 'Ici se compose le programme de trois mois.',
    emptyExample:
      'Par exemple\u00a0: «\u00a0Yoga, le mardi à 10 h, une semaine sur deux\u00a0». Margelle trouve les dates, signale les jours fermés et les salles prises, et ne met rien au planning avant que vous publiiez.',
    create: 'Composer un trimestre',
    lines: (count: number) => counted(count, 'série ou événement', 'séries et événements'),
    draft: 'Brouillon',
    published: 'Publié',
    publishedBy: (by: string, at: number) => `Publié par ${by}, ${ago(at)}`,
    open: (key: string) => `Ouvrir\u00a0: ${name(key)}`,
    openShort: 'Ouvrir',
    current: 'En cours',
  },
  create: {
    title: 'Composer un trimestre',
    which: 'Quel trimestre\u00a0?',
    from: 'En partant de',
    empty: 'Une feuille vide',
    copy: (key: string) => `Une copie du ${name(key)}`,
    copyHint: 'Mêmes jours de la semaine, mêmes semaines du mois. Rien de l’ancien trimestre ne change.',
    confirm: 'Composer',
    done: (key: string) => `${capitalised(name(key))}\u00a0: le brouillon est prêt.`,
    allMade: 'Les prochains trimestres sont déjà composés.',
  },
  remarks: {
    intro: 'Ce qui a changé depuis le trimestre copié\u00a0:',
    hide: 'C’est vu',
    show: (count: number) => `Remarques de la copie (${count})`,
  },
  remove: {
    action: 'Abandonner ce brouillon',
    title: 'Abandonner ce brouillon\u00a0?',
    text: 'Ses séries, ses décisions et ses commentaires disparaissent sur tous les postes. Le planning ne change pas.',
    done: (key: string) => `Le brouillon du ${name(key)} est abandonné.`,
  },
  draft: {
    badge: 'Brouillon',
    more: 'Autres gestes',
    nothingYet: 'Rien de ceci n’est encore au planning.',
    apart: 'Cette feuille se modifie à part\u00a0: le planning ne change qu’à la publication.',
    readOnly: 'Ce poste peut tout voir ici, mais rien modifier.',
    rivals: (count: number) =>
      count === 1
        ? 'Une partie de ce trimestre a été écrite sur deux postes à la fois.'
        : `${count} parties de ce trimestre ont été écrites sur deux postes à la fois.`,
    settle: 'Choisir dans «\u00a0À régler\u00a0»',
    problems: (count: number) =>
      count === 1
        ? 'Un élément nommé ici n’est plus proposé\u00a0:'
        : `${count} éléments nommés ici ne sont plus proposés\u00a0:`,
    problem: (title: string, what: string, how: 'archived' | 'unknown') =>
      `${title}\u00a0: ${what} ${how === 'archived' ? 'est archivé' : 'est inconnu ici'}`,
    openLine: (title: string) => `Ouvrir ${title}`,
    problemKinds: {
      activity: 'l’activité',
      space: 'l’espace',
      host: 'la référente',
      facilitator: 'l’intervenante',
      equipment: 'le matériel',
    },
  },
  tabs: {
    label: 'Parties du trimestre',
    feuille: 'Feuille',
    'a-replacer': 'À replacer',
    conflits: 'Conflits',
    chiffres: 'Chiffres',
    fermetures: 'Fermetures',
    bilan: 'Bilan',
    withCount: (name: string, count: number) => (count > 0 ? `${name} (${count})` : name),
  },
  sheet: {
    label: (key: string) => `Feuille du ${name(key)}`,
    lines: 'Séries',
    week: (monday: string) => `Semaine du ${longDate(monday)}`,
    weekShort: (monday: string) => shortDate(monday).replace(/^\S+\s/, ''),
    marks: {
      holiday: 'férié',
      'school-holiday': 'vacances',
      exception: 'fermé',
      closure: 'fermeture',
    },
    mark: (kind: string, name: string, from: string, to: string) =>
      `${kind}${name ? `, ${name}` : ''} (${from === to ? longDate(from) : `${longDate(from)} au ${longDate(to)}`})`,
    groups: { 'no-category': 'Sans catégorie', 'one-off': 'Événements uniques' },
    group: (title: string, count: number) => `${title} · ${count}`,
    rhythm,
    during: 'pendant les vacances',
    leftOut,
    once: (date: string) => `le ${longDate(date)}`,
    several: (dates: string[]) => listed(dates.map(shortDate)),
    at: (start: string, end: string) => timeRange(start, end),
    weekday: (date: string) => `${(weekdayNames[weekday(date)] ?? '').slice(0, 3)}.`,
    dayOfMonth: (date: string) => (date.endsWith('-01') ? '1er' : String(Number(date.slice(8)))),
    empty: 'La feuille est vide.',
    emptyExample:
      'Écrivez une première ligne ci-dessus, comme vous la diriez\u00a0: «\u00a0Chorale, jeudi 9 h–10 h 15, toutes les 2 semaines\u00a0».',
    nothing: 'Aucune ligne ne correspond aux filtres.',
    clear: 'Tout montrer',
    filters: 'Filtres de la feuille',
    category: 'Catégorie',
    space: 'Espace',
    facilitator: 'Intervenante',
    half: 'Moment',
    halves: { morning: 'Le matin', afternoon: 'L’après-midi', evening: 'Le soir' },
    undecided: 'À décider seulement',
    legend: 'Signes de la feuille',
    keys: 'La feuille au clavier',
    keyList: [
      ['Flèches', 'aller d’une date à l’autre'],
      ['Entrée', 'ouvrir la date ou la ligne'],
      ['Suppr', 'renoncer à la date'],
      ['Maj + ← →', 'déplacer d’une semaine'],
      ['Maj + ↑ ↓', 'déplacer d’un jour'],
    ] as const,
    dragging: (title: string, date: string) => `${title} → ${longDate(date)}`,
    outside: 'Cette date sort du trimestre.',
  },
  closures: {
    title: 'Fermetures du trimestre',
    detail: 'Ces jours ferment le brouillon tout de suite, et le lieu à la publication.',
    empty: 'Aucune fermeture dans ce trimestre.',
    emptyExample: 'Par exemple\u00a0: fermé du 15 au 19 février, congés de l’équipe.',
    add: 'Ajouter une fermeture',
    addShort: 'Fermeture',
    edit: 'Modifier la fermeture',
    new: 'Nouvelle fermeture',
    reason: 'Raison',
    reasonHint: 'Elle se lit sur la feuille et au planning.',
    period: (from: string, to: string) =>
      from === to ? capitalised(longDate(from)) : `Du ${dayAndMonth(from)} au ${dayAndMonth(to)}`,
    done: (from: string, to: string) =>
      from === to ? `Fermé le ${longDate(from)}.` : `Fermé du ${dayAndMonth(from)} au ${dayAndMonth(to)}.`,
    removed: 'La fermeture est retirée. Les dates qu’elle empêchait vous sont proposées de nouveau.',
    known: 'Jours particuliers du lieu',
    knownDetail: 'Jours fériés, vacances et fermetures déjà connus du lieu.',
  },
  behind: {
    open: (shown: string, label: string) =>
      `${shown === label ? label : `${shown}, ${label}`}\u00a0: voir les dates`,
  },
  commands: {
    open: (key: string) => `Ouvrir le ${name(key)}`,
    next: 'Trimestre suivant',
    previous: 'Trimestre précédent',
    publish: 'Publier ce trimestre',
    add: 'Trimestre\u00a0: ajouter une ligne',
  },
};
