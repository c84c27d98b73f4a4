/** The stages of `npm test`: each runs a program of node_modules/.bin, counts what passed, and ends with one line. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../own-node.mjs';

/**
 * @typedef {{ passed: number, failed: number, code: number }} Result
 * @typedef {{ name: string, what: string, counts?: boolean, run: () => Promise<Result> }} Stage `counts`: its tests are counted, else it is one
 */

const reports = mkdtempSync(path.join(tmpdir(), 'margelle-test-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

/** Electron has no headless mode: without a screen it gets a virtual one, where Debian's is installed. */
const onVirtualScreen = () =>
  process.platform === 'linux' &&
  !process.env.DISPLAY &&
  !process.env.WAYLAND_DISPLAY &&
  existsSync('/usr/bin/xvfb-run');

const programOf = (command) => {
  if (command === 'node') return process.execPath;
  const onWindows = process.platform === 'win32';
  if (command === 'npm') return onWindows ? 'npm.cmd' : 'npm';
  return path.join(root, 'node_modules', '.bin', onWindows ? `${command}.cmd` : command);
};

/**
 * @param {string} command a program of node_modules/.bin, node or npm
 * @param {readonly string[]} args
 * @param {{ quiet: boolean, env?: NodeJS.ProcessEnv }} how quiet: shows what it printed only when it fails
 */
const run = (command, args, { quiet, env = {} }) =>
  new Promise((resolve) => {
    const tool = programOf(command);
    const [program, ...rest] =
      env.MARGELLE_E2E === 'electron' && onVirtualScreen() ? ['/usr/bin/xvfb-run', '-a', tool] : [tool];
    const child = spawn(program, [...rest, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
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

/** Prints nothing unless it fails. */
export const check =
  (command, ...args) =>
  async () => ({ passed: 0, failed: 0, code: await run(command, args, { quiet: true }) });

/** Says what it does as it goes. */
export const toItsEnd =
  (command, ...args) =>
  async () => ({ passed: 0, failed: 0, code: await run(command, args, { quiet: false }) });

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

/** @param {string} name of its report @param {readonly string[]} args */
export const unitTests = (name, args) => async () => {
  const file = path.join(reports, `${name}.unit.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run('vitest', ['run', ...reporters, ...args], { quiet: false });
  const report = readReport(file);
  // A file that could not even be read has no test to count, and is a failure.
  const broken = (report?.testResults ?? []).filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  return { passed: report?.numPassedTests ?? 0, failed: (report?.numFailedTests ?? 0) + broken.length, code };
};

/** @param {string} name of its report @param {NodeJS.ProcessEnv} env @param {readonly string[]} args */
export const journeys = (name, env, args) => async () => {
  const file = path.join(reports, `${name}.json`);
  const code = await run('playwright', ['test', '--pass-with-no-tests', ...args], {
    quiet: false,
    env: { ...env, MARGELLE_REPORT: file },
  });
  const stats = readReport(file)?.stats;
  return { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0), code };
};

/**
 * Those of `aside` two at a time, then those of `after` one by one. The table has them in the order given.
 * @param {readonly Stage[]} aside
 * @param {readonly Stage[]} after
 * @returns {Promise<number>} the exit code
 */
export const runStages = async (aside, after) => {
  const from = performance.now();
  const ended = new Map();
  const finish = async (stage) => {
    const began = performance.now();
    const result = await stage.run();
    // A stage that fails without a failed test (a crash, a refused configuration) is one failure.
    const failed = result.code !== 0 ? Math.max(1, result.failed) : result.failed;
    const passed = stage.counts ? result.passed : Number(failed === 0);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const line = `${failed === 0 ? '✔' : '✘'} ${stage.name.padEnd(18)} ${passed} passed, ${failed} failed, ${seconds} s`;
    ended.set(stage, { passed, failed, line });
    console.log(line);
  };
  if (aside.length > 0) console.log(`\n— ${aside.map(({ name }) => name).join(', ')}: two at a time`);
  const waiting = [...aside];
  const oneAfterTheOther = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await finish(next);
  };
  await Promise.all([oneAfterTheOther(), oneAfterTheOther()]);
  for (const stage of after) {
    console.log(`\n— ${stage.name}: ${stage.what}`);
    await finish(stage);
  }
  const results = [...aside, ...after].map((stage) => ended.get(stage));
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const seconds = ((performance.now() - from) / 1000).toFixed(0);
  console.log(
    `\n${results.map(({ line }) => line).join('\n')}\n\nIn ${seconds} s\n${passed} passed, ${failed} failed`,
  );
  return failed === 0 && passed > 0 ? 0 : 1;
};
