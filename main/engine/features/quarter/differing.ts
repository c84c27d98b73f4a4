/** What publishing would do now. */
import { type Difference, sessionEntries, wantedSessions } from '#shared/domain/quarter/difference.ts';
import { datesBetween, type LocalDate } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { closedDays } from '../place/index.ts';
import { type Composed, composeQuarter, lineTitle } from './composing.ts';
import type { StoredQuarter } from './store.ts';

export function differenceOf(
  vault: OpenVault,
  quarter: StoredQuarter,
  { placements, published }: Composed = composeQuarter(vault, quarter),
): Difference {
  const wanted = wantedSessions(quarter.lines, placements);
  const { entries, same } = sessionEntries(wanted, published, (what) => lineTitle(vault, what));
  return {
    entries,
    same,
    closures: closuresToPublish(vault, quarter),
    waiting: placements.filter(({ standing }) => standing === 'to-replace' || standing === 'proposed').length,
  };
}

/** Days of the draft's closures that the place's own calendar does not close yet. */
function closuresToPublish(
  vault: OpenVault,
  { closures }: Pick<StoredQuarter, 'closures'>,
): { date: LocalDate; reason: string }[] {
  const days = new Map<LocalDate, string>();
  for (const { from, to, reason } of closures)
    for (const date of datesBetween(from, to)) if (!days.has(date)) days.set(date, reason);
  const closed = closedDays(vault);
  return [...days]
    .filter(([date]) => !closed.has(date))
    .map(([date, reason]) => ({ date, reason }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
