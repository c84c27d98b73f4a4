/** Timing: several samples, the middle one quoted, ratios taken in the same run. All times in milliseconds. */
export interface Samples {
  median: number;
  p95: number;
  count: number;
}

export function summarize(times: number[]): Samples {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), count: sorted.length };
}

/** Runs `work` for each input, after a warm-up that is not counted. */
export async function sample<T>(inputs: T[], work: (input: T) => unknown, warmUp = 5): Promise<Samples> {
  for (const input of inputs.slice(0, warmUp)) await work(input);
  const times: number[] = [];
  for (const input of inputs) {
    const start = performance.now();
    await work(input);
    times.push(performance.now() - start);
  }
  return summarize(times);
}

/**
 * Runs two pieces of work in turn on the same inputs, so that a change of the machine's speed touches both, in five
 * rounds; the ratio is the median of the rounds' ratios of the 95th percentiles.
 */
export async function versus<T>(
  inputs: T[],
  work: (input: T) => unknown,
  baseline: (input: T) => unknown,
): Promise<{ work: Samples; baseline: Samples; ratio: number }> {
  const rounds: { work: Samples; baseline: Samples }[] = [];
  for (let round = 0; round < 5; round += 1) {
    const [first, second] = round % 2 === 0 ? [work, baseline] : [baseline, work];
    const a = await sample(inputs, first);
    const b = await sample(inputs, second);
    rounds.push(round % 2 === 0 ? { work: a, baseline: b } : { work: b, baseline: a });
  }
  const middle = (pick: (round: (typeof rounds)[number]) => number) => summarize(rounds.map(pick)).median;
  const combined = (side: 'work' | 'baseline'): Samples => ({
    median: middle((round) => round[side].median),
    p95: middle((round) => round[side].p95),
    count: inputs.length * rounds.length,
  });
  return {
    work: combined('work'),
    baseline: combined('baseline'),
    ratio: middle((round) => round.work.p95 / round.baseline.p95),
  };
}
