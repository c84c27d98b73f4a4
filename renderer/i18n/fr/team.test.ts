import { expect, test } from 'vitest';
import { team, theDevice } from './team.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const now = new Date(2027, 0, 14, 15, 0).getTime();
const at = (day: number, hour: number, minute: number) => new Date(2027, 0, day, hour, minute).getTime();
const line = (sharing: Partial<Parameters<typeof team.sharing.line>[0]>) =>
  plain(team.sharing.line({ state: 'shared', pending: 0, connected: 1, ...sharing }, now));

test('nothing is said on a machine that is alone', () => {
  expect(line({ state: 'alone', connected: 0 })).toBe('');
});

test('who has seen everything, and when', () => {
  const seen = (instant: number) => line({ seenBy: { label: "Poste d'accueil", at: instant } });
  expect(seen(at(14, 14, 2))).toBe('Vu par le poste d’accueil à 14 h 02');
  expect(seen(at(13, 14, 2))).toBe('Vu par le poste d’accueil hier à 14 h 02');
  expect(seen(at(12, 9, 0))).toBe('Vu par le poste d’accueil mardi à 9 h 00');
  expect(seen(at(2, 9, 0))).toContain('Vu par le poste d’accueil le 2 janvier');
  expect(line({})).toBe('Partagé');
});

test('what is not shared yet', () => {
  expect(line({ state: 'pending', pending: 2 })).toBe('Pas encore partagé (2 changements)');
  expect(line({ state: 'pending', pending: 1 })).toBe('Pas encore partagé (1 changement)');
});

test('since when nobody was reached', () => {
  const offline = (instant: number) => line({ state: 'offline', offlineSince: instant, connected: 0 });
  expect(offline(at(12, 9, 0))).toBe('Hors ligne depuis mardi : tout est gardé ici');
  expect(offline(at(13, 9, 0))).toBe('Hors ligne depuis hier : tout est gardé ici');
  expect(offline(at(14, 9, 5))).toBe('Hors ligne depuis 9 h 05 : tout est gardé ici');
  expect(offline(at(2, 9, 5))).toMatch(/^Hors ligne depuis le 2 janvier/);
  expect(line({ state: 'offline' })).toBe('Hors ligne : tout est gardé ici');
});

test('a device is called by its article when its name says which', () => {
  expect(theDevice('Poste d’accueil')).toBe('le poste d’accueil');
  expect(theDevice('PC de Nadia')).toBe('le PC de Nadia');
  expect(theDevice('Ordinateur du salon')).toBe('l’ordinateur du salon');
  expect(theDevice('Tablette')).toBe('la tablette');
  expect(plain(theDevice('Bleuet'))).toBe('« Bleuet »');
});

test('articles are contracted', () => {
  expect(plain(team.panel.handKey('Accueil', 'Poste de Sophie'))).toBe(
    'Remettre la clé « Accueil » au poste de Sophie',
  );
  const setAside = (label: string | undefined) => plain(team.share.setAsideLine(1, 'removed-device', label));
  expect(setAside('Poste de Sophie')).toBe('1 changement du poste de Sophie : poste retiré de l’équipe.');
  expect(setAside('Bleuet')).toBe('1 changement de « Bleuet » : poste retiré de l’équipe.');
  expect(setAside(undefined)).toBe('1 changement d’un poste inconnu : poste retiré de l’équipe.');
});

test('when a device was last seen', () => {
  const device = { me: false, connected: false, state: 'active' } as const;
  expect(team.lastSeen({ ...device, me: true, connected: true }, now)).toBe('');
  expect(team.lastSeen({ ...device, connected: true }, now)).toBe('En ligne');
  expect(team.lastSeen(device, now)).toBe('Jamais vu depuis l’invitation');
  expect(plain(team.lastSeen({ ...device, lastSeenAt: at(13, 14, 2) }, now))).toBe('Vu hier à 14 h 02');
  expect(team.lastSeen({ ...device, state: 'removed', removedAt: at(2, 9, 0) }, now)).toMatch(/^Retiré le 2/);
});

test('what a device has received', () => {
  const device = { me: false, connected: true, state: 'active', notYetReceived: 0 } as const;
  expect(team.received(device)).toBe('À jour');
  expect(plain(team.received({ ...device, notYetReceived: 1 }))).toBe('1 changement pas encore reçu');
  expect(plain(team.received({ ...device, notYetReceived: 3 }))).toBe('3 changements pas encore reçus');
  expect(team.received({ ...device, connected: false })).toBe('');
  expect(team.received({ ...device, me: true, notYetReceived: 3 })).toBe('');
  expect(team.received({ ...device, state: 'removed', notYetReceived: 3 })).toBe('');
});

test('the time left is by the second only at the end', () => {
  expect(plain(team.timeLeft(29 * 60_000 + 1))).toBe('Encore 30 min.');
  expect(plain(team.timeLeft(89_000))).toBe('Encore 89 s.');
  expect(team.timeLeft(0)).toBe('Le temps est écoulé.');
});

test('what a file of exchange brought', () => {
  expect(team.share.imported(0, 0)).toMatch(/^Rien de nouveau/);
  expect(plain(team.share.imported(1, 0))).toBe('1 changement reçu.');
  expect(plain(team.share.imported(12, 2))).toBe('12 changements reçus.');
  expect(team.share.imported(0, 2)).toBe('La liste des postes de l’équipe est à jour.');
});
