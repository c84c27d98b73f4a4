/**
 * The vault: the only code that holds the keys of what is on the disk. It owns `vaults/`, `locks/`, `staging/` and
 * `replaced/` under the data folder and the backup files. It promises that nothing readable is ever written, that an
 * interrupted operation is as if not begun, and that what a disk or a person does wrong comes out as a tagged error.
 */

import type { Redacted } from '../ground/redacted.ts';
import { createVaultFor, type NewVault } from './creation.ts';
import type { Joined } from './gate.ts';
import { createHousehold } from './household.ts';
import { createKeeper, type VaultOptions } from './keeper.ts';
import { createRestores } from './restore.ts';
import { createWaysIn, guarded } from './ways-in.ts';

export { storageError } from '../ground/disk-errors.ts';
export type { NewVault } from './creation.ts';
export type { VaultOptions } from './keeper.ts';
export { refuseWeak } from './keeper.ts';
export type { KdfCost } from './key-derivation.ts';

export function createVault(options: VaultOptions) {
  const keeper = createKeeper(options);
  return {
    alwaysHandlers: { ...createWaysIn(keeper), ...createRestores(keeper) },
    unlockedHandlers: createHousehold(keeper),
    /** Finds out what a derivation costs here ahead of a vault that is about to be made, while a person is waited for. */
    prepare: () => void keeper.cost().catch(() => undefined),
    /**
     * Makes and opens the vault of a device that joins a team. Errors: those of the disk. The passphrase is the
     * caller's to wipe, and was found strong enough.
     */
    createForJoiner: (about: NewVault, passphrase: Redacted, joined: Joined) =>
      guarded(() => keeper.inTurn(() => createVaultFor(keeper, about, passphrase, { joined }))),
    /** Waits at most 3 s for the handlers that run, then closes the base and wipes the keys. */
    lock: () => keeper.lock(),
    /** Brackets a handler that must not be cut by the idle lock: call it before, and what it answers after. */
    enter: () => keeper.idle.enter(),
    /** At once, without waiting: the process is about to end. */
    close: () => keeper.closeCurrent(),
  };
}
