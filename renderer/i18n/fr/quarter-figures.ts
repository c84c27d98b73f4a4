/** Words of the figures of a quarter. */

import type { FareName } from '#shared/domain/quarter/figures/income.ts';
import type { HalfDay } from '#shared/domain/quarter/figures/load.ts';
import type { QuarterSettings } from '#shared/domain/quarter/model.ts';
import {
  capitalised,
  counted,
  duration,
  euros,
  listed,
  monthAndYear,
  number,
  weekdayName,
} from '../format.ts';
import { longDate } from './quarter-dates.ts';

const sessions = (count: number) => counted(count, 'séance', 'séances');
const percent = (value: number) => `${number(Math.round(value))}\u00a0%`;
const halves: Record<HalfDay, string> = { morning: 'Matin', afternoon: 'Après-midi', evening: 'Soir' };
const fares: Record<FareName, string> = { full: 'Plein tarif', member: 'Adhérent', solidarity: 'Solidaire' };

export const figureWords = {
  figures: {
    empty: 'Les chiffres viennent avec les premières dates placées.',
    emptyExample: 'Ce qui attend dans «\u00a0À replacer\u00a0» ne compte dans aucun chiffre.',
    onlyPlaced: 'Seules comptent les dates placées. Chaque nombre ouvre la liste de ses dates.',
    percent,
    summary: {
      sessions: 'Séances placées',
      cost: 'Coût des intervenantes',
      budget: (cents: number) => `sur un budget de ${euros(cents)}`,
      noBudget: 'sans budget fixé',
      left: (cents: number) => (cents < 0 ? `dépassé de ${euros(-cents)}` : `il reste ${euros(cents)}`),
      used: (share: number) => `Budget utilisé à ${percent(share)}`,
      income: 'Recettes attendues',
      assumption: (occupancy: number) => `si ${percent(occupancy)} des places sont prises`,
      selfFinancing: (share: number) => `soit ${percent(share)} du coût des intervenantes`,
    },
    load: {
      title: 'Occupation des espaces',
      detail: 'Heures prises, installation et aération comprises, sur les heures d’ouverture.',
      caption: 'Occupation par jour, espace et demi-journée',
      day: 'Jour',
      halves,
      weekday: (date: string) => capitalised(weekdayName(date)),
      cell: (space: string, day: string, half: HalfDay, used: number, open: number) =>
        `${space}, ${day}, ${halves[half].toLowerCase()}\u00a0: ${duration(used)} prises${open > 0 ? ` sur ${duration(open)}` : ''}`,
      hours: (minutes: number) => duration(minutes),
      none: 'fermé',
      levels: ['vide', 'moins d’un quart', 'jusqu’à la moitié', 'jusqu’aux trois quarts', 'presque plein'],
      legend: 'Remplissage\u00a0:',
    },
    balance: {
      title: 'Équilibre du programme',
      categories: 'Par catégorie',
      noCategory: 'Sans catégorie',
      money: 'Gratuit ou payant',
      free: 'Gratuit',
      paid: 'Payant',
      unsaid: 'Prix non dit',
      moments: 'Soirs et samedis',
      evenings: 'En soirée',
      saturdays: 'Le samedi',
      share: (name: string, count: number, share: number) =>
        `${name}\u00a0: ${sessions(count)}, ${percent(share)}`,
    },
    costs: {
      title: 'Intervenantes',
      detail: 'Heures et coût par mois.',
      none: 'Aucune intervenante dans les dates placées.',
      caption: 'Heures et coût des intervenantes, mois par mois',
      name: 'Intervenante',
      month: (month: string) => capitalised(monthAndYear(`${month}-01`).replace(/\s\d{4}$/, '')),
      total: 'Ensemble',
      all: 'Toutes',
      cell: (minutes: number, cents: number) => `${duration(minutes)} · ${euros(cents)}`,
      label: (name: string, month: string) => `${name}, ${month}`,
      gone: 'Intervenante inconnue',
    },
    income: {
      title: 'Recettes attendues',
      detail: (
        { occupancyPercent, memberPercent, solidarityPercent }: QuarterSettings,
        said: readonly FareName[],
      ) => {
        const among = [
          ...(said.includes('member') ? [`${percent(memberPercent)} par des adhérents`] : []),
          ...(said.includes('solidarity') ? [`${percent(solidarityPercent)} au tarif solidaire`] : []),
        ];
        const dont = among.length > 0 ? `, dont ${listed(among)}` : '';
        return `Si ${percent(occupancyPercent)} des places sont prises${dont}.`;
      },
      caption: 'Recettes attendues par tarif',
      fare: 'Tarif',
      fares,
      seats: 'Places',
      amount: 'Montant',
      total: 'Ensemble',
      counted: (count: number) => `${sessions(count)} ${count < 2 ? 'payante comptée' : 'payantes comptées'}`,
      withoutSeats: (count: number) =>
        count === 1
          ? '1 séance payante n’a pas de nombre de places\u00a0: elle ne compte pas.'
          : `${count} séances payantes n’ont pas de nombre de places\u00a0: elles ne comptent pas.`,
      edit: 'Changer les hypothèses',
    },
    psychologist: {
      title: 'Présence de la psychologue',
      none: 'Ses jours ne sont pas connus.',
      days: (count: number, minutes: number) => `${counted(count, 'jour', 'jours')}, ${duration(minutes)}`,
      lost: { away: 'absente', closed: 'lieu fermé' },
      lostDay: (date: string, why: string) => `${longDate(date)} (${why})`,
      lostTitle: (count: number) => (count === 1 ? '1 jour perdu' : `${count} jours perdus`),
    },
    settings: {
      title: 'Budget et hypothèses',
      budget: 'Budget des intervenantes',
      budgetHint: 'Vide\u00a0: pas de limite.',
      occupancy: 'Places prises (%)',
      member: 'Dont adhérents (%)',
      solidarity: 'Dont tarif solidaire (%)',
      remarks: 'Remarques',
      remarksHint: 'Pour l’équipe. Jamais publiées.',
      saved: 'Les hypothèses sont enregistrées.',
    },
  },
};
