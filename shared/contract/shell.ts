/**
 * What the window can ask of the machine. One typed map: the shell answers each channel, the preload calls them, and
 * nothing else in the project touches IPC.
 * Paths never cross this border: the shell grants a chosen path to the engine and the window gets a token in return.
 * The screen at the entrance is a second page, which receives the public programme and can ask nothing.
 */
import type { Programme } from '../domain/programme/model.ts';
import type { Result } from '../domain/result.ts';
import type { AppError } from './errors/tags.ts';

/** Every dialog the window may open. `open-*` reads one file, `save-*` writes one, `choose-folder` gives a folder. */
export const fileKinds = [
  'open-calendar',
  'open-table',
  'open-backup',
  'open-invitation',
  'open-bundle',
  'open-image',
  'save-calendar',
  'save-table',
  'save-backup',
  'save-invitation',
  'save-bundle',
  'save-text',
  'save-page',
  'choose-folder',
] as const;
export type FileKind = (typeof fileKinds)[number];

/** What a granted path allows the engine to do with it. */
export type FileAccess = 'read' | 'write' | 'folder';

/** A file or folder the person chose. `token` is what engine methods take; `size` is in bytes, 0 when not yet written. */
export interface ChosenFile {
  token: string;
  name: string;
  size: number;
}

/** How writing a printable page to a file ended. */
export type SavedPdf =
  | { outcome: 'saved'; name: string }
  | { outcome: 'cancelled' }
  | { outcome: 'unwritable' };

export type Platform = 'linux' | 'darwin' | 'win32';

/** Window → shell, by channel: arguments and answer. */
export interface ShellChannels {
  'engine:call': { params: [method: string, params: unknown]; answer: unknown };
  'shell:choose-file': { params: [kind: FileKind, suggestedName?: string]; answer: ChosenFile | null };
  'shell:print': { params: []; answer: boolean };
  'shell:save-pdf': { params: [suggestedName: string]; answer: SavedPdf };
  'shell:open-external': { params: [url: string]; answer: boolean };
  'shell:typed-is-written': { params: []; answer: undefined };
  'shell:open-door': { params: []; answer: Result<null, AppError> };
  'shell:close-door': { params: []; answer: undefined };
  'shell:door-is-open': { params: []; answer: boolean };
}
export type ShellChannel = keyof ShellChannels;

/** Shell → window. */
export interface ShellEvents {
  'engine:event': [topic: string, payload: unknown];
  /** The vault is about to be closed: write what is still being typed, then say so. */
  'shell:write-typed': [];
  /** The screen at the entrance was opened or closed. */
  'shell:door-changed': [open: boolean];
  /** To the screen at the entrance, and to it alone. */
  'door:programme': [KnownProgramme];
}

/** What the screen at the entrance knows. */
export interface KnownProgramme {
  programme: Programme;
  /** When the engine said so, in epoch milliseconds. */
  knownAt: number;
  /** Changes of the planning still arrive; false while the vault is closed. */
  live: boolean;
}

/** What `window.margelle.shell` offers. */
export interface ShellApi {
  /** Opens the machine's file dialog; null when the person gives up. */
  chooseFile(kind: FileKind, suggestedName?: string): Promise<ChosenFile | null>;
  /**
   * Opens the machine's print dialog on the current screen (its print style sheet applies). False when the machine
   * could not print (no printer); giving up is not that.
   */
  print(): Promise<boolean>;
  /** Writes the current screen, as it would be printed, to a PDF file the person chooses. */
  savePdf(suggestedName: string): Promise<SavedPdf>;
  /** Opens an https or mailto address outside, after the person confirmed; false when refused or declined. */
  openExternal(url: string): Promise<boolean>;
  /** Shows the screen at the entrance, full screen. Refused with the engine's error: `vault_locked`. */
  openDoor(): Promise<Result<null, AppError>>;
  closeDoor(): Promise<void>;
  /** Says now, and at each change, whether that screen is shown; the returned function stops listening. */
  followDoor(listen: (open: boolean) => void): () => void;
  /** `write` is called before the shell closes the vault, which waits a little for the end of it. */
  beforeLock(write: () => Promise<void>): void;
  readonly platform: Platform;
}

/** What the page asks before it draws anything, without parameters. The preload asks it before the page's code is there. */
export const FIRST_ASKED = ['vault.state', 'team.joining'] as const;

/** What the preload puts on `window.margelle`. `call` answers a `Result`; the typed client gives it its types. */
export interface MargelleBridge {
  call(method: string, params: unknown): Promise<unknown>;
  /** Listens to one topic of the engine; the returned function stops listening. */
  on(topic: string, listen: (payload: unknown) => void): () => void;
  readonly shell: ShellApi;
}

/**
 * How the engine's process is started: Node sizes its nursery after the machine's memory, up to 100 MB that an engine at
 * rest never gives back. And it may ask for memory to be given back (main/engine/ground/memory.ts).
 */
export const ENGINE_EXEC_ARGV = ['--max-semi-space-size=32', '--expose-gc'];

/** Parent → engine, over the process channel. */
export type ToEngine =
  | { type: 'call'; id: number; method: string; params: unknown }
  | { type: 'grant'; id: number; path: string; access: FileAccess }
  /** From the host under test alone, to an engine started with `--test-clock`. Milliseconds. */
  | { type: 'move-clock'; wallMs: number; elapsedMs: number }
  | { type: 'close' };

/** Engine → parent. The value of a grant's reply is the file token. */
export type FromEngine =
  | { type: 'ready' }
  | {
      type: 'reply';
      id: number;
      result: { ok: true; value: unknown } | { ok: false; error: { tag: string; [field: string]: unknown } };
    }
  | { type: 'event'; topic: string; payload: unknown };

/** What the preload of the screen at the entrance puts on `window.porte`: it listens, and that is all. */
export interface DoorBridge {
  /** `listen` is told what is known already, then everything that follows. */
  onProgramme(listen: (known: KnownProgramme) => void): void;
}

declare global {
  interface Window {
    readonly margelle: MargelleBridge;
    readonly porte: DoorBridge;
  }
}
