/** What this capability remembers in the vault. */
import { fact } from '../../vault/fact.ts';

/** By device: when it was first known to hold everything written here, and how much that was. */
export const receivedBy = fact<Record<string, { total: number; at: number }>>('team.received');

/** Up to which line of the feed the person has read: by order of arrival, with the line that stood there. */
export interface ReadUpTo {
  upTo: number;
  id: string | null;
  at: number;
}
export const readUpTo = fact<ReadUpTo>('team.read');
