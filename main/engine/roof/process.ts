/**
 * The engine as a process of its own: Electron's utility process, or a child process of the Chromium host.
 * Forwards calls and events; decides nothing. It imports little: the engine itself comes once the first screen has its answer.
 */
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import type { MethodName } from '#shared/contract/index.ts';
import type { FIRST_ASKED, FromEngine, ToEngine } from '#shared/contract/shell.ts';
import type { JoiningState } from '#shared/contract/team.ts';
import type { VaultState } from '#shared/contract/vault.ts';
import { milliseconds } from '../ground/clock.ts';
import { systemClock, systemRandom } from '../ground/system.ts';
import { createClosedVaults } from '../vault/closed-vaults.ts';
import type { Engine } from './engine.ts';
import { createMovedClock } from './moved-clock.ts';
import { quickKeys } from './unpackaged.ts';

/** Electron gives a utility process `process.parentPort`; a plain child process has `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: ToEngine }) => void): void;
  postMessage(message: FromEngine): void;
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    version: { type: 'string', default: '0.0.0' },
    demo: { type: 'boolean' },
    'test-clock': { type: 'boolean' },
    'test-kdf': { type: 'boolean' },
    network: { type: 'string', default: 'none' },
  },
  strict: false,
});
if (typeof values.data !== 'string') throw new Error('the engine process needs --data=DIR');

const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort;
const send = (message: FromEngine) => {
  if (parentPort) parentPort.postMessage(message);
  // The shell may die at any moment: what can no longer be said is not an error.
  else if (process.connected) process.send?.(message, () => undefined);
};

const movedClock = values['test-clock'] === true ? createMovedClock(import.meta.dirname) : null;
const clock = movedClock ?? systemClock;
const demo = values.demo === true;
const kdf = values['test-kdf'] === true ? quickKeys(import.meta.dirname) : undefined;
/** Until the engine is there; it goes on with them then. */
const closed = createClosedVaults(values.data, clock, kdf);

const loadEngine = async (): Promise<Engine> => {
  const { engineAsAsked } = await import('./engine-as-asked.ts');
  const engine = engineAsAsked({
    dataDir: String(values.data),
    migrationsDir: fileURLToPath(new URL('../migrations/', import.meta.url)),
    appVersion: String(values.version),
    clock,
    random: systemRandom,
    network: String(values.network),
    demo,
    closed,
    ...(kdf ? { kdf } : {}),
    log: (line) => void process.stderr.write(`${line}\n`),
  });
  engine.onAny((topic, payload) => send({ type: 'event', topic, payload }));
  return engine;
};
let loading: Promise<Engine> | null = null;
const wholeEngine = (): Promise<Engine> => {
  loading ??= loadEngine();
  return loading;
};

/** What the first screen asks. Before there is an engine nothing is open, and nobody joins a team. */
const firstAnswers: Record<(typeof FIRST_ASKED)[number], () => VaultState | JoiningState> = {
  'vault.state': () => ({ vaults: closed.list(), open: null, demo }),
  'team.joining': () => ({ state: 'none' }),
};
/** It is painted by then, and somebody begins to type her passphrase. */
const PAINTED = milliseconds(1_000);

/** The first screen asks while its window takes all of the processor: the engine is loaded after that. */
function answersAtOnce(message: Extract<ToEngine, { type: 'call' }>): boolean {
  const known: Partial<Record<string, () => unknown>> = loading === null ? firstAnswers : {};
  const answer = known[message.method];
  if (answer === undefined || !isDeepStrictEqual(message.params, {})) return false;
  try {
    send({ type: 'reply', id: message.id, result: { ok: true, value: answer() } });
    clock.after(PAINTED, () => void wholeEngine());
    return true;
  } catch {
    // The engine says of a failing disk what is to be said.
    return false;
  }
}

async function handle(message: ToEngine): Promise<void> {
  switch (message.type) {
    case 'call': {
      if (answersAtOnce(message)) return;
      const engine = await wholeEngine();
      const result = await engine.call(message.method as MethodName, message.params as never);
      send({ type: 'reply', id: message.id, result });
      return;
    }
    case 'grant': {
      const engine = await wholeEngine();
      const value = engine.grantFile(message.path, message.access);
      send({ type: 'reply', id: message.id, result: { ok: true, value } });
      return;
    }
    case 'move-clock':
      movedClock?.move(message);
      return;
    case 'close':
      await (await loading)?.close();
      process.exit(0);
  }
}

if (parentPort) parentPort.on('message', (event) => void handle(event.data));
else {
  process.on('message', (message) => void handle(message as ToEngine));
  // The shell is gone: nothing must stay open behind it.
  process.on('disconnect', () => void handle({ type: 'close' }));
}
if (demo) await (await wholeEngine()).call('demo.open', {});
send({ type: 'ready' });
