/** Two ways to run the same built app under Playwright: the Chromium host, and Electron itself. */
import { _electron, type Page } from '@playwright/test';
import { pageAmong, startHost } from '../../build/chromium-host/client.ts';
import type { DialogAnswer } from '../../build/chromium-host/control.ts';

export interface AppDriver {
  page: Page;
  answerNextDialog(answer: DialogAnswer): Promise<void>;
  power(event: 'suspend' | 'lock-screen'): Promise<void>;
  killEngine(): Promise<void>;
  moveClock(by: ClockMove): Promise<void>;
  printed(): Promise<Buffer>;
  openedOutside(): Promise<string[]>;
  pageAt(address: string): Promise<Page>;
  close(): Promise<void>;
  kill(): Promise<void>;
}

/** Milliseconds, for each of the two hands of the engine's clock. */
export interface ClockMove {
  wall?: number;
  elapsed?: number;
}

type Environment = Readonly<Record<string, string>>;

export const startInHost = async (args: readonly string[], env: Environment): Promise<AppDriver> => {
  const host = await startHost({ args, env });
  let prints = 0;
  return {
    // The two packages hold the same Playwright; only the names of their types differ.
    page: host.page as Page,
    answerNextDialog: (answer) => host.answerNextDialog(answer),
    power: (event) => host.order({ do: 'power', event }),
    killEngine: () => host.order({ do: 'kill-engine' }),
    moveClock: ({ wall = 0, elapsed = 0 }) =>
      host.order({ do: 'move-clock', wallMs: wall, elapsedMs: elapsed }),
    printed: async () => {
      const deed = await host.deed('print', prints);
      prints = host.deeds.indexOf(deed) + 1;
      return Buffer.from(deed.pdf, 'base64');
    },
    openedOutside: async () => host.deeds.flatMap((deed) => (deed.kind === 'external' ? [deed.url] : [])),
    pageAt: async (address) => (await host.pageAt(address)) as Page,
    close: async () => {
      await host.close();
    },
    kill: () => host.kill(),
  };
};

const onlyInHost = (what: string): Promise<never> =>
  Promise.reject(new Error(`${what}: only in the Chromium host`));

export const startInElectron = async (
  root: string,
  args: readonly string[],
  env: Environment,
): Promise<AppDriver> => {
  const app = await _electron.launch({
    args: [
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      root,
      ...args,
    ],
    env: { ...process.env, ...env } as Record<string, string>,
  });
  // Replaces the dialogs in the shell's process: what a person would see is not a page that Playwright can press.
  await app.evaluate(({ dialog, shell }) => {
    const answers: DialogAnswer[] = [];
    const outside: string[] = [];
    Object.assign(globalThis, { margelleAnswers: answers, margelleOutside: outside });
    const next = (): DialogAnswer => answers.shift() ?? { cancelled: true };
    const chosen = (): string | null => {
      const answer = next();
      return 'path' in answer ? answer.path : null;
    };
    Object.assign(dialog, {
      showOpenDialog: async () => {
        const file = chosen();
        return { canceled: file === null, filePaths: file === null ? [] : [file] };
      },
      showSaveDialog: async () => {
        const file = chosen();
        return { canceled: file === null, filePath: file ?? '' };
      },
      showMessageBox: async (...asked: { cancelId?: number }[]) => {
        const answer = next();
        return {
          response: 'button' in answer ? answer.button : (asked.at(-1)?.cancelId ?? 0),
          checkboxChecked: false,
        };
      },
    });
    shell.openExternal = async (url) => {
      outside.push(url);
    };
  });
  return {
    page: await app.firstWindow(),
    answerNextDialog: (answer) =>
      app.evaluate((_electronModule, given) => {
        (globalThis as unknown as { margelleAnswers: DialogAnswer[] }).margelleAnswers.push(given);
      }, answer),
    power: (event) =>
      app.evaluate(({ powerMonitor }, name) => {
        powerMonitor.emit(name);
      }, event),
    killEngine: () => onlyInHost('Ending the engine'),
    moveClock: () => onlyInHost('Moving the clock'),
    printed: () => onlyInHost('Reading what was printed'),
    openedOutside: () =>
      app.evaluate(() => (globalThis as unknown as { margelleOutside: string[] }).margelleOutside),
    pageAt: (address) => pageAmong(() => app.windows(), address),
    close: () => app.close(),
    kill: async () => {
      const ended = app.waitForEvent('close');
      app.process().kill('SIGKILL');
      await ended;
    },
  };
};
