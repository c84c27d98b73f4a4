/**
 * Finds a Chromium that is already on this machine. Plain JavaScript: the launcher runs it on any Node.
 * Order: what the person names, Playwright's own, the system's, the usual places of Windows and macOS. Where nobody looks,
 * one that was built without windows comes before the last three: it starts in half the time.
 */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'msedge',
  'brave-browser',
];

const windowlessNames = ['chromium-headless-shell', 'chrome-headless-shell'];

/** @param {string} file */
const runs = (file) => {
  try {
    accessSync(file, process.platform === 'win32' ? constants.F_OK : constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** @param {readonly string[]} programs */
const inPath = (programs) =>
  (process.env.PATH ?? '/usr/bin')
    .split(path.delimiter)
    .flatMap((folder) => programs.map((name) => path.join(folder, name)));

const usualPlaces = () => {
  if (process.platform === 'darwin')
    return ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (process.platform === 'win32')
    return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        path.join(folder, 'Chromium', 'Application', 'chrome.exe'),
        path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]);
  return inPath(names);
};

/** Where Playwright keeps the browsers it downloads: its own code, slow to load, is asked only when there are any. */
const playwrightBrowsers = () => {
  const named = process.env.PLAYWRIGHT_BROWSERS_PATH ?? '';
  if (named !== '') return named;
  if (process.platform === 'win32') return path.join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'ms-playwright');
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'ms-playwright');
};

const playwrightOwn = () => {
  try {
    if (!readdirSync(playwrightBrowsers()).some((name) => name.startsWith('chromium'))) return null;
    const own = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
    return existsSync(own) ? own : null;
  } catch {
    // No such folder, or no browser for this system: the system's own is next.
    return null;
  }
};

/** @param {string} program */
export const isWindowless = (program) => windowlessNames.includes(path.basename(program));

/**
 * @param {{ unseen?: boolean }} how unseen: one without windows will do, and is better
 * @returns {string | null}
 */
export const findChromium = ({ unseen = false } = {}) => {
  const named = process.env.CHROME_PATH ?? process.env.CHROMIUM_PATH ?? '';
  if (named !== '') return runs(named) ? named : null;
  const windowless = unseen ? inPath(windowlessNames).find(runs) : undefined;
  return windowless ?? playwrightOwn() ?? usualPlaces().find(runs) ?? null;
};

export const howToInstall = () => {
  if (process.platform === 'win32') return 'winget install --exact --id Hibbiki.Chromium';
  if (process.platform === 'darwin') return 'brew install --cask chromium';
  return 'sudo apt-get install chromium';
};
