import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** The folder of the only vault of this machine. */
export async function vaultFolder(dataDir: string): Promise<string> {
  const found = (await readdir(dataDir, { recursive: true })).find(
    (file) => path.basename(file) === 'keyring.json',
  );
  if (found === undefined) throw new Error('There is no vault there');
  return path.dirname(path.join(dataDir, found));
}
