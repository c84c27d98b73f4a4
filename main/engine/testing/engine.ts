/** The real engine on a real folder, for tests: everything as in use, but a key that costs little to derive. */
import path from 'node:path';
import {
  type Clock,
  createEngine,
  type Engine,
  type EngineOptions,
  systemClock,
  systemRandom,
} from '../index.ts';

/** A passphrase that the rules accept. */
export const testPassphrase = 'cheval agrafe batterie correct';

/** `network`: with whom it shares; nobody by default. */
export const openTestEngine = (
  dataDir: string,
  network: EngineOptions['network'] = null,
  clock: Clock = systemClock,
): Engine =>
  createEngine({
    dataDir,
    migrationsDir: path.resolve(import.meta.dirname, '../../../migrations'),
    appVersion: 'test',
    clock,
    random: systemRandom,
    log: (line) => process.stderr.write(`${line}\n`),
    network,
    kdf: { passes: 1, memoryBytes: 8192 },
  });
