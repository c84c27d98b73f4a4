/**
 * What an update of a room may hold: bytes under the roots of that room, and deletions. Anything else that Yjs knows
 * (texts, nested types, embeds) has no place here and is refused before it is applied.
 */
import * as Y from 'yjs';
import type { Room } from '#shared/domain/team/model.ts';

/** One entry, statement or receipt, bytes. Longer ones than the app writes are left to those who read them. */
const CONTENT_MAX = 8 * 1024 * 1024;
const KEY_MAX = 64;

const LOG = 'log';
export const STATEMENTS = 'statements';
export const RECEIPTS = 'receipts';
const maps: readonly unknown[] = [STATEMENTS, RECEIPTS];

export const logOf = (doc: Y.Doc): Y.Array<Uint8Array> => doc.getArray<Uint8Array>(LOG);

/** Never throws, whatever the bytes. */
export function isRoomUpdate(room: Room, update: Uint8Array): boolean {
  try {
    return Y.decodeUpdate(update).structs.every(
      (struct) => !(struct instanceof Y.Item) || isRoomItem(room, struct),
    );
  } catch {
    return false;
  }
}

function isRoomItem(room: Room, item: Y.Item): boolean {
  const { content, parentSub } = item;
  const known = content instanceof Y.ContentBinary || content instanceof Y.ContentDeleted;
  if (!known || (content instanceof Y.ContentBinary && content.content.length > CONTENT_MAX)) return false;
  // As decoded, a parent is the name of a root or the id of a nested type; none is said when a neighbour says it.
  const parent: unknown = item.parent;
  if (parent === null) return item.origin !== null || item.rightOrigin !== null;
  if (room !== 'register') return parent === LOG && parentSub === null;
  return maps.includes(parent) && parentSub !== null && parentSub.length <= KEY_MAX;
}
