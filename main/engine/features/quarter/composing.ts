/** A quarter composed against the planning and the place as they are on this machine. */
import type { Occupant } from '#shared/domain/planning/conflict.ts';
import type { SlotRequest, What } from '#shared/domain/planning/model.ts';
import { titleOf } from '#shared/domain/planning/wording.ts';
import { type QuarterSpan, spanOf } from '#shared/domain/quarter/calendar.ts';
import { type Composition, compose } from '#shared/domain/quarter/compose.ts';
import type { PublishedSession } from '#shared/domain/quarter/difference.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readEquipment, readHosts, readPlace } from '../place/index.ts';
import { byId, occupantsOn } from '../planning/index.ts';
import { publishedOf } from './published.ts';
import type { StoredQuarter } from './store.ts';

export interface Composed extends Composition {
  span: QuarterSpan;
  /** Every session that this quarter published, cancelled ones included. */
  published: readonly PublishedSession[];
}

/** As composed at a count of changes of the base; gone with the quarter as the store knew it. */
const cache = new WeakMap<StoredQuarter, { changes: number; composed: Composed }>();

/**
 * Everything it depends on is in the base, of which this is the only connection: while nothing was written, it is not
 * composed again for the next tab of the screen, the remedies of a date or the difference.
 */
export function composeQuarter(vault: Reader, quarter: StoredQuarter): Composed {
  const { sqlite } = vault;
  if (sqlite.inTransaction) return composeNow(vault, quarter);
  const changes = sqlite.prepare<[], number>('SELECT total_changes()').pluck().get() ?? Number.NaN;
  const known = cache.get(quarter);
  if (known?.changes === changes) return known.composed;
  const composed = composeNow(vault, quarter);
  cache.set(quarter, { changes, composed });
  return composed;
}

type Reader = Pick<OpenVault, 'sqlite' | 'team'>;

function composeNow(vault: Reader, quarter: StoredQuarter): Composed {
  const span = spanOf(quarter.key);
  const published = publishedOf(vault, quarter.key);
  const asPublished = new Set(published.flatMap(({ id, byHand }) => (byHand ? [] : [id])));
  const held = new Map<string, SlotRequest>(
    published.flatMap(({ id, slot, state }) => (state.status === 'cancelled' ? [] : [[id, slot]])),
  );
  const [hosts, facilitators] = [byId(readHosts(vault)), byId(readFacilitators(vault))];
  const equipment = byId(readEquipment(vault));
  const busy = (date: string): Occupant[] =>
    occupantsOn(vault.sqlite, date).filter(({ id }) => !asPublished.has(id));
  const composition = compose(quarter.lines, {
    span,
    place: readPlace(vault),
    closures: quarter.closures,
    host: (id) => hosts.get(id),
    facilitator: (id) => facilitators.get(id),
    stockOf: (id) => equipment.get(id)?.quantity,
    busy,
    held: (id) => held.get(id),
    budgetCents: quarter.settings.budgetCents,
  });
  return { ...composition, span, published };
}

/** Never empty: own title, else the activity's name, else the kind. */
export const lineTitle = (vault: Pick<OpenVault, 'sqlite' | 'team'>, what: What): string =>
  titleOf(
    what,
    what.activity === undefined ? undefined : byId(readActivities(vault)).get(what.activity)?.name,
  );
