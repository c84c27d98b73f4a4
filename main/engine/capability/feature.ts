/** What a capability gives the engine, and what it receives from it. */

import type { MethodName } from '#shared/contract/index.ts';
import type { CircleName } from '#shared/domain/team/model.ts';
import type { Circle, Projector } from '../circles/circle.ts';
import type { Context, Handler } from '../ground/context.ts';
import type { ReadHandle, ReadTables, WriteHandle, WriteTables } from '../ground/handles.ts';
import type { Membership } from '../team/membership.ts';
import type { Founding } from '../vault/gate.ts';

/** An open vault: everything a feature may read and write. Gone when the vault is locked. */
export interface OpenVault extends Context {
  /** Typed access for queries; `sqlite` is the same connection, for what the ORM cannot say. Neither writes. */
  db: ReadTables;
  sqlite: ReadHandle;
  /** The same two for the tables of this vault alone (notes, drafts, private labels, marks): these write. */
  own: { db: WriteTables; sqlite: WriteHandle };
  /** The shared documents of the team; the only way to write what colleagues will see. */
  team: Circle;
  /** Null when this device does not hold the circle's key. */
  circle(name: CircleName): Circle | null;
  /** This device in its team. */
  membership: Membership;
  /** The host this vault belongs to. */
  me: { hostId: string; name: string };
  /** A fresh id: 16 random bytes, base64url. */
  newId(): string;
  /**
   * The id of what two machines of the team may make apart: of the same form, always the same of the same `source`, and another
   * one in another team. A fresh one while a machine of the team would lose one of the two (team/formats.ts).
   */
  derivedId(...source: (string | number)[]): string;
}

/** Handlers of some `unlocked` methods, by method name. */
export type UnlockedHandlers<Names extends MethodName> = { [M in Names]: Handler<M, OpenVault> };
export interface Feature<Names extends MethodName> {
  handlers: UnlockedHandlers<Names>;
  /** How this capability's entities of the circle `team` become rows. */
  projectors?: Projector[];
  /** The same for the other circles, one set each. */
  circleProjectors?(circle: 'welcome' | 'care'): Projector[];
  /** Of these, types of which nothing stays once they are removed: no value in a document, no undo. */
  erases?: readonly string[];
  /** Runs once in the life of a vault, right after it was made: its first entities. */
  founded?(vault: OpenVault, founding: Founding): void;
  /** Before anybody is answered after an opening: ends what was left half done when the process ended. Never throws. */
  resumed?(vault: OpenVault): Promise<void>;
  /** Runs after each opening: timers, listeners. What it answers undoes it when the vault closes. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most have nothing to undo, and answer nothing.
  opened?(vault: OpenVault): (() => void) | void;
}
