/**
 * What a person carries on a USB key when no network joins two machines: the rooms of a relay as Yjs updates.
 *
 *     magic    16 bytes "margelle bundle\n"
 *     version  varuint  1
 *     team     32 bytes the team's id
 *     rooms    varuint  count, then for each: name (string) · update (length-prefixed bytes)
 *
 * It is no more and no less than what travels between two machines: signed or sealed, and checked the same way.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { ROOMS, type Room, type StatementId } from '#shared/domain/team/model.ts';
import { ROOM_MAX } from './room.ts';

const MAGIC = Buffer.from('margelle bundle\n');
const VERSION = 1;
const TEAM_BYTES = 32;

export interface Bundle {
  team: StatementId;
  /** In the order of `ROOMS`. */
  rooms: { room: Room; update: Uint8Array }[];
}

export function writeBundle({ team, rooms }: Bundle): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, MAGIC);
  encoding.writeVarUint(encoder, VERSION);
  encoding.writeUint8Array(encoder, Buffer.from(team, 'base64url'));
  encoding.writeVarUint(encoder, rooms.length);
  for (const { room, update } of rooms) {
    encoding.writeVarString(encoder, room);
    encoding.writeVarUint8Array(encoder, update);
  }
  return encoding.toUint8Array(encoder);
}

/** Null when the bytes are not a bundle. Never throws. */
export function readBundle(bytes: Uint8Array): Bundle | null {
  if (bytes.length > ROOM_MAX) return null;
  try {
    const decoder = decoding.createDecoder(bytes);
    const magic = decoding.readUint8Array(decoder, MAGIC.length);
    if (!MAGIC.equals(magic) || decoding.readVarUint(decoder) !== VERSION) return null;
    const team = Buffer.from(decoding.readUint8Array(decoder, TEAM_BYTES)).toString('base64url');
    const count = decoding.readVarUint(decoder);
    const found = new Map<Room, Uint8Array>();
    for (let index = 0; index < count && index < ROOMS.length; index++) {
      const name = decoding.readVarString(decoder);
      const room = ROOMS.find((known) => known === name);
      if (!room || found.has(room)) return null;
      found.set(room, decoding.readVarUint8Array(decoder));
    }
    if (count !== found.size || decoding.hasContent(decoder)) return null;
    return {
      team,
      rooms: ROOMS.flatMap((room) =>
        found.has(room) ? [{ room, update: found.get(room) as Uint8Array }] : [],
      ),
    };
  } catch {
    return null;
  }
}
