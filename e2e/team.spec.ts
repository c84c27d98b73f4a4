/** A team of four, each on her own window: joined by four words, together, apart for three weeks, together again. */
import type { Locator, Page } from '@playwright/test';
import { addDays } from '#shared/domain/time/wall.ts';
import {
  ask,
  block,
  book,
  bookingsOf,
  boxOf,
  dialog,
  dragMouse,
  foundVault,
  goTo,
  panel,
  showPlanning,
  slot,
  TUESDAY,
  unlock,
} from './support/journeys.ts';
import { expect, type RunningApp, test } from './support/launch.ts';
import { joinByWords } from './support/team.ts';

/** Days after the Tuesday, all open at that hour: a free place can be offered on each. */
const CONFLICT_DAYS = [0, 1, 3, 7, 8];
const weeks = { from: TUESDAY, to: addDays(TUESDAY, 21) };

/** What every machine must agree on, in the order that they agree on. */
async function planningOf(page: Page): Promise<string[]> {
  const bookings = await bookingsOf(page, weeks.from, weeks.to);
  return bookings.map(({ id, date, start, spaces, status, title }) =>
    [date, start, spaces.join('+'), status, title, id].join(' '),
  );
}
const toSettleOf = async (page: Page): Promise<string[]> =>
  (await ask(page, 'planning.toSettle', {})).map(
    ({ booking, clashes }) =>
      `${booking.id} after ${clashes
        .map((clash) => clash.with.id)
        .sort()
        .join('+')}`,
  );

/** Until every page answers the same, and the first one answers what is expected. */
async function alike<T>(
  pages: Page[],
  read: (page: Page) => Promise<T>,
  check: (value: T) => void,
): Promise<void> {
  await expect(async () => {
    const [first, ...others] = await Promise.all(pages.map(read));
    for (const other of others) expect(JSON.stringify(other)).toBe(JSON.stringify(first));
    check(first as T);
  }).toPass({ timeout: 60_000, intervals: [100, 200, 400] });
}

/** What is to settle of a booking, on the screen of that name. */
const lineOf = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: new RegExp(`^${title},`) });

/** Its line leaves every window. */
async function settledOn(pages: Page[], title: string): Promise<void> {
  for (const page of pages) await expect(lineOf(page, title)).toHaveCount(0);
}

test('four windows: paired by the words, together, three weeks apart, five double bookings settled, none lost', async ({
  launchApp,
}) => {
  const [coordinator, communication, social, psychologist] = (await Promise.all([
    launchApp(),
    launchApp(),
    launchApp(),
    launchApp(),
  ])) as [RunningApp, RunningApp, RunningApp, RunningApp];
  const apps = [coordinator, communication, social, psychologist];
  const pages = () => apps.map(({ page }) => page);

  await foundVault(coordinator.page, { name: 'Claire' });
  await joinByWords(coordinator.page, communication.page, {
    name: 'Nadia',
    label: 'Poste d’accueil',
    role: 'Communication et accueil',
    circles: ['Accueil'],
  });
  await joinByWords(coordinator.page, social.page, {
    name: 'Hélène',
    label: 'Poste social',
    role: 'Accompagnement social',
    circles: ['Accueil', 'Accompagnement'],
  });
  await joinByWords(coordinator.page, psychologist.page, {
    name: 'Agnès',
    label: 'Portable d’Agnès',
    role: 'Psychologue',
    circles: ['Accompagnement'],
  });
  // The key of the circle that the administrator does not hold comes from who has it.
  await goTo(social.page, 'Équipe et postes');
  await social.page
    .getByRole('button', { name: /Portable d’Agnès/ })
    .first()
    .click();
  await panel(social.page)
    .getByRole('button', { name: /^Remettre la clé.*Accompagnement/ })
    .click();
  await social.page.keyboard.press('Escape');
  await expect(
    psychologist.page.getByRole('navigation', { name: 'Navigation' }).getByRole('link', { name: /binôme/ }),
  ).toBeVisible();
  await expect(
    coordinator.page.getByRole('navigation', { name: 'Navigation' }).getByRole('link', { name: /binôme/ }),
  ).toHaveCount(0);

  // Together: dragged on one, moved on the others.
  await book(coordinator.page, { title: 'Yoga', start: '10:00', end: '11:00' });
  for (const page of pages()) await showPlanning(page, TUESDAY);
  for (const page of pages()) await expect(block(page, 'Yoga')).toBeVisible();
  const from = await boxOf(block(communication.page, 'Yoga'));
  const halfHour = (await boxOf(slot(communication.page, 'Salon', '14 h'))).width;
  const grip = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  await dragMouse(communication.page, grip, { x: grip.x + 4 * halfHour, y: grip.y });
  for (const page of pages()) await expect(block(page, 'Yoga', '12 h')).toBeVisible();
  await coordinator.shot('team-together');

  // Apart: the psychologist takes her laptop away; three weeks of changes on both sides.
  await psychologist.move('none');
  await unlock(psychologist.page);
  for (let week = 0; week < 3; week += 1) {
    for (const day of [0, 1, 3]) {
      const date = addDays(TUESDAY, week * 7 + day);
      await book(communication.page, { title: `Atelier ${week}-${day}`, date, start: '14:00', end: '15:00' });
      await book(psychologist.page, {
        title: `Groupe ${week}-${day}`,
        date,
        start: '16:00',
        end: '17:00',
        space: 'space-calme',
      });
    }
  }
  for (const [i, day] of CONFLICT_DAYS.entries()) {
    const date = addDays(TUESDAY, day);
    await book(social.page, {
      title: `Entretien ${i}`,
      date,
      start: '11:15',
      end: '11:45',
      space: 'space-calme',
    });
    await book(psychologist.page, {
      title: `Écoute ${i}`,
      date,
      start: '11:15',
      end: '11:45',
      space: 'space-calme',
    });
  }

  // Together again: the same planning, the same five lines, on all four.
  await psychologist.move('loopback');
  await unlock(psychologist.page);
  await alike(pages(), planningOf, (planning) => {
    expect(planning).toHaveLength(1 + 9 + 9 + 5 + 5);
    for (let i = 0; i < 5; i += 1) {
      expect(planning.filter((line) => line.includes(`Entretien ${i}`))).toHaveLength(1);
      expect(planning.filter((line) => line.includes(`Écoute ${i}`))).toHaveLength(1);
    }
  });
  await alike(pages(), toSettleOf, (list) => expect(list).toHaveLength(5));
  await goTo(psychologist.page, 'Aujourd’hui');
  await expect(psychologist.page.getByText('Pendant votre absence')).toBeVisible();
  await psychologist.shot('team-meanwhile');

  // Settled one by one, each in its own way, by the owners and by the two others who may.
  for (const page of pages()) await goTo(page, 'À régler');
  await social.shot('team-to-settle');
  const own = lineOf(social.page, 'Écoute 0');
  await own.getByText('Prendre une place libre').locator('..').getByRole('button').first().click();
  await settledOn(pages(), 'Écoute 0');

  // The same minutes of the same room: an exchange says who keeps them, and the other gives way.
  await lineOf(psychologist.page, 'Écoute 1')
    .getByRole('button', { name: 'Échanger avec Entretien 1' })
    .click();
  await settledOn(pages(), 'Écoute 1');
  for (const page of pages()) await expect(lineOf(page, 'Entretien 1')).toBeVisible();
  await lineOf(social.page, 'Entretien 1')
    .getByText('Prendre une place libre')
    .locator('..')
    .getByRole('button')
    .last()
    .click();
  await settledOn(pages(), 'Entretien 1');

  await lineOf(coordinator.page, 'Écoute 2').getByRole('button', { name: 'Garder les deux' }).click();
  await dialog(coordinator.page, /^Garder les deux/)
    .getByRole('button', { name: 'Garder les deux' })
    .click();
  await settledOn(pages(), 'Écoute 2');

  await lineOf(communication.page, 'Écoute 3').getByRole('button', { name: 'Annuler', exact: true }).click();
  const why = dialog(communication.page, /^Annuler/);
  await why.getByLabel('Pourquoi').fill('Reportée d’une semaine');
  await communication.shot('team-settle-cancel');
  await why.getByRole('button', { name: 'Annuler la réservation' }).click();
  await settledOn(pages(), 'Écoute 3');

  await lineOf(psychologist.page, 'Écoute 4')
    .getByText('Prendre une place libre')
    .locator('..')
    .getByRole('button')
    .first()
    .click();
  await settledOn(pages(), 'Écoute 4');
  for (const page of pages()) await expect(page.getByText('Rien à régler').first()).toBeVisible();

  // Each is signed in everybody's history, also on the machines of those who did something else.
  for (const [reader, sentences] of [
    [
      communication,
      [/^Hélène a déplacé Écoute 0 /, /^Hélène a déplacé Entretien 1 /, /^Claire a réglé Écoute 2,/],
    ],
    [coordinator, [/^Agnès a réglé Écoute 1 \(2\sséances\),/, /^Agnès a déplacé Écoute 4 /]],
    [psychologist, [/^Nadia a annulé Écoute 3,.*Reportée d’une semaine\.$/]],
  ] as const) {
    await showPlanning(reader.page, TUESDAY);
    await reader.page.getByRole('button', { name: /^Historique/ }).click();
    await expect(panel(reader.page)).toBeVisible();
    for (const sentence of sentences) await expect(panel(reader.page).getByText(sentence)).toHaveCount(1);
  }
  await coordinator.shot('team-history');
  await coordinator.page.keyboard.press('Escape');
  await alike(pages(), toSettleOf, (list) => expect(list).toEqual([]));
  await alike(pages(), planningOf, (planning) => {
    expect(planning).toHaveLength(29);
    expect(planning.filter((line) => line.includes('cancelled'))).toHaveLength(1);
  });
  await goTo(coordinator.page, 'Équipe et postes');
  await coordinator.shot('team-devices');
});
