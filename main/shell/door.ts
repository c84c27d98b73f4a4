/**
 * The screen at the entrance ("Porte"): a second window, full screen, that shows the public programme to whoever pushes
 * the door. Its page is handed what it shows and can ask nothing (ipc.ts); it goes on while the vault is closed.
 */
import path from 'node:path';
import { BrowserWindow, type Rectangle, screen, session } from 'electron';
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { KnownProgramme } from '#shared/contract/shell.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { doorAddress } from './address.ts';
import { displayForDoor } from './door-display.ts';
import { DoorProgramme, type EngineOfDoor } from './door-programme.ts';
import { send } from './ipc.ts';
import { serveScreens } from './scheme.ts';
import { confinement, refuseNetwork, refusePermissions } from './security.ts';
import { texts } from './texts.fr.ts';

interface DoorOptions {
  engine: EngineOfDoor;
  /** Folder of the bundles. */
  built: string;
  /** The window of the app, while there is one. */
  app(): BrowserWindow | null;
  changed(open: boolean): void;
}

const partition = 'porte';
const displayEvents = ['display-added', 'display-removed', 'display-metrics-changed'] as const;

const sameBounds = (one: Rectangle | null, other: Rectangle): boolean =>
  one !== null &&
  one.x === other.x &&
  one.y === other.y &&
  one.width === other.width &&
  one.height === other.height;

export class Door {
  readonly #options: DoorOptions;
  readonly #programme: DoorProgramme;
  #window: BrowserWindow | null = null;
  #display: number | null = null;
  #bounds: Rectangle | null = null;

  /** To be made once the app is ready. */
  constructor(options: DoorOptions) {
    this.#options = options;
    this.#programme = new DoorProgramme(options.engine);
    this.#programme.on('known', (known) => this.#show(known));
    // In memory like that of the app, and apart from it: the two pages cannot reach each other.
    const own = session.fromPartition(partition, { cache: false });
    refusePermissions(own, 'screen-wake-lock');
    refuseNetwork(own);
    serveScreens(own, path.join(options.built, 'renderer'));
  }

  get isOpen(): boolean {
    return this.#window !== null;
  }

  /** Needs an open vault: `vault_locked`. Opened already, it is brought to the front. */
  async open(): Promise<Result<null, AppError>> {
    const started = await this.#programme.start();
    if (!started.ok) return started;
    if (this.#window !== null) this.#window.show();
    else if (this.#options.app() !== null) this.#openWindow();
    else this.#programme.stop();
    return ok(null);
  }

  close(): void {
    this.#window?.close();
  }

  #show(known: KnownProgramme): void {
    if (this.#window !== null) send(this.#window.webContents, 'door:programme', known);
  }

  #openWindow(): void {
    const opened = new BrowserWindow({
      show: false,
      title: texts.door,
      autoHideMenuBar: true,
      backgroundColor: '#fbf8f3',
      webPreferences: {
        preload: path.join(this.#options.built, 'preload', 'door.cjs'),
        partition,
        spellcheck: false,
        ...confinement(),
      },
    });
    this.#window = opened;
    // It is for everybody to see, also on a display that shows what it is sent.
    opened.setContentProtection(false);
    // A visitor at the keyboard must not print, zoom or lock the window of the app.
    opened.webContents.setIgnoreMenuShortcuts(true);
    opened.webContents.on('did-finish-load', () => {
      const { known } = this.#programme;
      if (known !== null) this.#show(known);
    });
    opened.webContents.on('render-process-gone', () => opened.webContents.reload());
    opened.once('ready-to-show', this.#place);
    opened.once('closed', () => {
      for (const event of displayEvents) screen.off(event as 'display-added', this.#place);
      this.#window = null;
      this.#display = null;
      this.#bounds = null;
      this.#programme.stop();
      this.#options.changed(false);
    });
    for (const event of displayEvents) screen.on(event as 'display-added', this.#place);
    void opened.loadURL(doorAddress);
    this.#options.changed(true);
  }

  readonly #place = (): void => {
    const window = this.#window;
    const ours = this.#options.app();
    if (window === null || ours === null) return;
    const own = screen.getDisplayMatching(ours.getBounds()).id;
    const display = displayForDoor({ all: screen.getAllDisplays(), own, last: this.#display });
    if (display === null) {
      this.#bounds = null;
      window.hide();
      return;
    }
    if (display.id === this.#display && sameBounds(this.#bounds, display.bounds)) return;
    this.#display = display.id;
    this.#bounds = display.bounds;
    if (window.isFullScreen()) window.setFullScreen(false);
    window.setBounds(display.bounds);
    // On a display of its own it leaves the keyboard to whoever is typing.
    if (display.id === own) window.show();
    else window.showInactive();
    window.setFullScreen(true);
  };
}
