import type { Locator } from '@playwright/test';
import {
  ask,
  block,
  book,
  bookingsOf,
  boxOf,
  choose,
  dialog,
  dragMouse,
  foundVault,
  goTo,
  goToAddress,
  notice,
  panel,
  showPlanning,
  slot,
  TUESDAY,
  TUESDAY_IN_WORDS,
  WEDNESDAY,
} from './support/journeys.ts';
import { expect, test } from './support/launch.ts';

const saveTwice = (where: Locator): Promise<void> =>
  where.locator('form').evaluate((form) => {
    for (let press = 0; press < 2; press += 1)
      form.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
  });

const NEXT_TUESDAY = '2036-01-22';

test('a session is drawn, stretched, moved by the keyboard, cancelled and taken back', async ({ app }) => {
  const { page } = app;
  await foundVault(page);
  await showPlanning(page, TUESDAY);

  await test.step('selecting an hour and a half in the grid makes a session', async () => {
    const from = await boxOf(slot(page, 'Salon', '10 h'));
    const to = await boxOf(slot(page, 'Salon', '11 h'));
    const middle = (box: typeof from) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    await dragMouse(page, middle(from), middle(to));
    await expect(panel(page).getByLabel('Début')).toHaveValue('10 h');
    await expect(panel(page).getByLabel('Fin')).toHaveValue('11 h 30');
    await expect(panel(page).getByRole('checkbox', { name: 'Salon' })).toBeChecked();
    await expect(panel(page).getByText('Le créneau est libre.')).toBeVisible();
    await panel(page).getByLabel('Ou un titre').fill('Broderie');
    await panel(page)
      .getByRole('button', { name: /^Réserver/ })
      .click();
    await expect(notice(page, `Réservation : Broderie, ${TUESDAY_IN_WORDS}`)).toBeVisible();
    await expect(block(page, 'Broderie', 'séance', '10 h – 11 h 30, Salon')).toBeVisible();
  });

  await test.step('its end is pulled an hour later', async () => {
    const box = await boxOf(block(page, 'Broderie'));
    const hour = (await boxOf(slot(page, 'Salon', '14 h'))).width * 2;
    const edge = { x: box.x + box.width - 3, y: box.y + box.height / 2 };
    await dragMouse(page, edge, { x: edge.x + hour, y: edge.y });
    await expect(block(page, 'Broderie', '10 h – 12 h 30')).toBeVisible();
  });

  await test.step('the arrows with Alt move it a quarter of an hour later and one space down', async () => {
    await block(page, 'Broderie').focus();
    await page.keyboard.down('Alt');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.up('Alt');
    await expect(notice(page, 'Déplacement : Broderie')).toBeVisible();
    await expect(block(page, 'Broderie', '10 h 15 – 12 h 45, Salle d’activités')).toBeFocused();
    await page.keyboard.press('Alt+Shift+ArrowLeft');
    await expect(block(page, 'Broderie', '10 h 15 – 12 h 30, Salle d’activités')).toBeVisible();
    await expect
      .poll(async () => (await bookingsOf(page, TUESDAY))[0])
      .toMatchObject({ start: '10:15', end: '12:30', spaces: ['space-activites'] });
  });

  await test.step('the last change is taken back from the notice, the one before with Ctrl+Z', async () => {
    const offer = notice(page, 'Broderie : 10 h 15 – 12 h 30');
    await page.keyboard.press('Control+z');
    await expect(block(page, 'Broderie', '10 h 15 – 12 h 45, Salle d’activités')).toBeFocused();
    // What it offers is done.
    await expect(offer).toHaveCount(0);
    await page.keyboard.press('Alt+Shift+ArrowLeft');
    await offer.getByRole('button', { name: 'Annuler ce changement' }).click();
    await expect(block(page, 'Broderie', '10 h 15 – 12 h 45, Salle d’activités')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(block(page, 'Broderie', '10 h – 12 h 30, Salon')).toBeVisible();
  });

  await test.step('cancelled with a reason, it leaves the planning and can come back', async () => {
    await block(page, 'Broderie').click();
    await panel(page).getByRole('button', { name: 'Annuler la réservation' }).click();
    const asking = dialog(page, /Annuler « Broderie »/);
    await asking.getByLabel('Pourquoi').fill('Intervenante malade');
    await asking.getByRole('button', { name: 'Annuler la réservation' }).click();
    await expect(notice(page, 'Annulation : Broderie')).toBeVisible();
    await expect(block(page, 'Broderie')).toHaveCount(0);
    await page.getByRole('button', { name: 'Filtres' }).click();
    await page.getByLabel('Montrer ce qui est annulé').check();
    await page.keyboard.press('Escape');
    await block(page, 'Broderie', 'Annulé').click();
    await expect(panel(page).getByText('Annulé : Intervenante malade')).toBeVisible();
    await panel(page).getByRole('button', { name: 'Remettre au planning' }).click();
    await expect(notice(page, 'Broderie de nouveau au planning')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(block(page, 'Broderie')).toHaveAttribute('data-status', 'confirmed');
  });

  await test.step('the history tells it in sentences', async () => {
    await page.getByRole('button', { name: 'Historique' }).click();
    const feed = dialog(page, 'Historique de l’équipe');
    for (const sentence of [
      `Claire a réservé Broderie, ${TUESDAY_IN_WORDS} 10 h.`,
      'Claire a déplacé Broderie',
      `Claire a annulé Broderie, ${TUESDAY_IN_WORDS} 10 h : Intervenante malade.`,
      'Claire a remis Broderie au planning',
      'Claire a fait marche arrière',
    ])
      await expect(feed.getByText(sentence).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(feed).toBeHidden();
  });
});

test('the six kinds, an appointment that stays secret, a series, and what is to settle', async ({ app }) => {
  const { page } = app;
  await foundVault(page);

  await test.step('what is typed for an activity and is none becomes the title, and what is missing is seen', async () => {
    await page.setViewportSize({ width: 1024, height: 700 });
    await showPlanning(page, TUESDAY);
    await page.keyboard.press('n');
    await panel(page).getByLabel('Activité', { exact: true }).fill('Atelier papier mâché');
    await page.keyboard.press('Control+Enter');
    await expect(panel(page).getByLabel('Ou un titre')).toHaveValue('Atelier papier mâché');
    await expect(panel(page).getByRole('checkbox', { name: 'Salon' })).toBeFocused();
    const missing = await panel(page).getByText('Choisissez un espace ou tout le lieu.').boundingBox();
    const foot = await panel(page)
      .getByRole('button', { name: /^Réserver/ })
      .boundingBox();
    expect((missing?.y ?? 700) + (missing?.height ?? 0)).toBeLessThan(foot?.y ?? 0);
    await panel(page).getByRole('combobox', { name: 'Référentes' }).fill('Madame Inconnue');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    await page.keyboard.press('n');
    await expect(panel(page).getByLabel('Ou un titre')).toHaveValue('Atelier papier mâché');
    await expect(panel(page).getByRole('combobox', { name: 'Référentes' })).toHaveValue('Madame Inconnue');
    await expect(panel(page).getByText('« Madame Inconnue » n’est pas dans la liste')).toBeVisible();
    await panel(page).getByRole('button', { name: 'Repartir de zéro' }).click();
    await expect(panel(page).getByRole('combobox', { name: 'Référentes' })).toHaveValue('');
  });

  await test.step('with forced colours, what is chosen and what is closed are still told apart', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    const fills = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((nodes) => [...new Set(nodes.map((node) => getComputedStyle(node).backgroundColor))]);
    expect(await fills('button[role="radio"]')).toHaveLength(2);
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    expect(await fills('.mantine-SegmentedControl-label')).toHaveLength(2);
    expect(await fills('nav a')).toHaveLength(2);
    const closed = page.locator('[data-behind="closed"]').first();
    await expect(closed).toHaveCSS('background-image', /gradient/);
    await page.emulateMedia({ forcedColors: 'none' });
    await page.setViewportSize({ width: 1280, height: 840 });
  });

  await test.step('each kind is booked from the panel', async () => {
    await showPlanning(page, TUESDAY);
    const kinds = [
      { kind: 'Séance', field: 'Ou un titre', title: 'Atelier découverte', start: '10h', end: '10h30' },
      { kind: 'Rendez-vous', field: 'Qui vient', title: 'Mme Secrète Verrier', start: '1030', end: '11h' },
      { kind: 'Usage libre', field: 'Titre', title: 'Café du matin', start: '11h', end: '11h30' },
      { kind: 'Réunion', field: 'Titre', title: 'Point d’équipe', start: '11h30', end: '12h' },
      {
        kind: 'Événement privé',
        field: 'Titre',
        title: 'Anniversaire de Jeanne',
        start: '12h',
        end: '12h30',
      },
      { kind: 'Entretien', field: 'Titre', title: 'Grand ménage', start: '12h30', end: '13h' },
    ];
    for (const { kind, field, title, start, end } of kinds) {
      await page.keyboard.press('n');
      await panel(page).getByRole('radio', { name: kind, exact: true }).click();
      await panel(page).getByLabel(field, { exact: true }).fill(title);
      await panel(page).getByLabel('Début').fill(start);
      await panel(page).getByLabel('Fin').fill(end);
      await choose(panel(page), 'Espace calme');
      // Twice before the screen shows the first: it books once.
      await saveTwice(panel(page));
      await expect(panel(page)).toBeHidden();
    }
    await expect(page.locator('[data-block]')).toHaveCount(kinds.length);
    await expect(block(page, 'Occupé')).toHaveAttribute('data-kind', 'appointment');
  });

  await test.step('who comes is known to the panel of this machine and to nothing else', async () => {
    await showPlanning(page, TUESDAY, 'week');
    await expect(page.locator('[data-block]')).toHaveCount(6);
    await expect(page.getByText('Secrète')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Secrète' })).toHaveCount(0);
    await showPlanning(page, TUESDAY);
    await block(page, 'Occupé').click();
    await expect(panel(page).getByLabel('Qui vient')).toHaveValue('Mme Secrète Verrier');
    await page.keyboard.press('Escape');
    const feed = await ask(page, 'planning.feed', {});
    expect(JSON.stringify(feed)).not.toContain('Secrète');
  });

  await test.step('an option is told apart and confirmed', async () => {
    await book(page, { title: 'Projection', start: '14:00', end: '15:00', status: 'option' });
    await block(page, 'Projection', 'Option').click();
    await panel(page).getByLabel('Option, à confirmer plus tard').uncheck();
    await page.keyboard.press('Control+Enter');
    await expect(panel(page)).toBeHidden();
    await expect(block(page, 'Projection')).toHaveAttribute('data-status', 'confirmed');
    await expect(block(page, 'Projection', 'Option')).toHaveCount(0);
  });

  await test.step('a series of four Tuesdays, changed for one, for those that follow, for all', async () => {
    await page.keyboard.press('n');
    await panel(page).getByLabel('Ou un titre').fill('Chorale');
    await panel(page).getByLabel('Début').fill('16h');
    await choose(panel(page), 'Salle d’activités');
    await panel(page).getByLabel('Se répète').check();
    await panel(page).getByLabel('Nombre de séances').fill('4');
    await expect(panel(page).getByRole('status').filter({ hasText: '4 séances' })).toBeVisible();
    await saveTwice(panel(page));
    await expect(notice(page, 'Chorale : 4 séances au planning')).toBeVisible();

    const rename = async (title: string, scope: RegExp) => {
      await page
        .locator('[data-block]')
        .and(page.getByRole('button', { name: /^Chorale/ }))
        .click();
      await panel(page).getByLabel('Ou un titre').fill(title);
      await page.keyboard.press('Control+Enter');
      await dialog(page, 'Cette séance fait partie d’une série').getByRole('radio', { name: scope }).check();
      await page.getByRole('button', { name: 'Changer', exact: true }).click();
      await expect(panel(page)).toBeHidden();
    };
    await showPlanning(page, '2036-01-29');
    await rename('Chorale du soir', /Cette séance seulement/);
    await showPlanning(page, NEXT_TUESDAY);
    await rename('Chorale des Tilleuls', /Toute la série \(4/);
    await expect(notice(page, 'Une séance avait été changée à la main')).toBeVisible();
    const titles = async () =>
      (await bookingsOf(page, TUESDAY, '2036-02-05'))
        .filter(({ series }) => series !== undefined)
        .map(({ title }) => title);
    expect(await titles()).toEqual([
      'Chorale des Tilleuls',
      'Chorale des Tilleuls',
      'Chorale du soir',
      'Chorale des Tilleuls',
    ]);
    await rename('Chorale ouverte', /Cette séance et les suivantes \(3/);
    await expect
      .poll(titles)
      .toEqual(['Chorale des Tilleuls', 'Chorale ouverte', 'Chorale du soir', 'Chorale ouverte']);
  });

  await test.step('each way to settle what overlaps', async () => {
    const pairs = [
      { name: 'Jardin', first: ['10:00', '10:45'], second: ['10:00', '10:45'] },
      { name: 'Tricot', first: ['11:00', '12:00'], second: ['11:30', '12:30'] },
      { name: 'Lecture', first: ['14:00', '15:00'], second: ['14:00', '15:00'] },
      { name: 'Vélo', first: ['16:00', '17:00'], second: ['16:00', '17:00'] },
    ] as const;
    for (const { name, first, second } of pairs) {
      await book(page, { title: name, date: WEDNESDAY, start: first[0], end: first[1] });
      const title = `${name} bis`;
      await book(page, { title, date: WEDNESDAY, start: second[0], end: second[1], asOption: true });
    }
    await goTo(page, 'À régler');
    const entry = (title: string) => page.locator('main').getByRole('region', { name: new RegExp(title) });
    await expect(page.getByText('4 réservations se chevauchent avec une autre.')).toBeVisible();
    await expect(page.getByLabel('4 choses à régler').first()).toBeVisible();

    await entry('Jardin bis')
      .getByRole('button', { name: /à la même heure/ })
      .first()
      .click();
    await expect(notice(page, 'Déplacement : Jardin bis')).toBeVisible();
    await entry('Tricot bis').getByRole('button', { name: 'Échanger avec Tricot' }).click();
    await expect(notice(page, 'Tricot bis : réglé')).toBeVisible();
    await entry('Lecture bis').getByRole('button', { name: 'Garder les deux' }).click();
    await dialog(page, 'Garder les deux réservations ?')
      .getByRole('button', { name: 'Garder les deux' })
      .click();
    await expect(notice(page, 'Lecture bis : réglé')).toBeVisible();
    await entry('Vélo bis').getByRole('button', { name: 'Annuler' }).click();
    const asking = dialog(page, /Annuler « Vélo bis »/);
    await asking.getByText('Reporté').click();
    await asking.getByRole('button', { name: 'Annuler la réservation' }).click();
    await expect(notice(page, 'Vélo bis : réglé')).toBeVisible();
    // Exchanged, the two still touch: it is now the other one's turn to give way.
    await expect(page.getByText('1 réservation se chevauche avec une autre.')).toBeVisible();
    const kept = Object.fromEntries((await bookingsOf(page, WEDNESDAY)).map((one) => [one.title, one]));
    expect(kept['Jardin bis']).toMatchObject({
      start: '10:00',
      spaces: [expect.not.stringMatching('space-salon')],
    });
    expect([kept.Tricot?.start, kept['Tricot bis']?.start]).toEqual(['11:30', '11:00']);
    expect(kept['Lecture bis']).toMatchObject({ start: '14:00', spaces: ['space-salon'], toSettle: false });
    expect(kept['Vélo bis']).toMatchObject({ status: 'cancelled' });
  });
});

test('Aujourd’hui shows the day by space, what begins, who is there, what is to settle and one’s notes', async ({
  app,
}) => {
  const { page } = app;
  await foundVault(page, { name: 'Claire Dumas' });
  const { today } = await ask(page, 'place.get', {});
  await book(page, {
    title: 'Café du matin',
    date: today,
    start: '00:00',
    end: '24:00',
    space: 'space-salon',
  });
  await book(page, {
    title: 'Yoga doux',
    date: today,
    start: '10:00',
    end: '11:00',
    space: 'space-activites',
  });
  await book(page, {
    title: 'Pilates',
    date: today,
    start: '10:00',
    end: '11:00',
    space: 'space-activites',
    asOption: true,
  });
  await ask(page, 'notes.create', { title: 'Rappeler la mairie', date: today });
  await ask(page, 'notes.create', { title: `Zibeline ${'et la suite '.repeat(12)}`, date: '2036-01-15' });
  await goToAddress(page, 'aujourdhui');

  await expect(page.getByRole('heading', { name: /^Bon(jour|soir) Claire$/ })).toBeVisible();
  const card = (title: string) => page.getByRole('region', { name: title });
  await expect(card('Dans l’heure')).toContainText('Café du matin');
  await expect(card('Dans l’heure')).toContainText('en cours jusqu’à minuit');
  await expect(card('Dans l’heure')).toContainText('Salon');
  await expect(card('À régler')).toContainText('1 chose à régler');
  await expect(card('Mes notes du jour').getByRole('link', { name: 'Rappeler la mairie' })).toBeVisible();
  await expect(card('Présentes aujourd’hui')).toContainText(
    'Les jours de présence de l’équipe ne sont pas encore notés',
  );

  await test.step('at 200 % the lanes of the spaces stand under their hours, and no hour is cut in its middle', async () => {
    await page.setViewportSize({ width: 512, height: 350 });
    const timeline = page.getByRole('region', { name: 'La journée par espace' });
    const lefts = await timeline
      .locator('[data-lane]')
      .evaluateAll((lanes) => [
        ...new Set(lanes.map((lane) => Math.round(lane.getBoundingClientRect().left))),
      ]);
    expect(lefts).toHaveLength(1);
    const cut = await timeline.locator('[data-whole] > span').evaluateAll((hours) =>
      hours
        .filter((hour) => {
          const box = hour.getBoundingClientRect();
          const frame = hour.parentElement?.getBoundingClientRect() ?? box;
          return box.top < frame.bottom - 2 && box.right > frame.right + 1;
        })
        .map((hour) => hour.textContent),
    );
    expect(cut).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 840 });
  });

  await test.step('a long line found by Ctrl+K leaves its date in sight', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Rechercher' }).fill('zibeline');
    const found = page.getByRole('dialog').getByRole('button', { name: /^Zibeline/ });
    const list = (await page.getByRole('dialog').boundingBox())?.width ?? 0;
    expect((await found.boundingBox())?.width).toBeLessThanOrEqual(list);
    await page.keyboard.press('Escape');
  });

  await page.locator('main').getByRole('link', { name: 'Réserver un espace' }).click();
  await expect(dialog(page, 'Nouvelle réservation')).toBeVisible();

  await test.step('"gouter" finds Goûter in the list of activities, as everywhere', async () => {
    await dialog(page, 'Nouvelle réservation').getByRole('combobox', { name: 'Activité' }).fill('gouter');
    await expect(page.getByRole('option')).toHaveText(['Goûter']);
  });
});
