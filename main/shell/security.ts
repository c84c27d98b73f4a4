/** The headers of the app's own pages and the refusals that hold for every web page this process could ever show. */
import { app, type Session, type WebPreferences } from 'electron';
import { isOwnAddress } from './address.ts';

/**
 * Nothing is allowed, then only what the screens need. `style-src 'unsafe-inline'`: Mantine writes its responsive
 * rules and CSS variables as style elements and attributes at run time, without a nonce on attributes; scripts stay
 * strictly ours. `connect-src` stays closed: all data comes over the bridge.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const responseHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** What every page is kept from. */
export const confinement = (): WebPreferences => ({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  navigateOnDragDrop: false,
  devTools: !app.isPackaged,
});

/** Copying to the clipboard only ever follows a click and reads nothing; a wake lock keeps a display from going dark. */
type Allowed = 'clipboard-sanitized-write' | 'screen-wake-lock';

/** Refuses every permission but one, to our own page. */
export const refusePermissions = (session: Session, but: Allowed = 'clipboard-sanitized-write'): void => {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(permission === but && isOwnAddress(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => permission === but && isOwnAddress(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
};

/** The policy already keeps our pages from the network; this holds even for a page that would not obey it. */
export const refuseNetwork = (session: Session): void => {
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];
  session.webRequest.onBeforeRequest({ urls }, (_details, answer) => answer({ cancel: true }));
};

/** Refuses navigation elsewhere, new windows, webviews, downloads and the UDP of WebRTC, for every page, now and later. */
export const refuseStrangers = (): void => {
  // A file leaves by the dialogs of the shell only (files.ts).
  app.on('session-created', (session) => {
    session.on('will-download', (event) => event.preventDefault());
  });
  // Anybody reads the title of a window, in the task bar too: it is ours, whatever the page's says.
  app.on('browser-window-created', (_event, window) => {
    window.on('page-title-updated', (event) => event.preventDefault());
    // Pictures that another program takes of the screen, or that somebody shares, do not hold it.
    window.setContentProtection(true);
  });
  app.on('web-contents-created', (_event, contents) => {
    // No policy of a page's headers holds for WebRTC.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (details) => {
      if (!isOwnAddress(details.url)) details.preventDefault();
    });
    contents.on('will-redirect', (details) => details.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
};
