/** Every obstacle of a quarter as a row of one table, and what waits in "À replacer", by kind of obstacle. */
import type { QuarterView } from '#shared/contract/quarter.ts';
import {
  type Obstacle,
  type ObstacleKind,
  obstacleKinds,
  type Placement,
} from '#shared/domain/quarter/model.ts';
import { needsDecision, type QuarterLine } from '../ground/lines.ts';

/** What a person looks for in the table; `closed` is told apart by why, a clash by what is wanted twice. */
export type ObstacleSort =
  | 'space'
  | 'host'
  | 'facilitator'
  | 'equipment'
  | 'host-away'
  | 'closed'
  | 'holiday'
  | 'school-holiday'
  | 'outside-hours'
  | 'over-budget';

export interface ObstacleRow {
  placement: Placement;
  line: QuarterLine;
  obstacle: Obstacle;
  sort: ObstacleSort;
}

export const sortOf = (obstacle: Obstacle): ObstacleSort => {
  if (obstacle.kind === 'clash') return obstacle.reason;
  if (obstacle.kind !== 'closed') return obstacle.kind;
  return obstacle.why === 'holiday' || obstacle.why === 'school-holiday' ? obstacle.why : 'closed';
};

export type OrderBy = 'date' | 'line' | 'sort';
export interface TableWish {
  orderBy: OrderBy;
  /** Only these; absent means all. */
  sort?: ObstacleSort;
  /** Leaves out what is already decided (placed in spite of it, or dropped). */
  openOnly: boolean;
}

const moment = ({ placement: { slot } }: ObstacleRow) => `${slot.date} ${slot.start}`;
const orders: Record<OrderBy, (row: ObstacleRow) => string> = {
  date: () => '',
  line: ({ line }) => line.title,
  sort: ({ sort }) => sort,
};

/** One row for each obstacle of each date, dropped dates left out. */
export function obstacleRows(
  { lines, placements }: Pick<QuarterView, 'lines' | 'placements'>,
  wish: TableWish,
): ObstacleRow[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const rows: ObstacleRow[] = placements.flatMap((placement) => {
    const line = byId.get(placement.line);
    if (!line || placement.standing === 'dropped') return [];
    if (wish.openOnly && !needsDecision(placement)) return [];
    return placement.obstacles.map((obstacle) => ({ placement, line, obstacle, sort: sortOf(obstacle) }));
  });
  const by = orders[wish.orderBy];
  return rows
    .filter(({ sort }) => wish.sort === undefined || sort === wish.sort)
    .sort((a, b) => by(a).localeCompare(by(b), 'fr') || moment(a).localeCompare(moment(b)));
}

/** How many rows of each sort there are, those that are there only. */
export const sortsOf = (rows: readonly ObstacleRow[]): { sort: ObstacleSort; count: number }[] =>
  [...Map.groupBy(rows, ({ sort }) => sort)].map(([sort, found]) => ({ sort, count: found.length }));

export interface Tray {
  /** Dates without a place, by the obstacle that decides their state. */
  toReplace: { kind: ObstacleKind; placements: Placement[] }[];
  /** Dates whose obstacle is gone. */
  proposed: Placement[];
  count: number;
}

export function trayOf(placements: readonly Placement[]): Tray {
  const waiting = placements.filter(({ standing }) => standing === 'to-replace');
  const proposed = placements.filter(({ standing }) => standing === 'proposed').sort(byDate);
  const toReplace = obstacleKinds.flatMap((kind) => {
    const found = waiting.filter(({ state }) => state === kind).sort(byDate);
    return found.length > 0 ? [{ kind, placements: found }] : [];
  });
  return { toReplace, proposed, count: waiting.length + proposed.length };
}

const byDate = (a: Placement, b: Placement) =>
  `${a.slot.date} ${a.slot.start}`.localeCompare(`${b.slot.date} ${b.slot.start}`);
