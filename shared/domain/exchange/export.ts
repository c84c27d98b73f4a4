/** What of the planning may leave, in words, whatever the format: the one place where confidential things are cut. */
import type { BookingStatus } from '../planning/model.ts';
import { BUSY } from '../planning/wording.ts';

/** A booking as drawn for everybody: names resolved, no private label. */
export interface ExportedBooking {
  id: string;
  date: string;
  start: string;
  end: string;
  kind: string;
  status: BookingStatus;
  title: string;
  spaces: readonly string[];
  placeText: string;
  description: string;
  activity: string;
  hosts: readonly string[];
  facilitator: string;
  capacity?: number | undefined;
  isPublic: boolean;
  uid?: string | undefined;
  sequence?: number | undefined;
  /** When the slot was taken, in epoch milliseconds: what makes two exports of the same planning equal. */
  stampMs: number;
}

/** Kinds whose words stay inside, with the one word they leave with. */
const CONFIDENTIAL: Readonly<Record<string, string>> = { appointment: BUSY, private: 'Moment privé' };

export const isConfidential = (kind: string): boolean => kind in CONFIDENTIAL;

/** Of an appointment or a private moment, only when and where; nothing that tells who comes or why. */
export function confidentialised(booking: ExportedBooking): ExportedBooking {
  const word = CONFIDENTIAL[booking.kind];
  if (word === undefined) return booking;
  return {
    ...booking,
    title: word,
    placeText: '',
    description: '',
    activity: '',
    hosts: [],
    facilitator: '',
    capacity: undefined,
    isPublic: false,
    uid: undefined,
  };
}

// With the dots of the dates that a quarter publishes.
const OWN_UID = /^([A-Za-z0-9_.-]{1,64})@margelle$/;

export const ownUid = (bookingId: string): string => `${bookingId}@margelle`;
/** The booking that an exported UID names. */
export const bookingOfUid = (uid: string): string | undefined => OWN_UID.exec(uid)?.[1];
