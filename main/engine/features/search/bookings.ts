/**
 * Bookings by what they are called, by who runs them, or by the label their owner gave them in this vault.
 *
 * Thousands of sessions share a few hundred combinations of title, activity and facilitator: the words are compared
 * with those, and only the sessions of the combinations that fit are read, by index, the next ones first.
 */

import type { Hit } from '#shared/contract/search.ts';
import type { BookingKind, SlotRequest } from '#shared/domain/planning/model.ts';
import { slotLabel, titleOf, WHOLE_PLACE_NAME } from '#shared/domain/planning/wording.ts';
import { toBeginningsQuery } from '#shared/domain/search/full-text.ts';
import { answers, type Compared, compared, type Sought } from '#shared/domain/search/sought.ts';
import { fromEpoch } from '#shared/domain/time/wall.ts';
import type { ReadHandle } from '../../ground/handles.ts';
import type { Names } from './names.ts';

interface Combination {
  kind: BookingKind;
  title: string | null;
  activity: string | null;
  facilitator: string | null;
}
interface Found {
  id: string;
  date: string;
  start: number;
  title: string;
  label?: string;
}

type Row = Combination & Pick<Found, 'id' | 'date' | 'start'>;

/** A combination apart from its activity, as one text. */
const KEY = "coalesce(title, '') || char(31) || coalesce(facilitator, '') || char(31) || kind";
const keyOf = ({ title, facilitator, kind }: Combination) =>
  [title ?? '', facilitator ?? '', kind].join('\u001f');

// One activity at a time, in the order of the index: stops at the first dates that are enough.
const lines = (side: '>=' | '<', order: 'ASC' | 'DESC') => `
  SELECT id, date, start, kind, title, activity, facilitator FROM bookings INDEXED BY bookings_by_activity
  WHERE activity IS @activity AND kind <> 'appointment' AND date ${side} @today AND status <> 'cancelled'
    AND ${KEY} IN (SELECT value FROM json_each(@keys))
  ORDER BY date ${order}, start ${order} LIMIT @most`;
const COMING = lines('>=', 'ASC');
const GONE = lines('<', 'DESC');

/** Kept until anything is written on this connection. */
const known = new WeakMap<ReadHandle, { changes: number; combinations: Combination[] }>();

function combinationsOf(sqlite: ReadHandle): Combination[] {
  const changes = sqlite.prepare<[], number>('SELECT total_changes()').pluck().get() ?? 0;
  const kept = known.get(sqlite);
  if (kept?.changes === changes) return kept.combinations;
  const combinations = sqlite
    .prepare<[], Combination>(
      "SELECT DISTINCT kind, title, activity, facilitator FROM bookings WHERE status <> 'cancelled' AND kind <> 'appointment'",
    )
    .all();
  known.set(sqlite, { changes, combinations });
  return combinations;
}

export function findBookings(
  sqlite: ReadHandle,
  typed: Sought,
  names: Names,
  now: number,
  most: number,
): Hit[] {
  const today = fromEpoch(now, names.zone).date;
  const fitting = fittingCombinations(sqlite, typed, names);
  const read = (query: string): Found[] => {
    const rows = sqlite.prepare<[object], Row>(query);
    return [...fitting].flatMap(([activity, keys]) =>
      rows
        .all({ activity, keys: JSON.stringify(keys), today, most })
        .map(({ id, date, start, ...combination }) => ({
          id,
          date,
          start,
          title: titleIn(combination, names),
        })),
    );
  };
  const byLabel = (query: string) => readLabelled(sqlite, query, typed, today, most);
  const coming = [...read(COMING), ...byLabel(LABELLED_COMING)].sort(earlierFirst);
  const gone =
    coming.length >= most
      ? []
      : [...read(GONE), ...byLabel(LABELLED_GONE)].sort((a, b) => earlierFirst(b, a));
  return [...coming, ...gone].slice(0, most).map((found) => hitOf(sqlite, found, names));
}

/** By activity, the keys of the combinations that hold the words. */
function fittingCombinations(sqlite: ReadHandle, typed: Sought, names: Names): Map<string | null, string[]> {
  const fitting = new Map<string | null, string[]>();
  for (const combination of combinationsOf(sqlite)) {
    const { activity, facilitator } = combination;
    const runBy = facilitator === null ? undefined : names.facilitators.get(facilitator)?.its;
    if (!answers(typed, both(compared(titleIn(combination, names)), runBy), 'beginning')) continue;
    fitting.set(activity, [...(fitting.get(activity) ?? []), keyOf(combination)]);
  }
  return fitting;
}

const both = (one: Compared, other: Compared | undefined): Compared =>
  other === undefined
    ? one
    : { words: [...one.words, ...other.words], numbers: [...one.numbers, ...other.numbers] };

const earlierFirst = (a: Found, b: Found) => a.date.localeCompare(b.date) || a.start - b.start;

function titleIn({ kind, title, activity }: Combination, names: Names): string {
  const activityName = activity === null ? undefined : names.activities.get(activity)?.name;
  return titleOf({ kind, title: title ?? undefined }, activityName);
}

/** Labels never leave this vault; here they are found by their owner only. `side` and `order` as in `lines`. */
const labelled = (side: '>=' | '<', order: 'ASC' | 'DESC') => `
  SELECT b.id, b.date, b.start, b.kind, l.label, coalesce(b.title, '') AS title
  FROM labels_text t CROSS JOIN private_labels l ON l.rowid = t.rowid CROSS JOIN bookings b ON b.id = l.booking_id
  WHERE labels_text MATCH @words AND b.status <> 'cancelled' AND b.date ${side} @today
  ORDER BY b.date ${order}, b.start ${order} LIMIT @most`;
const LABELLED_COMING = labelled('>=', 'ASC');
const LABELLED_GONE = labelled('<', 'DESC');

function readLabelled(
  sqlite: ReadHandle,
  query: string,
  typed: Sought,
  today: string,
  most: number,
): Found[] {
  return sqlite
    .prepare<[object], Found & { kind: BookingKind; label: string }>(query)
    .all({ words: toBeginningsQuery(typed), today, most })
    .map(({ id, date, start, kind, label, title }) => ({
      id,
      date,
      start,
      label,
      title: titleOf({ kind, title }, undefined),
    }));
}

function hitOf(sqlite: ReadHandle, { id, date, title, label }: Found, names: Names): Hit {
  const slot = JSON.parse(
    sqlite
      .prepare<[string], string>("SELECT json_extract(facets, '$.slot') FROM bookings WHERE id = ?")
      .pluck()
      .get(id) ?? 'null',
  ) as SlotRequest | null;
  if (slot === null) return { kind: 'booking', id, date, title: label ?? title, detail: title };
  const spaces = slot.wholePlace
    ? [WHOLE_PLACE_NAME]
    : slot.spaces.flatMap((space) => names.spaces.get(space)?.name ?? []);
  return {
    kind: 'booking',
    id,
    date,
    title: label ?? title,
    detail: slotLabel(label ? title : '', slot, spaces),
  };
}
