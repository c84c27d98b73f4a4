/**
 * When somebody locks the screen of the machine. macOS and Windows tell; Linux tells nobody, so that it is asked there, and
 * answers where its desktop lets itself be asked.
 */
import { powerMonitor } from 'electron';

const everyMs = 5_000;
/** Electron wants one; it does not matter here. */
const idleAfterSeconds = 60;

export const onScreenLock = (locked: () => void, platform: NodeJS.Platform): void => {
  powerMonitor.on('lock-screen', locked);
  if (platform !== 'linux') return;
  let was = false;
  setInterval(() => {
    const is = powerMonitor.getSystemIdleState(idleAfterSeconds) === 'locked';
    if (is && !was) locked();
    was = is;
  }, everyMs).unref();
};
