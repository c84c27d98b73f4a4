/**
 * The shape of everything that takes a space or a person's time.
 * A booking is four facets, each merged as a whole: `slot`, `what`, `who`, `state`.
 */
import { z } from 'zod';
import { endTime, localDate, wallTime } from '../time/schemas.ts';
import type { LocalDate } from '../time/wall.ts';

export const bookingKinds = [
  'session',
  'appointment',
  'informal',
  'meeting',
  'private',
  'maintenance',
] as const;
export const bookingModes = ['on-site', 'remote', 'hybrid', 'outside'] as const;
export const bookingStatuses = ['option', 'confirmed', 'cancelled'] as const;

/** What a person chooses of a booking, each merged as a whole. */
export const bookingFacets = ['slot', 'what', 'who', 'state'] as const;

export type BookingKind = (typeof bookingKinds)[number];
export type BookingMode = (typeof bookingModes)[number];
export type BookingStatus = (typeof bookingStatuses)[number];

/** Ids are made by the engine; imported ones never become ids. */
export const entityId = z.string().min(1).max(64);
const shortText = z.string().max(300);
const minutes = (max: number) => z.int().min(0).max(max).multipleOf(5);

/** A place in time and space as a person asks for it. `wholePlace` takes every space, present and future ones. */
export const slotRequest = z
  .strictObject({
    date: localDate,
    start: wallTime,
    end: endTime,
    spaces: z.array(entityId).max(50),
    wholePlace: z.boolean().default(false),
    setupMin: minutes(240).default(0),
    airingMin: minutes(240).default(0),
  })
  .refine((slot) => slot.start < slot.end, { path: ['end'], message: 'La fin doit être après le début.' });

export const what = z.strictObject({
  kind: z.enum(bookingKinds),
  /** Absent on appointments: the team's document never holds a visitor's name. */
  title: shortText.optional(),
  activity: entityId.optional(),
  mode: z.enum(bookingModes).default('on-site'),
  /** Meeting point of an outing, or the address of a remote session. */
  placeText: shortText.optional(),
  link: z.string().max(2000).optional(),
  description: z.string().max(20_000).optional(),
  capacity: z.int().min(0).max(10_000).optional(),
  /** Price for one person in cents, when it differs from the activity's. */
  fareCents: z.int().min(0).max(1_000_000).optional(),
  equipment: z
    .array(z.strictObject({ id: entityId, quantity: z.int().min(1).max(1000) }))
    .max(50)
    .default([]),
  /** Shown outside the team (programme, exports for the public). */
  isPublic: z.boolean().default(false),
});

export const who = z.strictObject({
  hosts: z.array(entityId).max(20).default([]),
  facilitator: entityId.optional(),
});

export const state = z.strictObject({
  status: z.enum(bookingStatuses),
  reason: shortText.optional(),
});

/** Calendars that one booking is known to be in, beside the last one that wrote it. */
export const CALENDARS_MAX = 8;

/** Where a booking comes from when it was not typed by hand: its series, or an imported calendar. */
export const origin = z.strictObject({
  series: entityId.optional(),
  /** The date the series' rule gave, which stays when the session is moved. */
  seriesDate: localDate.optional(),
  /** Fields of the series' template that somebody changed on this session by hand. */
  byHand: z.boolean().optional(),
  /** The line of the quarter that published it, and a print of what was published (main/engine/features/quarter). */
  line: entityId.optional(),
  published: z.string().max(64).optional(),
  uid: z.string().max(1000).optional(),
  recurrenceId: z.string().max(64).optional(),
  sequence: z.int().min(0).optional(),
  importId: entityId.optional(),
  /** Of other calendars that it is in too, the last import before that one (at most `CALENDARS_MAX`). */
  alsoIn: z.array(entityId).max(CALENDARS_MAX).optional(),
  /** What the calendar said then: whether it is only tentative; when that version was made, and written, in seconds. */
  tentative: z.boolean().optional(),
  modified: z.int().optional(),
  stamped: z.int().optional(),
  /** What that import wrote, in short: whether somebody changed it since (main/engine/features/exchange/prints.ts). */
  print: z.string().max(64).optional(),
});

export type SlotRequest = z.infer<typeof slotRequest>;
/** A slot once taken: `claim` says when, on the hybrid logical clock (sortable text), it was. */
export type Slot = SlotRequest & { claim: string };
export type What = z.infer<typeof what>;
export type Who = z.infer<typeof who>;
export type State = z.infer<typeof state>;
export type Origin = z.infer<typeof origin>;

export interface Booking {
  id: string;
  slot: Slot;
  what: What;
  who: Who;
  state: State;
  origin: Origin;
}

/** Minutes since midnight of what a booking really occupies: set-up before, airing after. Kept within the day. */
export interface Footprint {
  start: number;
  end: number;
}

export type ClashReason = 'space' | 'host' | 'facilitator' | 'equipment';

/** One obstacle to a slot, as shown to the person: never more than the other booking's public face. */
export interface Clash {
  bookingId: string;
  reason: ClashReason;
  /** Id of the space, host, facilitator or equipment that is wanted twice. */
  resource: string;
  /** The day of both. */
  date: LocalDate;
  /** "Yoga, 10 h – 11 h 15, Salon" or "Occupé, …" for an appointment. */
  label: string;
  status: BookingStatus;
}

/** A free place near the one asked for. */
export interface SlotProposal {
  slot: SlotRequest;
  kind: 'elsewhere' | 'earlier' | 'later';
}

/** Recurrence of a series: an RFC 5545 subset. */
export const recurrence = z
  .strictObject({
    frequency: z.enum(['daily', 'weekly', 'monthly-by-date', 'monthly-by-weekday']),
    interval: z.int().min(1).max(52).default(1),
    /** 1 = Monday … 7; weekly only; empty means the weekday of the first date. */
    weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
    /** monthly-by-weekday: which one (1–5, -1 for the last), of the first date's weekday. */
    nth: z.int().min(-1).max(5).optional(),
    /** monthly-by-weekday: the others of the same month ("1er et 3e jeudi"). */
    alsoNth: z.array(z.int().min(-1).max(5)).max(5).optional(),
    until: localDate.optional(),
    count: z.int().min(1).max(1000).optional(),
    exceptions: z.array(localDate).max(1000).default([]),
  })
  .refine((rule) => rule.until !== undefined || rule.count !== undefined, {
    path: ['until'],
    message: 'Une série a une date de fin ou un nombre de séances.',
  });
export type Recurrence = z.infer<typeof recurrence>;

/** What every session of a series starts as; `slot.date` is the first date. */
export interface Series {
  id: string;
  rule: Recurrence;
  slot: SlotRequest;
  what: What;
  who: Who;
  status: BookingStatus;
}

/** Most sessions one series may hold. */
export const SERIES_MAX = 400;
