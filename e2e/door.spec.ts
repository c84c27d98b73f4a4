/** The screen at the entrance: opened once, it shows the public programme to everyone and answers to nobody. */
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { ParamsOf } from '#shared/contract/index.ts';
import { addDays, fromEpoch, toEpoch } from '#shared/domain/time/wall.ts';
import { axeFor } from './support/examine.ts';
import { ask, foundVault, goTo, lock, said, unlock } from './support/journeys.ts';
import { expect, shots, test } from './support/launch.ts';

const ZONE = 'Europe/Paris';
/** Two days ahead, so that no midnight falls into the test; the screen is told what time it is. */
const DAY = addDays(fromEpoch(Date.now(), ZONE).date, 2);
const NEXT = addDays(DAY, 1);
/** Stands in all that must not be seen from the street. */
const MARKER = 'ZQSECRETQZ';

type Created = ParamsOf<'planning.create'>;

async function plan(
  page: Page,
  title: string | undefined,
  when: { date?: string; start: string; end: string; spaces?: string[]; wholePlace?: boolean },
  what: Partial<Created['what']> = {},
  status: 'confirmed' | 'option' = 'confirmed',
): Promise<void> {
  const { date = DAY, spaces = ['space-salon'], ...rest } = when;
  await ask(page, 'planning.create', {
    slot: { date, spaces, ...rest },
    what: { kind: 'session', isPublic: true, ...(title === undefined ? {} : { title }), ...what },
    who: {},
    state: { status },
    acceptOutsideOpening: true,
  });
}

const isNow = (door: Page, date: string, time: string): Promise<void> =>
  door.clock.setFixedTime(toEpoch(date, time, ZONE));

const day = (door: Page, name: 'Aujourd’hui' | 'Demain'): Locator =>
  door.getByRole('region', { name: new RegExp(`^${name}`) });
const session = (within: Locator, title: string): Locator =>
  within.getByRole('listitem').filter({ hasText: title });

const look = async (door: Page, name: string): Promise<void> => {
  for (const [width, height] of [
    [1920, 1080],
    [1280, 720],
    [1080, 1920],
  ] as const) {
    await door.setViewportSize({ width, height });
    await expect
      .poll(() =>
        door
          .locator('.board')
          .evaluate((board) => [
            board.scrollHeight <= board.clientHeight + 1,
            board.scrollWidth <= board.clientWidth + 1,
          ]),
      )
      .toEqual([true, true]);
    if (shots !== null)
      await door.screenshot({
        path: path.join(shots, `${name}-${width}x${height}.png`),
        animations: 'disabled',
      });
  }
};

const violationsOf = async (door: Page): Promise<string[]> => {
  const { violations } = await (await axeFor(door)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};

const command = async (page: Page, name: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').fill('entrée');
  await page.getByRole('dialog').getByRole('button', { name }).click();
};

test('the entrance shows what is public, goes on while the vault is closed, and lets nobody in', async ({
  launchApp,
}) => {
  // An app of its own: the hour that the driver fixes holds for every page of the browser, and for good.
  const app = await launchApp();
  const { page } = app;
  await foundVault(page);
  const hall = { spaces: ['space-activites'] };
  await plan(page, 'Yoga doux', { start: '10:00', end: '11:15', ...hall });
  await plan(page, 'Café des aidants', { start: '09:00', end: '10:00' });
  await plan(page, 'Repas partagé', { start: '12:15', end: '14:00' });
  await plan(
    page,
    'Balade au jardin public',
    { start: '15:00', end: '17:00', spaces: [] },
    { mode: 'outside', placeText: 'Rendez-vous devant la grille' },
  );
  await plan(page, 'Portes ouvertes', {
    date: NEXT,
    start: '14:00',
    end: '17:00',
    wholePlace: true,
    spaces: [],
  });
  // What nobody may read from the street.
  await plan(
    page,
    undefined,
    { start: '14:00', end: '15:00', spaces: ['space-calme'] },
    { kind: 'appointment', isPublic: false },
  );
  await plan(
    page,
    `Réunion ${MARKER}`,
    { start: '15:00', end: '16:00' },
    { kind: 'meeting', isPublic: false },
  );
  await plan(page, `Anniversaire ${MARKER}`, { start: '16:00', end: '17:00' }, { kind: 'private' });
  await plan(page, `Interne ${MARKER}`, { start: '17:00', end: '17:30' }, { isPublic: false });
  await plan(page, `Peut-être ${MARKER}`, { start: '17:30', end: '18:00' }, {}, 'option');

  await command(page, 'Ouvrir la Porte (écran d’entrée)');
  const door = await app.door();
  await isNow(door, DAY, '10:30');
  const today = day(door, 'Aujourd’hui');

  await test.step('it shows the public sessions of the two days by space, and what is on', async () => {
    await expect(door.getByText(said('10 h 30'), { exact: true })).toBeVisible();
    await expect(session(today, 'Yoga doux')).toContainText('En ce moment');
    await expect(session(today, 'Café des aidants')).toContainText('Terminé');
    await expect(session(today, 'Balade')).toContainText('Rendez-vous devant la grille');
    await expect(today.getByRole('heading', { level: 3 })).toHaveText([
      'Salon',
      'Salle d’activités',
      'Dehors ou à distance',
    ]);
    await expect(session(day(door, 'Demain'), 'Portes ouvertes')).toBeVisible();
    await isNow(door, DAY, '12:00');
    await expect(session(today, 'Repas partagé')).toContainText(said('Dans 15 min'));
  });

  await test.step('it holds nothing else, in sight or not', async () => {
    const received = await door.evaluate(
      () => new Promise((resolve) => window.porte.onProgramme((known) => resolve(JSON.stringify(known)))),
    );
    for (const everything of [String(received), await door.content()]) {
      expect(everything).toContain('Repas partagé');
      expect(everything).not.toMatch(new RegExp(`${MARKER}|Occupé`));
      expect(everything).not.toContain('Claire');
    }
    expect(await violationsOf(door)).toEqual([]);
  });
  await door.reload();
  await expect(session(today, 'Repas partagé')).toBeVisible();

  await test.step('it cannot ask anything', async () => {
    expect(await door.evaluate(() => ['margelle' in window, Object.keys(window.porte)])).toEqual([
      false,
      ['onProgramme'],
    ]);
    const fetched = await door.evaluate(() => fetch('./index.html').then(String, () => 'refused'));
    expect(fetched).toBe('refused');
  });

  await test.step('a change of the planning arrives', async () => {
    await plan(page, 'Atelier terre', { start: '14:30', end: '16:30', ...hall });
    await expect(session(today, 'Atelier terre')).toBeVisible();
    await look(door, 'door');
  });

  await test.step('the vault is closed, the page of the app starts again: it goes on, and says since when', async () => {
    await expect(door.getByText('Programme connu au')).toHaveCount(0);
    await lock(page);
    await expect(door.getByText('Programme connu au')).toBeVisible();
    await expect(session(today, 'Atelier terre')).toBeVisible();
    await isNow(door, DAY, '23:59');
    await expect(today.getByText('C’est terminé pour aujourd’hui')).toBeVisible();
    await isNow(door, NEXT, '00:00');
    await expect(session(today, 'Portes ouvertes')).toBeVisible();
    await expect(door.getByText('Atelier terre')).toHaveCount(0);
    await look(door, 'door-locked');
    expect(await violationsOf(door)).toEqual([]);
  });

  await test.step('opened again, it follows again; Escape leaves it and not the app', async () => {
    await unlock(page);
    await expect(door.getByText('Programme connu au')).toHaveCount(0);
    const closed = door.waitForEvent('close');
    await door.keyboard.press('Escape').catch(() => undefined);
    await closed;
    await goTo(page, 'Aide');
    await command(page, 'Ouvrir la Porte (écran d’entrée)');
    const reopened = await app.door();
    expect(reopened.url()).toContain('porte.html');
    await expect(day(reopened, 'Aujourd’hui')).toBeVisible();
    const again = reopened.waitForEvent('close');
    await command(page, 'Fermer la Porte (écran d’entrée)');
    await again;
  });
});
