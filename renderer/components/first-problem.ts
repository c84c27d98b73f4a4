/** What is missing in a form takes the focus, and is seen with the sentence that says what. */

const WRONG = '[aria-invalid="true"], [data-invalid-group] input';
const WHOLE = '[data-invalid-group], .mantine-InputWrapper-root, .mantine-InputWrapper-error';

/** Once the sentences are drawn: after a change, in the next frame. False when nothing is wrong. */
export function showFirstProblem(form: ParentNode | null): boolean {
  const wrong = form?.querySelector<HTMLElement>(WRONG);
  if (!wrong) return false;
  // Folded away, nothing can have the focus.
  wrong.closest('details')?.setAttribute('open', '');
  wrong.focus({ preventScroll: true });
  // How much of the edges is covered is for the style sheet to say (`scroll-padding`).
  (wrong.closest(WHOLE) ?? wrong).scrollIntoView({ block: 'nearest' });
  return true;
}
