/** Ids that machines give alike to what they make apart (docs/decisions/0024). */
import { createHash } from 'node:crypto';

/** In one team. As long as a fresh id: 16 bytes, base64url. */
export const derivedIdIn = (team: string, source: readonly (string | number)[]): string =>
  createHash('sha256')
    .update(JSON.stringify([team, ...source]))
    .digest()
    .subarray(0, 16)
    .toString('base64url');
