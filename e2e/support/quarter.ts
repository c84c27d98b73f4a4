/** A quarter to look at: series and events of several kinds, some of which cannot be where they fall. */
import type { Page } from '@playwright/test';
import type { ParamsOf } from '#shared/contract/index.ts';
import { ask } from './journeys.ts';

export const QUARTER = '2036-1';

type Line = ParamsOf<'quarter.saveLine'>['line'];

interface Wanted {
  activity?: string;
  title?: string;
  date: string;
  start: string;
  end: string;
  spaces?: string[];
  once?: boolean;
  interval?: number;
  facilitator?: string;
  capacity?: number;
}

export const lineOf = (wanted: Wanted): Line => ({
  plan: {
    rule: wanted.once === true ? null : { frequency: 'weekly', interval: wanted.interval ?? 1 },
    slot: {
      date: wanted.date,
      start: wanted.start,
      end: wanted.end,
      spaces: wanted.spaces ?? ['space-activites'],
    },
  },
  what: {
    kind: 'session',
    isPublic: true,
    ...(wanted.activity === undefined ? {} : { activity: wanted.activity }),
    ...(wanted.title === undefined ? {} : { title: wanted.title }),
    ...(wanted.capacity === undefined ? {} : { capacity: wanted.capacity }),
  },
  who: wanted.facilitator === undefined ? {} : { facilitator: wanted.facilitator },
});

/** The first quarter of 2036, by the engine: what a journey is not about. Ids of the lines, in order. */
export async function composeQuarter(page: Page): Promise<string[]> {
  await ask(page, 'place.saveSchoolHoliday', {
    holiday: { zone: 'A', name: 'Vacances d’hiver', start: '2036-02-16', end: '2036-03-02' },
  });
  const { id: lea } = await ask(page, 'catalogue.saveFacilitator', {
    facilitator: {
      name: 'Léa Fontaine',
      contact: {},
      price: { unit: 'session', cents: 6000 },
      availability: '',
      absences: [{ from: '2036-03-10', to: '2036-03-16' }],
      documents: [],
    },
  });
  await ask(page, 'quarter.create', { key: QUARTER });
  await ask(page, 'quarter.saveClosure', {
    key: QUARTER,
    closure: { from: '2036-02-18', to: '2036-02-22', reason: 'Congés de l’équipe' },
  });
  const lines: Wanted[] = [
    {
      activity: 'activity-yoga',
      date: '2036-01-08',
      start: '10:00',
      end: '11:15',
      facilitator: lea,
      capacity: 10,
    },
    { activity: 'activity-pilates', date: '2036-01-09', start: '14:00', end: '15:00', interval: 2 },
    { activity: 'activity-sophrologie', date: '2036-01-11', start: '17:30', end: '18:30' },
    // Wants the room of the yoga.
    { activity: 'activity-atelier-creatif', date: '2036-01-08', start: '11:00', end: '13:00', interval: 4 },
    { activity: 'activity-numerique', date: '2036-01-09', start: '10:00', end: '11:30' },
    { activity: 'activity-repas', date: '2036-01-11', start: '12:00', end: '14:00', spaces: ['space-salon'] },
    {
      activity: 'activity-gouter',
      date: '2036-01-08',
      start: '16:00',
      end: '17:30',
      spaces: ['space-salon'],
    },
    {
      title: 'Portes ouvertes',
      date: '2036-03-05',
      start: '10:00',
      end: '17:00',
      once: true,
      spaces: ['space-salon'],
    },
  ];
  const ids: string[] = [];
  for (const line of lines)
    ids.push((await ask(page, 'quarter.saveLine', { key: QUARTER, line: lineOf(line) })).id);
  return ids;
}
