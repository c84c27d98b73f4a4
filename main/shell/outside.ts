/** Opening an address outside the app: only https and mailto, and only after the person said so. */
import { BrowserWindow, dialog, shell, type WebContents } from 'electron';
import { isAllowedOutside } from './address.ts';
import { texts } from './texts.fr.ts';

const longestShown = 300;

export const openOutside = async (contents: WebContents, address: unknown): Promise<boolean> => {
  const window = BrowserWindow.fromWebContents(contents);
  if (window === null || typeof address !== 'string' || !isAllowedOutside(address)) return false;
  const { href } = new URL(address);
  const { title, message, open, stay } = texts.openOutside;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title,
    message,
    detail: href.length > longestShown ? `${href.slice(0, longestShown)}…` : href,
    buttons: [open, stay],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  if (response !== 0) return false;
  await shell.openExternal(href);
  return true;
};
