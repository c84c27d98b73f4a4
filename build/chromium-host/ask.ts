/**
 * The host's own dialogs, for a machine without Electron and without zenity: a second small window where a person
 * walks through folders, or types or pastes a path.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { FileFilter, MessageBoxOptions } from 'electron';
import type { BrowserContext, Page } from 'playwright-core';

interface PathQuestion {
  mode: 'open' | 'save' | 'folder';
  title: string;
  filters: FileFilter[];
  suggested: string;
}
interface Listing {
  folder: string;
  above: string;
  entries: { name: string; isFolder: boolean }[];
  problem: string;
}

let context: BrowserContext | null = null;
let lastFolder = homedir();

/** The window module says where dialogs can open. */
export const askIn = (opened: BrowserContext): void => {
  context = opened;
};

const style = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 24px; color: #1c2b2d; background: #f7faf9; max-width: 760px }
  h1 { font-size: 19px; margin: 0 0 12px } p { white-space: pre-wrap } input { width: 100%; box-sizing: border-box; font: inherit; padding: 8px }
  ul { list-style: none; margin: 12px 0; padding: 0; height: 340px; overflow: auto; border: 1px solid #b9cccc; background: white }
  li button { display: block; width: 100%; text-align: left; border: 0; background: none; font: inherit; padding: 5px 10px }
  li button:hover, li button:focus { background: #e2f0ef } .row { display: flex; gap: 8px; justify-content: flex-end }
  .row button { font: inherit; padding: 8px 16px } .main { background: #0b6e70; color: white; border: 0 } #problem { color: #a3261b; min-height: 1.5em }
`;

const list = (folder: string, { mode, filters }: PathQuestion): Listing => {
  const wanted = filters.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`));
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .filter(
        ({ name, isFolder }) =>
          isFolder || (mode !== 'folder' && (wanted.length === 0 || wanted.includes(path.extname(name)))),
      )
      .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || a.name.localeCompare(b.name, 'fr'));
    return { folder, above: path.dirname(folder), entries, problem: '' };
  } catch {
    return { folder, above: path.dirname(folder), entries: [], problem: 'Ce dossier ne peut pas être lu.' };
  }
};

/** A file that a person was warned about: choosing it again replaces it. */
let warnedAbout = '';

const problemWith = (file: string, mode: PathQuestion['mode']): string => {
  const isFolder = existsSync(file) && statSync(file).isDirectory();
  if (mode === 'folder') return isFolder ? '' : 'Choisissez un dossier qui existe.';
  if (isFolder) return 'Ceci est un dossier : choisissez un fichier.';
  if (mode === 'open') return existsSync(file) ? '' : 'Ce fichier n’existe pas.';
  if (existsSync(file) && warnedAbout !== file) {
    warnedAbout = file;
    return 'Ce fichier existe déjà. Choisissez-le encore une fois pour le remplacer.';
  }
  return existsSync(path.dirname(file)) ? '' : 'Ce dossier n’existe pas.';
};

/** Opens the small window, and resolves with what it was given, or null once closed. */
const inWindow = async <T>(
  prepare: (page: Page, done: (value: T) => void) => Promise<void>,
): Promise<T | null> => {
  if (context === null) return null;
  const page = await context.newPage();
  try {
    return await new Promise<T | null>((resolve, reject) => {
      page.once('close', () => resolve(null));
      prepare(page, resolve).catch(reject);
    });
  } finally {
    await page.close().catch(() => undefined);
  }
};

export const askPath = async (question: PathQuestion): Promise<string | null> =>
  inWindow<string | null>(async (page, done) => {
    await page.exposeFunction('listFolder', (folder: string) => list(path.resolve(folder), question));
    await page.exposeFunction('give', (folder: string, typed: string) => {
      const file = path.resolve(folder, typed.trim().replace(/^"|"$/g, ''));
      const problem = problemWith(file, question.mode);
      if (problem !== '') return problem;
      lastFolder = question.mode === 'folder' ? file : path.dirname(file);
      done(file);
      return '';
    });
    await page.exposeFunction('giveUp', () => done(null));
    await page.setContent(`<!doctype html><html lang="fr"><meta charset="utf-8"><title>Margelle</title><style>${style}</style>
      <h1 id="title"></h1><label>Dossier <input id="folder"></label><ul id="entries"></ul>
      <label>Nom, ou chemin complet <input id="name" autofocus></label><p id="problem" role="alert"></p>
      <div class="row"><button id="cancel">Annuler</button><button id="ok" class="main">Choisir</button></div></html>`);
    await page.evaluate(
      async ({ title, suggested, start, mode, separator }) => {
        type Host = {
          listFolder(folder: string): Promise<Listing>;
          give(folder: string, name: string): Promise<string>;
          giveUp(): Promise<void>;
        };
        const host = globalThis as unknown as Host;
        const element = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
        const folder = element<HTMLInputElement>('folder');
        const name = element<HTMLInputElement>('name');
        element('title').textContent = title;
        name.value = suggested;
        const show = async (where: string) => {
          const listing = await host.listFolder(where);
          folder.value = listing.folder;
          element('problem').textContent = listing.problem;
          const up = { name: '..', isFolder: true };
          element('entries').replaceChildren(
            ...[up, ...listing.entries].map((entry) => {
              const button = document.createElement('button');
              button.textContent =
                entry === up ? '↰ Dossier parent' : `${entry.isFolder ? '📁' : '📄'} ${entry.name}`;
              button.onclick = () => {
                if (entry === up) return show(listing.above);
                if (entry.isFolder) return show(`${listing.folder}${separator}${entry.name}`);
                name.value = entry.name;
              };
              const item = document.createElement('li');
              item.append(button);
              return item;
            }),
          );
        };
        const give = async () => {
          const chosen = mode === 'folder' && name.value === '' ? '.' : name.value;
          element('problem').textContent = await host.give(folder.value, chosen);
        };
        folder.onchange = () => show(folder.value);
        name.onkeydown = (event) => {
          if (event.key === 'Enter') give();
        };
        element('ok').onclick = give;
        element('cancel').onclick = () => host.giveUp();
        await show(start);
      },
      {
        title: question.title,
        suggested: question.suggested,
        start: lastFolder,
        mode: question.mode,
        separator: path.sep,
      },
    );
    await page.bringToFront();
  });

export const askMessage = async (options: MessageBoxOptions): Promise<number | undefined> =>
  (await inWindow<number>(async (page, done) => {
    await page.exposeFunction('give', (button: number) => done(button));
    await page.setContent(`<!doctype html><html lang="fr"><meta charset="utf-8"><title>Margelle</title><style>${style}</style>
      <h1 id="message"></h1><p id="detail"></p><div class="row" id="buttons"></div></html>`);
    await page.evaluate(
      ({ message, detail, buttons, main }) => {
        const host = globalThis as unknown as { give(button: number): Promise<void> };
        const text = (id: string, words: string) => {
          const element = document.getElementById(id);
          if (element !== null) element.textContent = words;
        };
        text('message', message);
        text('detail', detail);
        document.getElementById('buttons')?.replaceChildren(
          ...buttons.map((label, index) => {
            const button = document.createElement('button');
            button.textContent = label;
            if (index === main) button.className = 'main';
            button.onclick = () => host.give(index);
            return button;
          }),
        );
      },
      {
        message: options.message,
        detail: options.detail ?? '',
        buttons: options.buttons ?? ['OK'],
        main: options.defaultId ?? 0,
      },
    );
    await page.bringToFront();
  })) ?? undefined;
