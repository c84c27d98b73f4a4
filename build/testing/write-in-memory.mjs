/** Tests write in memory where there is room for it: what they make is thrown away, and a disk makes them wait. */
import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';

const memory = '/dev/shm';
/** Short: Chromium makes a socket three folders below it, whose whole address has 107 letters at most. */
const prefix = 'margelle-';
/** Many times what a whole run holds. */
const ROOM = 2 * 2 ** 30;

const remove = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** What a run that was killed left behind would stay until the machine is started again. */
const sweep = () => {
  for (const name of readdirSync(memory)) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)$`).exec(name)?.[1] ?? Number.NaN);
    if (Number.isInteger(pid) && (pid === process.pid || !isAlive(pid))) remove(path.join(memory, name));
  }
};

/** For this process and those that it starts; a place that was chosen stays. */
export const writeInMemory = () => {
  if (process.platform !== 'linux' || process.env.TMPDIR) return;
  try {
    sweep();
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < ROOM) return;
    const folder = path.join(memory, `${prefix}${process.pid}`);
    mkdirSync(folder, { mode: 0o700 });
    process.on('exit', () => remove(folder));
    process.env.TMPDIR = folder;
  } catch {
    // Not there, or not ours to write in: the disk does.
  }
};
