/** What Chromium is started with: nothing leaves the machine, nothing is remembered on it, nothing gets in the way. */
import { statfsSync } from 'node:fs';
import { emptyPage } from './tab.ts';

export const headless = process.env.MARGELLE_HEADLESS === '1';

/** What the shell asks of Chromium before its first window, as Electron would hand it on. */
export const askedByShell: string[] = [];

const quiet = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-quic',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-client-side-phishing-detection',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-component-extensions-with-background-pages',
  '--disable-field-trial-config',
  '--disable-search-engine-choice-screen',
  '--disable-infobars',
  '--disable-stack-profiler',
  '--disable-updater-scheduler',
  '--deny-permission-prompts',
  '--metrics-recording-only',
  '--no-pings',
  '--no-service-autorun',
  '--password-store=basic',
  '--use-mock-keychain',
  '--disk-cache-size=1',
  '--media-cache-size=1',
  '--disable-gpu-shader-disk-cache',
  // The empty page and ours are one process: all that this Chromium ever shows is ours.
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
  '--disable-features=AimEnabled,DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,IsolateOrigins,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,SpareRendererForSitePerProcess,site-per-process',
  '--enable-features=SkipListAccountsWithoutGaiaCookies',
];

/** A window behind another one, or two steps back in its history, is the app all the same. */
const awake = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache',
  '--disable-hang-monitor',
  '--disable-ipc-flooding-protection',
  '--disable-prompt-on-repost',
];

/** Without a screen: the same picture on every machine, and a mouse that hovers. */
const unseen = [
  '--headless',
  '--hide-scrollbars',
  '--mute-audio',
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4',
  '--force-color-profile=srgb',
  '--disable-gpu',
];

/** A page that a test opens lives for seconds: compiling it well takes longer than running it badly. */
const shortLived = ['--js-flags=--no-turbofan --no-maglev --single-threaded'];

/** Shared memory belongs in memory, where there is room for it. */
const sharedMemoryIsRoomy = (): boolean => {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 256 * 1024 * 1024;
  } catch {
    return false;
  }
};

export interface Look {
  /** No screen: only the size of the page. */
  headless: boolean;
  /** A test drives the same window by a door of its own. */
  underTest: boolean;
}

export const chromiumFlags = (
  profile: string,
  { headless, underTest }: Look,
  windowless: boolean,
): string[] => [
  ...quiet,
  ...awake,
  ...askedByShell,
  // Off the screen until the first page is drawn; show() brings it back.
  ...(headless ? unseen : ['--window-position=-3000,-3000']),
  ...(process.platform !== 'linux' || sharedMemoryIsRoomy() ? [] : ['--disable-dev-shm-usage']),
  // Chromium refuses to sandbox itself as root; --test-type only silences its banner about it.
  ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
  `--user-data-dir=${profile}`,
  '--remote-debugging-pipe',
  ...(underTest ? ['--remote-debugging-port=0'] : []),
  // An app window, without tabs or address; empty, so that its only load is the one the host answers.
  ...(windowless ? [...shortLived, emptyPage] : [`--app=${emptyPage}`]),
];
