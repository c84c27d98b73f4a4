/**
 * What this vault's owner has read of a circle: for each device, the last message of hers that was there. A device's
 * messages arrive in the order she posted them, so one written weeks ago on a machine that was away is still unread
 * when it arrives, wherever it stands in the list.
 */

import { z } from 'zod';
import type { ThreadCircle } from '#shared/contract/threads.ts';
import { deviceOf, MESSAGES } from '#shared/domain/threads/message.ts';
import { under } from '#shared/domain/under.ts';
import type { ReadHandle, WriteHandle } from '../../ground/handles.ts';
import { fact } from '../../vault/fact.ts';

/** Id of the last message read, by device. */
export type ReadMarks = Readonly<Record<string, string>>;

const marksShape = z.record(z.string(), z.string());
const marksOf = (circle: ThreadCircle) => fact<ReadMarks>(`threads.read.${circle}`);

export function readMarks(sqlite: ReadHandle, circle: ThreadCircle): ReadMarks {
  return marksShape.safeParse(marksOf(circle).read(sqlite)).data ?? {};
}

export const isRead = (marks: ReadMarks, id: string): boolean => {
  const mark = under(marks, deviceOf(id));
  return mark !== undefined && id <= mark;
};

/** Marks all that is there. False when nothing was new. */
export function markAllRead(sqlite: WriteHandle, circle: ThreadCircle): boolean {
  const before = readMarks(sqlite, circle);
  const last = sqlite
    .prepare<[string, string], { id: string }>(
      'SELECT max(id) AS id FROM entities WHERE circle = ? AND type = ? GROUP BY substr(id, 15)',
    )
    .all(circle, MESSAGES);
  const marks: Record<string, string> = { ...before };
  for (const { id } of last) if (deviceOf(id) !== '' && !isRead(before, id)) marks[deviceOf(id)] = id;
  if (last.every(({ id }) => deviceOf(id) === '' || isRead(before, id))) return false;
  marksOf(circle).write(sqlite, marks);
  return true;
}
