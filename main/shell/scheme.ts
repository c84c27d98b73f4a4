/** Serves the built screens under app://margelle/, from one folder, read only. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { fileOf, scheme } from './address.ts';
import { responseHeaders } from './security.ts';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** To be called before the app is ready: makes app:// a secure, standard origin. */
export const declareScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, codeCache: false, supportFetchAPI: false } },
  ]);
};

export const serveScreens = (session: Session, root: string): void => {
  session.protocol.handle(scheme, async (request) => {
    const file = request.method === 'GET' ? fileOf(request.url, root) : null;
    const contentType = file === null ? undefined : contentTypes[path.extname(file)];
    if (file === null || contentType === undefined)
      return new Response(null, { status: 404, headers: responseHeaders });
    try {
      const body = await readFile(file);
      return new Response(new Uint8Array(body), {
        headers: { ...responseHeaders, 'Content-Type': contentType },
      });
    } catch {
      return new Response(null, { status: 404, headers: responseHeaders });
    }
  });
};
