/**
 * Who may enter which room of this relay. Devices of the team enter the register and the circles both machines may
 * hold; one that was removed is told so, with the statements up to its removal, and closed for good. Judged again each
 * time the register changes.
 */
import type { WebSocket } from 'ws';
import { type Device, type DeviceId, ROOMS, type Room as RoomName } from '#shared/domain/team/model.ts';
import { isActive } from '#shared/domain/team/register.ts';
import { type Clock, seconds } from '../../ground/clock.ts';
import { takeIntroduction } from '../links/introduction.ts';
import type { PresenceRoom } from '../rooms/presence.ts';
import type { RegisterRoom } from '../rooms/register-room.ts';
import type { Room } from '../rooms/room.ts';
import { pathOf, roomsOf } from '../rooms/room-path.ts';
import { CLOSE } from '../wire/close-codes.ts';
import type { Transport } from '../wire/transport.ts';
import { farewell } from './farewell.ts';
import { type Listening, type PairingHandler, startListening } from './listening.ts';
import { type ServedRoom, serveRoom } from './served-room.ts';

interface Options {
  host: string;
  transport: Transport;
  register: RegisterRoom;
  room: (name: RoomName) => Room;
  presence: PresenceRoom;
  clock: Clock;
  log: (line: string) => void;
  /** A device has come to the register, or has gone. */
  visited: (device: DeviceId) => void;
}

export interface RelayServer {
  readonly port: number;
  /** The device is here, in the register. */
  serves(device: DeviceId): boolean;
  setPairing(handler: PairingHandler | null): void;
  probe(): void;
  close(): Promise<void>;
}

interface Seat {
  device: DeviceId;
  room: RoomName;
  served: ServedRoom;
}

/** Rejects when the port cannot be had. */
export async function startServer(options: Options, port: number): Promise<RelayServer> {
  const { transport, register, clock, log } = options;
  const seats = new Set<Seat>();
  let pairing: PairingHandler | null = null;

  function deviceOf(certificate: string): Device | null {
    const all = [...(register.team?.devices.values() ?? [])].filter(
      ({ keys }) => keys.certificate === certificate,
    );
    return all.find(isActive) ?? all[0] ?? null;
  }

  function entered(socket: WebSocket, certificate: string, path: string): void {
    const { team } = register;
    const device = deviceOf(certificate)?.keys.id;
    const room = team && ROOMS.find((name) => pathOf(team, name) === path.split('?')[0]);
    if (!team || device === undefined || !room) {
      refuse(socket, CLOSE.notOpen);
      return;
    }
    const known = team.devices.get(device);
    if (known && !isActive(known)) {
      const frames = room === 'register' ? farewell(team, register, device) : [];
      refuse(socket, CLOSE.removed, frames);
      return;
    }
    if (!roomsOf(team, transport.device, device).includes(room)) {
      refuse(socket, CLOSE.notOpen);
      return;
    }
    // The socket it had is dead as far as the device knows.
    for (const seat of seats)
      if (seat.device === device && seat.room === room) seat.served.close(CLOSE.replaced);
    let seat: Seat | null = null;
    const served = serveRoom({
      socket,
      room: options.room(room),
      awareness: room === 'team' ? () => options.presence.awareness : null,
      clock,
      closed: () => {
        if (!seat) return;
        seats.delete(seat);
        if (room === 'register') options.visited(device);
      },
    });
    // It may be closed already: the disk of this machine takes nothing.
    if (socket.readyState !== socket.OPEN) return;
    seat = { device, room, served };
    seats.add(seat);
    if (room === 'register') options.visited(device);
  }

  function refuse(socket: WebSocket, code: number, frames: Iterable<Uint8Array> = []): void {
    for (const frame of frames) socket.send(frame, () => {});
    socket.on('message', () => {});
    socket.close(code);
    clock.after(seconds(2), () => socket.terminate());
  }

  const unfollow = register.onChange((team) => {
    for (const { device, room, served } of seats) {
      const known = team.devices.get(device);
      if (known && !isActive(known))
        served.close(CLOSE.removed, room === 'register' ? farewell(team, register, device) : []);
      else if (!roomsOf(team, transport.device, device).includes(room)) served.close(CLOSE.notOpen);
    }
  });

  const listening: Listening = await startListening({
    host: options.host,
    port,
    certificate: transport.certificate,
    privateKey: transport.privateKey.unwrap(),
    clock,
    knows: (certificate) => deviceOf(certificate) !== null,
    entered,
    pairing: () => pairing,
    introduced: (statement, certificate) => takeIntroduction(register, statement, certificate),
    log,
  });

  return {
    port: listening.port,
    serves: (device) => [...seats].some((seat) => seat.device === device && seat.room === 'register'),
    setPairing(handler) {
      pairing = handler;
    },
    probe() {
      for (const { served } of seats) served.probe();
    },
    async close() {
      unfollow();
      for (const { served } of [...seats]) served.close(CLOSE.leaving);
      await listening.close();
    },
  };
}
