/** A real encrypted base in a temporary folder, for the tests of the notes. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import DatabaseConstructor, { type Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Answer, MethodName, ParamsOf, ValidParamsOf } from '#shared/contract/index.ts';
import { notesMethods } from '#shared/contract/notes.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { stillClock } from '../../ground/testing-clock.ts';
import { notesFeature } from './index.ts';

type NotesMethod = keyof typeof notesMethods & MethodName;

export interface NotesBench {
  sqlite: Database;
  file: string;
  /** Moves the clock by itself: one millisecond per reading. */
  vault: OpenVault;
  emitted: string[];
  /** Validates as the engine does, then runs. */
  call<M extends NotesMethod>(method: M, params: ParamsOf<M>): Answer<M>;
  close(): void;
}

export function openNotesBase(file: string, encrypted = true): Database {
  const sqlite = new DatabaseConstructor(file);
  if (encrypted) {
    sqlite.pragma(`cipher='sqlcipher'`);
    sqlite.pragma('legacy=4');
    sqlite.pragma(`key="x'${'0123456789abcdef'.repeat(4)}'"`);
  }
  sqlite.pragma('journal_mode=WAL');
  sqlite.pragma('secure_delete=ON');
  sqlite.pragma('temp_store=MEMORY');
  sqlite.pragma('foreign_keys=ON');
  return sqlite;
}

const migrated = new Map<boolean, Buffer>();

/** The file of a base that was migrated once for each process. */
function migratedBase(encrypted: boolean): Buffer {
  const known = migrated.get(encrypted);
  if (known) return known;
  const folder = mkdtempSync(path.join(tmpdir(), 'margelle-notes-'));
  const file = path.join(folder, 'vault.db');
  const sqlite = openNotesBase(file, encrypted);
  migrate(drizzle(sqlite), {
    migrationsFolder: path.resolve(import.meta.dirname, '../../../../migrations'),
  });
  // Closing writes the journal into the file.
  sqlite.close();
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true, force: true });
  migrated.set(encrypted, bytes);
  return bytes;
}

export function openNotesBench(encrypted = true): NotesBench {
  const folder = mkdtempSync(path.join(tmpdir(), 'margelle-notes-'));
  const file = path.join(folder, 'vault.db');
  writeFileSync(file, migratedBase(encrypted));
  const sqlite = openNotesBase(file, encrypted);
  const db = drizzle(sqlite);

  let now = Date.UTC(2027, 0, 12, 9);
  let ids = 0;
  const emitted: string[] = [];
  const forbidden = new Proxy(
    {},
    {
      get: (_, name) => {
        throw new Error(`a note reached ${String(name)}`);
      },
    },
  );
  const vault = {
    clock: stillClock(() => now++),
    emit: (topic: string) => {
      emitted.push(topic);
    },
    newId: () => `note-${++ids}`,
    db,
    sqlite,
    own: { db, sqlite },
    // A note that would touch what the team shares fails the test.
    team: forbidden,
  } as unknown as OpenVault;
  return {
    sqlite,
    file,
    vault,
    emitted,
    call<M extends NotesMethod>(method: M, params: ParamsOf<M>) {
      const valid = notesMethods[method].params.parse(params) as ValidParamsOf<M>;
      return notesFeature.handlers[method](valid, vault) as Answer<M>;
    },
    close() {
      sqlite.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
