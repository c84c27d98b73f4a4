/**
 * The team as its signed register tells it: devices, circles, epochs of keys. Pure data; who may do what is decided by
 * `register.ts`. The register names no person and no place: only ids, keys and roles (the names live in the circle
 * `team`, encrypted).
 */
import { z } from 'zod';
import { role } from '../place/host.ts';

/**
 * Their order is a format, on the wire and on the disk: an entry says its circle by its place in this list
 * (`main/engine/entry/envelope.ts`, under the signature), and a vault numbers its own entries by it
 * (`main/engine/sealed/ledger.ts`). A new circle goes at the end; none is ever moved or taken out.
 */
export const CIRCLES = ['team', 'welcome', 'care'] as const;
export const circleName = z.enum(CIRCLES);
export type CircleName = z.infer<typeof circleName>;

/** What two machines share over one socket: the register, or the sealed log of a circle. */
export type Room = 'register' | CircleName;
export const ROOMS: readonly Room[] = ['register', ...CIRCLES];

const base64url = (bytes: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 8) / 6)}}$`), { error: 'not_base64url' });

/** 6 random bytes, base64url. Also the writer's name in the shared documents. */
export const deviceId = z.string().regex(/^[A-Za-z0-9_-]{8}$/);
export type DeviceId = string;
/** BLAKE2b-256 of a statement's bytes, base64url. The team's id is that of its founding statement. */
export type StatementId = string;
/** 16 random bytes, base64url. */
export type EpochId = string;

/** The public halves of what makes a device; all base64url. */
export const deviceKeys = z.strictObject({
  id: deviceId,
  /** Ed25519: statements and entries. */
  sign: base64url(32),
  /** X25519: epoch keys are sealed to it. */
  box: base64url(32),
  /** Ed25519, outside the vault: what a locked device signs (receipts). */
  transport: base64url(32),
  /** SHA-256 of the TLS certificate (DER), which the device presents as server and as client. */
  certificate: base64url(32),
});
export type DeviceKeys = z.infer<typeof deviceKeys>;

export const deviceType = z.enum(['workstation', 'relay']);
export type DeviceType = z.infer<typeof deviceType>;

/** Id of the person's entity among the hosts of the place. */
const person = z.string().min(1).max(64);
const epochId = base64url(16);
/** An epoch key sealed to one device's box key (`crypto_box_seal`: 32 + 48 bytes). */
const sealedKey = base64url(80);

export const statementBody = z.discriminatedUnion('kind', [
  /** The root: its author is its device, an admin admitted to `circles`. */
  z.strictObject({
    kind: z.literal('team.founded'),
    device: deviceKeys,
    role,
    person,
    circles: z.array(circleName),
  }),
  /** By an admin. `circles`: what the device is meant to have; the keys come from whoever holds them. */
  z.strictObject({
    kind: z.literal('device.added'),
    device: deviceKeys,
    type: deviceType,
    role: role.nullable(),
    person: person.nullable(),
    admin: z.boolean(),
    circles: z.array(circleName),
  }),
  /** By a device, for the one that continues it (a vault restored from a backup): same person, role, circles, rights. */
  z.strictObject({ kind: z.literal('device.succeeded'), device: deviceKeys }),
  /** By an admin, or by the device itself (it leaves). */
  z.strictObject({ kind: z.literal('device.removed'), device: deviceId }),
  /** By an admin. */
  z.strictObject({ kind: z.literal('role.changed'), device: deviceId, role, admin: z.boolean() }),
  /** By a holder of the circle; the first one by a device admitted to it. Sealed to each holder, the author included. */
  z.strictObject({
    kind: z.literal('epoch.opened'),
    circle: circleName,
    epoch: epochId,
    sealed: z.record(deviceId, sealedKey),
  }),
  /** By a holder of the circle: the epoch keys it has, sealed to a device, which is thereby admitted to the circle. */
  z.strictObject({
    kind: z.literal('key.handed'),
    circle: circleName,
    device: deviceId,
    keys: z.record(epochId, sealedKey),
  }),
]);
export type StatementBody = z.infer<typeof statementBody>;

/** A statement whose hash, shape and signature were checked against the key of its author's record. */
export interface Statement {
  id: StatementId;
  author: DeviceId;
  /**
   * The Ed25519 key it verified under, base64url: two records that claim one device id must not sign for each other.
   */
  key: string;
  /** Every head its author knew, sorted; empty for the founding only. */
  parents: StatementId[];
  /** Epoch milliseconds by the author's clock; shown, never trusted. */
  at: number;
  body: StatementBody;
}

export interface Device {
  keys: DeviceKeys;
  type: DeviceType;
  role: z.infer<typeof role> | null;
  person: string | null;
  admin: boolean;
  /** Circles it is meant to have: named when it was added, or handed to it since. */
  admitted: ReadonlySet<CircleName>;
  addedBy: DeviceId;
  addedAt: number;
  /** Rank by order of joining, 0 for the founder: deterministic on every device. */
  rank: number;
  removed: { by: DeviceId; at: number; statement: StatementId } | null;
  /** The device that continues this one. */
  succeededBy: DeviceId | null;
}

export interface Epoch {
  id: EpochId;
  circle: CircleName;
  by: DeviceId;
  at: number;
  /**
   * The first epochs it comes from, by their opening statements. Two first epochs may be opened at the same time; being
   * let in to one line of epochs lets nobody in to another.
   */
  lines: readonly StatementId[];
  /** Sealed copies of its key, by device: everything a device may try to open with its box key. */
  sealed: ReadonlyMap<DeviceId, readonly string[]>;
}

/** The register evaluated: the same on every device that has the same statements, in whatever order they came. */
export interface Team {
  id: StatementId;
  /** Removed ones included. */
  devices: ReadonlyMap<DeviceId, Device>;
  /** Oldest first, in an order that every device agrees on. */
  epochs: readonly Epoch[];
  /** Statements that count and that no other one that counts follows: the parents of the next. Sorted; at most 64. */
  heads: readonly StatementId[];
  /** Statements that count for nothing: their author had no right to make them. */
  refused: ReadonlySet<StatementId>;
}

/** What a role is given when nobody chooses otherwise. */
export const circlesOfRole: Record<z.infer<typeof role>, readonly CircleName[]> = {
  coordinator: ['team', 'welcome'],
  communication: ['team', 'welcome'],
  social: ['team', 'welcome', 'care'],
  psychologist: ['team', 'care'],
  'volunteer-host': ['team'],
};
