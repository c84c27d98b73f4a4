/**
 * `npm run bench`: prints one table, writes `bench/results/latest.json`, and exits with 1 when a budget is not held.
 * `--data DIR` keeps the ten-year vault there between runs; `--only TEXT` runs the groups whose name contains it.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium } from '../build/chromium-host/find-chromium.mjs';
import { appRows } from './rows/app.ts';
import { conflictRow } from './rows/conflict.ts';
import { importRows } from './rows/importing.ts';
import { memoryRow } from './rows/memory.ts';
import { composeRows, publishRow } from './rows/quarter.ts';
import { queryRows, searchRow } from './rows/queries.ts';
import { growthRow, sealingRow } from './rows/sealing.ts';
import { joinRow, youngTeamRows } from './rows/sharing.ts';
import { sheetRows } from './rows/sheet.ts';
import { startRow } from './rows/start.ts';
import { holds, type Row, table } from './support/row.ts';
import { makeTenYears, openTwin, type Twin } from './support/ten-years.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
  },
});
// The one that people see, not the one that tests may take.
process.env.CHROME_PATH ??= findChromium() ?? '';

const dataDir = values.data ?? join(tmpdir(), `margelle-bench-${process.pid}`);
const wanted = (name: string) => name.includes(values.only);

const rows: Row[] = [];
const inTwin: [string, (twin: Twin) => Promise<Row[]>][] = [
  ['queries', queryRows],
  ['search', async (twin) => [await searchRow(twin)]],
  ['conflict', async (twin) => [await conflictRow(twin)]],
  ['compose', composeRows],
];
const inApp: [string, (dataDir: string) => Promise<Row[]>][] = [
  ['memory', async (dir) => [await memoryRow(dir)]],
  ['app', appRows],
  ['start', async (dir) => [await startRow(dir)]],
  ['sealing', async () => [await sealingRow()]],
  ['growth', async () => [await growthRow()]],
  ['sharing', youngTeamRows],
  ['sheet', sheetRows],
  ['publish', async () => [await publishRow()]],
  ['import', importRows],
  ['join', async (dir) => [await joinRow(dir)]],
];

try {
  await makeTenYears(dataDir, Number(values.seed));
  if (inTwin.some(([name]) => wanted(name))) {
    const twin = await openTwin(dataDir);
    try {
      for (const [name, run] of inTwin) if (wanted(name)) rows.push(...(await run(twin)));
    } finally {
      twin.close();
    }
  }
  for (const [name, run] of inApp) if (wanted(name)) rows.push(...(await run(dataDir)));
  console.log(table(rows));
  const results = fileURLToPath(new URL('results/', import.meta.url));
  mkdirSync(results, { recursive: true });
  writeFileSync(
    join(results, 'latest.json'),
    `${JSON.stringify({ at: new Date().toISOString(), rows }, null, 2)}\n`,
  );
  process.exitCode = rows.every(holds) ? 0 : 1;
} finally {
  if (values.data === undefined) rmSync(dataDir, { recursive: true, force: true });
}
