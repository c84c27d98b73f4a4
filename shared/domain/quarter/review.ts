/** A quarter once it is over, or so far: planned against held. Money in cents. */
import type { SlotRequest, State } from '../planning/model.ts';
import type { LocalDate } from '../time/wall.ts';

export interface ReviewLine {
  line: string;
  title: string;
  category?: string;
  /** Sessions published, of the line. */
  planned: number;
  /** Confirmed and past. */
  held: number;
  /** Confirmed, or an option, and still to come. */
  toCome: number;
  cancelled: number;
  /** Of those held or to come, elsewhere or at another time than published. */
  moved: number;
  /** Reasons of the cancellations, each with how often it was given, the most frequent first; `''` when none was. */
  reasons: { reason: string; count: number }[];
  plannedCostCents: number;
  heldCostCents: number;
}

export interface QuarterReview {
  lines: ReviewLine[];
  total: Omit<ReviewLine, 'line' | 'title' | 'category'>;
  /** Attendance is known by nobody yet (registrations come later): null. */
  attendance: null;
}

/** A session as it was published, and what became of it. */
export interface ReviewedSession {
  line: string;
  published: SlotRequest;
  facilitator?: string | undefined;
  /** The booking now; absent when the planning does not hold it any more. */
  now?: {
    slot: SlotRequest;
    status: State['status'];
    reason?: string | undefined;
    facilitator?: string | undefined;
  };
}

export interface ReviewInput {
  /** In the order to show them; of a session whose line is gone, the caller gives what it was called. */
  lines: readonly { id: string; title: string; category?: string | undefined }[];
  sessions: readonly ReviewedSession[];
  today: LocalDate;
  /** Cents of one session of that facilitator in that slot. */
  costOf(facilitator: string | undefined, slot: SlotRequest): number;
}

/** Lines with no session are left out. An option that is past was never confirmed: it is neither held nor cancelled. */
export function reviewOf({ lines, sessions, today, costOf }: ReviewInput): QuarterReview {
  const tallied = lines.flatMap(({ id, title, category }): ReviewLine[] => {
    const own = sessions.filter(({ line }) => line === id);
    if (own.length === 0) return [];
    return [{ line: id, title, ...(category ? { category } : {}), ...tally(own, today, costOf) }];
  });
  const known = new Set(lines.map(({ id }) => id));
  const all = sessions.filter(({ line }) => known.has(line));
  return { lines: tallied, total: tally(all, today, costOf), attendance: null };
}

function tally(
  sessions: readonly ReviewedSession[],
  today: LocalDate,
  costOf: ReviewInput['costOf'],
): QuarterReview['total'] {
  const reasons = new Map<string, number>();
  const total = { planned: sessions.length, held: 0, toCome: 0, cancelled: 0, moved: 0 };
  let [plannedCostCents, heldCostCents] = [0, 0];
  for (const { published, facilitator, now } of sessions) {
    plannedCostCents += costOf(facilitator, published);
    if (!now || now.status === 'cancelled') {
      total.cancelled += 1;
      const reason = now?.reason?.trim() ?? '';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      continue;
    }
    // Today's sessions are still to come: whether they were held is known tomorrow.
    const isPast = now.slot.date < today;
    if (isPast && now.status !== 'confirmed') continue;
    if (isPast) {
      total.held += 1;
      heldCostCents += costOf(now.facilitator, now.slot);
    } else total.toCome += 1;
    if (isElsewhere(published, now.slot)) total.moved += 1;
  }
  return {
    ...total,
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })).sort(byFrequency),
    plannedCostCents,
    heldCostCents,
  };
}

const placeOf = ({ date, start, end, spaces, wholePlace }: SlotRequest) =>
  JSON.stringify([date, start, end, wholePlace, wholePlace ? [] : [...spaces].sort()]);
const isElsewhere = (published: SlotRequest, now: SlotRequest) => placeOf(published) !== placeOf(now);

const byFrequency = (a: { reason: string; count: number }, b: { reason: string; count: number }) =>
  b.count - a.count || (a.reason < b.reason ? -1 : 1);
