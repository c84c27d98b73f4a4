/** The team and its devices: inviting, joining, sharing, and what each device has received. */
import { z } from 'zod';
import { role } from '../domain/place/host.ts';
import { type CircleName, circleName, type DeviceType, deviceId } from '../domain/team/model.ts';
import type { AppError } from './errors/tags.ts';
import { method } from './method.ts';
import type { FeedLine } from './planning.ts';

const fileToken = z.string().min(1).max(100);
const label = z.string().trim().min(1).max(60);
const personName = z.string().trim().min(1).max(80);
const requestId = z.string().min(1).max(64);

export interface DeviceView {
  id: string;
  /** "Poste d'accueil". */
  label: string;
  type: DeviceType;
  /** The host of the place whose device it is; null for a relay. */
  person: { hostId: string; name: string } | null;
  role: z.infer<typeof role> | null;
  admin: boolean;
  me: boolean;
  circles: {
    name: CircleName;
    /** `waits`: meant for it, but nobody who holds the key has handed it over yet. `none`: this device may give it. */
    key: 'holds' | 'waits' | 'none';
    /** This device holds a key that it lacks: `team.handKey` will do. */
    mayHand: boolean;
  }[];
  state: 'active' | 'removed' | 'succeeded';
  addedAt: number;
  removedAt?: number;
  /** The team waits for it to be updated: until then all write as its version reads. */
  older: boolean;
  connected: boolean;
  /** When this machine last heard of it, directly or through others. */
  lastSeenAt?: number;
  /** What this machine wrote and that the device is not known to hold yet. */
  notYetReceived: number;
  /** When the device was first known to hold everything this machine had written. */
  receivedAt?: number;
}

/** The one line that says where sharing stands, for the frame of every screen. */
export interface SharingView {
  /** `alone`: no other device in the team. `removed`: this device no longer belongs to it. */
  state: 'alone' | 'shared' | 'pending' | 'offline' | 'removed';
  /** Changes made here that no other device is known to hold. */
  pending: number;
  /** The last device that received everything: "Vu par le poste d'accueil à 14 h 02". */
  seenBy?: { label: string; at: number };
  /** Since when no other device was reached. */
  offlineSince?: number;
  connected: number;
  /** This machine's clock minus a connected colleague's, in milliseconds, when they differ by over 5 minutes. */
  clockOffMs?: number;
}

export interface TeamOverview {
  me: string;
  admin: boolean;
  teamName: string;
  devices: DeviceView[];
  sharing: SharingView;
  /** Circles this device holds the key of. */
  circles: CircleName[];
  /** Entries of colleagues that could not be taken in, by reason; nothing else stops for them. */
  setAside: { reason: SetAsideReason; device: string; count: number }[];
  network: {
    listening: boolean;
    addresses: string[];
    typed: string[];
    /** Automatic search of the other machines works here. */
    discovery: boolean;
  };
}

export type SetAsideReason =
  | 'malformed'
  | 'too-large'
  | 'unknown-version'
  | 'unknown-device'
  | 'removed-device'
  | 'read-only-device'
  | 'unknown-epoch'
  | 'no-key'
  | 'bad-signature'
  | 'undecryptable'
  | 'unreadable-content';

export interface PairingRequest {
  id: string;
  /** What the joiner says of itself. */
  name: string;
  label: string;
  type: DeviceType;
  /** The same four on both screens. */
  words: string[];
  at: number;
  /** Milliseconds until the invitation ends, when this was said: as below, a length, for every machine's hour is its own. */
  leftMs: number;
  /** How many others showed the same invitation since: it was seen by somebody it was not meant for. */
  othersTried: number;
}

export interface Invitation {
  id: string;
  /** To copy, or to draw as a QR code. Holds a one-time secret: never kept, never logged. */
  text: string;
  leftMs: number;
}

export type JoiningState =
  | { state: 'none' }
  | { state: 'waiting'; words: string[]; leftMs: number }
  /** The vault exists and is open; the recovery code is shown this once. */
  | { state: 'joined'; vaultId: string; recoveryCode: string }
  | { state: 'failed'; error: AppError };

/** How the first copy of the team's data is coming in, after joining. */
export interface Meanwhile {
  /** Since when: the last time the person said she had read. */
  since: number;
  lines: FeedLine[];
  count: number;
}

export interface PresentPerson {
  hostId: string;
  name: string;
  screen: string;
  /** Monday of the week of the planning she looks at. */
  week?: string;
}

export const teamMethods = {
  // joining, before there is a vault
  /**
   * Asks to join with an invitation; answers once the other machine has shown the same words.
   * Errors: `invitation_invalid`, `invitation_expired`, `invitation_used`, `invitation_refused`, `inviter_unreachable`,
   * `weak_passphrase`, `file_not_granted`, `file_unreadable`.
   */
  'team.join': method<{ words: string[]; leftMs: number }>()(
    'always',
    z.strictObject({
      invitation: z.union([
        z.strictObject({ text: z.string().max(4000) }),
        z.strictObject({ file: fileToken }),
      ]),
      name: personName,
      label,
      passphrase: z.string().min(1).max(1000),
    }),
  ),
  'team.joining': method<JoiningState>()('always', z.strictObject({})),
  'team.cancelJoining': method<null>()('always', z.strictObject({})),
  // the team
  'team.overview': method<TeamOverview>()('unlocked', z.strictObject({})),
  'team.sharing': method<SharingView>()('unlocked', z.strictObject({})),
  /** A new invitation; the former one no longer works. Errors: `not_admin`, `not_listening`. */
  'team.invite': method<Invitation>()('unlocked', z.strictObject({})),
  /** Writes the invitation to a file (USB key). Errors: `invitation_expired`, `file_not_granted`. */
  'team.saveInvitation': method<null>()('unlocked', z.strictObject({ id: requestId, file: fileToken })),
  'team.cancelInvitation': method<null>()('unlocked', z.strictObject({})),
  'team.requests': method<PairingRequest[]>()('unlocked', z.strictObject({})),
  /**
   * The words were compared. `hostId`: the person is that host of the place; else a new one is made. A relay has
   * neither person nor role nor circle. Errors: `not_admin`, `invitation_expired`, `not_found`.
   */
  'team.accept': method<{ device: string; waitsFor: CircleName[] }>()(
    'unlocked',
    z.strictObject({
      request: requestId,
      label,
      as: z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('workstation'),
          role,
          circles: z.array(circleName),
          admin: z.boolean(),
          hostId: z.string().max(64).optional(),
        }),
        z.strictObject({ type: z.literal('relay') }),
      ]),
    }),
  ),
  'team.refuse': method<null>()('unlocked', z.strictObject({ request: requestId })),
  'team.rename': method<null>()('unlocked', z.strictObject({ device: deviceId, label })),
  /** Errors: `not_admin`, `last_admin` (the role of the only admin may change, the right not). */
  'team.changeRole': method<null>()(
    'unlocked',
    z.strictObject({ device: deviceId, role, admin: z.boolean() }),
  ),
  /** Errors: `not_admin`, `not_found`, `use_leave` for one's own device. */
  'team.remove': method<null>()('unlocked', z.strictObject({ device: deviceId })),
  /** Errors: `not_holder`, `not_found`. */
  'team.handKey': method<null>()('unlocked', z.strictObject({ device: deviceId, circle: circleName })),
  /** What this vault holds stays here; nothing more comes or goes. Errors: `last_admin` while others remain. */
  'team.leave': method<null>()('unlocked', z.strictObject({})),
  // sharing
  /** "192.168.1.20:47520". Error: `address_invalid`. */
  'team.addAddress': method<null>()('unlocked', z.strictObject({ address: z.string().max(300) })),
  'team.removeAddress': method<null>()('unlocked', z.strictObject({ address: z.string().max(300) })),
  /** Errors: `file_not_granted`. */
  'team.exportBundle': method<{ entries: number }>()('unlocked', z.strictObject({ file: fileToken })),
  /** Errors: `bundle_invalid`, `file_not_granted`, `file_unreadable`. */
  'team.importBundle': method<{ entries: number; statements: number }>()(
    'unlocked',
    z.strictObject({ file: fileToken }),
  ),
  // who is there, what happened meanwhile
  'team.tellPresence': method<null>()(
    'unlocked',
    z.strictObject({ screen: z.string().max(40), week: z.string().max(10).optional() }),
  ),
  'team.present': method<PresentPerson[]>()('unlocked', z.strictObject({})),
  'team.meanwhile': method<Meanwhile>()('unlocked', z.strictObject({})),
  'team.meanwhileRead': method<null>()('unlocked', z.strictObject({})),
  // going back after a device damaged a document
  /** The last verified states of each document of the circles held, newest first. */
  'team.restorePoints': method<{ id: number; circle: CircleName; document: string; at: number }[]>()(
    'unlocked',
    z.strictObject({}),
  ),
  /** Writes again what differs from that state, as one gesture of this device. Errors: `not_found`, `read_only_device`. */
  'team.goBack': method<{ changed: number }>()('unlocked', z.strictObject({ id: z.int() })),
};
