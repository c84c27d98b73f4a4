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

type WindowBounds = Partial<{
  left: number;
  top: number;
  width: number;
  height: number;
  windowState: 'normal' | 'minimized' | 'fullscreen';
}>;

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
    await this.#fit();
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
    if (!headless) void this.#appear().catch(() => undefined);
  }
  /** Chromium gives the keyboard to a window that appears: the host cannot spare it. */
  showInactive(): void {
    this.show();
  }
  hide(): void {
    if (!headless) void this.#moveTo({ windowState: 'minimized' }).catch(() => undefined);
  }
  /** Brings the window, opened off the screen, to its place: the middle of the screen unless it was given one. */
  async #appear(): Promise<void> {
    const screen = this.#screen;
    if (screen === null) return;
    const room = await screen.page.evaluate(() => ({
      whole: { width: window.screen.width, height: window.screen.height },
      width: window.screen.availWidth,
      height: window.screen.availHeight,
    }));
    foundDisplay(room.whole);
    if (this.#fullScreen) return this.#moveTo({ windowState: 'fullscreen' });
    const { width, height } = this.#bounds;
    await this.#moveTo({
      windowState: 'normal',
      width: Math.min(width, room.width),
      height: Math.min(height, room.height),
      left: Math.max(0, Math.round((room.width - width) / 2)),
      top: Math.max(0, Math.round((room.height - height) / 2)),
    });
  }
  async #moveTo(bounds: WindowBounds): Promise<void> {
    const screen = this.#screen;
    if (screen === null) return;
    const devtools = await screen.context.newCDPSession(screen.page);
    const { windowId } = await devtools.send('Browser.getWindowForTarget');
    const { windowState = 'normal', ...place } = bounds;
    // Chromium takes a place and a state one after the other, and leaves full screen only by way of `normal`.
    if (windowState === 'normal') {
      await devtools.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
      await devtools.send('Browser.setWindowBounds', { windowId, bounds: place });
    } else await devtools.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    await devtools.detach();
  }
  /** Without a screen there is only the size of the page. */
  async #fit(): Promise<void> {
    if (!headless) return;
    const { width, height } = this.getBounds();
    await this.#screen?.page.setViewportSize({ width, height });
  }
  getBounds(): Rectangle {
    return this.#fullScreen ? displayUnder(this.#bounds).bounds : this.#bounds;
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    if (headless) void this.#fit().catch(() => undefined);
  }
  isFullScreen(): boolean {
    return this.#fullScreen;
  }
  setFullScreen(wanted: boolean): void {
    this.#fullScreen = wanted;
    if (headless) void this.#fit().catch(() => undefined);
    else void this.#moveTo({ windowState: wanted ? 'fullscreen' : 'normal' }).catch(() => undefined);
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
