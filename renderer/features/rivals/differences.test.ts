import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesOf } from './differences.ts';
import type { Lookup } from './fields.ts';

const names: Lookup = {
  space: (id) => ({ salon: 'Salon', calme: 'Espace calme' })[id],
  host: (id) => ({ claire: 'Claire', nadia: 'Nadia' })[id],
  activity: (id) => ({ yoga: 'Yoga' })[id],
  facilitator: (id) => ({ anne: 'Anne' })[id],
  equipment: (id) => ({ tapis: 'Tapis' })[id],
  category: (id) => ({ talk: 'Échanges' })[id],
  role: (code) => ({ social: 'Accompagnement social' })[code],
};
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const read = (type: string, facet: string, ...values: unknown[]) => {
  const part = {
    key: { circle: 'team' as const, type, id: 'x', facet },
    values: values.map((value) => ({ value, device: 'd', at: 0 })),
  };
  const { values: shown, alike } = differencesOf(part, names);
  return {
    alike,
    values: shown.map((fields) => fields.map(({ label, text }) => plain(`${label}: ${text}`))),
  };
};

const slot = {
  date: '1999-01-12',
  start: '10:00',
  end: '11:30',
  spaces: ['salon'],
  wholePlace: false,
  setupMin: 0,
  airingMin: 15,
  claim: 'a',
};

test('a slot: only what differs, the hours read as one', () => {
  expect(
    read('bookings', 'slot', slot, { ...slot, start: '14:00', end: '15:30', spaces: ['calme'], claim: 'b' }),
  ).toEqual({
    alike: false,
    values: [
      ['Heures: 10 h – 11 h 30', 'Espaces: Salon'],
      ['Heures: 14 h – 15 h 30', 'Espaces: Espace calme'],
    ],
  });
});

test('the whole place takes the place of the names of spaces', () => {
  expect(read('bookings', 'slot', slot, { ...slot, spaces: [], wholePlace: true }).values).toEqual([
    ['Espaces: Salon'],
    ['Espaces: Tout le lieu'],
  ]);
});

test('what only machines read is no difference: everything is shown, and said to be alike', () => {
  const { alike, values } = read('bookings', 'slot', slot, { ...slot, claim: 'b' });
  expect(alike).toBe(true);
  expect(values[0]).toContain('Date: mardi 12 janvier 1999');
  expect(values[0]).toEqual(values[1]);
});

test('what and who of a booking', () => {
  expect(
    read(
      'bookings',
      'what',
      { kind: 'session', activity: 'yoga', mode: 'on-site', equipment: [{ id: 'tapis', quantity: 12 }] },
      { kind: 'meeting', title: 'Bilan', mode: 'on-site', equipment: [] },
    ).values,
  ).toEqual([
    ['Sorte: Séance', 'Activité: Yoga', 'Matériel: Tapis (12)', 'Titre: non précisé'],
    ['Sorte: Réunion', 'Activité: non précisé', 'Matériel: aucun', 'Titre: Bilan'],
  ]);
  expect(read('bookings', 'who', { hosts: ['claire', 'nadia'] }, { hosts: [] }).values).toEqual([
    ['Référentes: Claire et Nadia'],
    ['Référentes: aucun'],
  ]);
});

test('a state, with its reason', () => {
  expect(
    read('bookings', 'state', { status: 'confirmed' }, { status: 'cancelled', reason: 'malade' }).values,
  ).toEqual([
    ['État: Confirmé', 'Raison: non précisé'],
    ['État: Annulé', 'Raison: malade'],
  ]);
});

test('nested parts are opened, amounts are euros', () => {
  expect(
    read(
      'settings',
      'it',
      { name: 'A', fares: { full: 1200, member: 600 } },
      { name: 'A', fares: { full: 1250, member: 600 } },
    ).values,
  ).toEqual([['Plein tarif: 12 €'], ['Plein tarif: 12,50 €']]);
});

test('a removal on one side says so, and the other side is told in full', () => {
  expect(read('messages', 'what', { kind: 'task', text: 'Appeler' }, null)).toEqual({
    alike: false,
    values: [['Sorte: Chose à faire', 'Texte: Appeler'], ['État: Supprimé']],
  });
  expect(read('spaces', 'gone', true, null).values).toEqual([['État: Supprimé'], ['État: Gardé']]);
});

test('beside a removal, those who kept it are compared with each other', () => {
  const space = { name: 'Salon', capacity: 12 };
  expect(read('spaces', 'it', space, { ...space, capacity: 14 }, null).values).toEqual([
    ['Places: 12 places'],
    ['Places: 14 places'],
    ['État: Supprimé'],
  ]);
});

test('an unknown type is still read', () => {
  expect(
    read('strangers', 'it', { colour: 'blue', riddle: 3 }, { colour: 'blue', riddle: [4] }).values,
  ).toEqual([['Autre détail: 3'], ['Autre détail: 4']]);
});

test('whatever another device wrote, nothing throws and every value has its list', () => {
  const known = fc.constantFrom(
    'constructor',
    'slot',
    'fare',
    'presence',
    'rules',
    'hours',
    'price',
    'documents',
    'capacity',
    'date',
  );
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(known, fc.jsonValue()));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.string(), (values, type) => {
      expect(read(type, 'it', ...values).values).toHaveLength(values.length);
    }),
  );
});
