/** `app`: life and death of the process, paths, one instance per data folder. */
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { App } from 'electron';
import { control } from './control.ts';
import { askedByShell } from './flags.ts';

type Covered = Pick<
  App,
  | 'quit'
  | 'exit'
  | 'whenReady'
  | 'getPath'
  | 'setPath'
  | 'getVersion'
  | 'setName'
  | 'enableSandbox'
  | 'isPackaged'
  | 'requestSingleInstanceLock'
  | 'commandLine'
>;

const applicationData = (): string => {
  if (process.platform === 'win32') return process.env.APPDATA ?? path.join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support');
  return process.env.XDG_CONFIG_HOME ?? path.join(homedir(), '.config');
};

const versionOfPackage = (): string => {
  const file = path.resolve(import.meta.dirname, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

class HostEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export class HostApp extends EventEmitter implements Covered {
  /** Only in a test: what the shell refuses then. */
  readonly isPackaged = control.underTest && process.env.MARGELLE_HOST_PACKAGED === '1';
  readonly commandLine = {
    appendSwitch: (name: string, value: string) => {
      askedByShell.push(`--${name}=${value}`);
    },
  } as unknown as App['commandLine'];
  readonly #paths = new Map<string, string>([
    ['appData', applicationData()],
    ['userData', path.join(applicationData(), 'Margelle')],
    ['temp', tmpdir()],
    ['home', homedir()],
  ]);
  #lockFile: string | null = null;
  #quitting = false;
  /** Closes what the window module opened; set by it. */
  closeWindows: () => Promise<void> = async () => undefined;

  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  enableSandbox(): void {
    // Chromium's sandbox is on unless root forbids it: see browser.ts.
  }
  setName(): void {
    // Only names the process on macOS.
  }
  getVersion(): string {
    return versionOfPackage();
  }
  getPath(name: string): string {
    const found = this.#paths.get(name);
    if (found === undefined) throw new Error(`The Chromium host knows no path “${name}”`);
    return found;
  }
  setPath(name: string, folder: string): void {
    this.#paths.set(name, folder);
  }

  requestSingleInstanceLock(): boolean {
    const file = path.join(this.getPath('userData'), 'window.lock');
    mkdirSync(path.dirname(file), { recursive: true });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
        this.#lockFile = file;
        return true;
      } catch {
        const holder = Number(readFileSync(file, 'utf8'));
        if (holder > 0 && isAlive(holder)) {
          console.error('Margelle is already open on this folder.');
          return false;
        }
        rmSync(file, { force: true });
      }
    }
    return false;
  }

  exit(code = 0): void {
    process.exit(code);
  }

  /** As Electron does: ask, close the windows, say goodbye, leave. */
  quit(): void {
    if (this.#quitting) return;
    const event = new HostEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    void this.#leave();
  }

  async #leave(): Promise<void> {
    await this.closeWindows();
    this.emit('will-quit', new HostEvent());
    this.emit('quit', new HostEvent(), 0);
    if (this.#lockFile !== null) rmSync(this.#lockFile, { force: true });
    process.exit();
  }

  /** Says why in one sentence, closes what is open, and leaves with a code that is not zero. */
  fail(sentence: string): void {
    control.tell(sentence);
    process.exitCode = 1;
    this.quit();
  }
}

export const hostApp = new HostApp();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => hostApp.quit());
process.on('disconnect', () => hostApp.quit());
// Whatever failed, the engine is closed properly and its lock given back.
process.on('uncaughtException', (error) => hostApp.fail(`The Chromium host failed: ${error.stack}`));
control.on('quit', () => hostApp.quit());
