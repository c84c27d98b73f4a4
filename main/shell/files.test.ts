/** Dialogs of the system: one at a time over a window, however often a key or a button asks. */
import type { WebContents } from 'electron';
import { expect, it, vi } from 'vitest';
import type { EngineProcess } from './engine.ts';
import { chooseFile, print, savePdf } from './files.ts';

const { opened } = vi.hoisted(() => ({ opened: [] as ((path: string) => void)[] }));
vi.mock('electron', () => {
  const open = () =>
    new Promise((resolve) =>
      opened.push((path) => resolve({ canceled: path === '', filePath: path, filePaths: [path] })),
    );
  return {
    BrowserWindow: { fromWebContents: () => ({}) },
    dialog: { showSaveDialog: open, showOpenDialog: open },
  };
});

const contents = {
  print: (_options: unknown, done: (printed: boolean, why: string) => void) =>
    opened.push(() => done(true, '')),
} as unknown as WebContents;
const engine = { grant: async (value: string) => ({ ok: true, value }) } as unknown as EngineProcess;
const close = (path = ''): void => opened.splice(0).forEach((answer) => void answer(path));

it('is opened once for two presses, the second being given up, and again afterwards', async () => {
  const presses = [
    chooseFile(engine, contents, 'save-calendar', 'a.ics'),
    chooseFile(engine, contents, 'save-calendar', 'a.ics'),
    savePdf(contents, 'a.pdf'),
    print(contents),
  ];
  expect(opened).toHaveLength(1);
  close('/home/claire/a.ics');
  expect(await Promise.all(presses)).toEqual([
    { token: '/home/claire/a.ics', name: 'a.ics', size: 0 },
    null,
    { outcome: 'cancelled' },
    true,
  ]);
  const printing = [print(contents), print(contents)];
  expect(opened).toHaveLength(1);
  close();
  expect(await Promise.all(printing)).toEqual([true, true]);
  const after = chooseFile(engine, contents, 'open-calendar', undefined);
  expect(opened).toHaveLength(1);
  close();
  expect(await after).toBe(null);
});
