/** Words of the screen at the entrance, read in passing by whoever pushes the door, and of what opens it. */
import type { DoorDay, Moment } from '#shared/domain/programme/door.ts';
import type { ProgrammeSession } from '#shared/domain/programme/model.ts';
import { clock, counted, dayAndMonth, dayOf, duration, longDate, NBSP, NNBSP, time } from '../format.ts';

const without =
  (day: string) =>
  (state: DoorDay['state'], reason: string): string => {
    if (state === 'closed') return reason === '' ? `Fermé ${day}` : `Fermé ${day}${NBSP}: ${reason}`;
    if (state === 'nothing') return `Rien au programme ${day}`;
    return 'Demandez le programme à l’accueil';
  };

export const door = {
  open: 'Ouvrir la Porte',
  openCommand: 'Ouvrir la Porte (écran d’entrée)',
  close: 'Fermer la Porte',
  closeCommand: 'Fermer la Porte (écran d’entrée)',
  keywords: 'affichage entrée programme plein écran télévision',
  explained: `Un écran pour l’entrée, avec le programme d’aujourd’hui et de demain, et rien d’autre. Il reste affiché quand le coffre est verrouillé${NNBSP}; Échap le ferme.`,
  leave: 'Quitter (Échap)',

  today: { title: 'Aujourd’hui', without: without('aujourd’hui') },
  tomorrow: { title: 'Demain', without: without('demain') },
  clock: (hours: number, minutes: string) => `${hours}${NBSP}h${NBSP}${minutes}`,
  done: 'C’est terminé pour aujourd’hui',
  wholePlace: 'Dans tout le lieu',
  /** Over what takes no space of the place; held at the place, it is neither outside nor at a distance. */
  elsewhere: (sessions: readonly Pick<ProgrammeSession, 'mode'>[]) =>
    sessions.some(({ mode }) => mode === 'on-site') ? 'Sans espace précis' : 'Dehors ou à distance',
  nothingHere: 'Rien de prévu',
  more: (count: number) => `et ${counted(count, 'autre séance', 'autres séances')}`,
  moment: (moment: Moment, startsIn?: number): string => {
    if (moment === 'now') return 'En ce moment';
    if (moment === 'over') return 'Terminé';
    return startsIn === undefined ? '' : `Dans ${duration(startsIn)}`;
  },
  modes: { outside: 'Dehors', remote: 'À distance', hybrid: 'Aussi à distance' },
  registration: { open: 'Entrée libre', required: 'Sur inscription' },
  with: (facilitator: string) => `Avec ${facilitator}`,
  upcoming: `Prochain rendez-vous${NBSP}:`,
  session: ({ date, start, title }: ProgrammeSession) => `${longDate(date)}, ${time(start)}, ${title}`,
  knownAt: (instant: number) => `Programme connu au ${dayAndMonth(dayOf(instant))}, ${clock(instant)}`,
};
