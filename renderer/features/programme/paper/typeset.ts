/** What people typed, in all of a programme, as it is typeset on paper. */
import type { Programme } from '#shared/domain/programme/model.ts';
import { typeset } from '../../../i18n/format.ts';

function deep(value: unknown): unknown {
  if (typeof value === 'string') return typeset(value);
  if (Array.isArray(value)) return value.map(deep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, deep(part)]));
}

export const typesetIn = (programme: Programme): Programme => deep(programme) as Programme;
