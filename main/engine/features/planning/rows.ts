/**
 * The prepared statements of the planning, made once for each open base. Every hot one is answered from an index
 * (projector.test.ts reads their plans).
 */
import { BUSY } from '#shared/domain/planning/wording.ts';
import type { Query, ReadHandle } from '../../ground/handles.ts';

/** A booking with what a screen needs to draw it. */
export interface ViewRow {
  id: string;
  facets: string;
  toSettle: 0 | 1;
  label: string | null;
}

/** What the owner noted for herself, and what the last import wrote there. */
export interface PrivateLabel {
  label: string;
  imported: string | null;
}

export interface ClashRow {
  later: string;
  earlier: string;
  reason: string;
  resource: string;
}

export interface FeedRow {
  id: string;
  at: number;
  line: string;
}

const VIEW = `SELECT b.id, b.facets, p.label,
    EXISTS (SELECT 1 FROM clashes c WHERE c.later = b.id AND c.accepted = 0) AS toSettle
  FROM bookings b
  LEFT JOIN private_labels p ON p.booking_id = b.id`;

/** Of a gesture that is half taken back. */
const HALF = 'id IN (SELECT gesture FROM taking_back)';

/**
 * A line of the feed (`f`) as the team may read it: what became an appointment since bears no name any more, whatever it was called
 * when the line was written.
 */
export const LINE = `CASE WHEN EXISTS (SELECT 1 FROM bookings b WHERE b.id = f.booking_id AND b.kind = 'appointment')
  THEN json_remove(json_set(f.line, '$.title', '${BUSY}'), '$.reason') ELSE f.line END AS line`;

export const queries = {
  range: `${VIEW} WHERE b.date BETWEEN ? AND ? AND b.status <> 'cancelled' ORDER BY b.date, b.start, b.id`,
  rangeWithCancelled: `${VIEW} WHERE b.date BETWEEN ? AND ? ORDER BY b.date, b.start, b.id`,
  one: `${VIEW} WHERE b.id = ?`,
  series: `${VIEW} WHERE b.series = ? ORDER BY b.date, b.start, b.id`,
  under: `${VIEW} WHERE b.id >= ? AND b.id < ? ORDER BY b.id`,
  uid: `${VIEW} WHERE b.uid = ? OR (b.uid >= ? AND b.uid < ?) ORDER BY b.date, b.start, b.id`,
  // Of one date of one calendar entry, several. What the owner of an appointment noted is on her machine alone, under one of the ids.
  twice: `${VIEW} WHERE b.date >= ? AND b.status <> 'cancelled' AND b.kind <> 'appointment' AND b.uid IN (
    SELECT uid FROM bookings
    WHERE date >= ? AND status <> 'cancelled' AND kind <> 'appointment' AND uid IS NOT NULL
    GROUP BY uid, json_extract(facets, '$.origin.recurrenceId') HAVING count(*) > 1)
    ORDER BY b.date, b.start, b.id LIMIT ?`,
  withRivals: 'SELECT id, rivals FROM bookings WHERE rivals IS NOT NULL',
  uids: 'SELECT DISTINCT uid FROM bookings WHERE uid IS NOT NULL AND date BETWEEN ? AND ?',
  facilitators: 'SELECT DISTINCT facilitator FROM bookings WHERE facilitator IS NOT NULL',
  facilitator: `${VIEW} WHERE b.facilitator = ? AND b.date BETWEEN ? AND ?`,
  live: "SELECT id, facets FROM bookings WHERE date = ? AND status <> 'cancelled'",
  clashesOf: `SELECT later, earlier, reason, resource FROM clashes WHERE later = @id AND accepted = 0
    UNION ALL SELECT later, earlier, reason, resource FROM clashes WHERE earlier = @id AND accepted = 0`,
  toSettle: `SELECT c.later, c.earlier, c.reason, c.resource FROM clashes c JOIN bookings b ON b.id = c.later
    WHERE c.accepted = 0 AND b.date >= ? ORDER BY b.date, b.start, b.id, c.earlier, c.reason, c.resource`,
  history: `SELECT f.id, f.at, ${LINE} FROM feed f WHERE f.booking_id = ? ORDER BY f.at DESC LIMIT 50`,
  feed: `SELECT f.id, f.at, ${LINE} FROM feed f ORDER BY f.at DESC, f.id DESC LIMIT ?`,
  feedBefore: `SELECT f.id, f.at, ${LINE} FROM feed f WHERE (f.at, f.id) < (?, ?) ORDER BY f.at DESC, f.id DESC LIMIT ?`,
  // What a full disk left half taken back comes before anything later.
  lastGesture: `SELECT id, at, line FROM gestures WHERE circle = 'team' AND (undone = 0 OR ${HALF})
    ORDER BY ${HALF} DESC, number DESC LIMIT 1`,
  gesture: `SELECT id, at, line FROM gestures WHERE circle = 'team' AND (undone = 0 OR ${HALF}) AND id = ?`,
  label: 'SELECT label, imported FROM private_labels WHERE booking_id = ?',
} as const;

interface Rows {
  range: Query<[string, string], ViewRow>;
  rangeWithCancelled: Query<[string, string], ViewRow>;
  one: Query<[string], ViewRow>;
  series: Query<[string], ViewRow>;
  under: Query<[string, string], ViewRow>;
  uid: Query<[string, string, string], ViewRow>;
  twice: Query<[string, string, number], ViewRow>;
  withRivals: Query<[], { id: string; rivals: string }>;
  uids: Query<[string, string], { uid: string }>;
  facilitators: Query<[], { facilitator: string }>;
  facilitator: Query<[string, string, string], ViewRow>;
  live: Query<[string], { id: string; facets: string }>;
  clashesOf: Query<[{ id: string }], ClashRow>;
  toSettle: Query<[string], ClashRow>;
  history: Query<[string], FeedRow>;
  feed: Query<[number], FeedRow>;
  feedBefore: Query<[number, string, number], FeedRow>;
  lastGesture: Query<[], FeedRow>;
  gesture: Query<[string], FeedRow>;
  label: Query<[string], PrivateLabel>;
}

const prepared = new WeakMap<ReadHandle, Rows>();

export function rowsOf(sqlite: ReadHandle): Rows {
  const known = prepared.get(sqlite);
  if (known) return known;
  const entries = Object.entries(queries).map(([name, sql]) => [name, sqlite.prepare(sql)]);
  const made = Object.fromEntries(entries) as Rows;
  prepared.set(sqlite, made);
  return made;
}
