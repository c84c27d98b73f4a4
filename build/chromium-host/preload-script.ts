/** The preload of a window, and what it finds there of Electron. */
import { toHost } from './addresses.ts';
import { askScript } from './tab.ts';

/** What a page says that closes itself; no channel of the shell. */
export const closeChannel = 'host:close';

/** Runs the preload before the page's own scripts, in the top frame of our own origin only. */
export const preloadScript = (bundle: string, home: string): string => `(() => {
  ${askScript}
  if (window.top !== window || location.origin !== ${JSON.stringify(new URL(toHost(home)).origin)}) return;
  // Electron closes the window that its page closes; Chromium only those that a script opened.
  globalThis.close = () => { void host.ask(${JSON.stringify(closeChannel)}); };
  const listeners = new Map();
  host.onHear((channel, ...args) => { for (const listen of listeners.get(channel) ?? []) listen({}, ...args); });
  const electron = {
    contextBridge: { exposeInMainWorld: (name, value) => {
      const freeze = (part) => { if (typeof part === 'object' && part !== null) { Object.values(part).forEach(freeze); Object.freeze(part); } return part; };
      Object.defineProperty(globalThis, name, { value: freeze(value), enumerable: true });
    } },
    ipcRenderer: {
      invoke: (channel, ...args) => host.ask(channel, ...args),
      on: (channel, listen) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listen]); },
    },
  };
  const module = { exports: {} };
  const require = (name) => { if (name === 'electron') return electron; throw new Error('A sandboxed preload cannot require ' + name); };
  const process = { platform: ${JSON.stringify(process.platform)} };
  ((exports, require, module, process) => {${bundle}
  })(module.exports, require, module, process);
})();`;
