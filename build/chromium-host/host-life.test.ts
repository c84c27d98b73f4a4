/** How the host ends, and what it leaves: each test has a start of its own, with the stub's engine and page. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type RunningHost, startHost } from './client.ts';
import { ask, openDoor, StubApp } from './stub/build.ts';

const app = new StubApp();
const running: RunningHost[] = [];
const start = async (data?: string): Promise<RunningHost> => {
  const host = await app.start(data);
  running.push(host);
  return host;
};

beforeAll(() => app.build());
afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.close()));
});
afterAll(() => app.remove());

it('goes with the window of the app, and the app with it', async () => {
  const data = app.dataFolder();
  const host = await start(data);
  await openDoor(host);
  await host.page.close();
  expect(await host.close()).toBe(0);
  expect(readFileSync(path.join(data, 'closed'), 'utf8')).toBe('properly');
});

it('gives up, and says so, when the engine keeps falling', async () => {
  const data = app.dataFolder();
  const host = await start(data);
  writeFileSync(path.join(data, 'fall'), '');
  await host.order({ do: 'kill-engine' });
  expect(await host.deed('dialog')).toMatchObject({ type: 'message', options: { type: 'error' } });
});

it('closes the engine before leaving and leaves no profile behind', async () => {
  const data = app.dataFolder();
  const host = await start(data);
  expect(existsSync(host.profile)).toBe(true);
  expect(await host.close()).toBe(0);
  expect(readFileSync(path.join(data, 'closed'), 'utf8')).toBe('properly');
  expect(existsSync(host.profile)).toBe(false);
  expect(readdirSync(data)).not.toContain('window.lock');
});

it('survives a power cut: the folder opens again', async () => {
  const data = app.dataFolder();
  const host = await start(data);
  running.splice(0);
  await host.kill();
  const again = await start(data);
  expect(await ask(again, 'echo', 1)).toEqual({ ok: true, value: 1 });
  expect(existsSync(host.profile)).toBe(false);
});

it('keeps a demonstration in a throw-away folder', async () => {
  const host = await startHost({ bundle: app.bundle, args: ['--demo'] });
  await host.page.waitForSelector('#ready');
  const { value } = (await ask(host, 'args')) as { value: string[] };
  const folder = value.find((arg) => arg.startsWith('--data='))?.slice('--data='.length) ?? '';
  expect(value).toContain('--demo');
  expect(existsSync(folder)).toBe(true);
  await host.close();
  expect(existsSync(folder)).toBe(false);
});
