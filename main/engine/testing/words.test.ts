/**
 * What a thief of the machine finds: after a day of work and a lock, no word of a note, a booking, a label or a
 * half-typed form stands in any file of the data folder. (That the base is plain SQLCipher 4, readable by another
 * implementation, is shown in vault/format.test.ts.)
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../index.ts';
import { openTestEngine, testPassphrase as passphrase } from './engine.ts';

/** Words that no library, table or setting contains. */
const words = {
  noteTitle: 'Zébulonnage',
  noteBody: 'Quirlimpette',
  tag: 'vrombissure',
  booking: 'Galimaflore',
  description: 'Tournebouline',
  label: 'Madame Xantrolle',
  draft: 'Esperlouette',
  deleted: 'Disparouille',
  passphrase,
} as const;

let dataDir: string;
let backups: string;
let engine: Engine;

async function done<T>(
  answer: Promise<{ ok: true; value: T } | { ok: false; error: { tag: string } }>,
): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(settled.error.tag);
  return settled.value;
}

const paragraph = (text: string) => ({
  type: 'paragraph' as const,
  content: [{ type: 'text' as const, text }],
});

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'margelle-words-'));
  backups = join(dataDir, 'sauvegardes');
  mkdirSync(backups);
  engine = openTestEngine(dataDir);
  await done(
    engine.call('vault.create', {
      team: 'Place',
      profile: 'ressourcerie',
      name: 'Odile',
      role: 'coordinator',
      passphrase,
    }),
  );
  await done(
    engine.call('notes.create', {
      date: '2027-01-12',
      title: words.noteTitle,
      body: { type: 'doc', content: [paragraph(`Elle parle de ${words.noteBody} et du répit.`)] },
      tags: [words.tag],
    }),
  );
  const gone = await done(engine.call('notes.create', { date: '2027-01-12', title: words.deleted }));
  await done(engine.call('notes.delete', { id: gone.id }));
  await done(
    engine.call('planning.create', {
      slot: { date: '2027-01-12', start: '10:00', end: '11:00', spaces: ['space-salon'] },
      what: { kind: 'meeting', title: words.booking, description: words.description },
      who: {},
      state: { status: 'confirmed' },
    }),
  );
  await done(
    engine.call('planning.create', {
      slot: { date: '2027-01-12', start: '10:00', end: '11:00', spaces: ['space-calme'] },
      what: { kind: 'appointment' },
      who: {},
      state: { status: 'confirmed' },
      privateLabel: words.label,
    }),
  );
  await done(engine.call('drafts.save', { key: 'booking', value: { title: words.draft } }));
});

afterAll(async () => {
  await engine.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Every file under the data folder that holds one of the words, in one of three encodings. */
function found(): string[] {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(2);
  return files.flatMap((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    return Object.values(words).flatMap((word) => {
      const utf16 = Buffer.from(word, 'utf16le');
      const forms = [Buffer.from(word), Buffer.from(word.toLowerCase()), utf16, Buffer.from(utf16).swap16()];
      return forms.some((form) => bytes.includes(form)) ? [`${entry.name}: ${word}`] : [];
    });
  });
}

describe('the data folder', () => {
  it('holds no word in clear while the vault is open', () => {
    expect(found()).toEqual([]);
  });

  it('holds no word in clear after a backup and a lock', async () => {
    await done(engine.call('vault.backupNow', { folder: engine.grantFile(backups, 'folder') }));
    expect(readdirSync(backups).length).toBe(1);
    await done(engine.call('vault.lock', {}));
    expect(found()).toEqual([]);
  });
});
