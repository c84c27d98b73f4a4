/**
 * `relay.db`: the rooms' updates, the statements of the register, and where other devices were found. Everything in it
 * is signed, sealed or an address: no key opens it and none is needed.
 *
 * Promises: what a call wrote is in the file when it returns; a file that cannot be read, or whose rows are not what was
 * written, is moved aside and an empty one started, since the vault and the other devices hold the same.
 */
import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import Base from 'better-sqlite3';
import type { Address } from '#shared/domain/team/address.ts';
import { type DeviceId, ROOMS, type Room } from '#shared/domain/team/model.ts';
import { storageError } from '../../ground/disk-errors.ts';
import { makePrivate, putAside } from '../../ground/whole-file.ts';

/** Updates of a room kept apart before they are folded into one; fifty times more for a large room. */
const TAIL_ROWS = 400;
/**
 * Bytes of them before the whole room is written again; half of the room when that is more. Only once something was
 * deleted: a first copy of ten years is long and all of it is of use.
 */
const TAIL_BYTES = 4 * 1024 * 1024;
const ADDRESSES_OF_A_DEVICE = 8;

const schema = `
  CREATE TABLE IF NOT EXISTS updates (
    id INTEGER PRIMARY KEY,
    room TEXT NOT NULL, whole INTEGER NOT NULL, bytes BLOB NOT NULL, crc INTEGER NOT NULL
  ) STRICT;
  -- Rooms are read whole, at the start: an index would be one more page to write with each change.
  DROP INDEX IF EXISTS updates_room;
  CREATE TABLE IF NOT EXISTS statements (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL UNIQUE, crc INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS addresses (
    device TEXT NOT NULL, host TEXT NOT NULL, port INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (device, host, port)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS receipts (device TEXT PRIMARY KEY, bytes BLOB NOT NULL, heard_at INTEGER NOT NULL) STRICT;
`;
/** The device of addresses that a person typed: nobody knows yet whose they are. */
const TYPED = '';

interface Row {
  bytes: Buffer;
  crc: number;
}

export interface HeardReceipt {
  device: DeviceId;
  bytes: Uint8Array;
  /** Epoch milliseconds. */
  heardAt: number;
}

export interface RelayStore {
  /** The file had to be started again, empty. */
  readonly rebuilt: boolean;
  load(room: Room): Uint8Array[];
  /** Throws what SQLite throws: nothing is then written. `deletes`: what is there already may be useless now. */
  append(room: Room, update: Uint8Array, deletes: boolean): void;
  /** Bytes that the room takes, roughly. */
  size(room: Room): number;
  /** Folds what was appended when there is much of it; `whole` is asked for only then. Never throws. */
  tidy(room: Room, whole: () => Uint8Array, always?: boolean): void;
  statements(): Uint8Array[];
  addStatements(statements: readonly Uint8Array[]): void;
  /** Where the device was reached, latest first. */
  addresses(device: DeviceId): Address[];
  reachedAt(device: DeviceId, address: Address, at: number): void;
  typed(): Address[];
  addTyped(address: Address, at: number): void;
  removeTyped(address: Address): void;
  receipts(): HeardReceipt[];
  heard(receipt: HeardReceipt): void;
  /** Throws when the disk takes nothing. */
  probe(): void;
  close(): void;
}

/** Throws when the folder itself cannot be used. */
export function openStore(folder: string, log: (line: string) => void): RelayStore {
  const file = path.join(folder, 'relay.db');
  putAside(file, 'file');
  const opened = open(file);
  if (opened) return createStore(opened, false, log);
  log('relay.db could not be read: moved aside, and started again empty');
  for (const suffix of ['', '-wal', '-shm']) {
    fs.rmSync(`${file}.damaged${suffix}`, { force: true });
    if (fs.existsSync(file + suffix)) fs.renameSync(file + suffix, `${file}.damaged${suffix}`);
  }
  const fresh = open(file);
  if (!fresh) throw new Error('relay.db cannot be created');
  return createStore(fresh, true, log);
}

/** Null when what is there is damaged. */
function open(file: string): Base.Database | null {
  let sqlite: Base.Database | null = null;
  try {
    makePrivate(file);
    sqlite = new Base(file, { timeout: 2000 });
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = NORMAL');
    sqlite.exec(schema);
    const rows = sqlite.prepare<[], Row>(
      'SELECT bytes, crc FROM updates UNION ALL SELECT bytes, crc FROM statements',
    );
    for (const { bytes, crc } of rows.iterate()) {
      if (crc32(bytes) !== crc) throw Object.assign(new Error('altered'), { code: 'SQLITE_CORRUPT' });
    }
    return sqlite;
  } catch (error) {
    sqlite?.close();
    if (storageError(error)?.tag === 'vault_damaged') return null;
    throw error;
  }
}

function createStore(sqlite: Base.Database, rebuilt: boolean, log: (line: string) => void): RelayStore {
  const tails = new Map<Room, { rows: number; bytes: number; base: number; deletes: boolean }>();
  const nothing = () => ({ rows: 0, bytes: 0, base: 0, deletes: false });
  for (const room of ROOMS) {
    const sum = sqlite
      .prepare<[Room], { rows: number; bytes: number; base: number }>(
        `SELECT count(*) FILTER (WHERE whole = 0) AS rows, total(length(bytes)) FILTER (WHERE whole = 0) AS bytes,
                total(length(bytes)) FILTER (WHERE whole = 1) AS base FROM updates WHERE room = ?`,
      )
      .get(room);
    tails.set(room, { ...nothing(), ...sum });
  }
  const tailOf = (room: Room) => tails.get(room) ?? nothing();
  const insert = sqlite.prepare('INSERT INTO updates (room, whole, bytes, crc) VALUES (?, ?, ?, ?)');
  const put = (room: Room, whole: 0 | 1, bytes: Uint8Array) => insert.run(room, whole, bytes, crc32(bytes));
  const load = sqlite.prepare<[Room], Row>('SELECT bytes, crc FROM updates WHERE room = ? ORDER BY id');
  const address = sqlite.prepare<[DeviceId], Address>(
    'SELECT host, port FROM addresses WHERE device = ? ORDER BY at DESC, host, port',
  );
  const reached = sqlite.prepare(
    `INSERT INTO addresses (device, host, port, at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at`,
  );
  const forget = sqlite.prepare('DELETE FROM addresses WHERE device = ? AND host = ? AND port = ?');

  return {
    rebuilt,
    load: (room) => load.all(room).map(({ bytes }) => bytes),
    append(room, update, deletes) {
      put(room, 0, update);
      const tail = tailOf(room);
      tail.rows += 1;
      tail.bytes += update.length;
      tail.deletes ||= deletes;
    },
    size: (room) => tailOf(room).base + tailOf(room).bytes,
    tidy(room, whole, always = false) {
      const tail = tailOf(room);
      // Writing all of a large room again for some hundred short updates would cost more than reading them back.
      const large = tail.base > TAIL_BYTES;
      const much = tail.deletes && tail.bytes > Math.max(TAIL_BYTES, tail.base / 2);
      if (!always && !much && tail.rows <= (large ? 50 * TAIL_ROWS : TAIL_ROWS)) return;
      try {
        const bytes = whole();
        sqlite.transaction(() => {
          sqlite.prepare('DELETE FROM updates WHERE room = ?').run(room);
          put(room, 1, bytes);
        })();
        tails.set(room, { ...nothing(), base: bytes.length });
      } catch (error) {
        log(`relay.db could not be tidied: ${storageError(error)?.tag ?? String(error)}`);
      }
    },
    statements: () =>
      sqlite
        .prepare<[], Row>('SELECT bytes, crc FROM statements ORDER BY id')
        .all()
        .map(({ bytes }) => new Uint8Array(bytes)),
    addStatements(statements) {
      const add = sqlite.prepare('INSERT OR IGNORE INTO statements (bytes, crc) VALUES (?, ?)');
      sqlite.transaction(() => {
        for (const bytes of statements) add.run(bytes, crc32(bytes));
      })();
    },
    addresses: (device) => address.all(device),
    reachedAt(device, { host, port }, at) {
      sqlite.transaction(() => {
        reached.run(device, host, port, at);
        for (const old of address.all(device).slice(ADDRESSES_OF_A_DEVICE))
          forget.run(device, old.host, old.port);
      })();
    },
    typed: () => address.all(TYPED),
    addTyped: ({ host, port }, at) => void reached.run(TYPED, host, port, at),
    removeTyped: ({ host, port }) => void forget.run(TYPED, host, port),
    receipts: () =>
      sqlite.prepare<[], HeardReceipt>('SELECT device, bytes, heard_at AS heardAt FROM receipts').all(),
    heard({ device, bytes, heardAt }) {
      sqlite
        .prepare(
          `INSERT INTO receipts (device, bytes, heard_at) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET bytes = excluded.bytes, heard_at = excluded.heard_at`,
        )
        .run(device, bytes, heardAt);
    },
    probe() {
      // Room for a few pages: what is written next must not fail at once again.
      sqlite.transaction(() => {
        const { lastInsertRowid } = put('register', 0, Buffer.alloc(64 * 1024));
        sqlite.prepare('DELETE FROM updates WHERE id = ?').run(lastInsertRowid);
      })();
    },
    close: () => sqlite.close(),
  };
}
