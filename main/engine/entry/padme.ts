/**
 * PADMÉ (Nikitin et al., "Reducing metadata leakage from encrypted files", 2019): what a length tells is reduced to
 * its order of magnitude and a few bits, at a cost of 12 % at most.
 */

/** The padded length of `length` bytes: never less, and the same for all lengths of its class. Up to 2³⁰. */
export function padmeLength(length: number): number {
  if (length < 2) return length;
  const exponent = 31 - Math.clz32(length);
  const mantissaBits = 32 - Math.clz32(exponent);
  const mask = 2 ** Math.max(0, exponent - mantissaBits) - 1;
  return (length + mask) & ~mask;
}
