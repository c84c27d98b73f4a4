/** A throw-away Chromium profile, removed at exit; what a killed host left behind is removed by the next one. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Short: Chromium makes a socket two folders below, whose whole address has 107 letters at most. */
const prefix = 'margelle-w-';

/** What would get in the way of the app, or keep something of it: offers to translate, to remember a password. */
const preferences = {
  translate: { enabled: false },
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  profile: { password_manager_enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  printing: { print_header_footer: false },
  search: { suggest_enabled: false },
  net: { network_prediction_options: 2 },
  browser: { enable_spellchecking: false },
  intl: { accept_languages: 'fr-FR,fr', selected_languages: 'fr-FR,fr' },
};

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
    const pid = Number(/^margelle-w-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) remove(path.join(tmpdir(), name));
  }
};

export const makeProfile = (): { folder: string; remove(): void } => {
  sweep();
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`));
  mkdirSync(path.join(folder, 'Default'));
  writeFileSync(path.join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  return { folder, remove: () => remove(folder) };
};
