/** The screen of the quarter: from the keyboard, at every tab, in light and dark. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ask, foundVault, goToAddress, notice, panel, said } from './support/journeys.ts';
import { expect, test } from './support/launch.ts';
import { composeQuarter, QUARTER } from './support/quarter.ts';

const sizes = [
  { width: 1024, height: 700 },
  { width: 1600, height: 1000 },
] as const;

const violationsOf = async (page: Page, scheme: 'light' | 'dark', part?: string): Promise<string[]> => {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], preload: false })
    .setLegacyMode(true);
  if (part !== undefined) axe.include(part);
  const { violations } = await (scheme === 'light'
    ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    : axe.withRules(['color-contrast', 'link-in-text-block'])
  ).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary ?? ''})`)
        .join(' | ')}`,
  );
};
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const sheet = (page: Page) => page.getByRole('grid', { name: 'Feuille du' });
const tabs = ['feuille', 'a-replacer', 'conflits', 'chiffres', 'fermetures', 'bilan'] as const;

for (const scheme of ['light', 'dark'] as const)
  test(`every tab of a quarter holds in ${scheme}`, async ({ launchApp }) => {
    const app = await launchApp({ colorScheme: scheme, size: sizes[0], network: 'none' });
    const { page } = app;
    await foundVault(page);
    const examine = async (name: string, part?: string) => {
      for (const size of sizes) {
        await page.setViewportSize(size);
        expect.soft(await overflowOf(page), `${name} at ${size.width}`).toBeLessThanOrEqual(0);
        await app.shot(`quarter-${name}-${scheme}-${size.width}x${size.height}`);
      }
      await page.setViewportSize(sizes[0]);
      expect.soft(await violationsOf(page, scheme, part), name).toEqual([]);
    };
    await test.step('nothing yet', async () => {
      await goToAddress(page, 'trimestre');
      await expect(page.getByText('Ici se compose le programme de trois mois.')).toBeVisible();
      await examine('none');
    });
    const [yoga = ''] = await composeQuarter(page);
    for (const tab of tabs)
      await test.step(tab, async () => {
        await goToAddress(page, `trimestre?quarter=${QUARTER}&tab=${tab}`);
        await expect(page.getByRole('tab', { selected: true })).toBeVisible();
        await expect(page.getByText('Rien de ceci n’est encore au planning.')).toBeVisible();
        await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0);
        await examine(tab);
      });
    await test.step('a date that waits', async () => {
      await goToAddress(page, `trimestre?quarter=${QUARTER}&date=${yoga}@2036-02-19`);
      await expect(panel(page).getByText('Congés de l’équipe')).toBeVisible();
      await expect(panel(page).locator('.mantine-Loader-root')).toHaveCount(0);
      await examine('date', '[role=dialog]');
    });
    await test.step('a line', async () => {
      await goToAddress(page, `trimestre?quarter=${QUARTER}&line=${yoga}`);
      await expect(panel(page).getByLabel('Se répète')).toBeVisible();
      await examine('line', '[role=dialog]');
    });
    await test.step('before publishing', async () => {
      await goToAddress(page, `trimestre?quarter=${QUARTER}`);
      await page.getByRole('button', { name: 'Publier…' }).click();
      await expect(
        page.getByRole('dialog', { name: /^Publier/ }).getByText('en une seule fois'),
      ).toBeVisible();
      await examine('publish', '[role=dialog]');
    });
  });
