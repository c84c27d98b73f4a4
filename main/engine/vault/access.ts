/**
 * `access.json`, beside the keyring: wrong secrets tried, so that guessing gets slower and stays slow after a restart.
 * Written before the secret is verified: killing the app in between does not give the attempt back.
 */
import { z } from 'zod';
import type { Clock } from '../ground/clock.ts';
import { storageError } from '../ground/disk-errors.ts';
import { readIfPresent, writeDurably } from '../ground/whole-file.ts';

const accessFile = z.object({
  /** Epoch milliseconds of the attempts that failed since the last opening. */
  failures: z.array(z.number()).max(10_000),
  lastOpenedAt: z.number().optional(),
});
export type Access = z.infer<typeof accessFile>;

const freeAttempts = 3;
const firstDelayMs = 5_000;
const longestDelayMs = 15 * 60_000;
const remembered = 200;

/** 3 attempts at once, then 5 s, 10 s, 20 s … up to a quarter of an hour after each. */
export function delayAfter(failures: number): number {
  if (failures < freeAttempts) return 0;
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(20, failures - freeAttempts));
}

export function retryInMs(access: Access, now: number): number {
  const last = access.failures.at(-1);
  if (last === undefined) return 0;
  const delay = delayAfter(access.failures.length);
  // A clock set back neither shortens the delay nor makes it longer than the delay itself.
  return Math.max(0, Math.min(delay, last + delay - now));
}

export interface Attempts {
  read(): Access;
  /** Counts an attempt as failed; `forgive` takes it back when it turns out right. */
  count(): void;
  forgive(): void;
  /** Answers the failures there were, and forgets them. */
  opened(): number[];
}

/** On a full disk the count goes on in memory: the person must still be able to open and read. */
export function attempts(file: string, clock: Clock, held: Map<string, Access>): Attempts {
  const read = (): Access => {
    const inMemory = held.get(file);
    if (inMemory) return inMemory;
    const bytes = readIfPresent(file);
    if (!bytes) return { failures: [] };
    try {
      return accessFile.parse(JSON.parse(bytes.toString('utf8')));
    } catch {
      // Damaged: the strictest reading, since damaging it must not be a way round the delay.
      return { failures: Array.from({ length: freeAttempts }, () => clock.now()) };
    }
  };
  const write = (access: Access) => {
    try {
      writeDurably(file, JSON.stringify(access));
      held.delete(file);
    } catch (error) {
      if (storageError(error)?.tag !== 'disk_full') throw error;
      held.set(file, access);
    }
  };
  return {
    read,
    count: () => {
      const access = read();
      write({ ...access, failures: [...access.failures, clock.now()].slice(-remembered) });
    },
    forgive: () => {
      const access = read();
      write({ ...access, failures: access.failures.slice(0, -1) });
    },
    opened: () => {
      const failures = read().failures;
      write({ failures: [], lastOpenedAt: clock.now() });
      return failures;
    },
  };
}

/** For secrets tried on a backup: the file may be anywhere, so the count lives as long as the engine. */
export function attemptsInMemory(name: string, clock: Clock, held: Map<string, Access>): Attempts {
  const read = (): Access => held.get(name) ?? { failures: [] };
  return {
    read,
    count: () => held.set(name, { failures: [...read().failures, clock.now()].slice(-remembered) }),
    forgive: () => held.set(name, { failures: read().failures.slice(0, -1) }),
    opened: () => {
      const { failures } = read();
      held.delete(name);
      return failures;
    },
  };
}
