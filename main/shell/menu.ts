/** The application menu, in French. Small: the screens carry their own commands. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import { texts } from './texts.fr.ts';

export interface MenuActions {
  lock(): void;
  print(): void;
  about(): void;
}

export const installMenu = (actions: MenuActions, platform: NodeJS.Platform): void => {
  const t = texts.menu;
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const mac: MenuItemConstructorOptions[] = [
    {
      label: texts.product,
      submenu: [
        { label: t.about, click: actions.about },
        separator,
        { role: 'hide', label: t.hide },
        separator,
        { role: 'quit', label: t.quit },
      ],
    },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(platform === 'darwin' ? mac : []),
      {
        label: t.file,
        submenu: [
          { label: t.print, accelerator: 'CmdOrCtrl+P', click: actions.print },
          { label: t.lock, accelerator: 'CmdOrCtrl+L', click: actions.lock },
          separator,
          { role: 'quit', label: t.quit },
        ],
      },
      {
        label: t.edit,
        submenu: [
          { role: 'undo', label: t.undo },
          { role: 'redo', label: t.redo },
          separator,
          { role: 'cut', label: t.cut },
          { role: 'copy', label: t.copy },
          { role: 'paste', label: t.paste },
          { role: 'selectAll', label: t.selectAll },
        ],
      },
      {
        label: t.view,
        submenu: [
          { role: 'zoomIn', label: t.zoomIn },
          { role: 'zoomOut', label: t.zoomOut },
          { role: 'resetZoom', label: t.zoomReset },
          separator,
          { role: 'togglefullscreen', label: t.fullScreen },
        ],
      },
      { label: t.help, submenu: [{ label: t.about, click: actions.about }] },
    ]),
  );
};
