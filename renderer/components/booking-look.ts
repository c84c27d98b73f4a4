/** How a booking looks and what it is called by a screen reader: colour, pattern, icon and words together. */
import type { BookingView } from '#shared/contract/planning.ts';
import type { BookingKind } from '#shared/domain/planning/model.ts';
import { categoryLook, type Look, look } from '../app/palette.ts';
import { dateAndTimes } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';

const kindColours: Record<BookingKind, string> = {
  session: 'grey',
  appointment: 'grey',
  informal: 'yellow',
  meeting: 'sky',
  private: 'vermillion',
  maintenance: 'grey',
};

export function bookingLook({ kind, category, colour }: BookingView): Look {
  if (kind !== 'session') return look(kindColours[kind]);
  return colour === undefined ? categoryLook(category) : look(colour);
}

/** Its state in a word, when there is something to say. */
export function stateWord({ status, toSettle }: BookingView): string {
  if (status === 'cancelled') return t.planning.booking.cancelled;
  if (toSettle) return t.planning.booking.toSettle;
  return status === 'option' ? t.planning.booking.option : '';
}

/** "Yoga, séance, mardi 12 janvier, 10 h – 11 h 15, Salle d’activités, avec Claire, Option, se répète". */
export function spokenName(booking: BookingView, where: string): string {
  const { name, series, with: together } = t.planning.booking;
  return name([
    booking.title,
    booking.kind === 'appointment' ? '' : t.app.kinds[booking.kind].toLowerCase(),
    dateAndTimes(booking.date, booking.start, booking.end),
    where,
    together(booking.hosts.map((host) => host.name)),
    stateWord(booking),
    booking.series ? series : '',
  ]);
}
