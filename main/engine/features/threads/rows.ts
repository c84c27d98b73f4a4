/**
 * Messages as they stand in `entities`. The primary key (circle, type, id) gives the order of posting: a page never
 * sorts. Open tasks and the messages of a booking are found by what their facets say.
 */

import type { ThreadCircle } from '#shared/contract/threads.ts';
import { decodeMessage, MESSAGES, type ThreadMessage } from '#shared/domain/threads/message.ts';
import { UNREAD_MAX } from '#shared/domain/threads/unread.ts';
import type { ReadHandle } from '../../ground/handles.ts';
import { type Counts, countsOf } from './news.ts';
import { isRead, readMarks } from './read-marks.ts';

interface Row {
  id: string;
  facets: string;
  rivals: string | null;
}

export interface StoredMessage {
  message: ThreadMessage;
  /** Values of its facets written elsewhere at the same time. */
  rivals: Readonly<Record<string, readonly unknown[]>>;
}

/** Most messages about one booking that are shown. */
const ABOUT_MAX = 50;

const OF_CIRCLE = `circle = @circle AND type = '${MESSAGES}'`;
const IS_OPEN = `json_extract(facets, '$.what.kind') = 'task' AND json_extract(facets, '$.done.done') IS NOT 1`;

export const queries = {
  latest: `SELECT id, facets, rivals FROM entities WHERE ${OF_CIRCLE} AND id < @from ORDER BY id DESC LIMIT @limit`,
  tasks: `SELECT id, facets, rivals FROM entities WHERE ${OF_CIRCLE} AND ${IS_OPEN} AND id > @from
    ORDER BY id LIMIT @limit`,
  about: `SELECT id, facets, rivals FROM entities WHERE ${OF_CIRCLE}
      AND facets ->> '$.what.booking' = @booking
    ORDER BY id DESC LIMIT ${ABOUT_MAX}`,
  ids: `SELECT id FROM entities WHERE ${OF_CIRCLE}`,
  author: `SELECT json_extract(facets, '$.what.author') FROM entities WHERE ${OF_CIRCLE} AND id = @id`,
  one: `SELECT id, facets, rivals FROM entities WHERE ${OF_CIRCLE} AND id = @id`,
};

/** Sorts after every id. */
const LAST = '~';

function decode({ id, facets, rivals }: Row): StoredMessage[] {
  const message = decodeMessage(id, JSON.parse(facets));
  return message ? [{ message, rivals: rivals === null ? {} : JSON.parse(rivals) }] : [];
}

interface Page {
  messages: StoredMessage[];
  next?: string;
}

/** What cannot be read is passed over, never counted in the page. */
export function page(
  sqlite: ReadHandle,
  circle: ThreadCircle,
  show: 'all' | 'tasks',
  limit: number,
  after: string | undefined,
): Page {
  const statement = sqlite.prepare<[object], Row>(show === 'all' ? queries.latest : queries.tasks);
  const messages: StoredMessage[] = [];
  let from = after ?? (show === 'all' ? LAST : '');
  for (;;) {
    const rows = statement.all({ circle, from, limit: limit + 1 });
    for (const row of rows) {
      const last = messages.at(-1);
      if (messages.length === limit && last) return { messages, next: last.message.id };
      messages.push(...decode(row));
      from = row.id;
    }
    if (rows.length <= limit) return { messages };
  }
}

export const aboutBooking = (sqlite: ReadHandle, circle: ThreadCircle, booking: string): StoredMessage[] =>
  sqlite.prepare<[object], Row>(queries.about).all({ circle, booking }).flatMap(decode);

export function readMessage(sqlite: ReadHandle, circle: ThreadCircle, id: string): StoredMessage | undefined {
  const row = sqlite.prepare<[object], Row>(queries.one).get({ circle, id });
  return row && decode(row).at(0);
}

/** Kept until a message changes or `forgetCounts`. */
export const countsIn = (sqlite: ReadHandle, circle: ThreadCircle, me: string): Counts =>
  countsOf(sqlite, circle, () => {
    const tasks = sqlite.prepare<[object], Row>(queries.tasks).all({ circle, from: '', limit: -1 });
    return { openTasks: tasks.flatMap(decode).length, unread: countUnread(sqlite, circle, me) };
  });

/** Ids come from the primary key alone; a message is read only when nothing says that it was read before. */
function countUnread(sqlite: ReadHandle, circle: ThreadCircle, me: string): number {
  const marks = readMarks(sqlite, circle);
  const author = sqlite.prepare<[object], unknown>(queries.author).pluck();
  let unread = 0;
  for (const id of sqlite.prepare<[object], string>(queries.ids).pluck().all({ circle })) {
    if (isRead(marks, id) || author.get({ circle, id }) === me) continue;
    if (readMessage(sqlite, circle, id)) unread += 1;
    if (unread === UNREAD_MAX) break;
  }
  return unread;
}
