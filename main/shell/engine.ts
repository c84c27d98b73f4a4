/**
 * The engine's process: starts it, forwards calls, restarts it when it falls, closes it at the end.
 * A call is always answered: when the process dies first, with the tag `unexpected`.
 */
import { EventEmitter } from 'node:events';
import { type UtilityProcess, utilityProcess } from 'electron';
import { ENGINE_EXEC_ARGV, type FileAccess, type FromEngine, type ToEngine } from '#shared/contract/shell.ts';

type Reply = Extract<FromEngine, { type: 'reply' }>['result'];
type Question = Extract<ToEngine, { id: number }>;
type WithoutId<Q> = Q extends unknown ? Omit<Q, 'id'> : never;

const stopped: Reply = { ok: false, error: { tag: 'unexpected', reference: 'engine-stopped' } };
/** More falls than this within the window below, and restarting again would only hide the trouble. */
const fallsAllowed = 3;
const fallsWindowMs = 60_000;
const closeWithinMs = 8_000;

interface EngineEvents {
  /** The engine speaks: one topic of the contract. */
  event: [topic: string, payload: unknown];
  /** A new process replaced one that fell: every screen must start again. */
  restarted: [];
  /** It fell too often: nothing more will be tried. */
  failed: [];
}

export class EngineProcess extends EventEmitter<EngineEvents> {
  readonly #entry: string;
  readonly #args: readonly string[];
  #process: UtilityProcess | null = null;
  #ready = false;
  #closing = false;
  #lastId = 0;
  #falls: number[] = [];
  readonly #waiting: ToEngine[] = [];
  readonly #pending = new Map<number, (result: Reply) => void>();

  constructor(entry: string, args: readonly string[]) {
    super();
    this.#entry = entry;
    this.#args = args;
  }

  start(): void {
    const child = utilityProcess.fork(this.#entry, [...this.#args], {
      serviceName: 'margelle-engine',
      execArgv: ENGINE_EXEC_ARGV,
      stdio: 'inherit',
    });
    this.#process = child;
    child.on('message', (message: FromEngine) => this.#receive(message));
    child.once('exit', () => this.#fallen());
  }

  call(method: string, params: unknown): Promise<Reply> {
    return this.#ask({ type: 'call', method, params });
  }

  /** Gives the engine the right to one path; the reply's value is the token the window will know it by. */
  grant(path: string, access: FileAccess): Promise<Reply> {
    return this.#ask({ type: 'grant', path, access });
  }

  /** Asks the engine to finish its writes and waits for its exit, then ends it by force. */
  async close(): Promise<void> {
    this.#closing = true;
    const child = this.#process;
    if (child === null) return;
    await new Promise<void>((resolve) => {
      const force = setTimeout(() => {
        child.kill();
        resolve();
      }, closeWithinMs);
      child.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      child.postMessage({ type: 'close' } satisfies ToEngine);
    });
  }

  #ask(question: WithoutId<Question>): Promise<Reply> {
    if (this.#closing) return Promise.resolve(stopped);
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.#send({ ...question, id });
    });
  }

  #send(message: ToEngine): void {
    if (this.#ready) this.#process?.postMessage(message);
    else this.#waiting.push(message);
  }

  #receive(message: FromEngine): void {
    if (message.type === 'event') {
      this.emit('event', message.topic, message.payload);
    } else if (message.type === 'reply') {
      this.#pending.get(message.id)?.(message.result);
      this.#pending.delete(message.id);
    } else {
      this.#ready = true;
      for (const held of this.#waiting.splice(0)) this.#process?.postMessage(held);
    }
  }

  #fallen(): void {
    this.#process = null;
    this.#ready = false;
    this.#waiting.length = 0;
    for (const answer of this.#pending.values()) answer(stopped);
    this.#pending.clear();
    if (this.#closing) return;
    const now = performance.now();
    this.#falls = [...this.#falls.filter((at) => now - at < fallsWindowMs), now];
    if (this.#falls.length > fallsAllowed) {
      this.#closing = true;
      this.emit('failed');
      return;
    }
    this.start();
    this.emit('restarted');
  }
}
