/** `webContents`: the page of a window, as the shell speaks to it. */
import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { control } from './control.ts';
import { askedByShell, headless } from './flags.ts';
import type { Tab } from './tab.ts';

type CoveredContents = Pick<
  WebContents,
  | 'send'
  | 'reload'
  | 'isDestroyed'
  | 'setWindowOpenHandler'
  | 'setIgnoreMenuShortcuts'
  | 'setWebRTCIPHandlingPolicy'
  | 'print'
  | 'printToPDF'
  | 'loadURL'
>;

/** In inches, with no margin but those the page asks for. */
const a4 = {
  paperWidth: 8.27,
  paperHeight: 11.7,
  marginTop: 0,
  marginBottom: 0,
  marginLeft: 0,
  marginRight: 0,
};

export class HostContents extends EventEmitter implements CoveredContents {
  tab: Tab | null = null;
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
    return this.tab?.isClosed ?? false;
  }
  send(channel: string, ...args: unknown[]): void {
    this.tab?.tell(channel, args);
  }
  reload(): void {
    this.expectsNavigation = true;
    this.tab?.reload();
  }
  setIgnoreMenuShortcuts(): void {
    // A window of Chromium has no menu of the shell's, hence none of its shortcuts.
  }
  /** Chromium has it for all its windows at once, from its start: under one name with windows, another without. */
  setWebRTCIPHandlingPolicy(policy: string): void {
    askedByShell.push(`--webrtc-ip-handling-policy=${policy}`, `--force-webrtc-ip-handling-policy=${policy}`);
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
    if (this.tab === null) throw new Error('Nothing to print yet');
    const { data } = await this.tab.session.send('Page.printToPDF', {
      ...a4,
      printBackground: options.printBackground ?? false,
      preferCSSPageSize: options.preferCSSPageSize ?? false,
      generateTaggedPDF: true,
    });
    return Buffer.from(data, 'base64');
  }
  async #print(): Promise<void> {
    if (!headless) await this.tab?.evaluate(() => window.print());
    else if (control.underTest) {
      const pdf = await this.printToPDF({ printBackground: true, preferCSSPageSize: true });
      control.record({ kind: 'print', pdf: pdf.toString('base64') });
    }
  }
}
