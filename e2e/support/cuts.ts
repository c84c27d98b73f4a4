/**
 * What is cut, in the page or in what is in front of it: a text or a control that a box without scrolling hides in part, a
 * word that goes to the next line in its middle, what lies beside the window. Runs in the page: it knows nothing of here.
 */
export function cutsOf(root: Element): string[] {
  const found = new Set<string>();
  const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
  const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
  const shortOf = (node: Element) => (node.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
  const nameOf = (node: Element) =>
    `${node.tagName.toLowerCase()}.${[...node.classList].slice(-1)} « ${node.getAttribute('aria-label') ?? shortOf(node)} »`;
  /** Said whole to who stops on it; or the beginning of what it opens. */
  const isTitled = (node: Element) => node.closest('[title], [data-tip], a[href]') !== null;

  /** For screen readers alone, or out of the way until it has the focus. */
  const isHeardOnly = (node: Element) => {
    for (let at: Element | null = node; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const { width, height } = at.getBoundingClientRect();
      if (style.clipPath !== 'none' || (clips(style.overflowX) && (width <= 2 || height <= 2))) return true;
      if (style.opacity === '0' || at.matches('.skip-link, [aria-hidden="true"] *')) return true;
    }
    return false;
  };

  const look = (node: Element, box: DOMRect, isText: boolean) => {
    let { left, right, top, bottom } = box;
    for (
      let at = isText ? node : node.parentElement;
      at && at !== document.documentElement;
      at = at.parentElement
    ) {
      const style = getComputedStyle(at);
      const frame = at.getBoundingClientRect();
      const cut = (hidden: boolean, before: number, after: number) => hidden && (before > 2 || after > 2);
      if (cut(clips(style.overflowX), frame.left - left, right - frame.right)) {
        if (!(isText && isTitled(node))) found.add(`cut sideways by ${nameOf(at)}: ${nameOf(node)}`);
        return;
      }
      if (cut(clips(style.overflowY), frame.top - top, bottom - frame.bottom)) {
        if (!(isText && isTitled(node)) && style.webkitLineClamp === 'none')
          found.add(`cut in height by ${nameOf(at)}: ${nameOf(node)}`);
        return;
      }
      // What scrolls brings it into its own frame.
      if (scrolls(style.overflowX)) [left, right] = [frame.left, frame.right];
      if (scrolls(style.overflowY)) [top, bottom] = [frame.top, frame.bottom];
      if (style.position === 'fixed') {
        if (left < -2 || right > innerWidth + 2) found.add(`beside the window: ${nameOf(node)}`);
        if (top < -2 || bottom > innerHeight + 2) found.add(`below the window: ${nameOf(node)}`);
        return;
      }
    }
    if (left < -2 || right > innerWidth + 2) found.add(`beside the window: ${nameOf(node)}`);
  };

  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const holder = text.parentElement;
    if (!holder || !text.nodeValue?.trim() || !holder.checkVisibility({ visibilityProperty: true })) continue;
    if (holder.closest('svg, style, script, option') || isHeardOnly(holder)) continue;
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    look(holder, box, true);
    // What one reads out letter by letter may be cut anywhere.
    if (box.height < 20 || holder.closest('code, pre, [data-fingerprint]')) continue;
    for (const { 0: word, index } of text.nodeValue.matchAll(/\p{L}{2,24}/gu)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const tops = [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => top);
      if (Math.max(...tops) - Math.min(...tops) > 4) found.add(`word cut: « ${word} » in ${nameOf(holder)}`);
    }
  }
  for (const control of root.querySelectorAll('button, a[href], input, select, textarea, [tabindex="0"]'))
    if (control.checkVisibility({ visibilityProperty: true }) && !isHeardOnly(control))
      look(control, control.getBoundingClientRect(), control.matches('[data-block], [data-date]'));
  return [...found];
}
