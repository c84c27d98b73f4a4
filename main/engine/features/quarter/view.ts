/** Quarters as the screens draw them. */
import type { LineProblem, MetBooking, QuarterSummary, QuarterView } from '#shared/contract/quarter.ts';
import { dayFacts } from '#shared/domain/place/opening.ts';
import { titleOf } from '#shared/domain/planning/wording.ts';
import type { DraftLine, Placement } from '#shared/domain/quarter/model.ts';
import { datesBetween } from '#shared/domain/time/wall.ts';
import type { Session } from '../../capability/feature.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readEquipment, readHosts, readPlace } from '../place/index.ts';
import { byId, clashWords } from '../planning/index.ts';
import { composeQuarter } from './composing.ts';
import { differenceOf } from './differing.ts';
import type { Publication, StoredQuarter } from './store.ts';

/** The last publication that nobody took back. */
export const inForce = ({ publications }: Pick<StoredQuarter, 'publications'>): Publication | undefined =>
  publications.find(({ withdrawn }) => !withdrawn);

export function summaryOf(quarter: StoredQuarter): QuarterSummary {
  const published = inForce(quarter);
  return {
    key: quarter.key,
    status: published ? 'published' : 'draft',
    lineCount: quarter.lines.length,
    ...(published ? { published: { at: published.at, by: published.by } } : {}),
  };
}

export function viewOf(session: Session, quarter: StoredQuarter): QuarterView {
  const composed = composeQuarter(session, quarter);
  const { span, placements } = composed;
  const place = readPlace(session);
  const known = knownTo(session);
  const activities = byId(readActivities(session));
  const published = inForce(quarter);
  const [latest] = quarter.publications;
  return {
    ...summaryOf(quarter),
    ...span,
    settings: quarter.settings,
    lines: quarter.lines.map((line) => ({
      ...line,
      title: titleOf(line.what, activities.get(line.what.activity ?? '')?.name),
    })),
    placements,
    closures: quarter.closures,
    comments: quarter.comments,
    days: datesBetween(span.from, span.to).map((date) => dayFacts(date, place)),
    met: metBy(session, placements),
    problems: quarter.lines.flatMap((line) => problemsOf(known, line)),
    unremembered: placements.filter(isToRemember).length,
    differences: published ? differenceOf(session, quarter, composed).entries.length : 0,
    publication: latest
      ? {
          at: (published ?? latest).at,
          by: (published ?? latest).by,
          created: (published ?? latest).created.length,
          changed: (published ?? latest).changed.length,
          canTakeBack: published !== undefined,
        }
      : null,
    rivals: quarter.rivals,
  };
}

/** Out for the first time: nobody decided, and nothing says yet that it was out. */
export const isToRemember = ({ standing, decided }: Placement): boolean =>
  standing === 'to-replace' && decided === undefined;

function metBy(session: Session, placements: readonly Placement[]): Record<string, MetBooking> {
  const met: Record<string, MetBooking> = {};
  const wordsFor = clashWords(session);
  for (const { obstacles, slot } of placements) {
    for (const obstacle of obstacles) {
      if (obstacle.kind !== 'clash' || obstacle.with.line !== undefined) continue;
      const { reason, resource, with: other } = obstacle;
      if (other.booking in met) continue;
      // What is met is there on the same day.
      met[other.booking] = {
        label: wordsFor({ bookingId: other.booking, reason, resource }).label,
        date: slot.date,
      };
    }
  }
  return met;
}

type Known = Readonly<Record<LineProblem['what'], ReadonlyMap<string, { archived?: boolean }>>>;

/** Read once a view, not once a line. */
const knownTo = (session: Session): Known => ({
  activity: byId(readActivities(session)),
  space: byId(readPlace(session).spaces),
  host: byId(readHosts(session)),
  facilitator: byId(readFacilitators(session)),
  equipment: byId<{ id: string; archived?: boolean }>(readEquipment(session)),
});

function problemsOf(known: Known, { id: line, plan, what, who }: DraftLine): LineProblem[] {
  const named: [LineProblem['what'], readonly string[]][] = [
    ['activity', what.activity === undefined ? [] : [what.activity]],
    ['space', plan.slot.spaces],
    ['host', who.hosts],
    ['facilitator', who.facilitator === undefined ? [] : [who.facilitator]],
    ['equipment', what.equipment.map(({ id }) => id)],
  ];
  return named.flatMap(([kind, ids]) =>
    ids.flatMap((id): LineProblem[] => {
      const found = known[kind].get(id);
      if (found && !found.archived) return [];
      return [{ line, what: kind, id, how: found ? 'archived' : 'unknown' }];
    }),
  );
}
