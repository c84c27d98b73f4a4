/** The only bridge between the window and the shell: it forwards, it decides nothing. */
import { contextBridge, ipcRenderer } from 'electron';
import type { MargelleBridge, Platform, ShellChannel, ShellChannels } from '#shared/contract/shell.ts';

const invoke = <C extends ShellChannel>(
  channel: C,
  ...params: ShellChannels[C]['params']
): Promise<ShellChannels[C]['answer']> => ipcRenderer.invoke(channel, ...params);

const listeners = new Map<string, Set<(payload: unknown) => void>>();
ipcRenderer.on('engine:event', (_event, topic: string, payload: unknown) => {
  for (const listen of listeners.get(topic) ?? []) listen(payload);
});

let writeTyped: () => Promise<void> = () => Promise.resolve();
ipcRenderer.on('shell:write-typed', () => {
  void writeTyped().finally(() => invoke('shell:typed-is-written'));
});

const doorFollowers = new Set<(open: boolean) => void>();
ipcRenderer.on('shell:door-changed', (_event, open: boolean) => {
  for (const listen of doorFollowers) listen(open);
});

const bridge: MargelleBridge = {
  call: (method, params) => invoke('engine:call', method, params),
  on(topic, listen) {
    const own = listeners.get(topic) ?? new Set();
    listeners.set(topic, own.add(listen));
    return () => {
      own.delete(listen);
    };
  },
  shell: {
    chooseFile: (kind, suggestedName) => invoke('shell:choose-file', kind, suggestedName),
    print: () => invoke('shell:print'),
    savePdf: (suggestedName) => invoke('shell:save-pdf', suggestedName),
    openExternal: (url) => invoke('shell:open-external', url),
    openDoor: () => invoke('shell:open-door'),
    closeDoor: () => invoke('shell:close-door'),
    followDoor(listen) {
      doorFollowers.add(listen);
      void invoke('shell:door-is-open').then((open) => {
        if (doorFollowers.has(listen)) listen(open);
      });
      return () => {
        doorFollowers.delete(listen);
      };
    },
    beforeLock(write) {
      writeTyped = write;
    },
    platform: process.platform as Platform,
  },
};
contextBridge.exposeInMainWorld('margelle', bridge);
