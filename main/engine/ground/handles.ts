/**
 * The base, as who reads it has it and as who writes it does: two types of one connection. A query is given the first, so
 * that one which writes does not compile; whoever may write is given the second, which does for the first too.
 */
import type { Database } from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

export type { Statement } from 'better-sqlite3';

/** A prepared statement that reads. */
export interface Query<Params extends unknown[], Row> {
  get(...params: Params): Row | undefined;
  all(...params: Params): Row[];
  iterate(...params: Params): IterableIterator<Row>;
  /** Only the first column of each row. */
  pluck(): this;
}

export interface ReadHandle {
  readonly inTransaction: boolean;
  prepare<Params extends unknown[] | object = unknown[], Row = unknown>(
    source: string,
  ): Params extends unknown[] ? Query<Params, Row> : Query<[Params], Row>;
}

export type WriteHandle = Database;

/** The same two, with the tables' types. */
export type ReadTables = Pick<BetterSQLite3Database, 'select'>;
export type WriteTables = BetterSQLite3Database;
