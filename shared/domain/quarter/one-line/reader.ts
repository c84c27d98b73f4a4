/** One way to say something in a line: the words it is recognised by, and what they mean. */
import type { LinePart, OneLineContext, Refusal, Said } from './said.ts';

export interface Found {
  /** Empty when the group is absent. */
  group(name: string): string;
  /** The same, as it was typed. */
  typed(name: string): string;
  /** It begins the part of the line it stands in. */
  isFirst: boolean;
}

export interface Reader {
  part: LinePart;
  /** On comparable text; whole words. */
  pattern: RegExp;
  /** Recognised only when nothing else is in that part of the line: it could be a word of a title. */
  alone?: boolean;
  /** Undefined: these words mean something else here. */
  read(found: Found, context: OneLineContext): Said | Refusal | undefined;
}

export const words = (source: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'du');

const NUMBERS = [
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
];
/** A small number, in digits or in words. */
export const NUMBER = `\\d{1,3}|une|${NUMBERS.join('|')}|quinze`;

export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (text === 'une') return 1;
  return text === 'quinze' ? 15 : NUMBERS.indexOf(text) + 1;
}
