/** How a booking looks and what it is called by a screen reader: colour, pattern, icon and words together. */
import type { BookingView } from '#shared/contract/planning.ts';
import type { BookingKind } from '#shared/domain/planning/model.ts';
import { type Swatch, swatch } from '../ground/palette.ts';
import { longDate, timeRange } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';

const kindColours: Record<BookingKind, string> = {
  session: 'grey',
  appointment: 'grey',
  informal: 'yellow',
  meeting: 'sky',
  private: 'vermillion',
  maintenance: 'grey',
};

/** A session has the colour of its activity. */
export const bookingSwatch = ({ kind, colour }: BookingView): Swatch =>
  swatch(kind === 'session' ? colour : kindColours[kind]);

/** Its state in a word, when there is something to say. */
export function stateWord({ status, toSettle }: BookingView): string {
  if (status === 'cancelled') return t.planning.booking.cancelled;
  if (toSettle) return t.planning.booking.toSettle;
  return status === 'option' ? t.planning.booking.option : '';
}

/**
 * "Yoga, 10 h – 11 h 15, Claire, Salle d’activités, séance, mardi 12 janvier, Option, se répète". Begins with the words
 * that are written on the block (`detail` included), so that speaking them to the computer finds it.
 */
export function spokenName(booking: BookingView, where: string, detail = ''): string {
  const { name, series, with: together } = t.planning.booking;
  const people = together(booking.hosts.map((host) => host.name));
  return name([
    booking.title,
    timeRange(booking.start, booking.end),
    detail === where ? '' : detail,
    where,
    booking.kind === 'appointment' ? '' : t.app.kinds[booking.kind].toLowerCase(),
    longDate(booking.date),
    people.endsWith(detail) && detail !== '' ? '' : people,
    stateWord(booking),
    booking.series ? series : '',
  ]);
}
