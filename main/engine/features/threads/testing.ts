/**
 * Devices of one team on bases in memory, with the closed circles that each holds: for the tests of what lives there.
 */
import { ok } from '#shared/domain/result.ts';
import type { CircleName } from '#shared/domain/team/model.ts';
import type { Circle, Received } from '../../circles/circle.ts';
import { createHybridClock } from '../../circles/hybrid-clock.ts';
import { createCircle } from '../../circles/shared-circle.ts';
import { unpack } from '../../ground/packing.ts';
import { catalogueFeature } from '../catalogue/index.ts';
import { placeFeature } from '../place/index.ts';
import { planningFeature } from '../planning/index.ts';
import { rivalsFeature } from '../rivals/index.ts';
import { openPlaceBench, type PlaceBench } from '../testing.ts';
import { threadsFeature } from './index.ts';

const features = [placeFeature, catalogueFeature, planningFeature, threadsFeature, rivalsFeature];

export interface CircleBench extends PlaceBench {
  /** Every circle this device holds, `team` included. */
  circles: ReadonlyMap<CircleName, Circle>;
}

/** `me` is the host whose vault it is; the circle `team` is always held. */
export function openCircleBench(
  device: string,
  held: readonly ('welcome' | 'care')[],
  me = `host-${device}`,
): CircleBench {
  const bench = openPlaceBench(device, features, null);
  const { sqlite, vault, time } = bench;
  let made = 0;
  const circles = new Map<CircleName, Circle>([['team', vault.team]]);
  for (const name of held)
    circles.set(
      name,
      createCircle({
        name,
        sqlite,
        device,
        clock: createHybridClock(() => time.now, device),
        now: () => time.now,
        newId: () => `${device}-${name}-${++made}`,
        author: () => device,
        projectors: features.flatMap((feature) => feature.circleProjectors?.(name) ?? []),
        erases: features.flatMap((feature) => feature.erases ?? []),
      }),
    );
  Object.assign(vault, {
    circle: (name: CircleName) => circles.get(name) ?? null,
    me: { hostId: me, name: device },
  });
  return { ...bench, circles };
}

/** All that a device has stored of a circle. */
export const storedOf = ({ sqlite }: CircleBench, circle: CircleName): Received[] =>
  sqlite
    .prepare<[string], Received & { packed: 0 | 1 }>(
      'SELECT document, "update", packed FROM circle_updates WHERE circle = ? ORDER BY id',
    )
    .all(circle)
    .map(({ document, update, packed }) => ({
      document,
      update: unpack({ packed: packed === 1, bytes: update }) as Uint8Array,
    }));

/** Each gets what the others have of the circles that both hold. */
export function meet(...benches: readonly CircleBench[]): void {
  const sent = benches.map(
    (bench) => new Map([...bench.circles.keys()].map((name) => [name, storedOf(bench, name)])),
  );
  benches.forEach((bench, to) => {
    sent.forEach((stored, from) => {
      if (from === to) return;
      for (const [name, circle] of bench.circles) circle.receive(stored.get(name) ?? []);
    });
  });
}

/** Names of the people who write, as the place knows them. */
export function furnish({ vault }: CircleBench): void {
  const never = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  const weekly = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ start: '09:00', end: '19:00' }]]),
  );
  vault.team.write((writer) => {
    const put = (type: string, id: string, it: object) =>
      writer.put(type, id, { it: JSON.parse(JSON.stringify({ id, ...it })) }, 'undated');
    for (const [id, name] of [
      ['host-a', 'Lucie'],
      ['host-b', 'Maud'],
    ] as const)
      put('hosts', id, { name, role: 'social', presence: never, absences: [], archived: false });
    put('spaces', 'salon', {
      name: 'Salon',
      capacity: null,
      colour: 'blue',
      equipment: [],
      order: 1,
      archived: false,
    });
    put('openings', 'usual', { validFrom: '2019-01-01', weekly, rules: [] });
    return ok({});
  });
}
