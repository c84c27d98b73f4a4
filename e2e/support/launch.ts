/**
 * Starts the built app and hands over its window. On a machine with Electron's binary and MARGELLE_E2E=electron it is
 * the real one; otherwise the same bundles run in the Chromium host. The specs cannot tell the difference.
 *
 * A test that is about several machines or a network of its own starts its apps (`launchApp`). The others take the one that
 * goes on from test to test (`app`, `demoApp`), found as if just started, the first without a vault.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type Page, type TestInfo } from '@playwright/test';
import type { DialogAnswer } from '../../build/chromium-host/control.ts';
import { type AppDriver, type ClockMove, startInElectron, startInHost } from './drivers.ts';
import { expect } from './expect.ts';
import { closeVault, demoIsMade, openDemo, unlockTitle } from './journeys.ts';

export interface LaunchOptions {
  /** The app's folder; a new temporary one otherwise, removed after the test. */
  dataDir?: string;
  demo?: boolean;
  /** With whom it may share: the other apps of this machine by default. */
  network?: 'loopback' | 'none';
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  /** Size of the page, in CSS pixels; 1280 × 840 by default. */
  size?: { width: number; height: number };
  /** Answers of the first dialogs, in order. */
  dialogs?: readonly DialogAnswer[];
  /** Keys that cost as much as everywhere else; otherwise next to nothing. */
  realKeys?: boolean;
  env?: Readonly<Record<string, string>>;
}

const root = path.resolve(import.meta.dirname, '..', '..');
/** For one gesture or one wait, on a machine that is busy with other things. */
const patienceMs = 30_000;
const usualSize = { width: 1280, height: 840 };

/** Where pictures to look at are kept; null unless they were asked for with MARGELLE_SHOTS=1: no check reads them. */
export const shots = process.env.MARGELLE_SHOTS === '1' ? path.join(root, 'e2e', 'shots') : null;

/** One device: the app running on one folder. `page` is replaced by `restart`. */
export class RunningApp {
  page: Page;
  readonly dataDir: string;
  #options: LaunchOptions;
  #driver: AppDriver;
  #isJustStarted = true;

  private constructor(driver: AppDriver, dataDir: string, options: LaunchOptions) {
    this.#driver = driver;
    this.page = driver.page;
    this.dataDir = dataDir;
    this.#options = options;
  }

  static async start(dataDir: string, options: LaunchOptions): Promise<RunningApp> {
    const app = new RunningApp(await RunningApp.#launch(dataDir, options), dataDir, options);
    await app.#dress();
    return app;
  }

  static #launch(
    dataDir: string,
    { demo = false, network = 'loopback', realKeys = false, env = {} }: LaunchOptions,
  ): Promise<AppDriver> {
    if (!existsSync(path.join(root, 'out', 'main', 'index.js')))
      throw new Error('Build first: npm run build');
    const args = [demo ? '--demo' : `--data=${dataDir}`, `--network=${network}`];
    const asked = { MARGELLE_TEST_KDF: realKeys ? '0' : '1', ...env };
    return process.env.MARGELLE_E2E === 'electron'
      ? startInElectron(root, args, asked)
      : startInHost(args, asked);
  }

  async #dress(): Promise<void> {
    const { colorScheme, reducedMotion = 'reduce', size, dialogs = [] } = this.#options;
    this.page = this.#driver.page;
    this.page.setDefaultTimeout(patienceMs);
    // Last: the window takes its own size while it opens.
    await this.page.waitForFunction(() => document.readyState === 'complete' && 'margelle' in window);
    await this.page.emulateMedia({ reducedMotion, ...(colorScheme === undefined ? {} : { colorScheme }) });
    if (size !== undefined) await this.page.setViewportSize(size);
    for (const answer of dialogs) await this.answerNextDialog(answer);
  }

  /** The next open, save or message dialog gets this answer; prepare it before the click. Answers wait in order. */
  answerNextDialog(answer: DialogAnswer): Promise<void> {
    return this.#driver.answerNextDialog(answer);
  }
  /** The machine goes to sleep, or its session is locked. */
  power(event: 'suspend' | 'lock-screen'): Promise<void> {
    return this.#driver.power(event);
  }
  /** Ends the engine's process at once; the shell starts another. Host only. */
  killEngine(): Promise<void> {
    return this.#driver.killEngine();
  }
  /** Moves the engine's clock; the app was started with MARGELLE_TEST_CLOCK=1. Host only. */
  moveClock(by: ClockMove): Promise<void> {
    return this.#driver.moveClock(by);
  }
  /** The pages that « Imprimer » sent to the printer, as a PDF; waits for the next ones when there are none. Host only. */
  printed(): Promise<Buffer> {
    return this.#driver.printed();
  }
  /** The addresses given to the system so far. */
  openedOutside(): Promise<string[]> {
    return this.#driver.openedOutside();
  }
  /** The screen at the entrance, once it is open. */
  async door(): Promise<Page> {
    const page = await this.#driver.pageAt('/porte.html');
    page.setDefaultTimeout(patienceMs);
    return page;
  }
  /** Quits as a person does and waits for the end. */
  close(): Promise<void> {
    return this.#driver.close();
  }
  /** The power cut. */
  kill(): Promise<void> {
    return this.#driver.kill();
  }
  /** Quits (or, with `cut`, cuts the power) and starts again on the same folder, after what happens `meanwhile`. */
  async restart(how: 'quit' | 'cut' = 'quit', meanwhile?: () => Promise<void>): Promise<void> {
    await (how === 'cut' ? this.kill() : this.close());
    await meanwhile?.();
    await this.#relaunch();
  }

  async #relaunch(): Promise<void> {
    this.#driver = await RunningApp.#launch(this.dataDir, this.#options);
    await this.#dress();
  }

  /** Quits and starts again with or without a network: a laptop that leaves the building, or comes back. */
  async move(network: 'loopback' | 'none'): Promise<void> {
    await this.close();
    this.#options = { ...this.#options, network };
    await this.#relaunch();
  }
  /** Keeps a picture of the window under e2e/shots/, when pictures are wanted. */
  async shot(name: string, options: { fullPage?: boolean } = {}): Promise<void> {
    if (shots === null) return;
    await this.page.screenshot({ path: path.join(shots, `${name}.png`), animations: 'disabled', ...options });
  }

  /** As if it had just been started; `forget` removes its vaults. Started again when it has ended. */
  async beginAgain({ forget }: { forget: boolean }): Promise<void> {
    if (this.#isJustStarted) {
      this.#isJustStarted = false;
      await this.page.setViewportSize(usualSize);
      return;
    }
    const forgetVaults = async (): Promise<void> => {
      if (forget)
        await rm(path.join(this.dataDir, 'vaults'), { recursive: true, force: true, maxRetries: 5 });
    };
    if (this.page.isClosed()) {
      await this.kill();
      await forgetVaults();
      await this.#relaunch();
      return;
    }
    await this.page.emulateMedia({ reducedMotion: 'reduce', colorScheme: null, media: null });
    await this.page.setViewportSize(usualSize);
    await this.page.evaluate(() => {
      window.sessionStorage.clear();
      // Not by `location.hash`: the page would first go to the screen of that address.
      window.history.replaceState(null, '', window.location.pathname);
    });
    const isLoading = forget && (await closeVault(this.page));
    await forgetVaults();
    // A page that loads itself again is loaded once: its scripts ask for the vaults long after they are gone. If not, once more.
    if (isLoading) await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
    if (!isLoading || (await unlockTitle(this.page).isVisible())) await this.page.reload();
  }
}

interface Fixtures {
  launchApp: (options?: LaunchOptions) => Promise<RunningApp>;
  /** The worker's app, without a vault. */
  app: RunningApp;
  /** The worker's demonstration, open. */
  demoApp: RunningApp;
}
interface WorkerFixtures {
  startedApp: RunningApp;
  startedDemo: RunningApp;
}

const keepFailure = async (info: TestInfo, apps: readonly RunningApp[]): Promise<void> => {
  if (info.status === info.expectedStatus) return;
  for (const [index, { page }] of apps.entries()) {
    const name = `window-${index + 1}`;
    const file = info.outputPath(`${name}.png`);
    const taken = await page.screenshot({ path: file }).catch(() => null);
    if (taken !== null) await info.attach(name, { path: file, contentType: 'image/png' });
  }
};

/** One for all the tests of a worker: Playwright takes another worker, hence another app, after a test that failed. */
const started = async (
  options: LaunchOptions,
  use: (app: RunningApp) => Promise<void>,
  isReady: (page: Page) => Promise<void> = async () => undefined,
): Promise<void> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'margelle-e2e-'));
  const app = await RunningApp.start(dataDir, options);
  await isReady(app.page);
  await use(app);
  await app.close().catch(() => undefined);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's pattern
  startedApp: [({}, use) => started({}, use), { scope: 'worker', timeout: 180_000 }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's pattern
  startedDemo: [({}, use) => started({ demo: true }, use, demoIsMade), { scope: 'worker', timeout: 180_000 }],
  app: async ({ startedApp }, use, info) => {
    await startedApp.beginAgain({ forget: true });
    await use(startedApp);
    await keepFailure(info, [startedApp]);
  },
  demoApp: async ({ startedDemo }, use, info) => {
    await startedDemo.beginAgain({ forget: false });
    await openDemo(startedDemo.page);
    await use(startedDemo);
    await keepFailure(info, [startedDemo]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the first parameter's pattern
  launchApp: async ({}, use, info) => {
    const apps: RunningApp[] = [];
    const folders: string[] = [];
    await use(async (options = {}) => {
      const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'margelle-e2e-')));
      if (options.dataDir === undefined) folders.push(dataDir);
      const app = await RunningApp.start(dataDir, options);
      apps.push(app);
      return app;
    });
    await keepFailure(info, apps);
    await Promise.all(apps.map((app) => app.close().catch(() => undefined)));
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })));
  },
});

export { expect };
