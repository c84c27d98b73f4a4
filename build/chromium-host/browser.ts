/** Starts the installed Chromium as silent windows and answers every request they make. */
import { statfsSync } from 'node:fs';
import path from 'node:path';
import {
  type Request as AskedRequest,
  type BrowserContext,
  chromium,
  type Frame,
  type Page,
  type Route,
} from 'playwright-core';
import { toHost, toShell } from './addresses.ts';
import { control } from './control.ts';
import { findChromium, howToInstall } from './find-chromium.mjs';
import { makeProfile } from './profile.ts';

export const headless = process.env.MARGELLE_HEADLESS === '1';

/** Nothing leaves the machine, nothing is remembered on it. */
const quietFlags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND',
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
  '--deny-permission-prompts',
  '--no-pings',
  '--disk-cache-size=1',
  '--media-cache-size=1',
  '--disable-gpu-shader-disk-cache',
];
export interface Screen {
  context: BrowserContext;
  page: Page;
  close(): Promise<void>;
}
export type Responder = (request: Request) => Promise<Response>;
/** Says whether a navigation the page itself started may go on. */
export type NavigationJudge = (address: string) => boolean;

const fulfil = async (route: Route, respond: Responder): Promise<void> => {
  const asked = route.request();
  const response = await respond(new Request(toShell(asked.url()), { method: asked.method() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
};

/** Shared memory belongs in memory: Playwright's habit of moving it to disk is for containers that have none. */
const sharedMemoryIsRoomy = (): boolean => {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 256 * 1024 * 1024;
  } catch {
    return false;
  }
};

/** The frame that asks, or null for a window that is only being opened. */
const frameOf = (request: AskedRequest): Frame | null => {
  try {
    return request.frame();
  } catch {
    return null;
  }
};

const closeStrays = (context: BrowserContext): void => {
  context.on('page', async (page) => {
    const opener = await page.opener().catch(() => null);
    if (opener !== null || page.url().startsWith('chrome:')) await page.close().catch(() => undefined);
  });
};

const asPage = {
  locale: 'fr-FR',
  viewport: headless ? { width: 1280, height: 840 } : null,
  colorScheme: null,
  reducedMotion: null,
  forcedColors: null,
  contrast: null,
  acceptDownloads: false,
} as const;

type Opened = Pick<Screen, 'context' | 'close'> & {
  /** The throw-away folder of the browser's first window. */
  profile?: string;
};

/** The browser, in the window of its first page: closing it ends the browser. */
const launch = async (home: string): Promise<Opened> => {
  const executablePath = findChromium(() => chromium.executablePath());
  if (executablePath === null) throw new Error(`No Chromium on this machine. Install one: ${howToInstall()}`);
  const asRoot = process.getuid?.() === 0;
  const profile = makeProfile();
  process.once('exit', profile.remove);
  const context = await chromium.launchPersistentContext(profile.folder, {
    executablePath,
    headless,
    chromiumSandbox: !asRoot,
    ignoreDefaultArgs: ['--enable-automation', ...(sharedMemoryIsRoomy() ? ['--disable-dev-shm-usage'] : [])],
    artifactsDir: path.join(profile.folder, 'artifacts'),
    env: { ...process.env, LANGUAGE: 'fr', TMPDIR: profile.folder },
    args: [
      ...quietFlags,
      `--app=${toHost(home)}`,
      '--lang=fr-FR',
      // Off the screen until the first page is drawn; show() brings it back.
      ...(headless ? ['--disable-gpu'] : ['--window-position=-3000,-3000']),
      // Chromium refuses to sandbox itself as root; --test-type only silences its banner about it.
      ...(asRoot ? ['--no-sandbox', '--test-type'] : []),
    ],
    ...asPage,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const close = async (): Promise<void> => {
    await context.close().catch(() => undefined);
    profile.remove();
  };
  return { context, close, profile: profile.folder };
};

let first: BrowserContext | null = null;

/** A window of its own: the first is the browser's, the others have a session apart, which lives in memory. */
const openContext = async (home: string): Promise<Opened> => {
  if (first === null) {
    const launched = await launch(home);
    first = launched.context;
    return launched;
  }
  const context = await first.browser()?.newContext(asPage);
  if (context === undefined) throw new Error('Chromium is gone');
  return { context, close: () => context.close().catch(() => undefined) };
};

export const openScreen = async (
  home: string,
  responderFor: (scheme: string) => Responder | undefined,
  mayNavigate: NavigationJudge,
): Promise<Screen> => {
  const { context, close, profile } = await openContext(home);
  const page = context.pages()[0] ?? (await context.newPage());
  closeStrays(context);
  await context.route('**/*', async (route) => {
    const request = route.request();
    const frame = frameOf(request);
    if (frame === null || frame.page() !== page) return route.abort('blockedbyclient');
    const address = toShell(request.url());
    const respond = responderFor(new URL(address).protocol.slice(0, -1));
    const isNavigation = request.isNavigationRequest() && frame.parentFrame() === null;
    if (isNavigation && !mayNavigate(address)) return route.abort('aborted');
    if (respond === undefined) return route.abort('blockedbyclient');
    return fulfil(route, respond).catch(() => undefined);
  });
  if (control.underTest && profile !== undefined) {
    const bound = await context.browser()?.bind('margelle');
    if (bound !== undefined) control.announce(bound.endpoint, profile);
  }
  return { context, page, close };
};
