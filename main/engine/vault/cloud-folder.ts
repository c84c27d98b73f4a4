/** Whether a folder is one that a service copies to its own machines, recognised by the names those services give. */
import path from 'node:path';
import type { CloudFolder } from '#shared/contract/vault.ts';

const marks: [CloudFolder, RegExp][] = [
  ['OneDrive', /^onedrive(\b|-|$)/i],
  ['Google Drive', /^(google ?drive\b.*|drivefs|mon drive|my drive)$/i],
  ['Dropbox', /^dropbox(\b|-|$)/i],
  ['iCloud', /^(icloud ?drive|mobile documents|com~apple~clouddocs|icloud~.*)$/i],
];

export function cloudFolder(folder: string): CloudFolder | undefined {
  const parts = path.resolve(folder).split(/[\\/]/);
  return marks.find(([, mark]) => parts.some((part) => mark.test(part)))?.[0];
}
