import { readFileSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { notesMethods } from '#shared/contract/notes.ts';
import { toMatchQuery } from '#shared/domain/search/full-text.ts';
import { sought } from '#shared/domain/search/sought.ts';
import { type NotesBench, openNotesBench } from './fixture.ts';
import { listQuery } from './list.ts';
import { searchQuery } from './search.ts';
import { DISTINCT_TAGS } from './tags.ts';
import { compareWithPlain } from './testing-search.ts';

let bench: NotesBench;
beforeEach(() => {
  bench = openNotesBench();
});
afterEach(() => bench.close());

const bodyOf = (...lines: string[]) => ({
  type: 'doc' as const,
  content: lines.map((text) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] })),
});
function create(
  title: string,
  text = 'x',
  more: { tags?: string[]; date?: string; pinned?: boolean; bookingId?: string } = {},
) {
  const answer = bench.call('notes.create', { title, body: bodyOf(text), date: '2027-01-12', ...more });
  if (!answer.ok) throw new Error(answer.error.tag);
  return answer.value;
}
const titles = (text: string) => {
  const answer = bench.call('notes.search', { text });
  return answer.ok ? answer.value.hits.map((hit) => hit.title) : answer.error;
};
const listed = (params: Parameters<typeof bench.call<'notes.list'>>[1]) => {
  const answer = bench.call('notes.list', params);
  return answer.ok ? answer.value.notes.map((line) => line.title) : answer.error;
};
const plan = (query: string, bound: object) =>
  bench.sqlite
    .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
    .all(bound)
    .map((step) => step.detail)
    .join('\n');

test('a note is found without accents nor case, by the beginning of a word, and shown where', () => {
  create('Lundi', 'Préparer la réunion des familles');
  create('Mardi', 'Rien à voir');
  for (const text of ['reunion', 'RÉUNION', 'REUN', 'réun', 'famille reu', '"la reunion"'])
    expect(titles(text), text).toEqual(text === 'famille reu' ? [] : ['Lundi']);
  expect(titles('familles reu')).toEqual(['Lundi']);
  expect(titles('"reunion la"')).toEqual([]);
  const answer = bench.call('notes.search', { text: 'REUN' });
  expect(answer.ok && answer.value.hits[0]?.snippet).toEqual([
    { text: 'Préparer la ', match: false },
    { text: 'réunion', match: true },
    { text: ' des familles', match: false },
  ]);
});

test('œ and oe are found by each other', () => {
  create('Un', 'avoir à cœur');
  create('Deux', 'avoir a coeur');
  expect(titles('coeur')).toEqual(['Deux', 'Un']);
  expect(titles('CŒUR')).toEqual(['Deux', 'Un']);
});

test.each([
  [
    'tel. 06 12 34 56 78',
    ['0612345678', '06 12 34 56 78', '06.12.34.56.78', '+33 6 12 34 56 78', '+33612345678', '0033612345678'],
  ],
  ['tel. 06.12.34.56.78', ['0612345678', '06-12-34-56-78', '33 6 12 34 56 78', 'tel 0612']],
  ['tel. 0612345678', ['06 12 34 56 78', '06 12', '34 56', '345678', '+33 (0)6 12 34 56 78']],
  ['tel. +33 6 12 34 56 78', ['0612345678', '06 12 34', '3361234', '5678']],
  ['tel. +33\u00a0(0)6\u202f12\u202f34\u202f56\u202f78', ['0612345678', '+33612345678']],
  ['Réunion\u00a0: +262 692 12 34 56', ['0692123456', '0692 12 34 56']],
  ['０６ １２ ３４ ５６ ７８', ['0612345678']],
  ['IBAN FR76 3000 6000 0112 3456 7890 189', ['FR7630006000011234567890189', '3000600001', 'fr76 3000']],
  ['SIRET 12345678900012', ['123 456 789 00012', '00012']],
  ['né le 12/01/1957, 1 57 01 33 063 025 46', ['157013306302546', '12011957', '12.01.1957']],
])('the number of « %s » is found however it is grouped', (text, typed) => {
  create('n', text);
  create('autre', 'tel. 07 99 88 77 66, FR10, 2 61 52 43 34 25 16');
  for (const one of typed) expect(titles(one), one).toEqual(['n']);
  for (const other of ['0612345679', '0712345678', '8721']) expect(titles(other), other).toEqual([]);
});

test('a number that is typed is found from its second digit on, however it is written, and is never lost', () => {
  const written = ['0612345678', '06 12 34 56 78', '06.12.34.56.78', '06-12-34-56-78', '0612 34 56 78'];
  const abroad = ['+33 6 12 34 56 78', '0033612345678'];
  for (const one of [...written, ...abroad]) create(one, `Léa, ${one}`);
  create('autre', 'tel. 07 99 88 77 66, AB0612, le 3 juin');
  const all = [...written, ...abroad].sort();
  for (const one of [...written, ...abroad])
    for (let length = 2; length <= one.length; length += 1) {
      const typed = one.slice(0, length);
      const digits = typed.replace(/\D/g, '');
      if (digits.length < 2) continue;
      const found = titles(typed);
      expect(found, typed).toContain(one);
      // What only says the country finds what is written with it.
      if (!['00', '003', '0033', '33'].includes(digits))
        expect(titles(`léa ${typed}`), typed).toEqual(expect.arrayContaining(all));
    }
  expect((titles('0612 3') as string[]).toSorted()).toEqual(all);
});

test.each([
  ['AB3402', ['ab3402', 'AB3402', 'ab34', 'AB3']],
  ['2027T1', ['2027t1', '2027T']],
  ['33000B', ['33000b']],
])('%s is found as the word it is, and not by its digits', (text, typed) => {
  create('n', `dossier ${text}, à revoir`);
  create('autre', 'n° 3402, tél. 06 34 02 20 27, budget 2027 1, 33000 Bordeaux');
  for (const one of typed) expect(titles(one), one).toEqual(['n']);
});

test.each([
  ['confi\u00addence', ['confidence', 'confi\u00addence', 'CONFIDENCE']],
  ['con\u200bfi\u200ddence\u2060', ['confidence']],
  ['ﬁnance eﬃcace', ['finance', 'efficace', 'ﬁnance eﬃcace']],
  ['efficace', ['eﬃcace']],
  ['Straße', ['strasse', 'STRASSE', 'straße']],
  ['Øystein, Łódź, Đorđe, Işık', ['oystein', 'lodz', 'dorde', 'isik']],
  ['Lodz Isik', ['Łódź', 'IŞIK ', 'ışık']],
  ['ΟΔΟΣ', ['οδος', 'οδοσ']],
  ['οδός', ['ΟΔΟΣ']],
  ['Ægir a du cœur', ['aegir', 'coeur', 'CŒUR', 'ægir']],
  ['Gâteau 🎂 et ❤️', ['🎂', '❤', '❤️', 'gateau 🎂']],
  ['Bravo 👍🏽', ['👍', '👍🏿']],
  ["L’été, c‘est l'envie", ["l'été", 'l‘ete', 'c’est', 'lʼenvie']],
  ['rendez‑vous, peut–être', ['rendez-vous', 'rendez vous', 'peut-etre', 'peut‐être']],
  ['10\u00a0h\u202f30', ['10 h 30']],
  ['e\u0301te\u0301', ['été']],
  ['été', ['e\u0301te\u0301']],
  ['ＡＢＣ', ['abc']],
])('« %s » is found whatever is typed of it', (text, typed) => {
  create('n', text);
  create('autre', 'Rien à voir');
  for (const one of typed) expect(titles(one), one).toEqual(['n']);
});

test('a search of only an emoji, or of nothing that is a word, finds what there is and is no error', () => {
  create('n', 'Fête 🎉');
  for (const nothing of ['🦖', '👩‍👧', '\u00ad', '\u200d', '🏽', '!?', '©', '#'])
    expect(bench.call('notes.search', { text: nothing }), nothing).toMatchObject({
      ok: true,
      value: { hits: [] },
    });
  expect(titles('🎉')).toEqual(['n']);
});

test('what was found is marked as it was written', () => {
  create(
    'Appel 06 12 34 56 78',
    'En confi\u00addence : rappeler le +33\u00a06\u00a012\u00a034\u00a056\u00a078',
  );
  const answer = bench.call('notes.search', { text: 'confidence 0612345678' });
  expect(answer.ok && answer.value.hits[0]?.titleSegments).toEqual([
    { text: 'Appel ', match: false },
    { text: '06 12 34 56 78', match: true },
  ]);
  expect(answer.ok && answer.value.hits[0]?.snippet).toEqual([
    { text: 'En ', match: false },
    { text: 'confi\u00addence', match: true },
    { text: ' : rappeler le ', match: false },
    { text: '+33 6 12 34 56 78', match: true },
  ]);
});

test('what is found far in a long note is shown too', () => {
  create('long', `${'mot '.repeat(3000)}trouvaille ${'mot '.repeat(3000)}`);
  const answer = bench.call('notes.search', { text: 'trouvaille' });
  const snippet = answer.ok ? (answer.value.hits[0]?.snippet ?? []) : [];
  expect(snippet.filter(({ match }) => match)).toEqual([{ text: 'trouvaille', match: true }]);
});

test('what is found in the title comes first, then the latest', () => {
  create('Budget de la cuisine');
  create('Autre', 'parler du budget');
  create('Encore', 'le budget');
  expect(titles('budget')).toEqual(['Budget de la cuisine', 'Encore', 'Autre']);
  expect(bench.call('notes.search', { text: 'budget' })).toMatchObject({
    value: { hits: [{ titleSegments: [{ text: 'Budget', match: true }, { match: false }] }, {}, {}] },
  });
});

test('HTML in a note stays text, in segments too', () => {
  create('Test', '<img src=x onerror=alert(1)> trouvaille');
  const answer = bench.call('notes.search', { text: 'trouvaille' });
  expect(answer.ok && answer.value.hits[0]?.snippet[0]).toEqual({
    text: '<img src=x onerror=alert(1)> ',
    match: false,
  });
});

test('no text makes a search fail', () => {
  create('Quelque chose', 'réunion "entre" guillemets');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc
          .array(
            fc.constantFrom(
              '"',
              '*',
              'AND',
              'NOT',
              'NEAR(',
              ')',
              ':',
              '^',
              '-',
              '{title}',
              'réu',
              'œ',
              '\u0301',
              '𝒳',
              ' ',
              '«',
            ),
          )
          .map((parts) => parts.join('')),
      ),
      (text) => {
        expect(bench.call('notes.search', { text }).ok).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

test('the list: pinned first, then the latest day; pages miss and repeat nothing', () => {
  for (let day = 1; day <= 25; day++)
    create(`n${day}`, 'x', { date: `2027-01-${String(day).padStart(2, '0')}`, pinned: day === 3 });
  const all: string[] = [];
  let after: string | undefined;
  do {
    const answer = bench.call('notes.list', { limit: 7, ...(after !== undefined && { after }) });
    if (!answer.ok) throw new Error(answer.error.tag);
    all.push(...answer.value.notes.map((line) => line.title));
    after = answer.value.next;
  } while (after !== undefined);
  const days = Array.from({ length: 25 }, (_, index) => 25 - index);
  expect(all).toEqual(['n3', ...days.filter((day) => day !== 3).map((day) => `n${day}`)]);
});

test('filters: tag, booking, days, archive', () => {
  create('a', 'x', { tags: ['Réunion'], bookingId: 'b1' });
  const b = create('b', 'x', { tags: ['RÉUNION', 'idée'], date: '2027-02-01' });
  expect(b.tags).toEqual(['idée', 'Réunion']);
  expect(listed({ tag: 'réunion' })).toEqual(['b', 'a']);
  expect(listed({ bookingId: 'b1' })).toEqual(['a']);
  expect(listed({ from: '2027-01-20', to: '2027-02-28' })).toEqual(['b']);
  bench.call('notes.save', { id: b.id, seen: b.changedAt, archived: true });
  expect(listed({})).toEqual(['a']);
  expect(listed({ archived: true, tag: 'idée' })).toEqual(['b']);
  expect(bench.call('notes.search', { text: 'x', archived: true, tag: 'Idée' })).toMatchObject({
    value: { hits: [{ title: 'b' }] },
  });
  expect(bench.call('notes.tags', {})).toMatchObject({
    value: {
      tags: [
        { tag: 'idée', count: 1 },
        { tag: 'Réunion', count: 2 },
      ],
    },
  });
  expect(listed({ from: '2027-01-12', to: '2027-02-01' })).toEqual(['a']);
});

test('two windows: the second to save is told, and the first version stays', () => {
  const note = create('Départ');
  const first = bench.call('notes.save', { id: note.id, seen: note.changedAt, title: 'Première' });
  const second = bench.call('notes.save', { id: note.id, seen: note.changedAt, title: 'Deuxième' });
  expect(second).toEqual({ ok: false, error: { tag: 'changed_meanwhile', what: 'note' } });
  expect(bench.call('notes.get', { id: note.id })).toMatchObject({ value: { title: 'Première' } });
  expect(first.ok && first.value.changedAt).toBeGreaterThan(note.changedAt);
  expect(bench.call('notes.delete', { id: note.id, seen: note.changedAt })).toMatchObject({
    error: { tag: 'changed_meanwhile' },
  });
});

test('saving changes only what is given, and the search follows', () => {
  const note = create('Titre', 'avant', { tags: ['t'] });
  bench.call('notes.save', { id: note.id, seen: note.changedAt, body: bodyOf('après') });
  expect(titles('avant')).toEqual([]);
  expect(titles('apres')).toEqual(['Titre']);
  expect(bench.call('notes.get', { id: note.id })).toMatchObject({
    value: { tags: ['t'], title: 'Titre', date: '2027-01-12' },
  });
  expect(bench.emitted).toEqual(['notes.changed', 'notes.changed']);
});

test('what does not exist is said so', () => {
  for (const answer of [
    bench.call('notes.get', { id: 'none' }),
    bench.call('notes.save', { id: 'none', seen: 0 }),
    bench.call('notes.delete', { id: 'none' }),
  ])
    expect(answer).toEqual({ ok: false, error: { tag: 'not_found', what: 'note' } });
});

test('wrong types are refused by the contract, whatever they are', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(notesMethods)), fc.anything(), ({ params }, value) => {
      expect(typeof params.safeParse(value).success).toBe('boolean');
    }),
  );
  expect(notesMethods['notes.create'].params.safeParse({ date: '2027-02-30' }).success).toBe(false);
  expect(notesMethods['notes.list'].params.safeParse({ after: "1' OR 1=1" }).success).toBe(false);
});

test('a deleted note leaves no byte: not in the pages, not in the journal, not in the index', () => {
  const secret = 'zyxomatique';
  for (let n = 0; n < 300; n++) create(`Voisine ${n}`, `texte ordinaire numéro ${n} ${'mots '.repeat(30)}`);
  const short = create(`${secret} titre`, `un ${secret} court`, { tags: [`${secret}-tag`] });
  const long = create('long', `${secret} `.repeat(5000));
  for (let n = 0; n < 300; n++) create(`Suivante ${n}`, `texte ordinaire ${n}`);
  const saved = bench.call('notes.save', { id: short.id, seen: short.changedAt, title: `${secret} encore` });
  expect(saved.ok).toBe(true);
  expect(decrypted()).toContain(secret);
  expect(readFileSync(bench.file).includes(secret)).toBe(false);

  for (const id of [short.id, long.id]) expect(bench.call('notes.delete', { id }).ok).toBe(true);
  expect(statSync(`${bench.file}-wal`).size).toBe(0);
  const left = decrypted();
  // The control: the way of looking does see what is there, folded words of the index included.
  expect(left).toContain('ordinaire');
  for (let length = 6; length <= secret.length; length++) expect(left).not.toContain(secret.slice(0, length));
  expect(left).not.toContain(secret.slice(4));
  expect(titles(secret)).toEqual([]);
});

/** Every page of the base, free ones included, once decrypted. */
function decrypted(): string {
  return bench.sqlite.serialize().toString('latin1').toLowerCase();
}

test('hot queries read indexes, and nothing is sorted for a page of the list', () => {
  const { params } = notesMethods['notes.list'];
  const page = plan(listQuery(params.parse({ after: '0_2027-01-12_1_1' }), false), {
    archived: 0,
    limit: 1,
    afterPinned: 0,
    afterDate: '',
    afterChanged: 0,
    afterRow: 0,
  });
  expect(page).toMatch(/SEARCH n USING INDEX notes_by_list \(archived=\?/);
  expect(page.replace(/CORRELATED[\s\S]*/, '')).not.toMatch(/TEMP B-TREE/);
  const tagged = plan(listQuery(params.parse({ tag: 't' }), true), { archived: 0, tag: 't', limit: 1 });
  expect(tagged).toMatch(/SEARCH tagged USING COVERING INDEX .*\(tag=\?\)/);
  expect(tagged).not.toMatch(/SCAN (n|tagged)\b/);
  const ofDays = { archived: 0, from: '2027-01-12', to: '2027-01-12' };
  const day = plan(listQuery(params.parse({ ...ofDays, archived: false }), false), { ...ofDays, limit: 1 });
  expect(day).toMatch(
    /SEARCH n USING INDEX notes_by_list \(archived=\? AND pinned=\? AND date>\? AND date<\?\)/,
  );
  expect(day.replace(/CORRELATED[\s\S]*/, '')).not.toMatch(/TEMP B-TREE/);
  expect(plan(DISTINCT_TAGS, {})).toMatch(/SEARCH t USING COVERING INDEX/);
  const search = plan(
    searchQuery(notesMethods['notes.search'].params.parse({ text: 'x' }), { tag: false, archived: false }),
    {
      match: toMatchQuery(sought('x')),
      limit: 1,
    },
  );
  expect(search).toMatch(/SCAN notes_text VIRTUAL TABLE/);
  expect(search).toMatch(/SEARCH n USING INTEGER PRIMARY KEY/);
  expect(search.replace(/CORRELATED[\s\S]*/, '')).not.toMatch(/TEMP B-TREE/);
});

test('among 5,000 notes the search costs about what it costs in plain SQLite', () => {
  compareWithPlain(bench, 5000);
});
