/**
 * The vaults of this machine as long as none is open: all that the first screen asks, and little to load, since it is
 * answered before the rest of the engine is there.
 */
import fs from 'node:fs';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { VaultListed, VaultProblem } from '#shared/contract/vault.ts';
import { err, type Result } from '#shared/domain/result.ts';
import type { Clock } from '../ground/clock.ts';
import { isOfTheSystem, storageError } from '../ground/disk-errors.ts';
import { readIfPresent } from '../ground/whole-file.ts';
import { type Attempts, createGuesses } from './access.ts';
import { cleanUp, type Folders, folders, listVaults, type VaultFiles, vaultFiles } from './folders.ts';
import { type KdfCost, minimumCost } from './key-derivation.ts';
import { type Keyring, parseKeyring } from './keyring.ts';
import { isFree } from './vault-lock.ts';

export interface ClosedVaults {
  readonly where: Folders;
  /** Of the keyrings that are read. */
  readonly weakest: KdfCost;
  attemptsOf(id: string): Attempts;
  list(): VaultListed[];
}

/** Null when there is none, or what bears its name cannot be read as a file (a folder, a failing disk). */
function keyringBytes(file: string): Buffer | null {
  try {
    return readIfPresent(file);
  } catch (error) {
    if (storageError(error) || !isOfTheSystem(error)) throw error;
    return null;
  }
}

/** Errors: `vault_damaged` (keyring absent or not as written), `vault_mismatch` (that of another vault). */
export function readKeyring(files: VaultFiles, id: string, weakest: KdfCost): Result<Keyring, AppError> {
  const bytes = keyringBytes(files.keyring);
  const keyring = bytes
    ? parseKeyring(bytes, weakest)
    : err<AppError>({ tag: 'vault_damaged', part: 'keyring' });
  return keyring.ok && keyring.value.vaultId !== id ? err({ tag: 'vault_mismatch' }) : keyring;
}

/** Also removes what an interrupted run left. */
export function createClosedVaults(dataDir: string, clock: Clock, weakest = minimumCost): ClosedVaults {
  const where = folders(dataDir);
  const guesses = createGuesses(clock);
  cleanUp(where, (name) => isFree(where.locks, name));

  const attemptsOf = (id: string): Attempts => guesses.at(vaultFiles(where, id).access);

  function listed(id: string): VaultListed {
    const files = vaultFiles(where, id);
    let problem: VaultProblem | undefined;
    let label = id.slice(0, 8);
    try {
      const keyring = readKeyring(files, id, weakest);
      if (keyring.ok) label = keyring.value.label;
      else problem = keyring.error.tag === 'vault_mismatch' ? 'keyring-of-another-vault' : 'keyring-damaged';
      if (!problem && !fs.existsSync(files.base)) problem = 'base-missing';
      const tried = attemptsOf(id);
      const lastOpenedAt = tried.lastOpenedAt();
      return {
        id,
        label,
        retryInMs: tried.wait(),
        ...(tried.isLost() ? { lost: true } : {}),
        ...(lastOpenedAt === undefined ? {} : { lastOpenedAt }),
        ...(problem ? { problem } : {}),
      };
    } catch (error) {
      // Whatever the system answers of one vault (a folder in place of a file, a failing disk) is that vault's: the others open.
      if (!isOfTheSystem(error)) throw error;
      return { id, label, retryInMs: 0, problem: problem ?? 'keyring-damaged' };
    }
  }

  return { where, weakest, attemptsOf, list: () => listVaults(where).map(listed) };
}
