/** Every dialog of every screen, by mouse and by keyboard: one after the other, never one under another. */
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { foundAll } from './support/dialogs/founding.ts';
import { notWalked, ways } from './support/dialogs/list.ts';
import { type Hand, walk } from './support/dialogs/walk.ts';
import {
  ask,
  awaitFocus,
  book,
  bookingsOf,
  dialog,
  goToAddress,
  notice,
  panel,
  showPlanning,
} from './support/journeys.ts';
import { expect, type RunningApp, test } from './support/launch.ts';
import { windows } from './support/reach.ts';

const renderer = path.resolve(import.meta.dirname, '..', 'renderer');

/** What draws a dialog, a panel, a menu or a small window where it is written. */
const DRAWN =
  /<(Dialog|SidePanel|ConfirmDialog|CancelDialog|ArchiveButton|Popover|Menu|HoverCard|Modal|Drawer|Spotlight\.Root)(?=[\s>])/g;
/** They are what the others are made of. */
const made = ['Dialog', 'SidePanel', 'ConfirmDialog', 'ArchiveButton'].map(
  (name) => `components/${name}.tsx`,
);
const CANCEL = 'features/planning/panel/CancelDialog.tsx';

test('the list of dialogs leaves out none that the screens draw', async () => {
  const drawn: string[] = [];
  for await (const found of glob('**/*.tsx', { cwd: renderer })) {
    const file = found.replaceAll('\\', '/');
    if (made.includes(file) || file === CANCEL) continue;
    const source = readFileSync(path.join(renderer, file), 'utf8');
    drawn.push(...[...source.matchAll(DRAWN)].map((_, at) => `${file}#${at + 1}`));
  }
  const listed = new Set([...ways.flatMap(({ layers }) => layers.map((layer) => layer.drawn)), ...notWalked]);
  expect([...listed].sort()).toEqual(drawn.sort());
});

test('the library’s own dialogs are drawn in one place, which keeps them one after the other', async () => {
  const elsewhere: string[] = [];
  for await (const found of glob('**/*.tsx', { cwd: renderer })) {
    const file = found.replaceAll('\\', '/');
    if (/<(Modal|Drawer)\b/.test(readFileSync(path.join(renderer, file), 'utf8'))) elsewhere.push(file);
  }
  expect(elsewhere.sort()).toEqual(['components/Dialog.tsx', 'components/SidePanel.tsx']);
});

async function walkAll(
  app: RunningApp,
  names: readonly string[] | 'all',
  how: { hand: Hand; closely: boolean },
): Promise<void> {
  const found = await foundAll(app);
  for (const way of ways.filter(({ name }) => names === 'all' || names.includes(name)))
    await test.step(way.name, async () => {
      expect.soft(await walk(app, way, found, how)).toEqual([]);
    });
}

/** Of each kind one, at one size; all of them at every size in `npm run test:long`. */
const sample: readonly [Hand, readonly string[]][] = [
  ['mouse', ['outside the hours', 'a draft given up', 'another recovery code']],
  ['keyboard', ['a series cancelled', 'hours']],
];

test('dialogs of two steps are walked by mouse and by keyboard', async ({ demoApp: app }) => {
  await app.page.setViewportSize(windows[1]);
  for (const [hand, names] of sample) await walkAll(app, names, { hand, closely: false });
});

test('a session of a series is cancelled with the mouse, and what was typed waits behind the question', async ({
  demoApp: app,
}) => {
  const { page } = app;
  const date = '2036-03-07';
  const { ids } = await ask(page, 'planning.createSeries', {
    rule: { frequency: 'weekly', count: 3 },
    slot: { date, start: '14:00', end: '15:00', spaces: ['space-salon'] },
    what: { kind: 'session', title: 'Vannerie' },
    who: {},
    state: { status: 'confirmed' },
  });
  await goToAddress(page, `planning?view=day&date=${date}&booking=${ids[0]}`);
  await panel(page).getByRole('button', { name: 'Annuler la réservation' }).click();
  const why = dialog(page, /^Annuler/);
  await why.getByLabel('Pourquoi ?').fill('Osier en retard');
  await why.getByRole('button', { name: 'Annuler la réservation' }).click();

  const which = dialog(page, /série/);
  await awaitFocus(which);
  await expect(why).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(which).toBeHidden();
  await expect(why.getByLabel('Pourquoi ?')).toHaveValue('Osier en retard');
  await expect(panel(page)).toBeVisible();

  await why.getByRole('button', { name: 'Annuler la réservation' }).click();
  await which.getByText(/^Cette séance et les suivantes/).click();
  await which.getByRole('button', { name: 'Annuler ces séances' }).click();
  await expect(notice(page, 'Annulation : Vannerie')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const sessions = (await bookingsOf(page, date, '2036-03-21')).filter(({ title }) => title === 'Vannerie');
  expect(sessions.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
});

test('Escape closes the calendar of a panel, then the panel, and what was typed comes back', async ({
  demoApp: app,
}) => {
  const { page } = app;
  await goToAddress(page, 'lieu?tab=fermetures');
  const open = page.getByRole('button', { name: 'Ajouter une fermeture' });
  await open.click();
  await panel(page).getByLabel('Raison').fill('Peinture du salon');
  await panel(page).getByLabel('Premier jour').click();
  const calendar = page.locator('[data-floating]');
  await expect(calendar).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(calendar).toBeHidden();
  await expect(panel(page).getByLabel('Raison')).toHaveValue('Peinture du salon');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(open).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByLabel('Raison')).toHaveValue('Peinture du salon');
  await panel(page).getByRole('button', { name: 'Annuler', exact: true }).click();
  await expect(panel(page)).toBeHidden();
});

test('what the search finds over a new booking opens in its place, and the new one waits', async ({
  demoApp: app,
}) => {
  const { page } = app;
  await book(page, {
    title: 'Chorale du soir',
    kind: 'session',
    date: '2036-03-10',
    start: '16:00',
    end: '17:00',
  });
  await showPlanning(page, '2036-03-10');
  await page.keyboard.press('n');
  await panel(page).getByLabel('Ou un titre').fill('À moitié tapé');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Une séance, une note').fill('chorale du soir');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Chorale du soir/ })
    .click();
  await expect(panel(page).getByLabel('Ou un titre')).toHaveValue('Chorale du soir');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await page.keyboard.press('n');
  await expect(panel(page).getByLabel('Ou un titre')).toHaveValue('À moitié tapé');
});

for (const size of windows)
  for (const hand of ['mouse', 'keyboard'] as const)
    test(`every dialog is walked by ${hand} at ${size.width} × ${size.height}`, { tag: '@long' }, async ({
      demoApp: app,
    }) => {
      test.setTimeout(3_600_000);
      await app.page.setViewportSize(size);
      await walkAll(app, 'all', { hand, closely: true });
    });
