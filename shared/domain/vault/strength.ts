/**
 * How hard a passphrase is to guess. zxcvbn knows what an attacker tries first (passwords that leaked, French words and names,
 * rows of the keyboard, dates, days and months in their order, any of it with other signs for letters); here several
 * unrelated words count in full and nothing else does. Of both estimates in bits the lower one counts, cut into five
 * scores; the vault asks for at least 2.
 *
 * Heavy (dictionaries of a megabyte): loaded by `import()` when a passphrase is chosen, never before.
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as everywhere from '@zxcvbn-ts/language-common';
import * as french from '@zxcvbn-ts/language-fr';

export type StrengthHint =
  | 'too-short'
  | 'common'
  | 'repeated'
  | 'sequence'
  | 'personal'
  | 'add-words'
  | 'good';

export interface Strength {
  score: 0 | 1 | 2 | 3 | 4;
  hint: StrengthHint;
  acceptable: boolean;
}

const minimumLength = 12;
/** Signs that are looked at. */
const JUDGED = 128;
const oneWordBits = 24;
/** What a team like this one chooses first. */
const common = [
  'motdepasse',
  'passphrase',
  'password',
  'margelle',
  'ressourcerie',
  'bonjour',
  'soleil',
  'chocolat',
  'doudou',
  'loulou',
  'chouchou',
  'bienvenue',
  'welcome',
  'admin',
  'administrateur',
  'secret',
  'iloveyou',
  'jetaime',
  'dragon',
  'monkey',
  'letmein',
  'football',
  'princesse',
  'princess',
  'nicolas',
  'marseille',
  'paris',
  'france',
  'aidants',
  'aidant',
  'equipe',
  'coffre',
  'ordinateur',
  'vacances',
  'azerty',
  'qwerty',
  'login',
  'master',
  'sunshine',
  'superman',
  'camille',
  'julien',
];

// Not the folding of the search, which makes several letters of one: a sentence of one character would look strong.
// biome-ignore lint/plugin: see above
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const gone = '∎';

/** Takes known pieces out of the text; each leaves one character, about what naming it costs an attacker. */
function without(text: string, pieces: string[]): string {
  return pieces
    .filter((piece) => piece.length >= 3)
    .reduce((rest, piece) => rest.replaceAll(piece, gone), text);
}

function withoutRepetitions(text: string): string {
  return text.replace(/(.)\1{2,}/gu, '$1').replace(/(.{2,}?)\1+/gu, '$1');
}

/** Without accents, as passphrases are compared here. Not the words of diceware: who draws them draws one as likely as another. */
const lists = { 'passwords-common': everywhere.dictionary['passwords-common'], ...french.dictionary };
const dictionary = Object.fromEntries(
  Object.entries(lists).map(([name, words]) => [
    name,
    [...new Set(words.map((word) => plain(String(word))))],
  ]),
);
// Bounded, so that a key pressed costs some tens of milliseconds: of a longer passphrase the beginning must be enough.
const zxcvbn = new ZxcvbnFactory({
  dictionary,
  graphs: everywhere.adjacencyGraphs,
  maxLength: 64,
  l33tMaxSubstitutions: 20,
});
type Match = ReturnType<typeof zxcvbn.check>['sequence'][number];

/** Letters, digits and signs that were laced together, each by themselves. */
const unlaced = (text: string): string =>
  [/[^\p{L}]/gu, /[^\p{N}]/gu, /[\p{L}\p{N}]/gu].map((others) => text.replace(others, '')).join('');

/** A year and a few signs, before and after the rest, are tried with each guess of the rest. */
const undressed = (text: string): string => {
  const sign = '[^\\p{L}\\p{N}]{0,3}';
  const dress = `${sign}(?:(?:19|20)\\d\\d)?${sign}`;
  return text.replace(new RegExp(`^${dress}`, 'u'), '').replace(new RegExp(`${dress}$`, 'u'), '');
};

const inOrder = (match: Match): boolean =>
  ['sequence', 'regex', 'date'].includes(match.pattern) ||
  (match.pattern === 'spatial' && match.token.length >= 4);

/** Three words at least that follow one another in a list: two may be chosen by chance, and begin inside another word. */
const isList = ({ pattern, token }: Match): boolean =>
  pattern === 'wordSequence' && token.split(/[^\p{L}]+/u).length >= 3;

function bits(text: string, original: string): number {
  const words = new Set(text.split(/[^\p{L}]+/u).filter((word) => word.length >= 3));
  const sum = [...words].reduce((total, word) => total + Math.min(11, word.length * 3), 0);
  const others = new Set(text.replace(/[\p{L}\s∎\-_.,']/gu, '')).size * 3;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}\s]/u].filter((kind) =>
    kind.test(original),
  ).length;
  const loose = [...text].length * Math.min(4, 2.6 + kinds * 0.4);
  if (words.size > 1) return Math.min(loose, sum + others);
  // One word is in a dictionary, however long; attackers append a few digits and signs first.
  return words.size === 1 && others <= 18 ? Math.min(loose, oneWordBits + others) : loose;
}

/** `personal`: the names an attacker would know (the person's, the team's). */
export function passphraseStrength(passphrase: string, personal: readonly string[] = []): Strength {
  const own = personal.flatMap((name) => plain(name).split(/\s+/));
  const known = [...own, ...common];
  // Of a longer one the beginning must be enough: each sign typed is judged anew.
  const beginning = [...passphrase].slice(0, JUDGED).join('');
  const typed = undressed(beginning) || beginning;
  const folded = plain(typed);
  const readings = [...new Set([folded, typed, unlaced(folded)])].map((text) => zxcvbn.check(text, known));
  const matches = readings[0]?.sequence ?? [];
  // Each word by itself too: beside others, a short row may be taken for nothing.
  const alone = folded.split(/[^\p{L}]+/u).flatMap((word) => zxcvbn.check(word).sequence);
  const tokens = (chosen: (match: Match) => boolean) =>
    [...matches, ...alone].filter(chosen).map(({ token }) => token);
  // Words that have other signs for some letters, or stand backwards, are read as words.
  const words = matches.map((match) => match.matchedWord ?? match.token).join('');
  const steps: [StrengthHint, (text: string) => string][] = [
    ['personal', (text) => without(text, own)],
    ['common', (text) => without(text, common)],
    ['sequence', (text) => without(text, tokens(inOrder)).replace(/(19|20)\d\d|123/g, gone)],
    ['add-words', (text) => without(text, tokens(isList))],
    ['repeated', withoutRepetitions],
  ];
  let worst: { hint: StrengthHint; lost: number } = { hint: 'add-words', lost: 2 };
  // A piece taken out of a word leaves two: every text on the way is an estimate, the lowest counts.
  const estimates = readings.map(({ guessesLog10 }) => guessesLog10 * Math.log2(10));
  for (const start of [words, folded]) {
    let text = start;
    estimates.push(bits(text, typed));
    for (const [hint, step] of steps) {
      const next = step(text);
      if (text.length - next.length > worst.lost) worst = { hint, lost: text.length - next.length };
      text = next;
      estimates.push(bits(text, typed));
    }
  }
  const long = [...passphrase].length >= minimumLength;
  const strength = Math.min(...estimates);
  const steps4 = [28, 36, 43, 56].filter((threshold) => strength >= threshold).length as Strength['score'];
  const score = long ? steps4 : (Math.min(1, steps4) as Strength['score']);
  const acceptable = score >= 2;
  return { score, acceptable, hint: score >= 3 ? 'good' : long ? worst.hint : 'too-short' };
}
