/**
 * The planning: bookings, series, what is to settle, the activity feed and undo.
 * Owns the entities `bookings` and `series` of the team's documents; others read and write them through the
 * functions exported here.
 */
import type { planningMethods } from '#shared/contract/planning.ts';
import type { Feature } from '../../capability/feature.ts';
import { changeHandlers } from './changes.ts';
import { feedHandlers } from './feed.ts';
import { listen } from './news.ts';
import { bookingsProjector, stockProjector } from './projector.ts';
import { readingHandlers } from './reading.ts';
import { seriesHandlers } from './series.ts';
import { settlingHandlers } from './settling.ts';

export {
  type BookingDraft,
  bookingsBetween,
  bookingsByUid,
  bookingsOfTwice,
  bookingsUnder,
  facilitatedBookings,
  uidsBetween,
  writeBookings,
} from './bulk.ts';
export { clashWords } from './check.ts';
export { occupantsOn } from './occupants.ts';
export { checkNames } from './references.ts';
export { LINE, type PrivateLabel } from './rows.ts';
export {
  BOOKINGS,
  contestedBookings,
  isContested,
  privateLabel,
  readBooking,
  SERIES,
  writeChange,
  writeSeries,
} from './store.ts';
export { byId, feedLine } from './views.ts';

export const planningFeature: Feature<keyof typeof planningMethods> = {
  handlers: {
    ...readingHandlers,
    ...changeHandlers,
    ...seriesHandlers,
    ...settlingHandlers,
    ...feedHandlers,
  },
  projectors: [bookingsProjector, stockProjector],
  opened: listen,
};
