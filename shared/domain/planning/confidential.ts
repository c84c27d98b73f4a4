/** What may leave this vault: of an appointment, nothing that tells who comes or why. */
import type { Booking, What } from './model.ts';

/**
 * The part of a booking that goes into the team's document. An appointment keeps its kind, mode and equipment; its
 * title, texts, link and activity stay behind, and so does the reason of its cancellation.
 */
export function shareable<B extends Pick<Booking, 'what' | 'state'>>(booking: B): B {
  const { what, state } = booking;
  if (what.kind !== 'appointment') return booking;
  const kept: What = { kind: what.kind, mode: what.mode, equipment: what.equipment, isPublic: false };
  return { ...booking, what: kept, state: { status: state.status } };
}

/** What the owner typed of an appointment and that stays in this vault: her label, else the title given. */
export function privateLabelOf(what: What, label: string | undefined): string | undefined {
  if (label !== undefined) return label.trim();
  return what.kind === 'appointment' ? what.title?.trim() || undefined : undefined;
}
