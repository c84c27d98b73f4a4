/**
 * `dialog`, `shell.openExternal` and the like: scripted by a test, asked on screen otherwise, declined when there is
 * neither a test nor a screen.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Dialog, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions, Shell } from 'electron';
import { askMessage, askPath } from './ask.ts';
import { control, type DialogAnswer } from './control.ts';
import { headless } from './flags.ts';

type Covered = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>;

const scripted = (type: 'open' | 'save' | 'message', options: object): DialogAnswer | null => {
  if (!control.underTest && !headless) return null;
  const answer = control.nextAnswer();
  control.record({ kind: 'dialog', type, options: { ...options }, answered: answer !== undefined });
  return answer ?? { cancelled: true };
};

const zenity = (process.env.PATH ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'zenity'))
  .find((file) => existsSync(file));

const runZenity = (program: string, args: string[]): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(program, args, (error, output) => resolve(error === null ? output.replace(/\n$/, '') : null));
  });

type FileOptions = Pick<OpenDialogOptions & SaveDialogOptions, 'title' | 'filters' | 'defaultPath'>;

const choosePath = (mode: 'open' | 'save' | 'folder', options: FileOptions): Promise<string | null> => {
  const title = options.title ?? 'Margelle';
  if (zenity === undefined)
    return askPath({ mode, title, filters: options.filters ?? [], suggested: options.defaultPath ?? '' });
  const patterns = (options.filters ?? []).map(
    ({ name, extensions }) =>
      `--file-filter=${name} | ${extensions.map((extension) => `*.${extension}`).join(' ')}`,
  );
  const modes = {
    open: [],
    save: ['--save', '--confirm-overwrite', `--filename=${options.defaultPath ?? ''}`],
    folder: ['--directory'],
  };
  return runZenity(zenity, [
    '--file-selection',
    `--title=${title}`,
    ...modes[mode],
    ...(mode === 'folder' ? [] : patterns),
  ]);
};

/** Electron's dialogs take the window first, or not at all. */
const optionsOf = <O extends object>(args: readonly unknown[]): O =>
  (args.length > 1 ? args[1] : args[0]) as O;

export const hostDialog: Covered = {
  async showOpenDialog(...args: unknown[]) {
    const options = optionsOf<OpenDialogOptions>(args);
    const script = scripted('open', options);
    const mode = options.properties?.includes('openDirectory') === true ? 'folder' : 'open';
    const chosen = script === null ? await choosePath(mode, options) : 'path' in script ? script.path : null;
    return { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] };
  },
  async showSaveDialog(...args: unknown[]) {
    const options = optionsOf<SaveDialogOptions>(args);
    const script = scripted('save', options);
    const chosen =
      script === null ? await choosePath('save', options) : 'path' in script ? script.path : null;
    return { canceled: chosen === null, filePath: chosen ?? '' };
  },
  async showMessageBox(...args: unknown[]) {
    const options = optionsOf<MessageBoxOptions>(args);
    const script = scripted('message', options);
    const given =
      script === null ? await askMessage(options) : 'button' in script ? script.button : undefined;
    return { response: given ?? options.cancelId ?? 0, checkboxChecked: false };
  },
};

const opener = (): string => (process.platform === 'darwin' ? 'open' : 'xdg-open');

export const hostShell: Pick<Shell, 'openExternal'> = {
  async openExternal(url) {
    control.record({ kind: 'external', url });
    if (control.underTest || headless) return;
    if (process.platform === 'win32')
      spawn('rundll32', ['url.dll,FileProtocolHandler', url], { stdio: 'ignore', detached: true }).unref();
    else
      spawn(opener(), [url], { stdio: 'ignore', detached: true })
        .on('error', () => undefined)
        .unref();
  },
};
