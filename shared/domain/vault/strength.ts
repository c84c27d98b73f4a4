/**
 * How hard a passphrase is to guess, by a compact rule: what an attacker tries first (frequent words, keyboard rows,
 * repetitions, the person's own names) counts for almost nothing; several unrelated words count in full.
 * An estimate in bits, deliberately on the low side, cut into five scores; the vault asks for at least 2.
 */
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
const oneWordBits = 24;
const rows = [
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
];
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

function withoutSequences(text: string): string {
  const dated = text.replace(/(19|20)\d\d|123/g, gone);
  const both = rows.flatMap((row) => [row, [...row].reverse().join('')]);
  const pieces = both.flatMap((row) =>
    Array.from({ length: row.length - 3 }, (_, size) => row.length - size).flatMap((size) =>
      Array.from({ length: row.length - size + 1 }, (_, start) => row.slice(start, start + size)),
    ),
  );
  return without(
    dated,
    pieces.sort((a, b) => b.length - a.length),
  );
}

function bits(text: string, original: string): number {
  const words = new Set(text.split(/[^\p{L}]+/u).filter((word) => word.length >= 3));
  const sum = [...words].reduce((total, word) => total + Math.min(11, word.length * 3), 0);
  const others = [...text.replace(/[\p{L}\s∎\-_.,']/gu, '')].length * 3;
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
  const start = plain(passphrase);
  const own = personal.flatMap((name) => plain(name).split(/\s+/));
  const steps: [StrengthHint, (text: string) => string][] = [
    ['personal', (text) => without(text, own)],
    ['common', (text) => without(text, common)],
    ['sequence', withoutSequences],
    ['repeated', withoutRepetitions],
  ];
  let text = start;
  let worst: { hint: StrengthHint; lost: number } = { hint: 'add-words', lost: 2 };
  for (const [hint, step] of steps) {
    const next = step(text);
    if (text.length - next.length > worst.lost) worst = { hint, lost: text.length - next.length };
    text = next;
  }
  const long = [...passphrase].length >= minimumLength;
  const strength = bits(text, passphrase);
  const steps4 = [28, 36, 43, 56].filter((threshold) => strength >= threshold).length as Strength['score'];
  const score = long ? steps4 : (Math.min(1, steps4) as Strength['score']);
  const acceptable = score >= 2;
  return { score, acceptable, hint: score >= 3 ? 'good' : long ? worst.hint : 'too-short' };
}
