/** The browser and its first window, opened under watch; the windows after it are asked of the same browser. */
import { askIn } from './ask.ts';
import { Browser } from './browser.ts';
import { control } from './control.ts';
import { headless } from './flags.ts';
import { openWatched } from './start-watch.ts';
import type { Tab } from './tab.ts';

export interface Screen {
  tab: Tab;
  close(): Promise<void>;
}

let browser: Browser | null = null;

/** `show` resolves once the page is there; it is called again, with another window, when that one does not come. */
const openFirst = (show: (tab: Tab) => Promise<void>): Promise<Screen> =>
  openWatched(() => {
    const begun = new Browser({ headless, underTest: control.underTest });
    let step = 'Chromium has not answered';
    const open = async (): Promise<Screen> => {
      const tab = await begun.firstTab;
      step = 'Chromium opened a window, but not the page';
      await show(tab);
      if (control.underTest) {
        step = 'Chromium shows the page, but lets no test in';
        control.announce(await begun.endpoint, begun.profile);
      }
      browser = begun;
      askIn(begun);
      begun.once('gone', () => {
        if (!begun.fell) return;
        control.tell(`Chromium ended while the window was open (${begun.end}): Margelle closes.`);
        process.exitCode = 1;
      });
      return { tab, close: () => begun.close() };
    };
    const waitsFor = (): string => (begun.end === null ? step : `Chromium ended (${begun.end})`);
    const gone = new Promise<never>((_resolve, reject) =>
      begun.once('gone', () => reject(new Error(waitsFor()))),
    );
    return {
      opened: Promise.race([open(), gone]).catch(async (error: unknown) => {
        throw (await begun.howItEnded()) === null ? error : new Error(waitsFor());
      }),
      waitsFor,
      abandon: () => begun.close(),
    };
  }, control.tell);

export const openScreen = async (show: (tab: Tab) => Promise<void>): Promise<Screen> => {
  if (browser === null) return openFirst(show);
  const screen = await browser.newTab(true);
  await show(screen.tab);
  return screen;
};
