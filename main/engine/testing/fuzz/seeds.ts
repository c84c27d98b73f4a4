/** Many seeds, a few side by side: machines mostly wait for one another. */
import { type Outcome, runSeed } from './run.ts';

const SIDE_BY_SIDE = 3;

type Totals = Omit<Outcome, 'seed'>;

export interface SeedsOutcome {
  done: number;
  totals: Totals;
  /** One line for each seed that did not converge, lost a booking or faulted. */
  failures: string[];
}

export async function runSeeds(
  from: number,
  count: number,
  progress: (done: number) => void = () => {},
): Promise<SeedsOutcome> {
  const outcome: SeedsOutcome = {
    done: 0,
    totals: {
      machines: 0,
      bookings: 0,
      conflicts: 0,
      rivals: 0,
      partitions: 0,
      cuts: 0,
      delayed: 0,
      restarts: 0,
      locks: 0,
      skews: 0,
      removals: 0,
      mischief: 0,
    },
    failures: [],
  };
  let next = from;
  const worker = async () => {
    while (next < from + count) {
      const seed = next++;
      try {
        const { seed: _, ...counts } = await runSeed(seed);
        for (const what of Object.keys(counts) as (keyof Totals)[]) outcome.totals[what] += counts[what];
      } catch (error) {
        outcome.failures.push(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
      }
      outcome.done += 1;
      progress(outcome.done);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return outcome;
}
