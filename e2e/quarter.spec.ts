/** The screen of the quarter: from the keyboard, at every tab, in light and dark. */
import type { Page } from '@playwright/test';
import { examineIn, looks, sizes } from './support/examine.ts';
import {
  ask,
  bookingsOf,
  boxOf,
  dragMouse,
  foundVault,
  goToAddress,
  notice,
  panel,
  said,
} from './support/journeys.ts';
import { expect, test } from './support/launch.ts';
import { composeQuarter, QUARTER } from './support/quarter.ts';

const sheet = (page: Page) => page.getByRole('grid', { name: 'Feuille du' });
const tabs = ['feuille', 'a-replacer', 'conflits', 'chiffres', 'fermetures', 'bilan'] as const;

for (const { tag, some: _, ...look } of looks(null))
  test(`the tabs of a quarter hold in ${look.scheme}`, { tag }, async ({ app }) => {
    const examine = examineIn(look);
    const { page } = app;
    await page.setViewportSize(sizes[0]);
    await foundVault(page);
    const see = (name: string, part?: string) => examine(app, `quarter-${name}`, part);
    await test.step('nothing yet', async () => {
      await goToAddress(page, 'trimestre');
      await expect(page.getByText('Ici se compose le programme de trois mois.')).toBeVisible();
      await see('none');
    });
    const [yoga = ''] = await composeQuarter(page);
    for (const tab of tabs)
      await test.step(tab, async () => {
        await goToAddress(page, `trimestre?quarter=${QUARTER}&tab=${tab}`);
        await expect(page.getByRole('tab', { selected: true })).toBeVisible();
        await expect(page.getByText('Rien de ceci n’est encore au planning.')).toBeVisible();
        await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0);
        await see(tab);
      });
    await test.step('a date that waits', async () => {
      await goToAddress(page, `trimestre?quarter=${QUARTER}&date=${yoga}@2036-02-19`);
      await expect(panel(page).getByText('Congés de l’équipe')).toBeVisible();
      await expect(panel(page).locator('.mantine-Loader-root')).toHaveCount(0);
      await see('date', '[role=dialog]');
    });
    await test.step('a line', async () => {
      await goToAddress(page, `trimestre?quarter=${QUARTER}&line=${yoga}`);
      await expect(panel(page).getByLabel('Se répète')).toBeVisible();
      await see('line', '[role=dialog]');
    });
    await test.step('before publishing', async () => {
      await goToAddress(page, `trimestre?quarter=${QUARTER}`);
      await page.getByRole('button', { name: 'Publier…' }).click();
      await expect(
        page.getByRole('dialog', { name: /^Publier/ }).getByText('en une seule fois'),
      ).toBeVisible();
      await see('publish', '[role=dialog]');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });
    await test.step('published, then changed on both sides', async () => {
      await ask(page, 'quarter.publish', { key: QUARTER });
      const [first] = (await bookingsOf(page, '2036-01-08')).filter(({ title }) => title === 'Yoga doux');
      if (!first) throw new Error('not published');
      const { date, start, end, spaces } = first;
      await ask(page, 'planning.change', {
        id: first.id,
        slot: { date, start: '10:15', end: '11:30', spaces },
        acceptOutsideOpening: true,
      });
      expect([start, end]).toEqual(['10:00', '11:15']);
      for (const dropped of ['2036-01-22', '2036-01-29'])
        await ask(page, 'quarter.decide', {
          key: QUARTER,
          line: yoga,
          date: dropped,
          decision: { kind: 'dropped' },
        });
      await goToAddress(page, `trimestre?quarter=${QUARTER}&tab=bilan`);
      await expect(page.getByRole('rowheader', { name: 'Ensemble' })).toBeVisible();
      await see('review');
      await page.getByRole('button', { name: 'Publier les changements…' }).click();
      const asked = page.getByRole('dialog', { name: /^Publier/ });
      await expect(asked.getByText('Une séance a été changée à la main')).toBeVisible();
      await expect(asked.getByRole('checkbox', { name: /^Remplacer par le brouillon/ })).not.toBeChecked();
      await see('publish-again', '[role=dialog]');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });
    await test.step('the list, and copying', async () => {
      await ask(page, 'catalogue.archiveActivity', { id: 'activity-gouter', archived: true });
      await goToAddress(page, 'trimestre');
      await page.getByRole('button', { name: 'Composer un trimestre' }).click();
      await page.getByRole('radio', { name: 'Une copie du 1er trimestre 2036' }).check();
      await see('copy', '[role=dialog]');
      await page.getByRole('button', { name: 'Composer', exact: true }).click();
      await expect(page.getByRole('button', { name: 'C’est vu' })).toBeVisible();
      await see('copied');
    });
  });

test('a quarter is composed, decided and published from the keyboard', async ({ app }) => {
  const { page } = app;
  await page.setViewportSize(sizes[1]);
  await foundVault(page);
  await ask(page, 'quarter.create', { key: QUARTER });
  const cell = (name: string) => sheet(page).getByRole('button', { name: said(name) });

  await test.step('two lines typed as they are said', async () => {
    await goToAddress(page, `trimestre?quarter=${QUARTER}`);
    await expect(page.getByText('La feuille est vide.')).toBeVisible();
    await page.keyboard.press('n');
    await page.keyboard.type('Yoga doux, mardi 10h-11h15, salle d’activités, toutes les 2 semaines');
    await expect(page.getByRole('status').filter({ hasText: '7 dates' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(cell('mardi 15 janvier, 10 h – 11 h 15, Yoga doux, Salle d’activités')).toBeVisible();
    await page.keyboard.type('Goûter, mardi 16h-17h30, salon');
    await page.keyboard.press('Enter');
    await expect(cell('mardi 8 janvier, 16 h – 17 h 30, Goûter')).toBeVisible();
  });

  await test.step('from one date to another, and to the neighbour line', async () => {
    await cell('^Yoga doux').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await expect(cell('mardi 8 janvier, 16 h – 17 h 30, Goûter')).toBeFocused();
  });

  await test.step('dropped, and taken back', async () => {
    await page.keyboard.press('Delete');
    await expect(cell('mardi 8 janvier.*Goûter.*abandonnée')).toBeFocused();
    await notice(page, 'abandonnée').getByRole('button', { name: 'Annuler ce changement' }).click();
    await expect(cell('mardi 8 janvier.*Goûter.*abandonnée')).toHaveCount(0);
  });

  await test.step('moved by a day, the focus goes along; then by a week', async () => {
    await cell('mardi 8 janvier.*Goûter').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await expect(cell('mercredi 9 janvier.*Goûter.*déplacée du mardi 8 janvier')).toBeFocused();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(cell('mercredi 16 janvier.*Goûter')).toBeFocused();
  });

  await test.step('its panel: a comment, and back to what the series says', async () => {
    await page.keyboard.press('Enter');
    await panel(page).getByLabel('Votre commentaire').fill('Voir avec Agnès');
    await panel(page).getByRole('button', { name: 'Ajouter' }).click();
    await expect(panel(page).getByText('Voir avec Agnès')).toBeVisible();
    await panel(page).getByRole('button', { name: 'Revenir à ce que dit la série' }).click();
    await expect(panel(page)).toBeHidden();
    await expect(cell('mardi 8 janvier, 16 h.*Goûter.*commentée')).toBeVisible();
  });

  await test.step('dragged to another week', async () => {
    const chip = cell('mardi 29 janvier, 10 h.*Yoga doux');
    const from = await boxOf(chip);
    const to = await boxOf(cell('mardi 5 février, 16 h.*Goûter'));
    await dragMouse(
      page,
      { x: from.x + from.width / 2, y: from.y + from.height / 2 },
      { x: to.x + to.width / 2, y: to.y + to.height / 2 },
    );
    await expect(cell('mardi 5 février.*Yoga doux.*déplacée du mardi 29 janvier')).toBeVisible();
    await expect(panel(page)).toBeHidden();
  });

  await test.step('a closure sends dates to « À replacer », and gives them back when it goes', async () => {
    await goToAddress(page, `trimestre?quarter=${QUARTER}&tab=fermetures`);
    await page.getByRole('button', { name: 'Ajouter une fermeture' }).click();
    await panel(page).getByLabel('Du', { exact: true }).fill('15/01/2036');
    await panel(page).getByLabel('Au', { exact: true }).fill('15/01/2036');
    await panel(page).getByLabel('Raison').fill('Inventaire');
    await panel(page).getByRole('button', { name: 'Enregistrer' }).click();
    await expect(panel(page)).toBeHidden();
    await page.getByRole('tab', { name: said('À replacer \\(\\d+\\)') }).click();
    await expect(page.getByText('Fermé par ce trimestre, Inventaire').first()).toBeVisible();
    await expect.poll(async () => (await ask(page, 'quarter.get', { key: QUARTER })).unremembered).toBe(0);
    await page.getByRole('tab', { name: said('Fermetures \\(1\\)') }).click();
    await page.getByRole('button', { name: /^Modifier/ }).click();
    await panel(page).getByRole('button', { name: 'Supprimer' }).click();
    await page.getByRole('tab', { name: /^À replacer/ }).click();
    await page.getByRole('button', { name: 'Tout remettre' }).click();
    await expect(page.getByText('de nouveau libre')).toHaveCount(0);
    await expect(page.getByText('Inventaire')).toHaveCount(0);
  });

  await test.step('published, then taken back', async () => {
    await page.getByRole('button', { name: 'Publier…' }).click();
    await page
      .getByRole('dialog', { name: /^Publier/ })
      .getByRole('button', { name: 'Publier', exact: true })
      .click();
    await expect(notice(page, /^Trimestre publié/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Publier les changements…' })).toBeVisible();
    const published = await bookingsOf(page, '2036-01-01', '2036-03-31');
    // The first of January stays in « À replacer ».
    expect(published.filter(({ title }) => title === 'Yoga doux').map(({ date }) => date)).toEqual([
      '2036-01-15',
      '2036-02-05',
      '2036-02-12',
      '2036-02-26',
      '2036-03-11',
      '2036-03-25',
    ]);
    await page.getByRole('button', { name: 'Autres gestes' }).click();
    await page.getByRole('menuitem', { name: 'Reprendre la publication' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reprendre la publication' }).click();
    await expect(notice(page, /^Publication reprise/)).toBeVisible();
    expect(await bookingsOf(page, '2036-01-01', '2036-03-31')).toEqual([]);
  });
});

test('a typed line that is not all understood says so and adds nothing, until it is', async ({ app }) => {
  const { page } = app;
  await page.setViewportSize(sizes[1]);
  await foundVault(page);
  await ask(page, 'quarter.create', { key: QUARTER });
  await goToAddress(page, `trimestre?quarter=${QUARTER}`);
  const field = page.getByRole('textbox', { name: 'Ajouter une ligne' });
  const add = page.getByRole('button', { name: 'Ajouter', exact: true });
  const lines = async () => (await ask(page, 'quarter.get', { key: QUARTER })).lines;

  await test.step('somebody unknown is underlined, and created from there', async () => {
    await field.fill('Yoga chaise mardi 10h15-11h15 avec Souffle, 12 pers., 6 euros, salon');
    await expect(page.locator('mark')).toHaveText(['avec Souffle']);
    await expect(
      page.getByText(said('Yoga chaise, mardi, 10 h 15 – 11 h 15, Salon, 12 places, 6 €')),
    ).toBeVisible();
    await expect(add).toBeDisabled();
    await field.press('Enter');
    await expect(field).not.toHaveValue('');
    expect(await lines()).toEqual([]);
    await app.shot('quarter-not-understood');
    await page.getByRole('button', { name: said('Créer l’intervenante « Souffle »') }).click();
    await expect(page.locator('mark')).toHaveCount(0);
    await expect(add).toBeEnabled();
    await field.press('Enter');
    await expect(field).toHaveValue('');
    expect(await lines()).toMatchObject([{ title: 'Yoga chaise', what: { capacity: 12, fareCents: 600 } }]);
  });

  await test.step('what is understood is shown while the rest is missing, and the end that was taken', async () => {
    await field.fill('Kermesse samedi');
    await expect(page.getByText(said('Il manque : l’heure'))).toBeVisible();
    await expect(page.getByText(said('^Kermesse, samedi'))).toBeVisible();
    await field.fill('Kermesse samedi 15h salon');
    await expect(page.getByText(said('Kermesse, samedi, 15 h – 16 h, Salon.*c’est une heure'))).toBeVisible();
  });

  await test.step('two sessions in one sentence are two lines, and one gesture', async () => {
    await field.fill('Tricot mardi 10h-11h et jeudi 14h-15h salon');
    await expect(page.getByText('2 lignes, ajoutées en un geste.')).toBeVisible();
    await field.press('Enter');
    await expect(notice(page, said('Tricot : 2 lignes'))).toBeVisible();
    expect(await lines()).toHaveLength(3);
  });

  await test.step('a line that is pressed twice is one, and the next, typed before that is drawn, is another', async () => {
    await field.evaluate(
      async (input: HTMLInputElement, typed) => {
        const turn = () => new Promise((resolve) => setTimeout(resolve));
        const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
        for (const line of typed) {
          set?.call(input, line);
          input.dispatchEvent(new Event('input', { bubbles: true }));
          await turn();
          input.form?.requestSubmit();
          input.form?.requestSubmit();
          await turn();
        }
      },
      ['Scrabble lundi 10h salon', 'Belote lundi 14h salon', 'Loto lundi 16h salon'],
    );
    await expect(field).toHaveValue('');
    await expect.poll(async () => (await lines()).length).toBe(6);
  });

  await test.step('a list of dates is one line, which its form shows', async () => {
    await field.fill('Cuisine les 15, 22 et 29 janvier 14h-16h salon');
    await field.press('Enter');
    const cuisine = sheet(page).getByRole('button', { name: said('^Cuisine') });
    await cuisine.first().click();
    await expect(panel(page).getByRole('group', { name: 'Autres dates' })).toContainText('mardi 22 janvier');
  });
});
