import { expect, test } from 'vitest';
import type { SkippedPart } from '#shared/domain/exchange/reading.ts';
import { exchange } from './exchange.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('what stays in the planning without being in the file any more is told, one date or several', () => {
  const part = (count: number): SkippedPart => ({
    line: 12,
    what: 'Yoga',
    why: 'no-longer-written',
    stays: { first: '2027-01-19', count },
  });
  expect(plain(exchange.preview.skipped(part(1)))).toBe(
    'Ligne 12 (« Yoga ») : sa date du 19 janvier 2027, importée auparavant, n’y est plus ; elle reste dans le planning.',
  );
  expect(plain(exchange.preview.skipped(part(3)))).toBe(
    'Ligne 12 (« Yoga ») : 3 de ses dates importées auparavant, à partir du 19 janvier 2027, n’y sont plus ; elles restent dans le planning.',
  );
});

test('what left its calendar as a whole is told by its name: it has no line', () => {
  const gone: SkippedPart = {
    line: 0,
    what: 'Yoga',
    why: 'no-longer-written',
    stays: { first: '2027-01-19', count: 1 },
  };
  expect(plain(exchange.preview.skipped(gone))).toBe(
    '« Yoga » : sa date du 19 janvier 2027, importée auparavant, n’y est plus ; elle reste dans le planning.',
  );
});

test('a row that changes says what its booking was', () => {
  const was = { title: 'Yoga', date: '2026-12-08', start: '10:00', end: '11:00' };
  const told = (row: Partial<typeof was>) => plain(exchange.list.was({ ...was, ...row, was }));
  expect(told({ date: '2026-12-10', start: '14:00', end: '15:00' })).toMatch(
    /^était mar\. 8 déc\.( 2026)?, 10 h – 11 h$/,
  );
  expect(told({ end: '12:00' })).toMatch(/^était mar\. 8 déc\.( 2026)?, 10 h – 11 h$/);
  expect(told({ title: 'Chant' })).toBe('était « Yoga »');
  expect(exchange.list.was({ ...was })).toBe('');
});

test('the button of an import says what it will do', () => {
  const go = (created: number, updated: number, cancelled: number) =>
    plain(exchange.choices.go({ created, updated, cancelled }));
  expect(go(0, 0, 0)).toBe('Rien à importer');
  expect(go(17, 0, 0)).toBe('Importer 17 réservations');
  expect(go(0, 1, 0)).toBe('Mettre à jour 1 réservation');
  expect(go(0, 0, 1)).toBe('Annuler 1 réservation');
  expect(go(0, 11, 2)).toBe('Appliquer 13 changements');
});

test('what is read of a file is said in the singular and in the plural, each thing by its name', () => {
  const { sentence } = exchange.preview;
  expect(plain(sentence.update(11))).toBe('11 seront mises à jour, sans doublon.');
  expect(plain(sentence.cancelled(1))).toBe('1 sera annulée, comme dans le fichier.');
  expect(plain(sentence.adjusted(2, ['shortened', 'confidential']))).toBe(
    '2 demandent un coup d’œil : texte raccourci et événement privé.',
  );
  expect(plain(sentence.adjusted(1, ['all-day', 'all-day-no-hours']))).toBe(
    '1 demande un coup d’œil : journée entière.',
  );
  expect(plain(exchange.done.toSettle(1))).toBe('1 est à régler : sa place était déjà prise.');
  expect(plain(exchange.done.toSettle(2))).toBe('2 sont à régler : leur place était déjà prise.');
  expect(plain(exchange.past.confirm(1, 'a.ics'))).toMatch(
    /^La réservation de « a\.ics » reviendra à son état/,
  );
  expect(plain(exchange.past.confirm(17))).toMatch(
    /^Les 17 réservations de cet import reviendront à leur état/,
  );
});

test('a row that is cancelled is not called an import', () => {
  const row = { title: 'Yoga', state: 'update', isCancelled: true } as const;
  expect(exchange.list.stateOf(row)).toBe('À annuler');
  expect(exchange.list.takeRow(row, 'mar. 8 déc.')).toBe('Annuler Yoga, mar. 8 déc.');
});

test('an import that changed since says of how much, and which one to take back first', () => {
  const later = { name: 'agenda.ics', at: Date.now() - 5 * 60_000, count: 12 };
  expect(exchange.past.changed({ count: 13, total: 17, imports: [later] }).map(plain)).toEqual([
    '13 réservations de cet import, sur 17, ont changé depuis.',
    '12 par un import plus récent, « agenda.ics » (il y a 5 min).',
    'Pour revenir comme avant, gardez celui-ci pour l’instant, annulez d’abord « agenda.ics » (il y a 5 min), puis celui-ci.',
    'Vous pouvez retirer les 4 que personne n’a touchées. Le reste demeure dans le planning, et cet import dans la liste, pour être annulé plus tard.',
  ]);
  expect(exchange.past.changed({ count: 1, total: 1, imports: [] }).map(plain)).toEqual([
    '1 réservation de cet import, sur 1, a changé depuis.',
    'Aucune n’est restée telle que l’import l’a écrite : il n’y a rien à retirer.',
  ]);
});
