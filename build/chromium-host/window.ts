/** `BrowserWindow` and `ipcMain`: Chromium's windows, one for each session, that the shell believes are Electron's. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMain,
  IpcMainInvokeEvent,
  Rectangle,
  WebFrameMain,
} from 'electron';
import { toHost, toShell } from './addresses.ts';
import { hostApp } from './application.ts';
import { HostContents } from './contents.ts';
import { control } from './control.ts';
import { displayUnder, foundDisplay } from './displays.ts';
import { headless } from './flags.ts';
import { openScreen, type Screen } from './open-screen.ts';
import { closeChannel, preloadScript } from './preload-script.ts';
import { serve } from './serving.ts';
import { sessionNamed } from './session.ts';
import { askScript, type Frame, type Tab } from './tab.ts';

type CoveredWindow = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'isDestroyed'
  | 'getBounds'
  | 'setBounds'
  | 'isFullScreen'
  | 'setFullScreen'
  | 'setContentProtection'
>;
type InvokeHandler = Parameters<IpcMain['handle']>[1];

const handlers = new Map<string, InvokeHandler>();
export const hostIpcMain: Pick<IpcMain, 'handle'> = {
  handle(channel, handler) {
    handlers.set(channel, handler);
  },
};

const frameOf = ({ url, parent }: Frame): Pick<WebFrameMain, 'url' | 'parent'> => ({
  url: toShell(url),
  parent: parent === null ? null : (frameOf(parent) as WebFrameMain),
});

const windows = new Set<HostBrowserWindow>();

export class HostBrowserWindow extends EventEmitter implements CoveredWindow {
  static fromWebContents(contents: unknown): HostBrowserWindow | null {
    return [...windows].find((window) => (window.webContents as unknown) === contents) ?? null;
  }

  readonly webContents = new HostContents((address) => this.loadURL(address));
  readonly #options: BrowserWindowConstructorOptions;
  readonly #partition: string;
  #screen: Screen | null = null;
  #fullScreen = false;
  #bounds: Rectangle;
  /** The shell chose where it stands. */
  #given = false;
  #steps: Promise<void> = Promise.resolve();

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    this.#options = options;
    this.#partition = options.webPreferences?.partition ?? '';
    if ([...windows].some((other) => other.#partition === this.#partition))
      throw new Error('The Chromium host opens one window for each session');
    const { width = 1280, height = 840 } = options;
    this.#bounds = { x: 0, y: 0, width, height };
    windows.add(this);
    hostApp.emit('web-contents-created', {}, this.webContents);
    // Chromium's own windows say the title of their page: the pages' titles hold no name either (renderer/ground/window-title.ts).
    hostApp.emit('browser-window-created', {}, this);
  }

  /** A window that cannot open is closed, with a sentence: the first one takes the app with it. */
  async loadURL(address: string): Promise<void> {
    if (this.#screen !== null) throw new Error('The Chromium host loads one address');
    try {
      const screen = await openScreen((tab) => this.#show(tab, address));
      this.#screen = screen;
      screen.tab.once('closed', () => this.#closed());
      if (screen.tab.isClosed) this.#closed();
      else this.emit('ready-to-show');
    } catch (error) {
      const { message } = error as Error;
      if (windows.size === 1) hostApp.fail(message);
      else console.error(`The window ${address} did not open: ${message}`);
      this.#closed();
    }
  }

  async #show(tab: Tab, home: string): Promise<void> {
    const { preload } = this.#options.webPreferences ?? {};
    const session = sessionNamed(this.#partition);
    this.webContents.tab = tab;
    tab.answer = (frame, channel, args) => this.#invoked(frame, channel, args);
    tab.on('load', () => this.webContents.emit('did-finish-load'));
    tab.on('crash', () =>
      this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    );
    const prepared = tab.prepare(
      preload === undefined ? askScript : preloadScript(readFileSync(preload, 'utf8'), home),
    );
    const downloads = tab.session.send(
      'Page.setDownloadBehavior',
      session.refusesDownloads ? { behavior: 'deny' } : { behavior: 'allow', downloadPath: tmpdir() },
    );
    const fitted = headless
      ? [this.#fit(tab), tab.session.send('Emulation.setFocusEmulationEnabled', { enabled: true })]
      : [];
    await serve(tab, {
      responderFor: (scheme) => session.responders.get(scheme),
      mayNavigate: (target) => this.#mayNavigate(target),
      ready: Promise.all([prepared, ...fitted]),
    });
    tab.session.on('Page.downloadProgress', ({ state }) => {
      if (state !== 'inProgress') control.record({ kind: 'download', saved: state === 'completed' });
    });
    // Asked for while the page's own process still starts; given once that is prepared.
    this.webContents.expectsNavigation = true;
    await Promise.all([prepared, downloads, ...fitted, tab.navigate(toHost(home))]);
  }

  #closed(): void {
    if (!windows.delete(this)) return;
    this.emit('closed');
    if (windows.size === 0) hostApp.emit('window-all-closed');
  }

  async #invoked(frame: Frame, channel: string, args: unknown[]): Promise<unknown> {
    if (channel === closeChannel && frame.parent === null) {
      void this.close();
      return null;
    }
    const handler = handlers.get(channel);
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      const event = {
        senderFrame: frameOf(frame),
        sender: this.webContents,
      } as unknown as IpcMainInvokeEvent;
      return await handler(event, ...args);
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
    }
  }

  #mayNavigate(address: string): boolean {
    if (this.webContents.expectsNavigation) {
      this.webContents.expectsNavigation = false;
      return true;
    }
    let prevented = false;
    const preventDefault = (): void => {
      prevented = true;
    };
    this.webContents.emit('will-navigate', { url: address, isMainFrame: true, preventDefault });
    return !prevented;
  }

  show(): void {
    this.#next(() => this.#appear());
  }
  /** Chromium gives the keyboard to a window that appears: the host cannot spare it. */
  showInactive(): void {
    this.show();
  }
  hide(): void {
    this.#next(() => this.#become('minimized'));
  }
  setContentProtection(): void {
    // Chromium cannot keep a window of its own out of what is captured.
  }
  getBounds(): Rectangle {
    return this.#fullScreen ? displayUnder(this.#bounds).bounds : this.#bounds;
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.#given = true;
    this.#next(() => this.#move());
  }
  isFullScreen(): boolean {
    return this.#fullScreen;
  }
  setFullScreen(wanted: boolean): void {
    this.#fullScreen = wanted;
    this.#next(() => (wanted ? this.#become('fullscreen') : this.#move()));
  }

  /** One after the other: Chromium answers later, and the shell does not wait. */
  #next(step: () => Promise<void>): void {
    this.#steps = this.#steps.then(headless ? () => this.#fit() : step).catch(() => undefined);
  }
  /** Without a screen there is only the size of the page. */
  async #fit(tab = this.#screen?.tab): Promise<void> {
    const { width, height } = this.getBounds();
    const size = {
      width,
      height,
      screenWidth: width,
      screenHeight: height,
      deviceScaleFactor: 1,
      mobile: false,
    };
    await tab?.session.send('Emulation.setDeviceMetricsOverride', size);
  }
  /** Brings the window, opened off the screen, to its place: the middle of the screen unless it was given one. */
  async #appear(): Promise<void> {
    const room = await this.#screen?.tab.evaluate(() => ({
      whole: { width: window.screen.width, height: window.screen.height },
      width: window.screen.availWidth,
      height: window.screen.availHeight,
    }));
    if (room === undefined) return;
    if (!this.#given) {
      foundDisplay(room.whole);
      const { width, height } = this.#bounds;
      this.#bounds = {
        width: Math.min(width, room.width),
        height: Math.min(height, room.height),
        x: Math.max(0, Math.round((room.width - width) / 2)),
        y: Math.max(0, Math.round((room.height - height) / 2)),
      };
    }
    await this.#move();
    if (this.#fullScreen) await this.#become('fullscreen');
  }
  async #move(): Promise<void> {
    const { x: left, y: top, width, height } = this.#bounds;
    // Chromium takes a place only in the normal state, and both not at once.
    await this.#become('normal');
    await this.#tellChromium({ left, top, width, height });
  }
  #become(windowState: 'normal' | 'minimized' | 'fullscreen'): Promise<void> {
    return this.#tellChromium({ windowState });
  }
  async #tellChromium(bounds: object): Promise<void> {
    const session = this.#screen?.tab.session;
    if (session === undefined) return;
    const { windowId } = await session.send('Browser.getWindowForTarget');
    await session.send('Browser.setWindowBounds', { windowId, bounds });
  }

  focus(): void {
    this.#screen?.tab.toFront();
  }
  restore(): void {
    this.focus();
  }
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return !windows.has(this);
  }
  async close(): Promise<void> {
    await this.#screen?.close();
  }
}

hostApp.closeWindows = async () => {
  await Promise.all([...windows].map((window) => window.close()));
};
