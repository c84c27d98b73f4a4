/**
 * The few French words a booking is called by wherever it is shown or exported: the one place outside the screens
 * where the planning speaks. An appointment is "Occupé", whatever else is known of it.
 */
import type { BookingKind, SlotRequest } from './model.ts';

export const BUSY = 'Occupé';

const kindNames: Record<BookingKind, string> = {
  session: 'Séance',
  appointment: BUSY,
  informal: 'Usage libre',
  meeting: 'Réunion',
  private: 'Moment privé',
  maintenance: 'Entretien',
};

/** Never empty: the booking's own title, else its activity's name, else its kind. */
export function titleOf(
  what: { kind: BookingKind; title?: string | undefined },
  activityName: string | undefined,
): string {
  if (what.kind === 'appointment') return BUSY;
  return what.title?.trim() || activityName || kindNames[what.kind];
}

/** `10:00` → "10 h", `11:15` → "11 h 15", with non-breaking spaces. */
export function hourText(time: string): string {
  const [hours, minutes] = time.split(':');
  return minutes === '00' ? `${Number(hours)}\u00a0h` : `${Number(hours)}\u00a0h\u00a0${minutes}`;
}

/** "Yoga, 10 h – 11 h 15, Salon". */
export function slotLabel(
  title: string,
  slot: Pick<SlotRequest, 'start' | 'end'>,
  spaceNames: readonly string[],
): string {
  const hours = `${hourText(slot.start)} – ${hourText(slot.end)}`;
  return [title, hours, spaceNames.join(' + ')].filter((part) => part !== '').join(', ');
}

export const WHOLE_PLACE_NAME = 'Tout le lieu';

/** Says that more is wanted of an equipment than there is. */
export const stockLabel = (name: string, stock: number): string => `${name}, ${stock} au total`;
