/** The window at the entrance: where it stands, what it is handed, and when it goes. */
import { EventEmitter } from 'node:events';
import type { BrowserWindow, Rectangle } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { Door } from './door.ts';

const { fake } = vi.hoisted(() => ({ fake: { windows: [] as unknown[], screen: null as unknown } }));

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class Contents extends Emitter {
    sent: unknown[][] = [];
    reloads = 0;
    send(...message: unknown[]) {
      this.sent.push(message);
    }
    isDestroyed = () => false;
    setIgnoreMenuShortcuts = vi.fn();
    reload() {
      this.reloads += 1;
      this.emit('did-finish-load');
    }
  }
  class BrowserWindowFake extends Emitter {
    webContents = new Contents();
    state = { shown: 'no', fullScreen: false, bounds: null as Rectangle | null };
    options: unknown;
    constructor(options: unknown) {
      super();
      this.options = options;
      fake.windows.push(this);
    }
    async loadURL() {
      this.webContents.emit('did-finish-load');
      this.emit('ready-to-show');
    }
    show = () => Object.assign(this.state, { shown: 'with the keyboard' });
    showInactive = () => Object.assign(this.state, { shown: 'without' });
    hide = () => Object.assign(this.state, { shown: 'no' });
    isFullScreen = () => this.state.fullScreen;
    setFullScreen = (fullScreen: boolean) => Object.assign(this.state, { fullScreen });
    setContentProtection = vi.fn();
    setBounds = (bounds: Rectangle) => Object.assign(this.state, { bounds });
    close = () => this.emit('closed');
  }
  class Screen extends Emitter {
    displays: { id: number; bounds: Rectangle }[] = [];
    getAllDisplays = () => this.displays;
    getDisplayMatching = () => this.displays[0];
  }
  fake.screen = new Screen();
  const session = {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    webRequest: { onBeforeRequest: vi.fn() },
    protocol: { handle: vi.fn() },
  };
  return {
    app: { isPackaged: true },
    BrowserWindow: BrowserWindowFake,
    ipcMain: {},
    protocol: {},
    screen: fake.screen,
    session: { fromPartition: () => session },
  };
});

interface FakeWindow extends EventEmitter {
  webContents: EventEmitter & { sent: unknown[][]; reloads: number; setIgnoreMenuShortcuts: unknown };
  state: { shown: string; fullScreen: boolean; bounds: Rectangle | null };
  setContentProtection: unknown;
  options: { webPreferences: Record<string, unknown> };
}
const windows = fake.windows as FakeWindow[];
const screen = fake.screen as EventEmitter & { displays: { id: number; bounds: Rectangle }[] };
const desk = { id: 1, bounds: { x: 0, y: 0, width: 1280, height: 800 } };
const television = { id: 2, bounds: { x: 1280, y: 0, width: 1920, height: 1080 } };

class Engine extends EventEmitter {
  locked = false;
  call = async (method: string) => {
    if (method === 'vault.state') return { ok: true, value: { open: this.locked ? null : { id: 'v' } } };
    return this.locked
      ? { ok: false, error: { tag: 'vault_locked' } }
      : { ok: true, value: { place: { name: 'La Ressourcerie' }, sessions: [] } };
  };
}

let engine: Engine;
let changes: boolean[];
let ours: BrowserWindow | null;
let door: Door;
beforeEach(() => {
  windows.length = 0;
  screen.displays = [desk];
  engine = new Engine();
  changes = [];
  ours = { getBounds: () => desk.bounds } as BrowserWindow;
  door = new Door({
    engine: engine as never,
    built: '/built',
    app: () => ours,
    changed: (open) => changes.push(open),
  });
  return () => door.close();
});
const opened = async (): Promise<FakeWindow> => {
  expect(await door.open()).toEqual({ ok: true, value: null });
  return windows[0] as FakeWindow;
};

it('opens apart from the app, with a bridge of its own', async () => {
  const window = await opened();
  expect(window.options.webPreferences).toMatchObject({
    preload: '/built/preload/door.cjs',
    partition: 'porte',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  });
  expect(window.webContents.setIgnoreMenuShortcuts).toHaveBeenCalledWith(true);
  expect(window.setContentProtection).toHaveBeenLastCalledWith(false);
  expect(changes).toEqual([true]);
});

it('does not open while the vault is closed', async () => {
  engine.locked = true;
  expect(await door.open()).toEqual({ ok: false, error: { tag: 'vault_locked' } });
  expect([windows.length, door.isOpen]).toEqual([0, false]);
});

it('opens once', async () => {
  await Promise.all([door.open(), door.open()]);
  await door.open();
  expect(windows).toHaveLength(1);
});

it('is handed the programme when its page is there, again after its page fell', async () => {
  const { webContents } = await opened();
  const channels = () => webContents.sent.map(([channel]) => channel);
  expect(channels()).toEqual(['door:programme']);
  webContents.emit('render-process-gone');
  expect(webContents.reloads).toBe(1);
  expect(channels()).toEqual(['door:programme', 'door:programme']);
});

it('covers the only display, and takes the keyboard there', async () => {
  const { state } = await opened();
  expect(state).toEqual({ shown: 'with the keyboard', fullScreen: true, bounds: desk.bounds });
});

it('stands on the other display, leaving the keyboard to the desk', async () => {
  screen.displays = [desk, television];
  const { state } = await opened();
  expect(state).toEqual({ shown: 'without', fullScreen: true, bounds: television.bounds });
});

it('waits hidden when its display is switched off, and comes back with it', async () => {
  screen.displays = [desk, television];
  const { state } = await opened();
  screen.displays = [desk];
  screen.emit('display-removed');
  expect(state.shown).toBe('no');
  screen.displays = [desk, television];
  screen.emit('display-added');
  expect(state).toEqual({ shown: 'without', fullScreen: true, bounds: television.bounds });
});

it('follows its display that changes its size', async () => {
  screen.displays = [desk, television];
  const { state } = await opened();
  const larger = { ...television, bounds: { x: 1280, y: 0, width: 3840, height: 2160 } };
  screen.displays = [desk, larger];
  screen.emit('display-metrics-changed');
  expect(state).toEqual({ shown: 'without', fullScreen: true, bounds: larger.bounds });
});

it('goes when it is closed, forgets what it knew and follows nothing any more', async () => {
  const window = await opened();
  door.close();
  expect([door.isOpen, changes]).toEqual([false, [true, false]]);
  expect(screen.eventNames()).toEqual([]);
  expect(engine.eventNames()).toEqual([]);
  window.webContents.emit('did-finish-load');
  expect(window.webContents.sent).toHaveLength(1);
});

it('does not open behind an app that is leaving', async () => {
  ours = null;
  expect(await door.open()).toEqual({ ok: true, value: null });
  expect([windows.length, engine.eventNames()]).toEqual([0, []]);
});
