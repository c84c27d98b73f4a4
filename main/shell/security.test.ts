import { EventEmitter } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => ({ app: null as EventEmitter | null }));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  fake.app = new Emitter();
  return { app: fake.app };
});
const { refuseStrangers } = await import('./security.ts');

const app = fake.app as EventEmitter;
beforeEach(() => {
  app.removeAllListeners();
  refuseStrangers();
});
const prevented = (emitter: EventEmitter, event: string, details = {}): boolean => {
  const preventDefault = vi.fn();
  emitter.emit(event, { preventDefault, ...details }, 'Bonjour Claire');
  return preventDefault.mock.calls.length > 0;
};

it('keeps the title of a window from following its page, and its picture from who captures the screen', () => {
  const setContentProtection = vi.fn();
  const window = Object.assign(new EventEmitter(), { setContentProtection });
  app.emit('browser-window-created', {}, window);
  expect(prevented(window, 'page-title-updated')).toBe(true);
  expect(setContentProtection.mock.calls).toEqual([[true]]);
});

it('refuses every download, whatever session it begins in', () => {
  const session = new EventEmitter();
  app.emit('session-created', session);
  expect(prevented(session, 'will-download')).toBe(true);
});

it('gives each page the policy of WebRTC without UDP, and refuses what would lead elsewhere', () => {
  const setWebRTCIPHandlingPolicy = vi.fn();
  const setWindowOpenHandler = vi.fn();
  const contents = Object.assign(new EventEmitter(), { setWebRTCIPHandlingPolicy, setWindowOpenHandler });
  app.emit('web-contents-created', {}, contents);
  expect(setWebRTCIPHandlingPolicy.mock.calls).toEqual([['disable_non_proxied_udp']]);
  expect(setWindowOpenHandler.mock.calls[0]?.[0]()).toEqual({ action: 'deny' });
  expect(prevented(contents, 'will-navigate', { url: 'https://example.org/' })).toBe(true);
  expect(prevented(contents, 'will-navigate', { url: 'app://margelle/' })).toBe(false);
  expect(prevented(contents, 'will-redirect')).toBe(true);
  expect(prevented(contents, 'will-attach-webview')).toBe(true);
});
