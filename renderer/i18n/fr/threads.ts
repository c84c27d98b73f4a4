/** Words of the threads of the closed circles. */
import type { ThreadCircle } from '#shared/contract/threads.ts';
import { UNREAD_MAX } from '#shared/domain/threads/unread.ts';
import { capitalised, counted, longDate, NBSP, NNBSP, shortDate } from '../format.ts';

const names: Record<
  ThreadCircle,
  { title: string; detail: string; write: string; empty: string; example: string }
> = {
  care: {
    title: 'Fil du binôme',
    detail: `Lu par les personnes du cercle Accompagnement, et par elles seules.`,
    write: 'Écrire dans le fil du binôme',
    empty:
      'Ici, vous vous écrivez entre personnes du cercle Accompagnement : ce qui s’est dit, ce qui reste à faire.'.replace(
        ' :',
        `${NBSP}:`,
      ),
    example: `Par exemple${NBSP}: «${NBSP}J’ai eu la mairie, le dossier part jeudi.${NBSP}» Ou à faire${NBSP}: «${NBSP}Préparer la réunion du 12.${NBSP}»`,
  },
  welcome: {
    title: 'Transmissions de l’accueil',
    detail: `Lues par les personnes du cercle Accueil, et par elles seules.`,
    write: 'Écrire dans les transmissions',
    empty:
      'Ici, l’accueil se passe le relais : ce qui est arrivé, ce que la suivante doit savoir ou faire.'.replace(
        ' :',
        `${NBSP}:`,
      ),
    example: `Par exemple${NBSP}: «${NBSP}Le facteur repasse demain.${NBSP}» Ou à faire${NBSP}: «${NBSP}Rappeler l’imprimeur avant vendredi.${NBSP}»`,
  },
};

const unreadText = (count: number) =>
  count >= UNREAD_MAX
    ? `${UNREAD_MAX} messages non lus ou plus`
    : counted(count, 'message non lu', 'messages non lus');

export const threads = {
  names,
  list: 'Messages',
  show: { label: 'Que montrer', all: 'Tout', tasks: 'À faire' },
  openTasks: (count: number) => counted(count, 'chose à faire', 'choses à faire'),
  noTasks: {
    title: 'Rien n’attend.',
    example: `Une chose à faire s’écrit en choisissant «${NBSP}À faire${NBSP}» au-dessus du texte. Chacune peut la cocher.`,
  },
  unread: unreadText,
  badge: (count: number) => (count >= UNREAD_MAX ? `${UNREAD_MAX - 1}+` : String(count)),
  older: (count: number) =>
    count >= UNREAD_MAX
      ? 'D’autres messages non lus sont plus bas.'
      : `${capitalised(counted(count, 'autre message non lu est', 'autres messages non lus sont'))} plus bas.`,
  markRead: 'Tout marquer comme lu',
  more: 'Voir plus ancien',
  new: 'Nouveau',
  you: 'Vous',
  someone: 'Une personne du cercle',
  day: (date: string) => capitalised(longDate(date)),
  edited: 'modifié',
  about: {
    gone: 'La réservation liée n’existe plus.',
  },
  forDay: (date: string) => `Pour le ${shortDate(date)}`,
  due: (date: string) => `Avant le ${shortDate(date)}`,
  late: (date: string) => `En retard${NBSP}: ${shortDate(date)}`,
  done: (name: string, when: string) => `Fait par ${name}, ${when}`,
  doneBySomeone: (when: string) => `Fait, ${when}`,
  tick: (text: string) => `Fait${NBSP}: ${text}`,
  editOf: (text: string) => `Modifier «${NBSP}${text}${NBSP}»`,
  removeOf: (text: string) => `Supprimer «${NBSP}${text}${NBSP}»`,
  save: 'Enregistrer',
  cancel: 'Annuler',
  editLabel: 'Texte du message',
  remove: {
    title: `Supprimer ce message${NNBSP}?`,
    body: 'Il disparaîtra de tous les postes du cercle. Cela ne peut pas se reprendre.',
    confirm: 'Supprimer',
  },
  removed: 'Le message est supprimé.',
  rivals: {
    text: 'Écrit autrement en même temps, sur un autre poste :'.replace(' :', `${NBSP}:`),
    keepOther: 'Garder cette version',
    keepShown: 'Garder la version affichée',
    waits: 'Son autrice choisira.',
    done: 'Coché et décoché en même temps, sur deux postes.',
    isDone: 'C’est fait',
    isNotDone: 'C’est encore à faire',
  },
  compose: {
    kind: 'Sorte',
    message: 'Message',
    task: 'À faire',
    text: 'Votre message',
    taskText: 'Ce qui est à faire',
    placeholder: 'Écrivez ici…',
    date: 'Jour concerné (facultatif)',
    dueDate: 'À faire avant le (facultatif)',
    link: 'Lier à une réservation',
    linkDay: 'Jour de la réservation',
    linkBooking: 'Réservation',
    pick: 'Choisissez une réservation',
    none: 'Aucune réservation ce jour-là',
    unlink: 'Retirer le lien',
    close: 'Fermer le choix',
    post: 'Publier',
    postKeys: 'Ctrl+Enter',
    tooLong: `Trop long${NBSP}: 5${NBSP}000 caractères au plus.`,
  },
  panel: {
    title: 'Messages des cercles',
    none: 'Aucun message sur cette réservation.',
  },
  commands: { write: 'Écrire un message', tasks: 'Voir ce qui est à faire', all: 'Voir tous les messages' },
};
