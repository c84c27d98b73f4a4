/** One page of the browser: its frames, what it asks of the host, what the host asks of it. */
import { EventEmitter } from 'node:events';
import type { Session } from './devtools.ts';

export interface Frame {
  url: string;
  parent: Frame | null;
}
/** Answers what a page asks through `host.ask(name, …)`; a promise refused there is refused in the page. */
export type Answerer = (frame: Frame, name: string, args: unknown[]) => Promise<unknown>;

/** What a window opens with. Chromium takes no other empty address for an app window, and opens its own page instead. */
export const emptyPage = 'data:text/html,';

interface TabEvents {
  /** A page other than the empty one is there, scripts and pictures included. */
  load: [];
  crash: [];
  closed: [];
}

/**
 * Runs first in every document: `host.ask` for the scripts that follow in the same file, and the symbol by which the
 * host answers them. The bare door to the host is closed to everything after it.
 */
export const askScript = `const host = (() => {
  const tell = globalThis.__margelleInvoke;
  delete globalThis.__margelleInvoke;
  const waiting = new Map();
  const hearing = [];
  let last = 0;
  Object.defineProperty(globalThis, Symbol.for('margelle.host'), { value: {
    answer: (id, json) => {
      const { value, refused } = JSON.parse(json);
      const [resolve, reject] = waiting.get(id) ?? [];
      waiting.delete(id);
      if (refused === undefined) resolve?.(value); else reject?.(new Error(refused));
    },
    hear: (channel, json) => { for (const hear of hearing) hear(channel, ...JSON.parse(json)); },
  } });
  return {
    ask: (name, ...args) => new Promise((resolve, reject) => {
      waiting.set(++last, [resolve, reject]);
      tell(JSON.stringify([last, name, args]));
    }),
    onHear: (hear) => { hearing.push(hear); },
  };
})();`;

export class Tab extends EventEmitter<TabEvents> {
  readonly id: string;
  readonly session: Session;
  /** The empty page is there, drawn or not. Never, when ours is asked for before. */
  readonly empty: Promise<void>;
  readonly #frames = new Map<string, { url: string; parent?: string | undefined }>();
  readonly #frameOfContext = new Map<number, string>();
  #isEmpty: () => void = () => undefined;
  #closed = false;

  constructor(id: string, session: Session) {
    super();
    this.id = id;
    this.session = session;
    this.empty = new Promise((resolve) => {
      this.#isEmpty = resolve;
    });
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) =>
      this.#frames.set(frameId, { url: '', parent: parentFrameId }),
    );
    session.on('Page.frameNavigated', ({ frame }) => this.#navigated(frame));
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.#frames.get(frameId);
      if (frame !== undefined) frame.url = url;
    });
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') this.#frames.delete(frameId);
    });
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string };
      if (frameId !== undefined) this.#frameOfContext.set(context.id, frameId);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#frameOfContext.delete(executionContextId),
    );
    session.on('Runtime.executionContextsCleared', () => this.#frameOfContext.clear());
    session.on('Page.loadEventFired', () => {
      if (this.url() !== '' && this.url() !== emptyPage) this.emit('load');
    });
    session.on('Inspector.targetCrashed', () => this.emit('crash'));
    // As Electron does: no word holds the app back from closing, and a page's own question is declined.
    session.on('Page.javascriptDialogOpening', ({ type }) =>
      this.#quietly(session.send('Page.handleJavaScriptDialog', { accept: type === 'beforeunload' })),
    );
    session.on('Runtime.bindingCalled', ({ payload, executionContextId }) =>
      this.#quietly(this.#answer(payload, executionContextId)),
    );
  }

  /** Replaced by who owns the page. */
  answer: Answerer = () => Promise.reject(new Error('nobody answers here'));

  #navigated({ id, url, parentId }: { id: string; url: string; parentId?: string }): void {
    this.#frames.set(id, { url, parent: parentId });
    if (id === this.id && url === emptyPage) this.#isEmpty();
  }

  /**
   * What every page needs before its first document; `script` runs before the page's own, in every frame. Resolves once the
   * page's own process has it: none of our documents may be given before.
   */
  async prepare(script: string): Promise<void> {
    const { session } = this;
    await Promise.all([
      session.send('Page.enable'),
      session.send('Page.getFrameTree').then(({ frameTree }) => {
        if (!this.#frames.has(this.id)) this.#navigated(frameTree.frame);
      }),
      session.send('Runtime.enable'),
      session.send('Inspector.enable'),
      session.send('Runtime.addBinding', { name: '__margelleInvoke' }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: script }),
      session.send('Emulation.setLocaleOverride', { locale: 'fr-FR' }),
      // A window asked for waits until it is ready for its first document.
      session.send('Runtime.runIfWaitingForDebugger'),
    ]);
  }

  url(): string {
    return this.#frames.get(this.id)?.url ?? '';
  }
  frame(id: string): Frame {
    const { url = '', parent } = this.#frames.get(id) ?? {};
    return { url, parent: parent === undefined ? null : this.frame(parent) };
  }
  isMain(frameId: string): boolean {
    return frameId === this.id;
  }

  /** Resolves once the page is there. */
  async navigate(address: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.once('load', resolve));
    const { errorText = '' } = await this.session.send('Page.navigate', { url: address });
    if (errorText !== '') throw new Error(`${address}: ${errorText}`);
    await loaded;
  }
  /** Runs a function in the page, which sees nothing of what surrounds it here but `given`. */
  async evaluate<T, G>(run: (given: G) => T | Promise<T>, given?: G): Promise<T> {
    const { result, exceptionDetails } = await this.session.send('Runtime.evaluate', {
      expression: `(${run})(${JSON.stringify(given)})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }
  /** Tells the page something, whether or not it listens. */
  tell(channel: string, args: unknown[]): void {
    const words = [channel, JSON.stringify(args)];
    this.#quietly(this.evaluate(hearInPage, words));
  }
  reload(): void {
    this.#quietly(this.session.send('Page.reload'));
  }
  toFront(): void {
    this.#quietly(this.session.send('Page.bringToFront'));
  }
  get isClosed(): boolean {
    return this.#closed;
  }
  /** Said by the browser, once. */
  wasClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('closed');
  }

  async #answer(payload: string, contextId: number): Promise<void> {
    const frameId = this.#frameOfContext.get(contextId);
    if (frameId === undefined) return;
    const [id, name, args] = JSON.parse(payload) as [number, string, unknown[]];
    const answer = await this.answer(this.frame(frameId), name, args).then(
      (value) => ({ value }),
      (error: unknown) => ({ refused: error instanceof Error ? error.message : String(error) }),
    );
    await this.session.send('Runtime.callFunctionOn', {
      executionContextId: contextId,
      functionDeclaration: `(id, json) => globalThis[Symbol.for('margelle.host')]?.answer(id, json)`,
      arguments: [{ value: id }, { value: JSON.stringify(answer) }],
    });
  }

  /** A page may go at any moment: what could not be told to it any more is no failure. */
  #quietly(asked: Promise<unknown>): void {
    asked.catch(() => undefined);
  }
}

const hearInPage = ([channel = '', json = '']: string[]): void => {
  const page = globalThis as unknown as Record<
    symbol,
    { hear(channel: string, json: string): void } | undefined
  >;
  page[Symbol.for('margelle.host')]?.hear(channel, json);
};
