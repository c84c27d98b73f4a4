/** From an open base to everything that a feature may read and write. */
import { createHybridClock } from '../circles/hybrid-clock.ts';
import { createCircle } from '../circles/shared-circle.ts';
import type { Context, Feature, Session } from './feature.ts';
import type { OpenVault } from './gate.ts';
import { createMeta } from './meta.ts';

export function openSession(
  { db, sqlite }: Pick<OpenVault, 'db' | 'sqlite'>,
  context: Context,
  // biome-ignore lint/suspicious/noExplicitAny: features of different methods; each is checked where it is made.
  features: Feature<any>[],
): Session {
  const { clock, random } = context;
  const newId = () => random.bytes(16).toString('base64url');
  const meta = createMeta(db);
  const device = meta.deviceId(() => random.bytes(6).toString('base64url'));
  const me = {
    get memberId() {
      return meta.read('me') ?? '';
    },
    get name() {
      const it = team.read('hosts', this.memberId)?.facets.it;
      return typeof it === 'object' && it !== null && 'name' in it ? String(it.name) : '';
    },
  };
  const team = createCircle({
    name: 'team',
    sqlite,
    device,
    clock: createHybridClock(() => clock.now(), device, meta.read('clock') ?? ''),
    now: () => clock.now(),
    newId,
    author: () => me.name,
    projectors: features.flatMap((feature) => feature.projectors ?? []),
    saveClock: (stamp) => meta.write('clock', stamp),
  });
  return { ...context, db, sqlite, team, me, newId };
}
