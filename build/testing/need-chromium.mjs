/** On Debian as root the browser is one command away; elsewhere that command is for the person to run. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium, howToInstall, isWindowless } from '../chromium-host/find-chromium.mjs';

export const needChromium = async () => {
  const found = findChromium({ unseen: true });
  const isNamed = Boolean(process.env.CHROME_PATH ?? process.env.CHROMIUM_PATH);
  if (found !== null && (isNamed || isWindowless(found))) return;
  const may = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (may) {
    console.log(`No Chromium ${found === null ? 'here' : 'without windows'}: installing Debian’s…`);
    const install = (...args) =>
      new Promise((resolve) =>
        spawn('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).on('close', resolve),
      );
    await install('update', '-qq');
    await install('install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell');
    if (findChromium({ unseen: true }) === null) await install('install', '-y', '-qq', 'chromium');
  }
  if (findChromium({ unseen: true }) === null)
    console.error(`No Chromium on this machine: the journeys will fail. Run: ${howToInstall()}`);
};
