/**
 * Chromium's own remote control, spoken over two pipes of its process, one JSON message after the other, each ended by
 * a zero. Nothing stands between the host and the browser: a driver's import costs half as much as an empty window, and
 * playwright-core's ends the process, past any catch, when a window closes while it is still being prepared ("Cannot find
 * parent object page@… to create disposable@…").
 */
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from 'playwright-core';

/** One target of the browser (or the browser itself): what is asked of it, and what it tells. */
export type Session = Pick<CDPSession, 'send' | 'on' | 'once' | 'off'>;

interface Message {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

class OneSession extends EventEmitter {
  readonly send: (method: string, params?: object) => Promise<unknown>;
  constructor(send: (method: string, params?: object) => Promise<unknown>) {
    super();
    this.send = send;
  }
}

export class DevTools {
  readonly browser: Session;
  readonly #orders: Writable;
  readonly #sessions = new Map<string, OneSession>();
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #lastId = 0;
  #unfinished: Buffer[] = [];
  #ended = false;

  constructor(orders: Writable, news: Readable) {
    this.#orders = orders;
    this.browser = this.session('');
    // A browser that dies breaks its pipes: its exit says so, once.
    for (const pipe of [orders, news]) pipe.on('error', () => undefined);
    news.on('data', (part: Buffer) => this.#read(part));
    news.once('close', () => this.#end());
  }

  /** The pipes are closed: it has ended, or is about to. */
  get ended(): boolean {
    return this.#ended;
  }

  session(id: string): Session {
    const known = this.#sessions.get(id) ?? new OneSession((method, params) => this.#ask(id, method, params));
    this.#sessions.set(id, known);
    return known as unknown as Session;
  }

  #ask(sessionId: string, method: string, params: object = {}): Promise<unknown> {
    if (this.#ended) return Promise.reject(new Error(`${method}: Chromium is gone`));
    const id = ++this.#lastId;
    const message = { id, method, params, ...(sessionId === '' ? {} : { sessionId }) };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        resolve,
        reject: (error) => reject(new Error(`${method}: ${error.message}`)),
      });
      this.#orders.write(`${JSON.stringify(message)}\0`);
    });
  }

  #read(part: Buffer): void {
    let from = 0;
    for (let end = part.indexOf(0); end !== -1; end = part.indexOf(0, from)) {
      const whole = Buffer.concat([...this.#unfinished.splice(0), part.subarray(from, end)]);
      from = end + 1;
      this.#hear(JSON.parse(whole.toString('utf8')) as Message);
    }
    if (from < part.length) this.#unfinished.push(part.subarray(from));
  }

  #hear({ id, sessionId = '', method, params, result, error }: Message): void {
    if (id === undefined) {
      this.#sessions.get(sessionId)?.emit(method ?? '', params);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }

  #end(): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) reject(new Error('Chromium is gone'));
    this.#waiting.clear();
  }
}
