import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type { FromEngine, ToEngine } from '#shared/contract/shell.ts';
import type { VaultState } from '#shared/contract/vault.ts';
import { openTestEngine, testPassphrase } from '../testing/engine.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'margelle-process-'));
let child: ChildProcess;
afterEach(() => {
  child.kill('SIGKILL');
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Tells every file that is loaded, before it runs. */
const tellsFiles = `data:text/javascript,${encodeURIComponent(
  "import { registerHooks } from 'node:module'; registerHooks({ load: (url, context, next) => { process.send({ type: 'loaded', url }); return next(url, context); } });",
)}`;

it('answers the first screen before the engine is loaded, as the engine does, then loads it unasked', async () => {
  const engine = openTestEngine(folder);
  await engine.call('vault.create', {
    team: 'Premier écran',
    profile: 'empty',
    name: 'Claire',
    role: 'coordinator',
    passphrase: testPassphrase,
  });
  await engine.call('vault.lock', {});
  const { vaults } = ((await engine.call('vault.state', {})) as { value: VaultState }).value;
  await engine.call('vault.unlock', { id: vaults[0]?.id ?? '', passphrase: 'un mot qui n’ouvre pas' });
  await engine.close();

  child = fork(path.join(import.meta.dirname, 'process.ts'), [`--data=${folder}`], {
    execArgv: ['--import', tellsFiles],
    serialization: 'advanced',
  });
  const loaded: string[] = [];
  child.on('message', (message: { type: string; url: string }) => {
    if (message.type === 'loaded') loaded.push(message.url);
  });
  const ask = async (id: number, method: string) => {
    child.send({ type: 'call', id, method, params: {} } satisfies ToEngine);
    for (;;) {
      const [said] = (await once(child, 'message')) as [FromEngine];
      if (said.type === 'reply' && said.id === id) return said.result;
    }
  };
  const isThere = (part: string) => loaded.some((url) => url.includes(part));

  const first = await ask(1, 'vault.state');
  expect(isThere('/vault/closed-vaults.ts')).toBe(true);
  expect(['/roof/engine.ts', '/features/', '/yjs/', '/drizzle-orm/', '/ws/'].filter(isThere)).toEqual([]);

  const joining = await ask(2, 'team.joining');
  expect(isThere('/roof/engine.ts')).toBe(false);

  // Nobody asks for more: it comes by itself.
  await vi.waitFor(() => expect(isThere('/roof/engine.ts')).toBe(true), 30_000);
  expect(await ask(3, 'team.joining')).toEqual(joining);
  // By now the engine itself: the keyrings of tests are too cheap for it too, and it says the same of them.
  expect(await ask(4, 'vault.state')).toEqual(first);
  expect(first).toMatchObject({
    ok: true,
    value: { open: null, demo: false, vaults: [{ id: vaults[0]?.id, retryInMs: 0 }] },
  });

  child.send({ type: 'close' } satisfies ToEngine);
  expect((await once(child, 'exit'))[0]).toBe(0);
});

it('closes at once when nothing was asked', async () => {
  child = fork(path.join(import.meta.dirname, 'process.ts'), [`--data=${folder}`], {
    execArgv: [],
    serialization: 'advanced',
  });
  await once(child, 'message');
  child.send({ type: 'close' } satisfies ToEngine);
  expect((await once(child, 'exit'))[0]).toBe(0);
});
