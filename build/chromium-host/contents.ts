/** `webContents`: the page of a window, as the shell speaks to it. */
import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import type { Page } from 'playwright-core';
import { headless } from './browser.ts';
import { control } from './control.ts';

type CoveredContents = Pick<
  WebContents,
  | 'send'
  | 'reload'
  | 'isDestroyed'
  | 'setWindowOpenHandler'
  | 'setIgnoreMenuShortcuts'
  | 'print'
  | 'printToPDF'
  | 'loadURL'
>;

export class HostContents extends EventEmitter implements CoveredContents {
  page: Page | null = null;
  /** The next navigation is the shell's own (loadURL, reload), not the page's. */
  expectsNavigation = false;
  readonly #open: (address: string) => Promise<void>;

  constructor(open: (address: string) => Promise<void>) {
    super();
    this.#open = open;
  }
  loadURL(address: string): Promise<void> {
    return this.#open(address);
  }
  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false;
  }
  send(channel: string, ...args: unknown[]): void {
    this.page
      ?.evaluate(
        ([name, json]) => {
          const page = globalThis as unknown as Record<
            symbol,
            ((channel: string, json: string) => void) | undefined
          >;
          page[Symbol.for('margelle.host')]?.(name, json);
        },
        [channel, JSON.stringify(args)] as const,
      )
      .catch(() => undefined);
  }
  reload(): void {
    this.expectsNavigation = true;
    this.page?.reload().catch(() => undefined);
  }
  setIgnoreMenuShortcuts(): void {
    // A window of Chromium has no menu of the shell's, hence none of its shortcuts.
  }
  setWindowOpenHandler(): void {
    // browser.ts closes any page another page opens, whatever the shell would answer.
  }
  print(_options?: object, done?: (success: boolean, reason: string) => void): void {
    void this.#print().then(
      () => done?.(true, ''),
      (error: unknown) => done?.(false, String(error)),
    );
  }
  async printToPDF(options: { printBackground?: boolean; preferCSSPageSize?: boolean }): Promise<Buffer> {
    if (this.page === null) throw new Error('Nothing to print yet');
    return this.page.pdf({
      format: 'A4',
      printBackground: options.printBackground ?? false,
      preferCSSPageSize: options.preferCSSPageSize ?? false,
      tagged: true,
    });
  }
  async #print(): Promise<void> {
    if (!headless) await this.page?.evaluate(() => window.print());
    else if (control.underTest) {
      const pdf = await this.printToPDF({ printBackground: true, preferCSSPageSize: true });
      control.record({ kind: 'print', pdf: pdf.toString('base64') });
    }
  }
}
