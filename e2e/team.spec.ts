/**
 * A team, each on her own window: joined by four words, together, apart for three weeks, together again. Two windows each
 * time; four, with a circle that the administrator does not hold and every way to settle, in `npm run test:long`.
 */
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

/** Dragged on one, moved on the others. */
async function moveTogether(by: Page, pages: Page[]): Promise<void> {
  await book(by, { title: 'Yoga', start: '10:00', end: '11:00' });
  for (const page of pages) await showPlanning(page, TUESDAY);
  for (const page of pages) await expect(block(page, 'Yoga')).toBeVisible();
  const from = await boxOf(block(by, 'Yoga'));
  const halfHour = (await boxOf(slot(by, 'Salon', '14 h'))).width;
  const grip = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  await dragMouse(by, grip, { x: grip.x + 4 * halfHour, y: grip.y });
  for (const page of pages) await expect(block(page, 'Yoga', '12 h')).toBeVisible();
}

/** One takes her laptop away; three weeks of changes on both sides, and a double booking on each of these days. */
async function threeWeeksApart(
  away: RunningApp,
  here: { workshops: RunningApp; interviews: RunningApp },
  conflictDays: readonly number[],
): Promise<void> {
  await away.move('none');
  await unlock(away.page);
  // Not on the planning: it would be drawn again for each of what is booked, on every window.
  for (const { page } of [away, here.workshops, here.interviews]) await goTo(page, 'Aide');
  for (let week = 0; week < 3; week += 1) {
    for (const day of [0, 1, 3]) {
      const date = addDays(TUESDAY, week * 7 + day);
      await book(here.workshops.page, {
        title: `Atelier ${week}-${day}`,
        date,
        start: '14:00',
        end: '15:00',
      });
      await book(away.page, {
        title: `Groupe ${week}-${day}`,
        date,
        start: '16:00',
        end: '17:00',
        space: 'space-calme',
      });
    }
  }
  for (const [i, day] of conflictDays.entries()) {
    const same = { date: addDays(TUESDAY, day), start: '11:15', end: '11:45', space: 'space-calme' };
    await book(here.interviews.page, { title: `Entretien ${i}`, ...same });
    await book(away.page, { title: `Écoute ${i}`, ...same });
  }
}

/** She comes back: every window has the same planning, with both of each double booking, and as much to settle. */
async function togetherAgain(away: RunningApp, pages: () => Page[], conflicts: number): Promise<void> {
  await away.move('loopback');
  await unlock(away.page);
  await alike(pages(), planningOf, (planning) => {
    expect(planning).toHaveLength(1 + 9 + 9 + 2 * conflicts);
    for (let i = 0; i < conflicts; i += 1) {
      expect(planning.filter((line) => line.includes(`Entretien ${i}`))).toHaveLength(1);
      expect(planning.filter((line) => line.includes(`Écoute ${i}`))).toHaveLength(1);
    }
  });
  await alike(pages(), toSettleOf, (list) => expect(list).toHaveLength(conflicts));
  await goTo(away.page, 'Aujourd’hui');
  await expect(away.page.getByText('Pendant votre absence')).toBeVisible();
  await away.shot('team-meanwhile');
  for (const page of pages()) await goTo(page, 'À régler');
}

const freePlaces = (page: Page, title: string): Locator =>
  lineOf(page, title).getByText('Prendre une place libre').locator('..').getByRole('button');

async function keepBoth(page: Page, title: string): Promise<void> {
  await lineOf(page, title).getByRole('button', { name: 'Garder les deux' }).click();
  await dialog(page, /^Garder les deux/)
    .getByRole('button', { name: 'Garder les deux' })
    .click();
}

/** Each is signed in everybody's history, also on the machines of those who did something else. */
async function expectSigned(reader: Page, sentences: readonly RegExp[]): Promise<void> {
  await showPlanning(reader, TUESDAY);
  await reader.getByRole('button', { name: /^Historique/ }).click();
  await expect(panel(reader)).toBeVisible();
  for (const sentence of sentences) await expect(panel(reader).getByText(sentence)).toHaveCount(1);
}

test('two windows: paired by the words, together, three weeks apart, both double bookings settled, none lost', async ({
  app: coordinator,
  launchApp,
}) => {
  const psychologist = await launchApp();
  const pages = () => [coordinator.page, psychologist.page];
  await foundVault(coordinator.page, { name: 'Claire' });
  await joinByWords(coordinator.page, psychologist.page, {
    name: 'Agnès',
    label: 'Portable d’Agnès',
    role: 'Psychologue',
    circles: ['Accueil'],
  });
  await moveTogether(psychologist.page, pages());
  const here = { workshops: coordinator, interviews: coordinator };
  await threeWeeksApart(psychologist, here, CONFLICT_DAYS.slice(0, 2));
  await togetherAgain(psychologist, pages, 2);

  await freePlaces(psychologist.page, 'Écoute 0').first().click();
  await settledOn(pages(), 'Écoute 0');
  await keepBoth(coordinator.page, 'Écoute 1');
  await settledOn(pages(), 'Écoute 1');
  for (const page of pages()) await expect(page.getByText('Rien à régler').first()).toBeVisible();

  await expectSigned(coordinator.page, [/^Agnès a déplacé Écoute 0 /]);
  await expectSigned(psychologist.page, [/^Claire a réglé Écoute 1,/]);
  await alike(pages(), toSettleOf, (list) => expect(list).toEqual([]));
  await alike(pages(), planningOf, (planning) => expect(planning).toHaveLength(23));
});

test('four windows: paired by the words, together, three weeks apart, five double bookings settled, none lost', {
  tag: '@long',
}, async ({ launchApp }) => {
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

  await moveTogether(communication.page, pages());
  await coordinator.shot('team-together');
  await threeWeeksApart(psychologist, { workshops: communication, interviews: social }, CONFLICT_DAYS);
  await togetherAgain(psychologist, pages, 5);

  // Settled one by one, each in its own way, by the owners and by the two others who may.
  await social.shot('team-to-settle');
  await freePlaces(social.page, 'Écoute 0').first().click();
  await settledOn(pages(), 'Écoute 0');

  // The same minutes of the same room: an exchange says who keeps them, and the other gives way.
  await lineOf(psychologist.page, 'Écoute 1')
    .getByRole('button', { name: 'Échanger avec Entretien 1' })
    .click();
  await settledOn(pages(), 'Écoute 1');
  for (const page of pages()) await expect(lineOf(page, 'Entretien 1')).toBeVisible();
  await freePlaces(social.page, 'Entretien 1').last().click();
  await settledOn(pages(), 'Entretien 1');

  await keepBoth(coordinator.page, 'Écoute 2');
  await settledOn(pages(), 'Écoute 2');

  await lineOf(communication.page, 'Écoute 3').getByRole('button', { name: 'Annuler', exact: true }).click();
  const why = dialog(communication.page, /^Annuler/);
  await why.getByLabel('Pourquoi').fill('Reportée d’une semaine');
  await communication.shot('team-settle-cancel');
  await why.getByRole('button', { name: 'Annuler la réservation' }).click();
  await settledOn(pages(), 'Écoute 3');

  await freePlaces(psychologist.page, 'Écoute 4').first().click();
  await settledOn(pages(), 'Écoute 4');
  for (const page of pages()) await expect(page.getByText('Rien à régler').first()).toBeVisible();

  for (const [reader, sentences] of [
    [
      communication,
      [/^Hélène a déplacé Écoute 0 /, /^Hélène a déplacé Entretien 1 /, /^Claire a réglé Écoute 2,/],
    ],
    [coordinator, [/^Agnès a réglé Écoute 1 \(2\sséances\),/, /^Agnès a déplacé Écoute 4 /]],
    [psychologist, [/^Nadia a annulé Écoute 3,.*Reportée d’une semaine\.$/]],
  ] as const)
    await expectSigned(reader.page, sentences);
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
