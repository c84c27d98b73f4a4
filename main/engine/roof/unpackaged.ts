/** What only tests ask of the engine: the shell of a packaged app does not, and there it refuses all the same. */
import type { KdfCost } from '../vault/key-derivation.ts';

/** `home`: where the engine's code is. */
export function refusePackaged(home: string): void {
  if (home.includes('.asar'))
    throw new Error('a packaged app keeps the machine’s own time and the full cost of keys');
}

/** Keys that cost next to nothing, to make and to guess. */
export function quickKeys(home: string): KdfCost {
  refusePackaged(home);
  return { passes: 1, memoryBytes: 8192 };
}
