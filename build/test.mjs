/**
 * `npm test`: every check, fast ones first, all of them even when one fails. The last line counts them.
 * `npm test -- types unit` runs the named stages only.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium, howToInstall } from './chromium-host/find-chromium.mjs';
import { electronBinary } from './electron-binary.mjs';
import { continueOnOwnNode, root, stop } from './own-node.mjs';

await continueOnOwnNode();

const reports = mkdtempSync(path.join(tmpdir(), 'margelle-test-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

/**
 * @param {string} command a program of node_modules/.bin
 * @param {readonly string[]} args
 * @param {{ quiet: boolean, env?: NodeJS.ProcessEnv }} how quiet: shows what it printed only when it fails
 */
const run = (command, args, { quiet, env = {} }) =>
  new Promise((resolve) => {
    const onWindows = process.platform === 'win32';
    const tool = path.join(root, 'node_modules', '.bin', onWindows ? `${command}.cmd` : command);
    const [program, ...rest] =
      env.MARGELLE_E2E === 'electron' && onVirtualScreen() ? ['/usr/bin/xvfb-run', '-a', tool] : [tool];
    const child = spawn(program, [...rest, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      shell: onWindows,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => printed.push(part));
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code) => {
      if (quiet && code !== 0) process.stdout.write(Buffer.concat(printed));
      resolve(code ?? 1);
    });
  });

const check =
  (command, ...args) =>
  async () => ({ passed: 0, failed: 0, code: await run(command, args, { quiet: true }) });

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

const unitTests = async () => {
  const file = path.join(reports, 'unit.json');
  const code = await run(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { quiet: false },
  );
  const report = readReport(file);
  // A file that could not even be read has no test to count, and is a failure.
  const broken = (report?.testResults ?? []).filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  return { passed: report?.numPassedTests ?? 0, failed: (report?.numFailedTests ?? 0) + broken.length, code };
};

/** Electron has no headless mode: without a screen it gets a virtual one, where Debian's is installed. */
const onVirtualScreen = () =>
  process.platform === 'linux' &&
  !process.env.DISPLAY &&
  !process.env.WAYLAND_DISPLAY &&
  existsSync('/usr/bin/xvfb-run');

/** @param {string} name @param {NodeJS.ProcessEnv} env */
const journeys = (name, env) => async () => {
  const file = path.join(reports, `${name}.json`);
  const code = await run('playwright', ['test'], { quiet: false, env: { ...env, MARGELLE_REPORT: file } });
  const stats = readReport(file)?.stats;
  return { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0), code };
};

/** @type {{ name: string, what: string, counts: boolean, run: () => Promise<{ passed: number, failed: number, code: number }> }[]} */
const stages = [
  { name: 'types', what: 'TypeScript', counts: false, run: check('tsc', '-b', '--checkers', '1') },
  {
    name: 'style',
    what: 'Biome: format and lint',
    counts: false,
    run: check('biome', 'check', '--error-on-warnings', '.'),
  },
  {
    name: 'zones',
    what: 'import zones',
    counts: false,
    run: check('depcruise', '--config', '.dependency-cruiser.cjs', 'main', 'renderer', 'shared'),
  },
  { name: 'unused', what: 'dead code and dependencies', counts: false, run: check('knip') },
  { name: 'unit', what: 'rules, engine, host', counts: true, run: unitTests },
  {
    name: 'build',
    what: 'the three bundles',
    counts: false,
    run: check('electron-vite', 'build', '--logLevel', 'warn'),
  },
  { name: 'journeys', what: 'the built app in the Chromium host', counts: true, run: journeys('host', {}) },
];
if (electronBinary() !== null)
  stages.push({
    name: 'journeys-electron',
    what: 'the built app in Electron',
    counts: true,
    run: journeys('electron', { MARGELLE_E2E: 'electron' }),
  });

/** On Debian as root the browser is one command away; elsewhere that command is for the person to run. */
const needChromium = async () => {
  const { chromium } = await import('playwright-core');
  const find = () => findChromium(() => chromium.executablePath());
  if (find() !== null) return;
  const may = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (may) {
    console.log('No Chromium here: installing Debian’s…');
    const install = (...args) =>
      new Promise((resolve) =>
        spawn('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).on('close', resolve),
      );
    await install('update', '-qq');
    await install('install', '-y', '-qq', 'chromium');
  }
  if (find() === null)
    console.error(`No Chromium on this machine: the journeys will fail. Run: ${howToInstall()}`);
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !stages.some((stage) => stage.name === name));
if (unknown !== undefined)
  stop(`Unknown stage “${unknown}”. Stages: ${stages.map((stage) => stage.name).join(', ')}`);

await needChromium();
let passed = 0;
let failed = 0;
const lines = [];
for (const stage of stages.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  console.log(`\n— ${stage.name}: ${stage.what}`);
  const from = performance.now();
  const result = await stage.run();
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  // A stage that fails without a failed test (a crash, a refused configuration) is one failure.
  const failures = result.code !== 0 ? Math.max(1, result.failed) : result.failed;
  const successes = stage.counts ? result.passed : Number(failures === 0);
  passed += successes;
  failed += failures;
  lines.push(
    `${failures === 0 ? '✔' : '✘'} ${stage.name.padEnd(18)} ${successes} passed, ${failures} failed, ${seconds} s`,
  );
  console.log(lines.at(-1));
}
console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
