/** What became of the sessions that a quarter published. */
import { costOf } from '#shared/domain/catalogue/facilitator.ts';
import { bookingIdOf } from '#shared/domain/quarter/model.ts';
import { type QuarterReview, reviewOf } from '#shared/domain/quarter/review.ts';
import { toMinutes } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { today } from '../place/index.ts';
import { byId } from '../planning/index.ts';
import { composeQuarter, lineTitle } from './composing.ts';
import type { StoredQuarter } from './store.ts';

export function reviewQuarter(vault: OpenVault, quarter: StoredQuarter): QuarterReview {
  const { placements, published } = composeQuarter(vault, quarter);
  const activities = byId(readActivities(vault));
  const facilitators = byId(readFacilitators(vault));
  const placed = new Map(placements.map((placement) => [bookingIdOf(placement), placement.slot]));
  const named = [...quarter.lines, ...removedLines(quarter, published)];
  return reviewOf({
    lines: named.map(({ id, what }) => ({
      id,
      title: lineTitle(vault, what),
      category: what.activity === undefined ? undefined : activities.get(what.activity)?.category,
    })),
    sessions: published.map(({ id, slot, who, state, origin }) => ({
      line: origin.line ?? '',
      // The draft says where it was published, as long as it holds the date.
      published: placed.get(id) ?? slot,
      facilitator: who.facilitator,
      now: { slot, status: state.status, reason: state.reason, facilitator: who.facilitator },
    })),
    today: today(vault),
    costOf(id, { start, end }) {
      const paid = id === undefined ? undefined : facilitators.get(id);
      return paid ? costOf(paid, toMinutes(end) - toMinutes(start)) : 0;
    },
  });
}

/** Lines that left the draft after they were published, as their sessions call them. */
function removedLines(
  { lines }: StoredQuarter,
  published: ReturnType<typeof composeQuarter>['published'],
): { id: string; what: StoredQuarter['lines'][number]['what'] }[] {
  const known = new Set(lines.map(({ id }) => id));
  const gone = new Map<string, { id: string; what: StoredQuarter['lines'][number]['what'] }>();
  for (const { origin, what } of published) {
    const { line: id } = origin;
    if (id !== undefined && !known.has(id)) gone.set(id, { id, what });
  }
  return [...gone.values()];
}
