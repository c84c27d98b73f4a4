/** A test's side of the host: starts it without a screen, drives its window, and knows what it did outside. */
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Deed, DialogAnswer, FromHost, Order } from './control.ts';
import { plainEndpoint } from './plain-endpoint.ts';

export interface HostOptions {
  args?: readonly string[];
  /** Another bundle of the shell than out/main/index.js. */
  bundle?: string;
  env?: NodeJS.ProcessEnv;
  /** The driver comes so much later: what it prepares takes from the time of a window that is timed. Milliseconds. */
  undrivenMs?: number;
}

const patienceMs = 20_000;

/** A window is there before its page: the address is looked at until it is the one wanted. */
export const pageAmong = async <P extends Pick<Page, 'url'>>(
  pages: () => readonly P[],
  address: string,
): Promise<P> => {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const found = pages().find((page) => page.url().endsWith(address));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`No window opened at ${address}`);
};

interface ClientEvents {
  deed: [Deed];
  done: [Extract<FromHost, { host: 'done' }>];
}

export class RunningHost extends EventEmitter<ClientEvents> {
  readonly page: Page;
  readonly profile: string;
  readonly deeds: Deed[] = [];
  /** What the host said on its way to a window: nothing, when that opened at once. */
  readonly said: readonly string[];
  /** When the shell began, as `performance.timeOrigin` counts in any process. */
  readonly begun: number;
  readonly #child: ChildProcess;
  readonly #browser: Browser;
  readonly #exited: Promise<number | null>;
  #lastOrder = 0;

  constructor(child: ChildProcess, browser: Browser, page: Page, { profile, begun, said, exited }: Start) {
    super();
    this.#child = child;
    this.#browser = browser;
    this.page = page;
    this.profile = profile;
    this.begun = begun;
    this.said = said;
    this.#exited = exited;
    this.setMaxListeners(0);
    child.on('message', (message) => this.#hear(message as FromHost));
  }

  /** Resolves once the host did it. */
  async order(order: Order): Promise<void> {
    const id = ++this.#lastOrder;
    const done = new Promise<void>((resolve, reject) => {
      const hear = (reply: Extract<FromHost, { host: 'done' }>): void => {
        if (reply.id !== id) return;
        this.off('done', hear);
        if (reply.error === undefined) resolve();
        else reject(new Error(reply.error));
      };
      this.on('done', hear);
      this.#child.send({ ...order, id }, (error) => {
        if (error) reject(error);
      });
    });
    await done;
  }

  /** Prepares the answer of the next dialog the shell opens; answers wait in order. */
  answerNextDialog(answer: DialogAnswer): Promise<void> {
    return this.order({ do: 'answer-dialog', answer });
  }

  /** The first thing of that kind the shell did, or does next. */
  async deed<K extends Deed['kind']>(kind: K, from = 0): Promise<Extract<Deed, { kind: K }>> {
    const isIt = (deed: Deed): deed is Extract<Deed, { kind: K }> => deed.kind === kind;
    const known = this.deeds.slice(from).find(isIt);
    if (known !== undefined) return known;
    for (;;) {
      const [next] = await once(this, 'deed', { signal: AbortSignal.timeout(patienceMs) });
      if (isIt(next as Deed)) return next as Extract<Deed, { kind: K }>;
    }
  }

  /** The page of another window than the first, by the end of its address, once it is open: `/porte.html`. */
  pageAt(address: string): Promise<Page> {
    return pageAmong(() => this.#browser.contexts().flatMap((context) => context.pages()), address);
  }

  /** Asks the app to quit, as a person does, and waits for it. */
  async close(): Promise<number | null> {
    // It may have ended by itself at this moment: then there is nobody to ask.
    if (this.#child.connected) this.#child.send({ do: 'quit', id: 0 }, () => undefined);
    return this.#ended();
  }

  /** The power cut: nothing is closed, nothing is written. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended();
  }

  async #ended(): Promise<number | null> {
    const code = await this.#exited;
    await this.#browser.close().catch(() => undefined);
    return code;
  }

  #hear(message: FromHost): void {
    if (message.host === 'deed') {
      this.deeds.push(message.deed);
      this.emit('deed', message.deed);
    } else if (message.host === 'done') this.emit('done', message);
  }
}

/** What is known of a start before its window is driven. */
interface Start {
  profile: string;
  begun: number;
  said: string[];
  exited: Promise<number | null>;
}

/** The host's end, or its window's address, whichever comes first: the host itself watches how long that takes. */
const opened = (child: ChildProcess): Promise<Start & { endpoint: string }> =>
  new Promise((resolve, reject) => {
    const said: string[] = [];
    const exited = new Promise<number | null>((ended) => child.once('exit', ended));
    child.on('message', function hear(message: FromHost) {
      if (message.host === 'said') said.push(message.line);
      if (message.host !== 'open') return;
      child.off('message', hear);
      const { endpoint, profile, begun } = message;
      resolve({ endpoint, profile, begun, said, exited });
    });
    void exited.then((code) => {
      const why = said.length === 0 ? '' : `: ${said.join(' ')}`;
      reject(new Error(`The host ended before its window opened (code ${code})${why}`));
    });
  });

export const startHost = async (options: HostOptions = {}): Promise<RunningHost> => {
  const child = fork(path.join(import.meta.dirname, 'main.mjs'), options.args ?? [], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...options.env,
      MARGELLE_HEADLESS: '1',
      MARGELLE_HOST_CONTROL: '1',
      ...(options.bundle === undefined ? {} : { MARGELLE_HOST_BUNDLE: options.bundle }),
    },
  });
  const { endpoint, ...start } = await opened(child);
  if (options.undrivenMs !== undefined)
    await new Promise((resolve) => setTimeout(resolve, options.undrivenMs));
  try {
    const browser = await chromium.connectOverCDP(await plainEndpoint(endpoint), { isLocal: true });
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('The host has no window');
    return new RunningHost(child, browser, page, start);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
};
