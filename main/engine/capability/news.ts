/**
 * Tells the screens that shared things changed, wherever they were changed: projections call it, so that a
 * colleague's change and one's own follow the same path. Told once after the write, however much it touched.
 */
import type { ReadHandle } from '../ground/handles.ts';
import type { Session } from './feature.ts';

type Told = 'place.changed' | 'catalogue.changed' | 'planning.changed' | 'quarter.changed';

export interface News {
  /** Starts telling this session. */
  listen(session: Session): void;
  tell(sqlite: ReadHandle): void;
}

export function createNews(topics: readonly Told[]): News {
  const sessions = new WeakMap<ReadHandle, Session>();
  const pending = new WeakSet<ReadHandle>();
  return {
    listen(session) {
      sessions.set(session.sqlite, session);
    },
    tell(sqlite) {
      const session = sessions.get(sqlite);
      if (!session || pending.has(sqlite)) return;
      pending.add(sqlite);
      // After the transaction: a screen that fetches at once must find the rows.
      queueMicrotask(() => {
        pending.delete(sqlite);
        for (const topic of topics) session.emit(topic, {});
      });
    },
  };
}
