/** What was done, and taking one's own last gesture back. */
import type { FeedLine } from '#shared/contract/planning.ts';
import { err, ok } from '#shared/domain/result.ts';
import type { OpenVault, UnlockedHandlers } from '../../capability/feature.ts';
import { alone, takeBackLong, takeBackRest } from '../../capability/long-work.ts';
import type { GestureLine } from '../../circles/circle.ts';
import { rowsOf } from './rows.ts';
import { feedLine } from './views.ts';

type Names = 'planning.feed' | 'planning.undoable' | 'planning.undo';

const cursorOf = ({ at, id }: { at: number; id: string }) => `${at}~${id}`;

function parseCursor(cursor: string): { at: number; id: string } {
  const [at, ...id] = cursor.split('~');
  return { at: Number(at) || 0, id: id.join('~') };
}

/** The gesture to take back: the one named, else the last of this device that still can be. */
function gestureOf(vault: OpenVault, id?: string) {
  const rows = rowsOf(vault.sqlite);
  const row = id === undefined ? rows.lastGesture.get() : rows.gesture.get(id);
  const line = row && feedLine(row).at(0);
  return row && line ? { id: row.id, at: row.at, line } : null;
}

export const feedHandlers: UnlockedHandlers<Names> = {
  'planning.feed': ({ limit, before }, vault) => {
    const rows = rowsOf(vault.sqlite);
    const from = before === undefined ? undefined : parseCursor(before);
    const found = from ? rows.feedBefore.all(from.at, from.id, limit) : rows.feed.all(limit);
    const last = found.length === limit ? found.at(-1) : undefined;
    return ok({ lines: found.flatMap(feedLine), ...(last ? { next: cursorOf(last) } : {}) });
  },

  'planning.undoable': (_, vault) => ok(gestureOf(vault)),

  'planning.undo': ({ id }, vault) => {
    const gesture = gestureOf(vault, id);
    if (!gesture) return err({ tag: 'nothing_to_undo' });
    if (vault.team.long.isLong(gesture.id)) return undoLong(vault, gesture);
    const undone = vault.team.undo(gesture.id, inverse(gesture.line));
    return undone.ok ? ok({ id: gesture.id, line: undone.value }) : undone;
  },
};

/** Goes on with one that was cut. */
async function undoLong(vault: OpenVault, { id, line }: { id: string; line: FeedLine }) {
  const isBegun = vault.team.long.leaving().includes(id);
  const undone = await alone(vault, () =>
    isBegun ? takeBackRest(vault, id) : takeBackLong(vault, id, inverse(line), false),
  );
  return undone.ok ? ok({ id, line: undone.value.line ?? line }) : undone;
}

function inverse({ title, bookingId, count, from, to }: FeedLine): GestureLine {
  const line: GestureLine = { kind: 'undone', title, count };
  if (bookingId !== undefined) line.bookingId = bookingId;
  if (to && from) line.from = to;
  const back = from ?? to;
  if (back) line.to = back;
  return line;
}
