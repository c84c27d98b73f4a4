/** From an open base to an open vault: everything that a feature may read and write. */
import { CIRCLES, type CircleName } from '#shared/domain/team/model.ts';
import type { Feature, OpenVault } from '../capability/feature.ts';
import type { Circle, Projector } from '../circles/circle.ts';
import { lastClock } from '../circles/documents.ts';
import { createHybridClock } from '../circles/hybrid-clock.ts';
import { createCircle } from '../circles/shared-circle.ts';
import type { Context } from '../ground/context.ts';
import { derivedIdIn } from '../ground/derived-id.ts';
import { hasOlder } from '../team/formats.ts';
import type { Membership } from '../team/membership.ts';
import { deviceFacts, deviceId } from '../vault/device-facts.ts';
import type { OpenBase } from '../vault/gate.ts';

interface Opening {
  base: Pick<OpenBase, 'db' | 'sqlite'>;
  context: Context;
  // biome-ignore lint/suspicious/noExplicitAny: features of different methods; each is checked where it is made.
  features: Feature<any>[];
  /** Null for a base that is only looked at, outside any team (measures). */
  membership: Membership | null;
}

export interface OpenedVault {
  vault: OpenVault;
  /** Stops what follows the logs; the base may then be closed. */
  close(): void;
}

export function openVault({ base, context, features, membership }: Opening): OpenedVault {
  const { db, sqlite } = base;
  const { clock, random } = context;
  const newId = () => random.bytes(16).toString('base64url');
  const device = deviceId(sqlite, () => random.bytes(6).toString('base64url'));
  const stamps = createHybridClock(() => clock.now(), device, lastClock(sqlite));
  const circles = new Map<CircleName, Circle>();

  const projectorsOf = (name: CircleName): Projector[] =>
    features.flatMap((feature) =>
      name === 'team' ? (feature.projectors ?? []) : (feature.circleProjectors?.(name) ?? []),
    );

  const readsShared = (): boolean =>
    membership !== null && hasOlder(team, membership.team(), membership.me().keys.id);

  function openCircle(name: CircleName): Circle {
    const sealed = membership?.sealed(name);
    const circle = createCircle({
      name,
      sqlite,
      device,
      clock: stamps,
      now: () => clock.now(),
      newId,
      author: () => me.name,
      projectors: projectorsOf(name),
      erases: name === 'team' ? [] : features.flatMap(({ erases = [] }) => erases),
      readsShared,
      ...(sealed ? { outlet: sealed.outlet } : {}),
    });
    circles.set(name, circle);
    return circle;
  }

  /** A key may be handed over at any time: the circle is there from then on. */
  function followCircles(): void {
    for (const name of CIRCLES) {
      const sealed = membership?.sealed(name);
      if (!circles.has(name) && sealed) sealed.start(openCircle(name));
    }
  }

  let hostId = '';
  const me = {
    get hostId() {
      // Written before the first opening, and never again.
      hostId ||= deviceFacts.me.read(sqlite) ?? '';
      return hostId;
    },
    get name() {
      const it = team.read('hosts', this.hostId)?.facets.it;
      return typeof it === 'object' && it !== null && 'name' in it ? String(it.name) : '';
    },
  };
  const team = openCircle('team');
  membership?.sealed('team')?.start(team);
  followCircles();
  const unfollow = membership?.onChange(followCircles);

  return {
    vault: {
      ...context,
      db,
      sqlite,
      own: { db, sqlite },
      team,
      circle: (name) => circles.get(name) ?? null,
      get membership() {
        if (!membership) throw new Error('this base is looked at outside any team');
        return membership;
      },
      me,
      newId,
      derivedId: (...source) => (readsShared() ? newId() : derivedIdIn(membership?.team().id ?? '', source)),
    },
    close() {
      unfollow?.();
      for (const name of circles.keys()) membership?.sealed(name)?.stop();
    },
  };
}
