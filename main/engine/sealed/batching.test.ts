import { describe, expect, it } from 'vitest';
import { createBatching } from './batching.ts';
import type { Present } from './log-index.ts';

const entry = (bytes: number): Present => ({
  hash: '',
  bytes: new Uint8Array(bytes),
  header: null,
  trusted: false,
  copies: 1,
});
const MiB = 1024 * 1024;

/** Each turn brings entries of these lengths; answers how many entries were taken in at once, in order. */
async function batches(turns: number[][]): Promise<number[]> {
  const taken: number[] = [];
  const incoming = createBatching((entries) => taken.push(entries.length));
  for (const turn of [...turns, [], []]) {
    for (const bytes of turn) incoming.push(entry(bytes));
    if (turn.length > 0) incoming.soon();
    await new Promise((done) => setImmediate(done));
  }
  return taken;
}

describe('entries that came', () => {
  it('are taken in turn by turn', async () => {
    expect(await batches([[10, 10, 10], [20], [30, 30]])).toEqual([3, 1, 2]);
  });

  it('of a long log wait until it stops coming', async () => {
    expect(await batches([[MiB, MiB], [MiB], [MiB], [], [10]])).toEqual([4, 1]);
  });

  it('are taken in once they are a large part', async () => {
    expect(await batches(Array.from({ length: 24 }, () => [MiB]))).toEqual([16, 8]);
  });

  it('are not held up for ever by a trickle', async () => {
    const [first, ...others] = await batches([[2 * MiB], ...Array.from({ length: 300 }, () => [1])]);
    expect(first).toBeLessThan(210);
    expect((first ?? 0) + others.reduce((sum, count) => sum + count, 0)).toBe(301);
  });

  it('are forgotten when the circle stops', async () => {
    const taken: number[] = [];
    const incoming = createBatching((entries) => taken.push(entries.length));
    incoming.push(entry(10));
    incoming.soon();
    incoming.clear();
    await new Promise((done) => setImmediate(done));
    expect(taken).toEqual([0]);
  });
});
