/** Prices as people type them. */

/** Cents from "12", "4,50", "4.5 €"; null when it is not a price. */
export function readEuros(typed: string): number | null {
  const match = /^(\d{1,5})(?:[.,](\d{1,2}))?\s*€?$/.exec(typed.trim());
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '0').padEnd(2, '0'));
}

export const writeEuros = (cents: number): string =>
  cents % 100 === 0 ? `${cents / 100}` : (cents / 100).toFixed(2).replace('.', ',');
