/**
 * The host's own dialogs, for a machine without Electron and without zenity: a second small window where a person
 * walks through folders, or types or pastes a path.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { FileFilter, MessageBoxOptions } from 'electron';
import type { Browser } from './browser.ts';
import { askScript } from './tab.ts';

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

let browser: Pick<Browser, 'newTab'> | null = null;
let lastFolder = homedir();

/** Where dialogs can open, once there is a window. */
export const askIn = (opened: Pick<Browser, 'newTab'>): void => {
  browser = opened;
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

/** What the small window may ask of the host, by name. */
type Answers = Record<string, (...args: string[]) => unknown>;
interface Asked<T, G> {
  body: string;
  answers(done: (value: T) => void): Answers;
  /** Runs in the window; `ask` reaches the answers. */
  draw(given: G): void | Promise<void>;
  given: G;
}
type Ask = (name: string, ...args: unknown[]) => Promise<unknown>;

/** Opens the small window, and resolves with what it was given, or null once closed. */
const inWindow = async <T, G>({ body, answers, draw, given }: Asked<T, G>): Promise<T | null> => {
  if (browser === null) return null;
  const { tab, close } = await browser.newTab(false);
  const show = async (): Promise<void> => {
    await Promise.all([tab.prepare(`(() => { ${askScript} globalThis.ask = host.ask; })();`), tab.empty]);
    const page = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Margelle</title><style>${style}</style>${body}</html>`;
    await tab.navigate(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`);
    await tab.evaluate(draw, given);
    tab.toFront();
  };
  try {
    return await new Promise<T | null>((resolve, reject) => {
      tab.once('closed', () => resolve(null));
      const known = answers(resolve);
      tab.answer = async (_frame, name, args) => known[name]?.(...(args as string[]));
      show().catch(reject);
    });
  } finally {
    await close();
  }
};

export const askPath = async (question: PathQuestion): Promise<string | null> =>
  inWindow({
    body: `<h1 id="title"></h1><label>Dossier <input id="folder"></label><ul id="entries"></ul>
      <label>Nom, ou chemin complet <input id="name" autofocus></label><p id="problem" role="alert"></p>
      <div class="row"><button id="cancel">Annuler</button><button id="ok" class="main">Choisir</button></div>`,
    answers: (done: (value: string | null) => void) => ({
      list: (folder = '') => list(path.resolve(folder), question),
      give: (folder = '', typed = '') => {
        const file = path.resolve(folder, typed.trim().replace(/^"|"$/g, ''));
        const problem = problemWith(file, question.mode);
        if (problem !== '') return problem;
        lastFolder = question.mode === 'folder' ? file : path.dirname(file);
        done(file);
        return '';
      },
      giveUp: () => done(null),
    }),
    draw: async ({ title, suggested, start, mode, separator }) => {
      const { ask } = globalThis as unknown as { ask: Ask };
      const element = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
      const folder = element<HTMLInputElement>('folder');
      const name = element<HTMLInputElement>('name');
      element('title').textContent = title;
      name.value = suggested;
      const show = async (where: string) => {
        const listing = (await ask('list', where)) as Listing;
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
        element('problem').textContent = (await ask('give', folder.value, chosen)) as string;
      };
      folder.onchange = () => show(folder.value);
      name.onkeydown = (event) => {
        if (event.key === 'Enter') give();
      };
      element('ok').onclick = give;
      element('cancel').onclick = () => ask('giveUp');
      await show(start);
    },
    given: {
      title: question.title,
      suggested: question.suggested,
      start: lastFolder,
      mode: question.mode,
      separator: path.sep,
    },
  });

export const askMessage = async (options: MessageBoxOptions): Promise<number | undefined> =>
  (await inWindow({
    body: '<h1 id="message"></h1><p id="detail"></p><div class="row" id="buttons"></div>',
    answers: (done: (button: number) => void) => ({ give: (button) => done(Number(button)) }),
    draw: ({ message, detail, buttons, main }) => {
      const { ask } = globalThis as unknown as { ask: Ask };
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
          button.onclick = () => ask('give', index);
          return button;
        }),
      );
    },
    given: {
      message: options.message,
      detail: options.detail ?? '',
      buttons: options.buttons ?? ['OK'],
      main: options.defaultId ?? 0,
    },
  })) ?? undefined;
