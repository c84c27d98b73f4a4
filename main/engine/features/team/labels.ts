/** What people call their machines: entities of the circle `team`, so that the register names nothing. */

import { z } from 'zod';
import { deviceId, type Team } from '#shared/domain/team/model.ts';
import { collection } from '../../capability/collection.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { ReadHandle } from '../../ground/handles.ts';

const listeners = new WeakMap<ReadHandle, () => void>();

export const labels = collection({
  type: 'devices',
  schema: z.object({ id: deviceId, label: z.string().trim().min(1).max(60) }),
  changed: (sqlite) => listeners.get(sqlite)?.(),
});

/** One listener for each open base. */
export function onLabels(sqlite: ReadHandle, listen: () => void): () => void {
  listeners.set(sqlite, listen);
  return () => listeners.delete(sqlite);
}

/**
 * How to name a device: its own label, else that of the device it continues, else its person's name; empty when the
 * team has told none of them yet.
 */
export function labelOf(
  vault: OpenVault,
  team: Team,
  device: string,
  nameOf: (person: string) => string,
): string {
  const seen = new Set<string>();
  for (let id: string | undefined = device; id !== undefined && !seen.has(id); id = continuedBy(team, id)) {
    seen.add(id);
    const own = labels.find(vault, id)?.label;
    if (own !== undefined) return own;
  }
  const person = team.devices.get(device)?.person;
  return person ? nameOf(person) : '';
}

/** The device that `id` continues. */
function continuedBy(team: Team, id: string): string | undefined {
  return [...team.devices].find(([, { succeededBy }]) => succeededBy === id)?.[0];
}
