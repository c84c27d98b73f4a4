/** The bridge of the screen at the entrance: the public programme comes in, nothing goes out. */
import { contextBridge, ipcRenderer } from 'electron';
import type { DoorBridge, KnownProgramme } from '#shared/contract/shell.ts';

let known: KnownProgramme | null = null;
let listen: (known: KnownProgramme) => void = () => undefined;

ipcRenderer.on('door:programme', (_event, received: KnownProgramme) => {
  known = received;
  listen(received);
});

const bridge: DoorBridge = {
  onProgramme(wanted) {
    listen = wanted;
    if (known !== null) wanted(known);
  },
};
contextBridge.exposeInMainWorld('porte', bridge);
