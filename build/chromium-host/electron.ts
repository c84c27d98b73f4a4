/**
 * The stand-in that `electron` resolves to inside the host: only what main/shell uses, typed against electron.d.ts;
 * anything else throws by name. Windows, dialogs and processes are Chromium's and Node's own.
 */
import { EventEmitter } from 'node:events';
import type { Menu as ElectronMenu, MenuItemConstructorOptions } from 'electron';
import { hostApp } from './application.ts';
import { control } from './control.ts';
import { hostDialog, hostShell } from './dialogs.ts';
import { hostScreen } from './displays.ts';
import { hostUtilityProcess } from './process.ts';
import { HostResponse } from './serving.ts';
import { hostProtocol, hostSession } from './session.ts';
import { strict } from './strict.ts';
import { HostBrowserWindow, hostIpcMain } from './window.ts';

globalThis.Response = HostResponse as unknown as typeof Response;

/** A test says when the screen is locked; nobody else is asked. */
class HostPower extends EventEmitter<Record<'suspend' | 'lock-screen', []>> {
  getSystemIdleState(): 'unknown' {
    return 'unknown';
  }
}
const power = new HostPower();
control.on('power', ({ event }) => power.emit(event));

/** An app window of Chromium has no menu bar: the template is kept so that a test can press its items. */
let menu: MenuItemConstructorOptions[] = [];
const press = (labels: readonly string[]): void => {
  let items = menu;
  for (const [depth, label] of labels.entries()) {
    const item = items.find((candidate) => candidate.label === label);
    if (item === undefined) throw new Error(`No menu item “${label}”`);
    if (depth < labels.length - 1) items = item.submenu as MenuItemConstructorOptions[];
    else (item.click as (() => void) | undefined)?.();
  }
};
control.on('menu', ({ path }) => press(path));

type CoveredMenu = Pick<typeof ElectronMenu, 'buildFromTemplate' | 'setApplicationMenu'>;
const hostMenu: CoveredMenu = {
  buildFromTemplate: (template) => template as unknown as ElectronMenu,
  setApplicationMenu: (built) => {
    menu = (built ?? []) as MenuItemConstructorOptions[];
  },
};

export const app = strict('app', hostApp);
export const BrowserWindow = HostBrowserWindow;
export const dialog = strict('dialog', hostDialog);
export const ipcMain = strict('ipcMain', hostIpcMain);
export const Menu = strict('Menu', hostMenu);
export const powerMonitor = strict('powerMonitor', power);
export const protocol = strict('protocol', hostProtocol);
export const screen = strict('screen', hostScreen);
export const session = strict('session', hostSession);
export const shell = strict('shell', hostShell);
export const utilityProcess = strict('utilityProcess', hostUtilityProcess);
