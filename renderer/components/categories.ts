/** What the place calls its kinds of activities, in the order of its programme. */
import { useMemo } from 'react';
import type { Category } from '#shared/domain/place/model.ts';
import { useEngine } from '../ground/engine.ts';

export interface Categories {
  list: readonly Category[];
  /** Undefined without one, or for one that is no more. */
  find(id: string | undefined): Category | undefined;
}

export function useCategories(): Categories {
  const list = useEngine('place.get', {}).data?.settings.categories;
  return useMemo(() => ({ list: list ?? [], find: (id) => list?.find((one) => one.id === id) }), [list]);
}
