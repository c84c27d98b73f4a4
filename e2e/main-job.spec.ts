/** The main job, on files that nobody here wrote; and the same on a small calendar, which always runs. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import {
  ask,
  awaitFocus,
  block,
  bookingsOf,
  boxOf,
  checkRecoveryCode,
  choose,
  createVault,
  dialog,
  dragMouse,
  foundVault,
  goTo,
  lock,
  notice,
  panel,
  said,
  showPlanning,
  slot,
  unlock,
} from './support/journeys.ts';
import { expect, type RunningApp, test } from './support/launch.ts';

const shared = path.resolve(import.meta.dirname, '..', '..', 'shared', 'data');
const programme = path.join(shared, 'pyconuk-2015-schedule.ics');
const schoolCalendar = path.join(shared, 'vacances_scolaires_2019_2025.csv');
const isThere = existsSync(programme) && existsSync(schoolCalendar);

/** Chooses the calendar, makes the spaces that are missing, imports; what the screen says on the way is checked by the caller. */
async function look(app: RunningApp, file: string): Promise<void> {
  await goTo(app.page, 'Import et export');
  await app.answerNextDialog({ path: file });
  await app.page.getByRole('button', { name: 'Choisir un fichier…' }).click();
}

/** A note with an accent, out of sight behind a closed vault, found again by a word typed without it. */
async function writeLockAndFind(page: Page): Promise<void> {
  await goTo(page, 'Notes');
  await page.getByRole('button', { name: 'Nouvelle note' }).click();
  await page
    .getByRole('textbox', { name: 'Texte de la note' })
    .pressSequentially('Prévoir des goûters à l’été');
  await lock(page);
  await expect(page.getByText('goûters')).toHaveCount(0);
  await unlock(page);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Une séance, une note').fill('gouter');
  await dialog(page, '').getByText('Prévoir des goûters à l’été').first().click();
  await expect(page.getByRole('textbox', { name: 'Texte de la note' })).toHaveText(
    'Prévoir des goûters à l’été',
  );
}

const realTitle =
  'from an empty vault to a full programme: holidays, 162 events in 11 rooms, a move, a conflict, a note';
test(isThere ? realTitle : `${realTitle} (left out: ../shared/data is not beside this checkout)`, {
  tag: '@long',
}, async ({ app }) => {
  test.skip(!isThere);
  const { page } = app;

  await test.step('a vault with the profile of La Ressourcerie', async () => {
    await checkRecoveryCode(page, await createVault(page));
    await expect(page.getByRole('heading', { name: /^Bon(jour|soir) Claire$/ })).toBeVisible();
  });

  await test.step('the school holidays of zone A', async () => {
    await goTo(page, 'Le lieu');
    await page.getByRole('tab', { name: 'Vacances scolaires' }).click();
    await page.getByRole('button', { name: 'Importer le calendrier officiel' }).first().click();
    await app.answerNextDialog({ path: schoolCalendar });
    await panel(page).getByRole('button', { name: 'Choisir un fichier' }).click();
    await expect(panel(page).getByText('vacances_scolaires_2019_2025.csv')).toBeVisible();
    await expect(panel(page).getByRole('checkbox', { name: 'Zone A' })).toBeChecked();
    await panel(page).getByRole('button', { name: 'Importer', exact: true }).click();
    await expect(notice(page, 'Vacances scolaires importées')).toBeVisible();
    await showPlanning(page, '2025-02-25', 'week');
    await expect(page.getByText('Vacances d’hiver').first()).toBeVisible();
  });

  await test.step('the programme is shown whole before anything is written', async () => {
    await look(app, programme);
    await expect(
      page.getByText(said('contient 162 événements.*, dans 11 salles, du 18 septembre 2015 au')),
    ).toBeVisible();
    await expect(page.getByText(said('\\d+ se chevauchent dans le fichier'))).toBeVisible();
    expect(await bookingsOf(page, '2015-09-01', '2015-09-30')).toEqual([]);
    await page.getByRole('button', { name: 'Créer les 11 espaces qui manquent' }).click();
    await page.getByLabel('Montrer', { exact: true }).selectOption('overlaps-file');
    await expect(page.getByText(said('en même temps dans le fichier : ')).first()).toBeVisible();
  });

  await test.step('imported, all 162 are in the planning, those double-booked to be settled', async () => {
    await page.getByRole('button', { name: 'Importer 162 réservations' }).click();
    const done = page
      .getByRole('status')
      .filter({ has: page.getByRole('heading', { name: 'Import terminé' }) });
    await expect(done).toContainText('162 réservations ajoutées');
    await expect(done).toContainText('11 espaces créés');
    await expect(done).not.toContainText('laissée');
    const written = await bookingsOf(page, '2015-09-01', '2015-09-30');
    expect(written).toHaveLength(162);
    const options = written.filter(({ status }) => status === 'option');
    expect(options.length).toBeGreaterThan(0);
    await expect(done).toContainText(`${options.length} sont à régler`);
    const { spaces } = await ask(page, 'place.get', {});
    expect(spaces).toHaveLength(3 + 11);
  });

  await test.step('one session is dragged an hour later with the mouse', async () => {
    const day = (await bookingsOf(page, '2015-09-18')).filter(({ status }) => status === 'confirmed');
    const alone = day.find(
      ({ title, end, spaces }) =>
        day.filter((other) => other.title === title).length === 1 &&
        !day.some((other) => other.spaces.some((id) => spaces.includes(id)) && other.start >= end),
    );
    await moveWithTheMouse(page, '2015-09-18', alone?.title ?? '');
  });

  await test.step('a conflict is refused with three free places, and one is taken', async () => {
    await takeAnotherPlace(page, '2015-09-18', 'Keynote: Van Lindberg, PSF Chair');
  });

  await test.step('a note is locked away and found again', () => writeLockAndFind(page));
});

/** Drags the left of a block four half-hours to the right, and checks what was written. */
async function moveWithTheMouse(page: Page, date: string, title: string): Promise<void> {
  await showPlanning(page, date);
  const before = (await bookingsOf(page, date)).find((one) => one.title === title);
  const taken = page
    .locator('[data-block]')
    .and(page.getByRole('button', { name: title }))
    .first();
  const halfHour = (await boxOf(page.locator('[data-drag-slot-group]').first())).width;
  const box = await boxOf(taken);
  const from = { x: box.x + Math.min(12, box.width / 3), y: box.y + box.height / 2 };
  await dragMouse(page, from, { x: from.x + 2 * halfHour, y: from.y });
  await answerOutsideHours(page, `Déplacement : ${title}`);
  const after = (await bookingsOf(page, date)).find(({ id }) => id === before?.id);
  expect(after?.start).not.toBe(before?.start);
  expect(after?.spaces).toEqual(before?.spaces);
}

/** The place was not open yet in 2015: knowingly. `done` is what is said once it is written. */
async function answerOutsideHours(page: Page, done: string): Promise<void> {
  const asked = dialog(page, 'En dehors des heures d’ouverture');
  await expect(asked.or(notice(page, done)).first()).toBeVisible();
  if (await asked.isVisible()) await asked.getByRole('button', { name: 'Réserver quand même' }).click();
  await expect(notice(page, done)).toBeVisible();
}

/** Books where `title` already is; the refusal names it and offers three places. */
async function takeAnotherPlace(page: Page, date: string, title: string): Promise<void> {
  await showPlanning(page, date);
  const held = (await bookingsOf(page, date)).find((one) => one.title === title);
  if (held === undefined) throw new Error(`${title} is not in the planning`);
  const { spaces } = await ask(page, 'place.get', {});
  const space = spaces.find(({ id }) => id === held.spaces[0])?.name ?? '';
  await page.keyboard.press('n');
  await panel(page).getByLabel('Ou un titre').fill('Réunion de quartier');
  await panel(page).getByLabel('Début').fill(held.start.replace(':', 'h'));
  await panel(page).getByLabel('Fin').fill(held.end.replace(':', 'h'));
  await choose(panel(page), space);
  await expect(panel(page).getByText('Le créneau est pris :')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const refusal = dialog(page, 'Ce créneau est pris');
  await expect(refusal).toContainText(title);
  await expect(refusal).toContainText('Rien n’a été modifié.');
  const places = refusal.getByRole('group', { name: 'Places libres les plus proches' }).getByRole('button');
  await expect(places).toHaveCount(3);
  await places.first().click();
  await answerOutsideHours(page, 'Réservation : Réunion de quartier');
  const booked = await ask(page, 'search.everything', { text: 'quartier' });
  expect(booked.hits.filter(({ kind }) => kind === 'booking')).toHaveLength(1);
  expect((await bookingsOf(page, date)).find(({ id }) => id === held.id)).toMatchObject({
    start: held.start,
  });
}

test('the same with a small calendar: two events at once, one unreadable, one in a known room', async ({
  app,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'margelle-calendar-'));
  const file = path.join(folder, 'ateliers.ics');
  const event = (uid: string, start: string, end: string, title: string, room: string) =>
    `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART;TZID=Europe/Paris:20360115T${start}00\r\nDTEND;TZID=Europe/Paris:20360115T${end}00\r\nSUMMARY:${title}\r\nLOCATION:${room}\r\nEND:VEVENT\r\n`;
  await writeFile(
    file,
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n${[
      event('a', '1000', '1100', 'Poterie', 'salon'),
      event('b', '1030', '1130', 'Vannerie', 'Salon'),
      event('c', '1400', '1530', 'Cinéma', 'Verrière'),
      'BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Sans date\r\nEND:VEVENT\r\n',
    ].join('')}END:VCALENDAR\r\n`,
  );
  const { page } = app;
  await foundVault(page);

  await test.step('looked at, then imported: three written, one left out with its reason', async () => {
    await look(app, file);
    await expect(page.getByText(said('contient 4 événements.*dans 2 salles'))).toBeVisible();
    await expect(page.getByText('1 chose n’a pas été lue telle quelle')).toBeVisible();
    await expect(
      page.getByText(said('Ligne \\d+ \\(« Sans date »\\) : il n’a pas de date de début')),
    ).toBeVisible();
    await expect(page.getByText('2 se chevauchent dans le fichier.')).toBeVisible();
    await page.getByRole('button', { name: 'Créer l’espace qui manque' }).click();
    // Pressed twice before the screen shows the first: what is said at the end is of the one import.
    await page.getByRole('button', { name: 'Importer 3 réservations' }).evaluate((button: HTMLElement) => {
      button.click();
      button.click();
    });
    await expect(page.getByText('3 réservations ajoutées')).toBeVisible();
    await expect(page.getByText(said('1 est à régler'))).toBeVisible();
    expect((await bookingsOf(page, '2036-01-15')).map(({ title, status }) => [title, status])).toEqual([
      ['Poterie', 'confirmed'],
      ['Vannerie', 'option'],
      ['Cinéma', 'confirmed'],
    ]);
  });
  await test.step('the same file again changes nothing', async () => {
    await page.getByRole('button', { name: 'Choisir un autre fichier' }).click();
    await look(app, file);
    await expect(page.getByText('3 sont déjà là, identiques.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Rien à importer' })).toBeDisabled();
  });
  await test.step('one is dragged, a conflict is refused, another place taken', async () => {
    await moveWithTheMouse(page, '2036-01-15', 'Cinéma');
    await expect(block(page, 'Cinéma', '15 h – 16 h 30, Verrière')).toBeVisible();
    await takeAnotherPlace(page, '2036-01-15', 'Cinéma');
    await expect(slot(page, 'Salon', '9 h').first()).toBeVisible();
  });
  await test.step('a note is locked away and found again', () => writeLockAndFind(page));
  await test.step('an import is taken back once it was asked, and the keyboard stays where it was', async () => {
    await writeFile(
      file,
      `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n${event('z', '1700', '1800', 'Rempotage', 'salon')}END:VCALENDAR\r\n`,
    );
    const written = async () =>
      (await bookingsOf(page, '2036-01-15')).filter(({ title }) => title === 'Rempotage').length;
    for (const [part, undo] of [
      ['Importer un agenda', /^Annuler cet import$/],
      ['Imports déjà faits', /^Annuler cet import./],
    ] as const) {
      await goTo(page, 'Aujourd’hui');
      await look(app, file);
      await page.getByRole('button', { name: 'Importer 1 réservation' }).click();
      await expect(page.getByText('1 réservation ajoutée')).toBeVisible();
      const within = page.getByRole('region', { name: part });
      // It comes into the list a moment after: until then, the first line is another import's.
      if (part === 'Imports déjà faits') await expect(within).toContainText(said('· 1 ajoutée'));
      await within.getByRole('button', { name: undo }).first().focus();
      await page.keyboard.press('Enter');
      const asked = dialog(page, 'Annuler cet import');
      await expect(asked).toContainText('reviendr');
      await awaitFocus(asked);
      expect(await written()).toBe(1);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect.poll(written).toBe(0);
      if (part === 'Imports déjà faits')
        await expect(page.getByRole('region', { name: 'Importer un agenda' })).toContainText(
          said('L’import a été annulé : le planning est comme avant.'),
        );
      await expect.poll(() => within.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    }
  });
  await rm(folder, { recursive: true, force: true });
});
