import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { wordlist } from '@scure/bip39/wordlists/french.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passphraseStrength, type StrengthHint } from './strength.ts';

describe('the strength of a passphrase', () => {
  it.each<[string, StrengthHint]>([
    ['courte', 'too-short'],
    ['Xk9#mP2$', 'too-short'],
    ['motdepasse123', 'common'],
    ['Bonjour2024!!', 'common'],
    ['azertyuiop12', 'common'],
    ['abcdefghijkl', 'sequence'],
    ['9876543210987', 'sequence'],
    ['aaaaaaaaaaaaaaaa', 'repeated'],
    ['lune lune lune lune', 'repeated'],
    ['Camille Bonneau 2024', 'personal'],
    ['La Margelle La Margelle', 'common'],
    ['anticonstitutionnellement', 'add-words'],
    ['un deux trois quatre', 'add-words'],
  ])('refuses « %s » (%s)', (passphrase, hint) => {
    const strength = passphraseStrength(passphrase, ['Camille Bonneau']);
    expect(strength).toMatchObject({ acceptable: false, hint });
    expect(strength.score).toBeLessThan(2);
  });

  it.each([
    'cheval agrafe batterie correct',
    'violette-armoire-tempête-9',
    'tasse verte 7391 gravier',
    'Xk9#mP2$vL7q',
    'margelle ouverte aux visiteurs curieux',
    'le chat dort bien ici',
  ])('accepts « %s »', (passphrase) => {
    expect(passphraseStrength(passphrase).acceptable).toBe(true);
  });

  it('finds four unrelated words good', () => {
    expect(passphraseStrength('cheval agrafe batterie correct')).toMatchObject({ score: 3, hint: 'good' });
  });

  it('never finds repeating better than saying once, nor anything under twelve characters acceptable', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }), (text) => {
        const strength = passphraseStrength(text);
        expect(strength.acceptable).toBe(strength.score >= 2);
        if ([...text].length < 12) expect(strength.acceptable).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,6}$/), fc.integer({ min: 3, max: 8 }), (word, times) => {
        expect(passphraseStrength(Array(times).fill(word).join(' ')).acceptable).toBe(false);
      }),
    );
  });
});

/** Weak alone, of every kind; each long enough to be judged for something else than its length. */
const weak: [string, string[]][] = [
  [
    'letters and digits in turn',
    ['a1b2c3d4e5f6', '1a2z3e4r5t6y', 'q1w2e3r4t5y6', 'm1n2b3v4c5x6', 'ab12cd34ef56', 'p.a.s.s.w.o.r.d'],
  ],
  [
    'rows of the keyboard',
    ['&é"\'(-è_çàazer', 'azertyuiop^$qsdf', 'azer qsdf wxcv tyui', 'qwertyuiop asdf', 'AqwZsxEdcRfv'],
  ],
  ['days', ['lundi mardi mercredi jeudi', 'Vendredi-Samedi-Dimanche', 'lundi jeudi mardi dimanche']],
  ['months', ['Janvier-Février-Mars', 'juin juillet août septembre', 'decembre novembre octobre']],
  ['numbers', ['trois quatre cinq six', 'dix onze douze treize quatorze']],
  ['seasons', ['printemps été automne hiver', 'hiver automne été printemps']],
  ['colours', ['rouge orange jaune vert bleu', 'bleu rouge vert jaune']],
  [
    'other signs for letters',
    [
      'P@ssw0rd2026!!',
      'M0td3p@sse2026',
      'Ch0uqu3tt3!2026',
      'p@ssw0rd s0leil ch0c0lat d0ud0u',
      'ess@pedtom2026',
    ],
  ],
  [
    'dates',
    ['12/03/1987 12/03/1987', 'Dimanche 12 janvier 2026', '12031987 azerty', '1987-03-12 1990-11-30'],
  ],
  [
    'said again',
    ['lune verte lune verte', 'chat1 chat2 chat3 chat4', 'chouette chouette2026', 'abcabcabcabcabc'],
  ],
  [
    'names that are known',
    ['Camille Bonneau 2024', 'C@mille B0nneau!', 'bonneau.camille.87', 'La Margelle 2026!'],
  ],
  ['a word, a year and signs', ['tempête2026!', 'TEMPETE*2026*', 'Zorglubard2026!!', '2026chaussette?']],
  [
    'rows with spaces',
    ['abcdef ghijkl mnopqr stuvwx', 'nopqrst uvwxyz', 'lundi créature abcd cylindre', '12345 67890 12345'],
  ],
];
const acceptable = (passphrase: string) => passphraseStrength(passphrase, ['Camille Bonneau']).acceptable;

describe('what an attacker tries first', () => {
  it.each(weak)('is refused: %s', (_, kind) => {
    expect(kind.filter(acceptable)).toEqual([]);
  });

  const years = fc.integer({ min: 1940, max: 2039 }).map(String);
  const marks = fc.stringMatching(/^[!?.*$&-]{0,3}$/);
  const words = fc.constantFrom(
    ...[
      'motdepasse',
      'bonjour',
      'soleil',
      'chocolat',
      'marseille',
      'printemps',
      'tempête',
      'télévision',
      'chaussette',
    ],
    ...[
      'anniversaire',
      'bibliothèque',
      'password',
      'football',
      'camille',
      'margelle',
      'aidants',
      'mercredi',
      'zorglub',
    ],
  );

  it('stays refused with a year and signs before or after it', () => {
    fc.assert(
      fc.property(words, years, marks, fc.boolean(), (word, year, sign, before) => {
        for (const dressed of [`${word}${year}${sign}`, `${word}${sign}${year}`, `${word}-${year}${sign}`])
          expect(acceptable(before ? `${sign}${dressed}` : dressed)).toBe(false);
      }),
      { numRuns: 40 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...weak.flatMap(([, kind]) => kind)),
        years,
        fc.constantFrom('', '!', '?!'),
        (text, year, sign) => {
          expect(acceptable(`${text}${sign}`)).toBe(false);
          expect(acceptable(`${text}${year}`)).toBe(false);
        },
      ),
    );
  });

  const other: Record<string, string> = { a: '@', e: '3', i: '1', o: '0', s: '$' };
  const accented: Record<string, string> = { a: 'à', e: 'é', i: 'î', o: 'ô', u: 'ù', c: 'ç' };
  const changed = (text: string, at: number[], change: (letter: string) => string) =>
    [...text].map((letter, index) => (at.includes(index) ? change(letter) : letter)).join('');

  it('stays refused with other cases, accents, and signs for letters', () => {
    fc.assert(
      fc.property(words, fc.array(fc.nat(12), { maxLength: 6 }), years, (word, at, year) => {
        for (const change of [
          (letter: string) => letter.toUpperCase(),
          (letter: string) => accented[letter] ?? letter,
          (letter: string) => other[letter] ?? letter,
        ])
          expect(acceptable(`${changed(word, at, change)}${year}!`)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves alone five words and more drawn from a list, however they are joined', () => {
    // Two of these few among five would be too many of what everybody chooses.
    const chosenByAll = ['chocolat', 'coffre', 'dragon', 'équipe', 'sécréter', 'soleil'];
    const listed = wordlist
      .map((word) => word.normalize('NFC'))
      .filter((word) => !chosenByAll.includes(word));
    const drawn = fc.uniqueArray(fc.constantFrom(...listed), { minLength: 5, maxLength: 8 });
    fc.assert(
      fc.property(drawn, fc.constantFrom(' ', '-', '.'), (list, between) => {
        expect(acceptable(list.join(between))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('judges the beginning of what is longer than any passphrase, in bounded time', () => {
    expect(acceptable('4@8(6#!1|03$+72'.repeat(60))).toBe(false);
    expect(acceptable(`cheval agrafe batterie correct ${'x'.repeat(900)}`)).toBe(true);
  });
});

it('is loaded when a passphrase is chosen, never with a first screen', () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  const files = globSync('{main,renderer,shared}/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !file.includes('.test.'),
  );
  const atOnce = /^(?:import|export(?= [*{])) (?!type\b)[^;]*?(?:vault\/strength\.ts|@zxcvbn-ts\/[\w-]+)'/m;
  expect(files.filter((file) => atOnce.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([
    'shared/domain/vault/strength.ts',
  ]);
});

it.each(['tasse Brest jaune grenier', 'chaussette marteau lac violet été', 'gant nord vert poule'])(
  'two words of one list beside each other, or at the end of another word, are no list: %s',
  (phrase) => {
    expect(passphraseStrength(phrase).acceptable).toBe(true);
  },
);

it('judges the beginning of what is very long', () => {
  const long = 'lanterne moulin verveine tilleul '.repeat(400);
  expect(passphraseStrength(`lundi mardi mercredi jeudi ${'!'.repeat(10_000)}`).acceptable).toBe(false);
  expect(passphraseStrength(long)).toEqual(passphraseStrength(long.slice(0, 128)));
});
