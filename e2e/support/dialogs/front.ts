/** What comes in front of everything else, and goes from there. */
import type { ElementHandle, Page } from '@playwright/test';
import { expect } from '../launch.ts';
import { frontOf } from '../reach.ts';

type Front = ElementHandle<HTMLElement>;

const isSame = (page: Page, one: Front, other: Front): Promise<boolean> =>
  page.evaluate(([a, b]) => a === b, [one, other] as const);

/** Another thing is in front than before, and nothing is on its way any more. */
async function hasChanged(page: Page, before: Front): Promise<void> {
  await expect.poll(async () => isSame(page, await frontOf(page), before)).toBe(false);
  await expect
    .poll(() => page.evaluate(() => document.getAnimations().some((one) => one instanceof CSSTransition)))
    .toBe(false);
}

/** It has the focus; in its middle, near its corners and on its buttons, it is what one would press. */
export async function comesInFront(page: Page, before: Front): Promise<{ front: Front; wrong: string[] }> {
  await hasChanged(page, before);
  const front = await frontOf(page);
  await expect
    .poll(() =>
      front.evaluate((one) => {
        const focused = document.activeElement;
        // A field keeps the focus while its list is open.
        return (
          one.contains(focused) ||
          one.matches('[role="listbox"], :has([role="listbox"])') ||
          (one.id === '' && focused?.matches('input') === true)
        );
      }),
    )
    .toBe(true);
  const wrong = await front.evaluate((one) => {
    const found: string[] = [];
    const named = (hit: Element | null): string => `${hit?.tagName.toLowerCase()}.${hit?.className}`;
    const { left, top, width, height } = one.getBoundingClientRect();
    for (const across of [0.05, 0.5, 0.95])
      for (const down of [0.05, 0.5, 0.95]) {
        const [x, y] = [left + width * across, top + height * down];
        const hit = document.elementFromPoint(x, y);
        if (hit === null) found.push(`beside the window at ${Math.round(x)}, ${Math.round(y)}`);
        else if (!one.contains(hit)) found.push(`under ${named(hit)}`);
      }
    const { scrollX, scrollY } = window;
    for (const each of one.querySelectorAll<HTMLElement>('button:enabled')) {
      if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      each.scrollIntoView({ block: 'center', inline: 'nearest' });
      const box = each.getBoundingClientRect();
      const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      const isHit = hit !== null && (each.contains(hit) || hit.contains(each));
      if (!isHit)
        found.push(`« ${each.getAttribute('aria-label') ?? each.textContent} » under ${named(hit)}`);
    }
    for (const each of one.querySelectorAll('*')) each.scrollTop = 0;
    window.scrollTo(scrollX, scrollY);
    return found;
  });
  return { front, wrong };
}

/** What is written and ticked in it; a field may write « 7h » its own way. */
export const typedIn = (front: Front): Promise<string[]> =>
  front.evaluate((one) =>
    [...one.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ type, value, checked }) =>
      type === 'checkbox' || type === 'radio' ? String(checked) : value.replaceAll(/\s/g, ''),
    ),
  );

/** Something else than the page as a whole. */
export const hasFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);

interface Left {
  below: Front;
  /** What was typed in it, and whether something had the focus there. */
  typed: string[];
  focused: boolean;
}

/** What was below it is in front again, as it was left. */
export async function goesAlone(page: Page, top: Front, { below, typed, focused }: Left): Promise<string[]> {
  const wrong: string[] = [];
  await hasChanged(page, top);
  const front = await frontOf(page);
  if (!(await isSame(page, front, below))) wrong.push('does not go alone');
  const isScreen = await below.evaluate((one) => one === document.body);
  if (!isScreen && JSON.stringify(await typedIn(below)) !== JSON.stringify(typed))
    wrong.push(`what was typed below it is not there any more: ${typed} → ${await typedIn(below)}`);
  const isFocused = () =>
    below.evaluate((one) => one.contains(document.activeElement) && document.activeElement !== document.body);
  for (let looks = 0; focused && looks < 100 && !(await isFocused()); looks += 1)
    await page.evaluate(() => new Promise(requestAnimationFrame));
  if (focused && !(await isFocused())) wrong.push('does not give the focus back');
  return wrong;
}
