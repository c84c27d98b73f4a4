/** The real engine on a real folder, for tests: everything as in use, but a key that costs little to derive. */
import path from 'node:path';
import { createEngine, type Engine, systemClock, systemRandom } from '../index.ts';

/** A passphrase that the rules accept. */
export const testPassphrase = 'cheval agrafe batterie correct';

export const openTestEngine = (dataDir: string): Engine =>
  createEngine({
    dataDir,
    migrationsDir: path.resolve(import.meta.dirname, '../../../migrations'),
    appVersion: 'test',
    clock: systemClock,
    random: systemRandom,
    log: (line) => process.stderr.write(`${line}\n`),
    kdf: { passes: 1, memoryBytes: 8192 },
  });
