/** The shell in the host, with a tiny engine and page of the test's own: what holds whatever the app becomes. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningHost, startHost } from './client.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const built = mkdtempSync(path.join(tmpdir(), 'margelle-host-test-'));
const bundle = path.join(built, 'main', 'index.mjs');
const running: RunningHost[] = [];

const bundleOne = (entry: string, outDir: string, format: 'es' | 'cjs', name: string) =>
  build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: [{ find: /^#shared\//, replacement: `${path.join(root, 'shared')}/` }] },
    build: {
      ssr: path.join(root, entry),
      outDir: path.join(built, outDir),
      rolldownOptions: { external: ['electron'], output: { format, entryFileNames: name } },
    },
  });

beforeAll(async () => {
  await bundleOne('main/shell/index.ts', 'main', 'es', 'index.mjs');
  await bundleOne('main/shell/preload.ts', 'preload', 'cjs', 'index.cjs');
  await bundleOne('main/shell/door-preload.ts', 'preload', 'cjs', 'door.cjs');
  mkdirSync(path.join(built, 'engine'));
  mkdirSync(path.join(built, 'renderer'));
  const stub = path.join(import.meta.dirname, 'stub');
  copyFileSync(path.join(stub, 'engine.mjs'), path.join(built, 'engine', 'process.js'));
  copyFileSync(path.join(stub, 'page.html'), path.join(built, 'renderer', 'index.html'));
  for (const file of ['page.js', 'porte.html', 'porte.js'])
    copyFileSync(path.join(stub, file), path.join(built, 'renderer', file));
  writeFileSync(path.join(built, 'package.json'), '{"type":"module"}');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.close()));
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

const dataFolder = (): string => mkdtempSync(path.join(built, 'data-'));
const start = async (data = dataFolder(), ...args: string[]): Promise<RunningHost> => {
  const host = await startHost({ bundle, args: [`--data=${data}`, ...args] });
  running.push(host);
  await host.page.waitForSelector('#ready');
  return host;
};
const ask = (host: RunningHost, method: string, params: unknown = {}) =>
  host.page.evaluate(([name, given]) => window.margelle.call(name, given), [method, params] as const);

describe('the page', () => {
  it('is served from the app’s origin with its policy, in a secure context, sandboxed', async () => {
    const { page } = await start();
    const response = await page.reload();
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
    expect(response?.headers()['x-content-type-options']).toBe('nosniff');
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
    expect(await page.evaluate(() => 'require' in window || '__margelleInvoke' in window)).toBe(false);
  });

  it('cannot run inline script, fetch, or open another site', async () => {
    const { page } = await start();
    const before = page.url();
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.broken = true';
      document.body.append(script);
    });
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
    expect(
      await page.evaluate(() =>
        fetch('./page.js').then(
          () => 'fetched',
          () => 'refused',
        ),
      ),
    ).toBe('refused');
    await page.evaluate(() => {
      window.location.href = 'https://example.org/';
    });
    await page.evaluate(() => window.open('https://example.org/', '_blank', 'popup'));
    await expect.poll(() => page.context().pages().length).toBe(1);
    expect(page.url()).toBe(before);
    expect(await page.textContent('#ready')).toBe('prêt');
  });
});

describe('calls', () => {
  it('go to the engine and come back, errors as values', async () => {
    const data = dataFolder();
    const host = await start(data);
    expect(await ask(host, 'echo', { mot: 'où', list: [1, null] })).toEqual({
      ok: true,
      value: { mot: 'où', list: [1, null] },
    });
    expect(await ask(host, 'unknown')).toEqual({
      ok: false,
      error: { tag: 'unknown_method', method: 'unknown' },
    });
    expect(await ask(host, 'args')).toMatchObject({
      ok: true,
      value: expect.arrayContaining([`--data=${data}`]),
    });
  });

  it('carry events to those who listen', async () => {
    const host = await start();
    await host.page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      const stop = window.margelle.on('planning', (payload) => {
        heard.push(payload);
        stop();
      });
    });
    await ask(host, 'emit', { topic: 'planning', payload: { year: 2027 } });
    await ask(host, 'emit', { topic: 'planning', payload: 'after stop' });
    const heard = () => host.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
    await expect.poll(heard).toEqual([{ year: 2027 }]);
  });

  it('are refused from a frame that is not the app’s page', async () => {
    const host = await start();
    await host.page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.srcdoc = '<p>stranger</p>';
      document.body.append(frame);
    });
    const inner = host.page.frames().find((frame) => frame.parentFrame() !== null);
    const stranger = await inner?.evaluate(() => [
      'margelle' in window,
      typeof Reflect.get(window, '__margelleInvoke'),
    ]);
    expect(stranger?.[0] ?? false).toBe(false);
    if (stranger?.[1] === 'function') {
      const answer = await inner?.evaluate(() =>
        Reflect.get(window, '__margelleInvoke')('engine:call', '["echo",{}]'),
      );
      expect(answer).toContain('sender refused');
    }
  });
});

describe('the machine', () => {
  it('gives a token for a chosen file, never its path', async () => {
    const host = await start();
    const file = path.join(dataFolder(), 'agenda.ics');
    writeFileSync(file, 'BEGIN:VCALENDAR');
    await host.answerNextDialog({ path: file });
    const chosen = await host.page.evaluate(() => window.margelle.shell.chooseFile('open-calendar'));
    expect(chosen).toEqual({ token: 'token-read-1', name: 'agenda.ics', size: 15 });
    expect(
      await host.page.evaluate(() => window.margelle.shell.chooseFile('save-backup', '../x.margelle')),
    ).toBeNull();
    expect(host.deeds).toHaveLength(2);
    expect(host.deeds[1]).toMatchObject({ type: 'save' });
    expect(host.deeds[1]).not.toHaveProperty('options.defaultPath');
  });

  it('prints the page to a file and on paper', async () => {
    const host = await start();
    const file = path.join(dataFolder(), 'programme.pdf');
    await host.answerNextDialog({ path: file });
    expect(await host.page.evaluate(() => window.margelle.shell.savePdf('programme'))).toEqual({
      outcome: 'saved',
      name: 'programme.pdf',
    });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    await host.page.evaluate(() => window.margelle.shell.print());
    expect((await host.deed('print')).pdf.length).toBeGreaterThan(1_000);
  });

  it('opens an address outside only after a yes, and only https or mailto', async () => {
    const host = await start();
    const open = (url: string) =>
      host.page.evaluate((address) => window.margelle.shell.openExternal(address), url);
    expect(await open('file:///etc/passwd')).toBe(false);
    expect(host.deeds).toEqual([]);
    expect(await open('https://www.cnil.fr/')).toBe(false);
    await host.answerNextDialog({ button: 0 });
    expect(await open('https://www.cnil.fr/')).toBe(true);
    expect(await host.deed('external')).toEqual({ kind: 'external', url: 'https://www.cnil.fr/' });
  });

  it.each(['suspend', 'lock-screen'] as const)(
    'locks the vault on %s and starts the page again',
    async (event) => {
      const host = await start();
      await host.page.evaluate(() => Object.assign(window, { before: true }));
      await host.order({ do: 'power', event });
      await expect.poll(() => host.page.evaluate(() => 'before' in window)).toBe(false);
      expect(await ask(host, 'calls')).toMatchObject({ value: expect.arrayContaining(['vault.lock']) });
    },
  );

  it('locks from the menu', async () => {
    const host = await start();
    await host.order({ do: 'menu', path: ['Fichier', 'Verrouiller'] });
    await expect.poll(async () => JSON.stringify(await ask(host, 'calls'))).toContain('vault.lock');
  });
});

describe('a second window', () => {
  const openDoor = async (host: RunningHost) => {
    expect(await host.page.evaluate(() => window.margelle.shell.openDoor())).toEqual({
      ok: true,
      value: null,
    });
    const door = await host.pageAt('/porte.html');
    await door.waitForSelector('#place');
    return door;
  };

  it('is full screen, has a session and a bridge of its own, and is handed what it shows', async () => {
    const host = await start();
    await host.page.evaluate(() => localStorage.setItem('word', 'of the app'));
    const door = await openDoor(host);
    await expect.poll(() => door.textContent('#place')).toBe('Stub');
    expect(door.viewportSize()).toEqual({ width: 1920, height: 1080 });
    expect(
      await door.evaluate(() => [
        localStorage.getItem('word'),
        'margelle' in window,
        '__margelleInvoke' in window,
        Object.keys(window.porte),
      ]),
    ).toEqual([null, false, false, ['onProgramme']]);
    await door.evaluate(() => window.open('https://example.org/', '_blank', 'popup'));
    await expect.poll(() => door.context().pages().length).toBe(1);
  });

  it('gets no answer from the shell, even with a preload that asks', async () => {
    const preload = path.join(built, 'preload', 'door.cjs');
    const own = readFileSync(preload);
    writeFileSync(
      preload,
      `${own}\n;{ const { ipcRenderer, contextBridge } = require('electron');
        contextBridge.exposeInMainWorld('hostile', { invoke: (...all) => ipcRenderer.invoke(...all) }); }`,
    );
    try {
      const host = await start();
      const door = await openDoor(host);
      const answers = await door.evaluate(() => {
        const { invoke } = Reflect.get(window, 'hostile') as {
          invoke(channel: string, ...params: unknown[]): Promise<unknown>;
        };
        const asked: [string, ...unknown[]][] = [
          ['engine:call', 'echo', {}],
          ['shell:choose-file', 'open-table'],
          ['shell:print'],
          ['shell:save-pdf', 'x'],
          ['shell:open-external', 'https://example.org/'],
          ['shell:typed-is-written'],
          ['shell:open-door'],
          ['shell:close-door'],
          ['shell:door-is-open'],
        ];
        return Promise.all(
          asked.map((params) =>
            invoke(...params).then(
              () => 'answered',
              (error: Error) => error.message,
            ),
          ),
        );
      });
      expect(answers).toHaveLength(9);
      for (const answer of answers) expect(answer).toContain('sender refused');
      expect(host.deeds).toEqual([]);
    } finally {
      writeFileSync(preload, own);
    }
  });

  it('goes on when the vault is locked and the page of the app starts again', async () => {
    const host = await start();
    const door = await openDoor(host);
    await door.evaluate(() => Object.assign(window, { before: true }));
    await host.page.evaluate(() => Object.assign(window, { before: true }));
    await host.order({ do: 'power', event: 'suspend' });
    await expect.poll(() => host.page.evaluate(() => 'before' in window)).toBe(false);
    expect(await door.evaluate(() => 'before' in window)).toBe(true);
  });

  it('moves to a display that is plugged in', async () => {
    const host = await start();
    const door = await openDoor(host);
    const displays = [
      { id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } },
      { id: 2, bounds: { x: 1920, y: 0, width: 1280, height: 720 } },
    ];
    await host.order({ do: 'displays', displays });
    await expect
      .poll(() => door.evaluate(() => [window.innerWidth, window.innerHeight]))
      .toEqual([1280, 720]);
  });

  it('closes itself and not the app, which is told', async () => {
    const host = await start();
    const door = await openDoor(host);
    await host.page.evaluate(() => {
      const heard: boolean[] = [];
      Object.assign(window, { heard });
      window.margelle.shell.followDoor((open) => heard.push(open));
    });
    const heard = () => host.page.evaluate(() => (window as unknown as { heard: boolean[] }).heard);
    await expect.poll(heard).toEqual([true]);
    const closed = door.waitForEvent('close');
    await door.evaluate(() => window.close()).catch(() => undefined);
    await closed;
    await expect.poll(heard).toEqual([true, false]);
    expect(await ask(host, 'echo', 'still here')).toEqual({ ok: true, value: 'still here' });
    await openDoor(host);
  });

  it('goes with the window of the app, and the app with it', async () => {
    const data = dataFolder();
    const host = await start(data);
    await openDoor(host);
    await host.page.close();
    expect(await host.close()).toBe(0);
    expect(readFileSync(path.join(data, 'closed'), 'utf8')).toBe('properly');
  });
});

describe('life and death', () => {
  it('restarts a fallen engine, answers what was pending, reloads the page', async () => {
    const host = await start();
    await host.page.evaluate(() => {
      Object.assign(window, { before: true });
      void window.margelle
        .call('never', {})
        .then((answer) => sessionStorage.setItem('pending', JSON.stringify(answer)));
    });
    await host.order({ do: 'kill-engine' });
    await expect.poll(() => host.page.evaluate(() => 'before' in window)).toBe(false);
    expect(await ask(host, 'echo', 'again')).toEqual({ ok: true, value: 'again' });
  });

  it('gives up, and says so, when the engine keeps falling', async () => {
    const data = dataFolder();
    const host = await start(data);
    writeFileSync(path.join(data, 'fall'), '');
    await host.order({ do: 'kill-engine' });
    expect(await host.deed('dialog')).toMatchObject({ type: 'message', options: { type: 'error' } });
  });

  it('closes the engine before leaving and leaves no profile behind', async () => {
    const data = dataFolder();
    const host = await start(data);
    expect(existsSync(host.profile)).toBe(true);
    expect(await host.close()).toBe(0);
    expect(readFileSync(path.join(data, 'closed'), 'utf8')).toBe('properly');
    expect(existsSync(host.profile)).toBe(false);
    expect(readdirSync(data)).not.toContain('window.lock');
  });

  it('opens a folder once', async () => {
    const data = dataFolder();
    await start(data);
    await expect(startHost({ bundle, args: [`--data=${data}`] })).rejects.toThrow(
      'ended before its window opened',
    );
  });

  it('survives a power cut: the folder opens again', async () => {
    const data = dataFolder();
    const host = await start(data);
    running.splice(0);
    await host.kill();
    const again = await start(data);
    expect(await ask(again, 'echo', 1)).toEqual({ ok: true, value: 1 });
    expect(existsSync(host.profile)).toBe(false);
  });

  it('keeps a demonstration in a throw-away folder', async () => {
    const host = await startHost({ bundle, args: ['--demo'] });
    await host.page.waitForSelector('#ready');
    const { value } = (await ask(host, 'args')) as { value: string[] };
    const folder = value.find((arg) => arg.startsWith('--data='))?.slice('--data='.length) ?? '';
    expect(value).toContain('--demo');
    expect(existsSync(folder)).toBe(true);
    await host.close();
    expect(existsSync(folder)).toBe(false);
  });
});
