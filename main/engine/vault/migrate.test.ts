import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CircleName } from '#shared/domain/team/model.ts';
import { foldOutdated, isComplete } from '../capability/searched.ts';
import { lastClock } from '../circles/documents.ts';
import { createLedger } from '../sealed/ledger.ts';
import { copyBeforeMigration, knownMigrations } from './migrate.ts';
import {
  migrationsDir,
  newDataDir,
  opened,
  readNotes,
  type Stand,
  stand,
  value,
  writeNote,
} from './testing/stand.ts';

interface Journal {
  entries: { idx: number; when: number; tag: string }[];
}

/** The project's migrations up to `count` of them, then those given: [tag, statements]. */
function migrationsOf(count: number, ...more: [string, string[]][]): string {
  const folder = path.join(newDataDir(), 'migrations');
  fs.cpSync(migrationsDir, folder, { recursive: true });
  const file = path.join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(fs.readFileSync(file, 'utf8')) as Journal;
  journal.entries.length = count;
  for (const [tag, statements] of more) {
    const last = journal.entries.at(-1);
    if (!last) throw new Error('no migration to follow');
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag });
    fs.writeFileSync(path.join(folder, `${tag}.sql`), statements.join('\n--> statement-breakpoint\n'));
  }
  fs.writeFileSync(file, JSON.stringify(journal));
  return folder;
}

const all = knownMigrations(migrationsDir).length;
const count = (of: Stand, table: string) =>
  Number(opened(of).sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
const baseOf = (here: Stand, id: string) => path.join(here.dataDir, 'vaults', id, 'vault.db');

async function vaultAt(dir: string, write: (here: Stand) => void) {
  const here = stand(undefined, { migrationsDir: dir });
  const { vaultId } = value(await here.create());
  write(here);
  await here.vault.lock();
  return { here, vaultId, base: baseOf(here, vaultId) };
}

describe('each migration of the project', () => {
  it.each(Array.from({ length: all - 1 }, (_, step) => step + 1))(
    'after the %ith keeps the data',
    async (step) => {
      const { here, vaultId } = await vaultAt(migrationsOf(step), (before) => {
        for (let note = 0; note < 20; note++) writeNote(opened(before), `note ${note}`, 'café gourmand');
        opened(before).sqlite.prepare("INSERT INTO note_tags SELECT id, 'suivi' FROM notes").run();
        opened(before).sqlite.prepare("INSERT INTO meta VALUES ('essai', '\"oui\"')").run();
      });
      const next = stand(here.dataDir, { migrationsDir: migrationsOf(step + 1) });
      value(await next.unlock(vaultId));
      expect(readNotes(opened(next))).toHaveLength(20);
      expect(count(next, 'note_tags')).toBe(20);
      expect(count(next, '__drizzle_migrations')).toBe(step + 1);
      expect(opened(next).sqlite.pragma('foreign_key_check')).toEqual([]);
      next.vault.close();
      const last = stand(here.dataDir);
      value(await last.unlock(vaultId));
      expect(count(last, '__drizzle_migrations')).toBe(all);
      expect(readNotes(opened(last))).toHaveLength(20);
      last.vault.close();
    },
  );

  it('keep the order in which the feed came, and what was taken in', async () => {
    const { here, vaultId } = await vaultAt(migrationsOf(5), (before) => {
      opened(before).sqlite.exec(`
        INSERT INTO feed (rowid, id, at, booking_id, line) VALUES (3, 'b', 20, 'x', '{}'), (7, 'a', 10, NULL, '[]');
        INSERT INTO circle_updates (id, circle, document, "update") VALUES (5, 'team', '2027', x'01'), (9, 'team', '2027', x'02');
        INSERT INTO received (circle, device, first, upto) VALUES ('team', 'd', 1, 8);
        INSERT INTO applied (circle, device, seq, hash, document) VALUES ('team', 'd', 8, 'h', '2027');
      `);
    });
    const next = stand(here.dataDir);
    value(await next.unlock(vaultId));
    const { sqlite } = opened(next);
    const all = (sql: string) => sqlite.prepare(sql).raw().all();
    expect(all('SELECT rowid, id, at, booking_id, line FROM feed ORDER BY rowid')).toEqual([
      [3, 'b', 20, 'x', '{}'],
      [7, 'a', 10, null, '[]'],
    ]);
    expect(all('SELECT id, hex("update") FROM circle_updates WHERE circle = \'team\' ORDER BY id')).toEqual([
      [5, '01'],
      [9, '02'],
    ]);
    expect(all('SELECT * FROM received')).toEqual([['team', 'd', 1, 8]]);
    expect(all('SELECT * FROM applied')).toEqual([['team', 'd', 8, 'h', '2027']]);
    next.vault.close();
  });

  it('keep bookings as entities and as rows, once each', async () => {
    const facets = JSON.stringify({ what: { equipment: [{ id: 'mats', quantity: 2 }] } });
    const { here, vaultId } = await vaultAt(migrationsOf(6), (before) => {
      opened(before).sqlite.exec(`
        INSERT INTO entities (circle, type, id, document, facets, rivals, stamp) VALUES
          ('team', 'bookings', 'a', '2027', '${facets}', NULL, 's1'),
          ('team', 'bookings', 'b', '2027', '${facets}', '{"slot":[1]}', 's2'),
          ('team', 'bookings', 'unreadable', '2027', '{"slot":9}', NULL, 's3'),
          ('team', 'series', 'a', 'undated', '{}', NULL, 's4'),
          ('care', 'bookings', 'a', '2027', '{}', NULL, 's5');
        INSERT INTO bookings (id, date, start, "end", busy_from, busy_until, whole_place, kind, status, claim, facets) VALUES
          ('b', '2027-01-02', 600, 660, 590, 670, 0, 'session', 'cancelled', 'c2', '${facets}'),
          ('a', '2027-01-02', 600, 660, 590, 670, 0, 'session', 'confirmed', 'c1', '${facets}');
        INSERT INTO own_entries (circle, seq, document, bytes) VALUES
          ('care', 1, '2027', x'03'), ('team', 2, 'undated', x'02'), ('team', 1, '2027', x'01');
        INSERT INTO gestures (id, circle, at, line, inverse) VALUES ('g2', 'team', 20, '{}', '[]'), ('g1', 'team', 10, '{}', '[]');
        INSERT INTO circle_updates (circle, document, "update") VALUES ('team', '2027', x'01'), ('team', '2027', x'02');
        INSERT INTO meta (key, value) VALUES ('clock', '"0mwwwbptw.00b.a"') ON CONFLICT DO UPDATE SET value = excluded.value;
      `);
    });
    const next = stand(here.dataDir);
    value(await next.unlock(vaultId));
    const { sqlite } = opened(next);
    const all = (sql: string) => sqlite.prepare(sql).raw().all();
    expect(
      all('SELECT id, start, equipment, document, facets, rivals, stamp FROM bookings ORDER BY rowid'),
    ).toEqual([
      ['b', 600, null, '2027', facets, '{"slot":[1]}', 's2'],
      ['a', 600, '["mats"]', '2027', facets, null, 's1'],
    ]);
    expect(all('SELECT circle, type, id, stamp FROM entities ORDER BY stamp')).toEqual([
      ['team', 'bookings', 'unreadable', 's3'],
      ['team', 'series', 'a', 's4'],
      ['care', 'bookings', 'a', 's5'],
    ]);
    const own = (circle: CircleName) =>
      createLedger(sqlite, circle, 'a')
        .ownAfter(0)
        .map(({ seq, document, bytes }) => [seq, document, bytes.toString('hex')]);
    expect(own('team')).toEqual([
      [1, '2027', '01'],
      [2, 'undated', '02'],
    ]);
    expect(own('care')).toEqual([[1, '2027', '03']]);
    expect(createLedger(sqlite, 'care', 'a').isOwn(1, Buffer.from('03', 'hex'))).toBe(true);
    expect(all('SELECT id FROM gestures ORDER BY number')).toEqual([['g1'], ['g2']]);
    expect(lastClock(sqlite)).toBe('0mwwwbptw.00b.a');
    next.vault.close();
  });

  it('keep the notes and labels found, once they are folded', async () => {
    const journal = path.join(migrationsDir, 'meta', '_journal.json');
    const { entries } = JSON.parse(fs.readFileSync(journal, 'utf8')) as Journal;
    const folded = entries.findIndex(({ tag }) => tag.endsWith('_folded_search'));
    const { here, vaultId } = await vaultAt(migrationsOf(folded), (before) => {
      writeNote(opened(before), 'Élégance', 'thé à la menthe');
      opened(before).sqlite.exec("INSERT INTO private_labels (booking_id, label) VALUES ('b', 'Zoé Łuczak')");
    });
    const next = stand(here.dataDir);
    value(await next.unlock(vaultId));
    const { sqlite } = opened(next);
    const found = (table: string, words: string) =>
      sqlite.prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ?`).pluck().all(words);
    expect([isComplete(sqlite), found('notes_text', 'eleg*')]).toEqual([false, []]);
    while (foldOutdated(sqlite));
    expect([isComplete(sqlite), found('notes_text', 'eleg*'), found('labels_text', 'luczak')]).toEqual([
      true,
      [1],
      [1],
    ]);
    next.vault.close();
  });
});

const rebuildNotes = [
  'PRAGMA foreign_keys=OFF;',
  'CREATE TABLE `parents_new` (`id` text PRIMARY KEY NOT NULL, `more` text);',
  'INSERT INTO `parents_new` SELECT `id`, NULL FROM `parents`;',
  'DROP TABLE `parents`;',
  'ALTER TABLE `parents_new` RENAME TO `parents`;',
  'PRAGMA foreign_keys=ON;',
];
const family: [string, string[]] = [
  '9000_family',
  [
    'CREATE TABLE `parents` (`id` text PRIMARY KEY NOT NULL);',
    'CREATE TABLE `children` (`id` text PRIMARY KEY NOT NULL, `parent` text NOT NULL REFERENCES `parents`(`id`) ON DELETE cascade);',
  ],
];

async function familyVault() {
  return vaultAt(migrationsOf(all, family), (before) => {
    opened(before).sqlite.exec(
      "INSERT INTO parents VALUES ('p'); INSERT INTO children VALUES ('c1', 'p'), ('c2', 'p')",
    );
  });
}

describe('a migration', () => {
  it('that rebuilds a table does not delete the rows that point to it', async () => {
    const { here, vaultId, base } = await familyVault();
    const next = stand(here.dataDir, {
      migrationsDir: migrationsOf(all, family, ['9001_rebuild', rebuildNotes]),
    });
    value(await next.unlock(vaultId));
    expect(count(next, 'children')).toBe(2);
    expect(opened(next).sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
    next.vault.close();
    const copy = path.join(path.dirname(base), copyBeforeMigration);
    expect(fs.readFileSync(copy).includes('SQLite format 3')).toBe(false);
    expect(fs.statSync(copy).mtimeMs).toBe(next.clock.now());
    next.clock.advance(8 * 24 * 3600 * 1000);
    value(await next.unlock(vaultId));
    expect(fs.existsSync(copy)).toBe(false);
    next.vault.close();
  });

  it.each<[string, string[]]>([
    [
      'that fails half-way',
      ['CREATE TABLE `one` (`a`);', "INSERT INTO `one` VALUES ('x');", 'UPDATE `absent` SET `a` = 1;'],
    ],
    ['that leaves rows pointing to nothing', ["DELETE FROM `parents` WHERE `id` = 'p';"]],
  ])('%s leaves the base as it was', async (_, statements) => {
    const { here, vaultId, base } = await familyVault();
    const before = fs.readFileSync(base);
    const next = stand(here.dataDir, {
      migrationsDir: migrationsOf(all, family, ['9001_faulty', statements]),
    });
    const day = new Date(next.clock.now()).toISOString().slice(0, 10);
    expect(await next.unlock(vaultId)).toEqual({
      ok: false,
      error: { tag: 'migration_failed', backupAt: day },
    });
    expect(next.gate.vault).toBeNull();
    expect(fs.readFileSync(base).equals(before)).toBe(true);
    value(await here.unlock(vaultId));
    expect(count(here, 'children')).toBe(2);
    expect(
      opened(here).sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'one'").get(),
    ).toBeUndefined();
    here.vault.close();
  });

  it('that comes out of order is applied all the same', async () => {
    const { here, vaultId } = await familyVault();
    const dir = migrationsOf(all, family, ['9001_late', ['CREATE TABLE `late` (`a`);']]);
    const file = path.join(dir, 'meta', '_journal.json');
    const journal = JSON.parse(fs.readFileSync(file, 'utf8')) as Journal;
    const late = journal.entries.at(-1);
    if (late) late.when = 1_000;
    fs.writeFileSync(file, JSON.stringify(journal));
    const next = stand(here.dataDir, { migrationsDir: dir });
    value(await next.unlock(vaultId));
    expect(count(next, 'late')).toBe(0);
    expect(count(next, '__drizzle_migrations')).toBe(all + 2);
    next.vault.close();
  });

  it('is not needed twice', async () => {
    const { here, vaultId, base } = await familyVault();
    value(await here.unlock(vaultId));
    here.vault.close();
    expect(fs.existsSync(path.join(path.dirname(base), copyBeforeMigration))).toBe(false);
  });
});
