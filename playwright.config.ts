import { defineConfig } from '@playwright/test';

/** The journeys run on what `npm run build` wrote; each test starts its own app on its own folder. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  reporter:
    process.env.MARGELLE_REPORT === undefined
      ? [['list']]
      : [['list'], ['json', { outputFile: process.env.MARGELLE_REPORT }]],
});
