/** The only bridge between the window and the shell: it forwards, it decides nothing. */
import { contextBridge, ipcRenderer } from 'electron';
import {
  FIRST_ASKED,
  type MargelleBridge,
  type Platform,
  type ShellChannel,
  type ShellChannels,
} from '#shared/contract/shell.ts';

const invoke = <C extends ShellChannel>(
  channel: C,
  ...params: ShellChannels[C]['params']
): Promise<ShellChannels[C]['answer']> => ipcRenderer.invoke(channel, ...params);

/** On their way while the code of the page is; each is for its first question, unless something happened meanwhile. */
const firstAnswers = new Map<string, Promise<unknown>>();
for (const method of FIRST_ASKED) {
  const answer = invoke('engine:call', method, {});
  // Refused, it is refused to who asks, or to nobody.
  answer.catch(() => undefined);
  firstAnswers.set(method, answer);
}
const firstAnswer = (method: string): Promise<unknown> | undefined => {
  const answer = firstAnswers.get(method);
  firstAnswers.delete(method);
  return answer;
};

const listeners = new Map<string, Set<(payload: unknown) => void>>();
ipcRenderer.on('engine:event', (_event, topic: string, payload: unknown) => {
  firstAnswers.clear();
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
  call: (method, params) => firstAnswer(method) ?? invoke('engine:call', method, params),
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
