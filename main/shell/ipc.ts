/**
 * The one place that touches raw IPC: every request is checked to come from the main frame of our own page, in the
 * window of the app. The screen at the entrance shows a page of ours too: nothing it asks is answered.
 */
import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import type { ShellChannel, ShellChannels, ShellEvents } from '#shared/contract/shell.ts';
import { isOwnAddress } from './address.ts';

const isOwnMainFrame = (frame: WebFrameMain | null): boolean =>
  frame !== null && frame.parent === null && isOwnAddress(frame.url);

const answered = new WeakSet<WebContents>();

/** From now on the page of this window may ask. */
export const answerTo = (contents: WebContents): void => {
  answered.add(contents);
};

type Answer<C extends ShellChannel> = (
  contents: WebContents,
  ...params: ShellChannels[C]['params']
) => Promise<ShellChannels[C]['answer']>;

/** Answers one channel. A stranger's request is rejected before `answer` sees anything of it. */
export const handle = <C extends ShellChannel>(channel: C, answer: Answer<C>): void => {
  ipcMain.handle(channel, (event, ...params) => {
    if (!answered.has(event.sender) || !isOwnMainFrame(event.senderFrame))
      throw new Error(`${channel}: sender refused`);
    return answer(event.sender, ...(params as ShellChannels[C]['params']));
  });
};

export const send = <C extends keyof ShellEvents>(
  contents: WebContents,
  channel: C,
  ...params: ShellEvents[C]
): void => {
  if (!contents.isDestroyed()) contents.send(channel, ...params);
};
