/** Words that the forms of every screen share: what is wrong with a value, dates, hours, amounts, colours. */
import type { SpaceColour } from '#shared/domain/place/model.ts';
import type { Weekday } from '#shared/domain/time/wall.ts';

const colours: Record<SpaceColour, string> = {
  blue: 'Bleu',
  orange: 'Orange',
  green: 'Vert',
  sky: 'Bleu ciel',
  vermillion: 'Vermillon',
  purple: 'Violet',
  yellow: 'Jaune',
  grey: 'Gris',
};
const weekdays: Record<Weekday, string> = {
  1: 'lundi',
  2: 'mardi',
  3: 'mercredi',
  4: 'jeudi',
  5: 'vendredi',
  6: 'samedi',
  7: 'dimanche',
};

export const forms = {
  save: 'Enregistrer',
  cancel: 'Annuler',
  archive: 'Archiver',
  restore: 'Remettre en service',
  remove: 'Supprimer',
  edit: 'Modifier',
  clear: 'Effacer',
  archived: 'Archivé',
  colour: 'Couleur',
  colours,
  weekdays,
  from: 'Du',
  to: 'Au',
  hours: 'heures',
  minutes: 'minutes',
  startOf: (what: string) => `${what}, début`,
  endOf: (what: string) => `${what}, fin`,
  addHours: 'Ajouter une plage',
  addHoursOn: (day: string) => `Ajouter une plage le ${day}`,
  removeHoursOn: (day: string, range: string) => `Retirer ${range} le ${day}`,
  copyHoursOn: (from: string, to: string) => `Recopier les heures du ${from} au ${to}`,
  copyAbove: 'Comme la veille',
  absences: 'Absences',
  addAbsence: 'Ajouter une absence',
  removeAbsence: (from: string) => `Retirer l’absence du ${from}`,
  noAbsence: 'Aucune absence prévue.',
  saved: (name: string) => `« ${name} »\u00a0: c’est enregistré.`,
  archivedDone: (name: string) => `« ${name} »\u00a0: c’est archivé.`,
  restoredDone: (name: string) => `« ${name} » est de nouveau en service.`,
  removed: (name: string) => `« ${name} »\u00a0: c’est supprimé.`,
  savedHere: 'Enregistré',
  /** Words typed in a list that has no such line. */
  unlisted: (words: string) =>
    `«\u00a0${words}\u00a0» n’est pas dans la liste. Choisissez une ligne, ou effacez.`,
  notADate: (words: string) => `«\u00a0${words}\u00a0» n’est pas une date\u00a0: rien n’a changé.`,
  unlistedKept: (words: string) => `«\u00a0${words}\u00a0» n’est pas dans la liste\u00a0: rien n’a changé.`,
  setAside: (count: number) =>
    count === 1
      ? 'Un élément vient d’une version plus récente de Margelle. Il est gardé, mais ce poste ne sait pas l’afficher : installez la dernière version.'
      : `${count} éléments viennent d’une version plus récente de Margelle. Ils sont gardés, mais ce poste ne sait pas les afficher : installez la dernière version.`,
  showArchived: 'Montrer aussi ce qui est archivé',
  problems: {
    required: 'À remplir.',
    invalid: 'Cette valeur n’est pas valable.',
    tooLong: (max: number) => `Trop long : ${max} caractères au plus.`,
    tooSmall: (min: number) => `Au moins ${min}.`,
    tooLarge: (max: number) => `Au plus ${max}.`,
    email: 'Cette adresse n’est pas complète. Exemple : accueil@exemple.fr',
    notADate: 'Choisissez une date.',
    notATime: 'Indiquez une heure, par exemple 10:00.',
    endsBefore: 'La fin doit être après le début.',
    hoursOverlap: 'Deux plages de ce jour se chevauchent.',
    hoursMissing: 'Indiquez au moins une plage d’ouverture.',
    minimumAboveMaximum: 'Le minimum ne peut pas dépasser le maximum.',
    step: 'Par pas de 5 minutes.',
  },
};
