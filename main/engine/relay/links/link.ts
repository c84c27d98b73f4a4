/**
 * The link to one other device: which of the two dials, where, and which rooms are open. `link-state.ts` decides; here
 * are the sockets, the wait and the address. An address that fails leaves its turn to the next.
 */
import type { SecureContext } from 'node:tls';
import type { Address } from '#shared/domain/team/address.ts';
import { sameAddress } from '#shared/domain/team/address.ts';
import type { DeviceId, Room as RoomName, Team } from '#shared/domain/team/model.ts';

import { type Clock, minutes, type Random, seconds } from '../../ground/clock.ts';

import type { PresenceRoom } from '../rooms/presence.ts';
import type { Room } from '../rooms/room.ts';
import { pathOf, roomsOf } from '../rooms/room-path.ts';
import { CLOSE } from '../wire/close-codes.ts';
import type { DialOptions } from './dial.ts';
import {
  type LinkEffect,
  type LinkEvent,
  type LinkFacts,
  type LinkMachine,
  type LinkProblem,
  START,
  step,
} from './link-state.ts';
import { openRoomLink, type RoomLink } from './room-link.ts';

export interface LinkState {
  device: DeviceId;
  /** A socket of at least the register is open, in either direction. */
  connected: boolean;
  problem: LinkProblem | null;
}

/** How long each wait lasts. */
const WAIT = {
  /** That the device of the greater id leaves to the other, once they have been connected. */
  courtesy: seconds(3),
  /** Before asking again a device that says this one is no longer of the team, when the register does not say so. */
  dismissed: minutes(1),
};

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
  let machine: LinkMachine = START;
  let cancelWait: (() => void) | null = null;
  let current: Address | null = null;

  function facts(): LinkFacts {
    const team = options.team();
    return {
      first: own < device,
      team,
      rooms: team ? roomsOf(team, own, device) : [],
      writable: (name) => options.room(name).writable,
      reachable: options.candidates().length > 0,
      met: options.met(),
      inbound: options.inbound(),
    };
  }

  function take(event: LinkEvent): void {
    const next = step(machine, event);
    machine = next.machine;
    for (const effect of next.effects) run(effect);
  }

  function evaluate(): void {
    if (machine.phase !== 'ended') take({ type: 'look', facts: facts() });
  }

  /** Once the socket that told it, or the room, is done with what it does. */
  const evaluateSoon = () => queueMicrotask(evaluate);

  function run(effect: LinkEffect): void {
    switch (effect.do) {
      case 'open':
        rooms.set(effect.room, open(effect.room));
        break;
      case 'close': {
        const room = rooms.get(effect.room);
        rooms.delete(effect.room);
        room?.close();
        break;
      }
      case 'probe':
        rooms.get(effect.room)?.probe();
        break;
      case 'wait':
        cancelWait = clock.after(WAIT[effect.as], () => {
          take({ type: 'waited' });
          evaluate();
        });
        break;
      case 'cancelWait':
        cancelWait?.();
        break;
      case 'tell':
        options.changed();
        break;
      default:
        effect satisfies never;
    }
  }

  function open(name: RoomName): RoomLink {
    const register = name === 'register';
    const team = options.team();
    const peer = team?.devices.get(device);
    if (!team || !peer) throw new Error('rooms are shared with devices of the team only');
    return openRoomLink({
      path: pathOf(team, name),
      certificate: peer.keys.certificate,
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
        options.reached(reached);
        take({ type: 'opened' });
        evaluate();
      },
      failed(problem, tried, presented) {
        if (!register) return;
        if (problem === 'wrong-certificate' && tried) options.otherAt(tried, presented);
        if (problem === 'refused' && tried) options.refusedAt(tried);
        next();
        take({ type: 'failed', problem });
        evaluateSoon();
      },
      closed(code, wasOpen) {
        if (code === CLOSE.removed) {
          const under = options.team();
          // This very socket is closed by it.
          queueMicrotask(() => take({ type: 'removed', team: under }));
        }
        if (!register || !wasOpen) return;
        take({ type: 'lost' });
        evaluateSoon();
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

  return {
    state() {
      const inbound = options.inbound();
      return {
        device,
        connected: machine.phase === 'connected' || inbound,
        problem: inbound || machine.phase === 'ended' ? null : machine.problem,
      };
    },
    evaluate,
    roomReloaded(room) {
      take({ type: 'reloaded', room });
      evaluateSoon();
    },
    networkChanged() {
      take({ type: 'networkChanged' });
      evaluate();
    },
    close: () => take({ type: 'ended' }),
  };
}
