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
type Scheme = 'light' | 'dark';

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All that can differ between two schemes that draw the same elements. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** A page keeps axe until it is loaded again: half a megabyte, which would be sent twice for each analysis. */
export async function axeFor(page: Page): Promise<AxeBuilder> {
  const isThere = page.frames().length === 1 && (await page.evaluate(() => 'axe' in window));
  return new AxeBuilder(isThere ? { page, axeSource: 'undefined' } : { page }).setLegacyMode(true);
}

/** What axe finds in the page (or in what is in front of it), one line a violation with where it is. */
async function violationsOf(page: Page, scheme: Scheme, part?: string): Promise<string[]> {
  const axe = (await axeFor(page)).options({ resultTypes: ['violations'], preload: false });
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

/** Begins and ends in light, at the smaller size. */
export async function examine(app: RunningApp, name: string, part?: string): Promise<void> {
  const { page } = app;
  const [small, large] = sizes;
  const look = async (scheme: Scheme, { width, height }: (typeof sizes)[number]) => {
    expect
      .soft(await overflowOf(page), `${name}, ${scheme}: sideways scrolling at ${width}`)
      .toBeLessThanOrEqual(0);
    await app.shot(`${name}-${scheme}-${width}x${height}`);
  };
  await page.setViewportSize(small);
  for (const scheme of ['light', 'dark'] as const) {
    await paint(page, scheme);
    await look(scheme, small);
    expect.soft(await violationsOf(page, scheme, part), `${name}, ${scheme}`).toEqual([]);
  }
  await page.setViewportSize(large);
  await look('dark', large);
  await paint(page, 'light');
  await look('light', large);
  await page.setViewportSize(small);
}
