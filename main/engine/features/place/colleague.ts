/** The people who joined the team, as hosts of the place. */
import type { Role } from '#shared/domain/place/host.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Writer } from '../../circles/circle.ts';
import { collections } from './store.ts';

/** Inside a gesture: makes the host of a new colleague, or gives a known one her role. */
export function putColleague(
  vault: OpenVault,
  writer: Writer,
  { id, name, role }: { id: string; name: string; role: Role },
): void {
  const known = collections.hosts.find(vault, id);
  if (known?.role === role) return;
  const presence = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  collections.hosts.put(
    writer,
    id,
    known ? { ...known, role } : { id, name, role, presence, absences: [], archived: false },
  );
}
