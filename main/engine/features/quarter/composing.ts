/** A quarter composed against the planning and the place as they are on this machine. */
import { createHash } from 'node:crypto';
import type { Occupant } from '#shared/domain/planning/conflict.ts';
import type { SlotRequest, What } from '#shared/domain/planning/model.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { titleOf } from '#shared/domain/planning/wording.ts';
import { type QuarterSpan, spanOf } from '#shared/domain/quarter/calendar.ts';
import { type Composition, compose } from '#shared/domain/quarter/compose.ts';
import { contentText } from '#shared/domain/quarter/difference.ts';
import type { Session } from '../../runtime/feature.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readEquipment, readHosts, readPlace } from '../place/index.ts';
import { bookingsUnder, byId, occupantsOn } from '../planning/index.ts';
import type { StoredQuarter } from './store.ts';

export interface Composed extends Composition {
  span: QuarterSpan;
  /** Every session that this quarter published, cancelled ones included. */
  published: StoredBooking[];
}

export function composeQuarter(
  session: Pick<Session, 'sqlite' | 'team'>,
  quarter: Pick<StoredQuarter, 'key' | 'lines' | 'closures' | 'settings'>,
): Composed {
  const span = spanOf(quarter.key);
  const published = bookingsUnder(session, `${quarter.key}.`);
  const asPublished = new Set(published.filter(isAsPublished).map(({ id }) => id));
  const held = new Map<string, SlotRequest>(
    published.flatMap(({ id, slot, state }) => (state.status === 'cancelled' ? [] : [[id, slot]])),
  );
  const [hosts, facilitators] = [byId(readHosts(session)), byId(readFacilitators(session))];
  const equipment = byId(readEquipment(session));
  const busy = (date: string): Occupant[] =>
    occupantsOn(session.sqlite, date).filter(({ id }) => !asPublished.has(id));
  const composition = compose(quarter.lines, {
    span,
    place: readPlace(session),
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

/** True until somebody changes it in the planning. */
const isAsPublished = (booking: StoredBooking): boolean =>
  booking.origin.published === printOf(contentText(booking));

export const printOf = (content: string): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 16);

/** Never empty: own title, else the activity's name, else the kind. */
export const lineTitle = (session: Pick<Session, 'sqlite' | 'team'>, what: What): string =>
  titleOf(
    what,
    what.activity === undefined ? undefined : byId(readActivities(session)).get(what.activity)?.name,
  );
