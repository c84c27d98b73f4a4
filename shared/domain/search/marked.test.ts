import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marked, snippetOf } from './marked.ts';
import { sought } from './sought.ts';

const shown = (segments: { text: string; match: boolean }[]) =>
  segments.map(({ text, match }) => (match ? `[${text}]` : text)).join('');
const marks = (typed: string, text: string) => shown(marked(sought(typed), text));

test.each([
  ['confidence', 'En confi\u00addence, oui', 'En [confi\u00addence], oui'],
  ['confidence', 'En confi\u00ad\ndence', 'En [confi\u00ad dence]'],
  ['difficile', 'C’est diﬃcile.', 'C’est [diﬃcile].'],
  ['strasse', 'Grande Straße 12', 'Grande [Straße] 12'],
  ['ete', 'l’e\u0301te\u0301 vient', 'l’[e\u0301te\u0301] vient'],
  ['coeur', 'avoir à cœur', 'avoir à [cœur]'],
  ['rep', 'un répit, le repos', 'un [répit], le [repos]'],
  ['🎂', 'Fête 🎂 !', 'Fête [🎂] !'],
  ['👍', 'Bien 👍🏽!', 'Bien [👍🏽]!'],
  ['👩‍👧', 'Elles 👩‍👧', 'Elles [👩‍👧]'],
  ['0612345678', 'tel. 06 12 34 56 78, le soir', 'tel. [06 12 34 56 78], le soir'],
  ['06 12 34 56 78', 'tel. +33 6.12.34.56.78', 'tel. [+33 6.12.34.56.78]'],
  ['+33612345678', 'tel. 06-12-34-56-78', 'tel. [06-12-34-56-78]'],
  ['345678', 'tel. 06 12 34 56 78', 'tel. 06 12 [34 56 78]'],
  ['06 12 34 56 78', '06.12.34.56.78 le 12', '[06.12.34.56.78] le 12'],
  ['"groupe de parole" groupe', 'le groupe de parole, un groupe', 'le [groupe de parole], un [groupe]'],
  ['a b', 'ab a', 'ab [a]'],
])('%s is marked in « %s »', (typed, text, expected) => {
  expect(marks(typed, text)).toBe(expected);
});

test('segments joined are the text, whatever is sought', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'aé ½ﬃ\n06 +33.\u00ad🎂'), maxLength: 60 }),
  );
  fc.assert(
    fc.property(text, text, (typed, written) => {
      const segments = marked(sought(typed), written);
      expect(segments.map((segment) => segment.text).join('')).toBe(written.replaceAll('\n', ' '));
      for (const [at, segment] of segments.entries()) {
        expect(segment.text).not.toBe('');
        if (at > 0) expect(segment.match).not.toBe(segments[at - 1]?.match);
      }
    }),
  );
});

test('a text is marked by each of its own words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      const typed = sought(written);
      expect(marked(typed, written).some(({ match }) => match)).toBe(typed.length > 0);
    }),
  );
});

test('a snippet stands around what was found, where most of it is together', () => {
  const long = `${'un mot '.repeat(20)}le repos, puis ${'autre chose '.repeat(20)}le repos des aidants ${'et la suite '.repeat(9)}`;
  expect(shown(snippetOf(sought('repos'), long, 6))).toBe('…un mot le [repos], puis autre…');
  expect(shown(snippetOf(sought('aidants repos'), long, 8))).toBe(
    '…autre chose le [repos] des [aidants] et la…',
  );
  expect(shown(snippetOf(sought('suite'), 'la suite', 6))).toBe('la [suite]');
  expect(shown(snippetOf(sought('rien'), 'un deux trois', 2))).toBe('un deux…');
  expect(shown(snippetOf(sought('trois'), 'un deux trois quatre !', 3))).toBe('un deux [trois]…');
});

test('a snippet is a part of the text, of so many words, with a match when there is one', () => {
  const words = fc.array(fc.constantFrom('été', 'repos', 'la', 'diﬃcile', '06 12', '🎂'), { maxLength: 60 });
  fc.assert(
    fc.property(
      words,
      fc.constantFrom('ete', 'repos la', '0612', '🎂', 'rien'),
      fc.integer({ min: 4, max: 20 }),
      (text, typed, most) => {
        const [written, terms] = [text.join(' '), sought(typed)];
        const segments = snippetOf(terms, written, most);
        expect(written).toContain(shown(segments).replaceAll(/[[\]…]/g, ''));
        expect(segments.some(({ match }) => match)).toBe(marked(terms, written).some(({ match }) => match));
        expect(shown(segments).split(' ').length).toBeLessThanOrEqual(most + 1);
      },
    ),
  );
});
