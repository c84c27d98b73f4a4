/**
 * `npm start`: builds when needed, then opens Margelle in Electron, or in an installed Chromium where Electron's
 * binary cannot be had. Options: --demo, --data DIR, --network=lan|loopback|none. MARGELLE_RUNTIME=electron|host forces one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { obtainElectron } from './electron-binary.mjs';
import { continueOnOwnNode, root, runHere, stop } from './own-node.mjs';

await continueOnOwnNode();

const readArgs = () => {
  const args = [];
  const given = process.argv.slice(2);
  const from = process.env.INIT_CWD ?? process.cwd();
  for (let index = 0; index < given.length; index += 1) {
    const [name, inline] = given[index].split(/=(.*)/s);
    if (name === '--demo' && inline === undefined) args.push('--demo');
    else if (name === '--network' && ['lan', 'loopback', 'none'].includes(inline))
      args.push(`--network=${inline}`);
    else if (name === '--data') {
      const folder = inline ?? given[++index];
      if (folder === undefined || folder === '') stop('--data needs a folder');
      args.push(`--data=${path.resolve(from, folder)}`);
    } else stop(`Unknown option ${given[index]}. Options: --demo, --data DIR, --network=lan|loopback|none`);
  }
  return args;
};

/** @param {string} place @returns {number} the newest modification under it, in milliseconds */
const newest = (place) => {
  if (!existsSync(place)) return 0;
  const found = statSync(place);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(place).map((name) => newest(path.join(place, name))));
};

const buildIfNeeded = () => {
  const sources = [
    'main',
    'renderer',
    'shared',
    'migrations',
    'electron.vite.config.ts',
    'package.json',
    'package-lock.json',
  ];
  const last = path.join(root, 'out', 'renderer', 'index.html');
  const builtAt =
    existsSync(last) && existsSync(path.join(root, 'out', 'main', 'index.js')) ? statSync(last).mtimeMs : 0;
  if (Math.max(...sources.map((source) => newest(path.join(root, source)))) <= builtAt) return;
  console.log(builtAt === 0 ? 'Building Margelle…' : 'Building Margelle again: its sources changed…');
  const cli = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status } = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) stop('The build failed: see above.');
};

const needScreen = () => {
  const headless = process.env.MARGELLE_HEADLESS === '1';
  const blind = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  if (blind && !headless)
    stop(
      'There is no screen here (DISPLAY is not set): open a desktop session, or run: xvfb-run -a npm start',
    );
};

const runInHost = async (args, why) => {
  const { findChromium, howToInstall } = await import('./chromium-host/find-chromium.mjs');
  const browser = findChromium();
  if (browser === null) stop(`Electron: ${why}. No Chromium on this machine either. Run: ${howToInstall()}`);
  console.log(`Margelle runs in ${path.basename(browser)} (Chromium host), not in Electron: ${why}.`);
  return runHere(process.execPath, [path.join(root, 'build', 'chromium-host', 'main.mjs'), ...args]);
};

const runInElectron = (args, binary, why) => {
  console.log(`Margelle runs in Electron: ${why}.`);
  // Chromium refuses its sandbox to root on Linux.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return runHere(binary, [...asRoot, root, ...args]);
};

const args = readArgs();
needScreen();
buildIfNeeded();
const wanted = process.env.MARGELLE_RUNTIME ?? '';
const { binary, reason } =
  wanted === 'host' ? { binary: null, reason: 'MARGELLE_RUNTIME=host' } : await obtainElectron();
if (binary === null && wanted === 'electron') stop(`Electron: ${reason}.`);
process.exit(binary === null ? await runInHost(args, reason) : await runInElectron(args, binary, reason));
