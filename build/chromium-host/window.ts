/** `BrowserWindow` and `ipcMain`: Chromium's windows, one for each session, that the shell believes are Electron's. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMain,
  IpcMainInvokeEvent,
  Rectangle,
  WebFrameMain,
} from 'electron';
import type { Frame } from 'playwright-core';
import { toHost, toShell } from './addresses.ts';
import { hostApp } from './application.ts';
import { askIn } from './ask.ts';
import { headless, openScreen, type Screen } from './browser.ts';
import { HostContents } from './contents.ts';
import { displayUnder, foundDisplay } from './displays.ts';
import { closeChannel, preloadScript } from './preload-script.ts';
import { sessionNamed } from './session.ts';

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
>;
type InvokeHandler = Parameters<IpcMain['handle']>[1];

const handlers = new Map<string, InvokeHandler>();
export const hostIpcMain: Pick<IpcMain, 'handle'> = {
  handle(channel, handler) {
    handlers.set(channel, handler);
  },
};

const frameOf = (frame: Frame): Pick<WebFrameMain, 'url' | 'parent'> => {
  const parent = frame.parentFrame();
  return { url: toShell(frame.url()), parent: parent === null ? null : (frameOf(parent) as WebFrameMain) };
};

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
  }

  async loadURL(address: string): Promise<void> {
    if (this.#screen !== null) throw new Error('The Chromium host loads one address');
    const session = sessionNamed(this.#partition);
    const screen = await openScreen(
      address,
      (scheme) => session.responders.get(scheme),
      (target) => this.#mayNavigate(target),
    );
    this.#screen = screen;
    await this.#dress(screen, address);
    this.webContents.expectsNavigation = true;
    await screen.page.goto(toHost(address));
  }

  async #dress({ page, context }: Screen, home: string): Promise<void> {
    if ([...windows][0] === this) askIn(context);
    this.webContents.page = page;
    await page.exposeBinding('__margelleInvoke', ({ frame }, channel: string, json: string) =>
      this.#invoked(frame, channel, JSON.parse(json) as unknown[]),
    );
    const preload = this.#options.webPreferences?.preload;
    if (preload !== undefined)
      await page.addInitScript({ content: preloadScript(readFileSync(preload, 'utf8'), home) });
    if (headless) await this.#fit();
    page.once('load', () => this.emit('ready-to-show'));
    page.on('load', () => this.webContents.emit('did-finish-load'));
    page.on('crash', () =>
      this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    );
    page.once('close', () => this.#closed());
    context.once('close', () => this.#closed());
  }

  #closed(): void {
    if (!windows.delete(this)) return;
    this.emit('closed');
    if (windows.size === 0) hostApp.emit('window-all-closed');
  }

  async #invoked(frame: Frame, channel: string, args: unknown[]): Promise<string> {
    if (channel === closeChannel && frame.parentFrame() === null) {
      void this.close();
      return JSON.stringify({ value: null });
    }
    const handler = handlers.get(channel);
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      const event = {
        senderFrame: frameOf(frame),
        sender: this.webContents,
      } as unknown as IpcMainInvokeEvent;
      return JSON.stringify({ value: await handler(event, ...args) });
    } catch (error) {
      return JSON.stringify({ refused: `Error invoking remote method '${channel}': ${String(error)}` });
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
  async #fit(): Promise<void> {
    const { width, height } = this.getBounds();
    await this.#screen?.page.setViewportSize({ width, height });
  }
  /** Brings the window, opened off the screen, to its place: the middle of the screen unless it was given one. */
  async #appear(): Promise<void> {
    const room = await this.#screen?.page.evaluate(() => ({
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
    const screen = this.#screen;
    if (screen === null) return;
    const devtools = await screen.context.newCDPSession(screen.page);
    const { windowId } = await devtools.send('Browser.getWindowForTarget');
    await devtools.send('Browser.setWindowBounds', { windowId, bounds });
    await devtools.detach();
  }

  focus(): void {
    this.#screen?.page.bringToFront().catch(() => undefined);
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
