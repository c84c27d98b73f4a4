/** Sheets of paper, in millimetres, and how a screen counts them. */

export type Format = 'a3' | 'a4' | 'a4-landscape';

export interface Sheet {
  width: number;
  height: number;
  /** Around, kept empty: what most printers cannot reach. */
  margin: number;
  /** Between two columns. */
  gap: number;
}

export const sheets: Record<Format, Sheet> = {
  a3: { width: 297, height: 420, margin: 14, gap: 12 },
  a4: { width: 210, height: 297, margin: 12, gap: 8 },
  // Folded in three, the middle of each gap is a fold.
  'a4-landscape': { width: 297, height: 210, margin: 8, gap: 16 },
};

/** CSS pixels of a length in millimetres. */
export const px = (mm: number): number => (mm * 96) / 25.4;
/** CSS pixels of a size in points. */
export const ptToPx = (pt: number): number => (pt * 96) / 72;

export const columnWidth = ({ width, margin, gap }: Sheet, columns: number): number =>
  (width - 2 * margin - (columns - 1) * gap) / columns;

/**
 * Kept free at the foot of each column: letters on paper are a hair wider than on the screen where they were
 * measured, and a line may turn over.
 */
export const RESERVE = 0.025;
