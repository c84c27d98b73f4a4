/**
 * The link to one other device: which of the two dials, where, and which rooms are open. One socket of the register
 * comes first; the other rooms follow once it is open. An address that fails leaves its turn to the next.
 */
import type { SecureContext } from 'node:tls';
import type { Address } from '#shared/domain/team/address.ts';
import { sameAddress } from '#shared/domain/team/address.ts';
import type { Device, DeviceId, Room as RoomName, Team } from '#shared/domain/team/model.ts';
import { type Clock, minutes, type Random, seconds } from '../../ground/clock.ts';
import type { PresenceRoom } from '../rooms/presence.ts';
import type { Room } from '../rooms/room.ts';
import { pathOf, roomsOf } from '../rooms/room-path.ts';
import { CLOSE } from '../wire/close-codes.ts';
import type { DialOptions } from './dial.ts';
import { openRoomLink, type RoomLink } from './room-link.ts';

export interface LinkState {
  device: DeviceId;
  /** A socket of at least the register is open, in either direction. */
  connected: boolean;
  /** Why it is not, when it was tried. */
  problem: 'unreachable' | 'refused' | 'wrong-certificate' | 'removed' | null;
}

/** What the device of the greater id leaves to the other, once they have been connected. */
const COURTESY = seconds(3);
/** Before asking again a device that says this one is no longer of the team, when the register does not say so. */
const DISMISSED = minutes(1);

interface Options {
  own: DeviceId;
  device: DeviceId;
  team: () => Team | null;
  room: (name: RoomName) => Room;
  presence: PresenceRoom;
  /** Where it may be, best first. */
  candidates: () => Address[];
  /** They have shared already: the other one knows where this machine listens. */
  met: () => boolean;
  /** It has opened the register here. */
  inbound: () => boolean;
  credentials: SecureContext;
  connect?: DialOptions['connect'];
  clock: Clock;
  random: Random;
  reached: (address: Address) => void;
  /** Another certificate than that of the device answered there. */
  otherAt: (address: Address, certificate: string | null) => void;
  /** The right machine does not know this one. */
  refusedAt: (address: Address) => void;
  changed: () => void;
}

export interface Link {
  state(): LinkState;
  /** Something that decides changed: the team, the addresses, who is here. */
  evaluate(): void;
  /** The document of a room is another one. */
  roomReloaded(room: RoomName): void;
  networkChanged(): void;
  close(): void;
}

export function createLink(options: Options): Link {
  const { own, device, clock } = options;
  const rooms = new Map<RoomName, RoomLink>();
  const first = own < device;
  let connected = false;
  let problem: LinkState['problem'] = null;
  /** Nobody dials a machine that has just started: it leaves its turn to none. */
  let waited = true;
  let cancelCourtesy: (() => void) | null = null;
  /** The team under which the other one said that this device is no longer of it. */
  let dismissed: Team | null = null;
  let cancelDismissal: (() => void) | null = null;
  let current: Address | null = null;
  /** The dial that goes on has met no failure yet. */
  let hopeful = false;
  let ended = false;

  const peer = (): Device | null => options.team()?.devices.get(device) ?? null;

  function evaluate(): void {
    if (ended) return;
    const team = options.team();
    const inbound = options.inbound();
    if (inbound) {
      cancelCourtesy?.();
      cancelCourtesy = null;
      waited = false;
      problem = null;
    }
    const wanted = team && dismissed !== team && options.candidates().length > 0;
    if (!wanted || roomsOf(team, own, device).length === 0) stop();
    // Of two sockets, the one dialled by the lower id stays; by itself it must be open, or about to be.
    else if (inbound && !(first && (connected || hopeful))) stop();
    else if (rooms.size > 0 || first || waited || !options.met()) dial(team);
    else if (!cancelCourtesy) {
      cancelCourtesy = clock.after(COURTESY, () => {
        cancelCourtesy = null;
        waited = true;
        evaluate();
      });
    }
  }

  function dial(team: Team): void {
    const known = peer();
    if (!known) return;
    const allowed = roomsOf(team, own, device);
    for (const [name, room] of rooms) {
      if (allowed.includes(name)) continue;
      rooms.delete(name);
      room.close();
    }
    for (const name of allowed) {
      if (rooms.has(name) || (name !== 'register' && !connected)) continue;
      // Opened when it is told that the disk takes bytes again.
      if (!options.room(name).writable) continue;
      if (name === 'register') hopeful = true;
      rooms.set(name, open(name, team, known));
    }
  }

  function open(name: RoomName, team: Team, { keys }: Device): RoomLink {
    const register = name === 'register';
    return openRoomLink({
      path: pathOf(team, name),
      certificate: keys.certificate,
      room: options.room(name),
      presence: name === 'team' ? options.presence : null,
      address: register ? address : () => current,
      tries: () => (register ? options.candidates().length : 1),
      credentials: options.credentials,
      connect: options.connect,
      clock,
      random: options.random,
      opened(reached) {
        if (!register) return;
        connected = true;
        problem = null;
        options.reached(reached);
        options.changed();
        evaluate();
      },
      failed(why, tried, presented) {
        if (!register) return;
        if (why === 'wrong-certificate' && tried) options.otherAt(tried, presented);
        if (why === 'refused' && tried) options.refusedAt(tried);
        problem = why;
        hopeful = false;
        next();
        queueMicrotask(evaluate);
        options.changed();
      },
      closed(code, wasOpen) {
        if (code === CLOSE.removed) dismiss();
        if (!register || !wasOpen) return;
        connected = false;
        hopeful = true;
        // The client itself dials again; the others wait for it.
        for (const [other, room] of rooms) {
          if (other === 'register') continue;
          rooms.delete(other);
          room.close();
        }
        options.changed();
        queueMicrotask(evaluate);
      },
    });
  }

  /** The one in use, as long as it still is a candidate. */
  function address(): Address | null {
    const all = options.candidates();
    current = all.find((each) => current && sameAddress(each, current)) ?? all[0] ?? null;
    return current;
  }

  function next(): void {
    const all = options.candidates();
    const index = all.findIndex((each) => current && sameAddress(each, current));
    current = all[(index + 1) % Math.max(1, all.length)] ?? null;
  }

  function dismiss(): void {
    problem = 'removed';
    dismissed = options.team();
    cancelDismissal?.();
    cancelDismissal = clock.after(DISMISSED, () => {
      dismissed = null;
      evaluate();
    });
    queueMicrotask(() => {
      stop();
      options.changed();
    });
  }

  function stop(): void {
    const all = [...rooms.values()];
    rooms.clear();
    hopeful = false;
    const was = connected;
    connected = false;
    for (const room of all) room.close();
    if (was) options.changed();
  }

  function again(): void {
    stop();
    evaluate();
  }

  return {
    state: () => ({
      device,
      connected: connected || options.inbound(),
      problem: options.inbound() ? null : problem,
    }),
    evaluate,
    roomReloaded(name) {
      const room = rooms.get(name);
      rooms.delete(name);
      if (name === 'register' && connected) {
        connected = false;
        options.changed();
      }
      room?.close();
      queueMicrotask(evaluate);
    },
    networkChanged() {
      if (connected) for (const room of rooms.values()) room.probe();
      else {
        // What the others were given to dial first is over too.
        waited = true;
        again();
      }
    },
    close() {
      ended = true;
      cancelCourtesy?.();
      cancelDismissal?.();
      stop();
    },
  };
}
