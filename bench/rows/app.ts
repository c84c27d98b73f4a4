/**
 * The built app on ten years, as a person meets it: from the passphrase sent to Aujourd'hui drawn, and what the first
 * screens make the window load. The key's derivation (half a second by design) is measured apart and subtracted.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { DEMO_PASSPHRASE } from '#shared/domain/demo/passphrase.ts';
import { RunningApp } from '../../e2e/support/launch.ts';
import { summarize } from '../support/measure.ts';
import type { Row } from '../support/row.ts';
import { timeDerivation } from '../support/ten-years.ts';

const rendererDir = fileURLToPath(new URL('../../out/renderer/', import.meta.url));
const ROUNDS = 5;

/**
 * Milliseconds from the vault being open, as the engine says it, to the day being in the page; resolves then.
 * Looked for in the page at every frame: Playwright's own waiting ends up looking twice a second.
 */
const drawnAfterOpening = (page: Page): Promise<number> =>
  page.evaluate(
    (label) =>
      new Promise<number>((resolve) => {
        let opened = Number.NaN;
        window.margelle.on('vault.changed', () => {
          opened = performance.now();
        });
        const look = (): void => {
          if (document.querySelector(`[aria-label="${label}"]`) === null) requestAnimationFrame(look);
          else resolve(performance.now() - opened);
        };
        look();
      }),
    'La journée par espace',
  );

export async function appRows(dataDir: string): Promise<Row[]> {
  const derivation = summarize(await timeDerivation(dataDir, ROUNDS)).median;
  const app = await RunningApp.start(dataDir, {});
  try {
    const times: number[] = [];
    const inWindow: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const { page } = app;
      // As a person types: the code of what comes next arrives meanwhile.
      await page
        .getByLabel('Phrase de passe', { exact: true })
        .pressSequentially(DEMO_PASSPHRASE, { delay: 40 });
      const drawn = drawnAfterOpening(page);
      const start = performance.now();
      await page.keyboard.press('Enter');
      const ofWindow = await drawn;
      // The first opening also fills the caches of a cold process: it is not counted.
      if (round > 0) {
        times.push(performance.now() - start - derivation);
        inWindow.push(ofWindow);
      }
      if (round === ROUNDS) break;
      await page.keyboard.press('Control+l');
    }
    const loaded = await app.page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname),
    );
    const files = [...new Set(loaded)].filter((path) => /\.(js|css|html)$/.test(path));
    const zipped = files.reduce(
      (sum, path) => sum + gzipSync(readFileSync(join(rendererDir, path))).length,
      0,
    );
    return [
      {
        what: 'unlock → Aujourd’hui drawn',
        measured: summarize(times).median,
        unit: 'ms',
        budget: 800,
        note: `median of ${ROUNDS}, key derivation (${derivation.toFixed(0)} ms) subtracted, page reload excluded; of it, ${summarize(inWindow).median.toFixed(0)} ms once the vault is open`,
      },
      {
        what: 'renderer bundle, first screen, gzip',
        measured: zipped / 1024,
        unit: 'kB',
        budget: 450,
        note: `${files.length} files loaded up to Aujourd’hui`,
      },
    ];
  } finally {
    await app.close();
  }
}
