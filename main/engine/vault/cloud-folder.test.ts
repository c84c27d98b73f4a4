import { expect, it } from 'vitest';
import { cloudFolder } from './cloud-folder.ts';

it.each([
  ['/home/ines/OneDrive/Sauvegardes', 'OneDrive'],
  ['/home/ines/OneDrive - La Margelle/x', 'OneDrive'],
  ['/Users/ines/Library/CloudStorage/OneDrive-Personal', 'OneDrive'],
  ['/Users/ines/Library/CloudStorage/GoogleDrive-ines@example.org/Mon Drive', 'Google Drive'],
  ['/home/ines/Google Drive/sauvegardes', 'Google Drive'],
  ['/home/ines/Dropbox/x', 'Dropbox'],
  ['/home/ines/Dropbox (Personal)/x', 'Dropbox'],
  ['/Users/ines/Library/Mobile Documents/com~apple~CloudDocs/x', 'iCloud'],
  ['/home/ines/iCloudDrive', 'iCloud'],
  ['/media/ines/CLE USB/sauvegardes', undefined],
  ['/home/ines/Documents/mes onedrives', undefined],
])('%s → %s', (folder, service) => {
  expect(cloudFolder(folder)).toBe(service);
});
