/**
 * Other implementations read the base: SQLCipher 4 as its documentation describes it, written here again with Node's
 * own cryptography and read by Node's own SQLite; and the `sqlcipher` program where version 4 of it is installed.
 */
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { foldOutdated } from '../capability/searched.ts';
import { Redacted } from '../ground/redacted.ts';
import { goodPassphrase, newDataDir, opened, stand, value, writeNote, writeNotes } from './testing/stand.ts';

const pageBytes = 4096;
const reserved = 80;
const macBytes = 64;

/** AES-256-CBC and HMAC-SHA-512 page by page; the salt stands in place of the first 16 bytes. */
function decrypted(file: Buffer, key: Buffer): Buffer {
  const salt = file.subarray(0, 16);
  const macKey = crypto.pbkdf2Sync(key, Buffer.from(salt.map((byte) => byte ^ 0x3a)), 2, 32, 'sha512');
  const pages: Buffer[] = [];
  for (let number = 1; number * pageBytes <= file.length; number++) {
    const page = file.subarray((number - 1) * pageBytes, number * pageBytes);
    const start = number === 1 ? 16 : 0;
    const end = pageBytes - reserved;
    const iv = page.subarray(end, end + 16);
    const numbered = Buffer.alloc(4);
    numbered.writeUInt32LE(number);
    const mac = crypto
      .createHmac('sha512', macKey)
      .update(page.subarray(start, end + 16))
      .update(numbered)
      .digest();
    expect(mac.equals(page.subarray(end + 16, end + 16 + macBytes)), `HMAC of page ${number}`).toBe(true);
    const cipher = crypto.createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    const plain = Buffer.concat([cipher.update(page.subarray(start, end)), cipher.final()]);
    const first = number === 1 ? Buffer.from('SQLite format 3\0', 'latin1') : Buffer.alloc(0);
    pages.push(Buffer.concat([first, plain, page.subarray(end)]));
  }
  return Buffer.concat(pages);
}

/** A vault with notes, its key (caught on the way through the test's randomness), locked. */
async function vaultAndKey() {
  let key = Buffer.alloc(0);
  const bytes = (length: number) => {
    const made = crypto.randomBytes(length);
    if (length === 32 && key.length === 0) key = Buffer.from(made);
    return made;
  };
  const here = stand();
  here.context.random.bytes = bytes;
  const { vaultId } = value(await here.create());
  writeNotes(opened(here), 500, 'une matinée à l’atelier couture');
  writeNote(opened(here), 'Ménagère', 'brocante dehors');
  while (foldOutdated(opened(here).sqlite));
  const folder = newDataDir();
  const backup = value(
    await here.vault.unlockedHandlers['vault.backupNow'](
      { folder: here.grant(folder, 'folder') },
      here.unlocked(),
    ),
  );
  here.vault.close();
  return {
    key,
    base: path.join(here.dataDir, 'vaults', vaultId, 'vault.db'),
    backup: path.join(folder, backup.name),
  };
}

const search =
  "SELECT title FROM notes_text t JOIN notes n ON n.rowid = t.rowid WHERE notes_text MATCH 'menag* brocante'";

it('another implementation, with the raw key, reads the base and its full-text index', async () => {
  const { key, base } = await vaultAndKey();
  const plain = path.join(newDataDir(), 'plain.db');
  // WAL is asked of the file by bytes 18 and 19; Node's SQLite reads it as it is, closed.
  fs.writeFileSync(plain, decrypted(fs.readFileSync(base), key));
  const other = new DatabaseSync(plain);
  expect(other.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(other.prepare(search).all()).toEqual([{ title: 'Ménagère' }]);
  expect(other.prepare('SELECT count(*) AS notes FROM notes').get()).toEqual({ notes: 501 });
  other.close();
  fs.rmSync(path.dirname(plain), { recursive: true });
});

it('a backup begins with the base itself, readable in the same way without Margelle', async () => {
  const { key, backup } = await vaultAndKey();
  const bytes = fs.readFileSync(backup);
  const headerLength = bytes.readUInt32BE(bytes.length - 20);
  const header = JSON.parse(
    bytes.subarray(bytes.length - 52 - headerLength, bytes.length - 52).toString('utf8'),
  ) as {
    baseBytes: number;
  };
  const plain = decrypted(bytes.subarray(0, header.baseBytes), key);
  expect(plain.includes('Ménagère')).toBe(true);
  expect(bytes.includes('Ménagère')).toBe(false);
  expect(bytes.includes(goodPassphrase)).toBe(false);
});

/** Version 3 of the program (Debian 12) does not know the format of version 4. */
function sqlcipherVersion(): number {
  try {
    const answer = execFileSync('sqlcipher', [':memory:', 'PRAGMA cipher_version;'], {
      stdio: 'pipe',
    }).toString();
    return Number.parseInt(answer, 10) || 0;
  } catch {
    return 0;
  }
}

const version = sqlcipherVersion();
const why = version === 0 ? 'it is not installed' : `version ${version} is`;
it.skipIf(version < 4)(
  `the sqlcipher program reads the base${version < 4 ? ` (skipped: needs version 4, ${why})` : ''}`,
  async () => {
    const { key, base } = await vaultAndKey();
    const script = `PRAGMA key = "x'${key.toString('hex')}'";\n${search};\n`;
    expect(execFileSync('sqlcipher', [base], { input: script }).toString()).toContain('Ménagère');
    expect(new Redacted(key).toString()).not.toContain(key.toString('hex'));
  },
);
