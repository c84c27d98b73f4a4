/**
 * Everything of a screen, or of what is in front of it, can be reached: what is larger than its box scrolls to its end by the
 * wheel, by keys and by touch, nothing is cut and nothing lies beside the window.
 */
import type { ElementHandle, Page } from '@playwright/test';
import { cutsOf } from './cuts.ts';
import { expect } from './launch.ts';

/** Every size that people have: the smallest supported, two usual ones, a large one. */
export const windows = [
  { width: 1024, height: 700 },
  { width: 1366, height: 768 },
  { width: 1600, height: 1000 },
  { width: 1920, height: 1080 },
] as const;

type Hand = 'wheel' | 'keys' | 'touch';
type Axis = 'x' | 'y';
type Scroller = ElementHandle<HTMLElement>;

/**
 * What is in front: the last list, menu or small window that is open, else the last dialog that is not behind another one, else
 * the page.
 */
export const frontOf = async (page: Page): Promise<Scroller> =>
  (await page.evaluateHandle(() => {
    const isSeen = (one: Element) =>
      one.checkVisibility({ visibilityProperty: true }) && !one.closest('[inert]');
    const last = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter(isSeen).at(-1);
    return last('[data-floating]') ?? last('[role="dialog"][aria-modal="true"]') ?? document.body;
  })) as Scroller;

const scrollersIn = async (page: Page, front: Scroller): Promise<{ node: Scroller; axis: Axis }[]> => {
  const list = await page.evaluateHandle((root) => {
    const isOpen = (value: string) => value === 'auto' || value === 'scroll';
    const all = [root, ...root.querySelectorAll<HTMLElement>('*')].filter(
      (one) => !one.matches('textarea, input, select') && one.checkVisibility({ visibilityProperty: true }),
    );
    const found: [HTMLElement, 'x' | 'y'][] = [];
    for (const one of all) {
      const style = getComputedStyle(one);
      const { width, height } = one.getBoundingClientRect();
      if (width < 8 || height < 8) continue;
      if (isOpen(style.overflowY) && one.scrollHeight > one.clientHeight + 1) found.push([one, 'y']);
      if (isOpen(style.overflowX) && one.scrollWidth > one.clientWidth + 1) found.push([one, 'x']);
    }
    const whole = document.documentElement;
    if (root === document.body && whole.scrollHeight > whole.clientHeight + 1) found.push([whole, 'y']);
    return found;
  }, front);
  const pairs = await list.getProperties();
  return Promise.all(
    [...pairs.values()].map(async (pair) => ({
      node: (await pair.getProperty('0')).asElement() as Scroller,
      axis: (await (await pair.getProperty('1')).jsonValue()) as Axis,
    })),
  );
};

/** Pixels between where it stands and its end. */
const leftOf = (node: Scroller, axis: Axis): Promise<number> =>
  node.evaluate(
    (one, way) =>
      way === 'y'
        ? one.scrollHeight - one.clientHeight - one.scrollTop
        : one.scrollWidth - one.clientWidth - one.scrollLeft,
    axis,
  );

/** What a sweep of a finger set going has come to rest: it would go on after whatever is done next. */
const atRest = (node: Scroller): Promise<void> =>
  node.evaluate(async (one) => {
    let still = 0;
    for (let before = Number.NaN; still < 10; ) {
      await new Promise(requestAnimationFrame);
      const at = one.scrollTop + one.scrollLeft;
      still = at === before ? still + 1 : 0;
      before = at;
    }
  });

/** To its beginning, and into the window. */
const rewind = (node: Scroller): Promise<void> =>
  node.evaluate((one) => {
    if (one !== document.documentElement) one.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    one.scrollTo({ top: 0, left: 0, behavior: 'instant' });
  });

/** A point of it that nothing covers, and where no inner list would take the wheel for itself. */
const pointOn = async (node: Scroller, axis: Axis): Promise<{ x: number; y: number } | null> =>
  node.evaluate((one, way) => {
    const box =
      one === document.documentElement
        ? new DOMRect(0, 0, innerWidth, innerHeight)
        : one.getBoundingClientRect();
    const left = Math.max(box.left, 0);
    const top = Math.max(box.top, 0);
    const width = Math.min(box.right, innerWidth) - left;
    const height = Math.min(box.bottom, innerHeight) - top;
    for (const across of [0.6, 0.4, 0.8, 0.2, 0.95, 0.05])
      for (const down of [0.5, 0.7, 0.3, 0.9, 0.1]) {
        const [x, y] = [left + width * across, top + height * down];
        const hit = document.elementFromPoint(x, y);
        if (!hit || !one.contains(hit)) continue;
        let at: Element | null = hit;
        while (at && at !== one) {
          const style = getComputedStyle(at);
          const takes =
            way === 'y'
              ? at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(style.overflowY)
              : at.scrollWidth > at.clientWidth + 1 && /auto|scroll/.test(style.overflowX);
          if (takes || style.position === 'fixed') break;
          at = at.parentElement;
        }
        if (at === one) return { x, y };
      }
    return null;
  }, axis);

/** Gestures are made as long as they bring it further; those that go to a list inside it, which comes under the pointer, do not. */
async function untilItStops(node: Scroller, axis: Axis, gesture: () => Promise<unknown>): Promise<number> {
  let left = await leftOf(node, axis);
  let idle = 0;
  for (let gestures = 0; left > 1 && gestures < 80 && idle < 12; gestures += 1) {
    await gesture();
    const before = left;
    await expect
      .poll(() => leftOf(node, axis), { timeout: 600, intervals: [20, 50, 100] })
      .not.toBe(before)
      .catch(() => undefined);
    left = await leftOf(node, axis);
    idle = left === before ? idle + 1 : 0;
  }
  return left;
}

const hands: Record<Hand, (page: Page, node: Scroller, axis: Axis) => Promise<number>> = {
  wheel: async (page, node, axis) => {
    const point = await pointOn(node, axis);
    if (!point) return Number.NaN;
    await page.mouse.move(point.x, point.y);
    const left = await untilItStops(node, axis, () =>
      axis === 'y' ? page.mouse.wheel(0, 800) : page.mouse.wheel(800, 0),
    );
    await page.mouse.move(2, 2);
    return left;
  },
  // One sweep of a finger tells: what follows it, follows it to the end. One that comes before what was just brought into view
  // is drawn goes to what was there before, which may carry it elsewhere: the next one looks for it again.
  touch: async (page, node, axis) => {
    const before = await leftOf(node, axis);
    const session = await page.context().newCDPSession(page);
    const finger = (type: 'touchStart' | 'touchMove', at: { x: number; y: number }) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: [at] });
    for (let sweeps = 0; sweeps < 5 && (await leftOf(node, axis)) === before; sweeps += 1) {
      await rewind(node);
      await atRest(node);
      const point = await pointOn(node, axis);
      if (!point) continue;
      await finger('touchStart', point);
      for (let step = 1; step <= 6; step += 1)
        await finger('touchMove', { ...point, [axis]: point[axis] * (1 - step / 10) });
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await expect
        .poll(() => leftOf(node, axis), { timeout: 1500, intervals: [20, 50, 100] })
        .not.toBe(before)
        .catch(() => undefined);
    }
    await session.detach();
    await atRest(node);
    return (await leftOf(node, axis)) === before ? before : 0;
  },
  // The keys that go to an end; where they are used for something else, what has the focus brings itself into view.
  keys: async (page, node, axis) => {
    const stops = await node.evaluate((one) => {
      const all = [
        ...one.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, [tabindex]'),
      ].filter(
        (stop) =>
          stop.tabIndex >= 0 &&
          !stop.matches(':disabled') &&
          stop.checkVisibility({ visibilityProperty: true }),
      );
      (
        all.find(
          (stop) => !stop.matches('input, textarea, select, [role="tab"], [contenteditable="true"]'),
        ) ?? one
      ).focus({ preventScroll: true });
      return all.length;
    });
    for (const key of axis === 'y' ? ['End', 'Control+End', 'PageDown'] : ['ArrowRight', 'End']) {
      const left = await untilItStops(node, axis, () => page.keyboard.press(key));
      if (left <= 1) return left;
    }
    if (stops === 0) return leftOf(node, axis);
    return node.evaluate((one, way) => {
      const last = [
        ...one.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, [tabindex]'),
      ].findLast(
        (stop) =>
          stop.tabIndex >= 0 &&
          !stop.matches(':disabled') &&
          stop.checkVisibility({ visibilityProperty: true }),
      );
      last?.focus();
      // Less than a screen after it: the next one begins there, or it is the end of what there is.
      return way === 'y'
        ? Math.max(0, one.scrollHeight - one.scrollTop - 2 * one.clientHeight)
        : Math.max(0, one.scrollWidth - one.scrollLeft - 2 * one.clientWidth);
    }, axis);
  },
};

/** At its end, the last thing in it is not under anything else. */
const coveredAtTheEnd = (node: Scroller): Promise<string | null> =>
  node.evaluate((one) => {
    const bottomOf = (each: Element) => each.getBoundingClientRect().bottom;
    const last = [...one.querySelectorAll<HTMLElement>('button, a[href], p, li, td, span, input')]
      .filter((each) => {
        const { width, height } = each.getBoundingClientRect();
        const isSeen = each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        return width > 4 && height > 4 && isSeen && getComputedStyle(each).pointerEvents !== 'none';
      })
      .sort((a, b) => bottomOf(a) - bottomOf(b))
      .at(-1);
    if (!last) return null;
    const { left, right, bottom } = last.getBoundingClientRect();
    const hit = document.elementFromPoint(Math.min((left + right) / 2, innerWidth - 4), bottom - 3);
    return hit === null ||
      hit.contains(last) ||
      last.contains(hit) ||
      hit.closest('button, label, a') === last.closest('button, label, a')
      ? null
      : `${last.tagName} « ${last.textContent?.slice(0, 30)} » under ${hit.tagName}.${hit.className}`;
  });

/** What cannot be reached; nothing when all is well. */
export async function unreachable(page: Page, using: readonly Hand[]): Promise<string[]> {
  const front = await frontOf(page);
  const at = await page.evaluate(() => ({ left: window.scrollX, top: window.scrollY }));
  const problems = await front.evaluate(cutsOf);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (wide > 0) problems.push(`the page is ${wide} px wider than the window`);
  for (const { node, axis } of await scrollersIn(page, front)) {
    const name = await node.evaluate((one) => `${one.tagName.toLowerCase()}.${one.className}`.slice(0, 90));
    for (const hand of using) {
      await rewind(node);
      const left = await hands[hand](page, node, axis);
      if (!(left <= 1)) problems.push(`${hand} leaves ${left} px (${axis}) of ${name}`);
      else if (hand === 'wheel' && axis === 'y') {
        const covered = await coveredAtTheEnd(node);
        if (covered !== null) problems.push(`at the end of ${name}: ${covered}`);
      }
    }
    await rewind(node);
  }
  // Where a small window's button was: it goes out of sight with it.
  await page.evaluate((place) => window.scrollTo({ ...place, behavior: 'instant' }), at);
  return problems;
}
