/** The installed Chromium as a process: its windows as they come, its end, and what it said before. */
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { DevTools } from './devtools.ts';
import { findChromium, howToInstall, isWindowless } from './find-chromium.mjs';
import { chromiumFlags, type Look } from './flags.ts';
import { makeProfile } from './profile.ts';
import { emptyPage, Tab } from './tab.ts';

interface BrowserEvents {
  /** It ended, asked to or not. */
  gone: [];
}

export class Browser extends EventEmitter<BrowserEvents> {
  readonly profile: string;
  /** Its first window, with an empty page. */
  readonly firstTab: Promise<Tab>;
  /** The address a test's own driver speaks to; only under test. */
  readonly endpoint: Promise<string>;
  readonly #child: ChildProcess;
  readonly #devtools: DevTools;
  readonly #tabs = new Map<string, Tab>();
  readonly #exited: Promise<void>;
  readonly #removeProfile: () => void;
  #asked = 0;
  #lastWords = '';
  #end: string | null = null;
  #closing = false;

  constructor(look: Look) {
    super();
    const program = findChromium({ unseen: look.headless });
    if (program === null) throw new Error(`No Chromium on this machine. Install one: ${howToInstall()}`);
    const profile = makeProfile();
    this.profile = profile.folder;
    this.#removeProfile = profile.remove;
    process.once('exit', profile.remove);
    this.#child = spawn(program, chromiumFlags(profile.folder, look, isWindowless(program)), {
      // A group of its own: a Ctrl+C of the terminal must reach the shell only, and its end takes its children along.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, LANGUAGE: 'fr', TMPDIR: profile.folder },
    });
    const [, , stderr, orders, news] = this.#child.stdio as unknown as [
      null,
      null,
      Readable,
      Writable,
      Readable,
    ];
    this.#devtools = new DevTools(orders, news);
    this.endpoint = new Promise((resolve) => {
      stderr.setEncoding('utf8').on('data', (said: string) => {
        // Looked for before the words are cut: on a busy machine much is said at once.
        const words = `${this.#lastWords}${said}`;
        const [, address] = /DevTools listening on (ws:\S+)\s/.exec(words) ?? [];
        if (address !== undefined) resolve(address);
        this.#lastWords = words.slice(-2_000);
      });
    });
    this.#exited = new Promise((resolve) => {
      const ended = (how: string): void => {
        if (this.#end !== null) return;
        this.#end = how;
        resolve();
        this.emit('gone');
        for (const tab of this.#tabs.values()) tab.wasClosed();
      };
      this.#child.once('error', ({ message }) => ended(message));
      this.#child.once('exit', (code, signal) => ended(signal ?? `code ${code}`));
    });
    this.firstTab = this.#firstTab();
    this.firstTab.catch(() => undefined);
  }

  /** How it ended, or null if it still runs: waits for the word of a process whose pipes are closed already. */
  async howItEnded(): Promise<string | null> {
    if (this.#devtools.ended) await this.#exited;
    return this.end;
  }
  /** It ended otherwise than a person or the host ends it. */
  get fell(): boolean {
    return this.#end !== null && this.#end !== 'code 0' && !this.#closing;
  }
  /** How it ended, in a word, and its last line; null while it runs. */
  get end(): string | null {
    if (this.#end === null) return null;
    const line = this.#lastWords.trim().split('\n').at(-1) ?? '';
    return line === '' ? this.#end : `${this.#end}: ${line}`;
  }

  async #firstTab(): Promise<Tab> {
    const { browser } = this.#devtools;
    const came = new Promise<Tab>((resolve) => {
      browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
        const { targetId, openerId } = targetInfo;
        const wanted = openerId === undefined && (this.#tabs.size === 0 || this.#asked > 0);
        // A page that another page opens, whatever for, is closed. It is let go of first: it may share the thread of the
        // one that opened it, which would be held with it for good.
        if (!wanted) {
          const stray = this.#devtools.session(sessionId);
          stray.send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
          browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
          return;
        }
        const tab = new Tab(targetId, this.#devtools.session(sessionId));
        this.#tabs.set(targetId, tab);
        resolve(tab);
      });
    });
    browser.on('Target.detachedFromTarget', ({ targetId = '' }) => {
      this.#tabs.get(targetId)?.wasClosed();
    });
    const filter = [{ type: 'page' }];
    await browser.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter,
    });
    return came;
  }

  /** Another window; `apart` has a session of its own, which lives in memory. */
  async newTab(apart: boolean): Promise<{ tab: Tab; close(): Promise<void> }> {
    const { browser } = this.#devtools;
    const { browserContextId } = apart
      ? await browser.send('Target.createBrowserContext', { disposeOnDetach: true })
      : {};
    this.#asked += 1;
    try {
      const { targetId } = await browser.send('Target.createTarget', {
        url: emptyPage,
        newWindow: true,
        ...(browserContextId === undefined ? {} : { browserContextId }),
      });
      const tab = this.#tabs.get(targetId);
      if (tab === undefined) throw new Error('Chromium opened no window');
      const close = async (): Promise<void> => {
        const closed =
          browserContextId === undefined
            ? browser.send('Target.closeTarget', { targetId })
            : browser.send('Target.disposeBrowserContext', { browserContextId });
        await closed.catch(() => undefined);
        tab.wasClosed();
      };
      return { tab, close };
    } finally {
      this.#asked -= 1;
    }
  }

  /** Nothing in it is worth a long goodbye: what it holds is thrown away. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#end === null) this.#kill();
    await this.#exited;
    this.#removeProfile();
    process.off('exit', this.#removeProfile);
  }

  #kill(): void {
    const { pid } = this.#child;
    try {
      if (pid === undefined || process.platform === 'win32') this.#child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      this.#child.kill('SIGKILL');
    }
  }
}
