/** The start of the built app in the Chromium host, beside an empty window of the same browser, in turn. */
import { timeEmptyWindow, timeStart } from '../../build/chromium-host/start-time.ts';
import { summarize } from '../support/measure.ts';
import type { Row } from '../support/row.ts';

const ROUNDS = 7;

export async function startRow(dataDir: string): Promise<Row> {
  const opened: number[] = [];
  const empty: number[] = [];
  // The first of each fills the caches of the disk: it is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const window = await timeEmptyWindow();
    const { ms } = await timeStart(dataDir);
    if (round === 0) continue;
    empty.push(window);
    opened.push(ms);
  }
  const field = summarize(opened).median;
  const window = summarize(empty).median;
  return {
    what: 'shell’s first line → passphrase field, × an empty window',
    measured: field / window,
    unit: '×',
    budget: 1.5,
    note: `medians of ${ROUNDS}, in turn: ${field.toFixed(0)} ms, ${window.toFixed(0)} ms`,
  };
}
