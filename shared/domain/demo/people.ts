/** The invented team and its invented intervenantes. Any likeness is chance. */
import type { Facilitator } from '../catalogue/facilitator.ts';
import type { Host } from '../place/host.ts';
import type { WeeklyHours } from '../place/model.ts';

const all = { start: '10:00', end: '18:00' };
const afternoon = { start: '14:00', end: '18:00' };
const never: WeeklyHours = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
const fullTime: WeeklyHours = { ...never, 1: [afternoon], 2: [all], 3: [all], 4: [afternoon], 5: [all] };

export const DEMO_FOUNDER = { name: 'Claire Dumas', role: 'coordinator' } as const;

export const demoHosts: Host[] = [
  { id: 'host-nadia', name: 'Nadia Ferrand', role: 'communication', presence: fullTime },
  { id: 'host-helene', name: 'Hélène Castan', role: 'social', presence: fullTime },
  {
    id: 'host-agnes',
    name: 'Agnès Roux',
    role: 'psychologist',
    presence: { ...never, 3: [{ start: '14:00', end: '18:00' }], 5: [{ start: '10:00', end: '13:00' }] },
  },
  { id: 'host-marcel', name: 'Marcel Aubry', role: 'volunteer-host', presence: { ...never, 2: [all] } },
  { id: 'host-odile', name: 'Odile Pinson', role: 'volunteer-host', presence: { ...never, 5: [all] } },
].map((host) => ({ ...host, absences: [], archived: false }) as Host);

const names = [
  'Sophie Lagarde',
  'Inès Moreau',
  'Karim Belhadj',
  'Lucie Fontan',
  'Béatrice Viaud',
  'Thomas Rey',
  'Yasmine Haddad',
  'Paul Etcheverry',
  'Manon Castets',
  'Joëlle Dupuy',
  'Association Fil & Terre',
  'Musée du Fleuve',
  'Maëlle Guérin',
  'Renaud Tessier',
  'Cécile Armand',
  'Atelier Bocal',
  'Fatou Diallo',
  'Jean-Noël Pradel',
  'Chorale des Berges',
  'Élise Cazenave',
]; // prettier-ignore

/** Twenty intervenantes; `today` dates their papers so that some are about to expire. */
export const demoFacilitators = (today: string): Facilitator[] => {
  const year = Number(today.slice(0, 4));
  return names.map((name, i) => ({
    id: `facilitator-${i + 1}`,
    name,
    contact: { email: `contact${i + 1}@exemple.fr`, phone: `05 00 00 00 ${String(i + 10).padStart(2, '0')}` },
    price:
      i % 7 === 5 ? null : { unit: i % 2 ? 'hour' : 'session', cents: i % 2 ? 4500 : 6000 + (i % 4) * 1000 },
    availability: i % 3 === 0 ? 'Les mardis et les vendredis, hors vacances scolaires.' : '',
    absences: [],
    documents: [
      { kind: 'insurance', name: 'Responsabilité civile', expires: `${year + (i % 5 === 0 ? 0 : 1)}-12-31` },
      ...(i % 4 === 0 ? [{ kind: 'diploma' as const, name: 'Diplôme' }] : []),
    ],
    archived: i === 19,
  }));
};
