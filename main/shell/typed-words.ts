/** What is still being typed when the shell closes the vault: the page has a moment to write it, and no more. */
import type { WebContents } from 'electron';
import { send } from './ipc.ts';

const WITHIN_MS = 300;

export class TypedWords {
  #waiting: (() => void)[] = [];

  /** Resolves once the page has written, or after a moment: a page that hangs never keeps a vault open. */
  written(contents: WebContents): Promise<void> {
    return new Promise((resolve) => {
      const late = setTimeout(resolve, WITHIN_MS);
      this.#waiting.push(() => {
        clearTimeout(late);
        resolve();
      });
      send(contents, 'shell:write-typed');
    });
  }

  /** The page says so. */
  areWritten(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
