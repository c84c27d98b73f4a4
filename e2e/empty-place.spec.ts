/** A place set up from nothing, by its own hands: no screen and no paper says a word of La Ressourcerie. */
import type { Page } from '@playwright/test';
import { wordsOfAnotherPlace } from '#shared/domain/programme/another-place.ts';
import { axeFor } from './support/examine.ts';
import { ask, foundVault, goToAddress, notice, panel } from './support/journeys.ts';
import { expect, test } from './support/launch.ts';

const SPAN = 'periode=mois&du=2036-01-01';
/** What a screen names of itself: its fields, its choices, its examples. */
const ITS_OWN = ['gratuit', 'entrée libre', 'fermé', 'tarif', 'adhésion', 'zone a'];

const wordsOn = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      document.body.textContent,
      ...[...document.querySelectorAll('input, textarea')].flatMap((field) =>
        [(field as HTMLInputElement).value, field.getAttribute('placeholder')].filter(
          (words) => words !== null,
        ),
      ),
    ].join('\n'),
  );

test('the Maison des aidants, set up from nothing, says and prints only what it said', async ({ app }) => {
  const { page } = app;

  await test.step('it starts empty', async () => {
    // Its three steps: e2e/vault.spec.ts, and those of an empty place, e2e/vault-safety.spec.ts.
    await foundVault(page, { team: 'Maison des aidants', name: 'Nadia', profile: 'empty' });
  });

  await test.step('fares are empty, can be given, and emptied again; a category of its own', async () => {
    await goToAddress(page, 'lieu?tab=tarifs');
    const full = page.getByLabel('Plein tarif');
    await expect(full).toHaveValue('');
    await full.fill('8');
    await page.getByLabel('Adhérent', { exact: true }).fill('5');
    await page.getByLabel('Nom du lieu').click();
    const faresNow = async () => (await ask(page, 'place.get', {})).settings.fares;
    await expect.poll(faresNow).toEqual({ full: 800, member: 500 });
    await full.fill('');
    await page.getByLabel('Adhérent', { exact: true }).fill('');
    await page.getByLabel('Nom du lieu').click();
    await expect.poll(faresNow).toEqual({});

    await goToAddress(page, 'activites');
    await page.getByRole('button', { name: 'Catégories' }).click();
    await panel(page).getByRole('button', { name: 'Ajouter une catégorie' }).click();
    await panel(page).getByLabel('Catégorie 1, nom').fill('Souffler');
    const { violations } = await (await axeFor(page)).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    await panel(page).getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(notice(page, 'Les catégories sont enregistrées')).toBeVisible();
  });

  const { id: space } = await ask(page, 'place.saveSpace', {
    space: { name: 'La véranda', capacity: null, colour: 'sky', equipment: [] },
  });
  const { settings } = await ask(page, 'place.get', {});
  const { id: activity } = await ask(page, 'catalogue.saveActivity', {
    activity: {
      name: 'Marche douce',
      category: settings.categories[0]?.id,
      description: 'À petits pas.',
      defaultDurationMin: 90,
      spaces: [space],
      setupMin: 0,
      airingMin: 0,
      fare: { kind: 'standard' },
      registration: 'unsaid',
      equipment: [],
      colour: 'sky',
      isPublic: true,
    },
  });
  // Every day of the week, a Sunday too: nobody said that the place is closed then.
  for (const date of ['2036-01-08', '2036-01-15', '2036-01-22', '2036-01-29', '2036-01-13'])
    await ask(page, 'planning.create', {
      slot: { date, start: '09:15', end: '10:45', spaces: [space] },
      what: { kind: 'session', activity, isPublic: true },
      who: {},
      state: { status: 'confirmed' },
    });

  const pieces = [
    ...['affiche', 'une-page', 'programme', 'gros-caracteres', 'porte', 'depliant'],
    ...['lettre', 'reseaux'],
  ];
  for (const piece of pieces)
    await test.step(`${piece}: its sessions, and no word of another place`, async () => {
      await goToAddress(page, `programme?${SPAN}&piece=${piece}`);
      const isText = piece === 'lettre' || piece === 'reseaux';
      const printed = page.locator(isText ? 'section pre' : '.print-sheet');
      await expect(printed.first()).toContainText('Marche douce');
      const words = (await printed.allTextContents()).join('\n');
      expect(words).toContain('Maison des aidants');
      expect(wordsOfAnotherPlace(words)).toEqual([]);
      if (piece === 'affiche') {
        expect(words.replace(/\s/g, ' ')).toContain('chaque mardi, du 8 au 29 janvier');
        expect(words).toContain('Souffler');
      }
    });

  await test.step('the figures of a quarter: only the fare that was said, and nobody the team does not have', async () => {
    await ask(page, 'quarter.create', { key: '2036-1' });
    await ask(page, 'quarter.saveLine', {
      key: '2036-1',
      line: {
        plan: {
          rule: null,
          slot: { date: '2036-01-10', start: '15:00', end: '16:00', spaces: [space] },
          duringSchoolHolidays: true,
        },
        what: { kind: 'session', title: 'Couture', isPublic: true, fareCents: 500, capacity: 8 },
        who: {},
      },
    });
    await goToAddress(page, 'trimestre?quarter=2036-1&tab=chiffres');
    await expect(page.getByText('1 séance payante comptée').first()).toBeVisible();
    await expect(page.getByText(/adhérent|solidaire|psychologue/i)).toHaveCount(0);
  });

  const screens = [
    ...['aujourdhui', 'planning?view=week&date=2036-01-08', 'trimestre?trimestre=2036-1'],
    ...['activites', 'activites?tab=intervenants', 'lieu?tab=espaces', 'lieu?tab=horaires'],
    ...['lieu?tab=fermetures', 'lieu?tab=vacances', 'lieu?tab=equipe', 'lieu?tab=tarifs'],
    ...['equipe', 'import-export', 'reglages', `programme?${SPAN}&piece=affiche`],
  ];
  for (const address of screens)
    await test.step(address, async () => {
      await goToAddress(page, address);
      await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      expect(wordsOfAnotherPlace(await wordsOn(page), ITS_OWN)).toEqual([]);
    });
});
