/** Devices of one team on bases in memory, each with the whole planning, and a small place to plan in. */

import { drizzle } from 'drizzle-orm/better-sqlite3';
import { type Answer, type MethodName, methods, type ParamsOf, type Topic } from '#shared/contract/index.ts';
import { ok } from '#shared/domain/result.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { createTestDevice } from '../../circles/testing.ts';
import { derivedIdIn } from '../../ground/derived-id.ts';
import { createFileGrants } from '../../ground/file-grants.ts';
import { createJobs } from '../../ground/jobs.ts';
import { stillClock } from '../../ground/testing-clock.ts';
import { catalogueFeature } from '../catalogue/index.ts';
import { placeFeature } from '../place/index.ts';
import { planningFeature } from './index.ts';

const features = [placeFeature, catalogueFeature, planningFeature];
const day = [{ start: '09:00', end: '19:00' }];

export interface PlanningDevice {
  vault: OpenVault;
  time: { now: number };
  emitted: { topic: Topic; payload: unknown }[];
  call<M extends MethodName>(method: M, params: ParamsOf<M>): Answer<M>;
  /** Calls, and gives the value; an error fails the test. */
  done<M extends MethodName>(method: M, params: ParamsOf<M>): Extract<Answer<M>, { ok: true }>['value'];
  updates(): ReturnType<ReturnType<typeof createTestDevice>['updates']>;
}

export function createPlanningDevice(device: string): PlanningDevice {
  const { circle, sqlite, time, updates } = createTestDevice(
    device,
    features.flatMap(({ projectors }) => projectors ?? []),
  );
  let made = 0;
  const emitted: PlanningDevice['emitted'] = [];
  const random = { bytes: (length: number) => Buffer.alloc(length) };
  const db = drizzle(sqlite);
  const vault: OpenVault = {
    clock: stillClock(() => time.now),
    random,
    files: createFileGrants(random),
    jobs: createJobs(() => {}),
    emit: (topic, payload) => void emitted.push({ topic, payload }),
    db,
    sqlite,
    own: { db, sqlite },
    team: circle,
    circle: (name) => (name === 'team' ? circle : null),
    get membership(): OpenVault['membership'] {
      throw new Error('this device is of no team');
    },
    me: { hostId: 'host-1', name: 'Nadia' },
    newId: () => `${device}${++made}`,
    derivedId: (...source) => derivedIdIn('team', source),
  };
  for (const feature of features) feature.opened?.(vault);
  const handlers: Record<string, unknown> = Object.assign({}, ...features.map(({ handlers }) => handlers));
  const call = <M extends MethodName>(method: M, params: ParamsOf<M>): Answer<M> => {
    const handler = handlers[method] as (params: unknown, vault: OpenVault) => Answer<M>;
    return handler(methods[method].params.parse(params), vault);
  };
  return {
    vault,
    time,
    emitted,
    call,
    done(method, params) {
      const answer = call(method, params);
      if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
      return answer.value as never;
    },
    updates,
  };
}

/** Three spaces, two hosts, a facilitator, an activity, ten mats; open every day from 9 to 19. */
export function furnish({ vault }: PlanningDevice): void {
  const weekly = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day };
  const never = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  vault.team.write((writer) => {
    const put = (type: string, id: string, it: object) =>
      writer.put(type, id, { it: JSON.parse(JSON.stringify({ id, ...it })) }, 'undated');
    ['Salon', 'Salle d’activités', 'Espace calme'].forEach((name, index) => {
      const space = {
        name,
        capacity: null,
        colour: 'blue',
        equipment: [],
        order: index + 1,
        archived: false,
      };
      put('spaces', `space-${index + 1}`, space);
    });
    for (const index of [1, 2]) {
      const host = {
        name: `Référente ${index}`,
        role: 'social',
        presence: never,
        absences: [],
        archived: false,
      };
      put('hosts', `host-${index}`, host);
    }
    put('facilitators', 'facilitator-1', {
      name: 'Paola',
      contact: {},
      price: null,
      availability: '',
      absences: [],
      documents: [],
      archived: false,
    });
    put('activities', 'yoga', {
      name: 'Yoga',
      category: 'physical',
      description: '',
      defaultDurationMin: 75,
      spaces: ['space-2'],
      setupMin: 0,
      airingMin: 0,
      capacityMax: 10,
      fare: { kind: 'standard' },
      registration: 'required',
      equipment: [],
      colour: 'green',
      isPublic: true,
      archived: false,
    });
    put('equipment', 'mats', { name: 'Tapis', quantity: 10 });
    put('openings', 'opening-1', { validFrom: '2019-01-01', weekly, rules: [] });
    return ok({});
  });
}

/** Each gets what the other has. */
export function meet(a: PlanningDevice, b: PlanningDevice): void {
  const [fromA, fromB] = [a.updates(), b.updates()];
  b.vault.team.receive(fromA);
  a.vault.team.receive(fromB);
}

/** The derived rows, to compare two devices or two ways of projecting. */
export const derived = ({ vault: { sqlite } }: PlanningDevice) => ({
  bookings: sqlite.prepare('SELECT * FROM bookings ORDER BY id').all(),
  clashes: sqlite.prepare('SELECT * FROM clashes ORDER BY later, earlier, reason, resource').all(),
});
