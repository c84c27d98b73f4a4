/** Quarters as the screens draw them. */
import type { LineProblem, MetBooking, QuarterSummary, QuarterView } from '#shared/contract/quarter.ts';
import { dayFacts } from '#shared/domain/place/opening.ts';
import { titleOf } from '#shared/domain/planning/wording.ts';
import type { DraftLine, Placement } from '#shared/domain/quarter/model.ts';
import { datesBetween } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
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

export function viewOf(vault: OpenVault, quarter: StoredQuarter): QuarterView {
  const composed = composeQuarter(vault, quarter);
  const { span, placements } = composed;
  const place = readPlace(vault);
  const known = knownTo(vault);
  const activities = byId(readActivities(vault));
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
    met: metBy(vault, placements),
    problems: quarter.lines.flatMap((line) => problemsOf(known, line)),
    unremembered: placements.filter(isToRemember).length,
    differences: published ? differenceOf(vault, quarter, composed).entries.length : 0,
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

function metBy(vault: OpenVault, placements: readonly Placement[]): Record<string, MetBooking> {
  const met: Record<string, MetBooking> = {};
  const wordsFor = clashWords(vault);
  for (const { obstacles, slot } of placements) {
    for (const obstacle of obstacles) {
      if (obstacle.kind !== 'clash' || obstacle.with.line !== undefined) continue;
      const { reason, resource, with: other } = obstacle;
      if (Object.hasOwn(met, other.booking)) continue;
      // What is met is there on the same day.
      met[other.booking] = {
        label: wordsFor({ bookingId: other.booking, reason, resource, date: slot.date }).label,
        date: slot.date,
      };
    }
  }
  return met;
}

type Known = Readonly<Record<LineProblem['what'], ReadonlyMap<string, { archived?: boolean }>>>;

/** Read once a view, not once a line. */
const knownTo = (vault: OpenVault): Known => ({
  activity: byId(readActivities(vault)),
  space: byId(readPlace(vault).spaces),
  host: byId(readHosts(vault)),
  facilitator: byId(readFacilitators(vault)),
  equipment: byId<{ id: string; archived?: boolean }>(readEquipment(vault)),
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
