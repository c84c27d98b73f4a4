/**
 * What an update of a room may hold: bytes under the roots of that room, and deletions. Anything else that Yjs knows
 * (texts, nested types, embeds) has no place here and is refused before it is applied, and so is what would keep Yjs busy.
 */
import type * as Y from 'yjs';
import type { Room } from '#shared/domain/team/model.ts';
import { readUpdate, type Struct } from '../../ground/update-bytes.ts';
import { contestsOn, createCounted, stepsWithin } from '../../ground/update-contests.ts';

/** One entry, statement or receipt, bytes. Longer ones than the app writes are left to those who read them. */
const CONTENT_MAX = 8 * 1024 * 1024;
const KEY_MAX = 64;
/** Of one update. The room of ten years' log has some thousand entries, and hundreds of ranges where others were. */
const STRUCTS_MAX = 400_000;
const DELETIONS_MAX = 400_000;
const MISSING_MAX = 4_096;
const STEPS_MAX = 5_000_000;
/** On what is there: machines that come back after they were apart make one each. */
const CONTESTS_MAX = 1000;

const LOG = 'log';
export const STATEMENTS = 'statements';
export const RECEIPTS = 'receipts';
const maps: readonly (string | null)[] = [STATEMENTS, RECEIPTS];

export const logOf = (doc: Y.Doc): Y.Array<Uint8Array> => doc.getArray<Uint8Array>(LOG);

/** Whether the document of a room can take an update that is one. */
export const roomCanTake = (doc: Y.Doc, update: Uint8Array): boolean =>
  contestsOn(doc, update) <= CONTESTS_MAX;

/** Never throws, whatever the bytes. */
export function isRoomUpdate(room: Room, update: Uint8Array): boolean {
  let [structs, missing, deletions] = [0, 0, 0];
  const counted = createCounted();
  const isRead = readUpdate(update, {
    struct(struct) {
      structs += 1;
      if (struct.content === 'missing') missing += 1;
      counted.add(struct);
      return structs <= STRUCTS_MAX && missing <= MISSING_MAX && isOfRoom(room, struct);
    },
    deletion() {
      deletions += 1;
      return deletions <= DELETIONS_MAX;
    },
  });
  return isRead && stepsWithin(update, counted, STEPS_MAX);
}

function isOfRoom(room: Room, { content, bytes, root, key, leftClient, rightClient }: Struct): boolean {
  if (content === 'gone' || content === 'missing') return true;
  if ((content !== 'bytes' && content !== 'deleted') || bytes > CONTENT_MAX) return false;
  // A neighbour says where it stands.
  if (leftClient !== -1 || rightClient !== -1) return true;
  if (room !== 'register') return root === LOG && key === null;
  return maps.includes(root) && key !== null && key.length <= KEY_MAX;
}
