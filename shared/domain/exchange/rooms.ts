/** Which spaces of the place the words of a LOCATION mean. Accents, case and punctuation do not count. */
import type { Space } from '../place/model.ts';
import { WHOLE_PLACE_NAME } from '../planning/wording.ts';
import { nameKey } from '../search/words.ts';

/** What becomes of the events of a room. */
export type RoomChoice =
  | { kind: 'spaces'; ids: string[] }
  | { kind: 'whole' }
  /** A space of that name is made by the import. */
  | { kind: 'create'; name: string }
  /** No space is taken; the room's name is kept as a place in words. */
  | { kind: 'none' };

/** Two rooms with the same key are one room. */
export const roomKey = nameKey;

/** What the export writes between two spaces. */
export const ROOM_SEPARATOR = ' + ';

/** The spaces meant, or undefined when some of it names none. Archived spaces are not offered. */
export function suggestRoom(room: string, spaces: readonly Space[]): RoomChoice | undefined {
  const byKey = new Map(
    spaces.filter(({ archived }) => !archived).map(({ id, name }) => [roomKey(name), id]),
  );
  const whole = byKey.get(roomKey(room));
  if (whole !== undefined) return { kind: 'spaces', ids: [whole] };
  if (roomKey(room) === roomKey(WHOLE_PLACE_NAME)) return { kind: 'whole' };
  const parts = room
    .split(/[+,;/&]| et /)
    .map(roomKey)
    .filter((part) => part !== '');
  const ids = parts.flatMap((part) => byKey.get(part) ?? []);
  return parts.length > 1 && ids.length === parts.length
    ? { kind: 'spaces', ids: [...new Set(ids)] }
    : undefined;
}

/** Rooms of a file under one spelling, the most used first. Events without a room are not counted. */
export function roomsOf(
  placements: readonly { room: string }[],
): { name: string; key: string; count: number }[] {
  const rooms = new Map<string, { name: string; key: string; count: number }>();
  for (const { room } of placements) {
    const key = roomKey(room);
    if (key === '') continue;
    const known = rooms.get(key);
    if (known) known.count += 1;
    else rooms.set(key, { name: room, key, count: 1 });
  }
  return [...rooms.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
