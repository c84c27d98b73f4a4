/** The real engine on a real folder, with a key that costs little to derive. */
import path from 'node:path';
import { createEngine, type Engine, systemClock, systemRandom } from '../../../index.ts';

export const openCrashEngine = (dataDir: string): Engine =>
  createEngine({
    dataDir,
    migrationsDir: path.resolve(import.meta.dirname, '../../../../../migrations'),
    appVersion: '1.0.0',
    clock: systemClock,
    random: systemRandom,
    log: (line) => process.stderr.write(`${line}\n`),
    kdf: { passes: 1, memoryBytes: 8192 },
  });
