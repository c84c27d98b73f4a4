/**
 * Files a person chose. The screens only ever hold a token; the shell (or the command line) grants the path behind it.
 */
import { err, ok, type Result } from '#shared/domain/result.ts';
import type { Random } from './clock.ts';

export type FileAccess = 'read' | 'write' | 'folder';

interface Grant {
  path: string;
  access: FileAccess;
}

export interface FileGrants {
  /** The path behind a token. Error: `file_not_granted` when unknown or granted for another use. */
  path(token: string, access: FileAccess): Result<string, { tag: 'file_not_granted' }>;
}

export function createFileGrants(
  random: Random,
): FileGrants & { grant(path: string, access: FileAccess): string } {
  const grants = new Map<string, Grant>();
  return {
    grant(path, access) {
      const token = random.bytes(16).toString('base64url');
      grants.set(token, { path, access });
      return token;
    },
    path(token, access) {
      const grant = grants.get(token);
      return grant?.access === access ? ok(grant.path) : err({ tag: 'file_not_granted' });
    },
  };
}
