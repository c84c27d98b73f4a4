/** On Debian as root the browser is one command away; elsewhere that command is for the person to run. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium, howToInstall } from '../chromium-host/find-chromium.mjs';

export const needChromium = async () => {
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
