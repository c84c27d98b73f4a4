import { cleanNotifications, notificationsStore } from '@mantine/notifications';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clearNotices, showDone, showRefusal, showUndo } from './notices.tsx';

const newPage = () => Object.assign(new EventTarget(), { location: { hash: '#/planning' } });
let page = newPage();
const shown = () => notificationsStore.getState().notifications.length;
const goTo = (screen: string) => {
  page.location.hash = `#/${screen}`;
  page.dispatchEvent(new Event('hashchange'));
};

beforeEach(() => {
  page = newPage();
  vi.stubGlobal('window', page);
  clearNotices();
});
afterEach(() => {
  cleanNotifications();
  vi.unstubAllGlobals();
});

test('a notice goes with its screen, but not with a change on that screen', () => {
  showDone('Changement annulé');
  showRefusal({ tag: 'read_only_device' });
  goTo('planning?view=week');
  expect(shown()).toBe(2);
  goTo('notes');
  expect(shown()).toBe(0);
});

test('what is said of a screen one is sent to is said there', () => {
  page.location.hash = '#/notes';
  showDone('Note rangée');
  goTo('notes');
  expect(shown()).toBe(1);
});

test('what can be taken back stays, from one screen to the next', () => {
  showUndo('Réservation : Broderie', () => undefined);
  goTo('notes');
  expect(shown()).toBe(1);
});
