/**
 * The shell: the window of the app, the screen at the entrance, one engine process, and the doors between them. It holds no data and takes no decision about
 * any; it never sees a passphrase other than passing by.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, dialog, powerMonitor, session } from 'electron';
import { homeAddress } from './address.ts';
import { makeDemoFolder, removeDemoFolder } from './demo-folder.ts';
import { Door } from './door.ts';
import { EngineProcess } from './engine.ts';
import { chooseFile, print, savePdf } from './files.ts';
import { answerTo, handle, send } from './ipc.ts';
import { installMenu } from './menu.ts';
import { askedByTests, asksToLookIn, readOptions } from './options.ts';
import { openOutside } from './outside.ts';
import { declareScheme, serveScreens } from './scheme.ts';
import { onScreenLock } from './screen-lock.ts';
import { confinement, refuseNetwork, refusePermissions, refuseStrangers } from './security.ts';
import { texts } from './texts.fr.ts';
import { TypedWords } from './typed-words.ts';

const built = path.resolve(import.meta.dirname, '..');
const options = readOptions(process.argv, process.cwd());
const demoFolder = options.demo ? makeDemoFolder(app.getPath('temp')) : null;
const chosenFolder = demoFolder ?? options.dataFolder;

app.setName(texts.product);
app.enableSandbox();
// Date fields and Chromium's own words, whatever the system speaks.
app.commandLine.appendSwitch('lang', 'fr-FR');
// No page finds another machine, by its name or by its number: what WebRTC would reach by TCP ends here.
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
if (chosenFolder !== null) app.setPath('userData', chosenFolder);
const dataFolder = app.getPath('userData');
mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
// Chromium's own files stay out of the folder that people back up and that holds only ciphertext.
app.setPath('sessionData', path.join(dataFolder, 'window'));

const engine = new EngineProcess(path.join(built, 'engine', 'process.js'), [
  `--data=${dataFolder}`,
  `--version=${app.getVersion()}`,
  `--network=${options.network}`,
  ...(options.demo ? ['--demo'] : []),
  ...askedByTests(process.env, app.isPackaged),
]);

let window: BrowserWindow | null = null;
let door: Door | null = null;

const typedWords = new TypedWords();

/** Closes the vault wherever the order came from, then redraws the page so that nothing stays in its memory. */
const lock = async (): Promise<void> => {
  if (window !== null) await typedWords.written(window.webContents);
  await engine.call('vault.lock', {});
  window?.webContents.reload();
};

const openWindow = (): void => {
  const opened = new BrowserWindow({
    width: 1280,
    height: 840,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: texts.product,
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.join(built, 'preload', 'index.cjs'),
      // A session without `persist:` lives in memory: no cache, cookie or storage of a screen reaches the disk.
      partition: 'margelle',
      // Elsewhere than on a Mac, Chromium would fetch its dictionary from the network.
      spellcheck: process.platform === 'darwin',
      ...confinement(),
    },
  });
  window = opened;
  answerTo(opened.webContents);
  opened.once('ready-to-show', () => opened.show());
  opened.on('closed', () => {
    window = null;
    // The screen at the entrance is the app's, and perhaps hidden: it must not keep it alive without a window.
    door?.close();
  });
  opened.webContents.on('render-process-gone', () => opened.webContents.reload());
  void opened.loadURL(homeAddress);
};

const showAbout = (): void => {
  if (window === null) return;
  void dialog.showMessageBox(window, {
    type: 'info',
    title: texts.menu.about,
    message: texts.product,
    detail: texts.about(app.getVersion()),
    buttons: [texts.ok],
  });
};

const answerWindow = (entrance: Door): void => {
  handle('engine:call', (_contents, method, params) => engine.call(method, params));
  handle('shell:choose-file', (contents, kind, name) => chooseFile(engine, contents, kind, name));
  handle('shell:print', (contents) => print(contents));
  handle('shell:save-pdf', (contents, name) => savePdf(contents, name));
  handle('shell:open-external', (contents, url) => openOutside(contents, url));
  handle('shell:typed-is-written', async () => {
    typedWords.areWritten();
    return undefined;
  });
  handle('shell:open-door', () => entrance.open());
  handle('shell:close-door', async () => {
    entrance.close();
    return undefined;
  });
  handle('shell:door-is-open', async () => entrance.isOpen);
};

const followEngine = (): void => {
  engine.on('event', (topic, payload) => {
    if (window !== null) send(window.webContents, 'engine:event', topic, payload);
  });
  engine.on('restarted', () => window?.webContents.reload());
  engine.on('failed', async () => {
    const { title, message, detail, quit } = texts.engineFailed;
    await dialog.showMessageBox({ type: 'error', title, message, detail, buttons: [quit] });
    app.quit();
  });
};

const closeOnce = (): void => {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    void engine.close().finally(() => {
      state = 'closed';
      app.quit();
    });
  });
  app.on('quit', () => {
    if (demoFolder !== null) removeDemoFolder(demoFolder);
  });
};

const run = async (): Promise<void> => {
  declareScheme();
  refuseStrangers();
  closeOnce();
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  await app.whenReady();

  const screens = session.fromPartition('margelle', { cache: false });
  refusePermissions(screens);
  refusePermissions(session.defaultSession);
  refuseNetwork(screens);
  if (process.platform === 'darwin') screens.setSpellCheckerEnabled(true);
  serveScreens(screens, path.join(built, 'renderer'));

  door = new Door({
    engine,
    built,
    app: () => window,
    changed: (open) => {
      if (window !== null) send(window.webContents, 'shell:door-changed', open);
    },
  });
  answerWindow(door);
  followEngine();
  installMenu(
    {
      lock: () => void lock(),
      print: () => {
        if (window !== null) void print(window.webContents);
      },
      about: showAbout,
    },
    process.platform,
  );
  powerMonitor.on('suspend', () => void lock());
  onScreenLock(() => void lock(), process.platform);

  // What takes longest begins first.
  openWindow();
  engine.start();
};

if (asksToLookIn(process.argv, app.isPackaged)) {
  process.stderr.write(`${texts.lookedInto}\n`);
  app.exit(1);
} else if (app.requestSingleInstanceLock()) void run();
else app.quit();
