/** Is Electron's binary here, and if not, can it be had quickly? Its package downloads it on first use only. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './own-node.mjs';

const folder = path.join(root, 'node_modules', 'electron');
const memory = path.join(root, 'node_modules', '.cache', 'margelle', 'electron-download.json');
const answerWithinMs = 4_000;
const downloadWithinMs = 180_000;
const forgetAfterMs = 3_600_000;

export const electronBinary = () => {
  const named = path.join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const binary = path.join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(folder, 'dist'),
    readFileSync(named, 'utf8'),
  );
  return existsSync(binary) ? binary : null;
};

const recentFailure = () => {
  try {
    const { at, reason } = JSON.parse(readFileSync(memory, 'utf8'));
    return Date.now() - at < forgetAfterMs ? String(reason) : null;
  } catch {
    return null;
  }
};

/** @param {string} reason */
const failed = (reason) => {
  try {
    mkdirSync(path.dirname(memory), { recursive: true });
    writeFileSync(memory, JSON.stringify({ at: Date.now(), reason }));
  } catch {
    // A read-only checkout only means that the next launch asks again.
  }
  return { binary: null, reason };
};

/** A closed network must cost seconds, not the minutes of the downloader's own patience. */
const serverAnswers = async () => {
  if (process.env.HTTPS_PROXY ?? process.env.https_proxy) return true;
  try {
    const server =
      process.env.ELECTRON_MIRROR ??
      process.env.npm_config_electron_mirror ??
      'https://github.com/electron/electron';
    await fetch(server, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(answerWithinMs) });
    return true;
  } catch {
    return false;
  }
};

/** @returns {Promise<{ binary: string | null, reason: string }>} */
export const obtainElectron = async () => {
  const here = electronBinary();
  if (here !== null) return { binary: here, reason: 'its binary is installed' };
  if (!existsSync(folder)) return { binary: null, reason: 'the package electron is not installed' };
  const before = recentFailure();
  if (before !== null) return { binary: null, reason: before };
  if (!(await serverAnswers()))
    return failed('its binary is not here and its download server does not answer');
  console.log('Downloading Electron’s binary, once (about 120 MB)…');
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: downloadWithinMs,
    });
    child.on('error', () => resolve(1));
    child.on('exit', resolve);
  });
  const binary = code === 0 ? electronBinary() : null;
  return binary === null
    ? failed('its binary could not be downloaded')
    : { binary, reason: 'its binary was just downloaded' };
};
