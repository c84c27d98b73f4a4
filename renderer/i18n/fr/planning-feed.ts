/** The activity feed as sentences. */
import type { FeedLine } from '#shared/contract/planning.ts';
import { counted, longDate, time, timeRange } from '../format.ts';

interface Moment {
  date: string;
  start: string;
  end: string;
}

const sessions = (count: number) => counted(count, 'séance', 'séances');

/** "de 10 h à 14 h" the same day, "du mardi 12 janvier 10 h au mercredi 13 janvier 14 h" otherwise. */
function fromTo(from: Moment & { place: string }, to: Moment & { place: string }): string {
  const place = from.place === to.place ? '' : ` (${from.place || 'ailleurs'} → ${to.place || 'ailleurs'})`;
  if (from.date === to.date && from.start === to.start && from.end === to.end)
    return `${place ? place.trim() : 'au même moment'}, ${longDate(to.date)} ${timeRange(to.start, to.end)}`;
  if (from.date === to.date && from.start === to.start)
    return `: fin à ${time(to.end)} au lieu de ${time(from.end)}, ${longDate(to.date)}${place}`;
  if (from.date === to.date)
    return `de ${time(from.start)} à ${time(to.start)}, ${longDate(to.date)}${place}`;
  return `du ${longDate(from.date)} ${time(from.start)} au ${longDate(to.date)} ${time(to.start)}${place}`;
}

export const feedWords = {
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
          // Without a moment it is no booking: an activity, a closure, a line of a quarter.
          if (!at) return `${who} a ajouté ${what}.`;
          return `${who} a réservé ${what}${several && at ? `, à partir du ${longDate(at.date)} ${time(at.start)}` : when}.`;
        case 'moved':
          return line.from && line.to
            ? `${who} a déplacé ${what} ${fromTo({ ...line.from, place: place(line.from.spaces) }, { ...line.to, place: place(line.to.spaces) })}.`
            : `${who} a déplacé ${what}${when}.`;
        case 'changed':
          return `${who} a modifié ${what}${when}.`;
        case 'cancelled':
          return `${who} a ${at ? 'annulé' : 'retiré'} ${what}${when}${why}.`;
        case 'restored':
          // Without a moment it is no booking: a whole document was taken back to a former state.
          if (!at)
            return `${who} a repris un état antérieur (${line.title}, ${counted(line.count, 'élément remis', 'éléments remis')}).`;
          return `${who} a remis ${what} au planning${when}.`;
        case 'settled':
          return `${who} a réglé ${what}${when}.`;
        case 'imported':
          return `${who} a importé ${counted(line.count, 'réservation', 'réservations')} (${line.title}).`;
        case 'published':
          return `${who} a publié le ${line.title} (${sessions(line.count)}).`;
        case 'withdrawn':
          return `${who} a repris la publication du ${line.title} (${sessions(line.count)}).`;
        case 'undone':
          return `${who} a fait marche arrière sur ${what}${when}.`;
      }
    },
  },
};
