/** A Chromium that shows no window: told of within five seconds, ended, started again; and at last given up, in a sentence. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHost } from './client.ts';
import { findChromium } from './find-chromium.mjs';
import { ask, StubApp } from './stub/build.ts';

const app = new StubApp();
beforeAll(() => app.build());
afterAll(() => app.remove());

/**
 * A program in Chromium's place: notes its process, then hangs while `hangs` says so, and is otherwise what `runs` starts,
 * Chromium itself unless told.
 */
const fakeChromium = (
  hangs: string,
  runs = (chromium: string) => `exec '${chromium}' "$@"`,
): { program: string; pids: () => number[] } => {
  const folder = app.dataFolder();
  const program = path.join(folder, 'chromium');
  const noted = path.join(folder, 'pids');
  writeFileSync(
    program,
    `#!/bin/sh\necho $$ >> '${noted}'\nif ${hangs}; then exec sleep 1000; fi\n${runs(findChromium() ?? '')}\n`,
  );
  chmodSync(program, 0o755);
  const pids = () => (existsSync(noted) ? readFileSync(noted, 'utf8').trim().split('\n').map(Number) : []);
  return { program, pids };
};
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it.skipIf(process.platform === 'win32')(
  'starts again a Chromium that hangs, and says so',
  async () => {
    const marker = path.join(app.dataFolder(), 'hung');
    const { program, pids } = fakeChromium(`[ ! -e '${marker}' ] && touch '${marker}'`);
    const host = await app.start(undefined, { CHROME_PATH: program });
    try {
      expect(await ask(host, 'echo', 1)).toEqual({ ok: true, value: 1 });
      expect(host.said.join('\n')).toContain('Chromium has not answered');
      expect(host.said.join('\n')).toContain('Chromium is started again');
      expect(pids()).toHaveLength(2);
      expect(pids().map(isAlive)).toEqual([false, true]);
    } finally {
      await host.close();
    }
    // A busy machine is given six times five seconds before the first is ended.
  },
  120_000,
);

it.skipIf(process.platform === 'win32')(
  'hears where a test may come in, however much is said after it',
  async () => {
    const { program } = fakeChromium(
      'false',
      (chromium) => `'${chromium}' "$@" 2>&1 >/dev/null | while read -r line; do
      case "$line" in *'DevTools listening'*) printf '%s\\n%05000d\\n' "$line" 0 ;; *) echo "$line" ;; esac
    done 3<&- 4>&- >&2`,
    );
    const host = await app.start(undefined, { CHROME_PATH: program });
    try {
      expect(host.said).toEqual([]);
      expect(await ask(host, 'echo', 1)).toEqual({ ok: true, value: 1 });
    } finally {
      await host.close();
    }
  },
);

it.skipIf(process.platform === 'win32')('gives up after three, with a sentence and a code', async () => {
  const { program, pids } = fakeChromium('true');
  const data = app.dataFolder();
  const failed = startHost({
    bundle: app.bundle,
    args: [`--data=${data}`],
    env: { CHROME_PATH: program, MARGELLE_WINDOW_WITHIN_MS: '300' },
  });
  await expect(failed).rejects.toThrow(
    /\(code 1\).*did not open, 3 times in a row: .*Chromium has not answered/,
  );
  expect(pids()).toHaveLength(3);
  expect(pids().map(isAlive)).toEqual([false, false, false]);
  expect(readFileSync(path.join(data, 'closed'), 'utf8')).toBe('properly');
});

it.skipIf(process.platform === 'win32')('does not wait for a Chromium that ended', async () => {
  const { program, pids } = fakeChromium("{ echo 'no display' >&2; exit 3; }");
  const failed = startHost({
    bundle: app.bundle,
    args: [`--data=${app.dataFolder()}`],
    env: { CHROME_PATH: program },
  });
  await expect(failed).rejects.toThrow(/Chromium ended \(code 3: no display\)/);
  expect(pids()).toHaveLength(3);
});
