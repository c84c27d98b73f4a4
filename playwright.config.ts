import { defineConfig } from '@playwright/test';

/**
 * The journeys run on what `npm run build` wrote. The times here are when to give up, not what a test may take: on a busy
 * machine everything is several times longer, and nothing else is wrong.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 600_000,
  expect: { timeout: 30_000, toPass: { intervals: [20, 50, 100] } },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  reporter:
    process.env.MARGELLE_REPORT === undefined
      ? [['list']]
      : [['list'], ['json', { outputFile: process.env.MARGELLE_REPORT }]],
});
