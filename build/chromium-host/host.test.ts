/**
 * The shell in the host, with a tiny engine and page of the test's own: what holds whatever the app becomes. One window
 * for all of them, its page fresh for each.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from './browser.ts';
import { type RunningHost, startHost } from './client.ts';
import type { Order } from './control.ts';
import { ask, openDoor, StubApp } from './stub/build.ts';
import { Reached, wayOut } from './stub/webrtc.ts';

const app = new StubApp();
const data = app.dataFolder();
let host: RunningHost;

beforeAll(async () => {
  await app.build();
  host = await app.start(data);
});
beforeEach(async () => {
  await host.page.reload();
  await host.page.waitForSelector('#ready');
  host.deeds.splice(0);
});
afterAll(async () => {
  await host?.close();
  app.remove();
});

/** How many times the vault was asked to lock so far. */
const locks = async (): Promise<number> => {
  const { value } = (await ask(host, 'calls')) as { value: string[] };
  return value.filter((method) => method === 'vault.lock').length;
};

/** One more lock, and a page begun again: what is asked of one that is about to go gets no answer. */
async function locksOn(order: Order): Promise<void> {
  const before = await locks();
  await host.page.evaluate(() => Object.assign(window, { before: true }));
  await host.order(order);
  await expect.poll(() => host.page.evaluate(() => 'before' in window)).toBe(false);
  expect(await locks()).toBe(before + 1);
}

describe('the page', () => {
  it('is served from the app’s origin with its policy, in a secure context, sandboxed', async () => {
    const { page } = host;
    const response = await page.reload();
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
    expect(response?.headers()['x-content-type-options']).toBe('nosniff');
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
    expect(await page.evaluate(() => 'require' in window || '__margelleInvoke' in window)).toBe(false);
  });

  it('cannot run inline script, fetch, or open another site', async () => {
    const { page } = host;
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

describe('downloads', () => {
  // In the first window the driver of the tests has the last word: it lets a page save what it likes.
  it('are refused', async () => {
    const door = await openDoor(host);
    await door.evaluate(() => {
      const link = document.createElement('a');
      link.download = 'names.txt';
      link.href = URL.createObjectURL(new Blob(['names']));
      link.click();
    });
    expect(await host.deed('download')).toEqual({ kind: 'download', saved: false });
    await host.page.evaluate(() => window.margelle.shell.closeDoor());
  });
});

describe('WebRTC', () => {
  it('leaves no page of the app, and would leave another one', async () => {
    const reached = new Reached();
    const bare = new Browser({ headless: true, underTest: false });
    try {
      const ports = await reached.listen();
      const door = await openDoor(host);
      for (const page of [host.page, door]) expect(await page.evaluate(wayOut, ports)).toBe(null);
      expect(reached.heard).toEqual([]);

      const tab = await bare.firstTab;
      await tab.prepare('');
      tab.evaluate(wayOut, ports).catch(() => undefined);
      await expect.poll(() => new Set(reached.heard), { timeout: 60_000 }).toEqual(new Set(['udp', 'tcp']));
    } finally {
      await host.page.evaluate(() => window.margelle.shell.closeDoor());
      await bare.close();
      reached.close();
    }
  });
});

describe('calls', () => {
  it('go to the engine and come back, errors as values', async () => {
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
    const file = path.join(app.dataFolder(), 'agenda.ics');
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
    const file = path.join(app.dataFolder(), 'programme.pdf');
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
    const open = (url: string) =>
      host.page.evaluate((address) => window.margelle.shell.openExternal(address), url);
    expect(await open('file:///etc/passwd')).toBe(false);
    expect(host.deeds).toEqual([]);
    expect(await open('https://www.cnil.fr/')).toBe(false);
    await host.answerNextDialog({ button: 0 });
    expect(await open('https://www.cnil.fr/')).toBe(true);
    expect(await host.deed('external')).toEqual({ kind: 'external', url: 'https://www.cnil.fr/' });
  });

  it.each(['suspend', 'lock-screen'] as const)('locks the vault on %s and starts the page again', (event) =>
    locksOn({ do: 'power', event }),
  );

  it('locks from the menu, and starts the page again', () =>
    locksOn({ do: 'menu', path: ['Fichier', 'Verrouiller'] }));
});

describe('a second window', () => {
  /** The display it was started with, and no door: as the next test expects. */
  const one = { id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } };
  afterEach(async () => {
    await host.page.evaluate(() => window.margelle.shell.closeDoor());
    await expect.poll(() => host.page.context().pages().length).toBe(1);
    await host.order({ do: 'displays', displays: [one] });
  });

  it('is full screen, has a session and a bridge of its own, and is handed what it shows', async () => {
    await host.page.evaluate(() => localStorage.setItem('word', 'of the app'));
    const door = await openDoor(host);
    await expect.poll(() => door.textContent('#place')).toBe('Stub');
    expect(await door.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([1920, 1080]);
    expect(
      await door.evaluate(() => [
        localStorage.getItem('word'),
        'margelle' in window,
        '__margelleInvoke' in window,
        Object.keys(window.porte),
      ]),
    ).toEqual([null, false, false, ['onProgramme']]);
    await door.evaluate(() => window.open('https://example.org/', '_blank', 'popup'));
    await expect.poll(() => host.page.context().pages()).toEqual([host.page, door]);
  });

  it('gets no answer from the shell, even with a preload that asks', async () => {
    const preload = path.join(app.folder, 'preload', 'door.cjs');
    const own = readFileSync(preload);
    writeFileSync(
      preload,
      `${own}\n;{ const { ipcRenderer, contextBridge } = require('electron');
        contextBridge.exposeInMainWorld('hostile', { invoke: (...all) => ipcRenderer.invoke(...all) }); }`,
    );
    try {
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
    const door = await openDoor(host);
    await door.evaluate(() => Object.assign(window, { before: true }));
    await host.page.evaluate(() => Object.assign(window, { before: true }));
    await host.order({ do: 'power', event: 'suspend' });
    await expect.poll(() => host.page.evaluate(() => 'before' in window)).toBe(false);
    expect(await door.evaluate(() => 'before' in window)).toBe(true);
  });

  it('moves to a display that is plugged in', async () => {
    const door = await openDoor(host);
    const displays = [one, { id: 2, bounds: { x: 1920, y: 0, width: 1280, height: 720 } }];
    await host.order({ do: 'displays', displays });
    await expect
      .poll(() => door.evaluate(() => [window.innerWidth, window.innerHeight]))
      .toEqual([1280, 720]);
  });

  it('closes itself and not the app, which is told', async () => {
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
});

describe('life and death', () => {
  it('restarts a fallen engine, answers what was pending, reloads the page', async () => {
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

  it.each(['--inspect', '--remote-debugging-port=9222', '--remote-debugging-pipe'])(
    'does not open with %s once it is packaged',
    async (option) => {
      const start = (args: string[]) =>
        startHost({ bundle: app.bundle, args, env: { MARGELLE_HOST_PACKAGED: '1' } });
      const args = [`--data=${app.dataFolder()}`];
      await expect(start([...args, option])).rejects.toThrow('ended before its window opened (code 1)');
      const opened = await start(args);
      await opened.close();
    },
  );

  it('opens a folder once', async () => {
    if (process.platform !== 'win32')
      expect(statSync(path.join(data, 'window.lock')).mode & 0o777).toBe(0o600);
    await expect(startHost({ bundle: app.bundle, args: [`--data=${data}`] })).rejects.toThrow(
      'ended before its window opened',
    );
  });
});
