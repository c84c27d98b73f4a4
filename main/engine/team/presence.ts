/**
 * Who looks at what, told to the colleagues who are there: sealed with the key of the circle `team` and signed, like
 * the entries of the log, and kept nowhere. What fails any check is as if not said.
 */
import { z } from 'zod';
import type { Device, DeviceId, Team } from '#shared/domain/team/model.ts';
import { isActive } from '#shared/domain/team/register.ts';
import { open, readHeader, seal } from '../entry/envelope.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { Identity } from '../register/identity.ts';
import type { Presence } from '../relay/rooms/presence.ts';
import type { CircleKeys } from '../sealed/keys.ts';

const state = z.strictObject({
  screen: z.string().max(40),
  /** Monday of the week of the planning she looks at. */
  week: z.string().max(10).optional(),
});
export type PresenceState = z.infer<typeof state>;

export interface TeamPresence {
  /** Null: this device looks at nothing any more. Nothing is said while this device holds no key in force. */
  set(looked: PresenceState | null): void;
  /** The other devices that are there, and may be. */
  all(): { device: DeviceId; state: PresenceState }[];
  onChange(listen: () => void): () => void;
}

interface Options {
  presence: Presence;
  identity: Identity;
  /** Of the circle `team`. */
  keys: CircleKeys;
  team: () => Team;
  clock: Clock;
  random: Random;
}

interface Said {
  seq: number;
  sealed: Uint8Array;
  state: PresenceState | null;
}

export function createTeamPresence({ presence, identity, keys, team, clock, random }: Options): TeamPresence {
  /** What each device said last: a relay that repeats something older is not believed. */
  const heard = new Map<DeviceId, Said>();
  let seq = 0;

  function read(device: Device, sealed: Uint8Array): PresenceState | null {
    const known = heard.get(device.keys.id);
    if (known && Buffer.compare(known.sealed, sealed) === 0) return known.state;
    const header = readHeader(sealed);
    const right =
      header?.type === 'presence' &&
      header.circle === 'team' &&
      header.device === device.keys.id &&
      header.parts === 1 &&
      header.seq >= (known?.seq ?? 0);
    if (!right) return null;
    const signPublic = Buffer.from(device.keys.sign, 'base64url');
    const opened = open(sealed, { key: keys.key(header.epoch), signPublic });
    if (!opened.ok) return null;
    const said = { seq: header.seq, sealed, state: parsed(opened.value.content) };
    heard.set(device.keys.id, said);
    return said.state;
  }

  return {
    set(looked) {
      const epoch = keys.inForce();
      const key = epoch && keys.key(epoch.id);
      if (!looked || !key) return presence.set(null);
      // Later than what was said before this start too.
      seq = Math.max(seq + 1, clock.now());
      const [sealed] = seal({
        header: {
          type: 'presence',
          circle: 'team',
          document: 'undated',
          epoch: epoch.id,
          device: identity.device,
          seq,
          covers: null,
        },
        content: Buffer.from(JSON.stringify(state.parse(looked))),
        key,
        signSecret: identity.signSecret.unwrap(),
        random,
      });
      presence.set(sealed ?? null);
    },

    all() {
      const { devices } = team();
      return [...presence.all()].flatMap(([id, sealed]) => {
        const device = devices.get(id);
        if (!device || !isActive(device) || id === identity.device) return [];
        const said = read(device, sealed);
        return said ? [{ device: id, state: said }] : [];
      });
    },

    onChange: (listen) => presence.onChange(listen),
  };
}

function parsed(content: Uint8Array): PresenceState | null {
  try {
    return state.safeParse(JSON.parse(Buffer.from(content).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
