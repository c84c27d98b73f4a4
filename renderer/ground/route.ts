/**
 * Which screen is shown, kept in the address after `#`, so that a lock or a crash comes back to the same place:
 * `#/planning?date=2027-01-12&booking=…`.
 */
import { useSyncExternalStore } from 'react';

export const screens = [
  'aujourdhui',
  'planning',
  'trimestre',
  'programme',
  'notes',
  'a-regler',
  'transmissions',
  'binome',
  'activites',
  'lieu',
  'equipe',
  'import-export',
  'reglages',
  'aide',
] as const;
export type Screen = (typeof screens)[number];

export interface Route {
  screen: Screen;
  params: Readonly<Record<string, string>>;
}

const isScreen = (name: string): name is Screen => (screens as readonly string[]).includes(name);

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return {
    screen: isScreen(path) ? path : 'aujourdhui',
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a screen, for links. Undefined params are left out. */
export function hrefOf(screen: Screen, params: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== undefined) query.set(name, value);
  const text = query.toString();
  return `#/${screen}${text ? `?${text}` : ''}`;
}

/** Shows a screen; `replace` leaves no step to go back to (a change of week, a filter). */
export function navigate(
  screen: Screen,
  params: Record<string, string | undefined> = {},
  how: { replace?: boolean } = {},
): void {
  const href = hrefOf(screen, params);
  if (href === window.location.hash) return;
  if (how.replace) {
    window.history.replaceState(null, '', href);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else window.location.hash = href;
}

let last = { hash: '', route: parseRoute('') };
const current = (): Route => {
  const { hash } = window.location;
  if (hash !== last.hash) last = { hash, route: parseRoute(hash) };
  return last.route;
};
const listen = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

export const useRoute = (): Route => useSyncExternalStore(listen, current);
