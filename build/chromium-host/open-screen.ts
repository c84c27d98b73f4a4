/** The browser and its windows, each opened under watch: the first starts it, the others are asked of it. */
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
      next: 'Chromium is started again.',
    };
  }, control.tell);

/** A window after the first: of the same browser, with a session of its own. */
const openNext = (within: Browser, show: (tab: Tab) => Promise<void>): Promise<Screen> =>
  openWatched(() => {
    let screen: Screen | null = null;
    const open = async (): Promise<Screen> => {
      screen = await within.newTab(true);
      await show(screen.tab);
      return screen;
    };
    return {
      opened: open(),
      waitsFor: () =>
        screen === null ? 'Chromium has opened no window' : 'Chromium opened a window, but not the page',
      abandon: async () => screen?.close(),
      next: 'Another one is asked for.',
    };
  }, control.tell);

export const openScreen = (show: (tab: Tab) => Promise<void>): Promise<Screen> =>
  browser === null ? openFirst(show) : openNext(browser, show);
