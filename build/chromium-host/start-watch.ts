/**
 * Watches over a window that is being opened. One that is late is told of within five seconds, with the reason as far as it is
 * known; then it is given up and opened again. A busy machine is told of as soon, and given longer.
 */
import { availableParallelism, loadavg } from 'node:os';

/** Less of it, for a test that has no window to wait for. */
const toldAfterMs = Number(process.env.MARGELLE_WINDOW_WITHIN_MS ?? 5_000);
const tries = 3;
/** Even the busiest machine is not waited for longer than six times as long. */
const longest = 6;

export interface Attempt<T> {
  opened: Promise<T>;
  /** What is being waited for, as the end of a sentence; or how it ended. */
  waitsFor(): string;
  /** Ends what was begun. */
  abandon(): Promise<void>;
  /** What is done about it, as a sentence. */
  next: string;
}

/** How many times slower than alone: what wants to run, for each processor. */
const busy = (): number => Math.min(longest, Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()));

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 1000 ? 1 : 0)} s`;

/** Rejects with the reason when the attempt fails or outlasts its patience. */
const wait = <T>(attempt: Attempt<T>, round: number, say: (line: string) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    const patience = Math.round(toldAfterMs * Math.max(round, busy()));
    const late = (): string => `after ${seconds(patience)}, ${attempt.waitsFor()}`;
    const told = setTimeout(() => {
      if (patience > toldAfterMs)
        say(
          `Margelle’s window is late: after ${seconds(toldAfterMs)}, ${attempt.waitsFor()}. The machine is busy: it has ${seconds(patience - toldAfterMs)} more.`,
        );
    }, toldAfterMs);
    const end = setTimeout(() => reject(new Error(late())), patience);
    attempt.opened.then(resolve, reject).finally(() => {
      clearTimeout(told);
      clearTimeout(end);
    });
  });

/** @throws Error, with the last reason, once every try failed */
export const openWatched = async <T>(begin: () => Attempt<T>, say: (line: string) => void): Promise<T> => {
  for (let round = 1; ; round += 1) {
    const attempt = begin();
    try {
      return await wait(attempt, round, say);
    } catch (error) {
      await attempt.abandon();
      const why = (error as Error).message;
      if (round === tries)
        throw new Error(`Margelle’s window did not open, ${tries} times in a row: ${why}.`);
      say(`Margelle’s window did not open: ${why}. ${attempt.next}`);
    }
  }
};
