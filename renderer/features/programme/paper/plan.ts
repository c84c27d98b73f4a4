/** What a printed piece is made of, before anyone knows how many sheets it takes. */
import type { ReactNode } from 'react';
import type { Unit } from '#shared/domain/programme/layout.ts';
import type { ProgrammePlace } from '#shared/domain/programme/model.ts';
import type { Format } from './formats.ts';

export interface PaperUnit {
  key: string;
  level: Unit['level'];
  node: ReactNode;
}

/** `scale` is of the plan's base size. */
export interface Arrangement {
  columns: number;
  scale: number;
}

/** One way to say it all; the first whose arrangement fits in `pages` is drawn, else the last one. */
export interface Candidate {
  units: readonly PaperUnit[];
  /** Best first. */
  arrangements: readonly Arrangement[];
  /** One, or as many as it takes. */
  pages: 'one' | 'any';
}

export interface PaperPlan {
  format: Format;
  /** Whose colour it is drawn in. */
  place: Pick<ProgrammePlace, 'colour'>;
  /** Size of the words at scale 1, in points. */
  basePt: number;
  candidates: readonly Candidate[];
  /** At the top of each page; the first may say more. */
  head(page: number): ReactNode;
  /**
   * At the foot; `leftOut` lines had no place. The first page may say more; apart from that, its height does not
   * depend on what it is told.
   */
  foot(page: number, pages: number, leftOut: number): ReactNode;
  /** Whole sheets before those (the outside of a leaflet). */
  before?: ReactNode;
  /** A rule between columns where paper is folded. */
  folds?: boolean;
  /** Large print: no word is cut. */
  whole?: boolean;
}

export interface Laid {
  candidate: number;
  arrangement: Arrangement;
  /** Pages of columns of keys of units. */
  pages: { unit: number; again: boolean }[][][];
  leftOut: number;
}
