import type { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => ({ powerMonitor: null as (EventEmitter & { state: string }) | null }));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class Monitor extends Emitter {
    state = 'active';
    getSystemIdleState = () => this.state;
  }
  fake.powerMonitor = new Monitor();
  return { powerMonitor: fake.powerMonitor };
});
const { onScreenLock } = await import('./screen-lock.ts');

const monitor = fake.powerMonitor as EventEmitter & { state: string };
const locked = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  monitor.removeAllListeners();
  monitor.state = 'active';
  locked.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});
const becomes = (state: string) => {
  monitor.state = state;
  vi.advanceTimersByTime(30_000);
};

it('is heard of where the system tells', () => {
  onScreenLock(locked, 'darwin');
  monitor.emit('lock-screen');
  becomes('locked');
  expect(locked).toHaveBeenCalledTimes(1);
});

it('is asked for under Linux, and said once each time', () => {
  onScreenLock(locked, 'linux');
  for (const state of ['idle', 'locked', 'locked', 'active', 'unknown', 'locked', 'idle']) becomes(state);
  expect(locked).toHaveBeenCalledTimes(2);
});
