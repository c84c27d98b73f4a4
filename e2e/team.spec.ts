/** A team of four, each on her own window: joined by four words, together, apart for three weeks, together again. */
import type { Page } from '@playwright/test';
import { addDays } from '#shared/domain/time/wall.ts';
import {
  ask,
  block,
  book,
  bookingsOf,
  boxOf,
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
  }).toPass({ timeout: 30_000, intervals: [100, 200, 400] });
}

test('four windows: paired by the words, together, three weeks apart, five double bookings settled, none lost', async ({
  launchApp,
}) => {
  test.setTimeout(240_000);
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
  for (let i = 0; i < 5; i += 1) {
    const date = addDays(TUESDAY, i * 4);
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

  // Settled by either owner.
  for (const [index, app] of [social, psychologist, social, psychologist, coordinator].entries()) {
    await goTo(app.page, 'À régler');
    const before = 5 - index;
    await expect.poll(async () => (await toSettleOf(app.page)).length).toBe(before);
    if (index === 0) await app.shot('team-to-settle');
    const [first] = await ask(app.page, 'planning.toSettle', {});
    await ask(app.page, 'planning.settle', { id: first?.booking.id ?? '', how: { kind: 'keep' } });
  }
  await alike(pages(), toSettleOf, (list) => expect(list).toEqual([]));
  await alike(pages(), planningOf, (planning) => expect(planning).toHaveLength(29));
  await goTo(coordinator.page, 'Équipe et postes');
  await coordinator.shot('team-devices');
});
