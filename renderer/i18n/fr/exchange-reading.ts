/** What is said of what was read of a calendar: the notes of a row, and why a part does not come in as it is written. */
import {
  CLOSED_DAY,
  type PlacementNote,
  type SkippedPart,
  type SkipWhy,
} from '#shared/domain/exchange/reading.ts';
import { fromMinutes } from '#shared/domain/time/wall.ts';
import { fullDate, number, time } from '../format.ts';

const closedDay = [CLOSED_DAY.start, CLOSED_DAY.end].map((at) => time(fromMinutes(at))).join(' à ');
export const notes: Record<PlacementNote, string> = {
  'all-day': 'toute la journée : placé sur les heures d’ouverture',
  'all-day-closed': `toute la journée, un jour où le lieu est fermé : placé de ${closedDay}`,
  'all-day-no-hours': `toute la journée, sans heures d’ouverture connues : placé de ${closedDay}`,
  'multi-day-split': 'sur plusieurs jours : une réservation par jour',
  'night-split': 'passe minuit : deux réservations',
  'moved-occurrence': 'séance déplacée par rapport à sa série',
  cancelled: 'annulé dans le fichier',
  'zone-guessed': 'fuseau horaire inconnu : lu à l’heure du lieu',
  rounded: 'arrondi aux 5 minutes',
  'no-end': 'sans heure de fin : 30 minutes',
  shortened: 'texte trop long, raccourci',
  capped: 'série très longue, lue en partie',
  confidential: 'privé : vu des autres comme « Occupé »',
  'stays-busy': 'public dans le fichier : reste « Occupé » ici',
  'still-shown': 'privé dans le fichier, mais son titre reste visible ici : changez-le vous-même',
  'label-kept': 'le mot que vous avez noté ici pour vous est gardé : ce n’est pas le titre du fichier',
};

/** The same in two words, where several are said together. */
export const shortNotes: Record<PlacementNote, string> = {
  'all-day': 'journée entière',
  'all-day-closed': 'journée entière, lieu fermé',
  'all-day-no-hours': 'journée entière',
  'multi-day-split': 'plusieurs jours',
  'night-split': 'passe minuit',
  'moved-occurrence': 'séance déplacée',
  cancelled: 'annulé',
  'zone-guessed': 'fuseau horaire inconnu',
  rounded: 'heure arrondie',
  'no-end': 'sans heure de fin',
  shortened: 'texte raccourci',
  capped: 'série très longue',
  confidential: 'événement privé',
  'stays-busy': 'reste « Occupé »',
  'still-shown': 'privé, mais visible ici',
  'label-kept': 'titre gardé',
};

const whys: Record<Exclude<SkipWhy, 'no-longer-written'>, string> = {
  'line-unreadable': 'cette ligne n’est pas lisible ; le reste de l’événement est gardé',
  'line-repeated': 'cette ligne est là deux fois dans l’événement ; seule la première est gardée',
  'character-damaged': 'un caractère y est abîmé ; vérifiez ce texte',
  'event-cut': 'l’événement est coupé',
  'event-not-closed': 'l’événement n’est pas fini dans le fichier ; ce qui en est écrit est gardé',
  'no-start': 'il n’a pas de date de début',
  'date-impossible': 'sa date n’existe pas',
  'end-before-start': 'il finit avant de commencer',
  duplicate: 'il est deux fois dans le fichier',
  'older-version': 'le fichier en contient une version plus récente',
  'not-an-event': 'ce n’est pas un événement (tâche ou note)',
  'rule-unreadable': 'sa répétition n’est pas lisible : seule la première date est gardée',
  'one-rule-unreadable': 'une de ses répétitions n’est pas lisible ; il peut manquer des dates',
  'rule-given-up':
    'une de ses répétitions demande trop de calculs : elle n’est pas lue jusqu’au bout ; vérifiez ses dates',
  'start-off-rule': 'sa première date ne suit pas sa répétition ; elle est gardée, et compte pour une',
  'others-not-changed': 'le changement des autres dates de la série n’est pas repris',
  'date-removed': 'sa série retire cette date : la séance est comptée comme annulée',
  'exception-unmatched': 'une date retirée ne correspond à aucune séance à cette heure ; vérifiez ce jour',
  'exception-of-many':
    'cette ligne veut aussi changer d’autres dates de la série : seules celles qu’elle nomme le sont ; vérifiez les autres',
  'series-cancelled':
    'sa série est annulée, mais le fichier garde cette date : elle est comptée comme annulée ; vérifiez ce jour',
  'until-before-start': 'une répétition y finit avant la première date ; elle n’ajoute rien',
  'day-with-hours':
    'il commence par un jour entier, mais finit à une heure, dure des heures ou revient à une heure : il est placé en jours entiers ; vérifiez ses heures',
  'is-reply': 'c’est une réponse à une invitation, et non un événement ; elle n’est pas importée',
  'is-refresh': 'c’est la demande de recevoir de nouveau une invitation ; elle n’est pas importée',
  'is-counter': 'c’est la proposition d’un autre horaire, et non un événement ; elle n’est pas importée',
  'is-counter-declined':
    'c’est le refus d’un autre horaire proposé, et non un événement ; il n’est pas importé',
};

/** Why a part of the file does not come in as it is written. */
export function why({ why: it, stays }: SkippedPart): string {
  if (it !== 'no-longer-written') return whys[it];
  if (!stays) return 'il n’y est plus en entier ; ce qui en a été importé reste dans le planning';
  const { first, count } = stays;
  return count === 1
    ? `sa date du ${fullDate(first)}, importée auparavant, n’y est plus ; elle reste dans le planning`
    : `${number(count)} de ses dates importées auparavant, à partir du ${fullDate(first)}, n’y sont plus ; elles restent dans le planning`;
}
