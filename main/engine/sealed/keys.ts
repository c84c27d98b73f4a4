/**
 * The keys of one circle that this device was given, kept in its vault, and the statements that give them to others.
 * Never gives a key to a device that the register does not name as a holder, unless the caller does.
 */

import type {
  CircleName,
  Device,
  Epoch,
  StatementBody,
  StatementId,
  Team,
} from '#shared/domain/team/model.ts';
import { epochInForce, holdersOf, lacking } from '#shared/domain/team/register.ts';
import type { Random } from '../ground/clock.ts';
import type { WriteHandle } from '../ground/handles.ts';
import { type Identity, openSealed, sealTo } from '../register/identity.ts';

const KEY_BYTES = 32;
const EPOCH_ID_BYTES = 16;

type EpochOpened = Extract<StatementBody, { kind: 'epoch.opened' }>;
type KeyHanded = Extract<StatementBody, { kind: 'key.handed' }>;

/** The keys of one circle as this device holds them. */
export interface CircleKeys {
  /** Null when this device has no key of that epoch. The bytes are the holder's: never kept, never wiped by callers. */
  key(epoch: string): Buffer | null;
  /**
   * The epoch to write under: the newest one that no removed device ever held. Null when there is none: a holder must
   * open one first.
   */
  inForce(): Epoch | null;
}

export interface OwnKeys extends CircleKeys {
  /** Opens what the register holds for this device, and keeps it. To be called whenever the register changes. */
  learn(team: Team): void;
  /** True when this device holds a key of the circle. */
  any(): boolean;
  /** A new epoch sealed to every active holder, this device and `also`; its key is kept at once. */
  openEpoch(team: Team, random: Random, also?: readonly Device[]): EpochOpened;
  /** Every key held, sealed to a device. */
  handBody(device: Device): KeyHanded;
  /** Active holders of what this device holds too, that lack the key in force. */
  lacking(): Device[];
  /** Two first epochs were opened at the same time and nothing joins them yet, though this device holds both. */
  split(): boolean;
}

export function createCircleKeys(options: {
  sqlite: WriteHandle;
  identity: Identity;
  circle: CircleName;
}): OwnKeys {
  const { sqlite, identity, circle } = options;
  const select = sqlite.prepare<[string], { epoch: string; key: Buffer }>(
    'SELECT epoch, key FROM epoch_keys WHERE circle = ?',
  );
  const insert = sqlite.prepare('INSERT OR IGNORE INTO epoch_keys (circle, epoch, key) VALUES (?, ?, ?)');
  const held = new Map(select.all(circle).map(({ epoch, key }) => [epoch, key]));
  let known: Team | null = null;

  function keep(epoch: string, key: Buffer): void {
    insert.run(circle, epoch, key);
    held.set(epoch, key);
  }

  const epochs = (): Epoch[] => (known?.epochs ?? []).filter((epoch) => epoch.circle === circle);
  const linesHeld = (): Set<StatementId> =>
    new Set(
      epochs()
        .filter(({ id }) => held.has(id))
        .flatMap(({ lines }) => lines),
    );

  const forced = (team: Team): Epoch[] =>
    [...linesHeld()].flatMap((line) => epochInForce(team, circle, line) ?? []);

  function inForce(): Epoch | null {
    const safe = (device: string) => known?.devices.get(device)?.removed === null;
    const lines = linesHeld();
    // The newest one held: a key that is still on its way must not keep this device from writing under a safe one.
    return (
      epochs().findLast(
        ({ id, by, sealed, lines: its }) =>
          held.has(id) && its.some((line) => lines.has(line)) && safe(by) && [...sealed.keys()].every(safe),
      ) ?? null
    );
  }

  return {
    key: (epoch) => held.get(epoch) ?? null,
    inForce,
    any: () => held.size > 0,
    learn(team) {
      known = team;
      for (const { id, sealed } of epochs()) {
        if (held.has(id)) continue;
        for (const copy of sealed.get(identity.device) ?? []) {
          const key = openSealed(identity, copy);
          if (key?.length !== KEY_BYTES) continue;
          keep(id, key);
          break;
        }
      }
    },
    openEpoch(team, random, also = []) {
      known = team;
      const epoch = random.bytes(EPOCH_ID_BYTES).toString('base64url');
      const key = random.bytes(KEY_BYTES);
      const holders = [...linesHeld()].flatMap((line) => holdersOf(team, circle, line));
      const to = new Set([identity.device, ...holders, ...also.map(({ keys }) => keys.id)]);
      keep(epoch, key);
      const sealed: Record<string, string> = {};
      for (const id of to) {
        const box = id === identity.device ? identity.keys.box : team.devices.get(id)?.keys.box;
        const copy = box === undefined ? null : sealTo(box, key);
        if (copy !== null) sealed[id] = copy;
      }
      return { kind: 'epoch.opened', circle, epoch, sealed };
    },
    handBody(device) {
      const keys: Record<string, string> = {};
      const said = new Set(epochs().map(({ id }) => id));
      for (const [epoch, key] of held) {
        const copy = known === null || said.has(epoch) ? sealTo(device.keys.box, key) : null;
        if (copy !== null) keys[epoch] = copy;
      }
      return { kind: 'key.handed', circle, device: device.keys.id, keys };
    },
    lacking() {
      const team = known;
      if (!team) return [];
      const ids = new Set(
        [...linesHeld()].flatMap((line) => {
          const force = epochInForce(team, circle, line);
          return force && held.has(force.id) ? lacking(team, circle, line) : [];
        }),
      );
      return [...ids].flatMap((id) => team.devices.get(id) ?? []);
    },
    split() {
      const lines = linesHeld();
      if (!known || lines.size < 2) return false;
      return !forced(known).some((epoch) => [...lines].every((line) => epoch.lines.includes(line)));
    },
  };
}
