/** Every screen, in light and in dark: no violation that axe can see, no sideways scrolling. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addDays } from '#shared/domain/time/wall.ts';
import { examineIn, looks, sizes } from './support/examine.ts';
import {
  ask,
  createVault,
  dialog,
  foundVault,
  goToAddress,
  PASSPHRASE,
  panel,
  showPlanning,
  unlockTitle,
} from './support/journeys.ts';
import { expect, test } from './support/launch.ts';

/** Two events at once in a room nobody knows, one at night, one that cannot be read. */
let calendar = '';
test.beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'margelle-screens-'));
  calendar = path.join(folder, 'agenda-du-quartier.ics');
  const event = (uid: string, from: string, to: string, title: string) =>
    `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:20360115T${from}00Z\r\nDTEND:20360115T${to}00Z\r\nSUMMARY:${title}\r\nLOCATION:Verrière\r\nEND:VEVENT\r\n`;
  const events = [
    event('a', '0900', '1000', 'Poterie'),
    event('b', '0930', '1030', 'Vannerie'),
    event('c', '2000', '2100', 'Veillée'),
    'BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Sans date\r\nEND:VEVENT\r\n',
  ];
  await writeFile(
    calendar,
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//FR\r\n${events.join('')}END:VCALENDAR\r\n`,
  );
});
test.afterAll(() => rm(path.dirname(calendar), { recursive: true, force: true }));

const settled = async (page: Page): Promise<void> => {
  await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
};

/** `isLong`: made of what another one is made of; looked at in `npm run test:long` alone. */
const screens: { isLong?: true; name: string; address: string }[] = [
  { name: 'today', address: 'aujourdhui' },
  { isLong: true, name: 'settle', address: 'a-regler' },
  { name: 'catalogue', address: 'activites' },
  { isLong: true, name: 'facilitators', address: 'activites?tab=intervenants' },
  { name: 'timesheets', address: 'activites?tab=releves' },
  { name: 'place-spaces', address: 'lieu?tab=espaces' },
  { name: 'place-hours', address: 'lieu?tab=horaires' },
  { isLong: true, name: 'place-closures', address: 'lieu?tab=fermetures' },
  { isLong: true, name: 'place-holidays', address: 'lieu?tab=vacances' },
  { isLong: true, name: 'place-team', address: 'lieu?tab=equipe' },
  { isLong: true, name: 'place-fares', address: 'lieu?tab=tarifs' },
  { isLong: true, name: 'team', address: 'equipe' },
  { name: 'team-invite', address: 'equipe?inviter=1' },
  { name: 'transmissions', address: 'transmissions' },
  { isLong: true, name: 'exchange', address: 'import-export' },
  { name: 'settings', address: 'reglages' },
  { isLong: true, name: 'help', address: 'aide' },
];

for (const { tag, some, ...look } of looks('dark'))
  test(`${some}the screens of the demonstration hold in ${look.scheme}`, { tag }, async ({
    demoApp: app,
  }) => {
    const examine = examineIn(look);
    const { page } = app;
    await page.setViewportSize(sizes[0]);
    for (const { name, address } of screens.filter(({ isLong }) => look.whole || !isLong))
      await test.step(name, async () => {
        await goToAddress(page, address);
        await settled(page);
        await examine(app, name);
      });

    await test.step('notes', async () => {
      await goToAddress(page, 'notes');
      await settled(page);
      await examine(app, 'notes-list');
      await page.getByRole('region', { name: 'Vos notes' }).getByRole('link').first().click();
      await expect(page.getByRole('textbox', { name: 'Texte de la note' })).toBeVisible();
      await examine(app, 'notes-open');
    });
    await test.step('a calendar that is looked at before it comes in', async () => {
      await goToAddress(page, 'import-export');
      await app.answerNextDialog({ path: calendar });
      await page.getByRole('button', { name: 'Choisir un fichier…' }).click();
      await expect(page.getByRole('button', { name: 'Importer 3 réservations' })).toBeVisible();
      await examine(app, 'exchange-look');
      await page.getByRole('button', { name: 'Importer 3 réservations' }).click();
      await expect(page.getByText('3 réservations ajoutées')).toBeVisible();
      await examine(app, 'exchange-done');
      // The same demonstration is looked at in the other colours: it is to come in there, too.
      const [last] = await ask(page, 'exchange.imports', {});
      await ask(page, 'exchange.undoImport', { importId: last?.importId ?? '' });
    });
    await test.step('the search', async () => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Une séance, une note').fill('yog');
      await expect(page.getByRole('dialog').getByText(/^Yoga/).first()).toBeVisible();
      await examine(app, 'search', '[role=dialog]');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });
    await test.step('mode accueil', async () => {
      await page.keyboard.press('F9');
      await expect(page.getByRole('button', { name: 'Quitter le mode accueil' })).toBeVisible();
      await expect(page.getByText('Occupé')).toHaveCount(0);
      await examine(app, 'reception');
      await page.keyboard.press('F9');
    });
    await test.step('the closed vault', async () => {
      await page.keyboard.press('Control+l');
      await expect(unlockTitle(page)).toBeVisible();
      await examine(app, 'unlock-demo');
    });
  });

for (const { tag, some, ...look } of looks('light'))
  test(`${some}the planning of the demonstration and what opens over it hold in ${look.scheme}`, {
    tag,
  }, async ({ demoApp: app }) => {
    const examine = examineIn(look);
    const { page } = app;
    await page.setViewportSize(sizes[0]);
    const { today } = await ask(page, 'place.get', {});
    for (const view of look.whole ? (['day', 'week', 'month'] as const) : (['day', 'week'] as const))
      await test.step(`planning, ${view}`, async () => {
        await showPlanning(page, today, view);
        await settled(page);
        await examine(app, `planning-${view}`);
      });
    if (look.whole)
      await test.step('planning, by person', async () => {
        await showPlanning(page, today, 'week', 'host');
        await settled(page);
        await examine(app, 'planning-people');
      });

    await test.step('a new booking', async () => {
      await showPlanning(page, today, 'week');
      await page.keyboard.press('n');
      await expect(panel(page)).toBeVisible();
      await panel(page).getByLabel('Se répète').check();
      await examine(app, 'booking-new', '[role=dialog]');
      await panel(page).getByRole('button', { name: 'Fermer' }).first().click();
    });
    await test.step('a booking that exists', async () => {
      // Today may be a day without any.
      const { bookings } = await ask(page, 'planning.range', { from: today, to: addDays(today, 14) });
      const session = bookings.find(({ kind }) => kind === 'session');
      await goToAddress(page, `planning?view=day&date=${session?.date}&booking=${session?.id}`);
      await expect(panel(page).getByText('Historique')).toBeVisible();
      await examine(app, 'booking-edit', '[role=dialog]');
      await panel(page).getByRole('button', { name: 'Annuler la réservation' }).click();
      await expect(dialog(page, /^Annuler/)).toBeVisible();
      await examine(app, 'booking-cancel', '[role=dialog]');
      await page.keyboard.press('Escape');
      await expect(dialog(page, /^Annuler/)).toBeHidden();
      await page.keyboard.press('Escape');
      await expect(panel(page)).toBeHidden();
    });
  });

for (const { tag, some: _, ...look } of looks(null))
  test(`the first start and empty screens hold in ${look.scheme}`, { tag }, async ({ app }) => {
    const examine = examineIn(look);
    const { page } = app;
    await page.setViewportSize(sizes[0]);
    await expect(page.getByRole('heading', { name: 'Votre équipe' })).toBeVisible();
    await examine(app, 'start-1-team');
    await page.getByLabel('Nom du lieu ou de l’équipe').fill('Le Détour');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByLabel('Choisissez une phrase de passe').fill('azerty');
    await examine(app, 'start-2-you');
    await page.getByRole('button', { name: 'Retour' }).click();
    await createVault(page, { team: 'Le Détour', profile: 'empty' });
    await examine(app, 'start-3-sheet');
    await page.getByRole('button', { name: 'C’est fait, vérifier' }).click();
    await examine(app, 'start-3-check');
    await page.getByRole('button', { name: 'Revoir le code' }).click();
    await page.getByRole('button', { name: 'Plus tard' }).click();
    await page.getByRole('button', { name: 'Continuer sans vérifier' }).click();
    const empty: typeof screens = [
      { name: 'empty-today', address: 'aujourdhui' },
      { name: 'empty-planning', address: 'planning' },
      { isLong: true, name: 'empty-notes', address: 'notes' },
      { isLong: true, name: 'empty-settle', address: 'a-regler' },
      { isLong: true, name: 'empty-catalogue', address: 'activites' },
      { isLong: true, name: 'empty-timesheets', address: 'activites?tab=releves' },
      { name: 'empty-place', address: 'lieu' },
      { name: 'empty-team', address: 'equipe' },
      { isLong: true, name: 'empty-thread', address: 'transmissions' },
    ];
    for (const { name, address } of empty.filter(({ isLong }) => look.whole || !isLong))
      await test.step(name, async () => {
        await goToAddress(page, address);
        await settled(page);
        await examine(app, name);
      });
  });

for (const { tag, some: _, ...look } of looks(null))
  test(`joining, the four words and a team of two hold in ${look.scheme}`, { tag }, async ({
    app: host,
    launchApp,
  }) => {
    const examine = examineIn(look);
    const guest = await launchApp({ size: sizes[0] });
    await host.page.setViewportSize(sizes[0]);
    await foundVault(host.page);
    const { text } = await ask(host.page, 'team.invite', {});
    await guest.page.getByText('Rejoindre une équipe').click();
    await examine(guest, 'join-1-invitation');
    await guest.page.getByLabel('Collez ici le texte de l’invitation').fill(text);
    await guest.page.getByRole('button', { name: 'Continuer' }).click();
    await examine(guest, 'join-2-you');
    await guest.page.getByLabel('Votre prénom').fill('Agnès');
    await guest.page.getByLabel('Nom de ce poste').fill('Portable d’Agnès');
    await guest.page.getByLabel('Choisissez une phrase de passe').fill(PASSPHRASE);
    await guest.page.getByLabel('La même, encore une fois').fill(PASSPHRASE);
    await guest.page.getByRole('button', { name: 'Demander à rejoindre' }).click();
    await expect(guest.page.getByRole('heading', { name: 'Comparez ces quatre mots' })).toBeVisible();
    await examine(guest, 'join-3-words');
    await goToAddress(host.page, 'equipe');
    await settled(host.page);
    await examine(host, 'team-request');
    await host.page.getByRole('button', { name: 'Les mots sont les mêmes' }).first().click();
    await examine(host, 'team-accept');
    await host.page.getByRole('button', { name: 'Accepter ce poste' }).click();
    await expect(guest.page.getByRole('list', { name: 'Code de secours' })).toBeVisible();
    await host.page.getByRole('button', { name: /^Ouvrir.*Portable/ }).click();
    await expect(panel(host.page)).toBeVisible();
    await examine(host, 'team-device');
  });
