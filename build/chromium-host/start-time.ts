/** How long the window takes, from the shell's first line to the field of the passphrase, and an empty one beside it. */
import { Browser } from './browser.ts';
import { type RunningHost, startHost } from './client.ts';

export interface TimedStart {
  ms: number;
  /** What the host said on its way: nothing when all went well. */
  said: readonly string[];
}

/** When what fills the screen of the passphrase was painted, field included: asked afterwards, nothing waits in the page. */
const painted = async ({ page }: RunningHost): Promise<number> => {
  await page.locator('input[type=password]').first().waitFor();
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list, observer) => {
          const last = list.getEntries().at(-1);
          if (last === undefined) return;
          observer.disconnect();
          resolve(performance.timeOrigin + last.startTime);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
};

/** Long enough for the first screen to be painted after the page is there, loops beside it or not. */
const UNDRIVEN_MS = 1_500;

/** Starts the built app on a folder that holds a vault, and closes it. As the empty window, nobody drives it meanwhile. */
export const timeStart = async (dataDir: string): Promise<TimedStart> => {
  const host = await startHost({
    args: [`--data=${dataDir}`, '--network=none'],
    undrivenMs: UNDRIVEN_MS,
  });
  try {
    return { ms: (await painted(host)) - host.begun, said: host.said };
  } finally {
    await host.close();
  }
};

/** The same browser, started the same way, until the first frame of its empty window was drawn: when the next one begins. */
export const timeEmptyWindow = async (): Promise<number> => {
  const begun = performance.now();
  const browser = new Browser({ headless: true, underTest: true });
  try {
    const tab = await browser.firstTab;
    await Promise.all([tab.prepare(''), tab.empty]);
    await tab.evaluate(
      () => new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))),
    );
    return performance.now() - begun;
  } finally {
    await browser.close();
  }
};
