/**
 * One circle of the team: entities shared between devices, kept as Yjs documents and projected to SQL.
 *
 * A feature writes entities and reads rows; it never sees a Y.Doc, nor which document a thing lives in.
 * An entity has a type (root map), an id and a few facets (JSON values, each merged as a whole).
 */

import type { AppError } from '#shared/contract/errors/tags.ts';
import type { FeedLine } from '#shared/contract/planning.ts';
import type { Result } from '#shared/domain/result.ts';
import type { WriteHandle } from '../ground/handles.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };
export type Facets = Record<string, Json>;

/** Where an entity or a feed line lives: its year, or the undated document. */
export type DocumentName = 'undated' | `${number}`;

/** An entity as it stands, whatever device wrote it. Its values may be others' too: they are never changed. */
export interface Entity {
  type: string;
  id: string;
  document: DocumentName;
  facets: Facets;
  /** Facets written at the same time elsewhere with another value: the other values. */
  rivals: Record<string, Json[]>;
}

/** A value of a facet that nobody replaced; null stands for "taken away". */
export interface Written {
  value: Json;
  device: string;
  /** Epoch milliseconds, by that device's clock; absent when it gave no stamp that can be read. */
  at?: number;
}

/** An entity as the circle shows it, with what a projector need not find out again. */
export interface Shown extends Entity {
  /** Its row before, with all columns when the projector keeps it; none when there was no such entity. */
  before: EntityRow | undefined;
  /** The columns of its row in `entities`. */
  row: EntityRow;
}

/** `facets` and `rivals` are JSON; no rivals is null. */
export interface EntityRow {
  document: DocumentName;
  facets: string;
  rivals: string | null;
  stamp: string;
}

/** How the entities of one type become rows. Called inside the SQL transaction that stores the update. */
export interface Projector {
  type: string;
  /**
   * Its table when its rows hold the entities themselves, in the columns of `entities` (id, document, facets, rivals,
   * stamp): for a type of which there are so many that two rows for each would be felt. Those for which `project` does
   * not answer true stand in `entities`, as all the others.
   */
  keeps?: 'bookings';
  /** Before the first change of a transaction: what was kept of one that was rolled back is forgotten. */
  begin?(sqlite: WriteHandle): void;
  /** The entity after the change; null when it is gone. Must be idempotent unless there was none. */
  // biome-ignore lint/suspicious/noConfusingVoidType: only those that keep their entities have something to answer.
  project(sqlite: WriteHandle, id: string, entity: Shown | null): boolean | void;
  /** After each document of a batch, with every id of the type that changed in it. */
  settle?(sqlite: WriteHandle, ids: ReadonlySet<string>): void;
  /** Empties the rows, before everything is projected again. */
  clear(sqlite: WriteHandle): void;
}

/** Passed to the work of one gesture. Reads see what the gesture has already written. */
export interface Writer {
  /** Epoch milliseconds of the gesture. */
  readonly at: number;
  /** A new stamp of the hybrid logical clock: sortable text, later than all that this device has seen. */
  claim(): string;
  read(type: string, id: string): Entity | null;
  /**
   * Creates the entity or sets the facets given; facets not given stay. `document` is asked for at creation and moves
   * the entity when it differs from where it is. Values equal to the present ones write nothing,
   * unless they settle rivals.
   */
  put(type: string, id: string, facets: Facets, document?: DocumentName): void;
  remove(type: string, id: string): void;
}

/** The feed line a gesture leaves; the circle adds id, time and author. */
export type GestureLine = Omit<FeedLine, 'id' | 'at' | 'author'>;

/** Where the updates made here go: sealed and queued for the other devices. */
export interface Outlet {
  /** Why this device may not write now; null when it may. Asked before the gesture. */
  refusal(): AppError | null;
  /** Each update made here, inside the SQL transaction that stores it. */
  written(document: DocumentName, update: Uint8Array): void;
  /** After that transaction. */
  committed(): void;
  /** Values of what was removed left a document, inside the transaction that stores it. */
  erased(document: DocumentName): void;
}

export interface Received {
  document: DocumentName;
  update: Uint8Array;
  /** The same as it came, when it came packed (ground/packing.ts): it is kept so. */
  packed?: Uint8Array | null;
}

/**
 * A part of a gesture too long for one transaction. The parts before the last are told in no line; the last one tells and
 * remembers them all, under the id given.
 */
export interface Part {
  gesture: string;
  isLast: boolean;
}

/** Long gestures are taken back as they were written: a part at a time, latest first, each in a transaction of its own. */
export interface LongGestures {
  /** It was written in parts. */
  isLong(gesture: string): boolean;
  /** Numbers of the parts that stand, latest first; a gesture that was written at once is one part. */
  parts(gesture: string): number[];
  /** Ids of what this part wrote and was changed since, but for what has no date. */
  changed(gesture: string, part: number): string[];
  /**
   * From here on the gesture is being taken back, whatever ends the process. `line` tells it at the end; null: nothing will.
   * Refused when this device may not write.
   */
  leave(gesture: string, line: GestureLine | null): Result<null, AppError>;
  /** Those that are being taken back. */
  leaving(): string[];
  /** Those of which parts were written, and not the last one, which tells. */
  untold(): string[];
  /** Documents that a part wrote to. */
  documentsOf(gesture: string, part: number): DocumentName[];
  /**
   * Reads some of a document that is not open yet, so that who needs it does not wait for all of it; false once there is
   * nothing left to read.
   */
  readOn(document: DocumentName): boolean;
  /**
   * Takes the latest part back, but for the entities that were changed since. `kept` counts, for all the parts so far, these
   * and those that another device made too, of which it keeps what that one wrote. `line` comes with the last part, `left`
   * being 0; those that were changed, `standing` in number, are then the gesture, which can be taken back again. What has
   * no date (what tells of the gesture, a space it made) goes with the last part, if none stands.
   */
  takeBack(gesture: string): Result<TakenBack & { left: number }, AppError>;
}

export interface TakenBack {
  kept: number;
  standing: number;
  line?: FeedLine;
}

export interface Circle {
  readonly name: 'team' | 'welcome' | 'care';
  /**
   * Runs one gesture: one Yjs transaction and one SQL transaction, all or nothing. `work` is synchronous; returning
   * an error writes nothing. With a line, the gesture is told in the feed and can be taken back; `gestureId` names it.
   * `part`: it is one of several such transactions.
   * Throws what SQLite throws (disk full, read-only): nothing is then written, in memory either.
   */
  write<T extends object>(
    work: (writer: Writer) => Result<T, AppError>,
    tell?: (value: T) => GestureLine | null,
    part?: Part,
  ): Result<T & { gestureId?: string }, AppError>;
  /** One entity, or null. */
  read(type: string, id: string): Entity | null;
  /**
   * Who wrote what an entity is made of, by facet: the value in force first, then its rivals. Read from the documents:
   * meant for one entity at a time. Empty for what was never seen.
   */
  versions(type: string, id: string): Record<string, Written[]>;
  /** Every living entity of a type; meant for small collections (spaces, activities). */
  list(type: string): Entity[];
  /** Those whose id starts with `prefix` (ASCII), by id: a collection within a larger one. */
  listUnder(type: string, prefix: string): Entity[];
  /**
   * Takes a gesture of this device back, facet by facet. Errors: `nothing_to_undo`, `changed_meanwhile` when a facet
   * was changed since. Not for long gestures.
   */
  undo(gestureId: string, line: GestureLine): Result<FeedLine, AppError>;
  readonly long: LongGestures;
  /** Projects everything again from the stored updates. */
  rebuild(): void;
  /**
   * Applies updates made elsewhere: one Yjs transaction for each document and one SQL transaction for all, in which
   * `also` runs too (what was received is noted with it). A power cut may undo it (docs/decisions/0014). Throws when an
   * update is not one: nothing is then written.
   */
  receive(batch: readonly Received[], also?: () => void): void;
  /** A former state of a document, without what is gone from it since and leaves no value (`Options.erases`); itself when there is none. */
  withoutErased(document: DocumentName, state: Uint8Array): Uint8Array;
  /** Takes away the values that a version before this one left of what was removed. */
  eraseLeft(): void;
  /** A whole document as one update, and the documents there are. */
  whole(document: DocumentName): Uint8Array;
  documents(): DocumentName[];
}
