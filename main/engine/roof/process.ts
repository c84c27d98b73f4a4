/**
 * The engine as a process of its own: Electron's utility process, or a child process of the Chromium host.
 * Forwards calls and events; decides nothing.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { MethodName } from '#shared/contract/index.ts';
import type { FromEngine, ToEngine } from '#shared/contract/shell.ts';
import { DEFAULT_PORT } from '#shared/domain/team/address.ts';
import { systemClock, systemRandom } from '../ground/system.ts';
import { createDiscovery, type NetworkOptions } from '../relay/index.ts';
import { createEngine } from './engine.ts';
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

const log = (line: string) => void process.stderr.write(`${line}\n`);

/** `lan`: every interface, and the search of the other machines; `loopback`: this machine only. */
function networkOf(name: string): NetworkOptions | null {
  if (name === 'lan')
    return { host: '0.0.0.0', preferredPort: DEFAULT_PORT, discovery: createDiscovery(log) };
  return name === 'loopback' ? { host: '127.0.0.1', discovery: null } : null;
}

const movedClock = values['test-clock'] === true ? createMovedClock(import.meta.dirname) : null;
const engine = createEngine({
  dataDir: values.data,
  migrationsDir: fileURLToPath(new URL('../migrations/', import.meta.url)),
  appVersion: String(values.version),
  clock: movedClock ?? systemClock,
  random: systemRandom,
  network: networkOf(String(values.network)),
  demo: values.demo === true,
  ...(values['test-kdf'] === true ? { kdf: quickKeys(import.meta.dirname) } : {}),
  log,
});
engine.onAny((topic, payload) => send({ type: 'event', topic, payload }));

async function handle(message: ToEngine): Promise<void> {
  switch (message.type) {
    case 'call': {
      const result = await engine.call(message.method as MethodName, message.params as never);
      send({ type: 'reply', id: message.id, result });
      return;
    }
    case 'grant':
      send({
        type: 'reply',
        id: message.id,
        result: { ok: true, value: engine.grantFile(message.path, message.access) },
      });
      return;
    case 'move-clock':
      movedClock?.move(message);
      return;
    case 'close':
      await engine.close();
      process.exit(0);
  }
}

if (parentPort) parentPort.on('message', (event) => void handle(event.data));
else {
  process.on('message', (message) => void handle(message as ToEngine));
  // The shell is gone: nothing must stay open behind it.
  process.on('disconnect', () => void handle({ type: 'close' }));
}
if (values.demo) await engine.call('demo.open', {});
send({ type: 'ready' });
