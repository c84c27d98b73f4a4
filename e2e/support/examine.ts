/**
 * A screen as everybody must be able to use it, in light and in dark: what axe sees, no sideways scrolling at both sizes,
 * and a picture of each when pictures are wanted.
 */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, type RunningApp } from './launch.ts';

export const sizes = [
  { width: 1024, height: 700 },
  { width: 1600, height: 1000 },
] as const;
const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All that can differ between two schemes that draw the same elements. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** What axe finds in the page (or in what is in front of it), one line a violation with where it is. */
async function violationsOf(page: Page, scheme: Scheme, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], preload: false })
    .setLegacyMode(true);
  if (part !== undefined) axe.include(part);
  const { violations } = await (scheme === 'light'
    ? axe.withTags(everyRule)
    : axe.withRules(rulesOfColour)
  ).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary ?? ''})`)
        .join(' | ')}`,
  );
}

/** Nothing may be wider than the window: no sideways scrolling of the page. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The page takes the colours of the system, and none of them is on its way to another. */
async function paint(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
  await expect
    .poll(() => page.evaluate(() => document.getAnimations().some((one) => one instanceof CSSTransition)))
    .toBe(false);
}

export async function examine(app: RunningApp, name: string, part?: string): Promise<void> {
  const { page } = app;
  for (const scheme of schemes) {
    await paint(page, scheme);
    for (const size of sizes) {
      await page.setViewportSize(size);
      expect
        .soft(await overflowOf(page), `${name}, ${scheme}: sideways scrolling at ${size.width}`)
        .toBeLessThanOrEqual(0);
      await app.shot(`${name}-${scheme}-${size.width}x${size.height}`);
    }
    await page.setViewportSize(sizes[0]);
    expect.soft(await violationsOf(page, scheme, part), `${name}, ${scheme}`).toEqual([]);
  }
}
