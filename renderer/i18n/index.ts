/** The words in use: `t.planning.…`. One language at a time, chosen when the page starts. */
import { fr, type Texts } from './fr/index.ts';

export const t: Texts = fr;
