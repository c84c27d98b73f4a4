/**
 * `npm run guide`: writes the pictures of the user guide to docs/guide/images/, from the built app and invented data
 * only. Name some of them to redo these alone: `npm run guide -- planning notes`.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import {
  ask,
  createVault,
  dialog,
  goTo,
  goToAddress,
  lock,
  PASSPHRASE,
  panel,
  readRecoveryCode,
  showPlanning,
} from '../e2e/support/journeys.ts';
import { expect, RunningApp } from '../e2e/support/launch.ts';

const images = path.join(import.meta.dirname, '..', 'docs', 'guide', 'images');
const size = { width: 1280, height: 800 };
// The hours on screen are those of the machine: the guide's is in France.
process.env.TZ = 'Europe/Paris';
const look = { size, colorScheme: 'light', env: { TZ: 'Europe/Paris' } } as const;
const wanted = process.argv.slice(2);
const isWanted = (...names: string[]) => wanted.length === 0 || names.some((name) => wanted.includes(name));

/** `height` leaves out what is empty at the bottom of the window; `of` keeps one part of it. */
async function shoot(page: Page, name: string, how: { height?: number; of?: Locator } = {}): Promise<void> {
  if (!isWanted(name)) return;
  // Tooltips and the ring around what has the focus are of the moment.
  await page.mouse.move(640, 2);
  await page.evaluate(() => document.fonts.ready);
  const options = { path: path.join(images, `${name}.png`), animations: 'disabled' } as const;
  if (how.of) await how.of.screenshot(options);
  else
    await page.screenshot({
      ...options,
      clip: { x: 0, y: 0, width: size.width, height: how.height ?? size.height },
    });
  console.log(name);
}

/** The next full working day; the app's page is then told that it is there, in the middle of the morning. */
async function usualDay(page: Page): Promise<string> {
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const { days } = await ask(page, 'planning.range', { from: day(1), to: day(30) });
  const usual = days.find(
    ({ date, hours, reasons }) =>
      new Date(date).getUTCDay() === 2 && reasons.length === 0 && hours[0]?.start === 600,
  );
  return usual?.date ?? day(1);
}

/** A page of an agenda as a team may export it: two rooms, a series, an appointment, one overlap. */
const agenda = (date: string): string => {
  const day = date.replaceAll('-', '');
  const event = (
    uid: string,
    summary: string,
    room: string,
    from: string,
    to: string,
    more: string[] = [],
  ) => [
    'BEGIN:VEVENT',
    `UID:${uid}@exemple.fr`,
    `DTSTART;TZID=Europe/Paris:${day}T${from}00`,
    `DTEND;TZID=Europe/Paris:${day}T${to}00`,
    `SUMMARY:${summary}`,
    `LOCATION:${room}`,
    ...more,
    'END:VEVENT',
  ];
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Exemple//Agenda//FR',
    ...event('lecture', 'Lecture à voix haute', 'Salon', '0930', '1030', ['RRULE:FREQ=WEEKLY;COUNT=6']),
    ...event('tricot', 'Tricot et tisane', 'Petit salon', '1830', '2000'),
    ...event('accueil', 'Accueil des nouveaux bénévoles', 'Salle d’activités', '1400', '1500'),
    ...event('rdv', 'Rendez-vous', 'Espace calme', '1800', '1900', ['CLASS:PRIVATE']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
};

/** From nothing: the three steps, then the closed vault and its backups. */
async function beginning(folder: string): Promise<void> {
  const app = await RunningApp.start(path.join(folder, 'poste'), look);
  const { page } = app;
  try {
    await page.getByLabel('Nom du lieu ou de l’équipe').fill('La Ressourcerie');
    await shoot(page, 'premier-demarrage', { height: 640 });
    await createVault(page);
    await readRecoveryCode(page);
    await shoot(page, 'feuille-de-secours', { height: 640 });
    await page.reload();
    await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible();

    const backups = path.join(folder, 'Sauvegardes Margelle');
    await mkdir(backups);
    await goTo(page, 'Réglages');
    await app.answerNextDialog({ path: backups });
    await page.getByRole('button', { name: 'Choisir un dossier' }).click();
    await page.getByRole('button', { name: 'Sauvegarder maintenant' }).click();
    await expect(page.getByRole('cell', { name: 'Relue, en bon état' }).first()).toBeVisible({
      timeout: 60_000,
    });
    await page.locator('.mantine-Notification-root').getByRole('button').first().click();
    await shoot(page, 'sauvegardes');

    await lock(page);
    await ask(page, 'vault.create', {
      team: 'La Ressourcerie',
      profile: 'empty',
      name: 'Nadia',
      role: 'communication',
      passphrase: PASSPHRASE,
    });
    await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible();
    await lock(page);
    await shoot(page, 'ouvrir', { height: 640 });
  } finally {
    await app.close();
  }
}

/** In the demonstration: the screens of every day. */
async function everyDay(folder: string): Promise<void> {
  const app = await RunningApp.start(folder, { ...look, demo: true });
  const { page } = app;
  try {
    await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible({ timeout: 120_000 });
    const date = await usualDay(page);
    await page.clock.setFixedTime(new Date(`${date}T10:40:00`));
    await ask(page, 'notes.create', { title: 'Rappeler la mairie pour la fête', date });
    await page.reload();

    await goTo(page, 'Aujourd’hui');
    await expect(page.getByText('Rappeler la mairie')).toBeVisible();
    await shoot(page, 'aujourdhui');

    await page.keyboard.press('F9');
    await expect(page.getByText('F9 ou Échap')).toBeVisible();
    await shoot(page, 'mode-accueil');
    await page.keyboard.press('F9');

    await planning(page, date);
    await notes(page, date);

    await goTo(page, 'Le lieu');
    await page.getByRole('tab', { name: 'Horaires' }).click();
    await expect(page.getByText('Tous les horaires', { exact: false })).toBeVisible();
    await shoot(page, 'le-lieu');

    await quarter(page);

    const file = path.join(folder, 'agenda.ics');
    await writeFile(file, agenda(date));
    await goTo(page, 'Import et export');
    await app.answerNextDialog({ path: file });
    await page.getByRole('button', { name: 'Choisir un fichier…' }).click();
    await expect(page.getByRole('heading', { name: 'Les salles' })).toBeVisible();
    await shoot(page, 'importer');

    await goTo(page, 'Aide');
    await expect(page.getByRole('heading', { name: 'Le planning au clavier' })).toBeVisible();
    await shoot(page, 'aide');
  } finally {
    await app.close();
  }
}

async function planning(page: Page, date: string): Promise<void> {
  await showPlanning(page, date);
  await shoot(page, 'planning');

  const [taken] = (await ask(page, 'planning.range', { from: date, to: date })).bookings.filter(
    ({ spaces, status }) => spaces.includes('space-activites') && status === 'confirmed',
  );
  await page.keyboard.press('n');
  await panel(page).getByLabel('Ou un titre').fill('Atelier découverte');
  await panel(page)
    .getByLabel('Début')
    .fill(taken?.start ?? '10:00');
  await panel(page)
    .getByLabel('Fin')
    .fill(taken?.end ?? '11:00');
  await panel(page).getByText('Salle d’activités', { exact: true }).click();
  await expect(panel(page).getByText('Le créneau est pris')).toBeVisible();
  await shoot(page, 'reserver');
  await page.keyboard.press('Control+Enter');
  const refused = dialog(page, 'Ce créneau est pris');
  await expect(refused).toBeVisible();
  await shoot(page, 'conflit', { of: refused });
  await page.getByRole('button', { name: 'Ne rien changer' }).click();
  await page.keyboard.press('Escape');

  await goTo(page, 'À régler');
  await expect(page.getByRole('button', { name: 'Garder les deux' }).first()).toBeVisible();
  await shoot(page, 'a-regler');
}

/** The draft of the demonstration, and what is made of its planning. */
async function quarter(page: Page): Promise<void> {
  const { quarters } = await ask(page, 'quarter.list', {});
  await goToAddress(page, `trimestre?quarter=${quarters[0]?.key}`);
  await expect(page.getByRole('grid').getByText('Yoga doux').first()).toBeVisible();
  await shoot(page, 'trimestre');
  await goToAddress(page, 'programme?periode=mois&piece=affiche');
  await expect(page.getByRole('img', { name: /^Aperçu/ })).toBeVisible();
  await shoot(page, 'programme');
}

async function notes(page: Page, date: string): Promise<void> {
  const { id } = await ask(page, 'notes.create', { title: 'Préparer la réunion d’équipe', date });
  await goToAddress(page, `notes?note=${id}`);
  const body = page.getByRole('textbox', { name: 'Texte de la note' });
  await body.click();
  await page.keyboard.type('- Le planning de décembre');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Les nouvelles bénévoles à accueillir');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Qui rappelle la mairie ?');
  await page.getByRole('combobox', { name: 'Étiquettes' }).fill('équipe');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Enregistré à/)).toBeVisible();
  await shoot(page, 'notes');
}

const folder = await mkdtemp(path.join(tmpdir(), 'margelle-guide-'));
try {
  if (isWanted('premier-demarrage', 'feuille-de-secours', 'sauvegardes', 'ouvrir')) await beginning(folder);
  const first = ['premier-demarrage', 'feuille-de-secours', 'sauvegardes', 'ouvrir'];
  if (wanted.length === 0 || wanted.some((name) => !first.includes(name))) await everyDay(folder);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
