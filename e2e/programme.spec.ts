/** From the planning to what is hung at the door: every piece, and not a word of what must stay inside. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import ICAL from 'ical.js';
import { addDays } from '#shared/domain/time/wall.ts';
import { axeFor } from './support/examine.ts';
import { ask, foundVault, goToAddress, notice, said } from './support/journeys.ts';
import { expect, type RunningApp, shots, test } from './support/launch.ts';

const run = promisify(execFile);
const MARKER = 'ZQSECRETQZ';
const FROM = '2036-01-01';
const TO = '2036-03-31';
/** A Tuesday, and the days after it. */
const TUESDAY = '2036-01-08';

let folder = '';
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'margelle-programme-'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

const plain = (text: string) => text.replace(/\s+/g, ' ');
const hasPdftotext = run('pdftotext', ['-v']).then(
  () => true,
  () => false,
);

/** What the ink of a PDF says; null on a machine that cannot tell. */
async function wordsOf(file: string): Promise<string | null> {
  if (!(await hasPdftotext)) return null;
  const { stdout } = await run('pdftotext', ['-layout', file, '-'], { maxBuffer: 20_000_000 });
  return plain(stdout);
}
const sizeOf = async (file: string): Promise<string> => {
  const pdf = (await readFile(file)).toString('latin1');
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
  return `${Math.round(Number(width) / 2.8346)}×${Math.round(Number(height) / 2.8346)}`;
};
const pagesOf = async (file: string): Promise<number> =>
  ((await readFile(file)).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;

/** A quarter with habits, events, long and right-to-left names, and as much that must stay inside. */
async function fill(page: Page): Promise<number> {
  const { activities } = await ask(page, 'catalogue.list', {});
  const weekly = activities.filter(({ isPublic }) => isPublic).slice(0, 12);
  let made = 0;
  for (const [n, activity] of weekly.entries()) {
    const date = addDays(TUESDAY, n % 4);
    const start = ['10:00', '14:00', '16:00'][Math.floor(n / 4)] ?? '10:00';
    await ask(page, 'planning.createSeries', {
      rule: { frequency: 'weekly', interval: n % 3 === 2 ? 2 : 1, until: '2036-03-25' },
      slot: { date, start, end: `${Number(start.slice(0, 2)) + 1}:30`, spaces: ['space-activites'] },
      what: { kind: 'session', activity: activity.id, isPublic: true },
      who: { ...(activity.facilitator === undefined ? {} : { facilitator: activity.facilitator }) },
      state: { status: 'confirmed' },
      acceptOutsideOpening: true,
      skip: [],
    });
    made += 1;
  }
  const events = [
    'Conférence : comprendre la maladie d’Alzheimer',
    'مقهى العائلة — café des familles',
    '🎉 Fête de la place 👨‍👩‍👧‍👦',
    `Rencontre au nom très long ${'qui n’en finit pas de se dire '.repeat(12)}`.slice(0, 300),
    'A'.repeat(200),
  ];
  for (const [n, title] of events.entries()) {
    await ask(page, 'planning.create', {
      slot: { date: addDays('2036-01-12', n * 7), start: '14:00', end: '17:00', spaces: ['space-salon'] },
      what: { kind: 'session', title, isPublic: true, description: 'Ouvert à toutes et à tous.' },
      who: {},
      state: { status: 'confirmed' },
      acceptOutsideOpening: true,
    });
    made += 1;
  }
  for (let n = 0; n < 10; n += 1) {
    const kind = (['appointment', 'meeting', 'private', 'informal', 'maintenance', 'session'] as const)[
      n % 6
    ];
    await ask(page, 'planning.create', {
      slot: { date: addDays(TUESDAY, n * 7), start: '17:00', end: '18:00', spaces: ['space-calme'] },
      what: {
        kind: kind ?? 'meeting',
        ...(kind === 'appointment' ? {} : { title: MARKER, description: MARKER, placeText: MARKER }),
        link: `https://visio.example/${MARKER}`,
        isPublic: kind !== 'session' && kind !== 'appointment',
      },
      who: {},
      state: { status: 'confirmed' },
      acceptOutsideOpening: true,
      privateLabel: MARKER,
    });
  }
  return made;
}

const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  const axe = await axeFor(page);
  const { violations } = await (rules === undefined ? axe : axe.withRules(rules)).analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}

const open = async (page: Page, piece: string, span = 'periode=trimestre&du=2036-01-01') => {
  await goToAddress(page, `programme?${span}&piece=${piece}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Programme', exact: true })).toBeVisible();
};

async function pdf(app: RunningApp, piece: string, span?: string): Promise<string> {
  const { page } = app;
  await open(page, piece, span);
  await expect(page.getByRole('img', { name: /^Aperçu/ })).toBeVisible();
  const file = path.join(folder, `${piece}.pdf`);
  await app.answerNextDialog({ path: file });
  await page.getByRole('button', { name: 'Enregistrer en PDF' }).click();
  await expect(notice(page, said(`« ${piece}.pdf » est enregistré`))).toBeVisible();
  await notice(page, `${piece}.pdf`).getByRole('button', { name: 'Fermer' }).click();
  if (shots !== null) await copyFile(file, path.join(shots, `programme-${piece}.pdf`));
  return file;
}

test('a quarter becomes posters, programmes, door sheets, a leaflet, a page, a calendar and texts', async ({
  app,
}) => {
  const { page } = app;
  await foundVault(page);

  await test.step('an empty period teaches what to do', async () => {
    await open(page, 'affiche');
    await expect(page.getByText('Rien n’est annoncé au public')).toBeVisible();
    await app.shot('programme-empty');
  });
  await fill(page);
  await ask(page, 'place.saveException', {
    exception: {
      replaces: [],
      date: '2036-02-11',
      until: '2036-02-15',
      closed: true,
      hours: [],
      reason: 'Congés d’hiver',
    },
  });
  await ask(page, 'place.saveSettings', {
    settings: {
      phone: '05 56 00 00 00',
      email: 'bonjour@ressourcerie.example',
      address: '20 cours de la Somme, Bordeaux',
    },
  });
  const programme = await ask(page, 'programme.get', { from: FROM, to: TO });
  const titles = [...new Set(programme.sessions.map(({ title }) => title))];

  await test.step('the place’s look: a file that is no image is refused, a logo is made small', async () => {
    await open(page, 'affiche');
    await page.getByRole('button', { name: 'Apparence' }).click();
    await app.answerNextDialog({ path: import.meta.filename });
    await page.getByRole('button', { name: 'Choisir une image' }).click();
    await expect(page.getByText(said('n’est pas une image PNG ou JPEG'))).toBeVisible();
    const picture = path.join(folder, 'logo.png');
    await writeFile(picture, await page.screenshot());
    await app.answerNextDialog({ path: picture });
    await page.getByRole('button', { name: 'Choisir une image' }).click();
    await expect(page.getByAltText('Logo choisi')).toBeVisible();
    await page.getByLabel('Ligne sous le nom').fill('Tiers-lieu des proches aidants');
    await page.getByLabel('Site web').fill('www.laressourcerie.example');
    await app.shot('programme-look');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(page.getByAltText('Logo choisi')).toBeHidden();
    const { place } = await ask(page, 'programme.get', { from: FROM, to: TO });
    expect(place.logo?.length ?? 0).toBeGreaterThan(100);
    expect(place.logo?.length ?? 0).toBeLessThanOrEqual(60_000);
  });

  const paper: [piece: string, size: string, pages: number | 'several', span?: string][] = [
    ['affiche', '297×420', 1],
    ['une-page', '210×297', 1],
    ['programme', '210×297', 'several'],
    ['gros-caracteres', '210×297', 'several'],
    ['porte', '210×297', 3],
    ['depliant', '297×210', 2, 'periode=mois&du=2036-01-01'],
  ];
  for (const [piece, size, pages, span] of paper) {
    await test.step(`${piece}: its paper, its pages, its words and no other`, async () => {
      const file = await pdf(app, piece, span);
      expect(await sizeOf(file)).toBe(size);
      const count = await pagesOf(file);
      if (pages === 'several') expect(count).toBeGreaterThan(1);
      else expect(count).toBe(pages);
      const words = await wordsOf(file);
      if (words === null) return;
      expect(words).not.toContain(MARKER);
      expect(words).toContain('La Ressourcerie');
      expect(words).toContain('Tiers-lieu des proches aidants');
      if (piece === 'affiche' || piece === 'programme')
        for (const title of titles.filter((one) => /^[\p{Script=Latin}\s’]{3,40}$/u.test(one)))
          expect(words, title).toContain(title);
    });
  }

  const saved = async (piece: string, button: string, name: string): Promise<string> => {
    await open(page, piece);
    const file = path.join(folder, name);
    await app.answerNextDialog({ path: file });
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByText(said(`« ${name} » est écrit`))).toBeVisible();
    await app.shot(`programme-${piece}`);
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain(MARKER);
    return text;
  };

  await test.step('the calendar holds every session once', async () => {
    const text = await saved('agenda', 'Enregistrer l’agenda', 'agenda.ics');
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    expect(events).toHaveLength(programme.sessions.length);
    expect(await saved('agenda', 'Enregistrer l’agenda', 'encore.ics')).toBe(text);
  });
  await test.step('the texts', async () => {
    expect(await saved('lettre', 'Enregistrer le texte', 'lettre.txt')).toContain('SEMAINE');
    expect(await saved('reseaux', 'Enregistrer le texte', 'reseaux.txt')).toContain('caractères');
    await open(page, 'reseaux');
    await expect(page.getByRole('region', { name: /^Message 1 sur/ })).toBeVisible();
  });

  await test.step('the screen: small, dark, to whoever cannot see it', async () => {
    await open(page, 'une-page', 'periode=semaine&du=2036-01-08');
    await expect(page.getByRole('img', { name: /^Aperçu/ })).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1024, height: 700 });
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(await violationsOf(page, ['color-contrast'])).toEqual([]);
    await app.shot('programme-dark-1024x700');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1600, height: 1000 });
    await app.shot('programme-light-1600x1000');
  });

  await test.step('the web page: under 200 kB, nothing fetched, nothing that axe can see', async () => {
    await saved('page-web', 'Enregistrer la page', 'programme.html');
    expect((await stat(path.join(folder, 'programme.html'))).size).toBeLessThan(200_000);
    if (shots !== null)
      await copyFile(path.join(folder, 'programme.html'), path.join(shots, 'programme-page.html'));
  });

  await test.step('that page on its own: light, dark, narrow', async () => {
    const html = await readFile(path.join(folder, 'programme.html'), 'utf8');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(html);
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [360, 1100]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        expect(await overflowOf(page)).toBeLessThanOrEqual(0);
        await app.shot(`programme-page-${colorScheme}-${width}`);
        // Two schemes draw the same elements in other colours.
        if (colorScheme === 'dark' && width === 1100)
          expect(await violationsOf(page, ['color-contrast'])).toEqual([]);
        if (colorScheme === 'light' && width === 360) expect(await violationsOf(page)).toEqual([]);
      }
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([]);
    await expect(page.locator('li .hours')).not.toHaveCount(0);
  });
});
