/** Whom the shell answers: the page of the app, and nobody else. */
import type { WebContents } from 'electron';
import { expect, it, vi } from 'vitest';
import { doorAddress, homeAddress } from './address.ts';
import { answerTo, handle } from './ipc.ts';

const { handlers } = vi.hoisted(() => ({
  handlers: new Map<string, (event: unknown, ...params: unknown[]) => unknown>(),
}));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: (event: unknown, ...params: unknown[]) => unknown) => {
      handlers.set(channel, handler);
    },
  },
}));

const app = { name: 'app' } as unknown as WebContents;
const door = { name: 'door' } as unknown as WebContents;
const frame = (url: string, parent: unknown = null) => ({ url, parent });
answerTo(app);

const asked: unknown[][] = [];
handle('engine:call', async (_contents, ...params) => {
  asked.push(params);
  return 'answered';
});
const ask = async (sender: WebContents, senderFrame: unknown): Promise<unknown> =>
  handlers.get('engine:call')?.({ sender, senderFrame }, 'notes.list', {});

it('answers the main frame of the page of the app', async () => {
  expect(await ask(app, frame(homeAddress))).toBe('answered');
  expect(asked.splice(0)).toEqual([['notes.list', {}]]);
});

it.each([
  ['the screen at the entrance', door, frame(doorAddress)],
  ['the screen at the entrance, should it show the page of the app', door, frame(homeAddress)],
  ['a frame inside the page of the app', app, frame(homeAddress, frame(homeAddress))],
  ['a stranger in the window of the app', app, frame('https://example.org/')],
  ['a frame that is gone', app, null],
  ['a window nobody spoke of', { name: 'other' } as unknown as WebContents, frame(homeAddress)],
])('refuses %s, before anything of it is looked at', async (_who, sender, senderFrame) => {
  await expect(ask(sender, senderFrame)).rejects.toThrow('engine:call: sender refused');
  expect(asked).toEqual([]);
});
