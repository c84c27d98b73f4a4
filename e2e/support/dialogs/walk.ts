/** One way of the list, by one hand: every layer comes in front, can be used there, and goes alone. */
import type { ElementHandle, Locator, Page } from '@playwright/test';
import { violationsOf } from '../examine.ts';
import { choose, goToAddress } from '../journeys.ts';
import { expect, type RunningApp } from '../launch.ts';
import { frontOf, unreachable } from '../reach.ts';
import type { Found } from './founding.ts';
import { comesInFront, goesAlone, hasFocus, typedIn } from './front.ts';
import type { Press, Way } from './list.ts';

export type Hand = 'mouse' | 'keyboard';
interface How {
  hand: Hand;
  /** Looked at by axe, scrolled to its end, every kind of list of its fields opened. */
  closely: boolean;
}
type Front = ElementHandle<HTMLElement>;

const MARK = 'data-front';
/** Names what is in front, so that locators and axe find it. */
async function mark(page: Page): Promise<{ isScreen: boolean; within: Locator }> {
  const front = await frontOf(page);
  const isScreen = await front.evaluate((one, name) => {
    for (const other of document.querySelectorAll(`[${name}]`)) other.removeAttribute(name);
    one.setAttribute(name, '');
    return one === document.body;
  }, MARK);
  return { isScreen, within: page.locator(`[${MARK}]`) };
}

/** By the keyboard, what is in a dialog is reached from where the focus is; on the screen, as in e2e/keyboard.spec.ts. */
async function reachByKeys(page: Page, target: Locator, isOnScreen: boolean): Promise<void> {
  if (isOnScreen) return target.focus();
  const node = await target.elementHandle();
  const isLine = (await target.getAttribute('role')) === 'menuitem';
  for (let presses = 0; presses < 120; presses += 1) {
    if (await node?.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press(isLine ? 'ArrowDown' : 'Tab');
  }
  throw new Error(`The keyboard does not reach ${target}`);
}

/** `ready`: when only the press itself is left to do. */
async function make(page: Page, press: Press, hand: Hand, ready = async () => {}): Promise<void> {
  if ('key' in press) {
    await ready();
    return page.keyboard.press(press.key);
  }
  const { isScreen, within } = await mark(page);
  if ('field' in press) {
    const field = within.getByLabel(press.field, { exact: true }).and(within.locator('input, textarea'));
    if (hand === 'mouse') await field.click();
    else await reachByKeys(page, field, isScreen);
    return field.fill(press.text);
  }
  if ('tick' in press) {
    if (hand === 'mouse') return choose(within, press.tick);
    const box = within.getByRole('checkbox', { name: press.tick, exact: true });
    await reachByKeys(page, box, isScreen);
    // A form that was begun before comes back as it was.
    if (!(await box.isChecked())) await page.keyboard.press('Space');
    return;
  }
  const target = (
    'button' in press ? within.getByRole('button', { name: press.button }) : press.find(within)
  ).first();
  if (hand === 'mouse') await target.click({ trial: true });
  else await reachByKeys(page, target, isScreen);
  await ready();
  await (hand === 'mouse' ? target.click() : page.keyboard.press('Enter'));
}

/** Every kind of list that a field of it opens comes in front of it and goes alone. */
async function openLists(page: Page, front: Front, hand: Hand): Promise<string[]> {
  const wrong: string[] = [];
  const { within } = await mark(page);
  for (const [kind, selector, key] of [
    ['list', 'input[aria-haspopup="listbox"]:enabled:not([class*="TagsInput"])', 'ArrowDown'],
    ['calendar of a date', 'input[placeholder="jj/mm/aaaa"]:enabled', 'End'],
    ['calendar', 'button[data-dates-input]:enabled', 'Enter'],
    ['palette', 'input[class*="ColorInput"]:enabled', 'End'],
  ] as const) {
    const field = within.locator(selector).filter({ visible: true }).first();
    if ((await field.count()) === 0) continue;
    const typed = await typedIn(front);
    if (hand === 'mouse') await field.click();
    else {
      await field.focus();
      await page.keyboard.press(key);
    }
    const came = await comesInFront(page, front);
    wrong.push(...came.wrong.map((one) => `its ${kind}: ${one}`));
    await page.keyboard.press('Escape');
    wrong.push(
      ...(await goesAlone(page, came.front, { below: front, typed, focused: true })).map(
        (one) => `its ${kind}: ${one}`,
      ),
    );
  }
  return wrong;
}

/** By the mouse, where it has a button for that. */
async function close(page: Page, hand: Hand): Promise<void> {
  const { isScreen, within } = await mark(page);
  const cross = within.getByRole('button', { name: 'Fermer', exact: true }).first();
  if (hand === 'mouse' && !isScreen && (await cross.count()) > 0) await cross.click();
  else await page.keyboard.press('Escape');
}

/** What is not as it should be; nothing when all is well. */
export async function walk(
  app: RunningApp,
  { name, at, layers }: Way,
  found: Found,
  { hand, closely }: How,
): Promise<string[]> {
  const { page } = app;
  const wrong: string[] = [];
  const help = page.getByRole('heading', { name: 'Aide', level: 1 });
  // From elsewhere: a panel may be in the address.
  await goToAddress(page, 'aide');
  await expect(help).toBeVisible();
  await goToAddress(page, at(found));
  await expect(help).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, includeHidden: true }).first()).toBeVisible();
  await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0);

  const screen = (await page.evaluateHandle(() => document.body)) as Front;
  const stack: { front: Front; typed: string[]; focused: boolean; part: string }[] = [];
  let below = screen;
  for (const { drawn, presses, instead = false } of layers) {
    const say = (one: string): string => `${drawn}: ${one}`;
    for (const press of presses.slice(0, -1)) await make(page, press, hand);
    const last = presses.at(-1);
    // A key opens it from wherever the focus is, a button takes it first.
    const focused = last !== undefined && (!('key' in last) || (await hasFocus(page)));
    const lower = stack.at(-1);
    if (last)
      await make(page, last, hand, async () => {
        if (lower) lower.typed = await typedIn(lower.front);
      });
    const { front, wrong: onTop } = await comesInFront(page, below);
    if (instead) stack.pop();
    wrong.push(...onTop.map(say));
    if (closely) {
      const { within } = await mark(page);
      await expect(within.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0);
      if (hand === 'mouse') wrong.push(...(await violationsOf(page, `[${MARK}]`)).map(say));
      wrong.push(...(await unreachable(page, hand === 'mouse' ? ['wheel', 'touch'] : ['keys'])).map(say));
      wrong.push(...(await openLists(page, front, hand)).map(say));
    }
    stack.push({ front, typed: [], focused, part: drawn });
    below = front;
  }
  const { width, height } = page.viewportSize() ?? {};
  await app.shot(`dialog-${name.replaceAll(' ', '-')}-${width}x${height}`);

  for (let top = stack.pop(); top; top = stack.pop()) {
    await close(page, hand);
    const lower = stack.at(-1);
    const { part, focused } = top;
    const below = lower?.front ?? screen;
    const left = await goesAlone(page, top.front, { below, typed: lower?.typed ?? [], focused });
    wrong.push(...left.map((one) => `${part}: ${one}`));
  }
  return wrong.map((one) => `${name}, ${hand}, ${width}×${height}: ${one}`);
}
