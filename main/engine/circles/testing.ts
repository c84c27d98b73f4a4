/** A circle on a base in memory, with a clock and ids that a test decides. */

import { ok } from '#shared/domain/result.ts';
import type { WriteHandle } from '../ground/handles.ts';
import { unpack } from '../ground/packing.ts';
import { emptyBase } from '../schema/testing.ts';
import type { Circle, DocumentName, Facets, GestureLine, Outlet, Projector } from './circle.ts';
import { createHybridClock } from './hybrid-clock.ts';
import type { readAhead } from './read-ahead.ts';
import { createCircle } from './shared-circle.ts';

export interface TestDevice {
  circle: Circle;
  sqlite: WriteHandle;
  /** Milliseconds added to this device's clock. */
  time: { now: number };
  /** Everything this device has stored, to hand to another one. */
  updates(): { document: DocumentName; update: Buffer }[];
}

interface Wanted {
  name?: Circle['name'];
  outlet?: Outlet;
  /** A base that another device used: a restart. */
  sqlite?: WriteHandle;
  readAhead?: typeof readAhead;
  readsShared?: () => boolean;
}

export function createTestDevice(
  device: string,
  projectors: Projector[] = [],
  { name = 'team', outlet, sqlite: given, readAhead, readsShared }: Wanted = {},
): TestDevice {
  const sqlite = given ?? emptyBase();
  const time = { now: Date.UTC(2027, 0, 12, 9) };
  let made = 0;
  const circle = createCircle({
    name,
    sqlite,
    device,
    clock: createHybridClock(() => time.now, device),
    now: () => time.now,
    newId: () => `${device}-${++made}`,
    author: () => device,
    projectors,
    ...(outlet ? { outlet } : {}),
    ...(readAhead ? { readAhead } : {}),
    ...(readsShared ? { readsShared } : {}),
  });
  return {
    circle,
    sqlite,
    time,
    updates: () =>
      sqlite
        .prepare<[], { document: DocumentName; update: Buffer; packed: 0 | 1 }>(
          'SELECT document, "update", packed FROM circle_updates ORDER BY id',
        )
        .all()
        .map(({ document, update, packed }) => ({
          document,
          update: unpack({ packed: packed === 1, bytes: update }) as Buffer,
        })),
  };
}

/** What the gestures of `put` are told as. */
export const line: GestureLine = { kind: 'changed', title: 'Yoga', count: 1 };

/** Makes or changes a thing, a millisecond after the last gesture. */
export const put = (device: TestDevice, id: string, facets: Facets, document?: DocumentName) => {
  device.time.now += 1;
  return device.circle.write(
    (writer) => {
      writer.put('things', id, facets, document);
      return ok({});
    },
    () => line,
  );
};

export const give = (from: TestDevice, to: TestDevice) => to.circle.receive(from.updates());
/** Each gives all it has to each other one, twice. */
export function meet(...devices: TestDevice[]): void {
  for (let round = 0; round < 2; round += 1) {
    for (const from of devices) for (const to of devices) if (from !== to) give(from, to);
  }
}
