/** Ctrl+K: one question over bookings, activities, people, spaces and this vault's own notes and labels. */
import type { Hit, searchMethods } from '#shared/contract/search.ts';
import { ok } from '#shared/domain/result.ts';
import { sought } from '#shared/domain/search/sought.ts';
import type { Feature } from '../../capability/feature.ts';
import { isComplete } from '../../capability/searched.ts';
import { findBookings } from './bookings.ts';
import { findNames, namesOf } from './names.ts';
import { findNotes } from './notes.ts';
import { refoldOutdated } from './refolding.ts';

/** Most hits of one answer, and of one kind. */
const MOST = 20;
const MOST_BOOKINGS = 8;
const MOST_OTHERS = 5;

export const searchFeature: Feature<keyof typeof searchMethods> = {
  handlers: {
    'search.everything'({ text }, { sqlite, clock }) {
      const typed = sought(text);
      const complete = isComplete(sqlite);
      if (typed.length === 0) return ok({ hits: [], complete });
      const names = namesOf(sqlite);
      const hits: Hit[] = [
        ...findBookings(sqlite, typed, names, clock.now(), MOST_BOOKINGS),
        ...findNotes(sqlite, typed, MOST_OTHERS),
        ...findNames(typed, names, MOST_OTHERS),
      ];
      return ok({ hits: hits.slice(0, MOST), complete });
    },
  },
  opened: refoldOutdated,
};
