/** The throw-away folder of a demonstration: gone at exit; what a killed one left behind goes with the next. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const prefix = 'margelle-demo-';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

export const removeDemoFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

export const makeDemoFolder = (temporary: string): string => {
  for (const name of readdirSync(temporary)) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    try {
      removeDemoFolder(path.join(temporary, name));
    } catch {
      // Another account's, or still being let go of: not worth keeping this demonstration from opening.
    }
  }
  return mkdtempSync(path.join(temporary, `${prefix}${process.pid}-`));
};
