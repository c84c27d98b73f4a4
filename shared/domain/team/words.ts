/** Four French words that two people compare to know that both screens speak of the same thing. */
import { wordlist } from '@scure/bip39/wordlists/french.js';

const bitsOfWord = 11;
const count = 4;

/**
 * The words of the first 44 bits of `bytes`, a hash: 11 bits each, most significant first, in the French list of BIP39
 * (2048 words), in NFC. Throws when there are fewer than 6 bytes.
 */
export function fourWords(bytes: Uint8Array): string[] {
  if (bytes.length < Math.ceil((bitsOfWord * count) / 8)) throw new Error('too few bytes for four words');
  let bits = 0n;
  for (const byte of bytes.subarray(0, 6)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: count }, (_, index) => {
    const word = wordlist[Number((bits >> BigInt(48 - bitsOfWord * (index + 1))) & 0x7ffn)];
    if (word === undefined) throw new Error('the word list is not whole');
    return word.normalize('NFC');
  });
}
