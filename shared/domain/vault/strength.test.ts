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
