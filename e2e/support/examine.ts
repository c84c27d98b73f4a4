/**
 * A screen as everybody must be able to use it, in light and in dark: what axe sees, no sideways scrolling at both sizes,
 * and a picture of each when pictures are wanted.
 */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, type RunningApp, shots } from './launch.ts';

export const sizes = [
  { width: 1024, height: 700 },
  { width: 1600, height: 1000 },
] as const;
type Scheme = 'light' | 'dark';

interface Look {
  scheme: Scheme;
  /** Every screen, in the larger window too. */
  whole: boolean;
}

/**
 * How screens look: some of them, in one scheme and the smaller window, in `npm test`; all of them in both schemes and both
 * windows in `npm run test:long`. Without a sample, only there. `some` begins the title of a test.
 */
export const looks = (sample: Scheme | null): (Look & { tag: string[]; some: string })[] => [
  ...(sample === null ? [] : [{ scheme: sample, whole: false, tag: [], some: 'some of ' }]),
  ...(['light', 'dark'] as const).map((scheme) => ({ scheme, whole: true, tag: ['@long'], some: '' })),
];

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A page keeps axe until it is loaded again: half a megabyte, which would be sent twice for each analysis. */
export async function axeFor(page: Page): Promise<AxeBuilder> {
  const isThere = page.frames().length === 1 && (await page.evaluate(() => 'axe' in window));
  return new AxeBuilder(isThere ? { page, axeSource: 'undefined' } : { page }).setLegacyMode(true);
}

/** What axe finds in the page (or in what is in front of it), one line a violation with where it is. */
export async function violationsOf(page: Page, part?: string): Promise<string[]> {
  const axe = (await axeFor(page)).options({ resultTypes: ['violations'], preload: false });
  if (part !== undefined) axe.include(part);
  const { violations } = await axe.withTags(everyRule).analyze();
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

/** No colour is on its way to another. */
export const settledColours = (page: Page): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => document.getAnimations().some((one) => one instanceof CSSTransition)))
    .toBe(false);

/** The page takes the colours of the system. */
async function paint(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
  await settledColours(page);
}

/** `part`: what is in front of the page, when only that is to be looked at. */
export type Examine = (app: RunningApp, name: string, part?: string) => Promise<void>;

/** Begins and ends at the smaller size. */
export const examineIn =
  ({ scheme, whole }: Look): Examine =>
  async (app, name, part) => {
    const { page } = app;
    const [small, large] = sizes;
    const look = async ({ width, height }: (typeof sizes)[number]) => {
      await page.setViewportSize({ width, height });
      expect
        .soft(await overflowOf(page), `${name}, ${scheme}: sideways scrolling at ${width}`)
        .toBeLessThanOrEqual(0);
      await app.shot(`${name}-${scheme}-${width}x${height}`);
    };
    await paint(page, scheme);
    await look(small);
    expect.soft(await violationsOf(page, part), `${name}, ${scheme}`).toEqual([]);
    if (!whole && shots === null) return;
    await look(large);
    await page.setViewportSize(small);
  };
