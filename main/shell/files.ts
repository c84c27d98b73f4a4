/**
 * File dialogs. A path a person chose goes to the engine as a grant; the window only ever sees a token, a name and a
 * size.
 */
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BrowserWindow, dialog, type FileFilter, type WebContents } from 'electron';
import {
  type ChosenFile,
  type FileAccess,
  type FileKind,
  fileKinds,
  type SavedPdf,
} from '#shared/contract/shell.ts';
import type { EngineProcess } from './engine.ts';
import { texts } from './texts.fr.ts';

const filters: Record<FileKind, FileFilter[]> = {
  'open-calendar': [{ name: texts.filters.calendar, extensions: ['ics'] }],
  'open-table': [{ name: texts.filters.table, extensions: ['csv', 'xlsx', 'txt'] }],
  'open-backup': [{ name: texts.filters.backup, extensions: ['margelle'] }],
  'open-invitation': [{ name: texts.filters.invitation, extensions: ['margelle-invitation'] }],
  'open-bundle': [{ name: texts.filters.bundle, extensions: ['margelle-echange'] }],
  'open-image': [{ name: texts.filters.image, extensions: ['png', 'jpg', 'jpeg'] }],
  'save-calendar': [{ name: texts.filters.calendar, extensions: ['ics'] }],
  'save-table': [{ name: texts.filters.table, extensions: ['csv', 'xlsx'] }],
  'save-backup': [{ name: texts.filters.backup, extensions: ['margelle'] }],
  'save-invitation': [{ name: texts.filters.invitation, extensions: ['margelle-invitation'] }],
  'save-bundle': [{ name: texts.filters.bundle, extensions: ['margelle-echange'] }],
  'save-text': [{ name: texts.filters.text, extensions: ['txt', 'md'] }],
  'save-page': [{ name: texts.filters.page, extensions: ['html'] }],
  'choose-folder': [],
};

const accessOf = (kind: FileKind): FileAccess =>
  kind === 'choose-folder' ? 'folder' : kind.startsWith('open-') ? 'read' : 'write';

const isFileKind = (value: unknown): value is FileKind => (fileKinds as readonly unknown[]).includes(value);

/** A suggestion from the window is a bare file name: no folder, no control character, bounded. */
const bareName = (suggested: unknown): string | undefined => {
  if (typeof suggested !== 'string') return undefined;
  const name = suggested
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .trim()
    .slice(0, 120);
  return name === '' || name.startsWith('.') ? undefined : name;
};

const windowOf = (contents: WebContents): BrowserWindow => {
  const window = BrowserWindow.fromWebContents(contents);
  if (window === null) throw new Error('A request came from outside any window');
  return window;
};

const sizeOf = async (file: string): Promise<number> => {
  try {
    const found = await stat(file);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0;
  }
};

const askPath = async (
  window: BrowserWindow,
  kind: FileKind,
  suggestedName?: string,
): Promise<string | null> => {
  const title = texts.dialogs[kind];
  if (accessOf(kind) === 'write') {
    const answer = await dialog.showSaveDialog(window, {
      title,
      filters: filters[kind],
      ...(suggestedName === undefined ? {} : { defaultPath: suggestedName }),
      properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
    });
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  }
  const answer = await dialog.showOpenDialog(window, {
    title,
    filters: filters[kind],
    properties: [kind === 'choose-folder' ? 'openDirectory' : 'openFile', 'dontAddToRecent'],
  });
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
};

/** Windows over which a dialog of the system is open. */
const asking = new WeakSet<WebContents>();

/** A second press comes before the dialog that the first one asked for: it asks for none, as if that one was given up. */
async function oneDialog<T>(contents: WebContents, givenUp: T, ask: () => Promise<T>): Promise<T> {
  if (asking.has(contents)) return givenUp;
  asking.add(contents);
  try {
    return await ask();
  } finally {
    asking.delete(contents);
  }
}

export const chooseFile = async (
  engine: EngineProcess,
  contents: WebContents,
  kind: unknown,
  suggestedName: unknown,
): Promise<ChosenFile | null> => {
  if (!isFileKind(kind)) throw new Error('Unknown kind of file');
  const file = await oneDialog(contents, null, () =>
    askPath(windowOf(contents), kind, bareName(suggestedName)),
  );
  if (file === null) return null;
  const granted = await engine.grant(file, accessOf(kind));
  if (!granted.ok || typeof granted.value !== 'string') return null;
  return { token: granted.value, name: path.basename(file), size: await sizeOf(file) };
};

export const savePdf = (contents: WebContents, suggestedName: unknown): Promise<SavedPdf> =>
  oneDialog(contents, { outcome: 'cancelled' }, () => printToFile(contents, suggestedName));

const printToFile = async (contents: WebContents, suggestedName: unknown): Promise<SavedPdf> => {
  const answer = await dialog.showSaveDialog(windowOf(contents), {
    title: texts.dialogs['save-pdf'],
    filters: [{ name: texts.pdf, extensions: ['pdf'] }],
    defaultPath: bareName(suggestedName) ?? `${texts.product}.pdf`,
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  });
  if (answer.canceled || answer.filePath === '') return { outcome: 'cancelled' };
  const pages = await contents.printToPDF({
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
  });
  try {
    await writeFile(answer.filePath, pages);
  } catch {
    return { outcome: 'unwritable' };
  }
  return { outcome: 'saved', name: path.basename(answer.filePath) };
};

/** Prints on paper through the system's dialog; giving up there is not a failure. */
export const print = (contents: WebContents): Promise<boolean> =>
  oneDialog(
    contents,
    true,
    () =>
      new Promise((resolve) =>
        contents.print({ printBackground: true }, (printed, reason) =>
          resolve(printed || /cancel/i.test(reason)),
        ),
      ),
  );
