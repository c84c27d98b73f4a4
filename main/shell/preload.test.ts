import { beforeEach, expect, test, vi } from 'vitest';
import type { MargelleBridge } from '#shared/contract/shell.ts';

const asked: string[] = [];
const heard = new Map<string, (event: unknown, ...params: unknown[]) => void>();
let bridge: MargelleBridge;

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (_name: string, value: MargelleBridge) => {
      bridge = value;
    },
  },
  ipcRenderer: {
    invoke: async (_channel: string, method: string) => {
      asked.push(method);
      return `answer ${asked.length}`;
    },
    on: (channel: string, hear: (event: unknown, ...params: unknown[]) => void) => heard.set(channel, hear),
  },
}));

beforeEach(async () => {
  asked.length = 0;
  vi.resetModules();
  await import('./preload.ts');
});

test('what the page asks first is asked before the page is there, once', async () => {
  expect(asked).toEqual(['vault.state', 'team.joining']);
  expect(await bridge.call('vault.state', {})).toBe('answer 1');
  expect(asked).toHaveLength(2);
  expect(await bridge.call('vault.state', {})).toBe('answer 3');
  expect(asked.at(-1)).toBe('vault.state');
});

test('an answer of before something happened is not given', async () => {
  heard.get('engine:event')?.({}, 'vault.changed', null);
  expect(await bridge.call('vault.state', {})).toBe('answer 3');
  expect(await bridge.call('team.joining', {})).toBe('answer 4');
});
