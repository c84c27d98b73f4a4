/** Words of the screens of `renderer/features/timesheets`. */
import type { FacilitatorTimesheet, TimesheetState } from '#shared/domain/timesheets/model.ts';
import { counted, euros, listed } from '../format.ts';

const sessions = (count: number) => counted(count, 'séance', 'séances');
const states: Record<Exclude<TimesheetState, 'given'>, string> = {
  'to-come': 'À venir',
  option: 'Option',
  cancelled: 'Annulée',
};

export const timesheets = {
  ends: { from: 'De', to: 'À' },
  noMonth: 'Aucun mois de ce nom.',
  export: 'Exporter (CSV)',
  fileName: ({ from, to }: { from: string; to: string }) =>
    from === to ? `Relevés ${from}` : `Relevés ${from} à ${to}`,
  exported: (count: number, file: string) => `${sessions(count)} dans « ${file} ».`,
  empty: 'Ici, ce que chaque intervenante a fait et ce qui lui est dû, mois par mois.',
  emptyExample:
    'Nommez une intervenante sur une séance du planning : son relevé se fait tout seul, avec son prix.',
  openPlanning: 'Ouvrir le planning',
  /** Of all the cards. */
  sum: (all: FacilitatorTimesheet[]) => {
    const cents = (part: 'given' | 'expected') => all.reduce((sum, one) => sum + one[part].cents, 0);
    return `En tout, ${euros(cents('given'))} dus pour les séances données, ${euros(cents('expected'))} prévus avec celles à venir.`;
  },
  how: 'Au prix d’aujourd’hui de chacune. Une option n’est due qu’une fois confirmée.',
  unknown: 'Intervenante inconnue de ce poste',
  price: (price: FacilitatorTimesheet['price']) =>
    price === null
      ? 'Rien à payer'
      : price.unit === 'session'
        ? `${euros(price.cents)} la séance`
        : `${euros(price.cents)} de l’heure`,
  print: 'Relevé à signer',
  printOf: (name: string) => `Relevé à signer de ${name} : imprimer`,
  pdf: 'PDF',
  pdfOf: (name: string) => `PDF du relevé de ${name}`,
  printMonthOf: (month: string, name: string) => `Imprimer le relevé de ${name}, ${month.toLowerCase()}`,
  sessionsOf: (month: string) => `Séances, ${month.toLowerCase()}`,
  saved: (file: string) => `Relevé enregistré : « ${file} ».`,
  columns: {
    month: 'Mois',
    given: 'Séances données',
    duration: 'Durée',
    due: 'Dû',
    expected: 'Prévu',
  },
  total: 'Total',
  sessions,
  states,
  sheet: {
    title: 'Relevé d’interventions',
    facilitator: 'Intervenante',
    when: 'Période',
    price: 'Prix convenu',
    /** Names of the months shown, in order. */
    period: (months: string[]) => (months.length < 2 ? (months[0] ?? '') : `${months[0]} à ${months.at(-1)}`),
    fileName: (name: string, period: string) => `Relevé ${name} ${period}`,
    columns: {
      date: 'Date',
      time: 'Horaire',
      title: 'Séance',
      duration: 'Durée',
      amount: 'Montant',
    },
    /** What the total leaves out; empty when there is nothing. */
    notCounted: (all: { state: TimesheetState }[]) => {
      const count = (state: TimesheetState) => all.filter((one) => one.state === state).length;
      const parts = [
        [count('to-come'), 'séance à venir', 'séances à venir'],
        [count('option'), 'option', 'options'],
        [count('cancelled'), 'séance annulée', 'séances annulées'],
      ] as const;
      const said = parts.flatMap(([many, one, more]) => (many === 0 ? [] : [counted(many, one, more)]));
      return said.length === 0 ? '' : `Non compté : ${listed(said)}.`;
    },
    made: (date: string) => `Établi le ${date}.`,
    signs: {
      place: (place: string) => `Pour ${place}`,
      facilitator: (name: string) => name,
      how: 'Nom, date et signature',
    },
  },
};
