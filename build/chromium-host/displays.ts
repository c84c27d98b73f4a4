/**
 * `screen`: the displays of the machine. Chromium tells a page of the one it stands on and no more, so the host knows a
 * single display until a test says otherwise.
 */
import { EventEmitter } from 'node:events';
import type { Screen as ElectronScreen } from 'electron';
import { control, type HostDisplay } from './control.ts';
import { strict } from './strict.ts';

type Covered = Pick<ElectronScreen, 'getAllDisplays' | 'getDisplayMatching'>;

/** Without a screen there is none to ask: that of most televisions. */
let displays: HostDisplay[] = [{ id: 1, bounds: { x: 0, y: 0, width: 1920, height: 1080 } }];

const overlap = (one: { from: number; length: number }, other: { from: number; length: number }): number =>
  Math.max(0, Math.min(one.from + one.length, other.from + other.length) - Math.max(one.from, other.from));

const shared = ({ bounds }: HostDisplay, of: HostDisplay['bounds']): number =>
  overlap({ from: bounds.x, length: bounds.width }, { from: of.x, length: of.width }) *
  overlap({ from: bounds.y, length: bounds.height }, { from: of.y, length: of.height });

/** The display that holds most of a rectangle. */
export const displayUnder = (bounds: HostDisplay['bounds']): HostDisplay => {
  const [most] = displays.toSorted((a, b) => shared(b, bounds) - shared(a, bounds));
  if (most === undefined) throw new Error('The Chromium host knows no display');
  return most;
};

/** The first window is on screen: Chromium says how large that one is. */
export const foundDisplay = ({ width, height }: { width: number; height: number }): void => {
  displays = [{ id: 1, bounds: { x: 0, y: 0, width, height } }];
};

type Given = ReturnType<Covered['getDisplayMatching']>;
const given = (display: HostDisplay): Given => strict('Display', { ...display }) as unknown as Given;

class HostScreen extends EventEmitter implements Covered {
  getAllDisplays(): Given[] {
    return displays.map(given);
  }
  getDisplayMatching(bounds: HostDisplay['bounds']): Given {
    return given(displayUnder(bounds));
  }
}

export const hostScreen = new HostScreen();

control.on('displays', (order) => {
  const before = displays;
  displays = order.displays;
  const missing = (from: HostDisplay[], of: HostDisplay[]) =>
    of.filter(({ id }) => !from.some((display) => display.id === id));
  for (const gone of missing(displays, before)) hostScreen.emit('display-removed', {}, given(gone));
  for (const come of missing(before, displays)) hostScreen.emit('display-added', {}, given(come));
});
