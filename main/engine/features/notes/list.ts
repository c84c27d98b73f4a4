/** Pages of the list: pinned first, then the latest day, then the latest change. */

import type { ValidParamsOf } from '#shared/contract/index.ts';
import type { NoteLine } from '#shared/contract/notes.ts';
import type { ReadHandle } from '../../ground/handles.ts';
import { LINE_COLUMNS, type LineRow, lineOf, tagIsCommon } from './lines.ts';
import { displayOf } from './tags.ts';

type ListParams = ValidParamsOf<'notes.list'>;

/** The statement of a page, apart so that its plan can be checked. */
export function listQuery(params: ListParams, tagLeads: boolean): string {
  // Without the leading tag or booking, the order is the one of `notes_by_list` read backwards: nothing is sorted.
  const from =
    params.tag === undefined
      ? 'notes n'
      : tagLeads
        ? 'note_tags tagged CROSS JOIN notes n ON n.id = tagged.note_id AND tagged.tag = @tag'
        : 'notes n';
  const where = ['n.archived = @archived'];
  if (params.tag !== undefined && !tagLeads)
    where.push('EXISTS (SELECT 1 FROM note_tags t WHERE t.tag = @tag AND t.note_id = n.id)');
  if (params.pinned !== undefined) where.push('n.pinned = @pinned');
  // The order begins with the pins: named both, each has its days in the index, and those of no other are walked through.
  else if (params.from !== undefined || params.to !== undefined) where.push('n.pinned IN (0, 1)');
  if (params.bookingId !== undefined) where.push('n.booking_id = @bookingId');
  if (params.from !== undefined) where.push('n.date >= @from');
  if (params.to !== undefined) where.push('n.date <= @to');
  if (params.after !== undefined)
    where.push(
      '(n.pinned, n.date, n.changed_at, n.rowid) < (@afterPinned, @afterDate, @afterChanged, @afterRow)',
    );
  return `SELECT ${LINE_COLUMNS} FROM ${from} WHERE ${where.join(' AND ')}
    ORDER BY n.pinned DESC, n.date DESC, n.changed_at DESC, n.rowid DESC LIMIT @limit`;
}

export function listNotes(sqlite: ReadHandle, params: ListParams): { notes: NoteLine[]; next?: string } {
  const tag = params.tag === undefined ? undefined : displayOf(sqlite, params.tag);
  const tagLeads = tag !== undefined && !tagIsCommon(sqlite, tag);
  const [afterPinned, afterDate, afterChanged, afterRow] = params.after?.split('_') ?? [];
  const rows = sqlite.prepare<[object], LineRow>(listQuery(params, tagLeads)).all({
    tag: tag ?? null,
    archived: Number(params.archived),
    pinned: Number(params.pinned ?? false),
    bookingId: params.bookingId ?? null,
    from: params.from ?? null,
    to: params.to ?? null,
    afterPinned: Number(afterPinned),
    afterDate: afterDate ?? null,
    afterChanged: Number(afterChanged),
    afterRow: Number(afterRow),
    limit: params.limit + 1,
  });
  const page = rows.slice(0, params.limit);
  const last = page.at(-1);
  return {
    notes: page.map(lineOf),
    ...(rows.length > params.limit &&
      last && { next: `${last.pinned}_${last.date}_${last.changedAt}_${last.rowid}` }),
  };
}
