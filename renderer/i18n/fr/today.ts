/** Words of the screens of `renderer/features/today`. */
import type { InterruptedImport } from '#shared/contract/exchange.ts';
import { capitalised, counted, duration, listed, longDate, timeRange } from '../format.ts';

export const today = {
  greeting: (hour: number, name: string | undefined) =>
    `${hour < 18 ? 'Bonjour' : 'Bonsoir'}${name ? ` ${name}` : ''}`,
  date: (date: string) => capitalised(longDate(date)),
  open: (ranges: { start: string; end: string }[]) =>
    `Ouvert ${listed(ranges.map(({ start, end }) => timeRange(start, end)))}`,
  closed: 'Fermé aujourd’hui',
  timeline: {
    label: 'La journée par espace',
    now: 'Maintenant',
    elsewhere: 'Ailleurs',
    create: 'Réserver un espace',
    openDay: 'Voir au planning',
    noSpaces: {
      title: 'Ici se voit la journée de chaque espace du lieu. Commencez par dire quels espaces vous avez.',
      example: 'Exemple : Grande salle, Cuisine, Bureau.',
      action: 'Décrire le lieu',
    },
  },
  soon: {
    title: 'Dans l’heure',
    none: 'Rien ne commence dans l’heure.',
    next: (title: string, at: string) => `Ensuite : ${title}, ${at}.`,
    in: (minutes: number) => (minutes <= 0 ? 'maintenant' : `dans ${duration(minutes)}`),
    running: 'En cours',
    until: (end: string) => `jusqu’à ${end}`,
  },
  present: {
    title: 'Présentes aujourd’hui',
    none: 'Les jours de présence de l’équipe ne sont pas encore notés.',
    nobody: 'Personne n’est noté présent aujourd’hui.',
    set: 'Noter les présences',
    away: 'en absence',
  },
  meanwhile: {
    title: 'Pendant votre absence',
    detail: (count: number, when: string) =>
      `${counted(count, 'changement', 'changements')} depuis votre dernière lecture, ${when}.`,
    read: 'J’ai lu',
    more: (count: number) => `Voir les ${count} autres`,
    one: 'Voir l’autre',
    fewer: 'En voir moins',
    notAll: 'Les plus anciens sont dans l’historique du planning.',
  },
  interrupted: {
    title: 'Un import avait été interrompu',
    line: ({ name, outcome, bookings }: InterruptedImport) => {
      if (outcome === 'finished')
        return `L’import de « ${name} » a été terminé : ${counted(bookings, 'réservation', 'réservations')}.`;
      return name === ''
        ? 'Un import que vous aviez arrêté a été retiré.'
        : `L’annulation de « ${name} » a été terminée.`;
    },
    see: 'Voir les imports',
  },
  settle: {
    title: 'À régler',
    none: 'Rien à régler.',
    some: (count: number) => counted(count, 'chose à régler', 'choses à régler'),
    open: 'Régler',
  },
  papers: {
    title: 'Documents à renouveler',
    until: (paper: string, state: 'soon' | 'expired', date: string) =>
      state === 'expired'
        ? `${paper}, valable jusqu’au ${date} seulement`
        : `${paper}, valable jusqu’au ${date}`,
    more: (count: number) => `Et ${counted(count, 'autre', 'autres')}.`,
    all: 'Voir les intervenantes',
  },
  notes: {
    title: 'Mes notes du jour',
    none: 'Pas de note pour aujourd’hui.',
    write: 'Écrire une note',
    untitled: 'Note sans titre',
    private: 'Visibles de vous seule, sur ce poste.',
  },
};
