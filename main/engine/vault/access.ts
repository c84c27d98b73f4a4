/**
 * `access.json`, beside the keyring: wrong secrets tried, so that guessing gets slower and stays slow after a restart.
 * Written before the secret is verified: killing the app in between does not give the attempt back.
 *
 * The dates in it are told to the person; no delay is made of them. A delay runs from when this process first knew of
 * the last failure: after a restart, or a failure counted by another process, it is counted again whole, and no clock
 * put right makes it longer or shorter.
 */
import { z } from 'zod';
import {
  type Clock,
  type Delay,
  type Elapsed,
  later,
  left,
  minutes,
  seconds,
  shorter,
  times,
} from '../ground/clock.ts';
import { storageError } from '../ground/disk-errors.ts';
import { putAside, readIfPresent, writeDurably, writeOver } from '../ground/whole-file.ts';

const accessFile = z.object({
  /** Epoch milliseconds of the attempts that failed since the last opening. */
  failures: z.array(z.number()).max(10_000),
  /** The file was found damaged or missing since: how many failed is not known any more. */
  lost: z.literal(true).optional(),
  lastOpenedAt: z.number().optional(),
});
type Access = z.infer<typeof accessFile>;

const freeAttempts = 3;
const firstDelay = seconds(5);
const longestDelay = minutes(15);
const remembered = 200;

/** 3 attempts at once, then 5 s, 10 s, 20 s … up to a quarter of an hour after each. */
export function delayAfter(failures: number): Delay {
  if (failures < freeAttempts) return seconds(0);
  return shorter(longestDelay, times(firstDelay, 2 ** Math.min(20, failures - freeAttempts)));
}

export interface Attempts {
  /** None was made yet: of a vault that is being made, which must not be found without its file. */
  begin(): void;
  /** How long until the next one may be made. */
  wait(): Delay;
  /** How many failed is not known: the file is missing or damaged. */
  isLost(): boolean;
  /** Epoch milliseconds. */
  lastOpenedAt(): number | undefined;
  /** Counts an attempt as failed; `forgive` takes it back when it turns out right. */
  count(): void;
  forgive(): void;
  /** Answers the failures there were, and forgets them. */
  opened(): number[];
}

export interface Guesses {
  /** Of the vault that this file stands beside. */
  at(file: string): Attempts;
  /** On a backup: it may be anywhere, so the count lives as long as the engine. */
  on(backup: string): Attempts;
}

export function createGuesses(clock: Clock): Guesses {
  /** The failures of each as last seen here, and since when. */
  const seen = new Map<string, { failures: string; since: Elapsed }>();
  const held = new Map<string, Access>();

  function sinceOf(name: string, access: Access, now = clock.elapsed()): Elapsed {
    const failures = JSON.stringify([access.failures, access.lost]);
    const before = seen.get(name);
    if (before?.failures === failures) return before.since;
    seen.set(name, { failures, since: now });
    return now;
  }

  function counted(name: string, read: () => Access, write: (access: Access) => void): Attempts {
    let before: Elapsed | undefined;
    const change = (access: Access, since?: Elapsed) => {
      write(access);
      sinceOf(name, access, since);
    };
    return {
      begin: () => change({ failures: [] }),
      wait() {
        const access = read();
        const earned = access.lost ? longestDelay : delayAfter(access.failures.length);
        return left(clock, later(sinceOf(name, access), earned));
      },
      isLost: () => read().lost === true,
      lastOpenedAt: () => read().lastOpenedAt,
      count() {
        const access = read();
        before = sinceOf(name, access);
        change({ ...access, failures: [...access.failures, clock.now()].slice(-remembered) });
      },
      forgive() {
        const access = read();
        change({ ...access, failures: access.failures.slice(0, -1) }, before);
      },
      opened() {
        const { failures } = read();
        change({ failures: [], lastOpenedAt: clock.now() });
        return failures;
      },
    };
  }

  function onDisk(file: string): Access {
    try {
      return accessFile.parse(JSON.parse(String(readIfPresent(file))));
    } catch (error) {
      if (storageError(error)) throw error;
      // One longest delay, and no more: damaging or removing it is no way round the delay, nor does it lock anybody out for good.
      return { failures: [], lost: true };
    }
  }

  /**
   * On a full disk the count is written over the former one, which has the room, else it goes on in memory: the person must
   * still be able to open and read, and one who guesses must not start again with the app.
   */
  function write(file: string, access: Access): void {
    try {
      putAside(file, 'file');
      writeDurably(file, JSON.stringify(access));
      held.delete(file);
    } catch (error) {
      if (storageError(error)?.tag !== 'disk_full') throw error;
      held.set(file, access);
      writeWhereItStands(file, access);
    }
  }
  function writeWhereItStands(file: string, access: Access): void {
    try {
      writeOver(file, JSON.stringify(access));
    } catch {
      // There is none, or it would be longer than its room: it stays in memory.
    }
  }

  return {
    at: (file) =>
      counted(
        file,
        () => held.get(file) ?? onDisk(file),
        (access) => write(file, access),
      ),
    on: (backup) =>
      counted(
        backup,
        () => held.get(backup) ?? { failures: [] },
        (access) => void held.set(backup, access),
      ),
  };
}
