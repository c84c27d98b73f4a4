/** A throw-away Chromium profile, removed at exit; what a killed host left behind is removed by the next one. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const prefix = 'margelle-window-';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const remove = (folder: string): void => {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    // Chromium may still be letting go of it; the next host tries again.
  }
};

const sweep = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^margelle-window-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) remove(path.join(tmpdir(), name));
  }
};

export const makeProfile = (): { folder: string; remove(): void } => {
  sweep();
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`));
  return { folder, remove: () => remove(folder) };
};
