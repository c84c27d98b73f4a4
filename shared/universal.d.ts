/** The few names that a page and Node both have, and that the rules may use; anything else of either is refused here. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
declare const URL: { canParse(address: string): boolean };
declare function structuredClone<T>(value: T): T;
declare function atob(text: string): string;
