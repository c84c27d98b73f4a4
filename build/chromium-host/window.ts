/** `BrowserWindow`, `session`, `protocol`, `ipcMain`: one Chromium app window that the shell believes is Electron's. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMain,
  IpcMainInvokeEvent,
  Protocol,
  Session,
  WebContents,
  WebFrameMain,
  WebRequest,
} from 'electron';
import type { Frame, Page } from 'playwright-core';
import { declareSchemes, toHost, toShell } from './addresses.ts';
import { hostApp } from './application.ts';
import { askIn } from './ask.ts';
import { headless, openScreen, type Responder, type Screen } from './browser.ts';
import { control } from './control.ts';

type CoveredSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
> & { protocol: Pick<Protocol, 'handle'>; webRequest: Pick<WebRequest, 'onBeforeRequest'> };
type CoveredContents = Pick<
  WebContents,
  'send' | 'reload' | 'isDestroyed' | 'setWindowOpenHandler' | 'print' | 'printToPDF' | 'loadURL'
>;
type CoveredWindow = Pick<
  BrowserWindow,
  'loadURL' | 'show' | 'focus' | 'restore' | 'isMinimized' | 'isDestroyed'
>;
type InvokeHandler = Parameters<IpcMain['handle']>[1];

const handlers = new Map<string, InvokeHandler>();
export const hostIpcMain: Pick<IpcMain, 'handle'> = {
  handle(channel, handler) {
    handlers.set(channel, handler);
  },
};

class HostSession implements CoveredSession {
  readonly responders = new Map<string, Responder>();
  readonly protocol = {
    handle: (
      scheme: string,
      respond: (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>,
    ): void => {
      this.responders.set(scheme, async (request) => respond(request));
    },
  };
  // The host answers every request itself and aborts what no scheme answers: a filter has nothing left to filter.
  readonly webRequest = { onBeforeRequest: (): void => {} };
  // Chromium itself refuses every permission here (--deny-permission-prompts), so the shell's refusals have no caller.
  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(): void {}
}

const sessions = new Map<string, HostSession>();
const sessionNamed = (name: string): HostSession => {
  const found = sessions.get(name) ?? new HostSession();
  sessions.set(name, found);
  return found;
};
export const hostSession = {
  defaultSession: sessionNamed(''),
  fromPartition: (name: string) => sessionNamed(name),
};

export const hostProtocol: Pick<Protocol, 'registerSchemesAsPrivileged'> = {
  registerSchemesAsPrivileged: (schemes) => declareSchemes(schemes.map(({ scheme }) => scheme)),
};

/** Runs the preload before the page's own scripts, in the top frame of our own origin only. */
const preloadScript = (bundle: string, home: string): string => `(() => {
  const invoke = globalThis.__margelleInvoke;
  delete globalThis.__margelleInvoke;
  if (window.top !== window || location.origin !== ${JSON.stringify(new URL(toHost(home)).origin)}) return;
  const listeners = new Map();
  Object.defineProperty(globalThis, Symbol.for('margelle.host'), {
    value: (channel, json) => { for (const listen of listeners.get(channel) ?? []) listen({}, ...JSON.parse(json)); },
  });
  const electron = {
    contextBridge: { exposeInMainWorld: (name, value) => {
      const freeze = (part) => { if (typeof part === 'object' && part !== null) { Object.values(part).forEach(freeze); Object.freeze(part); } return part; };
      Object.defineProperty(globalThis, name, { value: freeze(value), enumerable: true });
    } },
    ipcRenderer: {
      invoke: async (channel, ...args) => {
        const answer = JSON.parse(await invoke(channel, JSON.stringify(args)));
        if ('refused' in answer) throw new Error(answer.refused);
        return answer.value;
      },
      on: (channel, listen) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listen]); },
    },
  };
  const module = { exports: {} };
  const require = (name) => { if (name === 'electron') return electron; throw new Error('A sandboxed preload cannot require ' + name); };
  const process = { platform: ${JSON.stringify(process.platform)} };
  ((exports, require, module, process) => {${bundle}
  })(module.exports, require, module, process);
})();`;

const frameOf = (frame: Frame): Pick<WebFrameMain, 'url' | 'parent'> => {
  const parent = frame.parentFrame();
  return { url: toShell(frame.url()), parent: parent === null ? null : (frameOf(parent) as WebFrameMain) };
};

class HostContents extends EventEmitter implements CoveredContents {
  page: Page | null = null;
  /** The next navigation is the shell's own (loadURL, reload), not the page's. */
  expectsNavigation = false;
  readonly #open: (address: string) => Promise<void>;

  constructor(open: (address: string) => Promise<void>) {
    super();
    this.#open = open;
  }
  loadURL(address: string): Promise<void> {
    return this.#open(address);
  }
  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false;
  }
  send(channel: string, ...args: unknown[]): void {
    this.page
      ?.evaluate(
        ([name, json]) => {
          const page = globalThis as unknown as Record<
            symbol,
            ((channel: string, json: string) => void) | undefined
          >;
          page[Symbol.for('margelle.host')]?.(name, json);
        },
        [channel, JSON.stringify(args)] as const,
      )
      .catch(() => undefined);
  }
  reload(): void {
    this.expectsNavigation = true;
    this.page?.reload().catch(() => undefined);
  }
  setWindowOpenHandler(): void {
    // browser.ts closes any page another page opens, whatever the shell would answer.
  }
  print(_options?: object, done?: (success: boolean, reason: string) => void): void {
    void this.#print().then(
      () => done?.(true, ''),
      (error: unknown) => done?.(false, String(error)),
    );
  }
  async printToPDF(options: { printBackground?: boolean; preferCSSPageSize?: boolean }): Promise<Buffer> {
    if (this.page === null) throw new Error('Nothing to print yet');
    return this.page.pdf({
      format: 'A4',
      printBackground: options.printBackground ?? false,
      preferCSSPageSize: options.preferCSSPageSize ?? false,
      tagged: true,
    });
  }
  async #print(): Promise<void> {
    if (!headless) await this.page?.evaluate(() => window.print());
    else if (control.underTest) {
      const pdf = await this.printToPDF({ printBackground: true, preferCSSPageSize: true });
      control.record({ kind: 'print', pdf: pdf.toString('base64') });
    }
  }
}

const windows = new Set<HostBrowserWindow>();

export class HostBrowserWindow extends EventEmitter implements CoveredWindow {
  static fromWebContents(contents: unknown): HostBrowserWindow | null {
    return [...windows].find((window) => (window.webContents as unknown) === contents) ?? null;
  }

  readonly webContents = new HostContents((address) => this.loadURL(address));
  readonly #options: BrowserWindowConstructorOptions;
  #screen: Screen | null = null;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    if (windows.size > 0) throw new Error('The Chromium host opens one window');
    this.#options = options;
    windows.add(this);
    hostApp.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(address: string): Promise<void> {
    if (this.#screen !== null) throw new Error('The Chromium host loads one address');
    const session = sessionNamed(this.#options.webPreferences?.partition ?? '');
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
    askIn(context);
    this.webContents.page = page;
    await page.exposeBinding('__margelleInvoke', ({ frame }, channel: string, json: string) =>
      this.#invoked(frame, channel, JSON.parse(json) as unknown[]),
    );
    const preload = this.#options.webPreferences?.preload;
    if (preload !== undefined)
      await page.addInitScript({ content: preloadScript(readFileSync(preload, 'utf8'), home) });
    const { width = 1280, height = 840 } = this.#options;
    if (headless) await page.setViewportSize({ width, height });
    page.once('load', () => this.emit('ready-to-show'));
    page.on('crash', () =>
      this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    );
    page.once('close', () => this.#closed());
    context.once('close', () => this.#closed());
  }

  #closed(): void {
    if (!windows.delete(this)) return;
    this.emit('closed');
    hostApp.emit('window-all-closed');
  }

  async #invoked(frame: Frame, channel: string, args: unknown[]): Promise<string> {
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
    if (!headless) void this.#place().catch(() => undefined);
  }
  /** Brings the window, opened off the screen, to its size in the middle of the screen. */
  async #place(): Promise<void> {
    const screen = this.#screen;
    if (screen === null) return;
    const { width = 1280, height = 840 } = this.#options;
    const room = await screen.page.evaluate(() => ({
      width: window.screen.availWidth,
      height: window.screen.availHeight,
    }));
    const bounds = {
      width: Math.min(width, room.width),
      height: Math.min(height, room.height),
      left: Math.max(0, Math.round((room.width - width) / 2)),
      top: Math.max(0, Math.round((room.height - height) / 2)),
    };
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
