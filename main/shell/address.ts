/**
 * The addresses of the app's own pages, and the answer to "is this ours?". Pure: nothing here imports Electron.
 * The rule is exact: one scheme, one host, no port, no user. Everything else is a stranger.
 */
import path from 'node:path';

export const scheme = 'app';
export const host = 'margelle';
export const homeAddress = `${scheme}://${host}/`;
/** The page of the screen at the entrance. */
export const doorAddress = `${homeAddress}porte.html`;

const parse = (address: string): URL | null => (URL.canParse(address) ? new URL(address) : null);

export const isOwnAddress = (address: string): boolean => {
  const url = parse(address);
  return (
    url !== null &&
    url.protocol === `${scheme}:` &&
    url.hostname === host &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
};

/**
 * The file under `root` that answers an address, or null when the address is not ours or leaves the folder.
 * Refuses what a decoder could read in two ways: encoded separators, NUL, backslashes, `..`, drive letters.
 */
export const fileOf = (address: string, root: string): string | null => {
  if (!isOwnAddress(address)) return null;
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (pathname === '/' || pathname === '') pathname = '/index.html';
  if (!/^(?:\/[\w@][\w.@-]*)+$/.test(pathname)) return null;
  const file = path.join(root, ...pathname.split('/'));
  const inside = path.relative(root, file);
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? null : file;
};

/** Whether the shell may hand an address to the system: https with a host, or mailto. Never a path, never a password. */
export const isAllowedOutside = (address: string): boolean => {
  const url = parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' ? url.hostname !== '' : url.protocol === 'mailto:';
};
