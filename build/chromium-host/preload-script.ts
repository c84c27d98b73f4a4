/** The preload of a window, and what it finds there of Electron. */
import { toHost } from './addresses.ts';

/** What a page says that closes itself; no channel of the shell. */
export const closeChannel = 'host:close';

/** Runs the preload before the page's own scripts, in the top frame of our own origin only. */
export const preloadScript = (bundle: string, home: string): string => `(() => {
  const invoke = globalThis.__margelleInvoke;
  delete globalThis.__margelleInvoke;
  if (window.top !== window || location.origin !== ${JSON.stringify(new URL(toHost(home)).origin)}) return;
  // Electron closes the window that its page closes; Chromium only those that a script opened.
  globalThis.close = () => { void invoke(${JSON.stringify(closeChannel)}, '[]'); };
  const listeners = new Map();
  Object.defineProperty(globalThis, Symbol.for('margelle.host'), {
    value: (channel, json) => { for (const listen of listeners.get(channel) ?? []) listen({}, ...JSON.parse(json)); },
  });
  const electron = {
    contextBridge: { exposeInMainWorld: (name, value) => {
      const freeze = (part) => { if (typeof part === 'object' && part !== null) { Object.values(part).forEach(freeze); Object.freeze(part); } return part; };
      Object.defineProperty(globalThis, name, { value: freeze(value), enumerable: true });
    } },
    ipcRenderer: {
      invoke: async (channel, ...args) => {
        const answer = JSON.parse(await invoke(channel, JSON.stringify(args)));
        if ('refused' in answer) throw new Error(answer.refused);
        return answer.value;
      },
      on: (channel, listen) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listen]); },
    },
  };
  const module = { exports: {} };
  const require = (name) => { if (name === 'electron') return electron; throw new Error('A sandboxed preload cannot require ' + name); };
  const process = { platform: ${JSON.stringify(process.platform)} };
  ((exports, require, module, process) => {${bundle}
  })(module.exports, require, module, process);
})();`;
