/**
 * The sheet of a quarter at its largest: 13 weeks and 120 series, as a person meets it. "Without a dropped second" is the
 * longest time between two frames while it scrolls from end to end, and from a key to the date that shows it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, fromMinutes } from '#shared/domain/time/wall.ts';
import { ask, foundVault, goToAddress } from '../../e2e/support/journeys.ts';
import { RunningApp } from '../../e2e/support/launch.ts';
import { summarize } from '../support/measure.ts';
import type { Row } from '../support/row.ts';

const KEY = '2027-1';
const SERIES = 120;
const ROUNDS = 5;
const SPACES = ['space-salon', 'space-activites', 'space-calme'];

export async function sheetRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'margelle-bench-sheet-'));
  const app = await RunningApp.start(folder, { network: 'none' });
  try {
    const { page } = app;
    await foundVault(page);
    await ask(page, 'quarter.create', { key: KEY });
    for (let i = 0; i < SERIES; i += 1) {
      // A third of them finds its room taken by another: obstacles are drawn too.
      const start = 600 + (i % 9) * 50;
      await ask(page, 'quarter.saveLine', {
        key: KEY,
        line: {
          plan: {
            rule: { frequency: 'weekly' },
            slot: {
              date: addDays('2027-01-04', i % 5),
              start: fromMinutes(start),
              end: fromMinutes(start + 45),
              spaces: [SPACES[i % 3] ?? ''],
            },
          },
          what: { kind: 'session', title: `Série ${i + 1}`, isPublic: true },
          who: {},
        },
      });
    }
    const opening: number[] = [];
    const scrolling: number[] = [];
    const editing: number[] = [];
    const first = page.getByRole('grid').getByText('Série 1', { exact: true });
    for (let round = 0; round < ROUNDS; round += 1) {
      await goToAddress(page, 'planning');
      await first.waitFor({ state: 'detached' });
      const begun = performance.now();
      await goToAddress(page, `trimestre?quarter=${KEY}`);
      await first.waitFor();
      opening.push(performance.now() - begun);
      scrolling.push(await page.evaluate(longestFrame));
      const date = addDays('2027-01-12', round * 7);
      const chip = page.locator(`button[data-date="${date}"]`).first();
      await chip.focus();
      const pressed = performance.now();
      await page.keyboard.press('Delete');
      await page.locator(`button[data-date="${date}"][data-face="dropped"]`).first().waitFor();
      editing.push(performance.now() - pressed);
    }
    const row = (what: string, times: number[]): Row => ({
      what: `sheet of ${SERIES} series: ${what}`,
      measured: summarize(times).median,
      unit: 'ms',
      budget: 1_000,
      note: `median of ${ROUNDS}, in the Chromium host`,
    });
    return [
      row('opened and drawn', opening),
      row('longest wait between two frames, end to end', scrolling),
      row('from the key to the date that shows it', editing),
    ];
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs in the page: scrolls by a screen a frame, there and back; milliseconds. */
async function longestFrame(): Promise<number> {
  const frame = () => new Promise<number>((resume) => requestAnimationFrame(resume));
  const grid = document.querySelector('[role=grid]');
  const scroller = (function up(element: Element | null): Element {
    if (element === null || element === document.body) return document.scrollingElement ?? document.body;
    return element.scrollHeight > element.clientHeight + 50 ? element : up(element.parentElement);
  })(grid);
  let longest = 0;
  let last = await frame();
  const step = scroller.clientHeight * 0.8;
  for (const direction of [1, -1]) {
    for (let moved = 0; moved < scroller.scrollHeight; moved += step) {
      scroller.scrollBy(0, direction * step);
      const now = await frame();
      longest = Math.max(longest, now - last);
      last = now;
    }
  }
  return longest;
}
