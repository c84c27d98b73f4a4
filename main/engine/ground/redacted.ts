/**
 * A secret in memory: printing, JSON, string templates and error messages show nothing of it. Holds a Buffer that
 * can be wiped; whoever unwraps must not keep what it gets.
 */
import sodium from 'sodium-native';

const shown = '[redacted]';

export class Redacted {
  readonly #bytes: Buffer;
  #wiped = false;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** The passphrase as every keyboard and system spells it: Unicode NFC, UTF-8. */
  static text(text: string): Redacted {
    return new Redacted(Buffer.from(text.normalize('NFC'), 'utf8'));
  }

  /** The bytes themselves, not a copy. Throws once wiped: zeros must never be taken for a key. */
  unwrap(): Buffer {
    if (this.#wiped) throw new Error('secret already wiped');
    return this.#bytes;
  }

  get wiped(): boolean {
    return this.#wiped;
  }

  wipe(): void {
    sodium.sodium_memzero(this.#bytes);
    this.#wiped = true;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return shown;
  }
}
