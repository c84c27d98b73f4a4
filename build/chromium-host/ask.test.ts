/** The host's own dialogs, pressed as a person would. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askIn, askMessage, askPath } from './ask.ts';
import { Browser } from './browser.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'margelle-ask-'));
const browser = new Browser({ headless: true, underTest: true });
let context: BrowserContext;

beforeAll(async () => {
  await browser.firstTab;
  const driver = await chromium.connectOverCDP(await browser.endpoint);
  const [only] = driver.contexts();
  if (only === undefined) throw new Error('no window');
  context = only;
  askIn(browser);
  mkdirSync(path.join(folder, 'Agendas'));
  writeFileSync(path.join(folder, 'Agendas', 'équipe.ics'), '');
  writeFileSync(path.join(folder, 'Agendas', 'notes.txt'), '');
});
afterAll(async () => {
  await context.browser()?.close();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const calendars = [{ name: 'Agenda (ics)', extensions: ['ics'] }];
/** The next window, once it is drawn and listens: what is typed before that is lost, and no person is that fast. */
const nextDialog = async () => {
  const page = await context.waitForEvent('page');
  await page.getByRole('button', { name: /Dossier parent|Rester ici/ }).waitFor();
  return page;
};
/** The last gesture closes the page under itself: only the answer counts. */
const leaving = (gesture: Promise<void>) => gesture.catch(() => undefined);

it('walks to a file, showing only what fits', async () => {
  const opening = nextDialog();
  const answer = askPath({ mode: 'open', title: 'Choisir un agenda', filters: calendars, suggested: '' });
  const page = await opening;
  await page.getByLabel('Dossier').fill(folder);
  await page.getByLabel('Dossier').press('Tab');
  await page.getByRole('button', { name: 'Agendas' }).click();
  await page.getByRole('button', { name: 'équipe.ics' }).click();
  expect(await page.getByRole('listitem').allTextContents()).toEqual(['↰ Dossier parent', '📄 équipe.ics']);
  await leaving(page.getByRole('button', { name: 'Choisir' }).click());
  expect(await answer).toBe(path.join(folder, 'Agendas', 'équipe.ics'));
});

it('takes a pasted path, quotes and all, and says what is wrong with another', async () => {
  const opening = nextDialog();
  const answer = askPath({ mode: 'save', title: 'Enregistrer', filters: [], suggested: 'planning.ics' });
  const page = await opening;
  const name = page.getByLabel('Nom, ou chemin complet');
  await name.fill(path.join(folder, 'absent', 'planning.ics'));
  await name.press('Enter');
  await page.getByText('Ce dossier n’existe pas.').waitFor();
  await name.fill(`"${path.join(folder, 'planning.ics')}"`);
  await leaving(name.press('Enter'));
  expect(await answer).toBe(path.join(folder, 'planning.ics'));
});

it('warns before a file is replaced', async () => {
  const file = path.join(folder, 'Agendas', 'équipe.ics');
  const opening = nextDialog();
  const answer = askPath({ mode: 'save', title: 'Enregistrer', filters: [], suggested: file });
  const page = await opening;
  await page.getByRole('button', { name: 'Choisir' }).click();
  await page.getByText('Ce fichier existe déjà.').waitFor();
  await leaving(page.getByRole('button', { name: 'Choisir' }).click());
  expect(await answer).toBe(file);
});

it('gives up when its window is closed', async () => {
  const opening = nextDialog();
  const answer = askPath({ mode: 'folder', title: 'Choisir un dossier', filters: [], suggested: '' });
  const page = await opening;
  await page.getByRole('button', { name: 'Annuler' }).waitFor();
  await page.close();
  expect(await answer).toBeNull();
});

it('asks a question and reports the button', async () => {
  const opening = nextDialog();
  const answer = askMessage({
    message: 'Quitter ?',
    detail: 'https://www.cnil.fr/',
    buttons: ['Ouvrir', 'Rester ici'],
  });
  const page = await opening;
  await leaving(page.getByRole('button', { name: 'Rester ici' }).click());
  expect(await answer).toBe(1);
});
