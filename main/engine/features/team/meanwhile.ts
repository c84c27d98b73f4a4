/**
 * What colleagues did since the person last said she had read. A line written weeks ago may arrive today: what counts
 * is the order of arrival, which is the order of the feed's rows. When those were made again (a projection rebuilt, a
 * base restored), the line that stood at the mark is no longer there, and the time of the mark decides instead.
 */
import type { FeedLine } from '#shared/contract/planning.ts';
import { ok } from '#shared/domain/result.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import { feedLine, LINE } from '../planning/index.ts';
import { type ReadUpTo, readUpTo } from './facts.ts';

/** Most lines that are listed; all are counted. */
const MOST_LINES = 200;

/** Neither made on this machine, nor by the person on another of hers. */
const OTHERS = `f.id NOT IN (SELECT id FROM gestures)
  AND (@me = '' OR json_extract(f.line, '$.author') <> @me)`;
const UNREAD = `FROM feed f WHERE f.rowid > @after AND f.at > @since AND ${OTHERS}`;

function newestMark({ sqlite, clock }: OpenVault): ReadUpTo {
  const last = sqlite
    .prepare<[], { rowid: number; id: string }>('SELECT rowid, id FROM feed ORDER BY rowid DESC LIMIT 1')
    .get();
  return { upTo: last?.rowid ?? 0, id: last?.id ?? null, at: clock.now() };
}

/** Once in the life of a vault: what was there before it was first opened needs no telling. */
export function markFirst(vault: OpenVault): void {
  if (!readUpTo.read(vault.sqlite)) readUpTo.write(vault.own.sqlite, newestMark(vault));
}

export const meanwhileHandlers: UnlockedHandlers<'team.meanwhile' | 'team.meanwhileRead'> = {
  'team.meanwhile': (_, vault) => {
    const { sqlite, membership, me } = vault;
    const mark = readUpTo.read(sqlite) ?? newestMark(vault);
    const there = sqlite
      .prepare<[number], { id: string }>('SELECT id FROM feed WHERE rowid = ?')
      .get(mark.upTo);
    const inOrder = (there?.id ?? null) === mark.id;
    // The history that a new device receives happened before she was there.
    const joinedAt = membership.me().addedAt;
    const where = {
      me: me.name,
      after: inOrder ? mark.upTo : 0,
      since: inOrder ? joinedAt : Math.max(joinedAt, mark.at),
    };
    const lines = sqlite
      .prepare<[typeof where], { line: string }>(
        `SELECT ${LINE} ${UNREAD} ORDER BY f.rowid DESC LIMIT ${MOST_LINES}`,
      )
      .all(where)
      .flatMap(feedLine);
    const count =
      lines.length < MOST_LINES
        ? lines.length
        : (sqlite.prepare<[typeof where], { count: number }>(`SELECT count(*) AS count ${UNREAD}`).get(where)
            ?.count ?? 0);
    return ok({ since: mark.at, lines: lines.sort(latestFirst), count });
  },

  'team.meanwhileRead': (_, vault) => {
    readUpTo.write(vault.own.sqlite, newestMark(vault));
    return ok(null);
  },
};

const latestFirst = (a: FeedLine, b: FeedLine) => b.at - a.at || (a.id < b.id ? 1 : -1);
